"""The dashboard, the tables of its pictures as files, and the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nongcot.infra.documents.charts import number, share_of
from nongcot.infra.documents.listing import Cell, Column, Listing, answer
from nongcot.insight import labels, report
from nongcot.insight.drawn import Link, Pen, draw
from nongcot.insight.kept import figures_for
from nongcot.insight.kinds import ALL, FEMALE, Branch, Chairing, Question, State
from nongcot.insight.queries import figures as counted
from nongcot.insight.rules import short_name
from nongcot.insight.scope import Scope
from nongcot.insight.shown import Opens, Picture, picture, pictures
from nongcot.insight.shown_rows import numbers, tiles
from nongcot.insight.views.asked import kind_of, link_of, question_of, scope_of, user_of
from nongcot.people.api import IMPORTERS, has_role, superiors

_WIDE, _NARROW, _HALF = (930.0, 13.0), (330.0, 12.0), (380.0, 13.0)
MOST_TILES, TILES_WEIGHT = 120, 10_000  # tiles, and bytes of them: fewer where names are long
MOST_LINES = 30  # a longer table has a page of its own
OVER_ALL = (Question.COMPLETENESS, Question.UNITS)


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Pictures of the actor's units, each with its table, its file and the list behind it."""
    scope, chosen = scope_of(request)
    link = link_of(request, scope.within)
    told = figures_for(scope)
    found = pictures(told.figures)
    context = {
        "cards": [_card(found[question], scope, link) for question in Question if _is_shown(found[question])],
        "figures": _figures(found, link),
        "groups": _groups(found[Question.UNITS], link),
        "told": told,
        "within": chosen,
        "within_id": chosen.pk if chosen else "",
        "superiors": [(one.pk, one.day_name) for one in superiors(user_of(request), day=scope.day)],
        "nothing": not found[Question.COMPLETENESS].counted and not found[Question.AGES].counted,
        "may_import": has_role(scope.actor, IMPORTERS),
    }
    return render(request, "insight/dashboard.html", context)


def _is_shown(shown: Picture) -> bool:
    """Of the unions that stand directly below there are tiles; a table of one line would say nothing more."""
    return shown.question is not Question.UNITS or bool(shown.below and shown.below.branches)


def _card(shown: Picture, scope: Scope, link: Link) -> dict[str, Any]:
    """A picture with its drawings (one, or one each for wide and narrow screens) and its table with addresses."""
    over_all, apart = shown.question in OVER_ALL, len(shown.lines) > MOST_LINES
    sizes = {"wide": _WIDE, "narrow": _NARROW} if over_all else {"half": _HALF}
    drawn_as_tiles = shown.question is Question.UNITS
    sizes = {} if drawn_as_tiles else sizes  # tiles fit every screen
    drawings = [
        (kind, draw(shown, Pen(width, size, link, f"{shown.question}-{kind}"), scope.day))
        for kind, (width, size) in sizes.items()
    ]
    return {
        "picture": shown,
        "note": _note(shown),
        "drawings": [(kind, mark_safe(svg)) for kind, svg in drawings if svg],  # noqa: S308  (charts escapes all words)
        "tiles": tiles(_largest(shown.below.branches), link) if drawn_as_tiles and shown.below else "",
        "over_all": over_all,
        "apart": apart,
        "lines": "" if apart else numbers(shown.lines, link),
        "empty": labels.nothing(shown.question),
    }


def _note(shown: Picture) -> str:
    if shown.question is not Question.UNITS or shown.below is None:
        return shown.note
    return labels.tiles_note(len(shown.below.branches) - len(_largest(shown.below.branches)))


def _largest(branches: Sequence[Branch]) -> list[Branch]:
    """The largest of them, as many as one looks at and a page may weigh."""
    shown, weight = [], 0
    for branch in sorted(branches, key=lambda one: -one.total)[:MOST_TILES]:
        weight += 75 + len(short_name(branch.name).encode())
        if weight > TILES_WEIGHT:
            break
        shown.append(branch)
    return shown


