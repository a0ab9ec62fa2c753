"""Who sat on which committee in which term: elected at congresses, replaced in between, led in groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from nongcot.config.demo import sizes
from nongcot.config.demo.invent import Inventor
from nongcot.config.demo.places import REFORM
from nongcot.config.demo.roster import Roster
from nongcot.config.demo.terms import TermPlan
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post
from nongcot.people.models import Body, Person, PostHeld, Term, TermExtension, Unit

_EXECUTIVE = BodyKind.EXECUTIVE_COMMITTEE
LEAVING = (
    (EndReason.TRANSFERRED, 40.0),
    (EndReason.STEPPED_DOWN, 28.0),
    (EndReason.RETIRED, 18.0),
    (EndReason.RELIEVED, 9.0),
    (EndReason.DIED, 2.0),
    (EndReason.RECALLED, 1.5),
    (EndReason.REMOVED, 0.7),
)


@dataclass(slots=True)
class Workplace:
    """Where the officers of a union come from, and how large it is."""

    unit: Unit
    members: int
    women: int
    jobs: Sequence[str]
    employer: str
    groups: Sequence[str]
    suffix: str  # of the superior's decisions: "QĐ-CĐP"
    party: float = 0.12
    offices: Sequence[str] = ()  # jobs of accountants

    @property
    def share_of_women(self) -> float:
        return self.women / self.members if self.members else 0.5


@dataclass(slots=True)
class Sitting:
    """The posts of the last term, for what may go wrong with them."""

    place: Workplace
    term: Term
    executive: Body
    chair: PostHeld
    vices: list[PostHeld] = field(default_factory=list)
    members: list[PostHeld] = field(default_factory=list)
    inspection: list[PostHeld] = field(default_factory=list)
    leaders: list[PostHeld] = field(default_factory=list)

    @property
    def start(self) -> date:
        return self.term.from_day or date.min

    @property
    def seats(self) -> list[PostHeld]:
        return [self.chair, *self.vices, *self.members]


@dataclass(slots=True)
class Composition:
    """What is out of the ordinary when a union's committees are formed."""

    seats: int | None = None
    no_inspection: bool = False
    replaced_in: int | None = None  # the year in which most of the committee was replaced
    outside: Callable[[], Person | None] | None = None  # sitting members from elsewhere (commune unions)


