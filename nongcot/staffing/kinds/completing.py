"""What a case of completing a committee (kiện toàn) is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from nongcot.people.kinds import GRASSROOTS_KINDS, SUPERIOR_KINDS, BodyKind, Mandate, Post, UnitKind
from nongcot.regulations import Calendar, Value


class Step(StrEnum):
    """The steps the house knows; a rule may name others, which are shown by their own words."""

    PROPOSAL = "proposal"  # đề nghị cấp trên
    CONSENT = "consent"  # cấp trên đồng ý
    PUBLICATION = "publication"  # công bố
    ELECTION = "election"  # bầu bổ sung tại Ban Chấp hành
    DESIGNATION = "designation"  # cấp trên chỉ định
    MINUTES = "minutes"
    FILE = "file"  # gửi hồ sơ đề nghị công nhận
    RECOGNITION = "recognition"
    ENTRY = "entry"  # ghi vào danh sách: always the last


class ActsHere(StrEnum):
    """Who does a step."""

    UNIT = "unit"
    ABOVE = "above"


class CaseEnd(StrEnum):
    """How a case ended."""

    COMPLETED = "completed"  # somebody sits in the seat
    NOT_VACANT = "not_vacant"  # no seat is empty any more, though nobody was recorded in it
    FELL_AWAY = "fell_away"  # the rule changed (formerly the end of the unit too)
    UNIT_ENDED = "unit_ended"
    DROPPED = "dropped"  # by hand, with a reason


WAYS = (Mandate.BY_ELECTION, Mandate.APPOINTED)


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of a unit's body. Of the executive committee's members any seat counts."""

    body: BodyKind
    post: Post

    @property
    def key(self) -> str:
        return f"{self.body}:{self.post}"


_CHAIR = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.CHAIR)
_MEMBER = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.MEMBER)
_INSPECTION = Seat(BodyKind.INSPECTION_COMMITTEE, Post.HEAD)
# The duties that a case answers, and the seat each is about.
SEAT_OF_DUTY: dict[str, Seat] = {
    "committee.no_chair": _CHAIR,
    "committee.vacant_seats": _MEMBER,
    "committee.below_minimum": _MEMBER,
    "inspection.missing": _INSPECTION,
}
CODES_OF_SEAT: dict[Seat, tuple[str, ...]] = {
    seat: tuple(code for code, other in SEAT_OF_DUTY.items() if other == seat) for seat in set(SEAT_OF_DUTY.values())
}
# The seats a case may be opened for by hand.
SEATS: tuple[Seat, ...] = (
    _CHAIR,
    Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.VICE_CHAIR),
    _MEMBER,
    Seat(BodyKind.STANDING_COMMITTEE, Post.MEMBER),
    _INSPECTION,
    Seat(BodyKind.INSPECTION_COMMITTEE, Post.DEPUTY_HEAD),
    Seat(BodyKind.INSPECTION_COMMITTEE, Post.MEMBER),
)


def level_of(kind: str) -> str:
    """The key of the rules of steps for a kind of unit."""
    if kind in SUPERIOR_KINDS:
        return "superior"
    return "grassroots" if kind in GRASSROOTS_KINDS or kind not in set(UnitKind) else "inner"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of the plan: who does it, in how many days (None: no document and no own deadline), and from which
    rule each comes."""

    step: str
    who: ActsHere
    days: int | None
    working: bool
    rule: Value | None
    clock: Value | None
    calendar: Calendar | None = field(default=None, compare=False, repr=False)
