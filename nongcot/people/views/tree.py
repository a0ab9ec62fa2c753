"""The tree of units: the topmost ones, and what stands under one, a part at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from nongcot.infra.ui import slots
from nongcot.infra.ui.addresses import address
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people import queries
from nongcot.people.shown.tree import More, Node, tree_lines
from nongcot.people.shown.unit_rows import unit_rows
from nongcot.people.unit_filter import candidates
from nongcot.people.views.units import actor_of, unit_or_404

SIZE = 100  # lines of one part
MOST_WEIGHT = 47_000  # bytes of its lines, about
LINE_WEIGHT = 405  # bytes of a line that has no name
MOST_SUMMED = 1000  # units placed under an open one that are counted one by one


def _start(request: HttpRequest) -> int:
    """``?from=``: how many lines of the branch stand before this part."""
    text = request.GET.get("from", "")
    return min(int(text), queries.MOST_LINES) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _more(request: HttpRequest, found: Sequence[queries.Line], path: str) -> More | None:
    """The line that leads to what is left of ``found`` behind this part; None where nothing is."""
    behind = _start(request) + len(_part(request, found))
    return More(path, behind, len(found) - behind) if len(found) > behind else None


def _part(request: HttpRequest, found: Sequence[queries.Line]) -> Sequence[queries.Line]:
    """As many lines as a page may weigh: fewer where names are long, which a line has twice."""
    part, weight = found[_start(request) :][:SIZE], 0
    for number, line in enumerate(part):
        weight += LINE_WEIGHT + 2 * len(line.day_name.encode())
        if weight > MOST_WEIGHT and number:
            return part[:number]
    return part


def _duties(request: HttpRequest, day: date, units: Collection[int], alone: Collection[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for found in slots.gather("unit.branches", actor=actor_of(request), units=units, alone=alone, day=day):
        counts |= found
    return counts


def _counted(request: HttpRequest, rows: Sequence[queries.Line], day: date) -> list[Node]:
    """The lines of these units, each with what is below it: a fixed number of queries for all of them."""
    ids = [row.pk for row in rows]
    if not ids:
        return []
    sizes = queries.branch_sizes(actor_of(request), ids, day=day, today=clock.today())
    duties = _duties(request, day, ids, ())
    return [Node(row, *sizes.get(row.pk, (0, 0)), duties.get(row.pk, 0)) for row in rows]


def _opened(request: HttpRequest, root: queries.Line, day: date) -> list[Node]:
    """The only topmost unit with the units under it.

    Its figures are the sums of theirs, with the units that are not shown: to count the whole subtree again would take
    as long as all branches together. Where that does not hold (a past day is narrowed to what is reached today, a unit
    with very many under it) it is counted.
    """
    actor, today = actor_of(request), clock.today()
    found = queries.below(actor, root.pk, day=day)
    shown = _part(request, found)
    placed = queries.placed_under([root.pk], day=day, most=MOST_SUMMED) if day == today else None
    branches = {row.pk for row in shown} | (placed or {root.pk: 0}).keys()
    sizes = queries.branch_sizes(actor, branches, day=day, today=today)
    duties = _duties(request, day, branches, () if placed is None else [root.pk])
    children = [Node(row, *sizes.get(row.pk, (0, 0)), duties.get(row.pk, 0)) for row in shown]
    top = Node(root, *sizes.get(root.pk, (0, 0)), duties.get(root.pk, 0), children)
    if placed is not None:
        top.under = len(found)
        top.grassroots = root.grassroots + sum(sizes.get(pk, (0, 0))[1] for pk in placed)
        top.duties += sum(duties.get(pk, 0) for pk in placed)
    top.more = _more(request, found, address("people:branch", root.pk))
    return [top]


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """The units by superior; with a search or with the ended ones a plain list."""
    actor, day = actor_of(request), asked_day(request)
    search, ended = tidy(request.GET.get("q", ""))[:100], "ended" in request.GET
    menu = [entry for found in slots.gather("units.menu", actor=actor) for entry in found]
    context: dict[str, Any] = {"search": search, "ended": ended, "menu": menu}
    if search or ended:
        page = page_of(queries.find_units(actor, search, day=day, ended=ended), request)
        names = queries.names_of({row.superior_id_on for row in page.rows if row.superior_id_on}, day=day)
        context |= {"page": page, "rows": unit_rows(page.rows, names, request)}
    else:
        roots = queries.topmost(actor, day=day)
        nodes = _opened(request, roots[0], day) if len(roots) == 1 else _counted(request, _part(request, roots), day)
        more = _more(request, roots, address("people:units")) if len(roots) > 1 else None
        context["lines"] = tree_lines(nodes, request, more)
    return render(request, "people/units.html", context)


@require_safe
def branch(request: HttpRequest, pk: int) -> HttpResponse:
    """The units directly under one: a piece of the tree for the page that opens it, else a page of its own."""
    day = asked_day(request)
    above = unit_or_404(request, pk, day)
    found = queries.below(actor_of(request), pk, day=day)
    nodes = _counted(request, _part(request, found), day)
    lines = tree_lines(nodes, request, _more(request, found, address("people:branch", pk)))
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(lines)
    else:
        context = {"lines": lines, "above": above, "search": "", "ended": False}
        response = render(request, "people/units.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The units to choose from, as a piece of a list's filter, while somebody types."""
    search = request.GET.get("unit_q", "").strip()[:100]
    found = candidates(actor_of(request), search, day=asked_day(request))
    return render(request, "people/found_units.html", {"search": search, "candidates": found})
