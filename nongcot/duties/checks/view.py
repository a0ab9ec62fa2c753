"""One union on one day, worked out once and asked by all checks: who sits where, and in which term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nongcot.duties.checks.registry import CHECKS
from nongcot.duties.kinds import Context
from nongcot.kernel.findings import Finding
from nongcot.people.facts import Key, PostFacts, TermFacts, UnitFacts
from nongcot.people.kinds import COMMITTEE_SEATS, GRASSROOTS_KINDS, SUPERIOR_KINDS, BodyKind, Told, UnitKind
from nongcot.regulations import DayBook, Value

_EXECUTIVE = BodyKind.EXECUTIVE_COMMITTEE


@dataclass(slots=True)
class UnitView:
    """A union's facts on the day, sorted by body. Persons are counted once, whatever number of posts they hold."""

    facts: UnitFacts
    context: Context
    held: list[PostFacts]  # every post held on the day
    holders: dict[Key, PostFacts]  # who sits on the executive committee, with one of their posts
    chairs: list[PostFacts]
    inspection: set[Key]
    standing: set[Key]
    known_posts: int  # posts of the executive committee ever recorded up to the day
    term: TermFacts | None  # the executive committee's term of the day, or the last one that began before it

    @property
    def grassroots(self) -> bool:
        """A grassroots union; a union whose kind nobody entered counts as one."""
        return self.facts.kind is None or self.facts.kind in GRASSROOTS_KINDS

    @property
    def superior(self) -> bool:
        return self.facts.kind in SUPERIOR_KINDS

    @property
    def committee_told(self) -> bool:
        """Whether there is a committee and everybody on it is on record, so that an empty seat is a vacant one."""
        return self.facts.told is Told.ALL and self.facts.kind not in NO_COMMITTEE

    @property
    def seats(self) -> int | None:
        """The number of seats the congress fixed for the term of the day."""
        return self.term.seats_fixed if self.term else None

    @property
    def chair_only(self) -> bool:
        """Whether the union is known to be so small that it elects a chair and no committee."""
        return chair_only_for(self.context.book, kind=self.facts.kind, members=self.facts.members) is not None

    def finding(
        self,
        code: str,
        rule: Value,
        facts: dict[str, Any],
        *,
        person: Key = None,
        subject: str = "",
        due_on: date | None = None,
    ) -> Finding:
        """A finding of this union. Without ``due_on`` the check's own deadline counts from the day the duty opens."""
        clock = CHECKS[code].deadline
        within = None if due_on or clock is None else days(self.context, clock)
        return Finding(
            code,
            self.facts.unit,
            person,
            subject,
            facts,
            rule.ref,
            due_on,
            within,
            warning=not rule.ref.verified,
        )

    def due_after(self, day: date | None, clock: str) -> date | None:
        """``day`` plus the days of an own deadline; None when either is not known."""
        count = days(self.context, clock)
        return None if day is None or count is None else day + timedelta(days=count)


def chair_only_for(book: DayBook, *, kind: UnitKind | None, members: int | None) -> Value | None:
    """The rule by which such a unit elects a chair and no committee; None where it elects one, or it is not known.

    Item 9.1.a of the guidance ("nơi có dưới 10 đoàn viên") says it after the sizes of grassroots unions, member unions
    and sections, so of all three; a kind nobody entered counts as grassroots.
    """
    if members is None or not (kind is None or kind in WITH_COMMITTEE):
        return None
    limit = book.find("committee.chair_only_below")
    return limit if limit is not None and members < whole(limit) else None


def whole(value: Value) -> int:
    """The whole number a rule of persons, members or days holds."""
    if not isinstance(value.value, int):
        raise TypeError(f"{value.ref.id} is no whole number: {value.value!r}")
    return value.value


def days(context: Context, rule: str) -> int | None:
    found = context.book.find(rule)
    return None if found is None else whole(found)


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def view_of(facts: UnitFacts, context: Context) -> UnitView:
    """One pass over the posts."""
    day = context.day
    view = UnitView(facts, context, [], {}, [], set(), set(), 0, _term_of(facts, day))
    for post in facts.posts:
        executive = post.body is _EXECUTIVE and post.post in COMMITTEE_SEATS
        if executive and (post.from_day is None or post.from_day <= day):
            view.known_posts += 1
        if not post.held_on(day):
            continue
        view.held.append(post)
        if executive:
            view.holders.setdefault(post.person, post)
            if post.post == "chair":
                view.chairs.append(post)
        elif post.body is BodyKind.INSPECTION_COMMITTEE:
            view.inspection.add(post.person)
        elif post.body is BodyKind.STANDING_COMMITTEE:
            view.standing.add(post.person)
    return view


def _term_of(facts: UnitFacts, day: date) -> TermFacts | None:
    """The executive committee's term that began last by the day; one without a first day counts as the oldest."""
    found: TermFacts | None = None
    for term in facts.terms:
        if term.body is not _EXECUTIVE or (term.from_day is not None and term.from_day > day):
            continue
        if found is None or _rank(term) > _rank(found):
            found = term
    return found


def _rank(term: TermFacts) -> tuple[date, date, int, bool]:
    return (term.from_day or date.min, term.to_day or date.max, term.seats_fixed or 0, term.extended)


def is_alive(facts: UnitFacts, day: date) -> bool:
    return (facts.ended_on is None or day < facts.ended_on) and (facts.began_on is None or facts.began_on <= day)


NO_COMMITTEE = frozenset({UnitKind.GROUP})
# Whose committees item 9.1.a of the guidance sizes: at least three, or a chair alone.
WITH_COMMITTEE = GRASSROOTS_KINDS | {UnitKind.MEMBER_UNION, UnitKind.SECTION}
