"""Questions asked of the audit trail, and the words for what it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nongcot.infra.audit.models import AuditEntry

_actions: dict[str, Any] = {}
_fields: dict[str, Any] = {}
_values: dict[str, Any] = {}


def name_actions(words: Mapping[str, Any]) -> None:
    """Say the words (lazy translations) for actions: ``{"people.end_post": _("Kết thúc chức vụ")}``."""
    _actions.update(words)


def name_fields(words: Mapping[str, Any]) -> None:
    """Say the words (lazy translations) for the fields that changes speak of: ``{"to_day": _("đến ngày")}``."""
    _fields.update(words)


def name_values(words: Mapping[str, Any]) -> None:
    """Say the words for stored kinds, by ``field:value``: ``{"post:chair": _("Chủ tịch")}``."""
    _values.update(words)


def action_word(code: str) -> str:
    """The words for an action, or its code where nobody named it."""
    return str(_actions.get(code, code))


def field_word(name: str) -> str:
    return str(_fields.get(name, name))


def value_word(field: str, value: Any) -> str:
    """A value of a change as people read it; "" for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(value_word(field, item) for item in value)
    known = _values.get(f"{field}:{value}")
    if known is not None:
        return str(known)
    try:
        return date_format(date.fromisoformat(value), "d/m/Y") if isinstance(value, str) else str(value)
    except ValueError:
        return str(value)


@dataclass(frozen=True, slots=True)
class Change:
    """One field from what to what, as words; both "" where the value is not kept in the trail."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the trail, as words."""

    at: datetime
    who: str
    what: str
    changes: list[Change]
    reason: str


def line(entry: AuditEntry) -> Line:
    """An entry as words. Changes that are not a pair of before and after are left out."""
    stored = entry.changes.get("changes", {})
    pairs = {name: pair for name, pair in stored.items() if isinstance(pair, list) and len(pair) == 2}
    changes = [Change(field_word(name), value_word(name, a), value_word(name, b)) for name, (a, b) in pairs.items()]
    return Line(entry.at, entry.actor_name, action_word(entry.action), changes, entry.reason)


def about(*, units: Collection[int] = (), objects: Collection[tuple[str, int | str]] = ()) -> QuerySet[AuditEntry]:
    """Entries about any of these units or objects (``("person", 12)``), newest first. Limit who asks before asking."""
    wanted = Q(unit__in=units) if units else Q(pk__in=[])
    for kind, key in objects:
        wanted |= Q(object_type=kind, object_id=str(key))
    return AuditEntry.objects.filter(wanted)


def newest(*, units: Collection[int] = (), objects: Collection[tuple[str, int | str]] = ()) -> int:
    """The number of the newest entry about these, 0 where there is none: what somebody has seen who sees a page now."""
    return about(units=units, objects=objects).values_list("pk", flat=True).first() or 0


def since(
    seen: int, *, units: Collection[int] = (), objects: Collection[tuple[str, int | str]] = (), most: int = 20
) -> list[AuditEntry]:
    """Entries that changed something about these after number ``seen``, newest first."""
    later = about(units=units, objects=objects).filter(pk__gt=seen)
    return [entry for entry in later[: most * 3] if entry.changes.get("changes")][:most]
