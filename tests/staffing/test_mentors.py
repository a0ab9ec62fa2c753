"""Mentors: who is proposed to whom and why, both sides agree, a person confirms; meetings, silence, the end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.duties.models import Duty
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.rulebook.api import enter_value, rulebook
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import EndReason, Post, Role, UnitKind
from nongcot.people.models import Support
from nongcot.staffing import actions
from nongcot.staffing.models import Mentorship, ProgrammeClosed
from nongcot.staffing.queries.first_term import followed
from nongcot.staffing.queries.mentors import chairs_named, proposals
from nongcot.staffing.rules.mentors import REASONS, Terms, terms_of
from tests.factories import people as make
from tests.factories.people import SYSTEM

D = timedelta(days=1)
TODAY = clock.today()
TERMS = Terms(
    3,
    30,
    {"same_superior": 4, "same_area": 1, "same_kind": 2, "same_sector": 1, "full_term": 1},
    term_months=60,
    most_months=180,
)
CAPACITY, LEAST_MONTHS = TERMS.capacity, TERMS.least_months
DECIDED = {"document_number": "01/QĐ", "issuer": "Liên đoàn", "article": "1", "decided_by": "Ban Thường vụ"}


@pytest.fixture
def ward(db):
    return make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def held(ward):
    union = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    return make.post(make.person("Nguyễn Thị Đào"), union, Post.CHAIR, from_day=TODAY - 10 * D)


@pytest.fixture
def veteran(ward):
    union = make.unit("Công đoàn cơ sở Gỗ Bình Khê", under=ward)
    return make.post(make.person("Lê Văn Khê"), union, Post.CHAIR)


@pytest.fixture
def superior(ward):
    return make.officer(ward, Role.SUPERIOR_OFFICER)


@pytest.fixture
def mentor(veteran):
    return make.officer(veteran.unit, Role.CHAIR)


@pytest.fixture
def proposed(held, veteran, superior):
    return actions.propose_mentors(actor=superior)[0]


def due(code):
    return Duty.objects.filter(code=code, closed_on__isnull=True)


def test_both_sides_agree_and_a_person_confirms(held, veteran, superior, mentor, proposed):
    assert (proposed.person, proposed.mentor) == (held.person, veteran.person)
    new_chair = make.officer(held.unit, Role.CHAIR)
    with pytest.raises(Refused, match="cùng đồng ý"):
        actions.confirm_mentor(actor=superior, row=proposed)
    for actor, side in ((mentor, "chair"), (new_chair, "mentor")):
        with pytest.raises(PermissionDenied):
            actions.agree_mentor(actor=actor, row=proposed, side=side)
    assert not followed(mentor, day=TODAY).exists()
    actions.agree_mentor(actor=mentor, row=proposed, side="mentor")
    actions.agree_mentor(actor=new_chair, row=proposed, side="chair")
    with pytest.raises(PermissionDenied):
        actions.confirm_mentor(actor=mentor, row=proposed)
    actions.confirm_mentor(actor=superior, row=proposed)
    assert Support.objects.get().by_whom == "Lê Văn Khê"
    assert list(followed(mentor, day=TODAY)) == [held]
    assert proposals(superior, day=TODAY) == []
    actions.check_in(actor=mentor, held=held, day=TODAY, note="Cùng xem sổ quỹ")
    assert Support.objects.filter(kind="meeting").get().by_whom == str(mentor)
    actions.end_mentor(actor=superior, row=proposed, note="Chuyển công tác")
    assert not followed(mentor, day=TODAY).exists()
    assert proposals(superior, day=TODAY) == [], "the same two are not proposed again"


def test_a_fourth_is_refused_also_when_it_was_proposed_before(held, veteran, ward, superior, proposed):
    Mentorship.objects.filter(pk=proposed.pk).update(chair_agreed_on=TODAY, mentor_agreed_on=TODAY)
    for _each in range(CAPACITY):
        other = make.post(make.person(), make.unit(under=ward), Post.CHAIR, from_day=TODAY - D)
        Mentorship.objects.create(
            person=other.person, unit=other.unit, mentor=veteran.person, mentor_unit=veteran.unit,
            proposed_on=TODAY, confirmed_on=TODAY,
        )  # fmt: skip
    with pytest.raises(Refused, match="đủ 3"):
        actions.confirm_mentor(actor=superior, row=proposed)


def test_who_is_new_or_foreign_is_no_mentor(held, ward, superior):
    make.post(make.person(), make.unit(under=ward), Post.CHAIR, from_day=TODAY - 100 * D)
    elsewhere = make.unit(under=make.federation("Liên đoàn Lao động tỉnh Khác"), kind=UnitKind.DIRECT_SUPERIOR)
    make.post(make.person(), make.unit(under=elsewhere), Post.CHAIR)
    assert proposals(superior, day=TODAY) == []
    assert proposals(SYSTEM, day=TODAY) == []


def test_proposals_ask_as_much_for_forty_as_for_one(held, veteran, ward, superior):
    counts = []
    for more in (0, 2, 40):
        for _each in range(more):
            make.post(make.person(), make.unit(under=ward), Post.CHAIR, from_day=TODAY - 3 * D)
            make.post(make.person(), make.unit(under=ward), Post.CHAIR)
        with CaptureQueriesContext(connection) as asked:
            found = proposals(superior, day=TODAY)
        counts.append(len(asked))
    assert len(found) == 30
    assert len(set(counts)) == 1


def test_a_proposal_is_due_of_the_mentor(proposed, veteran, mentor):
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.count_members(actor=SYSTEM, unit=veteran.unit, day=TODAY, members=50)
    duty = due("chair.mentor_asked").get()
    assert (duty.unit, duty.role) == (veteran.unit, "chair")
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.agree_mentor(actor=mentor, row=proposed, side="mentor")
    assert not due("chair.mentor_asked").exists()


@pytest.mark.parametrize(("silent", "alarm"), [(20, False), (21, True)])
def test_silence_is_due_of_those_above_on_its_day(ward, superior, silent, alarm):
    held = make.post(make.person(), make.unit(under=ward), Post.CHAIR, from_day=TODAY - 40 * D)
    row = actions.check_in(actor=superior, held=held, day=TODAY - silent * D)
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.count_members(actor=SYSTEM, unit=held.unit, day=TODAY, members=50)
    assert due("chair.quiet").exists() is alarm
    if alarm:
        assert due("chair.quiet").get().role == "superior_officer"
        with TestCase.captureOnCommitCallbacks(execute=True):
            actions.check_in(actor=superior, held=held, day=TODAY, note="Gọi điện")
        assert not due("chair.quiet").exists()
    assert row.kind == "meeting"


def test_a_meeting_lies_between_the_post_and_today(held, superior):
    for day in (held.from_day - D, TODAY + D):
        with pytest.raises(Refused, match="Ngày gặp"):
            actions.check_in(actor=superior, held=held, day=day)
    with pytest.raises(PermissionDenied):
        actions.check_in(actor=make.officer(held.unit, Role.READER), held=held, day=TODAY)


@pytest.mark.parametrize(("days", "over"), [(99, False), (100, True)])
def test_the_programme_ends_with_what_was_done(ward, superior, days, over):
    held = make.post(make.person(), make.unit(under=ward), Post.CHAIR, from_day=TODAY - days * D)
    actions.do_step(actor=SYSTEM, held=held, step="know", day=TODAY)
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.check_in(actor=superior, held=held, day=TODAY)
    assert due("chair.programme_ends").exists() is over
    if not over:
        with pytest.raises(Refused, match="và còn bước chưa làm"):
            actions.close_programme(actor=superior, held=held)
        return
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.close_programme(actor=superior, held=held, note="Vững vàng")
    assert ProgrammeClosed.objects.get().done == {"shape": 1, "steps": ["know"], "meetings": 1, "helps": 0}
    assert not due("chair.programme_ends").exists()
    with pytest.raises(Refused, match="không còn mở"):
        actions.do_step(actor=superior, held=held, step="law", day=TODAY)


def test_the_pages_from_the_proposal_to_the_confirmation(client, held, veteran, superior, mentor):
    client.force_login(superior)
    page = client.get(reverse("staffing:mentors")).content.decode()
    assert "Lê Văn Khê" in page
    assert "cùng công đoàn cấp trên" in page
    assert client.post(reverse("staffing:mentors"), {"once": "1"}).status_code == 302
    row = Mentorship.objects.get()
    client.force_login(mentor)
    assert "Người kèm cặp đồng ý" in client.get(reverse("staffing:mentors")).content.decode()
    assert (
        client.post(
            reverse("staffing:agree-mentor", args=[row.pk, "mentor"]), {"once": "2", "seen": "9999999"}
        ).status_code
        == 302
    )
    assert (
        client.post(
            reverse("staffing:agree-mentor", args=[row.pk, "chair"]), {"once": "3", "seen": "9999999"}
        ).status_code
        == 403
    )
    client.force_login(superior)
    assert (
        client.post(
            reverse("staffing:agree-mentor", args=[row.pk, "chair"]), {"once": "4", "seen": "9999999"}
        ).status_code
        == 302
    )
    assert (
        client.post(reverse("staffing:confirm-mentor", args=[row.pk]), {"once": "5", "seen": "9999999"}).status_code
        == 302
    )
    client.force_login(mentor)
    shown = client.get(reverse("staffing:first-term", args=[held.pk]))
    assert "Lê Văn Khê" in shown.content.decode()
    assert client.post(reverse("staffing:do-step", args=[held.pk, "know"]), {"once": "6"}).status_code == 403
    meeting = {"once": "7", "day": f"{TODAY:%d/%m/%Y}", "note": "Xem sổ"}
    assert client.post(reverse("staffing:check-in", args=[held.pk]), meeting).status_code == 302


def test_the_numbers_are_rules_of_the_federation_and_a_new_one_holds_from_its_day(held, veteran, superior):
    assert terms_of(rulebook().on(TODAY)) == TERMS
    assert set(TERMS.points) == set(REASONS)
    assert len(proposals(superior, day=TODAY)) == 1
    enter_value(actor=SYSTEM, rule="mentor.least_months", from_day=TODAY + D, value=1200, **DECIDED)
    assert len(proposals(superior, day=TODAY)) == 1
    assert proposals(superior, day=TODAY + D) == []


def stand_by_three(veteran, ward):
    for _each in range(CAPACITY):
        other = make.post(make.person(), make.unit(under=ward), Post.CHAIR, from_day=TODAY - D)
        Mentorship.objects.create(
            person=other.person, unit=other.unit, mentor=veteran.person, mentor_unit=veteran.unit,
            proposed_on=TODAY, confirmed_on=TODAY,
        )  # fmt: skip


def test_a_mentor_named_by_hand_is_agreed_to_and_confirmed_like_any_other(held, ward, superior):
    young = make.post(make.person("Lê Thị Trẻ"), make.unit(under=ward), Post.CHAIR, from_day=TODAY - 400 * D)
    with pytest.raises(Refused, match="lý do"):
        actions.name_mentor(actor=superior, held=held, mentor=young, reason=" ")
    row = actions.name_mentor(actor=superior, held=held, mentor=young, reason="Cùng dây chuyền, thân nhau")
    assert (row.mentor, row.reasons["months"], row.confirmed_on) == (young.person, 13, None)
    assert AuditEntry.objects.get(action="staffing.name_mentor").reason == "Cùng dây chuyền, thân nhau"
    with pytest.raises(Refused, match="đã có đề xuất"):
        actions.name_mentor(actor=superior, held=held, mentor=young, reason="Lần nữa")
    with pytest.raises(Refused, match="cùng đồng ý"):
        actions.confirm_mentor(actor=superior, row=row)
    actions.agree_mentor(actor=make.officer(young.unit, Role.CHAIR), row=row, side="mentor")
    actions.agree_mentor(actor=make.officer(held.unit, Role.CHAIR), row=row, side="chair")
    assert actions.confirm_mentor(actor=superior, row=row).confirmed_on == TODAY


def test_who_is_no_chair_oneself_or_of_a_foreign_union_cannot_be_named(held, veteran, ward, superior):
    member = make.post(make.person(), veteran.unit, Post.MEMBER)
    past = make.post(make.person(), make.unit(under=ward), Post.CHAIR, to_day=TODAY)
    for mentor in (member, past, held):
        with pytest.raises(Refused, match="không phải là Chủ tịch"):
            actions.name_mentor(actor=superior, held=held, mentor=mentor, reason="Gần")
    elsewhere = make.unit(under=make.federation("Liên đoàn Lao động tỉnh Khác"), kind=UnitKind.DIRECT_SUPERIOR)
    foreign = make.post(make.person(), make.unit(under=elsewhere), Post.CHAIR)
    for actor, mentor in ((superior, foreign), (make.officer(held.unit, Role.CHAIR), veteran)):
        with pytest.raises(PermissionDenied):
            actions.name_mentor(actor=actor, held=held, mentor=mentor, reason="Gần")


def test_the_most_binds_who_names_too_unless_the_rule_lets_it_be_passed(held, veteran, ward, superior):
    stand_by_three(veteran, ward)
    with pytest.raises(Refused, match="đủ 3"):
        actions.name_mentor(actor=superior, held=held, mentor=veteran, reason="Không còn ai gần")
    enter_value(actor=SYSTEM, rule="mentor.over_capacity", from_day=TODAY, value=True, **DECIDED)
    row = actions.name_mentor(actor=superior, held=held, mentor=veteran, reason="Không còn ai gần")
    Mentorship.objects.filter(pk=row.pk).update(chair_agreed_on=TODAY, mentor_agreed_on=TODAY)
    assert actions.confirm_mentor(actor=superior, row=row).confirmed_on == TODAY
    proposed = make.post(make.person(), make.unit(under=ward), Post.CHAIR, from_day=TODAY - D)
    other = Mentorship.objects.create(
        person=proposed.person, unit=proposed.unit, mentor=veteran.person, mentor_unit=veteran.unit,
        proposed_on=TODAY, chair_agreed_on=TODAY, mentor_agreed_on=TODAY,
    )  # fmt: skip
    with pytest.raises(Refused, match="đủ 3"):
        actions.confirm_mentor(actor=superior, row=other)


def test_the_pages_to_name_a_mentor_say_what_speaks_against(client, held, veteran, ward, superior):
    young = make.post(make.person("Lê Thị Trẻ"), make.unit(under=ward), Post.CHAIR, from_day=TODAY - 400 * D)
    client.force_login(superior)
    choose = reverse("staffing:choose-mentor", args=[held.pk])
    assert choose in client.get(reverse("staffing:first-term", args=[held.pk])).content.decode()
    assert "Lê Thị Trẻ" in client.get(choose + "?q=tre").content.decode()
    assert "Lê Văn Khê" in client.get(choose + "?q=binh khe").content.decode(), "by the name of the union too"
    assert (
        held.person.name not in client.get(choose + "?q=dao").content.decode().split("<main")[1].split('id="found"')[1]
    )
    name = reverse("staffing:name-mentor", args=[held.pk, young.pk])
    sent = {"once": "1", "seen": client.get(name).context["seen"], "reason": "Thân nhau"}
    asked = client.post(name, sent)
    assert "chưa đủ 30 tháng" in asked.content.decode()
    assert client.post(name, {**sent, "confirmed": asked.context["confirmed"]}).status_code == 302
    assert "Thân nhau" in client.get(reverse("staffing:mentors")).content.decode()
    assert choose not in client.get(reverse("staffing:first-term", args=[held.pk])).content.decode()


def test_two_who_name_a_mentor_at_once_leave_one_and_the_second_sees_the_first(client, held, veteran, ward, superior):
    young = make.post(make.person("Lê Thị Trẻ"), make.unit(under=ward), Post.CHAIR, from_day=TODAY - 1400 * D)
    client.force_login(superior)
    name = reverse("staffing:name-mentor", args=[held.pk, young.pk])
    seen = client.get(name).context["seen"]
    actions.name_mentor(actor=SYSTEM, held=held, mentor=veteran, reason="Gần nhất")
    answer = client.post(name, {"once": "1", "seen": seen, "reason": "Thân nhau"})
    assert answer.status_code == 422
    assert "Chỉ định người kèm cặp" in " ".join(line.what for line in answer.context["others"])
    assert Mentorship.objects.get().mentor == veteran.person


def test_two_who_answer_one_proposal_see_each_other(client, proposed, held, superior, mentor):
    client.force_login(superior)
    confirm = reverse("staffing:end-mentor", args=[proposed.pk])
    seen = client.get(confirm).context["seen"]
    actions.agree_mentor(actor=mentor, row=proposed, side="mentor")
    answer = client.post(confirm, {"once": "1", "seen": seen, "note": "Bận"})
    assert answer.status_code == 422
    assert [line.what for line in answer.context["others"]] == ["Đồng ý việc kèm cặp"]
    assert Mentorship.objects.get().ended_on is None


def test_to_look_for_a_mentor_asks_as_much_for_forty_as_for_one(held, veteran, ward, superior):
    counts = []
    for more in (0, 2, 40):
        for _each in range(more):
            make.post(make.person("Lê Văn Khê"), make.unit(under=ward), Post.CHAIR)
        with CaptureQueriesContext(connection) as asked:
            found = chairs_named(superior, held, "khe", day=TODAY)
        counts.append(len(asked))
    assert len(found) == 20
    assert len(set(counts)) == 1


def test_erasure_takes_the_mentors_name_out_of_the_help_given(held, veteran, superior, proposed):
    Mentorship.objects.filter(pk=proposed.pk).update(named_because="Anh Lê Văn Khê ở gần")
    for side in ("chair", "mentor"):
        actions.agree_mentor(actor=superior, row=proposed, side=side)
    actions.confirm_mentor(actor=superior, row=proposed)
    people.end_post(actor=SYSTEM, held=veteran, day=TODAY, reason=EndReason.STEPPED_DOWN)
    type(veteran).objects.filter(pk=veteran.pk).update(from_day=None, to_day=TODAY.replace(year=2000))
    people.erase_person(actor=SYSTEM, person=veteran.person, reason="Theo yêu cầu")
    assert Support.objects.get().by_whom == ""
    proposed.refresh_from_db()
    assert proposed.named_because == ""
