"""Whatever changes, the duties follow: opened or closed at once, for the right reason, as a run for all would have it.

After each change the run for all of the same day finds nothing left to do, and no look is owed any more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File

from nongcot.duties.api import run
from nongcot.duties.models import Duty, DutyEvent, LookOwed
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.rulebook.api import enter_value
from nongcot.intake import actions as intake
from nongcot.intake import tasks as intake_tasks
from nongcot.intake.models import Import
from nongcot.kernel import clock
from nongcot.people import actions
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Ownership, Post, SupportKind, UnitEnd, UnitKind
from nongcot.people.models import PersonMerge, PostHeld, Unit
from nongcot.staffing import actions as staffing
from nongcot.staffing.reorganisation.reading import read_plan
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.intake.workbooks import officers

pytestmark = pytest.mark.django_db

EXECUTIVE = BodyKind.EXECUTIVE_COMMITTEE
GARMENT = "CĐCS Công ty TNHH May Xuân Lan"
HOA = ("Trần Thị Hòa", date(1985, 7, 5), "Nữ", GARMENT, "Chủ tịch", "0912345678", "012185000001")
MINH = ("Lê Văn Minh", date(1988, 7, 5), "Nam", GARMENT, "Chủ tịch", "0912345679", "012185000002")
DECIDED = {"document_number": "15/QĐ", "issuer": "LĐLĐ tỉnh", "article": "Điều 1", "decided_by": "Ban Thường vụ"}
Committed = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def change(django_capture_on_commit_callbacks: Any) -> Committed:
    """Do what a commit would do when the block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)  # type: ignore[no-any-return]


@pytest.fixture
def today() -> date:
    return clock.today()


@pytest.fixture
def top(change: Committed) -> Unit:
    with change():
        return make.federation()


def codes(unit: Unit) -> set[str]:
    return set(Duty.objects.filter(unit=unit, closed_on=None).values_list("code", flat=True))


def closed(unit: Unit, code: str) -> list[str]:
    rows = Duty.objects.filter(unit=unit, code=code, closed_on__isnull=False)
    return list(rows.order_by("pk").values_list("close_reason", flat=True))


def followed(day: date | None = None) -> bool:
    """Whether everything that changed has been looked at, and a run for all agrees and writes nothing."""
    before = (list(Duty.objects.order_by("pk").values()), DutyEvent.objects.count())
    outcome = run(actor=SYSTEM, day=day or clock.today())
    same = (list(Duty.objects.order_by("pk").values()), DutyEvent.objects.count()) == before
    return same and not outcome.anything and not LookOwed.objects.exists()


def take_office(unit: Unit, who: Any = None, post: Post = Post.CHAIR, **more: Any) -> PostHeld:
    who = who or make.person(phone="+84912345678", born="1980-01-01", sex="female")
    given = {"body": EXECUTIVE, "post": post, "from_day": make.BEGAN, **more}
    return actions.record_post(actor=SYSTEM, unit=unit, person=who, **given)


def brought(path: Path, day: date) -> Import:
    with path.open("rb") as file:
        imported = intake.receive(actor=SYSTEM, files=[File(file, name=path.name)], day=day)
    intake.read(imported=imported, actor=SYSTEM)
    return imported


def test_an_import_opens_and_closes_and_its_undoing_opens_again(
    change: Committed, top: Unit, today: date, tmp_path: Path
) -> None:
    with change():
        unit = make.unit(GARMENT, under=top)
    assert "committee.no_chair" in codes(unit)
    imported = brought(officers(tmp_path / "a.xlsx", HOA), today)
    intake.start_applying(actor=SYSTEM, imported=imported)
    intake_tasks.apply_import.func(imported.pk)
    assert Unit.objects.get(name=GARMENT) == unit, "the import found the union"
    assert closed(unit, "committee.no_chair") == ["facts_changed"]
    assert followed()

    imported.refresh_from_db()
    intake.start_undoing(actor=SYSTEM, upload=imported, reason="Nhầm tệp")
    intake_tasks.undo_import.func(imported.pk)
    assert "committee.no_chair" in codes(unit)
    assert followed()


