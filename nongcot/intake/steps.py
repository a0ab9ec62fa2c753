"""An import as a conversation in steps: where it stands, and what of it waits for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nongcot.intake.models import Import

SEND, READ, UNDERSTOOD, PROBLEMS, PERSONS, CHANGES, WRITE = range(7)
State = Import.State
# How far an import of each state has come; the rest of the steps is still ahead.
_AT: dict[str, int] = {
    State.READING: READ,
    State.FAILED: READ,
    State.READ: WRITE,
    State.STOPPED: WRITE,
    State.APPLYING: WRITE,
    State.APPLIED: WRITE + 1,
    State.UNDOING: WRITE + 1,
    State.UNDONE: WRITE + 1,
    State.DROPPED: READ,
}
_PARTS = {UNDERSTOOD: "hieu", PROBLEMS: "loi", PERSONS: "nguoi", CHANGES: "thay-doi", WRITE: "ghi"}


@dataclass(frozen=True, slots=True)
class Step:
    """``count`` is what waits in the step, 0 for nothing; ``part`` its place on the page, "" where it has none."""

    title: str
    count: int = 0
    part: str = ""
    done: bool = False
    now: bool = False


def steps(imported: Import | None, *, problems: int = 0, pairs: int = 0) -> list[Step]:
    """The steps of ``imported``; without one those of an import that is about to begin."""
    at = _AT[imported.state] if imported else SEND
    shown = imported is not None and imported.state in (State.READ, State.STOPPED) and bool(imported.summary)
    counts = {PROBLEMS: problems, PERSONS: pairs} if shown else {}
    titles = (
        _("Gửi tệp"),
        _("Đọc"),
        _("Đã hiểu"),
        _("Chỗ chưa dùng được"),
        _("Người chưa rõ"),
        _("Thay đổi"),
        _("Ghi"),
    )
    return [
        Step(title, counts.get(n, 0), _PARTS.get(n, "") if shown else "", done=n < at, now=n == at)
        for n, title in enumerate(titles)
    ]


def said(summary: dict[str, Any]) -> str:
    """What was read, as one sentence."""
    sheets = [sheet for sheet in summary.get("sheets", []) if sheet["kind"] != "ignored"]
    rows = {kind: sum(sheet["rows"] for sheet in sheets if sheet["kind"] == kind) for kind in ("officers", "units")}
    told = ngettext("Đã đọc %(n)d trang tính", "Đã đọc %(n)d trang tính", len(sheets)) % {"n": len(sheets)}
    parts = [
        ngettext("%(n)d dòng cán bộ", "%(n)d dòng cán bộ", rows["officers"]) % {"n": rows["officers"]},
        ngettext("%(n)d dòng đơn vị", "%(n)d dòng đơn vị", rows["units"]) % {"n": rows["units"]},
    ]
    found = [part for part, count in zip(parts, rows.values(), strict=True) if count]
    return f"{told}: {', '.join(found)}." if found else f"{told}."
