"""Save the view one looks at, forget one: both lead back to the list as it was."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nongcot.infra.accounts.models import User
from nongcot.infra.savedviews.actions import forget_view, save_view
from nongcot.infra.savedviews.forms import SaveView
from nongcot.infra.savedviews.queries import is_allowed, kept_of, views_of
from nongcot.kernel.errors import Refused


def _reader(request: HttpRequest) -> User:
    return cast("User", request.user)


def _back(page: str, query: str, **more: str) -> HttpResponse:
    parts = [part for part in (query, urlencode(more)) if part]
    return HttpResponseRedirect(reverse(page) + (f"?{'&'.join(parts)}" if parts else ""))


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the view under the name given; saved twice it is still one."""
    form = SaveView(request.POST)
    page = request.POST.get("page", "")
    if not is_allowed(page):
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Chưa lưu: xin ghi tên cách xem, không quá 60 ký tự."))
        return _back(page, kept_of(request.POST.get("query", "")[:4000]))
    given = form.cleaned_data
    try:
        view = save_view(actor=_reader(request), **given)
    except Refused as refused:
        messages.error(request, str(refused))
        return _back(page, kept_of(given["query"]))
    messages.success(request, _("Đã lưu cách xem “%(name)s”.") % {"name": view.name})
    return _back(page, view.query)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a view. The list stays narrowed as the view said, its name ready to be saved again."""
    view = get_object_or_404(views_of(_reader(request)), pk=pk)
    page, query, name = view.page, view.query, view.name
    forget_view(actor=_reader(request), view=view)
    messages.info(request, _("Đã bỏ cách xem “%(name)s”. Nếu bỏ nhầm, xin bấm Lưu cách xem này.") % {"name": name})
    return _back(page, query, save=name)