def test_an_import_killed_before_its_run_and_an_undoing_leave_their_looks_behind(
    change: Committed, top: Unit, today: date, tmp_path: Path
) -> None:
    with change():
        unit = make.unit(GARMENT, under=top)
    imported = brought(officers(tmp_path / "a.xlsx", HOA), today)
    assert intake.apply(actor=SYSTEM, imported=intake.start_applying(actor=SYSTEM, imported=imported)) == [unit.pk]
    assert [row.units for row in LookOwed.objects.all()] == [[unit.pk]]
    run(actor=SYSTEM, day=today, units=[unit.pk])
    imported.refresh_from_db()
    intake.undo_import(actor=SYSTEM, upload=imported, reason="Nhầm tệp")
    assert [row.units for row in LookOwed.objects.all()] == [[unit.pk]]


def test_an_undone_import_takes_its_own_units_duties_with_it_and_those_of_pairs_it_made(
    change: Committed, top: Unit, today: date, tmp_path: Path
) -> None:
    with change():
        other = make.unit("CĐCS Công ty Gỗ", under=top)
        take_office(other, make.person("Trần Thị Hòa", born="1985-07-05", sex="female"))
    imported = brought(officers(tmp_path / "a.xlsx", HOA), today)
    intake.start_applying(actor=SYSTEM, imported=imported)
    intake_tasks.apply_import.func(imported.pk)
    assert Duty.objects.filter(code="person.possible_duplicate", closed_on=None).count() == 1
    assert followed()
    imported.refresh_from_db()
    intake.start_undoing(actor=SYSTEM, upload=imported, reason="Nhầm tệp")
    intake_tasks.undo_import.func(imported.pk)
    assert not Duty.objects.filter(code="person.possible_duplicate", closed_on=None).exists()
    assert followed()


def test_the_day_a_term_ends_closes_the_warning_as_passed_and_opens_the_duty(
    change: Committed, top: Unit, today: date
) -> None:
    with change():
        unit = make.unit(under=top)
        took = {"body": EXECUTIVE, "from_day": make.BEGAN, "planned_end": today + timedelta(days=1), "seats_fixed": 5}
        actions.record_term(actor=SYSTEM, unit=unit, **took)
        worker = make.person(phone="+84912345678", born="1980-01-01", sex="female", contract_ends_on=today)
        take_office(unit, worker)
    assert {"term.ending", "contract.ends_before_term"} <= codes(unit)
    assert "term.ended" not in codes(unit)
    assert followed()
    tomorrow = today + timedelta(days=1)
    run(actor=SYSTEM, day=tomorrow)
    assert "term.ended" in codes(unit)
    assert closed(unit, "term.ending") == ["day_passed"]
    assert closed(unit, "contract.ends_before_term") == ["day_passed"]
    assert Duty.objects.get(unit=unit, code="term.ended").due_on == tomorrow
    assert followed(tomorrow)


def test_a_term_extended_in_time_is_done_and_not_passed(change: Committed, top: Unit, today: date) -> None:
    with change():
        unit = make.unit(under=top)
        took = {"body": EXECUTIVE, "from_day": make.BEGAN, "planned_end": today + timedelta(days=9), "seats_fixed": 5}
        term = actions.record_term(actor=SYSTEM, unit=unit, **took)
    assert "term.ending" in codes(unit)
    with change():
        actions.extend_term(
            actor=SYSTEM, term=term, new_end=today + timedelta(days=900), decision_number="9/QĐ", decision_day=today
        )
    assert closed(unit, "term.ending") == ["facts_changed"]
    assert followed()


