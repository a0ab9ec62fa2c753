"""Writes a plan: inside the caller's transaction, by the thousand rows, with an entry in the trail for every change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from django.db.models import Model

from nongcot.infra import sealing
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, describe, masked
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.bulk import analyse, insert, reserve, update
from nongcot.intake.apply.facts import direct_work_of, shortened
from nongcot.intake.apply.kinds import About, Plan, name_key
from nongcot.intake.apply.ledger import Ledger
from nongcot.intake.apply.terms import executive, share_bodies
from nongcot.kernel import clock
from nongcot.kernel.names import sort_key
from nongcot.kernel.text import fold
from nongcot.kernel.unit_names import key_of as unit_key
from nongcot.people.api import rows_by_the_thousand
from nongcot.people.models import Body, MemberCount, Person, PostHeld, Term, Unit, UnitName, UnitPlacement, UnitReach

SHAPE = 1
_MANY_ROWS = 5000
_PERSON = (
    "id", "name", "search_key", "sort_key", "sex", "born", "citizen_sealed", "citizen_index", "citizen_last4", "phone",
    "other_phones", "email", "ethnicity", "education", "political_theory", "party_member", "employer", "job",
    "contract_ends_on", "note", "direct_work", "direct_work_on", "direct_work_source",
)  # fmt: skip
_POST = (
    "person_id", "body_id", "unit_id", "post", "from_day", "to_day", "mandate", "decision_number", "decision_day",
    "end_reason",
)  # fmt: skip
_AUDIT = ("at", "actor_id", "actor_name", "action", "object_type", "object_id", "unit", "changes", "reason")


def write_plan(plan: Plan, *, actor: User | System, source: str, ledger: Ledger | None = None) -> None:
    """Write everything the plan holds; an empty plan writes nothing. ``source`` names the import.

    ``ledger`` is told of every row that is new or changed.

    Afterwards the plan's ``unit_ids``, ``body_ids`` and ``person_ids`` hold the new primary keys too.
    """
    if not plan.anything:
        return
    known = {pk: key for key, pk in plan.person_ids.items()}
    ledger = ledger or Ledger()
    with rows_by_the_thousand(len(plan.new_persons) + len(plan.new_posts)):
        _units(plan, ledger)
        _counts(plan, source, ledger)
        _bodies(plan, ledger)
        _terms(plan, ledger)
        # Reserved before the rows are asked for: while rows stream into PostgreSQL the connection answers nothing else.
        plan.person_ids.update(zip(plan.new_persons, reserve(Person, len(plan.new_persons)), strict=True))
        ledger.made(Person, [plan.person_ids[key] for key in plan.new_persons])
        insert(Person, _PERSON, _persons(plan))
        _update(Person, plan.person_updates, ledger)
        _insert(PostHeld, _POST, _posts(plan), len(plan.new_posts), ledger)
        _update(PostHeld, plan.post_updates, ledger)
    insert(AuditEntry, _AUDIT, _trail(plan, actor, source, known))


def analyse_written(plan: Plan) -> None:
    """After very many new rows take the tables' statistics anew: the run of duties that follows asks much of them."""
    if len(plan.new_units) + len(plan.new_persons) + len(plan.new_posts) > _MANY_ROWS:
        analyse(Unit, UnitName, UnitPlacement, UnitReach, MemberCount, Body, Term, Person, PostHeld)


def _insert(
    model: type[Model], fields: tuple[str, ...], rows: Iterable[tuple[Any, ...]], count: int, ledger: Ledger
) -> None:
    """Insert ``count`` rows under keys of which the ledger is told."""
    keys = reserve(model, count)
    ledger.made(model, keys)
    insert(model, ("id", *fields), ((key, *row) for key, row in zip(keys, rows, strict=True)))


def _update(model: type[Model], changes: dict[int, dict[str, Any]], ledger: Ledger) -> None:
    ledger.changes(model, changes)
    update(model, changes)


def _units(plan: Plan, ledger: Ledger) -> None:
    units, keys = plan.roster.units, plan.new_units
    made = reserve(Unit, len(keys))
    plan.unit_ids.update(zip(keys, made, strict=True))
    ledger.made(Unit, made)
    columns = ("id", "code", "name", "kind", "sector", "ownership", "began_on", "ended_on", "end_reason", "told")
    insert(
        Unit,
        columns,
        (
            (
                plan.unit_ids[key], u.code or None, u.name, _text(u.kind), _text(u.sector), _text(u.ownership),
                u.began_on, u.ended_on, "", u.told.value,
            )
            for key in keys
            for u in (units[key],)
        ),
    )  # fmt: skip
    names = ("unit_id", "name", "search_key", "match_key", "from_day", "to_day")
    _insert(
        UnitName,
        names,
        (
            (plan.unit_ids[key], name, fold(name)[:300], unit_key(name)[:300], units[key].began_on, None)
            for key in keys
            for name in (units[key].name,)
        ),
        len(keys),
        ledger,
    )
    placed = [(key, plan.superiors[key]) for key in keys if key in plan.superiors]
    _insert(
        UnitPlacement,
        ("unit_id", "superior_id", "from_day", "to_day"),
        (
            (plan.unit_ids[key], plan.unit_ids[above] if isinstance(above, str) else above, units[key].began_on, None)
            for key, above in placed
        ),
        len(placed),
        ledger,
    )
    _update(Unit, plan.unit_updates, ledger)


