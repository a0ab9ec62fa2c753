"""Nhắc việc: how often by e-mail, the address of the calendar; and the two addresses that work without a sign-in."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nongcot.infra.accounts.api import login
from nongcot.infra.accounts.models import User
from nongcot.infra.notices import actions
from nongcot.infra.notices.calendar import calendar_of
from nongcot.infra.notices.forms import Choose
from nongcot.infra.notices.kinds import Frequency
from nongcot.infra.notices.links import absolute, hash_of, unsubscribed_user
from nongcot.infra.notices.queries import feed_by, feed_of, frequency_of, last_sent
from nongcot.infra.notices.sources import items_of
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused

MAX_AGE = 15 * 60


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (every page but a few asks for a login)
    return request.user


def _show(request: HttpRequest, form: Choose | None = None, *, address: str = "", status: int = 200) -> HttpResponse:
    user = _user(request)
    context: dict[str, Any] = {
        "form": form or Choose(initial={"frequency": frequency_of(user) or Frequency.OFF.value}),
        "feed": feed_of(user),
        "address": address,
        "last": last_sent(user),
        "can_send": settings.EMAIL_CONFIGURED,
    }
    return render(request, "notices/mine.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """How I am reminded."""
    if request.method != "POST":
        return _show(request)
    form = Choose(request.POST)
    if form.is_valid():
        try:
            actions.choose_frequency(actor=_user(request), frequency=form.cleaned_data["frequency"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi cách nhắc việc."))
            return redirect(reverse("notices:mine"))
    return _show(request, form, status=422)


@never_cache
@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """A new address of my calendar, shown this once."""
    secret = actions.make_feed(actor=_user(request))
    return _show(request, address=absolute(reverse("notices:feed", args=[secret]), request))


@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    actions.revoke_feed(actor=_user(request))
    messages.success(request, _("Đã thu hồi địa chỉ lịch. Các phần mềm lịch không đọc được nữa."))
    return redirect(reverse("notices:mine"))


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End the e-mails of the login the signed address is about.

    A mail program posts here without a page or a cookie (RFC 8058); opening the address only asks, since some programs
    open every link by themselves.
    """
    key = unsubscribed_user(token)
    user = login(key) if key is not None else None
    if user is None:
        raise Http404
    if request.method == "POST":
        actions.choose_frequency(actor=user, frequency=Frequency.OFF)
    return render(request, "notices/unsubscribe.html", {"done": request.method == "POST"})


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whoever made this address, as far as its owner's access goes today."""
    found = feed_by(hash_of(secret))
    if found is None:
        raise Http404
    user: User = found.user
    with translation.override(user.language or settings.LANGUAGE_CODE):
        body = calendar_of(items_of(user, clock.today()), partial(absolute, request=request))
    mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    response: HttpResponse
    if mark in known or f"W/{mark}" in known or "*" in known:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="viec-can-lam.ics"'
    response["ETag"] = mark
    response["Cache-Control"] = f"private, max-age={MAX_AGE}"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