def test_a_chair_is_a_beginner_until_helped_or_until_the_year_is_over(
    change: Committed, top: Unit, today: date
) -> None:
    began = today - timedelta(days=364)
    with change():
        helped, left_alone = make.unit(under=top), make.unit(under=top)
        for unit in (helped, left_alone):
            take_office(unit, from_day=began)
    assert "chair.first_term" in codes(helped) & codes(left_alone)
    assert followed()
    with change():
        who = PostHeld.objects.get(unit=helped).person
        actions.record_support(actor=SYSTEM, person=who, unit=helped, day=today, kind=SupportKind.MEETING)
    assert closed(helped, "chair.first_term") == ["facts_changed"]
    tomorrow = today + timedelta(days=1)
    run(actor=SYSTEM, day=tomorrow)
    assert closed(left_alone, "chair.first_term") == ["day_passed"]
    assert followed(tomorrow)


@pytest.mark.parametrize("back", ["withdrawn", "corrected"])
def test_an_earlier_chair_recorded_elsewhere_and_taken_back_is_followed_where_the_chair_sits_now(
    change: Committed, top: Unit, today: date, back: str
) -> None:
    with change():
        elsewhere, here = make.unit(under=top), make.unit(under=top)
        who = make.person(phone="+84912345678", born="1980-01-01", sex="female")
        take_office(here, who, from_day=today - timedelta(days=30))
    assert "chair.first_term" in codes(here)
    with change():
        earlier = take_office(elsewhere, who, from_day=make.BEGAN, to_day=date(2023, 1, 1))
    assert closed(here, "chair.first_term") == ["facts_changed"]
    assert followed()
    with change():
        if back == "withdrawn":
            actions.withdraw_post(actor=SYSTEM, held=earlier, reason="Ghi nhầm")
        else:
            actions.correct_post(actor=SYSTEM, held=earlier, post=Post.MEMBER, reason="Ghi nhầm")
    assert "chair.first_term" in codes(here)
    assert followed()


def test_a_pair_is_followed_where_one_of_the_two_loses_a_post(change: Committed, top: Unit) -> None:
    with change():
        first, second, third = (make.unit(under=top) for _n in range(3))
        one, other = (make.person("Lê Thị Hoa", born="1985-03-08", sex="") for _n in range(2))
        mistaken = take_office(first, one)
        take_office(third, one)
        twin = take_office(second, other)

    def booked() -> list[Unit]:
        return [duty.unit for duty in Duty.objects.filter(code="person.possible_duplicate", closed_on=None)]

    assert booked() == [first]
    with change():
        actions.withdraw_post(actor=SYSTEM, held=mistaken, reason="Ghi nhầm")
    assert booked() == [second]
    assert followed()
    with change():
        take_office(first, one, Post.MEMBER)
    assert booked() == [first]
    assert followed()
    with change():
        assert actions.withdraw_post(actor=SYSTEM, held=twin, reason="Ghi nhầm"), "the record goes with its only post"
    assert not booked()
    assert followed()


def test_an_import_that_tells_of_an_earlier_chair_is_followed_and_so_is_its_undoing(
    change: Committed, top: Unit, today: date, tmp_path: Path
) -> None:
    header = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Chức vụ", "Số định danh", "Từ ngày", "Đến ngày")
    with change():
        here = make.unit("CĐCS Công ty Gỗ", under=top)
        make.unit(GARMENT, under=top)
        who = make.person("Trần Thị Hòa", citizen_id="012185000001", born="1985-07-05", sex="female")
        take_office(here, who, from_day=today - timedelta(days=30))
    assert "chair.first_term" in codes(here)
    row = (HOA[0], HOA[1], "Nữ", GARMENT, "Chủ tịch", "012185000001", date(2020, 1, 1), date(2023, 1, 1))
    imported = brought(officers(tmp_path / "a.xlsx", row, header=header), today)
    intake.start_applying(actor=SYSTEM, imported=imported)
    intake_tasks.apply_import.func(imported.pk)
    assert PostHeld.objects.filter(person=who).count() == 2
    assert closed(here, "chair.first_term") == ["facts_changed"]
    assert followed()
    imported.refresh_from_db()
    intake.start_undoing(actor=SYSTEM, upload=imported, reason="Nhầm tệp")
    intake_tasks.undo_import.func(imported.pk)
    assert "chair.first_term" in codes(here)
    assert followed()


