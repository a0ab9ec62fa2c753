"""What the lines above and between the rows say about them: the union, its superior, the body, the term, the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nongcot.intake.recognise.lines import (
    Line,
    LineKind,
    inside_union,
    is_superior_name,
    name_of_group,
    read_line,
    strip_numbering,
)
from nongcot.intake.recognise.scan import TitleLine
from nongcot.kernel.text import tidy
from nongcot.people.kinds import BodyKind, Post

_OWN_COMMITTEE = re.compile(
    (
        r"(?:ban\s*chấp\s*hành|bch|ban\s*thường\s*vụ|ủy\s*ban\s*kiểm\s*tra|ubkt|"
        r"cán\s*bộ)\s+(?=(?:công\s*đoàn|cđ)\s+(?:phường|xã|đặc\s*khu|kcn|khu|các\s*k))"
    ),
    re.I,
)


@dataclass(slots=True)
class Context:
    """The facts that hold for the rows below, from the title and from group rows."""

    unit: str | None = None  # from the title, as typed
    group_unit: str | None = None  # from a group row, as typed
    superior: str | None = None
    group_superior: str | None = None
    body: BodyKind | None = None
    body_name: str = ""
    post: Post | None = None
    term: tuple[int, int] | None = None
    group_term: tuple[int, int] | None = None
    as_of: date | None = None
    category: str | None = None  # "Doanh nghiệp FDI" above the unions of that kind
    title: str = ""

    def take_title(self, lines: Iterable[TitleLine]) -> None:
        """A new table begins under these lines. What they do not say stays as it was; the body and post do not."""
        self.body = self.post = self.category = None
        self.body_name = ""
        unit = superior = own = None
        labelled = ended = False
        for line in _inside_union([read_line(found.text) for found in lines], bool(self.unit)):
            ended = ended or line.kind in (LineKind.SIGNATURE, LineKind.TOTAL)
            self.as_of = line.as_of or self.as_of
            self.term = line.term or self.term
            self._take_body(line)
            self.post = (None if ended else line.post) or self.post
            if line.unit and not (unit and labelled):
                has_label = ":" in line.text
                if unit is None or has_label:
                    unit, labelled = line.unit, has_label
            superior = line.superior or superior
            own = _own_committee(line.text) or own
            if not self.title and line.kind in (LineKind.OTHER, LineKind.SECTION) and _is_heading(line.text):
                self.title = tidy(line.text)
        self.superior = superior or self.superior
        if unit or own:
            self.unit, self.group_unit, self.group_term = unit or own, None, None

    def inside(self, line: Line) -> Line:
        """The line as it reads here: below a union's name a group is one of its bodies."""
        return inside_union(line) if self.unit or self.group_unit else line

    def take_line(self, line: Line, before_data: bool, officers: bool) -> None:
        """A line between rows."""
        self.as_of = line.as_of or self.as_of
        if line.kind is LineKind.UNIT:
            self.group_unit, self.group_term = line.unit, line.term
            self.body, self.body_name, self.post = line.body, "", None
        elif line.kind is LineKind.SUPERIOR:
            self._take_superior(line, before_data and officers)
        elif line.kind is LineKind.SECTION:
            self.body, self.body_name, self.post = line.body, name_of_group(line.text), line.post
            self.group_term = line.term or self.group_term
        elif line.kind is LineKind.CATEGORY:
            self.category = strip_numbering(line.text)[0]
        elif line.kind is LineKind.OTHER:
            self._take_body(line)
            self.group_term = line.term or self.group_term

    def _take_body(self, line: Line) -> None:
        if line.body:
            self.body, self.body_name = line.body, name_of_group(line.text)

    def _take_superior(self, line: Line, own_rows: bool) -> None:
        self.body, self.body_name, self.post, self.group_term = line.body, "", None, line.term
        if own_rows:
            self.group_unit = line.superior
        else:
            self.group_superior, self.group_unit = line.superior, None

    def superior_of(self, unit: str) -> str | None:
        """The superior named above, unless the unit is itself that superior."""
        found = self.group_superior or self.superior
        return None if found is None or found == unit or (is_superior_name(unit) and is_superior_name(found)) else found


def _inside_union(lines: list[Line], known: bool) -> list[Line]:
    """Title lines; the name of a group beside or below that of its union is no unit."""
    inside = [inside_union(line) for line in lines]
    return inside if known or any(line.unit for line in inside) else lines


def _is_heading(text: str) -> bool:
    return text.isupper() and len(text) > 8 and not re.match(r"\s*(?:CỘNG HÒA|CỘNG HOÀ|ĐỘC LẬP|MẪU|PHỤ LỤC)", text)


def _own_committee(text: str) -> str | None:
    """ "DANH SÁCH BAN CHẤP HÀNH CÔNG ĐOÀN PHƯỜNG AN PHÚ": the superior union's own committee."""
    found = _OWN_COMMITTEE.search(text)
    if not found:
        return None
    rest = re.split(r"[,;(\-–]|\bnhiệm\b|\bNHIỆM\b|\bkhóa\b|\bKHÓA\b", text[found.end() :])[0]
    return tidy(rest).strip(" .") or None
