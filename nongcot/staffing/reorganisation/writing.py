"""Writes what a plan does, inside the caller's transaction: by the thousand rows, and the trail of each unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Q

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, describe
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.bulk import analyse, chunks, insert, reserve
from nongcot.kernel import clock
from nongcot.kernel.text import fold
from nongcot.kernel.unit_names import key_of
from nongcot.people.api import rebuild_reach
from nongcot.people.models import Unit, UnitKindSpan, UnitName, UnitPlacement, UnitReach, UnitSuccession
from nongcot.staffing.reorganisation.holders import close_grants, close_terms, end_posts, go_on
from nongcot.staffing.reorganisation.kinds import Effect, Ending, Node
from nongcot.staffing.reorganisation.ledger import Ledger

_SHAPE = 1
_MANY = 2000
_AUDIT = ("at", "actor_id", "actor_name", "action", "object_type", "object_id", "unit", "changes", "reason")
Tell = Callable[[int], None]
Dated = dict[int, tuple[Node, dict[date, Any]]]


def write_effect(
    effect: Effect, *, actor: User | System, decision: str, ledger: Ledger, tell: Tell = lambda _percent: None
) -> list[int]:
    """Write ``effect``, which has no troubles, through ``ledger``; gives the units touched.

    ``tell`` hears how many per cent are done.
    """
    _units(effect, ledger)
    tell(10)
    _names(_by_unit(effect.renamed), decision, ledger)
    _placements(_by_unit(effect.moved), decision, ledger)
    _kinds(effect, decision, ledger)
    tell(25)
    ended = _end(effect, decision, ledger)
    tell(35)
    ledger.insert(
        UnitSuccession,
        ("predecessor_id", "successor_id", "on", "how"),
        ((unit.pk, into.pk, day, how.value) for unit, into, day, how in effect.successions),
    )
    go_on(ended, decision=decision, ledger=ledger)
    close_terms(ended, ledger)
    close_grants(ended, ledger)
    posts = end_posts(ended, ledger)
    tell(65)
    _reach(effect)
    tell(85)
    insert(AuditEntry, _AUDIT, _trail(effect, actor, decision, posts))
    return sorted(_touched(effect))


def _units(effect: Effect, ledger: Ledger) -> None:
    for node, pk in zip(effect.created, reserve(Unit, len(effect.created)), strict=True):
        node.pk = pk
    columns = ("id", "code", "name", "kind", "sector", "ownership", "began_on", "ended_on", "end_reason", "told")
    ledger.insert(
        Unit,
        columns,
        (
            (n.pk, n.code or None, n.name, n.stored_kind, n.sector, "", n.began_on, None, "", n.told.value)
            for n in effect.created
        ),
    )


def _by_unit(changes: Iterable[tuple[Node, Any, date]]) -> Dated:
    """What each unit is called, or stands under, from which days on; of one day the last word holds."""
    found: Dated = {}
    for node, value, day in changes:
        found.setdefault(node.key, (node, {}))[1][day] = value
    return found


def _ranges(days: dict[date, Any]) -> Iterator[tuple[Any, date, date | None]]:
    ordered = sorted(days)
    for day, until in zip(ordered, [*ordered[1:], None], strict=True):
        yield days[day], day, until


def _names(renamed: Dated, decision: str, ledger: Ledger) -> None:
    _close_open(UnitName, renamed, ledger)
    rows = (
        (node.pk, name, fold(name)[:300], key_of(name)[:300], day, until, decision)
        for node, days in renamed.values()
        for name, day, until in _ranges(days)
    )
    ledger.insert(
        UnitName, ("unit_id", "name", "search_key", "match_key", "from_day", "to_day", "decision_number"), rows
    )
    ledger.update(Unit, {node.pk: {"name": days[max(days)]} for node, days in renamed.values()})


def _kinds(effect: Effect, decision: str, ledger: Ledger) -> None:
    """A unit that changes its kind for the first time gets the one it had before as a span of its own."""
    changed = _by_unit(effect.kinds)
    _close_open(UnitKindSpan, changed, ledger)
    known = {unit for part in chunks(node.pk for node, _days in changed.values()) for unit in _with_spans(part)}
    earlier = (
        (node.pk, getattr(effect.first_kinds[key], "value", ""), None, min(days), "")
        for key, (node, days) in changed.items()
        if node.pk not in known
    )
    rows = (
        (node.pk, kind.value, day, until, decision)
        for node, days in changed.values()
        for kind, day, until in _ranges(days)
    )
    ledger.insert(UnitKindSpan, ("unit_id", "kind", "from_day", "to_day", "decision_number"), chain(earlier, rows))
    ledger.update(Unit, {node.pk: {"kind": days[max(days)].value} for node, days in changed.values()})


def _with_spans(units: list[int]) -> Iterable[int]:
    return UnitKindSpan.objects.filter(unit__in=units).values_list("unit", flat=True)


def _placements(moved: Dated, decision: str, ledger: Ledger) -> None:
    _close_open(UnitPlacement, moved, ledger)
    rows = (
        (node.pk, superior.pk, day, until, decision)
        for node, days in moved.values()
        for superior, day, until in _ranges(days)
    )
    ledger.insert(UnitPlacement, ("unit_id", "superior_id", "from_day", "to_day", "decision_number"), rows)


def _close_open(model: type[Any], changed: Dated, ledger: Ledger) -> None:
    """The row that holds before a change ends with the first change of its unit."""
    first = {node.pk: min(days) for node, days in changed.values()}
    rows = model.objects.filter(Q(to_day__isnull=True)).values_list("pk", "unit_id").iterator(chunk_size=5000)
    ledger.update(model, {pk: {"to_day": first[unit]} for pk, unit in rows if unit in first})


def _end(effect: Effect, decision: str, ledger: Ledger) -> list[Ending]:
    """Units end on their days; gives the endings."""
    changes = {
        e.unit.pk: {"ended_on": e.day, "end_reason": e.how.value, "end_decision_number": decision} for e in effect.ended
    }
    ledger.update(Unit, changes)
    return effect.ended


def _reach(effect: Effect) -> None:
    moved = {node.pk for node, _superior, _day in effect.moved} | {node.pk for node in effect.created}
    if moved:
        rebuild_reach(None if len(moved) > _MANY else moved)
    if len(moved) + len(effect.ended) > _MANY:
        analyse(Unit, UnitName, UnitPlacement, UnitReach, UnitSuccession)


def _touched(effect: Effect) -> set[int]:
    """Every unit of which a fact changed: for the duties that follow."""
    found = {node.pk for node, _value, _day in (*effect.renamed, *effect.moved, *effect.kinds)}
    found |= {ending.unit.pk for ending in effect.ended} | {node.pk for node in effect.created}
    return found | {into.pk for _unit, into, _day, _how in effect.successions}


def _trail(effect: Effect, actor: User | System, decision: str, posts: dict[int, int]) -> Iterator[tuple[Any, ...]]:
    who, now = describe(actor), clock.now()
    by = (getattr(who["actor"], "pk", None), who["actor_name"])

    def entry(action: str, node: Node, changes: dict[str, Any]) -> tuple[Any, ...]:
        told = {"shape": _SHAPE, "changes": {name: [None, value] for name, value in changes.items()}}
        return (now, *by, action, "unit", str(node.pk), node.pk, told, decision)

    fresh = {node.key for node in effect.created}
    for node in effect.created:
        about: dict[str, Any] = {"name": node.name, "kind": node.stored_kind, "began_on": _text(node.began_on)}
        yield entry("people.create_unit", node, about)
    for node, name, day in effect.renamed:
        if node.key not in fresh or day != node.began_on:
            yield entry("people.rename_unit", node, {"name": name, "from_day": _text(day)})
    for node, superior, day in effect.moved:
        if node.key not in fresh or day != node.began_on:
            yield entry("people.move_unit", node, {"superior": superior.pk, "from_day": _text(day)})
    for node, kind, day in effect.kinds:
        yield entry("people.change_unit_kind", node, {"kind": kind.value, "from_day": _text(day)})
    yield from _trail_of_ends(effect, posts, entry)


def _trail_of_ends(effect: Effect, posts: dict[int, int], entry: Callable[..., Any]) -> Iterator[tuple[Any, ...]]:
    heirs: dict[int, list[int]] = defaultdict(list)
    for unit, into, _day, _how in effect.successions:
        heirs[unit.key].append(into.pk)
    for e in effect.ended:
        facts: dict[str, Any] = {
            "ended_on": _text(e.day),
            "unit_end": e.how.value,
            "posts_ended": posts.get(e.unit.pk, 0),
        }
        for number, heir in enumerate(heirs[e.unit.key]):
            facts["successor" if number == 0 else f"successor_{number + 1}"] = heir
        yield entry("people.end_unit", e.unit, facts)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
