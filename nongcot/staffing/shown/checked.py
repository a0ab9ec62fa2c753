"""What is checked at each step of a case, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nongcot.duties.kinds import Context
from nongcot.infra.rulebook.api import rulebook
from nongcot.people.kinds import BodyKind, Mandate, Post
from nongcot.staffing.kinds.checked import CheckedKind
from nongcot.staffing.kinds.completing import PlannedStep, Seat
from nongcot.staffing.labels import checked as labels
from nongcot.staffing.models import Candidate, CompletionCase
from nongcot.staffing.queries import candidates as queries
from nongcot.staffing.rules import candidates as rules
from nongcot.staffing.rules.checked import checked_at
from nongcot.staffing.shown.candidates import term_end


@dataclass(frozen=True, slots=True)
class CheckedShown:
    words: str
    standing: str
    tone: str
    source: str
    rule: str
    verified: bool
    of_candidates: bool


def checks_of(
    case: CompletionCase, plan: Sequence[PlannedStep], rows: Sequence[Candidate], *, day: date
) -> dict[str, list[CheckedShown]]:
    """By step what is checked there: the unit of the day, with those chosen where somebody is."""
    seat = Seat(BodyKind(case.body), Post(case.post))
    context = Context(day=day, book=rulebook().on(day))
    now = queries.facts_of(case.unit_id, day=day)
    standing = [row for row in rows if row.state != Candidate.State.WITHDRAWN]
    known = {one.person: one for one in queries.known_of([row.person for row in standing], day=day)}
    end = term_end(now.terms if now else (), seat, day)
    grounds = {
        pk: len(rules.reasons(one, unit=case.unit_id, seat=seat, term_end=end, book=context.book, day=day))
        for pk, one in known.items()
    }
    chosen = [known[row.person_id] for row in standing if row.state == Candidate.State.CHOSEN]
    taken = [one.person for one in chosen]
    then = rules.with_candidates(now, chosen, seat=seat, way=Mandate(case.way), day=day) if now and chosen else None
    book = rulebook()
    return {
        step.step: [
            CheckedShown(
                labels.words(one),
                labels.standing(one.standing),
                labels.TONES[one.standing],
                labels.source(one, book),
                one.rule.id if one.rule else "",
                bool(one.rule is None or one.rule.verified),
                one.kind is CheckedKind.ELIGIBLE,
            )
            for one in checked_at(
                step.step, seat=seat, now=now, then=then, grounds=grounds, chosen=taken, context=context
            )
        ]
        for step in plan
    }
