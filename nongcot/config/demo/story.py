"""The whole story of the sample province: what stands above, the unions and their years, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from nongcot.config.demo import firms, places, terms
from nongcot.config.demo.committees import Committees, Composition, Sitting, Workplace
from nongcot.config.demo.firms import Institution
from nongcot.config.demo.invent import Inventor
from nongcot.config.demo.roster import Roster
from nongcot.config.demo.terms import Course, TermPlan
from nongcot.config.demo.tree import Site, Tree, grow
from nongcot.config.demo.troubles import QUOTAS, Troubles
from nongcot.config.demo.unions import ALIVE, Employer, Unions
from nongcot.people.kinds import BodyKind, EndReason, Post, UnitEnd
from nongcot.people.models import Person, PostHeld, Unit

EARLIEST = date(2026, 1, 1)  # before that the story of 2025 has no end
_COURSES = ((Course.RERUN, 64.0), (Course.EXTENDED, 26.0), (Course.OLDER, 5.0))
_UNMOVED, _REPLACED = 4, 4
_STAFF_JOBS = ("Cán bộ công đoàn chuyên trách", "Chuyên viên công đoàn")


@dataclass(slots=True)
class Story:
    """The finished roster and the unions worth showing."""

    roster: Roster
    tree: Tree
    sittings: list[Sitting] = field(default_factory=list)
    replaced: list[Unit] = field(default_factory=list)  # most of the committee was replaced in 2024
    troubled: set[int] = field(default_factory=set)  # ids of units with something wrong


def tell(*, seed: int, day: date, unions: int = ALIVE) -> Story:
    """The sample province as of ``day``: unsaved rows. One seed and day give one province.

    ``unions`` is the number of grassroots unions alive today, without those left alive by mistake.

    Raises:
        ValueError: ``day`` lies before 2026, in the middle of the story.
    """
    if day < EARLIEST:
        raise ValueError(f"the sample province begins on {EARLIEST}")
    return _Teller(seed, day, unions).tell()


class _Teller:
    def __init__(self, seed: int, day: date, unions: int) -> None:
        self.day, self.size = day, unions
        self.roster, self.inventor = Roster(), Inventor(seed, day)
        self.committees = Committees(self.roster, self.inventor)
        self.troubles = Troubles(self.roster, self.inventor, self.committees)
        self.tree = grow(self.roster)
        self.unions = Unions(self.roster, self.inventor, self.tree)
        self.story = Story(self.roster, self.tree)
        self.unmoved = 0

    def tell(self) -> Story:
        for employer, site, began_on in self._employers():
            self._alive(employer, site, began_on)
        self._left_alive_by_mistake()
        self._ended_in_2025()
        self._ended_otherwise()
        self._above()
        self._go_wrong()
        return self.story

    # Grassroots

    def _employers(self) -> Iterator[tuple[Employer, Site, date]]:
        """400 employers of today: four in five enterprises, as in an industrial province."""
        unions, long_ago = self.unions, (date(1996, 3, 1), date(2016, 10, 1))
        state = list(unions.state_firms(self.tree.sites))
        for employer, site in state:
            yield employer, site, self.inventor.between(date(1985, 1, 5), date(2008, 1, 5))
        shares: tuple[tuple[Sequence[Institution], int], ...] = (
            (firms.ALIVE_PUBLIC, self.size * 34 // ALIVE),
            (firms.ALIVE_PRIVATE, self.size * 28 // ALIVE),
            (firms.SYNDICATES, self.size * 9 // ALIVE),
        )
        for patterns, number in shares:
            for place in range(number):
                employer, site = unions.institution(patterns[place % len(patterns)])
                yield employer, site, self.inventor.between(*long_ago)
        for _ in range(self.size - len(state) - sum(number for _, number in shares)):
            site = unions.site()
            yield unions.enterprise(site), site, unions.began()

    def _alive(self, employer: Employer, site: Site, began_on: date) -> None:
        place = self.unions.found(employer, site, began_on)
        course = self.inventor.weighted(_COURSES)
        number = len(self.story.sittings)
        odd: set[int] = self.story.troubled
        composition = Composition()
        if number % 29 == 11:
            course = Course.ENDED
        elif number % 34 == 17:
            course = Course.ENDING
        elif number % 30 == 7 and place.members >= 30:
            composition.no_inspection = True
        elif number % 9 == 2 and len(self.story.replaced) < _REPLACED and place.members >= 50 and began_on.year < 2022:
            composition.replaced_in = 2024
            course = Course.RERUN
            self.story.replaced.append(place.unit)
            odd.add(id(place.unit))
        elif number % 9 == 4 and self.unmoved < _UNMOVED and self._forget_to_move(place.unit):
            self.unmoved += 1
            odd.add(id(place.unit))
        if course in (Course.ENDED, Course.ENDING) or composition.no_inspection:
            odd.add(id(place.unit))
        plans = terms.plan(course, self.inventor, began_on, self.day)
        self.story.sittings.append(self.committees.tell(place, plans, composition))

    def _forget_to_move(self, unit: Unit) -> bool:
        """The union still stands under the district federation that is no more."""
        rows = [row for row in self.roster.placements if row.unit is unit]
        if not any(rows[0].superior is district for district in self.tree.districts):
            return False
        rows[0].to_day = None
        self.roster.placements = [row for row in self.roster.placements if row.unit is not unit or row is rows[0]]
        return True

    def _left_alive_by_mistake(self) -> None:
        """Kinds that ended in 2025, and nobody recorded it: the terms ran on."""
        patterns = (*firms.SCHOOLS[:3], *firms.AGENCIES[:3], firms.ARMED_FORCES[0])
        for pattern in patterns:
            place = self.unions.found(*self.unions.institution(pattern), date(1998, 9, 5))
            plans = terms.plan(Course.EXTENDED, self.inventor, date(1998, 9, 5), self.day)[:2]
            self.story.troubled.add(id(place.unit))
            self.committees.tell(place, plans)

    def _ended_in_2025(self) -> None:
        """Unions of agencies, armed forces and schools paid from the budget ended by 15 June 2025."""
        for patterns, number in ((firms.SCHOOLS, 64), (firms.AGENCIES, 38), (firms.ARMED_FORCES, 5)):
            for turn in range(number):
                end = self.inventor.between(date(2025, 6, 2), places.ENDED_BY)
                employer, site = self.unions.institution(patterns[turn % len(patterns)])
                self._past(employer, site, date(1994, 5, 4), end, reason=UnitEnd.ENDED_2025)

    def _ended_otherwise(self) -> None:
        """Firms closed, or their unions merged into another union nearby."""
        for turn in range(16):
            site = self.unions.site()
            employer = self.unions.enterprise(site)
            end = self.inventor.between(date(2022, 2, 1), self.day - timedelta(days=30))
            began_on = self.inventor.between(date(2005, 1, 5), date(2018, 1, 5))
            successor = self.inventor.pick(self.story.sittings).place.unit if turn % 3 == 0 else None
            reason = UnitEnd.MERGED if successor else UnitEnd.DISSOLVED
            self._past(employer, site, began_on, end, reason=reason, successor=successor)

    def _past(
        self,
        employer: Employer,
        site: Site,
        began_on: date,
        end: date,
        *,
        reason: UnitEnd,
        successor: Unit | None = None,
    ) -> None:
        place = self.unions.found(employer, site, began_on, end=end)
        plans = [p for p in terms.plan(Course.EXTENDED, self.inventor, began_on, self.day) if p.start < end][-2:]
        plans[-1].real_end = plans[-1].extended_to = plans[-1].extended_on = None
        first_post = len(self.roster.posts)
        self.committees.tell(place, plans)
        self._end_posts(self.roster.posts[first_post:], end)
        self.roster.end(place.unit, end, reason, *((successor,) if successor else ()))

    def _end_posts(self, rows: list[PostHeld], end: date) -> None:
        for held in rows:
            if held.to_day is None or held.to_day > end:
                if held.from_day and held.from_day >= end:
                    held.from_day = end - timedelta(days=30)
                self.committees.leave(held, end, EndReason.UNIT_ENDED)

    # Above the grassroots

    def _above(self) -> None:
        """Committees of the superiors: full-time staff, and chairs of the unions below."""
        for district in self.tree.districts + self.tree.officials:
            self._past_superior(district, 15, district.ended_on or places.REFORM)
        self._past_superior(self.tree.zones[1], 13, places.REFORM)
        self._past_superior(self.tree.old_provinces[1], 27, places.REFORM)
        for commune in self.tree.communes:
            self._superior(commune, 13, terms.appointed(commune.began_on or places.REFORM, self.inventor))
        self._superior(self.tree.zones[0], 15, self._superior_terms())
        self._superior(self.tree.province, 31, self._superior_terms())

    def _superior_terms(self) -> list[TermPlan]:
        old = terms.TermPlan(date(2018, 3, 20), date(2023, 3, 20), date(2023, 9, 14))
        middle = terms.TermPlan(date(2023, 9, 14), date(2028, 9, 14), places.REFORM)
        return [old, middle, *terms.appointed(places.REFORM, self.inventor)]

    def _staff(self, unit: Unit) -> Workplace:
        """A workplace of full-time officers; as large as an inspection committee of five, without groups."""
        return Workplace(unit, 0, 0, _STAFF_JOBS, unit.name, (), places.decision_suffix("Liên đoàn"), party=0.9)

    def _superior(self, unit: Unit, seats: int, plans: list[TermPlan]) -> None:
        chairs = self._chairs_below(unit)
        outside = (lambda: chairs.pop() if chairs else None) if unit is not self.tree.province else None
        self._form(unit, seats, plans, outside)

    def _past_superior(self, unit: Unit, seats: int, end: date) -> None:
        plans = self._superior_terms()[:2]
        plans[-1].real_end = None
        first_post = len(self.roster.posts)
        self._form(unit, seats, plans, None)
        self._end_posts(self.roster.posts[first_post:], end)

    def _form(
        self, unit: Unit, seats: int, plans: list[TermPlan], outside: Callable[[], Person | None] | None
    ) -> Sitting:
        place = self._staff(unit)
        composition = Composition(seats=seats, outside=outside)
        sitting = self.committees.tell(place, plans, composition)
        body = self.committees.body(unit, BodyKind.INSPECTION_COMMITTEE)
        people = [(outside() if outside else None) or self.committees.newcomer(place, sitting.start) for _ in range(3)]
        inspectors = [sitting.members[0].person, *people]
        for number, person in enumerate(inspectors):
            post = Post.HEAD if number == 0 else Post.DEPUTY_HEAD if number == 1 else Post.MEMBER
            self.roster.add_post(person, body, post, sitting.start, mandate=plans[-1].mandate)
        return sitting

    def _chairs_below(self, unit: Unit) -> list[Person]:
        """Chairs of the unions below, then their vice chairs: who may sit on the superior's committees."""
        below = {id(row.unit) for row in self.roster.placements if row.superior is unit and row.to_day is None}
        sittings = [s for s in self.story.sittings if id(s.place.unit) in below and s.chair.to_day is None]
        chairs = [s.chair.person for s in sittings]
        return [*chairs, *(held.person for s in sittings for held in s.vices)][:30][::-1]

    # What goes wrong

    def _go_wrong(self) -> None:
        """Each trouble comes to as many unions as its quota says; now and then two at one union."""
        of_2024 = {id(unit) for unit in self.story.replaced}
        order = [sitting for sitting in self.story.sittings if id(sitting.place.unit) not in of_2024]
        self.inventor.rng.shuffle(order)
        for trouble, quota in QUOTAS:
            left = quota
            for sitting in order:
                if left == 0:
                    break
                unit = id(sitting.place.unit)
                busy = unit in self.story.troubled and not self.inventor.chance(0.04)
                if not busy and trouble(self.troubles, sitting):
                    self.story.troubled.add(unit)
                    left -= 1
