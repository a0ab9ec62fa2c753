from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from nongcot import regulations
from nongcot.intake.commands import run_diagnose, run_import
from nongcot.intake.diagnosis import diagnose
from nongcot.intake.kinds import (
    Field,
    OfficerRow,
    PostRead,
    ProblemKind,
    Reading,
    Rejection,
    Repair,
    RepairKind,
    SheetKind,
    SheetReading,
    UnitRow,
)
from nongcot.people.kinds import BodyKind, Post, Sex
from nongcot.people.models import Person
from tests.intake.conftest import ROOT, Province
from tests.intake.test_roster import CHAIR, DAY, GARMENT, HEAD, MEMBER, officer, union
from tests.intake.workbooks import OFFICERS, officers

HOA = {
    "sex": Sex.FEMALE,
    "born": "1985-07-05",
    "citizen_id": "012185000001",
    "phones": ["+84912345678", "+84987654321"],
}


def told(*rows: OfficerRow | UnitRow, day: date = DAY, language: str = "vi", **more: list) -> dict:
    reading = Reading(
        files=["a.xlsx"],
        officers=[r for r in rows if isinstance(r, OfficerRow)],
        units=[r for r in rows if isinstance(r, UnitRow)],
        **more,
    )
    return diagnose(reading, day=day, rulebook=regulations.load(), language=language)


def test_an_officer_has_one_entry_a_post_with_every_key_of_the_contract():
    (unit,) = told(officer("Trần Thị Hòa", 2, CHAIR, HEAD, from_day=date(2023, 3, 1), **HOA))["units"]

    common = {
        "name": "Trần Thị Hòa",
        "sex": "female",
        "born": "1985-07-05",
        "phone": "+84912345678",
        "email": None,
        "citizen_id_last4": "0001",
        "from": "2023-03-01",
        "to": None,
    }
    assert unit["officers"] == [
        {**common, "body": "executive_committee", "post": "chair"},
        {**common, "body": "inspection_committee", "post": "head"},
    ]
    assert {key: unit[key] for key in unit if key != "officers"} == {
        "name": GARMENT,
        "kind": "enterprise",
        "sector": None,
        "members": None,
        "superior": None,
        "seats_fixed": None,
        "term": {"from": None, "to": None},
    }


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2023, 2, 28), ["Người không rõ ngày"]),
        (date(2023, 3, 1), ["Trần Thị Hòa", "Người không rõ ngày"]),
        (date(2026, 2, 28), ["Trần Thị Hòa", "Người không rõ ngày"]),
        (date(2026, 3, 1), ["Người không rõ ngày"]),
    ],
)
def test_posts_are_those_held_on_the_day_half_open(day, names):
    held = officer("Trần Thị Hòa", 2, MEMBER, from_day=date(2023, 3, 1), to_day=date(2026, 3, 1))
    (unit,) = told(held, officer("Người không rõ ngày", 3), day=day)["units"]
    assert [o["name"] for o in unit["officers"]] == names


def test_an_ended_union_is_not_there_on_the_day_but_was_before():
    row = union(ended_on=date(2025, 6, 15))
    assert told(row, day=date(2025, 6, 15))["units"] == []
    assert [u["name"] for u in told(row, day=date(2025, 6, 14))["units"]] == [GARMENT]


def test_duties_carry_names_a_day_and_the_rule():
    rows = [officer("Trần Thị Hòa", 2, CHAIR, **HOA), officer("Lê Văn Nam", 3, CHAIR, born="1990", sex=Sex.MALE)]
    duties = {d["check"]: d for d in told(*rows)["duties"]}
    twice = duties["post.held_twice"]

    assert (twice["unit"], twice["due_on"]) == (GARMENT, "2026-12-22")
    assert sorted(twice["facts"]["persons"]) == ["Lê Văn Nam", "Trần Thị Hòa"]
    assert set(twice["rule"]) == {"id", "document", "article", "verified"}
    days = [d["due_on"] for d in told(*rows)["duties"] if d["due_on"]]
    assert days == sorted(days)


def test_a_possible_duplicate_names_both_persons_and_no_key_of_the_reading():
    here, there = (
        officer("Trần Thị Hòa", 2, born="1985-07-05"),
        officer("Trần Thị Hòa", 3, unit="CĐCS B", born="1985-07-05"),
    )
    (duty,) = [d for d in told(here, there)["duties"] if d["check"] == "person.possible_duplicate"]
    assert (duty["person"], duty["facts"]["other"]) == ("Trần Thị Hòa", "Trần Thị Hòa")


