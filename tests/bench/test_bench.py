"""The benchmark itself works end to end on a few rows; what it measures is nobody's test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench import measure
from bench.measure import Measured
from bench.province import TABLES, Scale
from bench.report import Line, as_markdown, as_table
from bench.run import main

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.skipif(
    "NONGCOT_DATABASE_URL" in os.environ, reason="it brings its own databases: the run on SQLite has done the very same"
)
def test_it_measures_a_few_rows_of_everything_and_writes_the_table(tmp_path: Path) -> None:
    out = tmp_path / "RESULTS.md"
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "bench", "--small", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]
    works = [row.split("|")[1].strip() for row in out.read_text().splitlines() if row.startswith("| ")][2:]
    assert works[0] == "import 360 rows x 20 columns, SQLite"
    assert works[1].startswith("reorganisation of 64 units")
    assert works[2].startswith("reorganisation of 65 units killed (-9)")
    assert works[3] == "duties from nothing, 60 unions, 720 officers, SQLite"
    assert len(works) == 25
    assert works[-2].startswith("CSV of the list")
    assert works[-1].startswith("XLSX of the list")
    assert " duties opened" in done.stdout


def test_nothing_asked_for_measures_nothing(tmp_path: Path) -> None:
    assert main(["--small", "--only", "none", "--out", str(tmp_path / "R.md")]) == 0
    assert (tmp_path / "R.md").read_text().count("\n| ") == 2


def test_the_median_keeps_the_largest_memory_of_all_runs() -> None:
    runs = [Measured(3.0, 2.5, 10.0, {"n": 3}), Measured(1.0, 0.5, 90.0, {"n": 1}), Measured(2.0, 1.5, 20.0, {"n": 2})]
    assert measure.median(runs) == Measured(2.0, 1.5, 90.0, {"n": 2})


def test_every_row_has_a_value_for_every_column() -> None:
    scale = Scale(2, 6, 40, 400)
    for table, columns, rows in TABLES:
        widths = {len(row) for row in rows(scale)}
        assert widths == {len(columns.split())}, table


def test_a_province_has_as_many_officers_as_asked_for() -> None:
    scale = Scale(1, 60, 5_000, 60_000)
    assert abs(sum(scale.size_of(union) for union in range(scale.unions)) - scale.officers) < 600


def test_a_budget_that_is_not_kept_says_so() -> None:
    line = Line("import", "1.00 s", "9.00 s", 9.0, "3x", 12.4, kept=False, note="")
    assert "9.0x" in as_table([line])
    assert "| import | 1.00 s | 9.00 s | 9.0x | 3x | 12 MB | NO |  |" in as_markdown([line], 3)
