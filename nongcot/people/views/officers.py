"""The page of one officer."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nongcot.infra.ui import slots
from nongcot.infra.ui.days import asked_day
from nongcot.people import queries
from nongcot.people.actions import view_citizen_id
from nongcot.people.models import Person, PostHeld
from nongcot.people.permissions import can_read_sensitive
from nongcot.people.rules import service_days
from nongcot.people.views.units import actor_of


def _person(request: HttpRequest, pk: int) -> Person:
    found = queries.persons(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, person: Person, citizen_id: str = "") -> HttpResponse:
    actor, day = actor_of(request), asked_day(request)
    held = list(queries.posts_of(actor, person, day=day))
    now = [post for post in held if _holds(post, day)]
    terms = queries.term_ends(now, day=day) if now else {}
    for post in now:
        post.term = terms.get(post.body_id)  # type: ignore[attr-defined]
    began = min((post.from_day for post in held if post.from_day), default=None)
    context = {
        "person": person,
        "now": now,
        "held": held,
        "day": day,
        "began": began,
        "service": _service(held, day),
        "sensitive": can_read_sensitive(actor, person),
        "citizen_id": citizen_id,
        "panels": slots.gather("person.panels", request=request, actor=actor, person=person, day=day),
    }
    return render(request, "people/officer.html", context)


def _holds(post: PostHeld, day: date) -> bool:
    return (post.from_day is None or post.from_day <= day) and (post.to_day is None or post.to_day > day)


def _service(held: list[PostHeld], day: date) -> str:
    """How long at least one post was held, in years and months of 30 days."""
    years, rest = divmod(service_days([(post.from_day, post.to_day) for post in held], day), 365)
    months = min(rest // 30, 11)
    parts = [_("%(years)s năm") % {"years": years}] if years else []
    parts += [_("%(months)s tháng") % {"months": months}] if months else []
    return " ".join(parts)


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One officer as of a day."""
    return _show(request, _person(request, pk))


@never_cache
@require_POST
def citizen_id(request: HttpRequest, pk: int) -> HttpResponse:
    """The officer's page with the full citizen id, this once; the view is audited."""
    person = _person(request, pk)
    return _show(request, person, view_citizen_id(actor=actor_of(request), person=person))
