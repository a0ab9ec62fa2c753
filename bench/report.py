"""The table of a run, on the console and as Markdown."""

from __future__ import annotations

import os
import platform
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from nongcot.kernel import clock

HEADS = ("work", "floor", "ours", "ratio", "budget", "peak", "kept", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One measured budget. ``peak`` is the process's largest memory in MB."""

    work: str
    floor: str
    ours: str
    ratio: float | None
    budget: str
    peak: float | None
    kept: bool
    note: str

    def cells(self) -> tuple[str, ...]:
        return (
            self.work,
            self.floor or "-",
            self.ours,
            "-" if self.ratio is None else f"{self.ratio:.1f}x",
            self.budget,
            "-" if self.peak is None else f"{self.peak:.0f} MB",
            "yes" if self.kept else "NO",
            self.note,
        )


def as_table(lines: list[Line]) -> str:
    """Columns padded with spaces."""
    rows = [HEADS, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def as_markdown(lines: list[Line], repeat: int) -> str:
    """The file bench/RESULTS.md: machine, date, table."""
    table = [
        _markdown_row(HEADS),
        _markdown_row(("---",) * len(HEADS)),
        *(_markdown_row(line.cells()) for line in lines),
    ]
    return "\n".join(
        [
            "# Last figures of `make bench`",
            "",
            f"{clock.today():%Y-%m-%d}, {machine()}.",
            f"SQLite figures are the median of {repeat}, floor and ours in turn; those of PostgreSQL are one run.",
            "The floor is the bare library or database doing only the unavoidable part (see `bench/steps.py`).",
            "",
            *table,
            "",
        ]
    )


def _markdown_row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def machine() -> str:
    """Processor, cores, memory and versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    python = platform.python_version()
    return f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {python}, SQLite {sqlite3.sqlite_version}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()
