"""What "Đến ngày" means in a list: the last day on which a post was held, or the first on which it was not.

Lists are written both ways. The rows tell: whoever took a post over began on the very day that stands there, or on the
day after it. Where they do not tell, the house's own way is taken: the first day no longer held.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from nongcot.intake.kinds import OfficerRow
from nongcot.kernel.text import fold

_ONE = timedelta(days=1)
_LEFT = re.compile(r"\b(?:thoi|mien nhiem|nghi|roi)\b")
_LEAST = 3  # successions on the next day, before they are believed
_MUCH = 4  # times as many as successions on the same day


def says_first_day(head: str) -> bool:
    """Whether the header itself says that the post is left on that day: "Thôi giữ chức từ ngày", "Ngày miễn nhiệm"."""
    return bool(_LEFT.search(fold(head)))


@dataclass(slots=True)
class Ends:
    """The officers of one table with a column "Đến ngày"; ``dated`` are those whose end that column tells."""

    officers: list[OfficerRow] = field(default_factory=list)
    dated: list[OfficerRow] = field(default_factory=list)
    last_days: bool = False  # a person said so

    def settle(self) -> bool:
        """Whether the table tells last days; then every end becomes the day after, the first no longer held."""
        if not self.last_days and not tells_last_days(self.officers, self.dated):
            return False
        for officer in self.dated:
            after_last(officer)
        return True


def after_last(officer: OfficerRow) -> None:
    """The end of an officer's row, told as the last day held, becomes the first day no longer held."""
    if officer.to_day is not None and officer.to_day < date.max:
        officer.to_day += _ONE


def tells_last_days(officers: Iterable[OfficerRow], dated: Iterable[OfficerRow]) -> bool:
    """Whether successors began on the day after, and hardly ever on the day itself."""
    begun: dict[Any, set[date]] = defaultdict(set)
    for officer in officers:
        if officer.from_day is not None:
            for place in _places(officer):
                begun[place].add(officer.from_day)
    same = following = 0
    for officer in dated:
        end = officer.to_day
        if end is None or end >= date.max or end == officer.from_day:
            continue
        places = list(_places(officer))
        same += any(end in begun[place] for place in places)
        following += any(end + _ONE in begun[place] for place in places)
    return following >= _LEAST and following >= _MUCH * same


def _places(officer: OfficerRow) -> Iterator[tuple[Any, ...]]:
    """The posts in which somebody follows somebody: of one unit and body."""
    unit = officer.unit_code or fold(officer.unit)
    for read in officer.posts:
        yield unit, read.body, read.post, fold(read.body_name) if read.body_name else ""
