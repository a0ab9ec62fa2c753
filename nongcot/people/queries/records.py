"""Questions about single records of persons: who lacks what, what was merged, who was told apart, who looked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from itertools import zip_longest

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people.kinds import UnitKind
from nongcot.people.models import DataRequest, KeptApart, Person, PersonMerge, PostHeld, Support, Unit, on_day
from nongcot.people.permissions import person_scope, unit_scope
from nongcot.people.queries.limits import is_limited

LOOKED_AT = ("people.view_citizen_id", "people.export_person")
RETENTION_RUN = "retention.carry_out"
_LACKING = ("born", "sex", "phone")
_lists: list[Callable[[Collection[int]], Mapping[int, str]]] = []


def name_lists(names: Callable[[Collection[int]], Mapping[int, str]]) -> None:
    """Have ``names(imports)`` tell the names of the files of imports, by their numbers: for the app above that keeps
    them. The trail knows the numbers alone, for a name may be a person's and go with an erasure."""
    if names not in _lists:
        _lists.append(names)


def lacking(unit: Unit, *, day: date, most: int) -> list[tuple[PostHeld, tuple[str, ...]]]:
    """Who holds a post of ``unit`` on ``day`` and lacks a birth date, the sex or a phone; each person once.

    Not whose data is limited: nobody completes it until that is lifted.
    """
    empty = Q(person__born="") | Q(person__sex="") | Q(person__phone="")
    rows = PostHeld.objects.filter(on_day(day), empty, unit=unit, person__erased_on__isnull=True)
    found: dict[int, PostHeld] = {}
    rows = rows.filter(~is_limited(day, "person_id"))
    for held in rows.select_related("person", "body").order_by("person__sort_key", "person_id", "pk"):
        found.setdefault(held.person_id, held)
        if len(found) == most:
            break
    return [(held, tuple(name for name in _LACKING if not getattr(held.person, name))) for held in found.values()]


def units_of(actor: User | System, person: Person, *, day: date | None = None) -> QuerySet[Unit]:
    """The actor's units in which the person holds a post on ``day``, or ever held one."""
    posts = PostHeld.objects.filter(unit_scope(actor, path="unit_id"), person=person)
    if day is not None:
        posts = posts.filter(on_day(day))
    return Unit.objects.filter(pk__in=posts.values("unit")).order_by("pk")


def chaired_units(actor: User | System, person: Person, *, day: date) -> QuerySet[Unit]:
    """The actor's units that the person chairs on ``day``."""
    chairs = PostHeld.objects.filter(on_day(day), unit_scope(actor, path="unit_id"), person=person, post="chair")
    return Unit.objects.filter(pk__in=chairs.values("unit")).order_by("pk")


def supports(person: Person) -> QuerySet[Support]:
    return Support.objects.filter(person=person).select_related("unit")


def merges(actor: User | System) -> QuerySet[PersonMerge]:
    """Merges of persons the actor may see, the newest first."""
    return PersonMerge.objects.filter(person_scope(actor, path="keep_id")).select_related("keep")


def kept_apart(actor: User | System) -> QuerySet[KeptApart]:
    """Pairs of persons the actor may see both of, that were said to be two, the newest first."""
    seen = person_scope(actor, path="one_id") & person_scope(actor, path="other_id")
    return KeptApart.objects.filter(seen).select_related("one", "other")


def record_numbers(person: Person) -> list[str]:
    """The numbers under which the trail speaks of the person: also those of records merged into this one."""
    merged = PersonMerge.objects.filter(keep=person, undone_at__isnull=True).values_list("dropped", flat=True)
    return [str(pk) for pk in (person.pk, *merged)]


def direct_work_before(person: Person) -> list[tuple[bool, date | None, str, AuditEntry]]:
    """What was on record before about the person's work in production, the newest first: the answer, its day, the list
    that said it ("" where it was told by hand or that is not known), and the entry that changed it. One query, and
    one more where lists said it.
    """
    known = AuditEntry.objects.filter(object_type="person", object_id=str(person.pk))
    rows = list(known.filter(changes__changes__has_key="direct_work").order_by("-pk")[:20])
    told, named = [], _named_lists(rows)
    for entry, older in zip_longest(rows, rows[1:]):
        pairs = entry.changes["changes"]
        value, day = pairs["direct_work"][0], pairs.get("direct_work_on", [None])[0]
        source = named.get(older.pk, "") if older else ""
        if value is not None:
            told.append((value, date.fromisoformat(day) if day else None, source, entry))
    return told


def _named_lists(entries: Collection[AuditEntry]) -> dict[int, str]:
    """Entry -> the names of the list it came from: "#12", or "#12 list.xlsx" as entries told it until 11/2026."""
    sources = {entry.pk: str(entry.changes.get("source", "")).partition(" ") for entry in entries}
    numbers = {int(number[1:]) for number, _space, name in sources.values() if number[1:].isdigit() and not name}
    known = {number: name for names in _lists for number, name in names(numbers).items()} if numbers else {}
    return {pk: name or known.get(int(f"0{number[1:]}"), "") for pk, (number, _space, name) in sources.items()}


def looked_at(person: Person) -> QuerySet[AuditEntry]:
    """Who looked at the full citizen id or took the person's data out of the system, the newest first."""
    return AuditEntry.objects.filter(object_type="person", object_id__in=record_numbers(person), action__in=LOOKED_AT)


def data_requests(actor: User | System) -> QuerySet[DataRequest]:
    """Requests about the data of persons the actor may see, with ``due``: by when each must be done, and
    ``limited``: the person's data is limited today."""
    rows = DataRequest.objects.filter(person_scope(actor, path="person_id")).select_related("person")
    limited = is_limited(clock.today(), "person_id")
    return rows.annotate(due=Coalesce("extended_to", "due_by"), limited=limited)


def federation_name(actor: User | System) -> str:
    """The name of the provincial federation the actor's units stand in; "" where it cannot be told."""
    rows = Unit.objects.filter(unit_scope(actor), kind=UnitKind.PROVINCIAL_FEDERATION, ended_on__isnull=True)
    above = Unit.objects.filter(
        kind=UnitKind.PROVINCIAL_FEDERATION,
        ended_on__isnull=True,
        reached__unit__in=Unit.objects.filter(unit_scope(actor)),
    )
    found = rows.order_by("pk").first() or above.order_by("pk").first()
    return found.name if found else ""


def retention_run() -> AuditEntry | None:
    """When what is kept long enough was last deleted, and how much."""
    return AuditEntry.objects.filter(object_type="retention", action=RETENTION_RUN).first()
