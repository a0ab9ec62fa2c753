"""What is wrong with about a third of the unions: each check of the duties app finds something real to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from nongcot.config.demo.committees import Committees, Sitting
from nongcot.config.demo.invent import Inventor
from nongcot.config.demo.roster import Roster
from nongcot.kernel.text import fold
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post
from nongcot.people.models import MemberCount, Person, PostHeld

Trouble = Callable[["Troubles", Sitting], bool]


class Troubles:
    """Each verb does one thing to the last term of one union; False when that union does not fit."""

    def __init__(self, roster: Roster, inventor: Inventor, committees: Committees) -> None:
        self.roster, self.inventor, self.committees = roster, inventor, committees

    def _days_ago(self, low: int, high: int, sitting: Sitting) -> int:
        since = (self.inventor.day - sitting.start).days
        return min(self.inventor.rng.randint(low, high), since - 15)

    def chair_left(self, sitting: Sitting) -> bool:
        """The chair left 10 to 200 days ago; in half of the cases the seat, but not the chair, was filled."""
        ago = self._days_ago(10, 200, sitting)
        if ago < 5:
            return False
        left = self.inventor.day - timedelta(days=ago)
        self.committees.leave(sitting.chair, left)
        if ago > 60 and self.inventor.chance(0.5):
            self.committees.fill(sitting, Post.MEMBER, left + timedelta(days=min(ago - 5, 45)))
        return True

    def seats_vacant(self, sitting: Sitting) -> bool:
        """One or two left and nobody followed."""
        ago = self._days_ago(12, 230, sitting)
        if ago < 5 or len(sitting.seats) < 5:
            return False
        for held in sitting.members[: 2 if len(sitting.seats) > 5 and self.inventor.chance(0.4) else 1]:
            self.committees.leave(held, self.inventor.day - timedelta(days=ago))
        return True

    def too_few(self, sitting: Sitting) -> bool:
        """A committee of three of which two are left."""
        ago = self._days_ago(20, 150, sitting)
        if ago < 5 or len(sitting.seats) != 3:
            return False
        self.committees.leave((sitting.members or sitting.vices)[0], self.inventor.day - timedelta(days=ago))
        return True

    def too_many(self, sitting: Sitting) -> bool:
        """The congress fixed and elected more than the guidance allows."""
        if not 700 <= sitting.place.members < 2900:
            return False
        for _ in range(17 - len(sitting.seats)):
            sitting.members.append(self.committees.fill(sitting, Post.MEMBER, sitting.start, mandate=Mandate.CONGRESS))
        sitting.term.seats_fixed = 17
        return True

    def over_fixed(self, sitting: Sitting) -> bool:
        """Somebody was added although no seat was vacant."""
        ago = self._days_ago(20, 200, sitting)
        if ago < 5 or not 5 <= len(sitting.seats) < 15:
            return False
        self.committees.fill(sitting, Post.MEMBER, self.inventor.day - timedelta(days=ago))
        return True

    def standing_of_small(self, sitting: Sitting) -> bool:
        """A standing committee although the executive committee has fewer than nine."""
        if not 5 <= len(sitting.seats) <= 7:
            return False
        body = self.committees.body(sitting.place.unit, BodyKind.STANDING_COMMITTEE)
        for held in sitting.seats[:3]:
            self.roster.add_post(held.person, body, Post.MEMBER, sitting.start)
        return True

    def inspectors_from_committee(self, sitting: Sitting) -> bool:
        """Two of three inspectors sit on the committee they inspect."""
        seated = (
            [held for held in sitting.members if held.person is not sitting.inspection[0].person]
            if sitting.inspection
            else []
        )
        if not seated or len(sitting.inspection) < 3:
            return False
        sitting.inspection[-1].person = seated[0].person
        return True

    def contract_ends(self, sitting: Sitting) -> bool:
        """A labour contract of limited time runs out inside the term."""
        end = sitting.term.planned_end
        if end is None or (end - self.inventor.day).days < 60:
            return False
        for held in sitting.seats[: self.inventor.rng.randint(1, 2)]:
            ahead = self.inventor.rng.randint(9, min(620, (end - self.inventor.day).days - 20))
            held.person.contract_ends_on = self.inventor.day + timedelta(days=ahead)
        return True

    def two_chairs(self, sitting: Sitting) -> bool:
        """A new chair was recorded and nobody wrote down that the old one had left."""
        ago = self._days_ago(15, 120, sitting)
        if ago < 5 or not sitting.vices:
            return False
        day = self.inventor.day - timedelta(days=ago)
        self.committees.fill(sitting, Post.CHAIR, day, sitting.vices[0].person)
        return True

    def two_leaders(self, sitting: Sitting) -> bool:
        """Two leaders of one group on one day."""
        ago = self._days_ago(15, 120, sitting)
        if ago < 5 or not sitting.leaders:
            return False
        held = sitting.leaders[0]
        start = max(held.from_day or sitting.start, self.inventor.day - timedelta(days=ago))
        self.roster.add_post(self.committees.newcomer(sitting.place, start), held.body, Post.GROUP_LEADER, start)
        return True

    def written_twice(self, sitting: Sitting) -> bool:
        """An earlier list wrote one officer differently: two records for one person."""
        unit = sitting.place.unit
        now = {id(held.person): held.person for held in sitting.seats}
        earlier = [p for p in self.roster.posts if p.unit is unit and id(p.person) in now and p.to_day is not None]
        if not earlier:
            return False
        person = earlier[0].person
        double = self._double(person)
        self.roster.persons.append(double)
        for held in earlier:
            if held.person is person and held.to_day != self.inventor.day:
                held.person = double
        return True

    def _double(self, person: Person) -> Person:
        double = Person(name=_other_tone(person.name), search_key=fold(person.name), sort_key=person.sort_key)
        double.sex, double.employer, double.job = person.sex, person.employer, person.job
        double.born, double.phone, double.education = person.born, person.phone, ""
        if self.inventor.chance(0.5):
            double.citizen_sealed, double.citizen_index = person.citizen_sealed, person.citizen_index
            double.citizen_last4 = person.citizen_last4
            double.phone, double.born = "", person.born[:4]
        return double

    def shrunk(self, sitting: Sitting) -> bool:
        """Orders are gone, three or four members are left."""
        if sitting.place.members > 16:
            return False
        members = self.inventor.rng.randint(3, 4)
        day = self.inventor.day - timedelta(days=self.inventor.rng.randint(20, 90))
        source = "Báo cáo của công đoàn cơ sở"
        self.roster.counts.append(
            MemberCount(unit=sitting.place.unit, day=day, members=members, women=members // 2, source=source)
        )
        for held in sitting.members + sitting.vices:
            self.committees.leave(held, day, EndReason.TRANSFERRED)
        sitting.term.seats_fixed = 1
        return True

    def data_missing(self, sitting: Sitting) -> bool:
        """One of the usual gaps of the lists that come in."""
        gap = self.inventor.pick(("members", "seats", "officers", "officers", "sector", "term"))
        unit = sitting.place.unit
        if gap == "members":
            self.roster.counts[:] = [row for row in self.roster.counts if row.unit is not unit]
        elif gap == "seats":
            sitting.term.seats_fixed = None
        elif gap == "sector" and unit.kind == "enterprise":
            unit.sector = ""
        elif gap == "term" and not self._has_extension(sitting):
            sitting.term.planned_end = None
        else:
            self._forget(sitting.seats + sitting.inspection)
        return True

    def _has_extension(self, sitting: Sitting) -> bool:
        return any(row.term is sitting.term for row in self.roster.extensions)

    def _forget(self, rows: list[PostHeld]) -> None:
        for held in rows[: self.inventor.rng.randint(2, 5)]:
            held.person.born = held.person.born[:4] if self.inventor.chance(0.4) else ""
            held.person.phone = ""
            if self.inventor.chance(0.5):
                held.person.citizen_sealed, held.person.citizen_index, held.person.citizen_last4 = None, "", ""


_TONES = {"òa": "oà", "óa": "oá", "ùy": "uỳ", "úy": "uý", "ỏa": "oả", "ủy": "uỷ"}


def _other_tone(name: str) -> str:
    """The name with the tone mark at the other place, or in capitals where it has no such syllable."""
    for one, other in _TONES.items():
        if one in name:
            return name.replace(one, other)
    return name.upper()


# How many of 400 unions have each trouble. Ended and ending terms, unmoved unions and ended kinds come elsewhere.
QUOTAS: tuple[tuple[Trouble, int], ...] = (
    (Troubles.too_many, 3),
    (Troubles.shrunk, 4),
    (Troubles.too_few, 6),
    (Troubles.standing_of_small, 4),
    (Troubles.inspectors_from_committee, 6),
    (Troubles.two_chairs, 3),
    (Troubles.two_leaders, 2),
    (Troubles.written_twice, 6),
    (Troubles.over_fixed, 5),
    (Troubles.chair_left, 15),
    (Troubles.seats_vacant, 20),
    (Troubles.contract_ends, 14),
    (Troubles.data_missing, 22),
)