def test_an_erased_record_is_followed(change: Committed, top: Unit, today: date) -> None:
    with change():
        here, there = make.unit(under=top), make.unit(under=top)
        one, other = (make.person("Lê Thị Hoa", born="1985-03-08", sex="") for _n in range(2))
        take_office(here, one)
        long_ago = take_office(there, other, to_day=date(2020, 6, 1))
    assert Duty.objects.filter(code="person.possible_duplicate", closed_on=None).count() == 1
    assert long_ago.person == other
    with change():
        actions.erase_person(actor=SYSTEM, person=other, reason="Theo yêu cầu")
    assert not Duty.objects.filter(code="person.possible_duplicate", closed_on=None).exists()
    assert followed()


def test_a_rule_value_entered_closes_and_opens_as_a_rule_that_changed(
    change: Committed, top: Unit, today: date
) -> None:
    with change():
        unit = make.unit(under=top)
        actions.count_members(actor=SYSTEM, unit=unit, day=make.BEGAN, members=4)
    assert "unit.below_founding_minimum" in codes(unit)
    with change():
        enter_value(actor=SYSTEM, rule="unit.founding_minimum", from_day=today, value=3, **DECIDED)
    assert closed(unit, "unit.below_founding_minimum") == ["rule_changed"]
    assert followed()
    with change():
        enter_value(actor=SYSTEM, rule="unit.founding_minimum", from_day=today + timedelta(days=1), value=6, **DECIDED)
    assert "unit.below_founding_minimum" not in codes(unit), "not in force yet"
    assert followed()
    run(actor=SYSTEM, day=today + timedelta(days=1))
    assert "unit.below_founding_minimum" in codes(unit)
    assert followed(today + timedelta(days=1))


def test_a_value_that_comes_into_force_later_closes_on_its_day_as_a_rule_that_changed(
    change: Committed, top: Unit, today: date
) -> None:
    tomorrow = today + timedelta(days=1)
    with change():
        unit = make.unit(under=top)
        took = {"body": EXECUTIVE, "from_day": make.BEGAN, "planned_end": today + timedelta(days=99), "seats_fixed": 5}
        actions.record_term(actor=SYSTEM, unit=unit, **took)
    with change():
        enter_value(actor=SYSTEM, rule="deadline.term_ending", from_day=tomorrow, value=30, **DECIDED)
    assert "term.ending" in codes(unit)
    run(actor=SYSTEM, day=tomorrow)
    assert closed(unit, "term.ending") == ["rule_changed"]
    assert followed(tomorrow)


def test_a_deadline_decided_moves_the_due_day_of_what_is_open_and_says_that_it_changed(
    change: Committed, top: Unit, today: date
) -> None:
    with change():
        unit = make.unit(under=top)
    duty = Duty.objects.get(unit=unit, code="committee.no_chair")
    assert duty.due_on == today + timedelta(days=30)
    with change():
        enter_value(actor=SYSTEM, rule="deadline.vacancy", from_day=today, value=10, **DECIDED)
    duty.refresh_from_db()
    assert (duty.closed_on, duty.due_on) == (None, today + timedelta(days=10))
    assert list(duty.events.values_list("kind", flat=True)) == ["opened", "changed"]
    assert followed()


