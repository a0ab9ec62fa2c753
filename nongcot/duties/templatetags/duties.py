"""Small words of the pages of duties."""

from __future__ import annotations

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.duties.resolving import resolution
from nongcot.duties.shown import Shown
from nongcot.infra.ui.templatetags.ui import day_query
from nongcot.people.api import has_role

register = template.Library()


@register.simple_tag(takes_context=True)
def go(context: Context, row: Shown) -> str:
    """The address where a duty is resolved, on the day of the page; the unit for those who may not do it."""
    request = context["request"]
    may = has_role(request.user, resolution(row.duty.code).roles)
    href = row.href if may else reverse("people:unit", args=[row.duty.unit_id])
    address, mark, part = href.partition("#")
    day = day_query(request)
    joined = f"{address}&{day[1:]}" if day and "?" in address else f"{address}{day}"
    return f"{joined}{mark}{part}"


@register.filter
def event_word(kind: str) -> str:
    words = {
        "opened": _("Phát hiện"),
        "changed": _("Cập nhật"),
        "postponed": _("Hoãn"),
        "resumed": _("Làm tiếp"),
        "delegated": _("Giao việc"),
        "taken_back": _("Nhận lại"),
        "closed": _("Đóng"),
    }
    return words.get(kind, kind)
