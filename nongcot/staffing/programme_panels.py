"""What staffing shows on pages of the apps below, which do not know it: filled into slots by ``config``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.people.models import Person, PostHeld
from nongcot.staffing.queries.first_term import followed_of
from nongcot.staffing.queries.handover import ended_post
from nongcot.staffing.rules.leaving import ways


def after_post(*, held: PostHeld, actor: User) -> str | None:
    """Where the page that ends a post goes on to, if there is something to hand over."""
    return reverse("staffing:handover", args=[held.pk]) if ended_post(actor, held.pk) is not None else None


def of_post(*, held: PostHeld, may: bool) -> tuple[str, str] | None:
    """What the page of a post, and the one that ends it, offer who may change it: the papers of its end."""
    if not may or not ways(held.end_reason, ended=held.to_day is not None):
        return None
    return reverse("staffing:leaving", args=[held.pk]), _("Văn bản thôi giữ chức vụ")


def of_person(*, request: HttpRequest, actor: User, person: Person, day: date, **_more: Any) -> SafeString | None:
    """The way to the programme of a first-term chair; None for everybody else, and on a page of an earlier day."""
    if day != clock.today():
        return None
    held = followed_of(actor, person, day=day)
    return None if held is None else render_to_string("staffing/programme_panel.html", {"held": held}, request)