def test_problems_and_repairs_are_told_in_the_language_and_counted():
    rejections = [
        Rejection("a.xlsx", "DS", "C4", "31/02", ProblemKind.IMPOSSIBLE_DATE),
        Rejection("a.xlsx", "DS", "D4", "?", ProblemKind.UNKNOWN_POST),
        Rejection("a.xlsx", "DS", "C5", "x", ProblemKind.BAD_PHONE, row_lost=False),
    ]
    repairs = [Repair("a.xlsx", "DS", "B2", "AN", "An", why) for why in (RepairKind.CAPITALS, RepairKind.SPACES)]
    sheets = [SheetReading("a.xlsx", "DS", SheetKind.OFFICERS, 4, {Field.NAME: "B"})]
    found = told(officer("An"), rejections=rejections, repairs=repairs, sheets=sheets)

    assert found["totals"] == {"units": 1, "persons": 1, "posts": 1, "rows_rejected": 1, "cells_repaired": 1}
    assert found["rejected"][0]["problem"] == "Ngày tháng ở ô này không thể có trong thực tế."
    assert found["repaired"][0] == {
        "file": "a.xlsx", "sheet": "DS", "cell": "B2", "from": "AN", "to": "An",
        "why": "Sửa chữ hoa, chữ thường của tên",
    }  # fmt: skip
    assert found["files"] == [
        {"file": "a.xlsx", "sheets": [{"sheet": "DS", "kind": "officers", "rows": 4, "columns": {"name": "B"}}]}
    ]


def test_the_diagnosis_is_plain_json_without_a_citizen_id():
    text = json.dumps(
        told(union(), officer("Trần Thị Hòa", 2, PostRead(BodyKind.GROUP, Post.GROUP_LEADER, "Tổ 1"), **HOA))
    )
    assert "012185000001" not in text


# The commands


def run(*files: Path, outs: tuple[Path, ...] = (), strict: bool = False) -> tuple[int, str]:
    console = Console(file=StringIO(), width=200)
    status = run_diagnose(
        files=files, as_of=DAY, outs=outs, language="vi", strict=strict, console=console
    )  # fmt: skip
    return status, console.file.getvalue()  # type: ignore[attr-defined]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return officers(tmp_path / "a.xlsx", ("An Văn Bình", 1985, "Nam", GARMENT, "Chủ tịch", "", ""))


@pytest.mark.django_db
def test_the_json_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path, good: Path):
    out = tmp_path / "got.json"
    status, printed = run(good, outs=(out,))

    assert status == 0
    assert json.loads(out.read_text())["units"][0]["name"] == GARMENT
    assert "Đã ghi" in printed
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "got.json"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["got.txt", "got", "nowhere/got.json"])
def test_an_output_that_cannot_be_is_refused_before_reading(tmp_path: Path, name: str):
    unread = tmp_path / "a.xlsx"
    unread.write_bytes(b"never opened")
    status, printed = run(unread, outs=(tmp_path / name,))
    assert status == 2
    assert "Không ghi được" in printed


@pytest.mark.django_db
def test_a_missing_file_is_refused(tmp_path: Path, good: Path):
    assert run(good, tmp_path / "none.xlsx")[0] == 2
    assert run(tmp_path)[0] == 2


@pytest.mark.django_db
def test_nothing_readable_is_status_two_and_says_what_to_do(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"")
    status, printed = run(path)
    assert status == 2
    assert "Tệp không có dữ liệu." in printed


@pytest.mark.django_db
def test_strict_is_status_three_when_a_row_was_rejected(tmp_path: Path, good: Path):
    bad = officers(
        tmp_path / "b.xlsx",
        ("An Văn Bình", 1985, "Nam", GARMENT, "Chủ tịch", "", ""),
        ("Lê Văn Nam", 1990, "Nam", GARMENT, "Thủ môn", "", ""),
        header=OFFICERS,
    )
    assert [run(bad, strict=strict)[0] for strict in (False, True)] == [0, 3]
    assert run(good, strict=True)[0] == 0


def test_a_dry_run_tells_what_would_change_and_writes_nothing(province: Province, good: Path):
    console = Console(file=StringIO(), width=200)
    status = run_import(files=[good], dry_run=True, day=DAY, console=console, actor=ROOT)
    assert status == 0
    assert "Sẽ ghi (chưa ghi gì)" in console.file.getvalue()  # type: ignore[attr-defined]
    assert not Person.objects.exists()
    assert run_import(files=[good], dry_run=False, day=DAY, console=console, actor=ROOT) == 0
    assert Person.objects.get().name == "An Văn Bình"
