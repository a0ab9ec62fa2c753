"""Measures the budgets, prints a table: ``python -m bench [--small] [--national] [--only import,duties] [--out PATH]``.

Every figure comes with its floor from the same run on the same machine, so that the ratio means the same everywhere.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bench import ballots
from bench.measure import ROOT, Measured, home, median, step
from bench.report import Line, as_markdown, as_table

RESULTS = ROOT / "bench" / "RESULTS.md"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured. ``scale`` and ``nation`` are provinces, communes, unions, officers.

    ``voters`` vote within ``seconds``.
    """

    rows: int
    scale: tuple[int, int, int, int]
    nation: tuple[int, int, int, int]
    repeat: int
    times: int
    redrawn: tuple[int, int, int, int]
    voters: int
    seconds: int


FULL = Sizes(
    100_000, (1, 60, 5_000, 60_000), (34, 3_300, 125_000, 1_200_000), 3, 40, (1, 59, 9_940, 60_000), 3_000, 600
)
KILLED_AT = 65  # per cent of a plan written when its process is killed
SMALL = Sizes(360, (1, 4, 60, 720), (2, 6, 120, 1_200), 1, 3, (1, 4, 60, 720), 40, 10)


def main(arguments: list[str]) -> int:
    """Run what was asked for; gives 0, or 2 when PostgreSQL is wanted and not there."""
    given = _parser().parse_args(arguments)
    sizes = SMALL if given.small else FULL
    everything = {"import", "reorganise", "duties", "pages"} | (set() if given.small else {"ballots"})
    asked = set(given.only.split(",")) if given.only else everything
    lines: list[Line] = []
    try:
        lines.extend(_said(_measured(sizes, asked, national_too=given.national, postgres_too=given.postgres)))
    except NoPostgres as missing:
        print(missing, file=sys.stderr)
        return 2
    finally:
        print(as_table(lines))
    out = given.out or (RESULTS if not given.small and not given.only else None)
    if out:
        out.write_text(as_markdown(lines, sizes.repeat), encoding="utf-8")
        print(out)
    return 0


class NoPostgres(Exception):
    """The country was asked for, and there is no PostgreSQL here; the text says what to install."""


def _measured(sizes: Sizes, asked: set[str], *, national_too: bool, postgres_too: bool) -> Iterator[Line]:
    postgres = _postgres_tool() if national_too or postgres_too else None
    if "import" in asked:
        yield from imports(sizes)
    if "reorganise" in asked:
        yield from reorganisation(sizes)
        if postgres:
            yield from reorganisation_on_postgres(sizes, postgres)
    if asked & {"duties", "pages"}:
        yield from province(sizes, asked)
    if "ballots" in asked:
        yield ballot(sizes)
    if postgres and national_too:
        yield from national(sizes, postgres)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description="Measure the budgets.")
    parser.add_argument("--small", action="store_true", help="a few rows only: whether the benchmark itself works")
    parser.add_argument("--national", action="store_true", help="also the whole country, on a private PostgreSQL")
    parser.add_argument("--postgres", action="store_true", help="the reorganisation also on a private PostgreSQL")
    parser.add_argument(
        "--only", default="", help="import,reorganise,duties,pages,ballots: only these; 'none' for the country alone"
    )
    parser.add_argument("--out", type=Path, help="where the results go instead of bench/RESULTS.md")
    return parser


