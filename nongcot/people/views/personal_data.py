"""The desk for personal data: requests with the law's clocks; one person's data, who looked at it, what stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.audit import trail
from nongcot.infra.documents.download import DOCX, download_of
from nongcot.infra.rulebook.api import rulebook
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.people import actions, labels
from nongcot.people.actions.erasing import hold_words, holds_of
from nongcot.people.data_rights import RETENTION, may_extend
from nongcot.people.forms.data_requests import Acknowledge, Close, Erase, Extend, NewRequest
from nongcot.people.kinds import DataRequestKind
from nongcot.people.models import DataRequest, Person
from nongcot.people.permissions import IMPORTERS, can_erase, can_keep_data, may_keep_and_erase, require_role
from nongcot.people.person_document import document
from nongcot.people.queries import limit_of, records
from nongcot.people.traces import ERASED_NAME
from nongcot.people.views.person_actions import acting, person_or_404
from nongcot.people.views.units import actor_of
from nongcot.regulations import Rulebook


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Open requests by due day; with ``?xem=xong`` those that are done with."""
    actor = actor_of(request)
    require_role(actor, IMPORTERS)
    done = request.GET.get("xem") == "xong"
    rows = records.data_requests(actor).filter(closed_on__isnull=not done)
    ordered = rows.order_by("-closed_on", "-pk") if done else rows.order_by(F("due").asc(nulls_last=True), "pk")
    page = page_of(ordered, request)
    context = {"page": page, "done": done, "limited": sum(row.limited for row in page.rows), **_retention()}
    return render(request, "people/data_requests.html", context)


def _retention() -> dict[str, Any]:
    """How long what is kept, as of today, and when what is kept long enough was last deleted."""
    book, today = rulebook(), clock.today()
    found = []
    for name in RETENTION:
        value = book.on(today).find(name)
        if value is not None:
            found.append({"id": name, "title": book.rules[name].title, "years": value.value, "value": value})
    return {"rules": found, "retained": records.retention_run()}


def kept(request: HttpRequest, pk: int) -> Person:
    person = person_or_404(request, pk)
    if not can_keep_data(actor_of(request), person):
        raise PermissionDenied
    return person