class Committees:
    """Forms the committees of one province, term after term."""

    def __init__(self, roster: Roster, inventor: Inventor) -> None:
        self.roster, self.inventor = roster, inventor
        self._bodies: dict[tuple[int, BodyKind, str], Body] = {}

    def body(self, unit: Unit, kind: BodyKind, name: str = "") -> Body:
        key = (id(unit), kind, name)
        if key not in self._bodies:
            self._bodies[key] = self.roster.add_body(unit, kind, name)
        return self._bodies[key]

    def newcomer(self, place: Workplace, at: date, *, women: float | None = None, office: float = 0.28) -> Person:
        """Somebody of the workplace, first elected on ``at``; ``office`` is the chance that they work in its office."""
        person = self.inventor.person(
            women=place.share_of_women if women is None else women,
            jobs=place.offices if place.offices and self.inventor.chance(office) else place.jobs,
            employer=place.employer,
            at=at,
            party=place.party,
        )
        self.roster.persons.append(person)
        return person

    def decision(self, place: Workplace, day: date) -> tuple[str, date]:
        """A number and day of the superior's decision, some days after ``day``."""
        suffix = place.suffix if day >= REFORM or place.suffix.endswith("KCN") else "QĐ-LĐLĐ"
        signed = day + timedelta(days=self.inventor.rng.randint(3, 14))
        return f"{self.inventor.rng.randint(3, 320):02d}/{suffix}", min(signed, self.inventor.day)

    def tell(self, place: Workplace, terms: Sequence[TermPlan], composition: Composition | None = None) -> Sitting:
        """All terms of a union, oldest first; gives the last one."""
        composition = composition or Composition()
        before: list[Person] = []
        for plan in terms[:-1]:
            sitting = self._term(place, plan, before, composition, last=False)
            if self.inventor.chance(0.3):
                self._change_chair(sitting, plan)
            self._replace_most(sitting, plan, composition.replaced_in)
            self._close(sitting, plan)
            before = [held.person for held in sitting.seats]
        sitting = self._term(place, terms[-1], before, composition, last=True)
        self._close(sitting, terms[-1])
        return sitting

    def _term(
        self, place: Workplace, plan: TermPlan, before: list[Person], composition: Composition, *, last: bool
    ) -> Sitting:
        executive = self.body(place.unit, _EXECUTIVE)
        number_of_seats = composition.seats or sizes.seats(place.members)
        term = self._row(executive, plan, number_of_seats, place)
        people = self._elect(place, plan.start, before, number_of_seats, composition)
        sitting = self._seat(place, term, executive, people, plan)
        with_inspection = not (last and composition.no_inspection)
        if with_inspection:
            self._inspection(sitting, plan)
        self._standing(sitting, plan, number_of_seats)
        if last:
            self._others(sitting, plan)
        return sitting

    def _row(self, executive: Body, plan: TermPlan, number_of_seats: int, place: Workplace) -> Term:
        number, decided = self.decision(place, plan.start)
        term = Term(
            body=executive, planned_end=plan.planned_end, seats_fixed=number_of_seats, mandate=plan.mandate.value
        )
        term.from_day, term.to_day = plan.start, plan.real_end
        term.decision_number, term.decision_day = number, decided
        self.roster.terms.append(term)
        if plan.extended_to and plan.extended_on:
            row = TermExtension(term=term, new_end=plan.extended_to, decision_day=plan.extended_on)
            row.decision_number = f"{self.inventor.rng.randint(20, 240)}/{place.suffix}"
            row.reason = "Kéo dài nhiệm kỳ đến năm 2030 theo nghị quyết hội nghị Ban Chấp hành mở rộng"
            self.roster.extensions.append(row)
        return term

    def _elect(
        self, place: Workplace, at: date, before: list[Person], number: int, composition: Composition
    ) -> list[Person]:
        """The chair first. Three in five go on; a new chair was mostly on the committee before."""
        inventor = self.inventor
        staying = [person for person in before if inventor.chance(0.62)]
        if before and before[0] not in staying and staying and inventor.chance(0.45):
            staying.insert(0, self.newcomer(place, at))
        people = staying[:number]
        while len(people) < number:
            outside = composition.outside() if composition.outside and len(people) >= 2 else None
            if outside is None or outside in people:
                outside = self.newcomer(place, at)
            people.append(outside)
        return people

    def _seat(self, place: Workplace, term: Term, executive: Body, people: list[Person], plan: TermPlan) -> Sitting:
        decision = (term.decision_number, term.decision_day or plan.start)
        vices = sizes.vice_chairs(len(people))
        rows = []
        for number, person in enumerate(people):
            post = Post.CHAIR if number == 0 else Post.VICE_CHAIR if number <= vices else Post.MEMBER
            rows.append(
                self.roster.add_post(person, executive, post, plan.start, mandate=plan.mandate, decision=decision)
            )
        return Sitting(place, term, executive, rows[0], rows[1 : 1 + vices], rows[1 + vices :])

    def _inspection(self, sitting: Sitting, plan: TermPlan) -> None:
        """One of the executive committee leads it, the others come from outside: at most a third may sit on both."""
        size = sizes.inspection(sitting.place.members)
        if not size or len(sitting.seats) < 3:
            return
        body = self.body(sitting.place.unit, BodyKind.INSPECTION_COMMITTEE)
        people = [(sitting.members or sitting.vices)[0].person]
        people += [self.newcomer(sitting.place, plan.start) for _ in range(size - 1)]
        decision = self.decision(sitting.place, plan.start)
        for number, person in enumerate(people):
            post = Post.HEAD if number == 0 else Post.DEPUTY_HEAD if number == 1 and size > 3 else Post.MEMBER
            row = self.roster.add_post(person, body, post, plan.start, mandate=plan.mandate, decision=decision)
            sitting.inspection.append(row)

    def _standing(self, sitting: Sitting, plan: TermPlan, number_of_seats: int) -> None:
        size = sizes.standing(number_of_seats)
        if size:
            body = self.body(sitting.place.unit, BodyKind.STANDING_COMMITTEE)
            for seat in sitting.seats[:size]:
                self.roster.add_post(seat.person, body, Post.MEMBER, plan.start, mandate=plan.mandate)

    def _others(self, sitting: Sitting, plan: TermPlan) -> None:
        """Women's affairs, accounts, sections and groups: of the last term only."""
        self._womens(sitting, plan)
        place, start = sitting.place, plan.start
        if place.members >= 20:
            person = self.newcomer(place, start, office=1.0, women=0.85)
            self.roster.add_post(person, sitting.executive, Post.ACCOUNTANT, start, mandate=Mandate.APPOINTED)
        if place.members >= 60:
            person = self.newcomer(place, start, women=0.8)
            self.roster.add_post(person, sitting.executive, Post.TREASURER, start, mandate=Mandate.APPOINTED)
        for number in range(sizes.sections(place.members)):
            self._section(place, f"Công đoàn bộ phận Xưởng {number + 1}", start)
        for name in group_names(place.groups, sizes.groups(place.members)):
            self._group(sitting, name)

    def _womens(self, sitting: Sitting, plan: TermPlan) -> None:
        place = sitting.place
        size = sizes.womens(place.women)
        if not size:
            return
        body = self.body(place.unit, BodyKind.WOMENS_COMMITTEE)
        leading = [seat.person for seat in sitting.seats[1:] if seat.person.sex == "female"]
        people = leading[:1] + [self.newcomer(place, plan.start, women=1.0) for _ in range(size - len(leading[:1]))]
        for number, person in enumerate(people):
            post = Post.HEAD if number == 0 else Post.MEMBER
            self.roster.add_post(person, body, post, plan.start, mandate=Mandate.APPOINTED)

    def _section(self, place: Workplace, name: str, start: date) -> None:
        body = self.body(place.unit, BodyKind.SECTION, name)
        for post in (Post.CHAIR, Post.VICE_CHAIR, Post.MEMBER):
            self.roster.add_post(self.newcomer(place, start), body, post, start)

    def _group(self, sitting: Sitting, name: str) -> None:
        inventor, place = self.inventor, sitting.place
        body = self.body(place.unit, BodyKind.GROUP, name)
        start = min(sitting.start + timedelta(days=inventor.rng.randint(7, 120)), inventor.day - timedelta(days=1))
        sitting.leaders.append(
            self.roster.add_post(self.newcomer(place, start, office=0.1), body, Post.GROUP_LEADER, start)
        )
        if inventor.chance(0.3):
            self.roster.add_post(self.newcomer(place, start, office=0.1), body, Post.DEPUTY_GROUP_LEADER, start)

    # Changes within a term

    def leave(self, held: PostHeld, day: date, reason: EndReason | None = None) -> None:
        held.to_day = day
        held.end_reason = (reason or self.inventor.weighted(LEAVING)).value

    def fill(
        self,
        sitting: Sitting,
        post: Post,
        day: date,
        person: Person | None = None,
        mandate: Mandate = Mandate.BY_ELECTION,
    ) -> PostHeld:
        """A seat of the executive committee taken within the term."""
        person = person or self.newcomer(sitting.place, day)
        decision = self.decision(sitting.place, day)
        return self.roster.add_post(person, sitting.executive, post, day, mandate=mandate, decision=decision)

    def _change_chair(self, sitting: Sitting, plan: TermPlan) -> None:
        """The chair leaves midway; after some weeks a vice chair follows, by election or appointment."""
        end = plan.real_end or self.inventor.day
        if (end - plan.start).days < 500 or not sitting.vices:
            return
        left = self.inventor.between(plan.start + timedelta(days=200), end - timedelta(days=200))
        follows = left + timedelta(days=self.inventor.rng.randint(12, 95))
        old, successor = sitting.chair, sitting.vices.pop(0)
        self.leave(old, left)
        self.leave(successor, follows, EndReason.OTHER)
        mandate = self.inventor.weighted(((Mandate.BY_ELECTION, 3.0), (Mandate.APPOINTED, 1.0)))
        sitting.chair = self.fill(sitting, Post.CHAIR, follows, successor.person, mandate)
        later = follows + timedelta(days=self.inventor.rng.randint(0, 40))
        sitting.vices.insert(0, self.fill(sitting, Post.VICE_CHAIR, later))

    def _replace_most(self, sitting: Sitting, plan: TermPlan, year: int | None) -> None:
        """More than two thirds of the committee left within one year and were replaced by election."""
        if year is None or plan.real_end is None or not plan.start.year < year < plan.real_end.year:
            return
        number = len(sitting.seats) * 2 // 3 + 1
        for held in [*sitting.members, *sitting.vices][:number]:
            left = self.inventor.between(date(year, 1, 10), date(year, 5, 20))
            if held.to_day is not None or (held.from_day and held.from_day >= left):
                continue
            post = Post(held.post)
            self.leave(held, left, EndReason.TRANSFERRED)
            follows = self.fill(sitting, post, left + timedelta(days=20))
            group = sitting.vices if held in sitting.vices else sitting.members
            group[group.index(held)] = follows

    def _close(self, sitting: Sitting, plan: TermPlan) -> None:
        """All posts of a term end on the day on which the next one begins."""
        if plan.real_end is None:
            return
        for held in self._of_term(sitting, plan):
            if held.to_day is None:
                self.leave(held, plan.real_end, EndReason.TERM_ENDED)

    def _of_term(self, sitting: Sitting, plan: TermPlan) -> list[PostHeld]:
        unit = sitting.place.unit
        rows = []
        for held in reversed(self.roster.posts):
            if held.unit is not unit:
                break
            rows.append(held)
        return [held for held in rows if held.from_day and held.from_day >= plan.start]


def group_names(patterns: Sequence[str], number: int) -> list[str]:
    """``number`` different names out of patterns such as "Tổ Chuyền {n}", the plain ones used once."""
    plain = [pattern for pattern in patterns if "{n}" not in pattern]
    numbered = [pattern for pattern in patterns if "{n}" in pattern] or ["Tổ {n}"]
    names = plain[: max(number // 3, 1)] if number > 1 else []
    count = 1
    while len(names) < number:
        names.extend(pattern.format(n=count) for pattern in numbered)
        count += 1
    return names[:number]
