"""What kept figures have in common: how they are written down, for how long they are shown, what a page is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError

from nongcot.insight.kinds import SENSITIVE, Figures
from nongcot.kernel import clock

SHAPE = 2
LONGEST_BEHIND = timedelta(minutes=15)
LONGEST_KEPT = timedelta(hours=1)  # then they are made anew, whether a change was noted or not
REST = 20  # times as long as the making took: the worker has other things to do
_ADAPTER = TypeAdapter(Figures)


@dataclass(frozen=True, slots=True)
class Told:
    """Figures for a page: ``made_at`` None where they were counted just now, ``behind`` where facts changed since."""

    figures: Figures
    made_at: datetime | None = None
    behind: bool = False


def written(found: Figures) -> dict[str, Any]:
    return {"shape": SHAPE, "figures": _ADAPTER.dump_python(found, mode="json")}


def read(kept: dict[str, Any] | None) -> Figures | None:
    """The kept figures; None where there are none yet, or another version of the program made them."""
    if kept is None or kept.get("shape") != SHAPE:
        return None
    try:
        return _ADAPTER.validate_python(kept["figures"])
    except ValidationError:
        return None


def is_too_old(made_at: datetime, *, behind: bool) -> bool:
    """Whether a page counts for itself rather than show these."""
    return clock.now() - made_at > (LONGEST_BEHIND if behind else LONGEST_KEPT + LONGEST_BEHIND)


def has_rested(made_at: datetime, seconds: float) -> bool:
    """Whether what took so long to make may be made anew already."""
    return (clock.now() - made_at).total_seconds() > REST * seconds


def for_reader(found: Figures, *, sensitive: bool) -> Figures:
    """What a reader may know of figures that were counted for everybody who sees the unit."""
    if sensitive:
        return found
    rows = [row for row in found.officers.make_up if row.key not in SENSITIVE]
    return replace(found, officers=replace(found.officers, make_up=rows))
