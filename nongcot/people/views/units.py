"""The page of one unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nongcot.infra.accounts.models import User
from nongcot.infra.ui import slots
from nongcot.infra.ui.charts import Column, columns
from nongcot.infra.ui.days import asked_day
from nongcot.kernel import clock
from nongcot.people import queries
from nongcot.people.kinds import SUPERIOR_KINDS
from nongcot.people.models import PostHeld, Unit
from nongcot.people.permissions import know_above
from nongcot.people.shown.bodies import bodies, earlier_terms, history
from nongcot.people.shown.documents import documents

MOST_EARLIER = 30


def actor_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (these pages ask for a login)
    return request.user


def unit_or_404(request: HttpRequest, pk: int, day: date) -> Unit:
    try:
        return queries.unit(actor_of(request), pk, day=day)
    except Unit.DoesNotExist:
        raise Http404 from None


def _size(actor: User, unit: Any, day: date) -> tuple[int, int]:
    """Units and grassroots unions below the unit; nothing is asked where nothing stands under it."""
    if not unit.has_below:
        return 0, 0
    return queries.branch_sizes(actor, [unit.pk], day=day, today=clock.today()).get(unit.pk, (0, 0))


def _ended(post: PostHeld, day: date) -> bool:
    return post.to_day is not None and post.to_day <= day


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit as of a day: what it is, who leads it, how it came to be so, what is due."""
    actor, day = actor_of(request), asked_day(request)
    unit = unit_or_404(request, pk, day)
    counts = queries.member_counts(unit, day=day) if unit.members is not None else []  # type: ignore[attr-defined]
    size = _size(actor, unit, day)
    posts = queries.posts_of_unit(unit, day=day)
    ended = [post for post in posts if _ended(post, day)]
    terms, steps = queries.terms_of_unit(unit, day=day), queries.steps(unit)
    trail = queries.trail(actor, unit, day=day)
    above = {row.ancestor_id: row.seen for row in trail}  # type: ignore[attr-defined]
    gone = bool(unit.ended_on and unit.ended_on <= day)
    not_yet = bool(unit.began_on and unit.began_on > day)
    if day == clock.today() and not gone and not not_yet:
        know_above(actor, unit.pk, above)
    others = queries.seen_units(actor, {step.unit for step in steps} - {unit.pk, *above})
    context = {
        "unit": unit,
        "trail": trail,
        "bodies": bodies([post for post in posts if not _ended(post, day)], terms, day),
        "earlier_terms": earlier_terms(posts, terms, day),
        "documents": documents(unit, steps, terms, posts, day),
        "limited": len({post.person_id for post in posts if post.limited}),  # type: ignore[attr-defined]
        "earlier": ended[:MOST_EARLIER],
        "earlier_count": len(ended),
        "history": history(unit, steps, day, seen={pk for pk, shown in above.items() if shown} | others),
        "counts": counts,
        "chart": columns([Column(f"{c.day:%m/%Y}", c.members, c.women) for c in counts[-8:]])
        if len(counts) > 1
        else "",
        "under": size[0],
        "grassroots": size[1],
        "superior": unit.day_kind in SUPERIOR_KINDS,  # type: ignore[attr-defined]
        "panels": slots.gather("unit.panels", request=request, actor=actor, unit=unit, day=day),
        "gone": gone,
        "not_yet": not_yet,
    }
    return render(request, "people/unit.html", context)