def test_a_reorganisation_moves_closes_and_opens(change: Committed, top: Unit, today: date) -> None:
    with change():
        old = make.unit("LĐLĐ huyện Một", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="D1")
        make.unit("Công đoàn phường Mới", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="W")
        going, staying, stranded = (make.unit(under=old, code=code) for code in "ABC")
    assert "committee.no_chair" in codes(going)
    plan = (
        "operation,code,into_code,name,superior_code,effective_on,default,posts\n"
        f"merge,A,B,,,{today},,\nmove,B,,,W,{today},,\n"
    )
    read = read_plan(plan.encode(), "plan.csv")
    kept = staffing.receive_plan(
        actor=SYSTEM, operations=read.operations, troubles=read.troubles, decision="QĐ 1", file_name="plan.csv"
    )
    with change():
        staffing.reorganise(actor=SYSTEM, plan=kept)
    assert closed(going, "committee.no_chair") == ["unit_ended"]
    assert not codes(going)
    assert followed()
    with change():
        actions.end_unit(actor=SYSTEM, unit=old, day=today, reason=UnitEnd.DISSOLVED)
    assert "unit.superior_ended" in codes(stranded) - codes(staying)
    assert followed()


def test_a_post_taken_back_opens_what_it_had_closed(change: Committed, top: Unit) -> None:
    with change():
        unit = make.unit(under=top)
    with change():
        held = take_office(unit)
    assert closed(unit, "committee.no_chair") == ["facts_changed"]
    with change():
        actions.withdraw_post(actor=SYSTEM, held=held, reason="Ghi nhầm")
    assert "committee.no_chair" in codes(unit)
    assert followed()


def test_a_post_put_right_and_one_that_will_end_are_followed(change: Committed, top: Unit, today: date) -> None:
    with change():
        unit = make.unit(under=top)
        held = take_office(unit)
    with change():
        actions.end_post(actor=SYSTEM, held=held, day=today + timedelta(days=1), reason=EndReason.RETIRED)
    assert "committee.no_chair" not in codes(unit)
    assert followed()
    run(actor=SYSTEM, day=today + timedelta(days=1))
    assert "committee.no_chair" in codes(unit)
    assert followed(today + timedelta(days=1))


def test_merging_two_records_and_taking_that_back_is_followed_on_both_sides(change: Committed, top: Unit) -> None:
    with change():
        here, there = make.unit(under=top), make.unit(under=top)
        one, other = (make.person("Lê Thị Hoa", born="1985-03-08", sex="") for _n in range(2))
        take_office(here, one)
        take_office(there, other)
    pair = Duty.objects.get(code="person.possible_duplicate", closed_on=None)
    assert followed()
    with change():
        actions.merge_persons(actor=SYSTEM, keep=one, drop=other)
    pair.refresh_from_db()
    assert (pair.closed_on, pair.close_reason) == (clock.today(), "facts_changed")
    assert followed()
    with change():
        actions.undo_merge(actor=SYSTEM, merge=PersonMerge.objects.get())
    assert Duty.objects.filter(code="person.possible_duplicate", closed_on=None).count() == 1
    assert followed()
    with change():
        row = actions.keep_apart(actor=SYSTEM, a=one, b=type(one).objects.get(pk=other.pk))
    assert not Duty.objects.filter(code="person.possible_duplicate", closed_on=None).exists()
    assert followed()
    with change():
        actions.withdraw_apart(actor=SYSTEM, row=row)
    assert Duty.objects.filter(code="person.possible_duplicate", closed_on=None).count() == 1
    assert followed()


def test_a_merge_whose_two_records_had_the_same_duty_leaves_it_once(change: Committed, top: Unit, today: date) -> None:
    with change():
        unit = make.unit(under=top)
        took = {"body": EXECUTIVE, "from_day": make.BEGAN, "planned_end": today + timedelta(days=999), "seats_fixed": 5}
        actions.record_term(actor=SYSTEM, unit=unit, **took)
        soon = today + timedelta(days=60)
        one, other = (
            make.person("Lê Thị Hoa", born="1985", sex="female", contract_ends_on=soon, phone="+84912345678")
            for _n in range(2)
        )
        take_office(unit, one)
        take_office(unit, other, Post.MEMBER)
    about = Duty.objects.filter(code="contract.ends_before_term", closed_on=None)
    assert about.count() == 2
    with change():
        merge = actions.merge_persons(actor=SYSTEM, keep=one, drop=other)
    assert about.count() == 1
    assert followed()
    with change():
        actions.undo_merge(actor=SYSTEM, merge=merge)
    assert about.count() == 2
    assert followed()


