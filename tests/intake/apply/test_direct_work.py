"""Who works in production: from a list into the record, with its day and the list that said it; back and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nongcot.infra.audit.models import AuditEntry
from nongcot.intake import actions
from nongcot.intake.export import export_roster
from nongcot.people import api
from nongcot.people.models import Person
from nongcot.people.queries.records import _named_lists, direct_work_before
from tests.intake.apply.test_apply import GARMENT
from tests.intake.conftest import DAY, ROOT, Bring
from tests.intake.workbooks import OFFICERS, workbook

HEAD = (*OFFICERS, "CN trực tiếp")
WHO = (
    ("Trần Thị Hòa", date(1985, 7, 5), "Nữ", GARMENT, "Chủ tịch", "0912345678", "012185000001"),
    ("Lê Văn Nam", date(1990, 2, 1), "Nam", GARMENT, "PCT", "0987654321", ""),
    ("Bùi Thị Mai", date(1991, 3, 2), "Nữ", GARMENT, "UV BCH", "0987654322", ""),
)


def a_list(path: Path, told: tuple[str, ...], title: str = "") -> Path:
    rows = [(n, *who, mark) for n, (who, mark) in enumerate(zip(WHO, told, strict=True), 1)]
    above = [(title,)] if title else []
    return workbook(path, {"DS": [*above, HEAD, *rows]})


def known() -> list[tuple[bool | None, date | None, str | None]]:
    rows = Person.objects.order_by("pk")
    return list(rows.values_list("direct_work", "direct_work_on", "direct_work_source"))


def test_told_by_a_list_with_its_day_completed_corrected_and_taken_back(tmp_path: Path, bring: Bring) -> None:
    first = a_list(tmp_path / "ds.xlsx", ("không", "x", ""), "DANH SÁCH CÁN BỘ (Tính đến ngày 30/06/2026)")
    bring(first)
    began = [(False, date(2026, 6, 30), "ds.xlsx"), (True, date(2026, 6, 30), "ds.xlsx"), (None, None, None)]
    assert known() == began

    # A later list without a day of its own speaks of the day it was sent for; what it leaves open stays.
    later = bring(a_list(tmp_path / "moi.xlsx", ("", "không", "x")))
    after = [(False, date(2026, 6, 30), "ds.xlsx"), (False, DAY, "moi.xlsx"), (True, DAY, "moi.xlsx")]
    assert known() == after
    told = AuditEntry.objects.filter(action="intake.update_person").order_by("pk")
    assert [entry.changes["changes"] for entry in told] == [
        {"direct_work": [True, False], "direct_work_on": ["2026-06-30", DAY.isoformat()]},
        {"direct_work": [None, True], "direct_work_on": [None, DAY.isoformat()]},
    ]

    # An older list says nothing against the newer one: listed, not written.
    older = bring(a_list(tmp_path / "cu.xlsx", ("không", "x", "x"), "DANH SÁCH CÁN BỘ (Tính đến ngày 01/01/2026)"))
    assert known() == after
    kept = [(each.name, each.field, each.before, each.after) for each in older.changes.filter(kind="kept")]
    assert kept == [("Lê Văn Nam", "direct_work", "false", "true")]

    actions.undo_import(actor=ROOT, upload=later, reason="nhầm tệp", keep_later=True)
    assert known() == began


def test_what_was_exported_and_sent_back_changes_nothing(tmp_path: Path, bring: Bring) -> None:
    bring(a_list(tmp_path / "ds.xlsx", ("không", "x", "")))
    before = known()
    out = tmp_path / "out.xlsx"
    export_roster(ROOT, DAY, out)
    again = bring(out)
    assert known() == before
    assert again.summary["plan"]["anything"] is False
    Person.objects.update(direct_work=None, direct_work_on=None, direct_work_source=None)
    bring(out)
    assert [row[:2] for row in known()] == [row[:2] for row in before], "with the day the export tells"


def test_what_was_told_before_stays_with_its_day_and_its_list(tmp_path: Path, bring: Bring) -> None:
    bring(a_list(tmp_path / "ds.xlsx", ("không", "x", ""), "DANH SÁCH CÁN BỘ (Tính đến ngày 30/06/2026)"))
    bring(a_list(tmp_path / "moi.xlsx", ("x", "x", "")))
    hoa = Person.objects.get(name="Trần Thị Hòa")
    api.correct_person(actor=ROOT, person=hoa, values={"direct_work": False}, reason="Hỏi lại")
    told = [row[:3] for row in direct_work_before(hoa)]
    assert told == [(True, DAY, "moi.xlsx"), (False, date(2026, 6, 30), "")]


@pytest.mark.django_db
def test_entries_written_before_the_trail_kept_numbers_alone_still_name_their_list() -> None:
    told = {1: "#3 Danh sách cũ.xlsx", 2: "#999999", 3: ""}
    entries = [AuditEntry(pk=pk, changes={"source": source}) for pk, source in told.items()]
    assert _named_lists(entries) == {1: "Danh sách cũ.xlsx", 2: "", 3: ""}
