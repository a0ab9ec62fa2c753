"""What the list of officers offers besides: for those who keep the records of persons."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from nongcot.people.permissions import IMPORTERS, has_role

register = template.Library()


@register.inclusion_tag("people/officers_more.html", takes_context=True)
def officers_more(context: Context) -> dict[str, Any]:
    """Links to possible duplicates and to requests about personal data."""
    return {"may": has_role(context["request"].user, IMPORTERS)}
