"""Questions asked of the audit trail, and the words for what it holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
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
_names: dict[str, Callable[[Any, Collection[int]], Mapping[int, str]]] = {}


def name_actions(words: Mapping[str, Any]) -> None:
    """Say the words (lazy translations) for actions: ``{"people.end_post": _("Kết thúc chức vụ")}``."""
    _actions.update(words)


def name_fields(words: Mapping[str, Any]) -> None:
    """Say the words (lazy translations) for the fields that changes speak of: ``{"to_day": _("đến ngày")}``."""
    _fields.update(words)


def name_values(words: Mapping[str, Any]) -> None:
    """Say the words for stored kinds, by ``field:value``: ``{"post:chair": _("Chủ tịch")}``."""
    _values.update(words)


def name_numbers(fields: Iterable[str], names: Callable[[Any, Collection[int]], Mapping[int, str]]) -> None:
    """Say how the record numbers in these fields get names: ``names(actor, numbers)``, one query, of what the actor may
    see. A number without a name there stays a number.
    """
    _names.update(dict.fromkeys(fields, names))


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


def line(entry: AuditEntry, names: Mapping[str, Mapping[int, str]] | None = None) -> Line:
    """An entry as words; ``names``: of the records it gives by number, by field.

    Changes that are not a pair of before and after are left out.
    """

    def said(field: str, value: Any) -> str:
        if field not in _names or not _is_number(value):
            return value_word(field, value)
        return (names or {}).get(field, {}).get(value) or _("hồ sơ số %(number)s") % {"number": value}

    changes = [Change(field_word(name), said(name, a), said(name, b)) for name, (a, b) in _pairs(entry).items()]
    return Line(entry.at, entry.actor_name, action_word(entry.action), changes, entry.reason)


def lines(entries: Iterable[AuditEntry], *, actor: Any) -> list[Line]:
    """These entries as words, with the names of the records they give by number, as far as ``actor`` may see those.

    One query for each kind of record they speak of, however many entries.
    """
    entries = list(entries)
    wanted: dict[Callable[[Any, Collection[int]], Mapping[int, str]], set[int]] = {}
    for entry in entries:
        for name, pair in _pairs(entry).items():
            if name in _names:
                wanted.setdefault(_names[name], set()).update(value for value in pair if _is_number(value))
    found = {ask: ask(actor, numbers) for ask, numbers in wanted.items() if numbers}
    names = {field: found.get(ask, {}) for field, ask in _names.items()}
    return [line(entry, names) for entry in entries]


def _pairs(entry: AuditEntry) -> dict[str, list[Any]]:
    stored = entry.changes.get("changes", {})
    return {name: pair for name, pair in stored.items() if isinstance(pair, list) and len(pair) == 2}


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


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
