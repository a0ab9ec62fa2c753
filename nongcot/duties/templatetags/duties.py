"""Small words of the pages of duties."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.duties import labels, shown_done, shown_rows
from nongcot.duties.checks import CHECKS
from nongcot.duties.models import DutyEvent
from nongcot.duties.resolving import resolution
from nongcot.duties.shown import Shown
from nongcot.duties.shown_done import Done
from nongcot.duties.shown_rows import Look, go_to
from nongcot.people.api import has_role

register = template.Library()


@register.simple_tag(takes_context=True)
def go(context: Context, row: Shown) -> str:
    """The address where a duty is resolved, on the day of the page; empty for those who may not do it."""
    request = context["request"]
    return go_to(row, request) if has_role(request.user, resolution(row.duty.code).roles) else ""


@register.simple_tag(takes_context=True)
def duty_rows(context: Context, rows: Sequence[Shown], *, titled: bool = True) -> SafeString:
    """The items of a list of duties, on a page that may have ``pick``, ``unit`` and ``lone`` (all of one unit)."""
    of_unit = bool(context.get("unit"))
    look = Look(
        pick=bool(context.get("pick")),
        unit=not of_unit and not context.get("lone"),
        later=not of_unit,
        titled=titled,
    )
    return shown_rows.duty_rows(rows, context["request"], look)


@register.simple_tag(takes_context=True)
def duty_source(context: Context, row: Shown) -> SafeString:
    """The rule that the duties of a list share."""
    return shown_rows.duty_source(row, context["request"])


@register.simple_tag(takes_context=True)
def done_rows(context: Context, rows: Sequence[Done]) -> SafeString:
    """The rows of the table of closed duties."""
    return shown_done.done_rows(rows, context["request"])


@register.filter
def event_said(event: DutyEvent) -> str:
    """What was found when a duty opened or changed: the figures of that day."""
    found = event.kind in ("opened", "changed") and event.facts and event.duty.code in CHECKS
    return labels.sentence(event.duty.code, event.facts) if found else ""


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
        "reopened": _("Mở lại"),
    }
    return words.get(kind, kind)
