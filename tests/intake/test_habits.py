"""Whatever habits are combined, the reading has exactly the facts: no officer more, none less, nothing guessed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nongcot.intake.kinds import Encoding, Reading
from nongcot.intake.reading import read_book, read_files
from nongcot.intake.workbook import open_workbook
from tests.intake.habit_books import FORMATS, Made, workbook
from tests.intake.habit_facts import differences
from tests.intake.habit_layouts import LAYOUTS

SHARED = Path(__file__).parents[3] / "shared" / "rosters"


def read(made: Made) -> Reading:
    return read_book(open_workbook(made.data, made.name))


def rejected(reading: Reading) -> list[str]:
    return [f"{r.sheet} {r.cell} {r.value!r} {r.problem}" for r in reading.rejections if r.row_lost]


@pytest.mark.parametrize("layout", list(LAYOUTS))
@pytest.mark.parametrize("kind", FORMATS)
def test_every_layout_in_every_format_gives_exactly_its_facts(layout: str, kind: str) -> None:
    for seed in range(4):
        made = workbook(seed * 1000 + len(layout) + len(kind), kind, layout)
        reading = read(made)
        assert differences(made.world, reading) == [], (seed, rejected(reading))
        assert rejected(reading) == []


@given(seed=st.integers(0, 10**9))
@settings(max_examples=120)
def test_any_combination_of_habits_gives_exactly_its_facts(seed: int) -> None:
    made = workbook(seed)
    reading = read(made)
    assert differences(made.world, reading) == [], rejected(reading)
    assert rejected(reading) == []


@pytest.mark.parametrize("kind", ["tcvn3", "vni"])
def test_old_fonts_are_converted_listed_and_shown_for_confirmation(kind: str) -> None:
    reading = read(workbook(7, kind, "union_column"))
    sheet = reading.sheets[0]
    assert sheet.encoding == Encoding(kind)
    assert sheet.needs_confirmation
    assert 0 < len(sheet.samples) <= 5
    converted = [r for r in reading.repairs if r.why == "encoding"]
    assert len({r.cell for r in converted}) == len(converted)
    assert {officer.name.split()[0] for officer in reading.officers}


def test_one_repair_a_cell() -> None:
    for seed in range(20):
        made = workbook(seed)
        places = [(r.sheet, r.cell) for r in read(made).repairs if r.cell]
        assert len(places) == len(set(places)), seed


@pytest.mark.skipif(not SHARED.is_dir(), reason="the examples of real habits are not beside this checkout")
@pytest.mark.parametrize("example", sorted(p.name for p in SHARED.glob("*.xls*") if p.suffix != ".json"))
def test_the_shared_examples_are_read_exactly(example: str, tmp_path: Path) -> None:
    reading = read_files([SHARED / example])
    units: dict[str, dict[str, object]] = {}
    for row in reading.units:
        units[row.name] = {"name": row.name, "members": row.members, "seats_fixed": row.seats_fixed, "officers": []}
        units[row.name]["term"] = {"from": str(row.term_from), "to": str(row.term_to)}
    for officer in reading.officers:
        unit = units.setdefault(_known(officer.unit, units), {"name": officer.unit, "officers": []})
        for post in officer.posts:
            phone = officer.phones[0] if officer.phones else None
            facts = {"name": officer.name, "sex": officer.sex, "born": officer.born, "phone": phone}
            unit["officers"].append({**facts, "body": post.body, "post": post.post})  # type: ignore[attr-defined]
    expected = json.loads((SHARED / f"{example}.expected.json").read_text("utf-8"))
    expected.pop("duties", None)
    paths = tmp_path / "expected.json", tmp_path / "got.json"
    paths[0].write_text(json.dumps(expected), "utf-8")
    paths[1].write_text(json.dumps({"units": list(units.values()), "duties": []}), "utf-8")
    done = subprocess.run([sys.executable, SHARED / "check.py", *paths], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _known(name: str, units: dict[str, dict[str, object]]) -> str:
    """The name under which the sheet of unions has this union, if it has."""
    short = name.replace("Cty", "Công ty").replace("CĐCS", "Công đoàn cơ sở")
    return short if short in units else name