def _figures(found: dict[Question, Picture], link: Link) -> list[dict[str, str]]:
    """The figures at the head of the page: each one of a picture, and opening the same list."""
    unions, officers, chairs = found[Question.COMPLETENESS], found[Question.AGES], found[Question.FIRST_TERM]
    states = {row.key: row.total for row in unions.counts}
    women, first = sum(row.values[0] for row in officers.counts), chairs.counts[0].total
    asked = [
        (_("Công đoàn cơ sở"), unions.counted, "", Opens(Question.COMPLETENESS, ALL)),
        (*_state(State.COMPLETE, states, unions.counted), Opens(Question.COMPLETENESS, State.COMPLETE.value)),
        (*_state(State.URGENT, states, unions.counted), Opens(Question.COMPLETENESS, State.URGENT.value)),
        (_("Cán bộ"), officers.counted, "", Opens(Question.AGES, ALL)),
        (_("Cán bộ nữ"), women, share_of(women, officers.counted), Opens(Question.AGES, f"{ALL}.{FEMALE}")),
        (
            labels.row(Question.FIRST_TERM, Chairing.FIRST),
            first,
            share_of(first, chairs.counted),
            Opens(Question.FIRST_TERM, Chairing.FIRST.value),
        ),
    ]
    return [
        {"label": label, "text": number(n), "share": share, "href": link(opens) if n else ""}
        for label, n, share, opens in asked
    ]


def _state(state: State, states: dict[str, int], whole: int) -> tuple[str, int, str]:
    n = states.get(state.value, 0)
    return labels.row(Question.COMPLETENESS, state), n, share_of(n, whole)


def _groups(units: Picture, link: Link) -> list[dict[str, Any]]:
    """The unions that stand directly below, by state, those in need first; beyond the first, the list behind."""
    leaves = units.below.leaves if units.below else []
    groups = []
    for state in reversed(State):
        alike = [leaf for leaf in leaves if leaf.state is state]
        if alike:
            href = link(Opens(Question.UNITS, f"direct.{state}"))
            title = labels.row(Question.COMPLETENESS, state)
            named = [(leaf.unit, short_name(leaf.name)) for leaf in alike]
            groups.append({"state": state, "title": title, "n": alike[0].alike, "leaves": named, "href": href})
    return groups


@require_safe
def table(request: HttpRequest, question: str) -> HttpResponse:
    """The table of one picture on a page of its own."""
    scope, chosen = scope_of(request)
    told = figures_for(scope, question_of(question))
    shown = picture(question_of(question), told.figures)
    link = link_of(request, scope.within)
    context = {
        "picture": shown,
        "lines": numbers(shown.lines, link),
        "told": told,
        "within": chosen,
        "within_id": chosen.pk if chosen else "",
    }
    return render(request, "insight/table.html", context)


@require_safe
def figures(request: HttpRequest, question: str) -> HttpResponse:
    """The table of one picture as CSV, or with ``?format=xlsx`` as a workbook."""
    scope, _chosen = scope_of(request)
    asked = question_of(question)
    shown = picture(asked, counted(scope, asked))
    columns = [Column(title, 44 if not place else 18) for place, title in enumerate(shown.columns)]
    rows: list[list[Cell]] = [[row.label, *(cell.value for cell in row.cells)] for row in shown.lines]
    return answer(kind_of(request), Listing(question.replace("_", "-"), shown.title, scope.day, columns, rows))


@require_safe
def make_report(request: HttpRequest, kind: str) -> HttpResponse:
    """The dashboard as a report: "pdf", "docx" or "xlsx"."""
    if kind not in report.TYPES:
        raise Http404
    scope, chosen = scope_of(request)
    content = report.write(kind, report.gather(scope, chosen))
    response = HttpResponse(content, content_type=report.TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="tinh-hinh-can-bo-{scope.day:%Y-%m-%d}.{kind}"'
    return response
