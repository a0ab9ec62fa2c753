"""Role grants over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from nongcot.infra.accounts.models import User
from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import Day, Made, Sent, Short, Text
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.people import actions
from nongcot.people.endpoints.units import own_unit
from nongcot.people.kinds import Role
from nongcot.people.models import RoleGrant
from nongcot.people.permissions import IMPORTERS, unit_scope

router = Router(tags=["grants"], by_alias=True)


class GrantOut(Schema):
    id: int
    username: str
    unit: int
    role: Role
    from_: date | None = Field(alias="from")
    to: date | None


class GrantPage(Schema):
    items: list[GrantOut]
    next: str | None


@router.get("", response=answers(GrantPage))
def list_grants(request: HttpRequest, *, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Roles on the units whose roles the caller may grant."""
    scope = unit_scope(asker(request), path="unit_id", roles=IMPORTERS)
    found, after = page_after(RoleGrant.objects.filter(scope).select_related("user"), cursor, limit)
    return {"items": [_out(row) for row in found], "next": after}


def _out(row: RoleGrant) -> dict[str, Any]:
    return {
        "id": row.pk,
        "username": row.user.username,
        "unit": row.unit_id,
        "role": row.role,
        "from": row.from_day,
        "to": row.to_day,
    }


class GrantRole(Sent):
    username: Short
    unit: Key
    role: Role
    from_: Day = Field(alias="from")
    to: Day | None = None


@router.post("", response=answers(Made, 201))
def grant_role(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, sent: GrantRole) -> Any:
    """A login has a role on a unit and its subtree from a day on."""

    def perform() -> Made:
        unit, user = own_unit(request, sent.unit), User.objects.get(username=sent.username)
        made = actions.grant_role(
            actor=asker(request), user=user, unit=unit, role=sent.role, from_day=sent.from_, to_day=sent.to
        )
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


class EndGrant(Sent):
    day: Day
    reason: Text = ""


@router.post("/{grant}/end", response=answers(Made))
def end_grant(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, grant: Key, sent: EndGrant) -> Any:
    """The role holds until the day before `day`."""

    def perform() -> Made:
        scope = unit_scope(asker(request), path="unit_id", roles=IMPORTERS)
        found = RoleGrant.objects.filter(scope).get(pk=grant)
        actions.end_grant(actor=asker(request), grant=found, **sent.model_dump())
        return Made(id=grant)

    return write_once(request, response, key, perform)
