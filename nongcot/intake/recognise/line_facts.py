"""What a line above the rows tells of its union in figures: "Tổng số đoàn viên: 1.250; trong đó nữ: 380",
"(Đại hội bầu 05 ủy viên BCH)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nongcot.kernel.text import tidy

_NUMBER = r"(\d{1,3}(?:[.,]\d{3})+|\d{1,6})(?![\d/.-]*\d)"
_OF = r"(?:đoàn\s*viên|đv)(?:\s*(?:công\s*đoàn|hiện\s*có|hiện\s*nay|cđ))?"
_MEMBERS = re.compile(rf"(?:\b{_OF}\s*(?:là|có)?\s*[:=]?\s*{_NUMBER}|\b{_NUMBER}\s*(?:đoàn\s*viên|đv)\b)", re.I)
_WOMEN = re.compile(rf"\bnữ\s*(?:là|có)?\s*[:=]?\s*{_NUMBER}", re.I)
_DECIDED = r"(?:đại\s*hội|đh|quyết\s*định|ấn\s*định)"
_SEATS = re.compile(
    rf"{_DECIDED}[^.;]{{0,40}}?\b(\d{{1,2}})\s*(?:đ/c\s*|đồng\s*chí\s*)?(?:ủy\s*viên|uỷ\s*viên|uv)"
    rf"|số\s*lượng\s*(?:ủy\s*viên|uỷ\s*viên|uv)[^.;\d]{{0,60}}?[:=]?\s*(\d{{1,2}})\b(?!\s*[./-]\s*\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class LineFacts:
    members: int | None = None
    women: int | None = None
    seats_fixed: int | None = None

    def __bool__(self) -> bool:
        return self.members is not None or self.seats_fixed is not None


@lru_cache(maxsize=2048)
def line_facts(text: str) -> LineFacts:
    """The members and the seats that the congress fixed, where the line says them plainly.

    How many sit on a committee ("BCH: 5 đ/c") is not what the congress fixed.
    """
    if not any(c.isdigit() for c in text) or len(text) > 300:
        return LineFacts()
    line = tidy(text)
    members, seats = _MEMBERS.search(line), _SEATS.search(line)
    women = _WOMEN.search(line) if members else None
    return LineFacts(_whole(members), _whole(women), _whole(seats) or None)


def _whole(found: re.Match[str] | None) -> int | None:
    written = next((group for group in found.groups() if group), None) if found else None
    return int(re.sub(r"\D", "", written)) if written else None
