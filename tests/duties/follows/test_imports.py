"""Duties follow imports, their undoing, and what a killed worker left."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from nongcot.duties.api import run
from nongcot.duties.models import Duty, LookOwed
from nongcot.intake import actions as intake
from nongcot.intake import tasks as intake_tasks
from nongcot.intake.apply.ledger import Ledger, Ranges
from nongcot.intake.apply.near import units_of_changed, units_of_made
from nongcot.people.api import FEW
from nongcot.people.models import PostHeld, Unit
from tests.duties.follows.agreed import GARMENT, HOA, Committed, brought, closed, codes, followed, take_office
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.intake.workbooks import officers

pytestmark = pytest.mark.django_db
NAMES = "An Bích Cúc Diệp Em Giang Hân Inh Khanh Liên Minh Nga Oanh Phúc Quế Ry Sen Tâm Uyên Vân Xuân Yến".split()


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


def test_an_undone_import_of_many_units_of_its_own_takes_the_pairs_elsewhere_with_it(
    change: Committed, top: Unit, today: date, tmp_path: Path
) -> None:
    """More units than are looked at one by one, and all go: the unit of the other record is looked at all the same."""
    with change():
        other = make.unit("CĐCS Công ty Gỗ", under=top)
        take_office(other, make.person("Trần Thị Hòa", born="1985-07-05", sex="female"))
    others = [
        (f"Trần Văn {name}", date(1970, 1, 2), "Nam", f"CĐCS Công ty {name}", "Chủ tịch", "", "")
        for name in NAMES[: FEW + 1]
    ]
    imported = brought(officers(tmp_path / "a.xlsx", HOA, *others), today)
    intake.start_applying(actor=SYSTEM, imported=imported)
    intake_tasks.apply_import.func(imported.pk)
    assert Duty.objects.filter(code="person.possible_duplicate", closed_on=None).count() == 1
    imported.refresh_from_db()
    intake.start_undoing(actor=SYSTEM, upload=imported, reason="Nhầm tệp")
    intake_tasks.undo_import.func(imported.pk)
    assert not Duty.objects.filter(code="person.possible_duplicate", closed_on=None).exists()
    assert followed()


def test_however_many_persons_are_changed_their_pairs_are_looked_at_where_they_are_booked(top: Unit) -> None:
    """Only where more units are looked at than one by one may the others be left out: then every pair is."""
    here, other, third = (make.unit(under=top) for _ in range(3))
    changed = [make.person(f"Trần Thị {name}", born="1985-07-05") for name in ("Hòa", "Lan", "Mai")]
    for person in changed:
        make.post(person, here)
    make.post(changed[0], third)
    make.post(make.person("Trần Thị Hòa", born="1985-07-05"), other)  # as she was
    make.post(make.person("Trần Thị Lan", born="1990-07-05"), other)  # as she is
    ledger = Ledger()
    ledger.changed["person"] = {
        changed[0].pk: {"born": ["1985-07-05", "1986-07-05"]},
        changed[1].pk: {"born": ["1985-07-05", "1990-07-05"]},
        changed[2].pk: {"email": ["", "mai@congdoan.vn"]},
    }
    assert units_of_changed(ledger, [here.pk]) == [here.pk, other.pk, third.pk]
    assert units_of_changed(ledger, [here.pk], few=1) == [here.pk, other.pk, third.pk]
    assert units_of_changed(ledger, [here.pk], few=0) == [here.pk, third.pk]


def test_of_persons_that_go_units_are_asked_for_until_every_pair_is_looked_at(top: Unit) -> None:
    going, *others = (make.unit(under=top) for _ in range(4))
    made = [make.person(f"Trần Thị {name}", born="1985-07-05") for name in ("Hòa", "Lan", "Mai")]
    for person, other in zip(made, others, strict=True):
        make.post(person, going)
        make.post(make.person(person.name, born="1985-07-05"), other)
    ledger = Ledger()
    ledger.created["person"] = Ranges.of(person.pk for person in made)
    gone = Ranges.of([going.pk])
    assert units_of_made(ledger, [], going=gone) == sorted(other.pk for other in others)
    assert units_of_made(ledger, [others[0].pk], going=gone, few=0) == []
    assert len(units_of_made(ledger, [], going=gone, few=2)) > 2
