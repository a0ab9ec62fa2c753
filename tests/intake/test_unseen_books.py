"""Workbooks of the shared habits in wordings they do not have: the diagnosis has exactly the facts and the duties."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import pytest

from nongcot.intake.diagnosis import diagnose
from nongcot.intake.reading import read_book
from nongcot.intake.workbook import open_workbook
from nongcot.regulations import load
from tests.intake.habit_facts import fold, unit_key
from tests.intake.habit_files import to_ods, to_xls, to_xlsx
from tests.intake.habits import Grid
from tests.intake.unseen_books import AS_OF, BOOKS

SEEDS = range(15)
JUDGED = {"committee.no_chair", "committee.vacant_seats", "inspection.missing", "term.ended", "post.held_twice"}


def file_of(grids: list[Grid], seed: int, style: str) -> tuple[bytes, str]:
    old = {"TCVN3": ".VnTime", "VNI": "VNI-Times"}.get(style) if seed % 2 else None
    if seed % 4 == 0:
        return to_xls(grids, old), "a.xls"
    return (
        (to_ods(grids), "a.ods") if seed % 7 == 1 and style not in ("TCVN3", "VNI") else (to_xlsx(grids, old), "a.xlsx")
    )


def wanted(unit: dict[str, Any]) -> dict[str, Any]:
    return {
        fold(o["name"]): (o["sex"], o["born"], o["phone"], sorted(map(tuple, o["posts"]))) for o in unit["officers"]
    }


def got(unit: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    posts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for o in unit["officers"]:
        posts[fold(o["name"])].append((o["body"], o["post"]))
        found[fold(o["name"])] = (o["sex"], o["born"], o["phone"])
    return {name: (*facts, sorted(posts[name])) for name, facts in found.items()}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("style", BOOKS)
def test_an_unseen_workbook_gives_exactly_its_facts_and_duties(style: str, seed: int) -> None:
    grids, facts = BOOKS[style](random.Random(f"{style} {seed}"))  # noqa: S311
    reading = read_book(open_workbook(*file_of(grids, seed, style)))
    diagnosis = diagnose(reading, day=AS_OF, rulebook=load())
    units = {unit_key(unit["name"]): unit for unit in diagnosis["units"]}
    assert units.keys() == {unit_key(unit["name"]) for unit in facts["units"]}
    for unit in facts["units"]:
        found = units[unit_key(unit["name"])]
        assert got(found) == wanted(unit)
        for name in unit.keys() & {"members", "seats_fixed"}:
            assert found[name] == unit[name]
        assert "term" not in unit or found["term"]["from"] == unit["term"]["from"]
    if "duties" in facts:
        due = {(duty["check"], unit_key(duty["unit"])) for duty in diagnosis["duties"] if duty["check"] in JUDGED}
        assert due == {(check, unit_key(unit)) for check, unit in facts["duties"]}
    assert diagnosis["rejected"] == []
