"""A case of completing a committee: it opens with the vacancy, has steps, closes when the seat is filled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.duties.api import run
from nongcot.duties.models import Duty
from nongcot.duties.resolving import resolve_url
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.rulebook.api import rulebook
from nongcot.intake import api as intake
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post, Role, UnitKind
from nongcot.people.models import PostHeld
from nongcot.staffing import actions
from nongcot.staffing.actions import Written
from nongcot.staffing.kinds.completing import ActsHere, CaseEnd, Seat, Step, level_of
from nongcot.staffing.models import CompletionCase, StepDone
from nongcot.staffing.queries import completing as queries
from nongcot.staffing.rules import completing as rules
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.factories.sizes import learn_sizes
from tests.intake.workbooks import OFFICERS, workbook

pytestmark = pytest.mark.django_db
TODAY = clock.today()
LEFT = TODAY - timedelta(days=40)
BOARD = BodyKind.EXECUTIVE_COMMITTEE
CHAIR, VICE = Seat(BOARD, Post.CHAIR), Seat(BOARD, Post.VICE_CHAIR)


@pytest.fixture
def ward():
    return make.unit("Công đoàn phường A", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


def union_without_chair(ward):
    """Three on the committee; the chair left forty days ago."""
    union = make.unit(under=ward)
    make.post(make.person(), union, Post.CHAIR, to_day=LEFT, end_reason=EndReason.STEPPED_DOWN)
    for _number in range(3):
        make.post(make.person(), union)
    return union


@pytest.fixture
def union(ward):
    return union_without_chair(ward)


@pytest.fixture
def case(union):
    return actions.open_case(actor=SYSTEM, unit=union, seat=VICE, way="by_election", day=TODAY)


def look() -> None:
    """The duties of all are looked at, and what follows the commit is done."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        run(actor=SYSTEM, day=TODAY)


def write(case, step: str, day: date = TODAY, actor=SYSTEM, **told: str) -> None:
    actions.record_step(actor=actor, case=case, step=step, written=Written(day, **told), day=TODAY)
    case.refresh_from_db()


# Opening and closing by itself


def test_a_case_opens_with_the_vacancy_and_closes_with_the_new_chair(union):
    look()
    case = CompletionCase.objects.get(unit=union, post=Post.CHAIR.value)
    assert (case.code, case.since, case.opened_on, case.step) == ("committee.no_chair", LEFT, TODAY, Step.PROPOSAL)
    assert case.opened_by is None
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.record_post(actor=SYSTEM, unit=union, person=make.person(), body=BOARD, post=Post.CHAIR, from_day=TODAY)
    case.refresh_from_db()
    assert (case.closed_on, case.end) == (TODAY, CaseEnd.COMPLETED)


def test_looking_again_at_unchanged_facts_writes_nothing(union):
    look()
    before = list(CompletionCase.objects.values())
    look()
    assert list(CompletionCase.objects.values()) == before


def test_the_day_a_seat_fell_empty_follows_the_record(union):
    look()
    chair = PostHeld.objects.get(unit=union, post=Post.CHAIR.value)
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.correct_post(actor=SYSTEM, held=chair, reason="Đối chiếu", to_day=LEFT - timedelta(days=9))
    assert CompletionCase.objects.get(unit=union, post=Post.CHAIR.value).since == LEFT - timedelta(days=9)


def test_an_old_record_brought_in_later_is_no_completion(union):
    """The list lacked the chair: she was there all the time, and nobody was elected."""
    look()
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.record_post(
            actor=SYSTEM, unit=union, person=make.person(), body=BOARD, post=Post.CHAIR, from_day=LEFT - timedelta(1)
        )
    assert CompletionCase.objects.get(unit=union, post=Post.CHAIR.value).end == CaseEnd.NOT_VACANT


