"""What may be changed from a page, for those who may."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django import template
from django.template import Context

from nongcot.infra.ui import slots
from nongcot.people.kinds import BodyKind
from nongcot.people.models import Unit
from nongcot.people.permissions import EDITORS, IMPORTERS, roles_on
from nongcot.people.placing import kinds_after

register = template.Library()


@register.inclusion_tag("people/update_menu.html", takes_context=True)
def update_menu(context: Context, unit: Unit) -> dict[str, Any]:
    """The menu "Cập nhật" of a unit's page; nothing for those who may change nothing. Uses the page's ``bodies``."""
    roles = roles_on(context["request"].user, unit)
    terms = [one.term for one in context.get("bodies") or () if one.body.kind == BodyKind.EXECUTIVE_COMMITTEE]
    may = bool(roles & EDITORS)
    context["may_change"] = may
    above, alive = bool(roles & IMPORTERS), unit.ended_on is None
    return {
        "unit": unit,
        "may": may,
        "above": above,
        "alive": alive,
        "may_change_kind": bool(kinds_after(unit.kind)),
        "more": chain.from_iterable(slots.gather("unit.menu", unit=unit, above=above, alive=alive)),
        "term": next((term for term in terms if term), None),
    }
