"""The bar of the views a reader keeps of a list."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from nongcot.infra.accounts.models import User
from nongcot.infra.savedviews.queries import kept_by, kept_of

register = template.Library()


@register.inclusion_tag("savedviews/bar.html", takes_context=True)
def saved_views(context: Context, page: str) -> dict[str, Any]:
    """The reader's views of the list ``page`` (its URL name), the one shown marked, the form to keep it: one query."""
    request = context["request"]
    if not isinstance(request.user, User):
        return {}
    now = kept_of(request.GET.urlencode())
    kept = [view for view in kept_by(user=request.user.pk) if view.page == page]
    shown = next((view for view in kept if view.query == now), None)
    return {
        "kept": kept,
        "shown": shown,
        "now": now,
        "page": page,
        "address": reverse(page),
        "name": request.GET.get("save", "")[:60],
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