def asked_for(request: HttpRequest, pk: int) -> DataRequest:
    found = records.data_requests(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    if not can_keep_data(actor_of(request), found.person):
        raise PermissionDenied
    return found


def data_page(person: Person) -> str:
    return reverse("people:person-data", args=[person.pk])


def request_page(row: DataRequest) -> str:
    return reverse("people:data-request", args=[row.pk])


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What is held on one person, for whom it must be kept how long, who looked at it."""
    found, actor = person_or_404(request, pk), actor_of(request)
    may_keep, may_erase = may_keep_and_erase(actor, found)
    if not may_keep:
        raise PermissionDenied
    log = page_of(records.looked_at(found), request)
    requests = list(records.data_requests(actor).filter(person=found))
    context = {
        "person": found,
        "requests": requests,
        "holds": [hold_words(hold) for hold in holds_of(found, clock.today())],
        "may_erase": may_erase,
        "limits": found.limits.all(),
        "may_limit": any(row.kind == DataRequestKind.RESTRICTION and row.closed_on is None for row in requests),
        **_retention(),
        "page": log,
        "looks": trail.lines(log.rows, actor=actor),
    }
    return render(request, "people/person_data.html", context)


@never_cache
@require_POST
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything held on one person as a file: ``format`` is "docx" or "json"."""
    found, actor = kept(request, pk), actor_of(request)
    data = actions.export_person(actor=actor, person=found)
    name = f"du-lieu-ca-nhan-{found.pk}"
    if request.POST.get("format") == DOCX:
        told = document(data, issuer=records.federation_name(actor), day=clock.today())
        return download_of(DOCX, told, name=name)
    content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@acting
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody asks about the data held on this person."""
    found = kept(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        made = actions.register_request(actor=actor_of(request), person=found, **given)
        return Done(_("Đã ghi yêu cầu, hạn được tính theo quy định."), request_page(made))

    page = ActionPage(
        title=_("Ghi yêu cầu về dữ liệu cá nhân"),
        intro=found.name,
        form=NewRequest,
        initial={"received_on": clock.today(), "requester": found.name},
        perform=perform,
        back=data_page(found),
        objects=[("person", found.pk)],
    )
    return page.answer(request)


def _number(book: Rulebook, cited: Mapping[str, Any]) -> str:
    """The number of the document a clock was taken from, as it is cited; its id where the rulebook has it no more."""
    known = book.documents.get(cited.get("document", ""))
    return known.number if known is not None else str(cited.get("document", ""))


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: its days, the rules they rest on, what can be done about it."""
    row = asked_for(request, pk)
    book = rulebook()
    rules = [
        (book.rules[cited["rule"]].title, cited, _number(book, cited))
        for cited in (row.rules.get("acknowledge_by"), row.rules.get("due_by"))
        if cited and cited["rule"] in book.rules
    ]
    erasing = row.kind == DataRequestKind.ERASURE and row.closed_on is None and row.person.erased_on is None
    context = {
        "row": row,
        "rules": rules,
        "may_extend": row.extended_to is None and row.due_by is not None and may_extend(DataRequestKind(row.kind)),
        "may_erase": erasing and can_erase(actor_of(request), row.person),
        "limit": limit_of(row.person, day=clock.today()),
    }
    return render(request, "people/data_request.html", context)


@acting
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The requester was told that the request came."""
    row = asked_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.acknowledge_request(actor=actor_of(request), request=row, day=given["day"])
        return Done(_("Đã ghi ngày trả lời tiếp nhận."), request_page(row))

    return _about(request, row, _("Ghi trả lời tiếp nhận"), Acknowledge, perform, day=clock.today())


@acting
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the due day off, once."""
    row = asked_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.extend_request(actor=actor_of(request), request=row, **given)
        return Done(_("Đã gia hạn yêu cầu."), request_page(row))

    return _about(request, row, _("Gia hạn yêu cầu"), Extend, perform)


@acting
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The request is done with."""
    row = asked_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.close_request(actor=actor_of(request), request=row, **given)
        return Done(_("Đã kết thúc yêu cầu."), reverse("people:data-requests"))

    return _about(request, row, _("Kết thúc yêu cầu"), Close, perform, day=clock.today())


def _about(
    request: HttpRequest, row: DataRequest, title: str, form: Any, perform: Any, *, day: date | None = None
) -> HttpResponse:
    page = ActionPage(
        title=title,
        intro=f"{labels.data_request(row.kind)}: {row.person.name}",
        form=form,
        initial={"day": day} if day else None,
        perform=perform,
        back=request_page(row),
        objects=[("person", row.person_id)],
    )
    return page.answer(request)


@acting
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase a person's data; there is no way back."""
    found, actor = kept(request, pk), actor_of(request)
    if not can_erase(actor, found):
        raise PermissionDenied

    def perform(given: dict[str, Any]) -> Done:
        actions.erase_person(actor=actor, person=found, reason=given["reason"])
        return Done(_("Đã xóa dữ liệu cá nhân. Xin kết thúc yêu cầu và trả lời người yêu cầu."), data_page(found))

    def preview(_given: dict[str, Any]) -> list[str]:
        return [
            _("Họ tên đổi thành “%(name)s”; ngày sinh, số định danh, điện thoại và mọi thông tin khác bị xóa.")
            % {"name": ERASED_NAME},
            _("Bảng tính đã nhập có tên người này, tệp danh sách đã lập và lý do đã ghi có nêu tên cũng bị bỏ."),
            _("Các chức vụ vẫn giữ lại để thống kê, không còn nêu tên."),
            _("Không có cách nào khôi phục."),
        ]

    page = ActionPage(
        title=_("Xóa dữ liệu cá nhân"),
        intro=found.name,
        form=Erase,
        perform=perform,
        preview=preview,
        submit=_("Xóa dữ liệu"),
        danger=True,
        back=data_page(found),
        objects=[("person", found.pk)],
    )
    return page.answer(request)