def test_a_dropped_case_is_not_opened_again_by_the_same_duty(union):
    look()
    case = CompletionCase.objects.get(unit=union, post=Post.CHAIR.value)
    actions.drop_case(actor=SYSTEM, case=case, reason="Chờ đại hội tháng sau", day=TODAY)
    look()
    assert CompletionCase.objects.filter(unit=union, post=Post.CHAIR.value).count() == 1


def test_a_duty_leads_to_its_case_and_without_one_to_the_form(client, ward, union):
    run(actor=SYSTEM, day=TODAY)
    duty = Duty.objects.get(unit=union, code="committee.no_chair")
    client.force_login(make.officer(ward, Role.SUPERIOR_OFFICER))
    form = client.get(resolve_url(duty))
    assert form.status_code == 200
    assert form.context["form"]["seat"].value() == CHAIR.key
    actions.follow_duties(day=TODAY)
    case = CompletionCase.objects.get(unit=union, post=Post.CHAIR.value)
    assert client.get(resolve_url(duty)).url == reverse("staffing:case", args=[case.pk])


# By hand


def test_a_case_by_hand_closes_when_one_more_sits_there(union, case):
    assert case.wanted == 1
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.record_post(
            actor=SYSTEM, unit=union, person=make.person(), body=BOARD, post=Post.VICE_CHAIR, from_day=TODAY
        )
    case.refresh_from_db()
    assert case.end == CaseEnd.COMPLETED


def test_one_seat_has_one_open_case(union, case):
    with pytest.raises(Refused):
        actions.open_case(actor=SYSTEM, unit=union, seat=VICE, way="appointed", day=TODAY)


def test_who_answers_for_another_unit_opens_nothing(union):
    stranger = make.officer(make.unit(under=make.federation()), Role.CHAIR)
    with pytest.raises(PermissionDenied):
        actions.open_case(actor=stranger, unit=union, seat=VICE, way="by_election", day=TODAY)


# Steps


def test_steps_go_on_from_the_last_one_done_each_with_its_day(case):
    assert (case.step, case.due_on) == (Step.PROPOSAL, TODAY + timedelta(days=5))
    write(case, "proposal", TODAY - timedelta(days=2), document_number="12/TTr-CĐCS")
    assert (case.step, case.step_on, case.due_on) == (
        Step.CONSENT,
        TODAY - timedelta(days=2),
        TODAY + timedelta(days=3),
    )
    write(case, "election")  # nobody wrote the consent down
    assert case.step == Step.MINUTES
    entry = AuditEntry.objects.filter(object_type="completion_case", object_id=str(case.pk)).first()
    assert entry is not None
    assert entry.changes["changes"]["step"] == [None, "election"]


@pytest.mark.parametrize("step", ["proposal", "entry", "designation", "nothing"])
def test_a_step_done_the_entry_and_a_step_of_another_way_are_refused(case, step):
    write(case, "proposal")
    with pytest.raises(Refused):
        write(case, step)


def test_a_step_of_tomorrow_is_refused(case):
    with pytest.raises(Refused):
        write(case, "proposal", TODAY + timedelta(days=1))


def test_the_chair_writes_no_step_of_the_superior(union, ward, case):
    chair, officer = make.officer(union, Role.CHAIR), make.officer(ward, Role.SUPERIOR_OFFICER)
    write(case, "proposal", actor=chair)
    with pytest.raises(PermissionDenied):
        write(case, "consent", actor=chair)
    write(case, "consent", actor=officer)
    assert case.step == Step.PUBLICATION


def test_a_step_written_by_mistake_is_taken_back_with_its_reason(case):
    write(case, "proposal")
    with pytest.raises(Refused):
        actions.take_back_step(actor=SYSTEM, case=case, step="proposal", reason=" ")
    actions.take_back_step(actor=SYSTEM, case=case, step="proposal", reason="Nhầm hồ sơ")
    case.refresh_from_db()
    assert (case.step, case.step_on, StepDone.objects.count()) == (Step.PROPOSAL, TODAY, 0)


