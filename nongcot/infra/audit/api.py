"""Actors, and the one way to leave a trace of an action."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock

if TYPE_CHECKING:
    from nongcot.infra.accounts.models import User

SHAPE = 1


@dataclass(frozen=True, slots=True)
class System:
    """An actor that is not a login: a command line run by the administrator of the machine, or the nightly run."""

    name: str

    def __str__(self) -> str:
        return self.name


def describe(actor: User | System) -> dict[str, Any]:
    """The actor's columns of an audit entry."""
    if isinstance(actor, System):
        return {"actor": None, "actor_name": actor.name}
    return {"actor": actor, "actor_name": str(actor)}


# Telling numbers apart takes their last digits; of the sensitive facts of a person only that they changed is told.
_ENDINGS = {"citizen_id": 4, "phone": 3}
_HIDDEN = frozenset({"other_phones", "email", "ethnicity", "religion", "party_member"})
_MARKS = "•…"
HIDDEN = "•••"


def masked(changes: dict[str, Any]) -> dict[str, Any]:
    """``changes`` (field -> [before, after]) as they may stay in the trail for good, also after an erasure.

    A citizen id or phone number keeps its last digits ("…0001"), sensitive facts become "•••"; nothing stays nothing.
    Masking what is masked already changes nothing.
    """
    return {field: _masked(field, pair) if isinstance(pair, list) else pair for field, pair in changes.items()}


def _masked(field: str, pair: list[Any]) -> list[Any]:
    if field in _HIDDEN:
        return [value if value in (None, "") else HIDDEN for value in pair]
    if field in _ENDINGS:
        return [_ending(value, _ENDINGS[field]) for value in pair]
    return pair


def _ending(value: Any, digits: int) -> Any:
    if value in (None, "") or str(value).startswith(tuple(_MARKS)):
        return value
    return f"…{str(value)[-digits:]}"


def entry(
    *,
    actor: User | System,
    action: str,
    object_type: str,
    object_id: object,
    unit: int | None = None,
    changes: dict[str, Any] | None = None,
    reason: str = "",
    **facts: Any,
) -> AuditEntry:
    """An unsaved entry, for actions that write many at once with ``bulk_create``.

    ``changes`` maps a field to ``[before, after]``; ``facts`` are further JSON values kept beside them.
    Personal values among the changes are :func:`masked`.
    """
    return AuditEntry(
        at=clock.now(),
        action=action,
        object_type=object_type,
        object_id=str(object_id),
        unit=unit,
        changes={"shape": SHAPE, "changes": masked(changes or {}), **facts},
        reason=reason,
        **describe(actor),
    )


def record(**kwargs: Any) -> AuditEntry:
    """Write one entry; takes what :func:`entry` takes. Call it inside the action's transaction."""
    row = entry(**kwargs)
    row.save()
    return row


def redact(object_type: str, object_ids: Collection[str]) -> int:
    """Take the values out of the entries about these objects, where the law wants personal data erased.

    That something happened, when, by whom and to which fields stays. Gives how many entries were redacted. The trail
    is append-only for every other purpose.
    """
    rows = list(AuditEntry.objects.filter(object_type=object_type, object_id__in=object_ids))
    for row in rows:
        fields = row.changes.get("changes", {})
        row.changes = {"shape": SHAPE, "changes": {field: ["", ""] for field in fields}, "redacted": True}
        row.reason = ""
    AuditEntry.objects.bulk_update(rows, ["changes", "reason"], batch_size=500)
    return len(rows)


def redact_reasons(tells: Callable[[str], bool], *, units: Collection[int]) -> int:
    """Take typed reasons out of entries about other things, where they tell of a person whose data is erased.

    Looked at are the entries of ``units`` and those of none. Gives how many were redacted; all else of them stays.
    """
    typed = AuditEntry.objects.filter(Q(unit__isnull=True) | Q(unit__in=units)).exclude(reason="")
    rows = [row for row in typed.iterator(1000) if tells(row.reason)]
    for row in rows:
        row.changes, row.reason = {**row.changes, "redacted": True}, ""
    AuditEntry.objects.bulk_update(rows, ["changes", "reason"], batch_size=500)
    return len(rows)
