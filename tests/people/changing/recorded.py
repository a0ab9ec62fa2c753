"""Changes of a unit that can be taken back: each verb done to the factory, and every fact on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from nongcot.infra.audit.models import AuditEntry
from nongcot.people import api
from nongcot.people.api import Elected
from nongcot.people.kinds import BodyKind, Post, UnitEnd, UnitKind
from nongcot.people.models import (
    Body,
    Person,
    PostHeld,
    Term,
    TermExtension,
    Unit,
    UnitKindSpan,
    UnitName,
    UnitPlacement,
    UnitReach,
    UnitSuccession,
)
from tests.factories import people as make
from tests.factories.people import SYSTEM

DAY = date(2026, 3, 1)
BOARD = BodyKind.EXECUTIVE_COMMITTEE
ROSTER = (Unit, UnitName, UnitKindSpan, UnitPlacement, UnitSuccession, Body, Term, TermExtension, Person, PostHeld)


def roster() -> list[Any]:
    """Every fact on record."""
    facts: list[Any] = [list(model.objects.order_by("pk").values()) for model in ROSTER]
    reach = UnitReach.objects.order_by("unit", "ancestor", "from_day", "to_day", "depth")
    return [*facts, list(reach.values("unit", "ancestor", "from_day", "to_day", "depth"))]


def newest(action: str) -> AuditEntry:
    return AuditEntry.objects.filter(action=action).order_by("-pk")[0]


def end(cast: Any, **more: Any) -> str:
    api.end_unit(**{"actor": SYSTEM, "unit": cast.factory, "day": DAY, "reason": UnitEnd.DISSOLVED, **more})
    return "people.end_unit"


def merge(cast: Any) -> str:
    return end(cast, reason=UnitEnd.MERGED, successor=cast.foreign)


def rename(cast: Any) -> str:
    api.rename_unit(actor=SYSTEM, unit=cast.factory, name="Công đoàn cơ sở May Sao Hôm", day=DAY)
    return "people.rename_unit"


def move(cast: Any) -> str:
    api.move_unit(actor=SYSTEM, unit=cast.factory, superior=cast.other_ward, day=DAY)
    return "people.move_unit"


def change_kind(cast: Any) -> str:
    new = UnitKind.SYNDICATE if cast.factory.kinds.count() % 2 else UnitKind.PUBLIC_SERVICE
    api.change_unit_kind(actor=SYSTEM, unit=cast.factory, kind=new, day=DAY)
    return "people.change_unit_kind"


def congress(cast: Any) -> str:
    new = Person.objects.filter(name="Vũ An").first() or make.person("Vũ An")
    elected = [Elected(cast.chair, Post.CHAIR), Elected(new, Post.MEMBER)]
    api.record_congress(
        actor=SYSTEM, unit=cast.factory, body=BOARD, day=DAY, planned_end=date(2031, 3, 1), seats_fixed=3,
        elected=elected,
    )  # fmt: skip
    return "people.record_term"


def first_women(cast: Any) -> str:
    """A congress of a body that was not there before."""
    api.record_congress(
        actor=SYSTEM, unit=cast.factory, body=BodyKind.WOMENS_COMMITTEE, day=DAY, planned_end=date(2031, 3, 1),
        seats_fixed=None, elected=[Elected(cast.chair, Post.HEAD)],
    )  # fmt: skip
    return "people.record_term"


def term(cast: Any) -> str:
    api.record_term(
        actor=SYSTEM, unit=cast.factory, body=BOARD, from_day=DAY, planned_end=date(2031, 3, 1), seats_fixed=5
    )
    return "people.record_term"


def extend(cast: Any) -> str:
    running = Term.objects.filter(body__unit=cast.factory, to_day__isnull=True).get()
    last = running.extensions.order_by("-new_end").values_list("new_end", flat=True).first() or running.planned_end
    assert last
    api.extend_term(
        actor=SYSTEM, term=running, new_end=last + timedelta(days=90), decision_number="5/QĐ", decision_day=DAY
    )
    return "people.extend_term"


ALL: list[Callable[[Any], str]] = [end, merge, rename, move, change_kind, congress, first_women, term, extend]
