"""The first meeting of a new committee: what it elects by which rule, who may stand, its results in the same term."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, EndReason, Post, Role, UnitKind
from nongcot.people.models import PostHeld, Term
from nongcot.staffing import actions
from nongcot.staffing.actions import Written
from nongcot.staffing.actions.congress import plan_of
from nongcot.staffing.kinds.congress import CongressEnd, Election
from nongcot.staffing.kinds.congress_papers import CongressPaper
from nongcot.staffing.models import CongressStepDone, Nominee
from nongcot.staffing.queries.congress_papers import congress_facts
from nongcot.staffing.queries.first_meeting import meeting_of
from nongcot.staffing.rules.first_meeting import Why, asked_of_meeting, may_stand, most_of_committee
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = clock.today()
DAY = date(2026, 3, 2)
E = Election
END = TODAY + timedelta(days=1826)


def asked(kind="enterprise", members=200, committee=9, chair=False):
    found = asked_of_meeting(rulebook().on(DAY), kind=kind, members=members, committee=committee, chair_elected=chair)
    return {one.election: (one.held, one.why) for one in found}


def test_a_standing_committee_from_nine_and_an_inspection_committee_from_thirty_members():
    assert asked(committee=9)[E.STANDING] == (True, Why.LARGE)
    assert asked(committee=8)[E.STANDING] == (False, Why.SMALL)
    assert asked(members=30)[E.INSPECTION] == asked(members=30)[E.INSPECTION_HEAD] == (True, Why.ENOUGH_MEMBERS)
    assert asked(members=29)[E.INSPECTION] == asked(members=29)[E.INSPECTION_HEAD] == (False, Why.FEW_MEMBERS)
    assert asked(members=None)[E.INSPECTION] == (True, Why.MEMBERS_UNKNOWN)


def test_the_chair_only_where_the_congress_did_not_and_nothing_in_the_smallest_union():
    assert asked(chair=True)[E.MEETING_CHAIR] == (False, Why.CHAIR_THERE)
    assert asked(chair=False)[E.MEETING_CHAIR] == (True, Why.NO_CHAIR)
    assert asked(members=9) == {}
    assert asked(members=10)[E.VICE_CHAIR] == (True, Why.USUAL)
    assert asked(UnitKind.DIRECT_SUPERIOR, None, 5)[E.STANDING] == (True, Why.USUAL)
    assert asked(UnitKind.SECTION, 200, 9)[E.INSPECTION] == (False, Why.NOT_HERE)


def test_who_may_stand_and_how_many_of_the_committee_inspect():
    sets = {"committee": [1, 2, 3], "standing": [1, 2], "inspection": [3, 9]}
    assert may_stand(E.STANDING, **sets) == [1, 2, 3]
    assert may_stand(E.VICE_CHAIR, **sets) == may_stand(E.MEETING_CHAIR, **sets) == [1, 2]
    assert may_stand(E.MEETING_CHAIR, **{**sets, "standing": []}) == [1, 2, 3]
    assert may_stand(E.INSPECTION_HEAD, **sets) == [3, 9]
    assert may_stand(E.INSPECTION, **sets) is None
    assert [most_of_committee(rulebook().on(DAY), seats)[0] for seats in (2, 3, 5, 6)] == [0, 1, 1, 2]


@pytest.fixture
def union(db):
    ward = make.unit("Công đoàn phường A", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    union = make.unit("Công đoàn cơ sở Sợi", under=ward)
    people.count_members(actor=SYSTEM, unit=union, day=TODAY, members=200)
    make.term(union, from_day=TODAY - timedelta(days=1700), planned_end=TODAY + timedelta(days=120), seats=3)
    return union


@pytest.fixture
def four(union):
    """Three who will be elected, and one who will not but inspects."""
    found = [make.person(name) for name in ("Trần Thị Mai", "Lê Văn Hùng", "Phạm Thị Lan", "Vũ Đức Anh")]
    for who in found:
        make.post(who, union, Post.MEMBER, from_day=TODAY - timedelta(days=1700))
    return found


@pytest.fixture
def congress(union, four):
    """A congress that elected the first three."""
    row = actions.open_congress(actor=SYSTEM, unit=union, planned_on=TODAY, form="plenary", day=TODAY)
    row = actions.decide_congress(actor=SYSTEM, congress=row, seats=3)
    for who in four:
        actions.nominate(actor=SYSTEM, congress=row, person=who, day=TODAY)
    done(row, "congress")
    count(row, "member", dict(zip(four, (18, 17, 16, 3), strict=True)))
    row.refresh_from_db()
    return row


def done(row, step, **told):
    written = Written(TODAY, **told)
    actions.record_congress_step(actor=SYSTEM, congress=row, step=step, written=written, day=TODAY)


def count(row, post, votes, collected=20):
    given = {"post": post, "collected": collected, "votes": {who.pk: n for who, n in votes.items()}}
    return [one.person for one in actions.enter_congress_votes(actor=SYSTEM, congress=row, **given)]


def slate(row, election, *persons, seats=1):
    given = {"election": election, "persons": persons, "seats": seats, "day": TODAY}
    actions.draw_up_slate(actor=SYSTEM, congress=row, **given)
    row.refresh_from_db()


def meet(row, four):
    """The whole meeting: chair, a vice chair, three who inspect, one of the committee among them, and their head."""
    mai, hung, lan, anh = four
    slate(row, E.MEETING_CHAIR, mai, hung)
    slate(row, E.VICE_CHAIR, hung, lan)
    slate(row, E.INSPECTION, lan, anh, seats=2)
    done(row, "first_meeting")
    assert count(row, E.MEETING_CHAIR, {mai: 3, hung: 0}, 3) == [mai]
    assert count(row, E.VICE_CHAIR, {hung: 2, lan: 1}, 3) == [hung]
    assert count(row, E.INSPECTION, {lan: 3, anh: 3}, 3) == [lan, anh]
    slate(row, E.INSPECTION_HEAD, lan)
    assert count(row, E.INSPECTION_HEAD, {lan: 2}, 3) == [lan]
    row.refresh_from_db()


NOW = {
    ("Trần Thị Mai", "executive_committee", "chair"),
    ("Lê Văn Hùng", "executive_committee", "vice_chair"),
    ("Phạm Thị Lan", "executive_committee", "member"),
    ("Phạm Thị Lan", "inspection_committee", "head"),
    ("Vũ Đức Anh", "inspection_committee", "member"),
}


def held(union):
    rows = PostHeld.objects.filter(unit=union, to_day=None, from_day=TODAY)
    return set(rows.values_list("person__name", "body__kind", "post"))


@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize(("direct", "held"), [(True, False), (False, True), (None, True)])
def test_a_congress_that_elects_the_chair_itself_leaves_it_to_nobody_before_that_is_counted(
    congress, direct, held, counted
):
    if not counted:
        congress.nominees.update(elected=False)
    congress.chair_direct = direct
    assert (meeting_of(congress).held(E.MEETING_CHAIR) is not None) == held


def test_a_chair_not_elected_in_either_round_is_elected_by_the_committee(union, four):
    mai, hung, _lan, _anh = four
    row = actions.open_congress(actor=SYSTEM, unit=union, planned_on=TODAY, form="plenary", day=TODAY)
    row = actions.decide_congress(actor=SYSTEM, congress=row, seats=2, chair_direct=True)
    for who in (mai, hung):
        actions.nominate(actor=SYSTEM, congress=row, person=who, day=TODAY, chair=True)
    done(row, "congress")
    count(row, "member", {mai: 18, hung: 17})
    asked = []
    for told in ({}, {"voting_round": 2}):
        actions.enter_congress_votes(
            actor=SYSTEM, congress=row, post="chair", collected=20, votes={mai.pk: 9, hung.pk: 8}, **told
        )
        row.refresh_from_db()
        asked.append(meeting_of(row).held(E.MEETING_CHAIR) is not None)
    assert asked == [False, True]


def test_what_the_meeting_elected_enters_with_the_results_of_the_congress(congress, four, union):
    meet(congress, four)
    given = {"planned_end": END, "day": TODAY}
    with pytest.raises(Refused, match="theo kết quả bầu"):
        actions.enter_congress_results(actor=SYSTEM, congress=congress, posts={four[1].pk: Post.CHAIR}, **given)
    assert not Term.objects.filter(from_day=TODAY).exists()
    actions.enter_congress_results(actor=SYSTEM, congress=congress, posts={}, **given)
    assert held(union) == NOW
    bodies = Term.objects.filter(body__unit=union, from_day=TODAY).values_list("body__kind", "planned_end")
    assert set(bodies) == {("executive_committee", END), ("inspection_committee", END)}
    done(congress, "recognition", document_number="12/QĐ-LĐLĐ")
    congress.refresh_from_db()
    assert congress.end == CongressEnd.COMPLETED
    assert not PostHeld.objects.filter(unit=union, to_day=None).exclude(decision_number="12/QĐ-LĐLĐ").exists()
    assert not Term.objects.filter(body__unit=union, to_day=None).exclude(decision_number="12/QĐ-LĐLĐ").exists()


def test_a_meeting_after_the_entry_enters_by_itself_and_closes_the_congress_then(congress, four, union):
    actions.enter_congress_results(actor=SYSTEM, congress=congress, posts={}, planned_end=END, day=TODAY)
    meet(congress, four)
    done(congress, "recognition", document_number="12/QĐ-LĐLĐ")
    congress.refresh_from_db()
    assert congress.closed_on is None  # what is counted is not in the roster yet
    actions.enter_meeting_results(actor=SYSTEM, congress=congress, day=TODAY)
    assert held(union) == NOW
    congress.refresh_from_db()
    assert congress.end == CongressEnd.COMPLETED
    with pytest.raises(Refused, match="đã đóng"):
        actions.enter_meeting_results(actor=SYSTEM, congress=congress, day=TODAY)


def test_what_has_no_result_yet_is_named_before_the_meeting_is_entered(client, congress, four, union):
    mai, hung, _lan, _anh = four
    actions.enter_congress_results(actor=SYSTEM, congress=congress, posts={}, planned_end=END, day=TODAY)
    slate(congress, E.VICE_CHAIR, hung, mai)
    done(congress, "first_meeting")
    count(congress, E.VICE_CHAIR, {hung: 3, mai: 0}, 3)
    client.force_login(make.officer(union, Role.CHAIR))
    address = reverse("staffing:meeting-results", args=[congress.pk])
    given = {"once": "m", "seen": client.get(address).context["seen"]}
    (sentence,) = client.post(address, given).context["sentences"]
    assert sentence.startswith("Chưa có kết quả: ")
    assert "Bầu Ủy ban kiểm tra" in sentence
    assert "Bầu Phó Chủ tịch" not in sentence


def test_who_may_not_stand_is_refused_and_nothing_before_the_congress(congress, four, union):
    mai, hung, lan, anh = four
    other = actions.open_congress(
        actor=SYSTEM, unit=make.unit(under=union.placements.get().superior), planned_on=TODAY, form="plenary", day=TODAY
    )
    with pytest.raises(Refused, match="Chưa có Ban Chấp hành mới"):
        slate(other, E.VICE_CHAIR, mai)
    with pytest.raises(Refused, match="Vũ Đức Anh không thuộc"):
        slate(congress, E.VICE_CHAIR, anh)
    with pytest.raises(Refused, match="không có cuộc bầu này"):
        slate(congress, E.STANDING, mai)  # three sit on the committee
    with pytest.raises(Refused, match="từ 1 đến"):
        slate(congress, E.INSPECTION, mai, seats=2)
    slate(congress, E.VICE_CHAIR, mai, hung)
    slate(congress, E.VICE_CHAIR, hung, lan)  # drawn up anew
    assert set(Nominee.objects.filter(post=E.VICE_CHAIR).values_list("person", flat=True)) == {hung.pk, lan.pk}
    with pytest.raises(Refused, match="Phiên họp thứ nhất đã tổ chức"):
        count(congress, E.VICE_CHAIR, {hung: 2, lan: 1}, 3)
    stranger = make.officer(make.unit(under=union.placements.get().superior), Role.CHAIR)
    given = {"congress": congress, "election": E.VICE_CHAIR, "persons": [hung], "seats": 1, "day": TODAY}
    with pytest.raises(PermissionDenied):
        actions.draw_up_slate(actor=stranger, **given)
    with pytest.raises(PermissionDenied):
        actions.draw_up_slate(
            actor=make.officer(union, Role.CHAIR), **{**given, "election": E.INSPECTION, "persons": [make.person("Lạ")]}
        )


def test_after_the_count_the_meeting_may_take_fewer(congress, four):
    mai, _hung, lan, anh = four
    slate(congress, E.INSPECTION, mai, lan, anh, seats=3)
    done(congress, "first_meeting")
    count(congress, E.INSPECTION, {mai: 3, lan: 2, anh: 1}, 3)
    for persons, seats in (((mai, lan), 2), ((mai, lan, anh), 1), ((mai, lan, anh), 3)):
        with pytest.raises(Refused, match="không ít hơn 2 người"):
            slate(congress, E.INSPECTION, *persons, seats=seats)
    slate(congress, E.INSPECTION, mai, lan, anh, seats=2)
    assert congress.meeting["seats"][E.INSPECTION] == 2
    assert len(meeting_of(congress).elected(E.INSPECTION)) == 2


def test_the_minutes_and_the_file_name_whom_the_meeting_elected(congress, four):
    meet(congress, four)
    facts = congress_facts(congress, CongressPaper.FIRST_MEETING, plan_of(congress), day=TODAY)
    elected = {one["election"]: [row["name"] for row in one["people"] if row["elected"]] for one in facts["meeting"]}
    assert list(elected.items()) == [
        ("meeting_chair", ["Trần Thị Mai"]),
        ("vice_chair", ["Lê Văn Hùng"]),
        ("inspection", ["Phạm Thị Lan", "Vũ Đức Anh"]),
        ("inspection_head", ["Phạm Thị Lan"]),
    ]
    titles = {one["name"]: one["post"] for one in congress_facts(
        congress, CongressPaper.LIST, plan_of(congress), day=TODAY
    )["people"]}  # fmt: skip
    assert titles["Trần Thị Mai"] == "Chủ tịch"
    assert titles["Phạm Thị Lan"] == "Ủy viên Ban Chấp hành; Chủ nhiệm Ủy ban Kiểm tra"
    assert titles["Vũ Đức Anh"] == "Ủy viên Ủy ban Kiểm tra"


def test_a_term_taken_back_lets_the_meeting_be_entered_again(congress, four, union):
    meet(congress, four)
    actions.enter_congress_results(actor=SYSTEM, congress=congress, posts={}, planned_end=END, day=TODAY)
    entry = AuditEntry.objects.filter(action="people.record_term", object_id=str(congress.term_id or Term.objects.get(
        body__kind=BodyKind.EXECUTIVE_COMMITTEE, from_day=TODAY).pk)).first()  # fmt: skip
    people.take_back_change(actor=SYSTEM, change=entry, reason="Ghi nhầm")
    actions.follow_congresses(day=TODAY, units=[union.pk])
    congress.refresh_from_db()
    assert "entered" not in congress.meeting
    actions.enter_congress_results(actor=SYSTEM, congress=congress, posts={}, planned_end=END, day=TODAY)
    assert held(union) == NOW


LATER = TODAY + timedelta(days=3)


def later(row):
    """The meeting was held three days after the congress."""
    CongressStepDone.objects.filter(congress=row, step="first_meeting").update(done_on=LATER)


@pytest.mark.parametrize("at_once", [True, False])
def test_what_a_later_meeting_elected_holds_from_its_own_day_and_goes_with_the_term(congress, four, union, at_once):
    given = {"planned_end": END, "day": TODAY, "posts": {}}
    if not at_once:
        actions.enter_congress_results(actor=SYSTEM, congress=congress, **given)
    before = set(PostHeld.objects.values_list("pk", "post", "from_day", "to_day"))
    meet(congress, four)
    later(congress)
    if at_once:
        actions.enter_congress_results(actor=SYSTEM, congress=congress, **given)
    else:
        actions.enter_meeting_results(actor=SYSTEM, congress=congress, day=TODAY)
    posts = PostHeld.objects.filter(unit=union, from_day__gte=TODAY, body__kind=BodyKind.EXECUTIVE_COMMITTEE)
    told = {(held.person.name, held.post, held.from_day, held.to_day) for held in posts.select_related("person")}
    assert told == {
        ("Trần Thị Mai", "member", TODAY, LATER),
        ("Trần Thị Mai", "chair", LATER, None),
        ("Lê Văn Hùng", "member", TODAY, LATER),
        ("Lê Văn Hùng", "vice_chair", LATER, None),
        ("Phạm Thị Lan", "member", TODAY, None),
    }
    done(congress, "recognition", document_number="12/QĐ-LĐLĐ")
    assert not PostHeld.objects.filter(unit=union, to_day=None).exclude(decision_number="12/QĐ-LĐLĐ").exists()
    congress.refresh_from_db()
    take_term_back(congress.term)
    assert not PostHeld.objects.filter(from_day__gte=TODAY).exists()
    assert not Term.objects.filter(from_day__gte=TODAY).exists()
    if at_once:
        assert set(PostHeld.objects.values_list("pk", "post", "from_day", "to_day")) == before
    congress.refresh_from_db()
    actions.follow_congresses(day=TODAY, units=[union.pk])
    congress.refresh_from_db()
    assert (congress.closed_on, set(congress.meeting) & {"entered", "posts", "terms"}) == (None, set())


def take_term_back(term):
    entry = AuditEntry.objects.get(action="people.record_term", object_id=str(term.pk))
    people.take_back_change(actor=SYSTEM, change=entry, reason="Ghi nhầm")


def test_a_meeting_entered_on_the_day_of_the_congress_but_later_goes_with_the_term_too(congress, four, union):
    before = set(PostHeld.objects.values_list("pk", "post", "from_day", "to_day"))
    actions.enter_congress_results(actor=SYSTEM, congress=congress, posts={}, planned_end=END, day=TODAY)
    meet(congress, four)
    actions.enter_meeting_results(actor=SYSTEM, congress=congress, day=TODAY)
    congress.refresh_from_db()
    take_term_back(congress.term)
    assert set(PostHeld.objects.values_list("pk", "post", "from_day", "to_day")) == before


def test_a_post_of_the_meeting_that_ended_since_keeps_the_term(congress, four, union):
    meet(congress, four)
    later(congress)
    actions.enter_congress_results(actor=SYSTEM, congress=congress, posts={}, planned_end=END, day=TODAY)
    chair = PostHeld.objects.get(unit=union, post=Post.CHAIR, to_day=None)
    people.end_post(actor=SYSTEM, held=chair, day=LATER + timedelta(days=1), reason=EndReason.TRANSFERRED)
    congress.refresh_from_db()
    with pytest.raises(Refused, match="Trần Thị Mai đã kết thúc"):
        take_term_back(congress.term)
    assert PostHeld.objects.filter(unit=union, post=Post.VICE_CHAIR, to_day=None).exists()


def test_the_page_leads_through_the_meeting(client, congress, four, union):
    mai, hung, _lan, _anh = four
    client.force_login(make.officer(union, Role.CHAIR))
    page = client.get(reverse("staffing:first-meeting", args=[congress.pk])).content.decode()
    assert "dưới 9 ủy viên không có Ban Thường vụ" in page
    address = reverse("staffing:slate", args=[congress.pk, "vice_chair"])
    assert address in page
    assert reverse("staffing:slate", args=[congress.pk, "standing"]) not in page
    assert client.get(reverse("staffing:slate", args=[congress.pk, "standing"])).status_code == 404
    shown = client.get(address)
    given = {"once": "s", "seen": shown.context["seen"], "persons": [mai.pk, hung.pk], "seats": "1"}
    assert client.post(address, given).status_code == 302
    assert Nominee.objects.filter(post=E.VICE_CHAIR).count() == 2
    address = reverse("staffing:slate", args=[congress.pk, "inspection"])
    shown = client.get(address)
    given = {"once": "i", "seen": shown.context["seen"], "persons": [mai.pk, hung.pk, four[3].pk], "seats": "3"}
    sentences = client.post(address, given).context["sentences"]
    assert [one.partition(" tối đa ")[2] for one in sentences] == ["1 ủy viên Ban Chấp hành."]
    done(congress, "first_meeting")
    page = client.get(reverse("staffing:first-meeting", args=[congress.pk])).content.decode()
    assert reverse("staffing:congress-votes", args=[congress.pk, "vice_chair"]) in page
