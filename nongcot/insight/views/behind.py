"""The list behind a figure: unions, officers or duties, on the page and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nongcot.duties import labels as duty_labels
from nongcot.infra.documents.listing import Column, Listing, answer
from nongcot.infra.ui.paging import page_of
from nongcot.insight import labels
from nongcot.insight.kinds import OF_DUTIES, OF_UNIONS, Question
from nongcot.insight.queries import duties_behind, names, persons_behind, posts_of, unions_behind
from nongcot.insight.scope import Scope
from nongcot.insight.views.asked import kind_of, question_of, scope_of
from nongcot.people import labels as people_labels

Lines = tuple[list[Column], Iterator[tuple[Any, ...]]]


@require_safe
def behind(request: HttpRequest, question: str, key: str) -> HttpResponse:
    """The rows that one figure of a picture counts; ``?format=csv`` or ``xlsx``: all of them as a file."""
    scope, chosen = scope_of(request)
    asked = question_of(question)
    rows = _rows(scope, asked, key)
    if "format" in request.GET:
        return _file(request, scope, asked, key, rows)
    page = page_of(rows, request)
    context = {
        "title": labels.title(asked),
        "row": labels.cell(asked, key),
        "page": page,
        "within": chosen,
        "within_id": chosen.pk if chosen else "",
        "question": asked,
        **_shown(scope, asked, list(page.rows)),
    }
    return render(request, "insight/behind.html", context)


def _rows(scope: Scope, asked: Question, key: str) -> QuerySet[Any]:
    ask: Any = duties_behind if asked in OF_DUTIES else unions_behind if asked in OF_UNIONS else persons_behind
    try:
        rows: QuerySet[Any] = ask(scope, asked, key)
    except KeyError:
        raise Http404 from None
    return rows


def _shown(scope: Scope, asked: Question, rows: list[Any]) -> dict[str, Any]:
    """The rows of a page with what stands beside them; the kind of the rows is the name of their list."""
    if asked in OF_DUTIES:
        return {
            "duties": [(duty, duty_labels.title(duty.code), (duty.closed_on - duty.opened_on).days) for duty in rows]
        }
    if asked in OF_UNIONS:
        over = names({row.over for row in rows if row.over}, scope)
        return {"unions": [(row, over.get(row.over, ""), labels.row(Question.COMPLETENESS, row.state)) for row in rows]}
    held = posts_of(scope, rows)
    return {"persons": [(person, held[person.pk]) for person in rows]}


def _file(request: HttpRequest, scope: Scope, asked: Question, key: str, rows: Any) -> HttpResponse:
    title = f"{labels.title(asked)}: {labels.cell(asked, key)}"
    make = _duty_lines if asked in OF_DUTIES else _union_lines if asked in OF_UNIONS else _person_lines
    columns, lines = make(scope, rows)
    name = f"{asked.value}-{key}".replace("_", "-").replace(".", "-")
    return answer(kind_of(request), Listing(name, title, scope.day, columns, lines))


def _union_lines(scope: Scope, rows: Any) -> Lines:
    columns = [
        Column(_("Đơn vị"), 44),
        Column(_("Công đoàn cấp trên"), 34),
        Column(_("Tình trạng"), 24),
        Column(_("Nhiệm kỳ đến")),
    ]

    def lines() -> Iterator[tuple[Any, ...]]:
        over: dict[int, str] = {}
        for name, above, state, end in rows.values_list("day_name", "over", "state", "term_end").iterator(2000):
            if above and above not in over:
                over.update(names(set(rows.order_by().values_list("over", flat=True).distinct()), scope))
            yield name, over.get(above, ""), labels.row(Question.COMPLETENESS, state), end

    return columns, lines()


def _duty_lines(_scope: Scope, rows: Any) -> Lines:
    columns = [
        Column(_("Việc cần làm"), 44),
        Column(_("Đơn vị"), 44),
        Column(_("Phát hiện ngày")),
        Column(_("Hạn")),
        Column(_("Xong ngày")),
        Column(_("Số ngày")),
    ]
    fields = ("code", "unit_name", "opened_on", "due_on", "closed_on")
    found = rows.values_list(*fields).iterator(2000)
    return columns, (
        (duty_labels.title(code), name, opened, due, closed, (closed - opened).days)
        for code, name, opened, due, closed in found
    )


def _person_lines(scope: Scope, rows: Any) -> Lines:
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
