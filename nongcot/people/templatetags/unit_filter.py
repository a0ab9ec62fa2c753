"""The unit filter of a list, as a part of its form."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.templatetags.ui import PLACES
from nongcot.people.unit_filter import filter_of

register = template.Library()


@register.inclusion_tag("people/unit_filter.html", takes_context=True)
def unit_filter(context: Context) -> dict[str, Any]:
    """The choice of one unit, ``within`` of the page being the one chosen; nothing where there is but one to see.

    ``superiors`` of the page, as (key, name), are offered first.
    """
    request, above = context["request"], context.get("superiors")
    choice = filter_of(request, day=asked_day(request), within=context.get("within"), above=above)
    return {"choice": choice, "request": request}


@register.inclusion_tag("people/unit_filter_form.html", takes_context=True)
def unit_filter_form(context: Context) -> dict[str, Any]:
    """The same as a form of its own, for a list that is narrowed by nothing else; keeps the page's other choices."""
    kept = [(key, value) for key, value in context["request"].GET.items() if key not in ("unit", *PLACES)]
    return {**unit_filter(context), "kept": kept}
