"""Many things at once: a square for each, or an area as large as what it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nongcot.infra.documents.charts.drawing import SIZE, Legend, Sheet, fitted, length

_LEAST = 4  # no area is drawn smaller than a quarter of the mean one, so that a finger finds it


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing among many: ``state`` counts in the legend, ``sign`` is a letter or a figure, ``weight`` its size."""

    title: str
    state: int
    sign: str = ""
    weight: int = 1
    href: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a treemap: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float


def tiles(
    items: Sequence[Tile], legend: Sequence[Legend], *, alt: str, width: float = 480, size: float = SIZE, name: str = ""
) -> str:
    """A square for each item, in the order given; squares shrink as the items become many (6 points at the least)."""
    sheet = Sheet(width, alt=alt, name=name, size=size)
    side = next((each for each in (26.0, 20.0, 15.0, 11.0, 8.0) if len(items) * each * each <= width * 300), 6.0)
    across, top = int(width // side), sheet.legend(legend)
    for index, item in enumerate(items):
        x, y = (index % across) * side, top + (index // across) * side
        key = legend[item.state]
        sheet.open(item.href, item.tip or item.title)
        sheet.box(x + 0.7, y + 0.7, side - 1.4, side - 1.4, key.paint)
        if item.sign and side >= 15:
            sheet.words(x + side / 2, y + side * 0.66, item.sign, size=side * 0.46, anchor="middle", on=key.paint)
        sheet.close(item.href)
    return sheet.finish(top + -(-len(items) // across) * side + 1)


def treemap(
    items: Sequence[Tile],
    legend: Sequence[Legend],
    *,
    alt: str,
    width: float = 480,
    height: float = 300,
    size: float = SIZE,
    name: str = "",
) -> str:
    """An area for each item, as large as its weight, the largest first, with its name and sign where they fit."""
    sheet = Sheet(width, alt=alt, name=name, size=size)
    top = sheet.legend(legend)
    ordered = sorted(items, key=lambda item: -item.weight)
    least = sum(item.weight for item in items) / max(len(items), 1) / _LEAST
    for item, place in zip(ordered, layout([max(item.weight, least) for item in ordered], width, height), strict=True):
        sheet.open(item.href, item.tip or item.title)
        _area(sheet, item, Place(place.x, place.y + top, place.width, place.height), legend[item.state])
        sheet.close(item.href)
    return sheet.finish(top + height)


def _area(sheet: Sheet, item: Tile, place: Place, key: Legend) -> None:
    size, inner = sheet.size, place.width - sheet.size
    sheet.box(place.x + 0.8, place.y + 0.8, place.width - 1.6, place.height - 1.6, key.paint, round_by=2)
    if place.height < size * 1.5 or place.width < length(item.sign, size) + 6:
        return
    x, room = place.x + size * 0.5, int((place.height - size * 0.5) // (size * 1.2)) - 1
    lines = fitted(item.title, inner * 0.93, size, most=min(room, 3)) if room > 0 and inner > size * 3 else []
    if any(length(line, size) > inner + size * 0.4 for line in lines):
        lines = []  # a word of the name is longer than the place is wide
    for number, each in enumerate(lines):
        sheet.words(x, place.y + size * (1.35 + 1.2 * number), each, on=key.paint)
    if lines or room <= 0:
        sheet.words(x, place.y + size * (1.35 + 1.25 * len(lines)), item.sign, bold=True, on=key.paint)
    else:
        middle = place.x + place.width / 2, place.y + place.height / 2 + size * 0.35
        sheet.words(*middle, item.sign, anchor="middle", bold=True, on=key.paint)


def layout(weights: Sequence[float], width: float, height: float) -> list[Place]:
    """Places for ``weights`` (none 0, the largest first) that fill the field and are as square as can be.

    The squarified treemap of Bruls, Huizing and van Wijk (2000): rows along the shorter side, each closed as soon as
    one more would make it less square.
    """
    scale = width * height / (sum(weights) or 1)
    left = [weight * scale for weight in weights]
    places: list[Place] = []
    x, y, wide, high = 0.0, 0.0, width, height
    while left:
        side = min(wide, high)
        row = 1
        while row < len(left) and _worst(left[: row + 1], side) <= _worst(left[:row], side):
            row += 1
        thick = sum(left[:row]) / side if side else 0.0
        at = 0.0
        for area in left[:row]:
            long = area / thick if thick else 0.0
            lying = wide >= high
            places.append(Place(x, y + at, thick, long) if lying else Place(x + at, y, long, thick))
            at += long
        if wide >= high:
            x, wide = x + thick, wide - thick
        else:
            y, high = y + thick, high - thick
        left = left[row:]
    return places


def _worst(row: Sequence[float], side: float) -> float:
    """The worst proportion of long to short side in a row of areas along ``side``."""
    whole = sum(row)
    if not whole or not side:
        return 0.0
    return max(side * side * max(row) / (whole * whole), whole * whole / (side * side * min(row)))
