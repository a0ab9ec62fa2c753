"""Everything held on one person, for that person."""

from __future__ import annotations

from typing import Any, TypedDict

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F

from nongcot.infra import sealing
from nongcot.infra.accounts.models import User
from nongcot.infra.audit import trail
from nongcot.infra.audit.api import System, record
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.ui import slots
from nongcot.kernel import clock
from nongcot.people.actions import rows
from nongcot.people.models import KeptApart, Person, PersonMerge, PostHeld
from nongcot.people.permissions import can_keep_data
from nongcot.people.queries.records import record_numbers

SHAPE = 1
# Apps above tell in words what they hold on a person: asked with ``person``, they give a list of sections.
PERSON_TOLD = "person.told"
_KEYS = frozenset({"search_key", "sort_key", "citizen_sealed", "citizen_index", "citizen_last4"})


class ToldSection(TypedDict):
    """What an app above holds on the person, as a table of texts in the reader's language."""

    title: str
    columns: list[str]
    rows: list[list[str]]


@transaction.atomic
def export_person(*, actor: User | System, person: Person, reason: str = "") -> dict[str, Any]:
    """All that is held on ``person``, as JSON values (shape 1); the export is audited.

    ``{"shape", "made_at", "person": {...}, "posts": [...], "records": {table: [rows]}, "told": [...], "log": [...]}``.
    The full citizen id is in it: it is the person's own. ``records`` holds every other row that points to the person,
    of any app; ``told`` what the apps above say of it in words (:class:`ToldSection`); ``log`` what was done with the
    data: when, by whom, what changed.

    Raises:
        PermissionDenied: the actor does not keep the data of this person.
    """
    if not can_keep_data(actor, person):
        raise PermissionDenied
    record(actor=actor, action="people.export_person", object_type="person", object_id=person.pk, reason=reason.strip())
    return {
        "shape": SHAPE,
        "made_at": clock.now().isoformat(timespec="seconds"),
        "person": _person(person),
        "posts": [_post(held) for held in _posts(person)],
        "records": _records(person),
        "told": [section for sections in slots.gather(PERSON_TOLD, person=person) for section in sections],
        "log": [_entry(entry) for entry in _entries(person)],
    }


def _person(person: Person) -> dict[str, Any]:
    kept = {name: value for name, value in rows.stored(person).items() if name not in _KEYS}
    citizen_id = sealing.unseal(person.citizen_sealed) if person.citizen_sealed else ""
    return {**kept, "citizen_id": citizen_id}


def _posts(person: Person) -> models.QuerySet[PostHeld]:
    held = PostHeld.objects.filter(person=person).select_related("body", "unit")
    return held.order_by(F("from_day").asc(nulls_first=True), "pk")


def _post(held: PostHeld) -> dict[str, Any]:
    facts = {name: value for name, value in rows.stored(held).items() if name not in ("body_id", "person_id")}
    return {**facts, "unit": held.unit.name, "body": held.body.kind, "body_name": held.body.name}


def _records(person: Person) -> dict[str, list[rows.Stored]]:
    """Rows of all other tables that point to the person. Not what stands between this person and another one."""
    found: dict[str, list[rows.Stored]] = {}
    for model, attribute in rows.relations(Person):
        if model in (PostHeld, KeptApart, PersonMerge):
            continue
        listed = model._default_manager.filter(**{attribute: person.pk}).order_by("pk")  # noqa: SLF001
        if stored := [rows.stored(row) for row in listed]:
            found[model._meta.label_lower] = stored  # noqa: SLF001
    return found


def _entries(person: Person) -> models.QuerySet[AuditEntry]:
    return trail.about(objects=[("person", number) for number in record_numbers(person)]).order_by("pk")


def _entry(entry: AuditEntry) -> dict[str, Any]:
    line = trail.line(entry)
    return {
        "at": entry.at.isoformat(timespec="seconds"),
        "by": line.who,
        "what": line.what,
        "changes": [{"field": change.field, "before": change.before, "after": change.after} for change in line.changes],
        "reason": line.reason,
    }
