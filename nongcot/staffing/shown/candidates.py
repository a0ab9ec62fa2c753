"""Candidates as their pages show them: every reason at once, side by side, and the committee as it would become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nongcot.duties.kinds import Context
from nongcot.infra.rulebook.api import rulebook
from nongcot.people.facts import TermFacts, UnitFacts
from nongcot.people.kinds import BodyKind, Mandate
from nongcot.staffing.kinds.candidates import Composition, Criterion, Known, Sitting, Weight
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.labels import candidates as labels
from nongcot.staffing.queries import candidates as queries
from nongcot.staffing.rules import candidates as rules


@dataclass(frozen=True, slots=True)
class ReasonShown:
    words: str
    weight: str
    tone: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody with all reasons there are; ``barred`` where one of them forbids it."""

    known: Known
    reasons: list[ReasonShown]
    barred: bool


_TONES = {Weight.BAR: "bad", Weight.LOOK: "warn", Weight.ASK: "info"}


def looked_at(
    persons: Sequence[Known], *, unit: int, seat: Seat, day: date, terms: Sequence[TermFacts] = ()
) -> list[Looked]:
    """Each of ``persons`` with every reason; ``terms`` are those of the unit where a contract is held against them."""
    book = rulebook()
    end = term_end(terms, seat, day)
    found = []
    for one in persons:
        grounds = rules.reasons(one, unit=unit, seat=seat, term_end=end, book=book.on(day), day=day)
        shown = [
            ReasonShown(
                labels.ground(reason),
                labels.weight(reason.weight),
                _TONES[reason.weight],
                labels.cited(reason, book),
                bool(reason.rule is None or reason.rule.verified),
            )
            for reason in grounds
        ]
        found.append(Looked(one, shown, any(reason.weight is Weight.BAR for reason in grounds)))
    return found


def said_once(looked: Sequence[Looked]) -> tuple[list[ReasonShown], list[Looked]]:
    """The reasons that all of them share, and each with the reasons of its own; one alone shares nothing."""
    if len(looked) < 2:
        return [], list(looked)
    common = [one for one in looked[0].reasons if all(one in other.reasons for other in looked[1:])]
    own = [replace(one, reasons=[reason for reason in one.reasons if reason not in common]) for one in looked]
    return common, own


def term_end(terms: Sequence[TermFacts], seat: Seat, day: date) -> date | None:
    """The planned end of the term in which the seat is; of another body than the committee the committee's."""
    begun = [term for term in terms if term.from_day is None or term.from_day <= day]
    for body in (seat.body, BodyKind.EXECUTIVE_COMMITTEE):
        ends = [term.to_day for term in begun if term.body is body and term.to_day and term.to_day > day]
        if ends:
            return max(ends)
    return None


@dataclass(frozen=True, slots=True)
class Outlook:
    """The committee now and as it would become, and what the checks would say of it."""

    now: Composition
    then: Composition
    worse: list[str]
    better: list[str]


def outlooks(
    unit: int, persons: Sequence[Known], *, seat: Seat, way: str, facts: UnitFacts, day: date
) -> list[Outlook]:
    """For each of these persons the committee as it would become with that person alone in the seat."""
    context = Context(day=day, book=rulebook().on(day))
    sitting = queries.committee(unit, day=day)
    now = rules.composition(sitting.values(), day)
    found = []
    for one in persons:
        after = rules.with_candidates(facts, [one], seat=seat, way=Mandate(way), day=day)
        worse, better = rules.foresee(facts, after, context)
        joining = (
            {one.person: Sitting(one.sex, one.born, one.direct_work, one.sector_on(day))}
            if seat.body is BodyKind.EXECUTIVE_COMMITTEE
            else {}
        )
        then = rules.composition({**sitting, **joining}.values(), day)
        found.append(Outlook(now, then, [*map(labels.finding, worse)], [*map(labels.finding, better)]))
    return found


def compared(persons: Sequence[Known], *, unit: int, day: date) -> list[tuple[str, list[list[tuple[str, str, str]]]]]:
    """For each criterion what is on record of each person who may sit in ``unit``: (words, when, source)."""
    told = queries.evidence(persons, day=day, unit=unit)
    return [
        (
            labels.criterion(criterion),
            [
                [(one.words, one.when, labels.source(one)) for one in told.get((person.person, criterion), [])]
                for person in persons
            ],
        )
        for criterion in Criterion
    ]
