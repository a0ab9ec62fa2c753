"""What the papers of the end of a post say: facts of the roster and of the rules, in a fixed number of queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people import labels as people_labels
from nongcot.people.api import EDITORS, name_on, superior_on, unit_scope
from nongcot.people.models import PostHeld, Unit
from nongcot.staffing.kinds.leaving import Paper, PlannedPaper, Writes
from nongcot.staffing.labels import leaving as labels
from nongcot.staffing.models import IssuedPaper
from nongcot.staffing.queries.candidates import facts_of
from nongcot.staffing.queries.papers import above_of, basis_on, committee_on, person_told, signer_of

SHAPE = 1


def post_to_leave(actor: User | System, pk: int) -> PostHeld | None:
    """A post, held or ended, in the unions the actor answers for."""
    rows = PostHeld.objects.filter(unit_scope(actor, path="unit_id", roles=EDITORS), pk=pk)
    return rows.select_related("person", "unit", "body").first()


def issued_of(held: PostHeld) -> dict[tuple[str, str], IssuedPaper]:
    """The documents issued about the end of a post, by act and kind of paper."""
    return {(row.how, row.step): row for row in IssuedPaper.objects.filter(held=held)}


def issuer_of(held: PostHeld, who: Writes, *, day: date) -> Unit | None:
    """Who issues: the unit, or its superior; None for what the person writes, or where no superior is on record."""
    if who is Writes.UNIT:
        return held.unit
    if who is Writes.PERSON:
        return None
    rows = Unit.objects.filter(pk=held.unit_id).annotate(above=superior_on(day))
    return Unit.objects.filter(pk__in=[pk for pk in rows.values_list("above", flat=True) if pk]).first()


def leaving_facts(held: PostHeld, planned: PlannedPaper, how: str, *, day: date) -> dict[str, Any]:
    """``{"shape": 1, ...}``: all that the paper says, as JSON values.

    Of the person it tells in ``people`` alone, so that an erasure finds all of it there.
    """
    issuer = issuer_of(held, planned.who, day=day)
    unit = Unit.objects.annotate(day_name=name_on(day), above=superior_on(day)).get(pk=held.unit_id)
    keys = [pk for pk in (unit.above, issuer.pk if issuer else None) if pk]
    units = {
        row.pk: row for row in Unit.objects.filter(pk__in=keys).annotate(day_name=name_on(day), above=superior_on(day))
    }
    superior = units[unit.above].day_name if unit.above in units else ""
    return {
        "shape": SHAPE,
        "paper": planned.paper.value,
        "how": how,
        "unit": unit.day_name,
        "superior": superior,
        "issuer": units[issuer.pk].day_name if issuer else "",
        "above_issuer": superior if issuer and issuer.pk == unit.pk else above_of(units, issuer, day),
        "seat": people_labels.post_title(held.body.kind, held.post),
        "from": held.from_day.isoformat() if held.from_day else None,
        "to": held.to_day.isoformat() if held.to_day else None,
        "basis": basis_on(day),
        "earlier": _earlier(held, planned.paper, how),
        "people": [{**person_told(held.person, ""), "sex": held.person.sex}],
        "signer": signer_of(issuer.pk if issuer else None, day, but=held.person_id),
        **committee_on(facts_of(held.unit_id, day=day), day),
    }


def _earlier(held: PostHeld, paper: Paper, how: str) -> list[dict[str, str]]:
    """The documents of this act issued before."""
    rows = IssuedPaper.objects.filter(held=held, how=how).exclude(step=paper.value)
    return [
        {"what": labels.title(Paper(row.step)), "number": row.full_number, "day": row.issued_on.isoformat()}
        for row in rows
    ]
