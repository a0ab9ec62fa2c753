"""What becomes of the holders of posts, the terms and the logins of units that end: foreseen first, then written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Model, Q

from nongcot.duties.api import after_kind
from nongcot.duties.models import Duty
from nongcot.infra.bulk import chunks, reserve
from nongcot.people.kinds import SINGLE_POSTS, EndReason, Mandate, UnitKind
from nongcot.people.models import Body, PostHeld, RoleGrant, Term, TermExtension
from nongcot.staffing.reorganisation.kinds import Effect, Ending, Node, Notice, PostsWay, Said, Trouble
from nongcot.staffing.reorganisation.ledger import Ledger

BodyKey = tuple[int, str, str]  # unit, kind, name


COUNTED = ("posts", "going_on", "terms", "grants", "duties")


@dataclass(slots=True)
class Holders:
    """How many posts end and how many of their holders go on, terms and grants end, duties close: of each unit."""

    units: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def total(self, name: str) -> int:
        return sum(counts[name] for counts in self.units.values())


@dataclass(frozen=True, slots=True)
class Held:
    """A post that still holds when its unit ends."""

    pk: int
    person: int
    body: BodyKey
    post: str
    mandate: str
    from_day: date | None


def look_ahead(effect: Effect) -> Holders:
    """Count what the endings reach, and add to ``effect`` what only the posts can tell: later ones, two chairs."""
    ended = _on_record(effect.ended)
    lines = {e.unit.pk: e for e in ended}
    for day, units in _by_day(ended):
        later = PostHeld.objects.filter(unit__in=units, from_day__gte=day).exclude(to_day__lte=day)
        for unit, person in later.values_list("unit_id", "person__name"):
            facts = (("unit", lines[unit].unit.name), ("person", person))
            effect.troubles.append(Said(Trouble.LATER_POSTS, lines[unit].line, lines[unit].unit.code, facts))
    going = _going(ended)
    held_on = _held(going)
    _two_chairs(effect, going, held_on)
    holders = Holders()
    for unit, rows in held_on.items():
        holders.units[unit]["going_on"] = len(rows)
    for name, model, path in (
        ("posts", PostHeld, "unit"),
        ("terms", Term, "body__unit"),
        ("grants", RoleGrant, "unit"),
    ):
        _count(holders, name, model, path, ended)
    for part in chunks(lines):
        open_duties = Duty.objects.filter(unit__in=part, closed_on__isnull=True)
        for unit, number in open_duties.values_list("unit").annotate(Count("pk")).order_by():
            holders.units[unit]["duties"] = number
    return holders


def tell_duties(effect: Effect) -> None:
    """Tell of every unit that becomes of another kind how many duties the rules for that kind add and take away."""
    lines = {node.key: line for line, node in effect.kinds_by_line.items()}
    by_day: dict[date, dict[int, tuple[Node, UnitKind]]] = defaultdict(dict)
    for node, kind, day in effect.kinds:
        if node.pk:
            by_day[day][node.pk] = (node, kind)
    for day, changed in by_day.items():
        for unit, found in after_kind({pk: kind for pk, (_node, kind) in changed.items()}, day=day).items():
            node = changed[unit][0]
            facts = (("opened", str(found.opened.total())), ("closed", str(found.closed.total())))
            if found.opened or found.closed:
                effect.notices.append(Said(Notice.KIND_DUTIES, lines[node.key], node.code, facts))


def _on_record(ended: Sequence[Ending]) -> list[Ending]:
    return [e for e in ended if e.unit.pk]


def _going(ended: Sequence[Ending]) -> list[tuple[Ending, Node]]:
    """The endings whose holders go on, each with every unit that some of them go on in."""
    going = [e for e in ended if e.unit.pk and e.into is not None and e.posts != PostsWay.END]
    return [(e, node) for e in going for node in {n.key: n for n in (e.into, *e.placed.values()) if n}.values()]


def _share(ending: Ending, into: Node, held: dict[int, list[Held]]) -> list[Held]:
    """The posts of the ending unit whose holders go on in ``into``."""
    return [one for one in held[ending.unit.pk] if ending.placed.get(one.pk, ending.into) is into]


def _still(path: str, units: Sequence[int], day: date) -> Q:
    return Q(Q(to_day__isnull=True) | Q(to_day__gt=day), **{f"{path}__in": units})


def _by_day(ended: Iterable[Ending]) -> Iterator[tuple[date, list[int]]]:
    """The units that end on one day, some thousand at a time."""
    days: dict[date, list[int]] = defaultdict(list)
    for ending in ended:
        days[ending.day].append(ending.unit.pk)
    for day, units in days.items():
        yield from ((day, part) for part in chunks(units))


def _count(holders: Holders, name: str, model: type[Model], path: str, ended: Sequence[Ending]) -> None:
    """How many rows of each unit hold beyond its end."""
    manager: Any = model._default_manager  # noqa: SLF001  (Django's public door to a model)
    for day, units in _by_day(ended):
        found = manager.filter(_still(path, units, day)).values_list(path).annotate(Count("pk")).order_by()
        for unit, number in found:
            holders.units[unit][name] += number


def _held(going: Sequence[tuple[Ending, Node]]) -> dict[int, list[Held]]:
    """Of each unit whose holders go on: the posts they hold."""
    found: dict[int, list[Held]] = defaultdict(list)
    columns = ("unit_id", "pk", "person_id", "body__kind", "body__name", "post", "mandate", "from_day")
    for day, units in _by_day({e.unit.pk: e for e, _into in going}.values()):
        rows = PostHeld.objects.filter(_still("unit", units, day)).order_by("unit_id", "from_day", "pk")
        for unit, pk, person, kind, name, post, mandate, from_day in rows.values_list(*columns):
            found[unit].append(Held(pk, person, (unit, kind, name), post, mandate, from_day))
    return found


def _two_chairs(effect: Effect, going: Sequence[tuple[Ending, Node]], held: dict[int, list[Held]]) -> None:
    """Tell of every committee that would have two holders of a single post."""
    seats: dict[tuple[int, str, str, str], set[int]] = defaultdict(set)
    keys = {into.pk: into.key for _ending, into in going if into.pk}
    for part in chunks(keys):
        sitting = PostHeld.objects.filter(unit__in=part, post__in=SINGLE_POSTS, to_day__isnull=True)
        columns = ("unit_id", "body__kind", "body__name", "post", "person_id")
        for unit, kind, name, post, person in sitting.values_list(*columns):
            seats[keys[unit], kind, name, post].add(person)
    named = {into.key: (into, ending.line) for ending, into in going}
    for ending, into in going:
        for one in _share(ending, into, held):
            if one.post in SINGLE_POSTS:
                seats[into.key, one.body[1], one.body[2], one.post].add(one.person)
    for (key, kind, name, post), persons in seats.items():
        if len(persons) > 1:
            heir, line = named[key]
            facts = (("unit", heir.name), ("post", post), ("body", name or kind), ("number", str(len(persons))))
            effect.notices.append(Said(Notice.TWO_CHAIRS, line, heir.code, facts))


# writing


def end_posts(ended: Sequence[Ending], ledger: Ledger) -> dict[int, int]:
    """Posts end with their unit; gives how many of each unit."""
    counts: Counter[int] = Counter()
    for day, units in _by_day(_on_record(ended)):
        rows = PostHeld.objects.filter(_still("unit", units, day))
        counts.update(rows.values_list("unit_id", flat=True))
        ledger.set(rows, to_day=day, end_reason=EndReason.UNIT_ENDED.value)
    return counts


def close_terms(ended: Sequence[Ending], ledger: Ledger) -> None:
    """Terms end with their unit."""
    for day, units in _by_day(_on_record(ended)):
        rows = Term.objects.filter(body__unit__in=units, to_day__isnull=True)
        ledger.set(rows.exclude(from_day__gte=day), to_day=day)


def close_grants(ended: Sequence[Ending], ledger: Ledger) -> None:
    """Roles on a unit end with it; they go on in the successor where the holders of posts do."""
    heirs = {e.unit.pk: e.into.pk for e, _into in _going(ended) if e.into}
    for day, units in _by_day(_on_record(ended)):
        rows = RoleGrant.objects.filter(_still("unit", units, day))
        found = list(rows.values_list("pk", "user_id", "unit_id", "role", "from_day"))
        ledger.update(RoleGrant, {pk: {"to_day": max(day, first or day)} for pk, _user, _unit, _role, first in found})
        going = {(user, heirs[unit], role) for _grant, user, unit, role, _first in found if unit in heirs}
        ledger.insert(
            RoleGrant,
            ("user_id", "unit_id", "role", "from_day", "to_day"),
            ((user, unit, role, day, None) for user, unit, role in sorted(going)),
        )


def go_on(ended: Sequence[Ending], *, decision: str, ledger: Ledger) -> None:
    """Holders of posts go on in the successor, where the plan says so: the same post, under the mandate it names."""
    going = _going(ended)
    held = _held(going)
    bodies = _bodies({(into.pk, h.body[1], h.body[2]) for e, into in going for h in _share(e, into, held)}, ledger)
    _terms(going, bodies, decision, ledger)
    rows: dict[tuple[int, int, str], tuple[Any, ...]] = {}
    for e, into in going:
        for h in _share(e, into, held):
            body = bodies[into.pk, h.body[1], h.body[2]]
            mandate = Mandate.APPOINTED.value if e.posts == PostsWay.APPOINT else h.mandate
            row = (h.person, body, into.pk, h.post, e.day, mandate, decision[:80])
            rows.setdefault((h.person, body, h.post), row)
    for person, body, post in _sitting(bodies):
        rows.pop((person, body, post), None)
    fields = ("person_id", "body_id", "unit_id", "post", "from_day", "mandate", "decision_number")
    ledger.insert(
        PostHeld,
        (*fields, "to_day", "decision_day", "end_reason"),
        ((*row, None, None, "") for row in rows.values()),
    )


def _sitting(bodies: dict[BodyKey, int]) -> Iterator[tuple[int, int, str]]:
    """Who holds which post of these bodies already."""
    for part in chunks(bodies.values()):
        rows = PostHeld.objects.filter(body__in=part, to_day__isnull=True)
        yield from rows.values_list("person_id", "body_id", "post")


def _bodies(wanted: set[BodyKey], ledger: Ledger) -> dict[BodyKey, int]:
    """The bodies of the successors, opened where there is none yet."""
    found: dict[BodyKey, int] = {}
    for part in chunks({unit for unit, _kind, _name in wanted}):
        rows = Body.objects.filter(unit__in=part).values_list("pk", "unit_id", "kind", "name")
        found.update({(unit, kind, name): pk for pk, unit, kind, name in rows})
    fresh = sorted(wanted - found.keys())
    found.update(zip(fresh, reserve(Body, len(fresh)), strict=True))
    ledger.insert(Body, ("id", "unit_id", "kind", "name"), ((found[key], *key) for key in fresh))
    return {key: found[key] for key in wanted}


def _terms(going: Sequence[tuple[Ending, Node]], bodies: dict[BodyKey, int], decision: str, ledger: Ledger) -> None:
    """A body of a successor without a term gets one: for the rest of the longest of those it carries on."""
    running: set[int] = set()
    for part in chunks(bodies.values()):
        running.update(Term.objects.filter(body__in=part, to_day__isnull=True).values_list("body_id", flat=True))
    rests = _rests(going)
    rows: dict[int, tuple[Any, ...]] = {}
    for e, into in going:
        for kind, name, until, mandate in rests[e.unit.pk]:
            body = bodies.get((into.pk, kind, name))
            if body is None or body in running or (until and until <= e.day):
                continue
            known = rows.get(body)
            if known is None or (until and known[2] and until > known[2]):
                told = Mandate.APPOINTED.value if e.posts == PostsWay.APPOINT else mandate
                rows[body] = (body, e.day, until, told, decision[:80])
    fields = ("body_id", "from_day", "planned_end", "mandate", "decision_number", "to_day", "seats_fixed")
    ledger.insert(Term, (*fields, "decision_day"), ((*row, None, None, None) for row in rows.values()))


def _rests(going: Sequence[tuple[Ending, Node]]) -> dict[int, list[tuple[str, str, date | None, str]]]:
    """Of each unit: kind and name of a body, until when its running term was to last with extensions, its mandate."""
    found: dict[int, list[tuple[str, str, date | None, str]]] = defaultdict(list)
    for day, units in _by_day({e.unit.pk: e for e, _into in going}.values()):
        terms = Term.objects.filter(_still("body__unit", units, day))
        ends = dict(TermExtension.objects.filter(term__in=terms).order_by("pk").values_list("term_id", "new_end"))
        columns = ("pk", "body__unit_id", "body__kind", "body__name", "planned_end", "mandate")
        for pk, unit, kind, name, planned, mandate in terms.order_by("from_day", "pk").values_list(*columns):
            found[unit].append((kind, name, ends.get(pk, planned), mandate))
    return found
