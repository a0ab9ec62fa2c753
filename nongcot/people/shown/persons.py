"""The life of an officer in the union as one line of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.people import labels
from nongcot.people.models import Person, PersonRecord, PostHeld
from nongcot.people.rules import service_length, service_periods

Terms = dict[int, tuple[date | None, date | None]]


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: a post, a training or an award, or a day on which something ends (then only ``words``).

    ``now``: it holds on the day of the page; ``later``: it begins or falls after it.
    """

    day: date | None
    held: PostHeld | None = None
    term: tuple[date | None, date | None] | None = None
    record: PersonRecord | None = None
    when: str = ""
    words: str = ""
    now: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """How long at least one post was held: in words, and the periods it is the sum of.

    ``unknown`` counts the posts left out because their first day is not known, ``unseen`` those of units that the
    reader may not see.
    """

    words: str
    periods: list[tuple[date, date, str]] = field(default_factory=list)
    unknown: int = 0
    unseen: int = 0


def holds(post: PostHeld, day: date) -> bool:
    return (post.from_day is None or post.from_day <= day) and (post.to_day is None or post.to_day > day)


def timeline(
    person: Person, held: Sequence[PostHeld], records: Iterable[PersonRecord], terms: Terms, day: date
) -> list[Moment]:
    """Posts, training, awards, the ends of the terms of ``day`` and of the contract: the newest first."""
    moments = [_post(post, terms, day) for post in held]
    moments += [
        Moment(
            row.from_day, record=row, when=labels.record_days(row.from_day, row.to_day), later=_after(row.from_day, day)
        )
        for row in records
    ]
    moments += _ends(person, held, terms, day)
    return sorted(moments, key=lambda one: one.day or date.min, reverse=True)


def _after(first: date | None, day: date) -> bool:
    return first is not None and first > day


def _post(post: PostHeld, terms: Terms, day: date) -> Moment:
    now = holds(post, day)
    term = terms.get(post.body_id) if now else None
    return Moment(post.from_day, held=post, term=term, now=now, later=_after(post.from_day, day))


def _ends(person: Person, held: Sequence[PostHeld], terms: Terms, day: date) -> list[Moment]:
    """The planned ends that lie ahead, and the end of the contract."""
    bodies = {post.body_id: post for post in held if holds(post, day)}
    found = [
        Moment(end, words=_("Hết nhiệm kỳ %(body)s") % {"body": labels.body(post.body.kind)}, later=True)
        for pk, post in bodies.items()
        if (end := terms.get(pk, (None, None))[1]) and end > day
    ]
    contract = person.contract_ends_on
    if contract:
        found.append(Moment(contract, words=_("Hợp đồng lao động hết hạn"), later=contract > day))
    return found


def service(held: Sequence[PostHeld], day: date, *, unseen: int) -> Service:
    """How long the posts ``held`` were held until ``day``, and how that is counted."""
    periods = service_periods([(post.from_day, post.to_day) for post in held], day)
    return Service(
        words=length_words(*service_length(periods)),
        periods=[(start, end, length_words(*service_length([(start, end)]))) for start, end in periods],
        unknown=sum(1 for post in held if post.from_day is None),
        unseen=unseen,
    )


def length_words(years: int, months: int) -> str:
    parts = [_("%(years)s năm") % {"years": years}] if years else []
    parts += [_("%(months)s tháng") % {"months": months}] if months or not years else []
    return " ".join(parts)


def told(row: Any) -> str:
    """A training or an award in one line, as a list has it: what, who gave it, when, under which number."""
    document = f"{row.document_number} {row.document_day:%d/%m/%Y}" if row.document_day else row.document_number
    return ", ".join(
        part for part in (row.title, row.issuer, labels.record_days(row.from_day, row.to_day), document) if part
    )