def _said(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        print(f"{line.work}: {line.ours}", file=sys.stderr, flush=True)
        yield line


# SQLite


def ballot(sizes: Sizes) -> Line:
    """Voters in ten minutes on a served installation whose processes are all killed once: no vote lost, none wrong."""
    with home() as folder:
        found = ballots.run(home=folder, database="", voters=sizes.voters, seconds=sizes.seconds, kills=1)
    return Line(
        f"{sizes.voters:,} voters, the server killed (-9) once, SQLite",
        floor="",
        ours=f"{found.seconds:.0f} s",
        ratio=None,
        budget=f"{sizes.seconds} s, none lost",
        peak=None,
        kept=found.counted == sizes.voters and not found.lost and not found.wrong,
        note=f"counted {found.counted:,}, lost {len(found.lost)}, wrong {len(found.wrong)}; killed {found.killed}, "
        f"{found.tries:,} tries; slowest answer {found.slowest:.2f} s",
    )


def imports(sizes: Sizes) -> Iterator[Line]:
    """A roster of 20 columns into an empty database; at most three times the floor, under 600 MB."""
    with home() as folder:
        empty = folder / "empty"
        step("prepare", folder=empty)
        file = step("workbook", folder=empty, rows=sizes.rows).facts

        runs = [
            (_on_copy(empty, "import_floor", **file), _on_copy(empty, "import_ours", path=file["path"]))
            for _ in range(sizes.repeat)
        ]
    floor, ours = median([run[0] for run in runs]), median([run[1] for run in runs])
    yield Line(
        f"import {sizes.rows:,} rows x {file['columns']} columns, SQLite",
        floor=_seconds(floor.seconds),
        ours=_seconds(ours.seconds),
        ratio=ours.seconds / floor.seconds,
        budget="3x, 600 MB",
        peak=ours.peak_mb,
        kept=ours.seconds <= 3 * floor.seconds and ours.peak_mb < 600,
        note=f"CPU {ours.cpu:.1f} s of ours, "
        f"{floor.cpu:.1f} s of the floor; "
        f"{ours.facts['units']:,} units, {ours.facts['posts']:,} posts; floor needs {floor.peak_mb:.0f} MB",
    )


def reorganisation(sizes: Sizes) -> Iterator[Line]:
    """A plan with a row for every unit, on SQLite: 60 s; killed in the middle it leaves nothing."""
    with home() as folder:
        filled = _filled(folder / "filled", sizes.redrawn)
        floor, ours = _on_copy(filled, "reorganise_floor"), _on_copy(filled, "reorganise_ours")
        killed = _on_copy(filled, "reorganise_killed", percent=KILLED_AT)
    yield _reorganised(floor, ours, sizes, "SQLite")
    yield _killed(killed, "SQLite")


def _killed(killed: Measured, where: str) -> Line:
    facts = killed.facts
    return Line(
        f"reorganisation of {facts['units']:,} units killed (-9) at {KILLED_AT} %, {where}",
        floor="",
        ours="nothing of it is left" if facts["same"] else "rows differ",
        ratio=None,
        budget="all or nothing",
        peak=None,
        kept=facts["killed"] and facts["same"],
        note="every dated row and the reach compared before and after",
    )


def _reorganised(floor: Measured, ours: Measured, sizes: Sizes, where: str) -> Line:
    facts = ours.facts
    return Line(
        f"reorganisation of {sum(sizes.redrawn[1:3]):,} units, {facts['posts']:,} posts, {where}",
        floor=_seconds(floor.seconds),
        ours=_seconds(ours.seconds),
        ratio=ours.seconds / floor.seconds,
        budget="60 s",
        peak=ours.peak_mb,
        kept=ours.seconds <= 60,
        note=f"one transaction, {facts['operations']:,} rows of a plan, {facts['ended']:,} units end; "
        f"looking at it first {facts['look']:.1f} s, taken back whole {facts['taken_back']:.1f} s; "
        f"CPU of all three {ours.cpu:.1f} s",
    )


def province(sizes: Sizes, asked: set[str]) -> Iterator[Line]:
    """All duties of a province from nothing on SQLite: 5 s; then its first pages."""
    _provinces, _communes, unions, officers = sizes.scale
    where = f"{unions:,} unions, {officers:,} officers, SQLite"
    with home() as folder:
        filled = _filled(folder / "filled", sizes.scale)
        if "duties" in asked:
            yield _duties(filled, sizes.repeat, where)
        if "pages" in asked:
            step("duties_ours", folder=filled)
            yield from _page_lines(step("pages", folder=filled, times=sizes.times), f"{officers:,} officers, SQLite")


def _duties(filled: Path, repeat: int, where: str) -> Line:
    runs = []
    for _ in range(repeat):
        ours = _on_copy(filled, "duties_ours")
        runs.append((_on_copy(filled, "duties_floor", duties=ours.facts["opened"]), ours))
    floor, ours = median([run[0] for run in runs]), median([run[1] for run in runs])
    return _duties_line(f"duties from nothing, {where}", floor, ours, 5.0, "5 s")


def _filled(folder: Path, scale: tuple[int, int, int, int]) -> Path:
    step("prepare", folder=folder)
    provinces, communes, unions, officers = scale
    step("generate", folder=folder, provinces=provinces, communes=communes, unions=unions, officers=officers)
    return folder


def _on_copy(filled: Path, name: str, **given: Any) -> Measured:
    copy = filled.parent / name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(filled, copy)
    return step(name, folder=copy, **given)


def _duties_line(work: str, floor: Measured, ours: Measured, limit: float, budget: str) -> Line:
    return Line(
        work,
        floor=_seconds(floor.seconds),
        ours=_seconds(ours.seconds),
        ratio=ours.seconds / floor.seconds,
        budget=budget,
        peak=ours.peak_mb,
        kept=ours.seconds <= limit,
        note=f"{ours.facts['opened']:,} duties opened; unchanged once more: {_seconds(ours.facts['again'])}; "
        f"CPU of both {ours.cpu:.1f} s, of the floor {floor.cpu:.1f} s",
    )


def _page_lines(seen: Measured, where: str) -> Iterator[Line]:
    floor = seen.facts["floor_ms"]
    for name, page in seen.facts["pages"].items():
        yield Line(
            f"page: {name}, {where}",
            floor=f"p95 {floor:.1f} ms",
            ours=f"p95 {page['p95_ms']:.0f} ms",
            ratio=page["p95_ms"] / floor,
            budget="50 ms, 12 queries, 60 kB",
            peak=None,
            kept=page["p95_ms"] <= 50 and page["queries"] <= 12 and page["kb"] <= 60,
            note=f"median {page['median_ms']:.0f} ms, {page['queries']} queries, {page['kb']} kB before compression",
        )
    export = seen.facts["csv"]
    each = export["seconds"] / max(export["rows"], 1)
    yield Line(
        f"CSV of the list, streamed, {where}",
        floor="",
        ours=_seconds(export["seconds"]),
        ratio=None,
        budget="100,000 rows in 3 s",
        peak=seen.peak_mb,
        kept=each * 100_000 <= 3,
        note=f"{export['rows']:,} rows, {each * 100_000:.1f} s for 100,000; first bytes after {export['first']:.2f} s",
    )
    book = seen.facts["xlsx"]
    yield Line(
        f"XLSX of the list, made in the background, {where}",
        floor=_seconds(book["floor"]),
        ours=_seconds(book["seconds"]),
        ratio=book["seconds"] / book["floor"],
        budget="3x",
        peak=None,
        kept=book["seconds"] <= 3 * book["floor"],
        note=f"{book['rows']:,} rows, {book['bytes'] / 1_000_000:.1f} MB; seconds of CPU; "
        f"progress told {book['told']} times",
    )


# PostgreSQL


def national(sizes: Sizes, postgres: ModuleType) -> Iterator[Line]:
    """The whole country: 2 minutes from nothing, 50 ms after one changed fact."""
    provinces, communes, unions, officers = sizes.nation
    where = f"{unions:,} unions, {officers:,} officers, PostgreSQL"
    server = {"shared_buffers": "1GB", "work_mem": "64MB", "maintenance_work_mem": "256MB", "max_wal_size": "4GB"}
    with home() as folder, postgres.cluster(server) as address:
        given = {"folder": folder, "database": address}
        step("prepare", **given)
        made = step("generate", **given, provinces=provinces, communes=communes, unions=unions, officers=officers)
        print(f"generated {sum(made.facts.values()):,} rows in {made.seconds:.0f} s", file=sys.stderr, flush=True)
        ours = step("duties_ours", **given)
        floor = step("duties_floor", **given, duties=ours.facts["opened"])
        yield _duties_line(f"duties from nothing, {where}", floor, ours, 120.0, "2 min")
        change = step("one_change", **given, times=sizes.times)
        alone = step("one_change_floor", **given, times=sizes.times)
        yield Line(
            f"duties after one changed fact, {where}",
            floor=_milliseconds(alone.seconds),
            ours=_milliseconds(change.seconds),
            ratio=change.seconds / alone.seconds,
            budget="50 ms",
            peak=change.peak_mb,
            kept=change.seconds <= 0.05,
            note=f"median of {change.facts['times']}, slowest {_milliseconds(change.facts['slowest'])}",
        )
        seen = step("pages", **given, times=sizes.times)
        yield from _page_lines(seen, f"{officers:,} officers, PostgreSQL")


def reorganisation_on_postgres(sizes: Sizes, postgres: ModuleType) -> Iterator[Line]:
    """The same plan on PostgreSQL: killed first, then carried out over the same rows."""
    with home() as folder, postgres.cluster({"shared_buffers": "256MB"}) as address:
        given = {"folder": folder, "database": address}
        step("prepare", **given)
        provinces, communes, unions, officers = sizes.redrawn
        step("generate", **given, provinces=provinces, communes=communes, unions=unions, officers=officers)
        yield _killed(step("reorganise_killed", **given, percent=KILLED_AT), "PostgreSQL")
        ours = step("reorganise_ours", **given)
        yield _reorganised(step("reorganise_floor", **given), ours, sizes, "PostgreSQL")


def _postgres_tool() -> ModuleType:
    """``tools`` is no package: its private server is loaded by path."""
    spec = importlib.util.spec_from_file_location("nongcot_tools_postgres", ROOT / "tools" / "postgres.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    try:
        tool.programs()
    except tool.NoPostgresError as missing:
        raise NoPostgres(str(missing)) from None
    return tool


def _seconds(value: float) -> str:
    return f"{value:.2f} s"


def _milliseconds(value: float) -> str:
    return f"{value * 1000:.1f} ms"
