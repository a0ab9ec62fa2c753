"""The tree of units and the page of one unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nongcot.infra.accounts.models import User
from nongcot.infra.ui import slots
from nongcot.infra.ui.charts import Column, columns
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people import queries
from nongcot.people.forms.narrowing import number
from nongcot.people.kinds import SUPERIOR_KINDS
from nongcot.people.models import PostHeld, Unit
from nongcot.people.shown.bodies import bodies, history
from nongcot.people.shown.tree import Node, tree_lines, tree_symbol

MOST_OPEN = 12
MOST_CHILDREN = 400
MOST_EARLIER = 60


def actor_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (these pages ask for a login)
    return request.user


def unit_or_404(request: HttpRequest, pk: int, day: date) -> Unit:
    try:
        return queries.unit(actor_of(request), pk, day=day)
    except Unit.DoesNotExist:
        raise Http404 from None


def _nodes(request: HttpRequest, rows: Sequence[Unit], day: date) -> list[Node]:
    """The lines of these units: a fixed number of queries for all of them."""
    actor, ids = actor_of(request), [row.pk for row in rows]
    sizes = queries.branch_sizes(actor, ids, day=day, today=clock.today()) if ids else {}
    counts: dict[int, int] = {}
    for found in slots.gather("unit.branches", actor=actor, units=ids, day=day) if ids else []:
        counts |= found
    return [Node(row, *sizes.get(row.pk, (0, 0)), counts.get(row.pk, 0)) for row in rows]


def _tree(request: HttpRequest, day: date) -> list[Node]:
    """The topmost units with the branches that are open: those asked for, or the only topmost one."""
    actor = actor_of(request)
    roots = queries.in_order(queries.children(actor, None, day=day, today=clock.today())[:MOST_CHILDREN])
    asked = [n for n in map(number, request.GET.get("open", "").split(",")[:MOST_OPEN]) if n]
    open_ids = set(asked) | ({roots[0].pk} if len(roots) == 1 else set())
    below = queries.in_order(queries.below(actor, open_ids, day=day)[: MOST_CHILDREN * 2]) if open_ids else []
    nodes = {node.unit.pk: node for node in _nodes(request, [*roots, *below], day)}
    for pk in open_ids & nodes.keys():
        nodes[pk].children = []
    for row in below:
        above = nodes.get(row.superior_id_on)  # type: ignore[attr-defined]
        if above is not None and above.children is not None:
            above.children.append(nodes[row.pk])
    return [nodes[root.pk] for root in roots]


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """The units by superior; with a search or with the ended ones a plain list."""
    actor, day = actor_of(request), asked_day(request)
    search, ended = tidy(request.GET.get("q", ""))[:100], "ended" in request.GET
    context: dict[str, Any] = {"search": search, "ended": ended}
    if search or ended:
        context["page"] = page_of(queries.find_units(actor, search, day=day, ended=ended), request)
        context["superior_names"] = queries.names_of(
            {row.superior_id_on for row in context["page"].rows if row.superior_id_on}, day=day
        )
    else:
        context |= {"lines": tree_lines(_tree(request, day), request), "symbol": tree_symbol()}
        context["open"] = request.GET.get("open", "")
    return render(request, "people/units.html", context)


@require_safe
def branch(request: HttpRequest, pk: int) -> HttpResponse:
    """The units directly under one, as a piece of the tree."""
    day = asked_day(request)
    unit_or_404(request, pk, day)
    rows = queries.in_order(queries.below(actor_of(request), [pk], day=day)[:MOST_CHILDREN])
    return HttpResponse(tree_lines(_nodes(request, rows, day), request))


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
    context = {
        "unit": unit,
        "trail": queries.trail(actor, unit, day=day),
        "bodies": bodies([post for post in posts if not _ended(post, day)], queries.terms_of_unit(unit, day=day), day),
        "earlier": [post for post in posts if _ended(post, day)][:MOST_EARLIER],
        "history": history(unit, queries.steps(unit), day),
        "counts": counts,
        "chart": columns([Column(f"{c.day:%m/%Y}", c.members, c.women) for c in counts[-8:]])
        if len(counts) > 1
        else "",
        "under": size[0],
        "grassroots": size[1],
        "superior": unit.kind in SUPERIOR_KINDS,
        "panels": slots.gather("unit.panels", request=request, actor=actor, unit=unit, day=day),
        "gone": bool(unit.ended_on and unit.ended_on <= day),
        "not_yet": bool(unit.began_on and unit.began_on > day),
    }
    return render(request, "people/unit.html", context)
