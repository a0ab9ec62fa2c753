"""The list of officers, its export, and the page of one officer."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nongcot.infra.documents.text import safe_csv_cell
from nongcot.infra.ui import slots
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_of
from nongcot.infra.ui.words import show_phone
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.people import labels, queries
from nongcot.people.actions import view_citizen_id
from nongcot.people.forms import OfficerFilter
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import Person, PostHeld, Unit
from nongcot.people.permissions import can_read_sensitive
from nongcot.people.rules import service_days
from nongcot.people.views.units import actor_of, unit_or_404


def _asked(request: HttpRequest, day: date) -> tuple[OfficerFilter, Unit | None, Any]:
    asked = OfficerFilter.read(request)
    within = unit_or_404(request, asked.unit, day) if asked.unit else None
    rows = queries.officers(
        actor_of(request), day=day, search=asked.search, within=within, body=asked.body, post=asked.post
    )
    return asked, within, rows


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Posts held on the day, by given name; as one types only the rows come."""
    day = asked_day(request)
    asked, within, rows = _asked(request, day)
    only_rows = getattr(request, "htmx", None) and request.htmx.target == "officers"  # type: ignore[attr-defined]
    context: dict[str, Any] = {"asked": asked, "within": within, "page": page_of(rows, request)}
    if only_rows:
        return render(request, "people/officer_rows.html", context)
    context |= {
        "bodies": [(kind.value, labels.body(kind)) for kind in BodyKind],
        "posts": [(post.value, labels.post(post)) for post in Post],
        "superiors": queries.superiors(actor_of(request), day=day),
    }
    return render(request, "people/officers.html", context)


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv_rows(rows: Any, language: str) -> Iterator[list[str]]:
    """Head and rows in ``language``: they are made while the answer is sent, when the request's own is gone."""
    with override(language):
        head = _csv_head()
    yield head
    for held in rows.iterator(chunk_size=2000):
        with override(language):
            row = _csv_row(held)
        yield row


def _csv_head() -> list[str]:
    return [
        _("Họ và tên"),
        _("Giới tính"),
        _("Ngày sinh"),
        _("Chức vụ"),
        _("Tổ chức"),
        _("Đơn vị"),
        _("Điện thoại"),
        _("Thư điện tử"),
        _("Từ ngày"),
    ]


def _csv_row(held: Any) -> list[str]:
    person = held.person
    return [
        person.name,
        labels.sex(person.sex),
        show_partial(person.born) if is_partial_iso(person.born) else person.born,
        labels.post_title(held.body.kind, held.post),
        held.body.name or labels.body(held.body.kind),
        held.unit_name,
        show_phone(person.phone),
        person.email,
        held.from_day.strftime("%d/%m/%Y") if held.from_day else "",
    ]


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """All rows of the list as CSV, streamed; every cell safe to open in a spreadsheet program."""
    day = asked_day(request)
    _asked_for, _within, rows = _asked(request, day)
    writer = csv.writer(_Echo())
    language = get_language() or "vi"
    lines = (writer.writerow([safe_csv_cell(cell) for cell in row]) for row in _csv_rows(rows, language))
    response = StreamingHttpResponse(with_bom(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="can-bo-cong-doan-{day:%Y-%m-%d}.csv"'
    return response


def with_bom(lines: Iterator[Any]) -> Iterator[str]:
    """The byte order mark tells Excel that the text is UTF-8."""
    yield "\ufeff"
    yield from lines


def _person(request: HttpRequest, pk: int) -> Person:
    found = queries.persons(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, person: Person, citizen_id: str = "") -> HttpResponse:
    actor, day = actor_of(request), asked_day(request)
    held = list(queries.posts_of(actor, person, day=day))
    began = min((post.from_day for post in held if post.from_day), default=None)
    context = {
        "person": person,
        "now": [post for post in held if _holds(post, day)],
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
