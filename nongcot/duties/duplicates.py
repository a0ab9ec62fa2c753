"""Pairs of records that may be one person, for the page below that compares them: filled into a slot by ``config``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nongcot.duties.labels import REASONS
from nongcot.duties.models import Duty
from nongcot.duties.queries import inbox
from nongcot.infra.accounts.models import User
from nongcot.infra.ui.paging import Page, page_of
from nongcot.people.api import asked_unit, persons
from nongcot.people.models import Person

CODE = "person.possible_duplicate"


@dataclass(frozen=True, slots=True)
class Pair:
    """``one`` or ``other`` is None where the actor may not see that record."""

    one: Person | None
    other: Person | None
    why: str
    unit: int
    unit_name: str


def pairs(*, request: HttpRequest, actor: User, day: date) -> Page[Any]:
    """The asked page of pairs in the actor's units: a fixed number of queries."""
    page = page_of(inbox(actor, day=day, code=CODE, within=asked_unit(request, day=day)), request)
    asked = {pk for duty in page.rows for pk in (duty.person_id, duty.facts.get("other")) if pk}
    seen = {person.pk: person for person in persons(actor).filter(pk__in=asked)}
    rows = [_pair(duty, seen) for duty in page.rows]
    return Page(rows, page.number, page.first, page.has_next)


def _pair(duty: Duty, seen: dict[int, Person]) -> Pair:
    why = "; ".join(_(REASONS[reason]) for reason in duty.facts.get("reasons", []) if reason in REASONS)
    return Pair(
        one=seen.get(duty.person_id or 0),
        other=seen.get(duty.facts.get("other") or 0),
        why=why[:1].upper() + why[1:],
        unit=duty.unit_id,
        unit_name=duty.unit_name,  # type: ignore[attr-defined]
    )
