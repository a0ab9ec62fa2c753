"""Phân quyền: who may do what over a unit, from when to when."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.accounts.api import create_user
from nongcot.infra.acting.page import ActionPage, Done
from nongcot.kernel import clock
from nongcot.people import actions, labels
from nongcot.people.forms.grants import KNOWN, EndGrant, GrantRole
from nongcot.people.kinds import Role
from nongcot.people.models import RoleGrant, Unit
from nongcot.people.permissions import IMPORTERS, can_on_unit, granting_roles
from nongcot.people.queries import around
from nongcot.people.views.guard import unit_for
from nongcot.people.views.units import actor_of

_acting = require_http_methods(["GET", "POST"])


def _back(unit: Unit | int) -> str:
    return reverse("people:grants", args=[unit if isinstance(unit, int) else unit.pk])


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has which role on the unit, who reaches it from above, who had one."""
    unit, today = unit_for(request, pk, IMPORTERS), clock.today()
    actor = actor_of(request)
    rows = around.grants_on(unit)
    mine = _grantable(request, unit)
    context = {
        "unit": unit,
        "now": [(row, row.role in mine and row.user_id != actor.pk) for row in rows if not _over(row, today)],
        "ended": [row for row in rows if _over(row, today)],
        "above": around.grants_above(actor, unit, day=today),
    }
    return render(request, "people/grants.html", context)


def _over(row: RoleGrant, today: Any) -> bool:
    return row.to_day is not None and row.to_day <= today


def _grantable(request: HttpRequest, unit: Unit) -> list[Role]:
    """The roles that the reader may grant on the unit."""
    allowed = {roles: can_on_unit(actor_of(request), unit, roles=roles) for roles in {granting_roles(r) for r in Role}}
    return [role for role in Role if allowed[granting_roles(role)]]


@_acting
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a login a role on the unit; the login may be new."""
    unit = unit_for(request, pk, IMPORTERS)

    def perform(given: dict[str, Any]) -> Done:
        user, actor, new = given["user"], actor_of(request), given["user"] is None
        if new:
            user = create_user(actor=actor, username=given["username"], name=given["name"], email=given["email"])
        actions.grant_role(
            actor=actor, user=user, unit=unit, role=given["role"], from_day=given["from_day"], to_day=given["to_day"]
        )
        names = {"name": user.name or user.username, "role": labels.role(given["role"])}
        if new:
            message = (
                _("Đã tạo tài khoản và cấp quyền cho %(name)s. Bước tiếp theo: tạo liên kết đặt mật khẩu.") % names
            )
            return Done(message, _login_page(user.pk) or _back(unit))
        return Done(_("Đã cấp quyền %(role)s cho %(name)s.") % names, _back(unit))

    def preview(given: dict[str, Any]) -> list[str]:
        who = given["user"].name if given["user"] else given["name"]
        names = {"name": who, "role": labels.role(given["role"]), "unit": unit.name}
        return [_("%(name)s có quyền %(role)s đối với %(unit)s và mọi đơn vị trực thuộc.") % names]

    page = ActionPage(
        title=_("Cấp quyền"),
        intro=unit.name,
        form=partial(GrantRole, roles=_grantable(request, unit)),
        initial={"login": KNOWN, "from_day": clock.today()},
        perform=perform,
        preview=preview,
        back=_back(unit),
        units=[unit.pk],
        template="people/grant.html",
    )
    return page.answer(request)


def _login_page(pk: int) -> str:
    """Where a one-time link for a login is made; "" where there is no such page."""
    try:
        return reverse("accounts:user", args=[pk])
    except NoReverseMatch:
        return ""


@_acting
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role."""
    actor = actor_of(request)
    found = around.grant(actor, pk)
    if found is None:
        raise Http404
    if not can_on_unit(actor, found.unit_id, roles=granting_roles(found.role)):
        raise PermissionDenied

    def perform(given: dict[str, Any]) -> Done:
        actions.end_grant(actor=actor, grant=found, day=given["day"], reason=given["reason"])
        return Done(_("Đã ghi ngày kết thúc quyền của %(name)s.") % {"name": found.user.name}, _back(found.unit_id))

    names = {"name": found.user.name or found.user.username, "role": labels.role(found.role), "unit": found.unit.name}
    page = ActionPage(
        title=_("Thu hồi quyền"),
        intro=_("%(name)s: %(role)s, %(unit)s") % names,
        form=EndGrant,
        initial={"day": clock.today()},
        perform=perform,
        submit=_("Thu hồi quyền"),
        danger=True,
        back=_back(found.unit_id),
        units=[found.unit_id],
    )
    return page.answer(request)
