"""Files somebody asked for: ask, watch, fetch."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from nongcot.infra.accounts.models import User
from nongcot.infra.listfiles import actions, tasks
from nongcot.infra.listfiles.kinds import kind_of
from nongcot.infra.listfiles.models import ListFile
from nongcot.infra.listfiles.queries import files_of
from nongcot.infra.ui.days import read_day
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.kernel.text import tidy

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _reader(request: HttpRequest) -> User:
    return cast("User", request.user)


def _file(request: HttpRequest, pk: int) -> ListFile:
    return get_object_or_404(files_of(_reader(request), at=clock.now()), pk=pk)


def _shown(asked: ListFile) -> dict[str, Any]:
    kind = kind_of(asked.kind)
    back = "" if kind is None else reverse(kind.page) + (f"?{asked.query}" if asked.query else "")
    return {"file": asked, "title": asked.kind if kind is None else kind.title, "back": back}


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Have the list of a page made as it is narrowed, as of the day given."""
    kind = kind_of(request.POST.get("kind", ""))
    if kind is None:
        raise Http404
    query = tidy(request.POST.get("query", ""))
    day = read_day(request.POST.get("day", "")) or clock.today()
    try:
        asked, new = actions.ask_file(
            actor=_reader(request), kind=kind.key, query=query, day=day, language=get_language() or "vi"
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("listfiles:files")
    if new:
        tasks.make_file.enqueue(asked.pk)
    return redirect("listfiles:file", asked.pk)


@never_cache
@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """My files of the last day."""
    rows = files_of(_reader(request), at=clock.now())
    return render(request, "listfiles/files.html", {"rows": [_shown(each) for each in rows]})


@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: how far it has come, or the button that fetches it."""
    return render(request, "listfiles/file.html", _shown(_file(request, pk)))


@never_cache
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it has come, asked for every second; the whole page once it is done."""
    asked = _file(request, pk)
    if asked.state != ListFile.State.WAITING:
        return HttpResponseClientRefresh() if request.headers.get("HX-Request") else redirect("listfiles:file", pk)
    return render(request, "listfiles/progress.html", _shown(asked))


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin again what failed."""
    asked = _file(request, pk)
    if asked.state == ListFile.State.FAILED:
        actions.begin_again(actor=_reader(request), asked=asked)
        tasks.make_file.enqueue(pk)
    return redirect("listfiles:file", pk)


@never_cache
@require_POST
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself."""
    asked = _file(request, pk)
    kind = kind_of(asked.kind)
    try:
        content = actions.fetch(actor=_reader(request), asked=asked)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("listfiles:file", pk)
    response = HttpResponse(content, content_type=_XLSX)
    name = f"{asked.kind if kind is None else kind.name}-{asked.day:%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