def test_the_other_way_keeps_what_both_have(case):
    write(case, "proposal")
    actions.change_way(actor=SYSTEM, case=case, way=Mandate.APPOINTED.value)
    case.refresh_from_db()
    assert case.step == Step.DESIGNATION


def test_two_people_on_one_case_lose_nothing(client, union, ward, case):
    """The second one sees what the first wrote meanwhile, and nothing is written twice."""
    officer = make.officer(ward, Role.SUPERIOR_OFFICER)
    client.force_login(officer)
    address = reverse("staffing:record-step", args=[case.pk, "consent"])
    shown = client.get(address)
    write(case, "proposal")
    keys = {key: str(shown.context[key]) for key in ("once", "seen")}
    answer = client.post(address, {**keys, "done_on": f"{TODAY:%d/%m/%Y}"})
    assert answer.status_code == 422
    assert answer.context["others"]
    given = {"once": keys["once"], "seen": str(answer.context["seen"]), "done_on": f"{TODAY:%d/%m/%Y}"}
    again = client.post(address, given)
    assert again.status_code == 302
    assert set(StepDone.objects.values_list("step", flat=True)) == {"proposal", "consent"}


# The plan as the rules have it


@pytest.mark.parametrize(
    ("kind", "body", "way", "steps"),
    [
        ("enterprise", BOARD, "by_election", "proposal consent publication election minutes file recognition entry"),
        ("enterprise", BOARD, "appointed", "proposal designation publication entry"),
        ("section", BOARD, "by_election", "proposal consent election minutes recognition entry"),
        ("enterprise", BodyKind.INSPECTION_COMMITTEE, "by_election", "election minutes file recognition entry"),
    ],
)
def test_the_steps_are_those_of_the_rules_by_kind_seat_and_way(kind, body, way, steps):
    plan = rules.plan(rulebook().on(TODAY), kind=kind, body=body, way=way)
    assert [one.step for one in plan] == steps.split()
    above = {one.step for one in plan if one.who is ActsHere.ABOVE}
    assert above <= {"consent", "designation", "recognition"}
    assert not any(one.rule.ref.verified for one in plan if one.rule)  # nobody has checked it: the page says so


def test_recognition_counts_working_days_and_the_steps_before_it_all_days():
    plan = rules.plan(rulebook().on(TODAY), kind="enterprise", body=BOARD, way="by_election")
    steps = {one.step: one for one in plan}
    friday = date(2026, 3, 6)
    days = steps["recognition"].days
    assert days == 15
    assert rules.due_on(steps["recognition"], friday) == friday + timedelta(days=21)  # fifteen are three weeks
    consent = steps["consent"].days
    assert consent
    assert rules.due_on(steps["consent"], friday) == friday + timedelta(days=consent)


def test_where_no_rule_is_in_force_only_the_entry_remains():
    plan = rules.plan(rulebook().on(date(2001, 1, 1)), kind="enterprise", body=BOARD, way="by_election")
    assert [one.step for one in plan] == ["entry"]


def test_every_kind_of_unit_has_a_level():
    assert {level_of(kind) for kind in UnitKind} == {"grassroots", "inner", "superior"}


def test_an_erasure_takes_what_was_typed_about_the_person_out_of_the_case(union, case):
    hoa = make.person("Trần Thị Hòa")
    held = make.post(hoa, union, from_day=date(2010, 1, 1), to_day=date(2015, 1, 1))
    write(case, "proposal", note="Bà Trần Thị Hòa đề nghị", document_number="12/TTr")
    actions.drop_case(actor=SYSTEM, case=case, reason="Trần Thị Hòa không nhận", day=TODAY)
    people.erase_person(actor=SYSTEM, person=hoa, reason="Theo yêu cầu")
    case.refresh_from_db()
    assert (case.note, StepDone.objects.get().note, held.pk) == ("", "", held.pk)


# The board


