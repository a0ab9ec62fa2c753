"""What the roster looks like over HTTP."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from nongcot.people.kinds import BodyKind, Mandate, Ownership, Post, Sector, Sex, UnitKind
from nongcot.people.models import Person, PostHeld, Unit
from nongcot.people.shown.changes import ShownChange


class UnitOut(Schema):
    id: int
    code: str | None
    name: str
    kind: UnitKind
    sector: Sector | None
    ownership: Ownership | None
    superior: int | None
    members: int | None
    women: int | None
    from_: date | None = Field(alias="from")
    to: date | None


class UnitPage(Schema):
    items: list[UnitOut]
    next: str | None


class PersonOut(Schema):
    id: int
    name: str
    sex: Sex | None
    born: str | None
    citizen_id_last4: str | None
    phone: str | None
    email: str | None
    education: str | None
    employer: str | None
    job: str | None
    direct_work: bool | None
    direct_work_on: date | None
    contract_ends_on: date | None


class PersonDetail(PersonOut):
    """``sensitive`` is null for who may not read it; ``limited_from`` the day since which the person's data is kept and
    not otherwise processed, as the person asked."""

    sensitive: dict[str, str | bool | None] | None
    limited_from: date | None


class PersonPage(Schema):
    items: list[PersonOut]
    next: str | None


class PostOut(Schema):
    id: int
    person: int
    person_name: str
    unit: int
    unit_name: str
    body: BodyKind
    body_name: str
    post: Post
    mandate: Mandate | None
    decision_number: str
    decision_day: date | None
    from_: date | None = Field(alias="from")
    to: date | None
    end_reason: str | None


class PostPage(Schema):
    items: list[PostOut]
    next: str | None


class DocumentOut(Schema):
    number: str
    signed: date | None
    from_: date | None = Field(alias="from")
    what: str


class FieldChange(Schema):
    field: str
    before: str
    after: str


class UnitChangeOut(Schema):
    id: int
    at: datetime
    who: str
    what: str
    about: str
    reason: str
    changes: list[FieldChange]
    may_take_back: bool
    taken_back: bool


def change_out(one: ShownChange) -> dict[str, Any]:
    line = one.line
    return {
        "id": one.pk,
        "at": line.at,
        "who": line.who,
        "what": line.what,
        "about": one.about,
        "reason": line.reason,
        "changes": [{"field": c.field, "before": c.before, "after": c.after} for c in line.changes],
        "may_take_back": one.may,
        "taken_back": one.taken,
    }


def unit_out(unit: Unit) -> dict[str, Any]:
    """A unit that carries the annotations of ``queries.units``."""
    seen: Any = unit
    return {
        "id": unit.pk,
        "code": unit.code,
        "name": seen.day_name,
        "kind": seen.day_kind,
        "sector": unit.sector or None,
        "ownership": unit.ownership or None,
        "superior": seen.superior_id_on,
        "members": seen.members,
        "women": seen.women,
        "from": unit.began_on,
        "to": unit.ended_on,
    }


def person_out(person: Person) -> dict[str, Any]:
    texts = ("sex", "born", "phone", "email", "education", "employer", "job")
    return {
        "id": person.pk,
        "name": person.name,
        **{name: getattr(person, name) or None for name in texts},
        "citizen_id_last4": person.citizen_last4 or None,
        "direct_work": person.direct_work,
        "direct_work_on": person.direct_work_on,
        "contract_ends_on": person.contract_ends_on,
    }


def post_out(held: PostHeld, unit_name: str) -> dict[str, Any]:
    return {
        "id": held.pk,
        "person": held.person_id,
        "person_name": held.person.name,
        "unit": held.unit_id,
        "unit_name": unit_name,
        "body": held.body.kind,
        "body_name": held.body.name,
        "post": held.post,
        "mandate": held.mandate or None,
        "decision_number": held.decision_number,
        "decision_day": held.decision_day,
        "from": held.from_day,
        "to": held.to_day,
        "end_reason": held.end_reason or None,
    }
