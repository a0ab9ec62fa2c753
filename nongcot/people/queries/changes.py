"""Who changed what of a unit: its part of the audit trail, limited to what the actor may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people.models import PostHeld, Unit
from nongcot.people.permissions import EDITORS, IMPORTERS, person_scope, roles_on

_ROSTER = ("unit", "term", "post_held")  # what everybody sees who sees the unit
# What changes a person's record; who looked at it, and what was asked about personal data, is at the desk for that.
_OF_PERSONS = (
    "people.complete_data",
    "people.correct_person",
    "people.record_contract",
    "people.record_support",
    "people.add_record",
    "people.correct_record",
    "people.withdraw_record",
    "people.enter_person",
    "people.remove_person",
)


def changes_of(actor: User | System, unit: Unit, *, day: date) -> QuerySet[AuditEntry]:
    """What was recorded of the unit up to and with ``day``, newest first.

    Names, superiors, terms and posts for all who see the unit; data of its persons and duties for those who may change
    it; roles for those above the chairs.
    """
    roles = roles_on(actor, unit)
    wanted = Q(object_type__in=_ROSTER)
    if roles & EDITORS:
        wanted |= Q(object_type="duty") | Q(object_type="person", action__in=_OF_PERSONS)
    if roles & IMPORTERS:
        wanted |= Q(object_type="role_grant")
    until = datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.VIETNAM)
    return AuditEntry.objects.filter(wanted, unit=unit.pk, at__lt=until)


def change(actor: User | System, unit: Unit, pk: int) -> AuditEntry | None:
    """One of these entries, of any day."""
    return changes_of(actor, unit, day=clock.today()).filter(pk=pk).first()


def taken_back(unit: Unit, verb: str) -> set[int]:
    """The entries of the unit that were taken back by ``verb``: their numbers."""
    rows = AuditEntry.objects.filter(unit=unit.pk, action=verb).values_list("changes__of", flat=True)
    return {int(pk) for pk in rows if pk is not None}


def posts_named(actor: User | System, posts: Collection[int]) -> dict[int, PostHeld]:
    """Of these posts those that are on record: one query."""
    rows = PostHeld.objects.filter(person_scope(actor, path="person_id"), pk__in=posts)
    return {held.pk: held for held in rows.select_related("person", "body")}


def numbers(values: Iterable[object]) -> set[int]:
    """Those of the values of a trail that are numbers of records."""
    return {value for value in values if isinstance(value, int) and not isinstance(value, bool)}
