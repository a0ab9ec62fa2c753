"""Whole workbooks by a seed: a world, in combined habits, as a file of some format."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.intake.habit_files import in_old_font, to_csv, to_html, to_ods, to_xls, to_xlsx
from tests.intake.habit_layouts import lay_out
from tests.intake.habits import Grid, World, invent

FORMATS = ["xlsx", "xls", "ods", "csv", "html", "tcvn3", "vni"]
_FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times"}


@dataclass
class Made:
    """A file with the facts it holds and the sheets it was made of."""

    world: World
    grids: list[Grid]
    name: str
    data: bytes
    format: str


def workbook(seed: int, format_: str | None = None, layout: str | None = None) -> Made:
    """The workbook of a seed. CSV and HTML hold one sheet; a world laid out in several becomes XLSX."""
    rng = random.Random(seed)  # noqa: S311
    world = invent(rng)
    kind = format_ or rng.choice(["xlsx", "xlsx", *FORMATS])
    old = kind in _FONTS
    grids = lay_out(world, rng, layout, plain=old or kind == "csv", merges=kind in ("xlsx", "xls", "html"))
    if kind in ("csv", "html") and len(grids) > 1:
        kind = "xlsx"
    name, data = _written(rng, kind, grids)
    return Made(world, grids, name, data, kind)


def _written(rng: random.Random, kind: str, grids: list[Grid]) -> tuple[str, bytes]:
    label = grids[0].name
    if kind == "csv":
        encoding = rng.choice(["utf-8-sig", "utf-8", "utf-16", "cp1258"])
        return f"{label}.csv", to_csv(grids[0], rng.choice(",;\t|"), encoding)
    if kind == "html":
        return f"{label}.xls", to_html(grids[0])
    if kind in _FONTS:
        typed = in_old_font(grids, kind)
        for grid, plain in zip(typed, grids, strict=True):
            grid.name = plain.name
        font = _FONTS[kind] if rng.random() < 0.5 else None
        return (
            ("danh sach.xls", to_xls(typed, font)) if rng.random() < 0.6 else ("danh sach.xlsx", to_xlsx(typed, font))
        )
    return f"danh sach.{kind}", {"xlsx": to_xlsx, "xls": to_xls, "ods": to_ods}[kind](grids)
