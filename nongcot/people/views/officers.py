"""The page of one officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.ui import slots
from nongcot.infra.ui.days import asked_day
from nongcot.kernel import clock
from nongcot.people import labels, queries
from nongcot.people.actions import view_citizen_id
from nongcot.people.models import Person, PostHeld
from nongcot.people.queries.records import direct_work_before
from nongcot.people.shown.persons import holds, service, timeline
from nongcot.people.views.units import actor_of


def _person(request: HttpRequest, pk: int) -> Person:
    found = queries.person(actor_of(request), pk, day=clock.today())
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class _Rights:
    """What ``can_edit_person``, ``can_read_sensitive`` and ``can_keep_data`` tell."""

    edit: bool
    read_sensitive: bool
    keep: bool


def _rights(held: Iterable[PostHeld], today: date) -> _Rights:
    """Told from all posts of the person in the actor's units, which the page has anyway, not asked three times."""
    rows: list[Any] = list(held)
    keep = any(post.kept for post in rows)
    return _Rights(
        edit=keep or any(post.edited and holds(post, today) for post in rows),
        read_sensitive=any(post.edited for post in rows),
        keep=keep,
    )


def _direct_before(person: Person) -> list[tuple[str, AuditEntry]]:
    """Earlier answers about work in production, as words with their day, and the entry that changed each."""
    if person.direct_work is None:
        return []
    return [(labels.direct_work(value, day, source), entry) for value, day, source, entry in direct_work_before(person)]


def _show(request: HttpRequest, person: Person, citizen_id: str = "") -> HttpResponse:
    actor, day = actor_of(request), asked_day(request)
    held = queries.posts_with_rights(actor, person, day=day)
    may = _rights(held, clock.today())
    may_edit = day == clock.today() and may.edit
    now = [post for post in held if holds(post, day)]
    terms = queries.term_ends(now, day=day) if now else {}
    context = {
        "person": person,
        "now": now,
        "moments": timeline(person, held, queries.records_of(person), terms, day),
        "service": service(held, day, unseen=held[0].of_all - len(held) if held else 0),  # type: ignore[attr-defined]
        "day": day,
        "direct_before": _direct_before(person),
        "sensitive": may.read_sensitive,
        "may_edit": may_edit and person.erased_on is None,
        "citizen_id": citizen_id,
        "may_keep": bool(person.limited_from) and may.keep,  # type: ignore[attr-defined]
        "panels": slots.gather(
            "person.panels",
            request=request,
            actor=actor,
            person=person,
            day=day,
            may_edit=may_edit,
            may_keep=may.keep,
        ),
    }
    return render(request, "people/officer.html", context)


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