def _counts(plan: Plan, source: str, ledger: Ledger) -> None:
    rows = ((plan.unit_ids[key], day, members, women, source[:200]) for key, day, members, women in plan.counts)
    _insert(MemberCount, ("unit_id", "day", "members", "women", "source"), rows, len(plan.counts), ledger)
    _update(MemberCount, plan.count_updates, ledger)


def _bodies(plan: Plan, ledger: Ledger) -> None:
    keys = list(plan.new_bodies)
    made = reserve(Body, len(keys))
    plan.body_ids.update(zip(keys, made, strict=True))
    ledger.made(Body, made)
    rows = ((plan.body_ids[key], plan.unit_ids[key[0]], key[1].value, plan.new_bodies[key]) for key in keys)
    insert(Body, ("id", "unit_id", "kind", "name"), rows)
    share_bodies(plan)


def _terms(plan: Plan, ledger: Ledger) -> None:
    columns = (
        "body_id", "from_day", "to_day", "planned_end", "seats_fixed", "mandate", "decision_number", "decision_day",
    )  # fmt: skip
    rows = (
        (plan.body_ids[executive(t.unit)], t.from_day, t.to_day, t.planned_end, t.seats_fixed, "", "", None)
        for t in plan.new_terms
    )
    _insert(Term, columns, rows, len(plan.new_terms), ledger)
    _update(Term, plan.term_updates, ledger)


def _persons(plan: Plan) -> Iterator[tuple[Any, ...]]:
    for key in plan.new_persons:
        p = plan.roster.persons[key]
        citizen = p.citizen_id
        yield (
            plan.person_ids[key], p.name, fold(p.name)[:200], sort_key(p.name)[:400], _text(p.sex), p.born or "",
            sealing.seal(citizen) if citizen else None, plan.citizens[citizen] if citizen else "",
            citizen[-4:] if citizen else "", p.phones[0] if p.phones else "", shortened(p.phones[1:]),
            p.email or "", p.ethnicity or "", p.education or "", p.political_theory or "", p.party_member,
            p.employer or "", p.job or "",
            p.contract_ends_on, p.note or "", *direct_work_of(p, plan).values(),
        )  # fmt: skip


def _posts(plan: Plan) -> Iterator[tuple[Any, ...]]:
    for post in plan.new_posts:
        body = plan.body_ids[post.unit, post.body, name_key(post.body_name)]
        yield (
            plan.person_ids[post.person], body, plan.unit_ids[post.unit], post.post.value, post.from_day, post.to_day,
            _text(post.mandate), post.decision_number or "", post.decision_day, _text(post.end_reason),
        )  # fmt: skip


def _text(kind: StrEnum | None) -> str:
    return kind.value if kind else ""


def _trail(plan: Plan, actor: User | System, source: str, known: dict[int, str]) -> Iterator[tuple[Any, ...]]:
    """One entry for each unit that changed and each person on record whose facts changed.

    They keep the number of the import in front of ``source``, not the names of its files: one may be a person's.
    """
    who, now, number = describe(actor), clock.now(), source.partition(" ")[0]
    by = (now, who["actor"].pk if who["actor"] else None, who["actor_name"])
    for pk, changes in _unit_changes(plan).items():
        yield (*by, "intake.apply_unit", "unit", str(pk), pk, {"shape": SHAPE, **changes, "source": number}, "")
    for pk, told in plan.person_changes.items():
        units = plan.roster.persons[known[pk]].units
        unit = next((plan.unit_ids[key] for key in units if key in plan.unit_ids), None)
        facts = {"shape": SHAPE, "changes": masked(told), "source": number}
        yield (*by, "intake.update_person", "person", str(pk), unit, facts, "")


def _unit_changes(plan: Plan) -> dict[int, dict[str, Any]]:
    posts = Counter(post.unit for post in plan.new_posts)
    persons = Counter(
        next(unit for unit in plan.roster.persons[key].units if unit not in plan.refused) for key in plan.new_persons
    )
    told: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    for key in plan.new_units:
        told[key]["name"] = [None, plan.roster.units[key].name]
    for d in plan.changed:
        if d.about in (About.UNIT, About.MEMBERS, About.TERM):
            told[d.unit][f"{d.about.value}.{d.field}"] = [d.before, d.after]
        elif d.about is About.POST:
            told[d.unit][f"{d.about.value}.{d.field}: {d.name}"] = [d.before, d.after]
    return {
        plan.unit_ids[key]: {"changes": told[key], "new_persons": persons[key], "new_posts": posts[key]}
        for key in sorted(plan.touched)
    }
