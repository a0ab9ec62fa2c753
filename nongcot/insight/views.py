"""The dashboard, the lists behind its pictures, and the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nongcot.duties.checks.registry import CHECKS
from nongcot.infra.accounts.models import User
from nongcot.infra.documents.listing import Cell, Column, Listing, answer
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_of
from nongcot.insight import labels, report
from nongcot.insight.kinds import Question
from nongcot.insight.queries import CLOSED_WITHIN, branches, persons_behind, posts_of, unions_behind
from nongcot.insight.scope import Scope
from nongcot.insight.shown import picture, pictures
from nongcot.people import labels as people_labels
from nongcot.people.api import superiors, unit
from nongcot.people.models import Unit

OF_UNIONS = frozenset({Question.COMPLETENESS, Question.TERMS})


def _scope(request: HttpRequest) -> tuple[Scope, Unit | None]:
    assert isinstance(request.user, User)  # noqa: S101  (these pages ask for a login)
    text, day = request.GET.get("unit", ""), asked_day(request)
    if not text:
        return Scope(request.user, day), None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    try:
        chosen = unit(request.user, int(text), day=day)
    except Unit.DoesNotExist:
        raise Http404 from None
    return Scope(request.user, day, chosen.pk), chosen


def _question(text: str) -> Question:
    try:
        return Question(text)
    except ValueError:
        raise Http404 from None


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Pictures of the actor's units, each with its table, its file and the list behind it."""
    scope, chosen = _scope(request)
    assert isinstance(request.user, User)  # noqa: S101
    context = {
        "pictures": pictures(scope),
        "tiles": branches(scope),
        "within": chosen,
        "within_id": chosen.pk if chosen else "",
        "superiors": superiors(request.user, day=scope.day),
        "of_unions": OF_UNIONS,
    }
    return render(request, "insight/dashboard.html", context)


@require_safe
def figures(request: HttpRequest, question: str) -> HttpResponse:
    """The table of one picture as CSV, or with ``?format=xlsx`` as a workbook."""
    scope, _chosen = _scope(request)
    shown = picture(scope, _question(question))
    columns = [Column(title, 44 if not place else 16) for place, title in enumerate(shown.columns)]
    rows: list[list[Cell]] = [[row.label, *row.cells] for row in shown.rows]
    return answer(_kind(request), Listing(question.replace("_", "-"), shown.title, scope.day, columns, rows))


def _kind(request: HttpRequest) -> str:
    return "xlsx" if request.GET.get("format") == "xlsx" else "csv"


@require_safe
def behind(request: HttpRequest, question: str, key: str) -> HttpResponse:
    """The unions or officers that one row of a picture counts; ``?format=csv`` or ``xlsx``: all of them as a file."""
    scope, chosen = _scope(request)
    asked = _question(question)
    if asked is Question.CLOSING:
        return _done(scope, key)
    try:
        rows: Any = (unions_behind if asked in OF_UNIONS else persons_behind)(scope, asked, key)
    except KeyError:
        raise Http404 from None
    if "format" in request.GET:
        return _file(request, scope, asked, key, rows)
    page = page_of(rows, request)
    held = {} if asked in OF_UNIONS else posts_of(scope, list(page.rows))
    context = {
        "title": labels.title(asked),
        "row": labels.row(asked, key),
        "page": page,
        "of_unions": asked in OF_UNIONS,
        "persons": [] if asked in OF_UNIONS else [(person, held[person.pk]) for person in page.rows],
        "within": chosen,
        "within_id": chosen.pk if chosen else "",
    }
    return render(request, "insight/behind.html", context)


def _done(scope: Scope, code: str) -> HttpResponse:
    """The list of closed duties, narrowed to what the picture counted."""
    if code not in CHECKS:
        raise Http404
    asked = {"kind": code, "since": scope.day - CLOSED_WITHIN, "day": scope.day, "unit": scope.within or ""}
    return redirect(reverse("duties:done", query=asked))


def _file(request: HttpRequest, scope: Scope, asked: Question, key: str, rows: Any) -> HttpResponse:
    title = f"{labels.title(asked)}: {labels.row(asked, key)}"
    columns, lines = (_union_lines if asked in OF_UNIONS else _person_lines)(scope, rows)
    return answer(_kind(request), Listing(f"{asked.value.replace('_', '-')}-{key}", title, scope.day, columns, lines))


def _union_lines(_scope: Scope, rows: Any) -> tuple[list[Column], Iterator[tuple[Any, ...]]]:
    columns = [Column(_("Đơn vị"), 44), Column(_("Tình trạng"), 24), Column(_("Nhiệm kỳ đến"))]
    found = rows.values_list("day_name", "state", "term_end").iterator(chunk_size=2000)
    return columns, ((name, labels.row(Question.COMPLETENESS, state), end) for name, state, end in found)


def _person_lines(scope: Scope, rows: Any) -> tuple[list[Column], Iterator[tuple[Any, ...]]]:
    columns = [Column(_("Họ và tên"), 30), Column(_("Sinh")), Column(_("Giới tính")), Column(_("Chức vụ, đơn vị"), 60)]

    def lines() -> Iterator[tuple[Any, ...]]:
        some: list[Any] = []
        for person in rows.iterator(chunk_size=1000):
            some.append(person)
            if len(some) == 1000:
                yield from _told(scope, some)
                some = []
        yield from _told(scope, some)

    return columns, lines()


def _told(scope: Scope, persons: list[Any]) -> Iterator[tuple[Any, ...]]:
    held = posts_of(scope, persons)
    for person in persons:
        posts = [f"{people_labels.post_title(row.body.kind, row.post)}, {row.unit_name}" for row in held[person.pk]]
        yield person.name, person.born, people_labels.sex(person.sex), "; ".join(posts)


@require_safe
def make_report(request: HttpRequest, kind: str) -> HttpResponse:
    """The dashboard as a report: "pdf", "docx" or "xlsx"."""
    if kind not in report.TYPES:
        raise Http404
    scope, chosen = _scope(request)
    assert isinstance(request.user, User)  # noqa: S101
    named: Any = chosen or next(iter(superiors(request.user, day=scope.day)), None)
    whose = named.day_name if named else ""
    content = report.write(kind, pictures(scope), branches(scope), unit=whose, day=scope.day)
    response = HttpResponse(content, content_type=report.TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="tinh-hinh-can-bo-{scope.day:%Y-%m-%d}.{kind}"'
    return response
