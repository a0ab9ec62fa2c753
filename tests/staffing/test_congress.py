"""A congress: its plan is counted backwards from its day, its steps are written down, the roster's new term ends it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.duties.api import run
from nongcot.duties.models import Duty
from nongcot.kernel import clock
from nongcot.kernel.dates import add_months
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, Post, Role, UnitEnd, UnitKind
from nongcot.staffing import actions
from nongcot.staffing.actions import Written
from nongcot.staffing.kinds.congress import CongressEnd, CongressStep
from nongcot.staffing.models import Congress, CongressStepDone
from nongcot.staffing.queries import congress as queries
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = clock.today()
DAY = date(2026, 3, 2)
BOARD = BodyKind.EXECUTIVE_COMMITTEE
STEP = CongressStep


@pytest.fixture
def ward(db):
    return make.unit("Công đoàn phường A", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def union(ward):
    union = make.unit("Công đoàn cơ sở Sợi", under=ward)
    make.term(union, from_day=TODAY - timedelta(days=1700), planned_end=TODAY + timedelta(days=120), seats=5)
    make.post(make.person("Trần Thị Mai"), union, Post.CHAIR)
    return union


@pytest.fixture
def congress(union):
    given = {"planned_on": TODAY + timedelta(days=100), "form": "delegates"}
    return actions.open_congress(actor=SYSTEM, unit=union, day=TODAY, **given)


def write(congress, step, day=TODAY, actor=SYSTEM, **told):
    written = Written(day, **told)
    actions.record_congress_step(actor=actor, congress=congress, step=step, written=written, day=TODAY)
    congress.refresh_from_db()


def elect(union, **fields):
    return people.record_congress(
        actor=SYSTEM,
        unit=union,
        body=BOARD,
        planned_end=TODAY + timedelta(days=1826),
        seats_fixed=3,
        elected=[people.Elected(make.person(), Post.CHAIR), people.Elected(make.person(), Post.MEMBER)],
        **{"day": TODAY, **fields},
    )


def test_a_congress_knows_the_term_that_ends_and_what_is_next(congress, union):
    assert congress.term_end == TODAY + timedelta(days=120)
    assert (congress.step, congress.due_on) == (STEP.PLAN, TODAY + timedelta(days=10))
    with pytest.raises(Refused, match="đang có một đại hội"):
        actions.open_congress(actor=SYSTEM, unit=union, planned_on=TODAY, form="plenary", day=TODAY)


def test_moving_the_congress_moves_its_plan(congress):
    actions.move_congress(
        actor=SYSTEM, congress=congress, planned_on=TODAY + timedelta(days=110), reason="Bận sản xuất"
    )
    congress.refresh_from_db()
    assert congress.due_on == TODAY + timedelta(days=20)
    with pytest.raises(Refused, match="lý do"):
        actions.move_congress(actor=SYSTEM, congress=congress, planned_on=TODAY, reason=" ")


def test_a_step_is_done_once_and_by_who_answers_for_it(congress, union, ward):
    chair, superior = make.officer(union, Role.CHAIR), make.officer(ward, Role.SUPERIOR_OFFICER)
    write(congress, "plan", actor=chair, document_number=" 3/TTr-CĐCS ")
    assert CongressStepDone.objects.get().document_number == "3/TTr-CĐCS"
    with pytest.raises(Refused, match="đã được ghi"):
        write(congress, "plan")
    with pytest.raises(PermissionDenied):
        write(congress, "consent", actor=chair)
    write(congress, "consent", actor=superior)
    assert congress.step == STEP.PREPARATION
    actions.take_back_congress_step(actor=superior, congress=congress, step="consent", reason="Ghi nhầm đơn vị")
    congress.refresh_from_db()
    assert congress.step == STEP.CONSENT


def test_nothing_after_the_congress_is_done_before_it(congress):
    with pytest.raises(Refused, match="sau đại hội"):
        write(congress, "file")
    write(congress, "congress")
    with pytest.raises(Refused, match="sau đại hội"):
        write(congress, "file", day=TODAY - timedelta(days=1))
    write(congress, "file")
    with pytest.raises(Refused, match="rút các bước đó trước"):
        actions.take_back_congress_step(actor=SYSTEM, congress=congress, step="congress", reason="Nhầm")
    with pytest.raises(Refused, match="không dời ngày"):
        actions.move_congress(actor=SYSTEM, congress=congress, planned_on=TODAY, reason="Nhầm")


def test_two_persons_on_one_congress_lose_nothing(congress):
    first, second = Congress.objects.get(pk=congress.pk), Congress.objects.get(pk=congress.pk)
    actions.decide_congress(actor=SYSTEM, congress=first, seats=7)
    actions.decide_congress(actor=SYSTEM, congress=second, delegates=90)
    congress.refresh_from_db()
    assert (congress.seats, congress.delegates) == (7, 90)
    actions.drop_congress(actor=SYSTEM, congress=first, reason="Sắp sáp nhập", day=TODAY)
    with pytest.raises(Refused, match="đã đóng"):
        write(second, "plan")


def test_a_term_extended_instead_ends_the_congress(congress, union, ward):
    given = {"new_end": TODAY + timedelta(days=700), "decision_number": "9/QĐ-CĐ", "decision_day": TODAY}
    chair, superior = make.officer(union, Role.CHAIR), make.officer(ward, Role.SUPERIOR_OFFICER)
    with pytest.raises(PermissionDenied):
        actions.extend_instead(actor=chair, congress=congress, day=TODAY, **given)
    assert Congress.objects.get().closed_on is None
    actions.extend_instead(actor=superior, congress=congress, day=TODAY, **given)
    congress.refresh_from_db()
    assert (congress.end, congress.closed_on) == (CongressEnd.EXTENDED, TODAY)
    assert queries.term_end_of(queries.running_term(union.pk, day=TODAY)) == given["new_end"]


# Following the roster


def test_the_new_term_enters_the_congress_and_recognition_closes_it(congress, union):
    with TestCase.captureOnCommitCallbacks(execute=True):
        term = elect(union)
    congress.refresh_from_db()
    assert congress.term_id == term.pk
    assert set(CongressStepDone.objects.values_list("step", flat=True)) == {"congress", "entry"}
    assert (congress.closed_on, congress.step) == (None, STEP.FIRST_MEETING)
    write(congress, "first_meeting")
    write(congress, "file")
    assert congress.closed_on is None
    write(congress, "recognition", document_number="12/QĐ-CĐ")
    assert (congress.end, congress.closed_on) == (CongressEnd.COMPLETED, TODAY)


def test_a_term_recorded_with_its_recognition_closes_the_congress_at_once(congress, union):
    with TestCase.captureOnCommitCallbacks(execute=True):
        elect(union, decision_number="12/QĐ-CĐ", decision_day=TODAY)
    congress.refresh_from_db()
    assert congress.end == CongressEnd.COMPLETED


def test_an_old_term_recorded_late_is_not_that_of_the_congress(ward):
    union = make.unit(under=ward)
    given = {"planned_on": TODAY + timedelta(days=100), "form": "plenary", "day": TODAY}
    congress = actions.open_congress(actor=SYSTEM, unit=union, **given)
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.record_term(
            actor=SYSTEM,
            unit=union,
            body=BOARD,
            from_day=TODAY - timedelta(days=1500),
            planned_end=TODAY + timedelta(days=80),
            seats_fixed=5,
        )
    congress.refresh_from_db()
    assert (congress.term, congress.term_end) == (None, TODAY + timedelta(days=80))


def test_a_congress_entered_late_is_found_by_its_term_all_the_same(congress, union):
    held_on = TODAY - timedelta(days=30)
    with TestCase.captureOnCommitCallbacks(execute=True):
        term = elect(union, day=held_on)
    congress.refresh_from_db()
    assert congress.term_id == term.pk
    assert CongressStepDone.objects.get(step="congress").done_on == held_on


def test_an_extension_recorded_elsewhere_moves_the_end_and_a_unit_that_ends_closes_it(congress, union):
    term = queries.running_term(union.pk, day=TODAY)
    with TestCase.captureOnCommitCallbacks(execute=True):
        given = {"new_end": TODAY + timedelta(days=300), "decision_number": "9/QĐ", "decision_day": TODAY}
        people.extend_term(actor=SYSTEM, term=term, **given)
    congress.refresh_from_db()
    assert congress.term_end == TODAY + timedelta(days=300)
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.end_unit(actor=SYSTEM, unit=union, day=TODAY, reason=UnitEnd.DISSOLVED)
    congress.refresh_from_db()
    assert congress.end == CongressEnd.FELL_AWAY


def test_looking_again_writes_nothing_and_asks_no_more_for_more_congresses(ward):
    counts = []
    for wanted in (1, 3, 12):
        while Congress.objects.count() < wanted:
            union = make.unit(under=ward)
            make.term(union, planned_end=TODAY + timedelta(days=200))
            given = {"planned_on": TODAY + timedelta(days=50), "form": "plenary", "day": TODAY}
            write(actions.open_congress(actor=SYSTEM, unit=union, **given), "plan")
        actions.follow_congresses(day=TODAY)
        before = list(Congress.objects.order_by("pk").values())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert actions.follow_congresses(day=TODAY) == 0
        counts.append(len(asked))
        assert list(Congress.objects.order_by("pk").values()) == before
    assert len(set(counts)) == 1


# Duties


def test_the_duty_of_a_step_opens_and_closes_by_itself(congress, union):
    def codes():
        return set(Duty.objects.filter(closed_on=None, code__startswith="congress.").values_list("code", "subject"))

    run(actor=SYSTEM, day=TODAY)
    assert codes() == {("congress.step_due", f"{congress.pk}:plan")}
    assert not run(actor=SYSTEM, day=TODAY).anything
    write(congress, "plan")
    run(actor=SYSTEM, day=TODAY)
    assert codes() == {("congress.answer_due", f"{congress.pk}:consent")}
    write(congress, "congress")
    run(actor=SYSTEM, day=TODAY)
    assert codes() == {("congress.step_due", f"{congress.pk}:{step}") for step in ("first_meeting", "file")}


# Pages


@pytest.fixture
def chair(client, union):
    login = make.officer(union, Role.CHAIR)
    client.force_login(login)
    return login


def test_the_page_says_what_is_next_and_the_form_why(client, chair, union):
    people.count_members(actor=SYSTEM, unit=union, day=TODAY, members=210)
    page = client.get(reverse("staffing:open-congress", args=[union.pk])).content.decode()
    assert "210 đoàn viên" in page
    assert 'value="delegates" selected' in page
    congress = actions.open_congress(
        actor=chair, unit=union, planned_on=TODAY + timedelta(days=130), form="delegates", day=TODAY
    )
    page = client.get(reverse("staffing:congress", args=[congress.pk])).content.decode()
    assert "Việc tiếp theo: Kế hoạch, tờ trình" in page
    assert "sau ngày cuối của nhiệm kỳ" in page
    assert "Kéo dài nhiệm kỳ thay cho đại hội" not in page  # the superior's to decide


def test_what_goes_against_a_rule_is_asked_once_more_and_can_be_decided(client, chair, union, congress):
    people.count_members(actor=SYSTEM, unit=union, day=TODAY, members=210)
    address = reverse("staffing:decide-congress", args=[congress.pk])
    seen = client.get(address).context["seen"]
    given = {"form": "delegates", "delegates": "151", "seats": "16", "once": "a", "seen": seen}
    asked = client.post(address, given)
    assert asked.context["sentences"] == [
        "Đại biểu chính thức tối đa 150 người.",
        "Ban Chấp hành nhiều nhất 15 người.",
    ]
    sure = {key: asked.context[key] for key in ("confirmed", "seen")}
    assert client.post(address, {**given, **sure}).status_code == 302
    congress.refresh_from_db()
    assert (congress.delegates, congress.seats) == (151, 16)


def test_an_extension_beyond_the_rule_is_asked_once_more_instead_of_a_congress_too(client, congress, union, ward):
    superior = make.officer(ward, Role.SUPERIOR_OFFICER)
    client.force_login(superior)
    address = reverse("staffing:extend-instead", args=[congress.pk])
    end = queries.running_term(union.pk, day=TODAY).planned_end
    given = {"new_end": f"{add_months(end, 30) + timedelta(days=1):%d/%m/%Y}", "decision_number": "9/QĐ-CĐ"}
    given |= {"decision_day": f"{TODAY:%d/%m/%Y}", "once": "a", "seen": client.get(address).context["seen"]}
    asked = client.post(address, given)
    assert ["Kéo dài quá 30 tháng" in one for one in asked.context["sentences"]] == [True]
    congress.refresh_from_db()
    assert congress.closed_on is None


def test_the_board_counts_by_superior_with_the_same_number_of_queries(client, ward):
    client.force_login(make.officer(ward, Role.SUPERIOR_OFFICER))
    counts = []
    for wanted in (1, 3, 30):
        while Congress.objects.count() < wanted:
            given = {"planned_on": TODAY + timedelta(days=50), "form": "plenary", "day": TODAY}
            actions.open_congress(actor=SYSTEM, unit=make.unit(under=ward), **given)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(reverse("staffing:congresses"))
        counts.append(len(asked))
        assert (page.context["total"], page.context["late"]) == (wanted, wanted)
    assert len(set(counts)) == 1
