"""Actors, and the one way to leave a trace of an action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    """
    return AuditEntry(
        at=clock.now(),
        action=action,
        object_type=object_type,
        object_id=str(object_id),
        unit=unit,
        changes={"shape": SHAPE, "changes": changes or {}, **facts},
        reason=reason,
        **describe(actor),
    )


def record(**kwargs: Any) -> AuditEntry:
    """Write one entry; takes what :func:`entry` takes. Call it inside the action's transaction."""
    row = entry(**kwargs)
    row.save()
    return row