def test_what_is_known_of_a_unit_and_a_person_is_followed(change: Committed, top: Unit, today: date) -> None:
    with change():
        school = make.unit("CĐCS Trường Hoa Sen", under=top, kind=UnitKind.PUBLIC_SERVICE)
        held = take_office(school, make.person("Lê Thị Hoa", born="1985", sex="female"))
    assert "unit.should_have_ended" not in codes(school)
    with change():
        actions.correct_unit(actor=SYSTEM, unit=school, ownership=Ownership.PUBLIC_FULLY_FUNDED, reason="Đối chiếu")
    assert "unit.should_have_ended" in codes(school)
    assert followed()
    with change():
        actions.correct_post(actor=SYSTEM, held=held, mandate=Mandate.APPOINTED, reason="Theo quyết định")
    assert followed()
    assert "phone" in Duty.objects.get(unit=school, code="data.missing").facts["officers"]
    with change():
        actions.complete_data(actor=SYSTEM, person=held.person, values={"phone": "0912345678"})
    assert "phone" not in Duty.objects.get(unit=school, code="data.missing").facts["officers"]
    assert followed()


def take_back(action: str) -> None:
    change = AuditEntry.objects.filter(action=action).latest("pk")
    actions.take_back_change(actor=SYSTEM, change=change, reason="Ghi nhầm")


def test_an_end_taken_back_opens_what_it_had_closed_and_frees_those_below(
    change: Committed, top: Unit, today: date
) -> None:
    with change():
        ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
        below = make.unit(under=ward)
        actions.count_members(actor=SYSTEM, unit=below, day=make.BEGAN, members=4)
    with change():
        actions.end_unit(actor=SYSTEM, unit=ward, day=today, reason=UnitEnd.DISSOLVED)
    assert "unit.superior_ended" in codes(below)
    assert followed()
    with change():
        take_back("people.end_unit")
    assert closed(below, "unit.superior_ended") == ["facts_changed"]
    assert followed()
    with change():
        actions.end_unit(actor=SYSTEM, unit=below, day=today, reason=UnitEnd.DISSOLVED)
    assert closed(below, "unit.below_founding_minimum") == ["unit_ended"]
    with change():
        take_back("people.end_unit")
    assert "unit.below_founding_minimum" in codes(below)
    assert followed()


def test_a_congress_and_an_extension_taken_back_are_followed(change: Committed, top: Unit, today: date) -> None:
    with change():
        unit = make.unit(under=top)
        took = {"body": EXECUTIVE, "from_day": make.BEGAN, "planned_end": today + timedelta(days=9), "seats_fixed": 5}
        term = actions.record_term(actor=SYSTEM, unit=unit, **took)
        chair = take_office(unit)
    with change():
        actions.extend_term(
            actor=SYSTEM, term=term, new_end=today + timedelta(days=900), decision_number="9/QĐ", decision_day=today
        )
    assert "term.ending" not in codes(unit)
    with change():
        take_back("people.extend_term")
    assert "term.ending" in codes(unit)
    assert followed()
    with change():
        actions.record_congress(
            actor=SYSTEM, unit=unit, body=EXECUTIVE, day=today, planned_end=today + timedelta(days=1826),
            seats_fixed=1, elected=[actions.Elected(chair.person, Post.CHAIR)],
        )  # fmt: skip
    assert not codes(unit) & {"term.ending", "committee.vacant_seats"}
    assert followed()
    with change():
        take_back("people.record_term")
    assert {"term.ending", "committee.vacant_seats"} <= codes(unit)
    assert followed()