def test_the_board_counts_by_superior_and_step_and_the_pace_by_year(ward, union):
    look()
    officer = make.officer(ward, Role.SUPERIOR_OFFICER)
    [one] = queries.board(officer, day=TODAY)
    assert (one.superior, one.name, one.total) == (ward.pk, "Công đoàn phường A", 1)
    assert dict(one.steps) == {"proposal": 1}
    assert queries.board(make.officer(make.federation()), day=TODAY) == []
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.record_post(actor=SYSTEM, unit=union, person=make.person(), body=BOARD, post=Post.CHAIR, from_day=TODAY)
    assert queries.board(officer, day=TODAY) == []
    [pace] = queries.pace(officer, day=TODAY)
    assert (pace.superior, pace.year, pace.done, pace.dated, pace.days) == (ward.pk, TODAY.year, 1, 1, 40)


def test_the_board_chooses_by_age_and_step(client, ward, union):
    look()
    client.force_login(make.officer(ward, Role.SUPERIOR_OFFICER))
    address = reverse("staffing:board")

    def seen(**query: str) -> int:
        return len(client.get(address, query).context["rows"])

    assert [seen(), seen(older="30"), seen(older="60"), seen(step="proposal"), seen(step="file")] == [1, 1, 0, 1, 0]


def test_an_empty_board_tells_how_to_open_a_case_only_to_those_who_may(client, ward):
    for role, told in ((Role.SUPERIOR_OFFICER, True), (Role.READER, False), (Role.INSPECTOR, False)):
        client.force_login(make.officer(ward, role))
        for name in ("staffing:board", "staffing:congresses"):
            assert ("xin vào trang của đơn vị" in client.get(reverse(name)).content.decode()) is told, (role, name)


def test_the_pages_ask_as_much_of_one_case_as_of_a_hundred(client, ward):
    client.force_login(make.officer(ward, Role.SUPERIOR_OFFICER))
    counted = []
    made = 0
    for number in (1, 3, 100):
        while made < number:
            union_without_chair(ward)
            made += 1
        learn_sizes()
        look()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("staffing:board")).status_code == 200
        counted.append(len(captured))
    assert counted[0] == counted[1] == counted[2] <= 12, counted


def test_cases_follow_in_as_many_queries_for_one_unit_as_for_many(ward):
    counted = []
    for number in (1, 3, 60):  # more rows than SQLite takes at once are written in batches
        while PostHeld.objects.filter(post=Post.CHAIR.value).count() < number:
            union_without_chair(ward)
        run(actor=SYSTEM, day=TODAY)
        CompletionCase.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            actions.follow_duties(day=TODAY)
        counted.append(len(captured))
        assert CompletionCase.objects.filter(post=Post.CHAIR.value).count() == number
    assert counted[0] == counted[1] == counted[2], counted


def test_an_import_is_taken_back_with_the_cases_it_opened_unless_somebody_worked_on_one(tmp_path):
    row = (1, "Lê Văn Nam", "1990", "Nam", "CĐCS May Lạ", "UV BCH", "", "")
    path = workbook(tmp_path / "a.xlsx", {"Cán bộ": [OFFICERS, row]})
    make.federation()

    def bring():
        with path.open("rb") as file:
            got = intake.receive(actor=SYSTEM, files=[File(file, name=path.name)], day=TODAY)
        intake.read(imported=got, actor=SYSTEM)
        intake.start_applying(actor=SYSTEM, imported=got)
        intake.apply(actor=SYSTEM, imported=got)
        look()
        return got

    got = bring()
    assert CompletionCase.objects.filter(unit__name__contains="May Lạ").exists()
    assert intake.find_obstacles(got) == []
    intake.undo_import(actor=SYSTEM, upload=got, reason="Nhầm tệp")
    assert not CompletionCase.objects.filter(unit__name__contains="May Lạ").exists()

    got = bring()
    write(CompletionCase.objects.filter(unit__name__contains="May Lạ").first(), "proposal", document_number="12/TTr")
    assert [one.why for one in intake.find_obstacles(got)] == ["used"]
