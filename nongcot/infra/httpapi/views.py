"""My tokens: make one, revoke one."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nongcot.infra.accounts.api import recently_confirmed
from nongcot.infra.acting.once import digest, once
from nongcot.infra.httpapi.actions import make_token, revoke_token
from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.forms import MakeToken
from nongcot.infra.httpapi.queries import tokens_of
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.kernel.text import tidy

_USUAL = timedelta(days=90)


@recently_confirmed
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of the login; after making one its secret, this once."""
    today = clock.today()
    form = MakeToken(request.POST or None, initial={"ends_on": today + _USUAL})
    secret, status = "", 200
    if request.method == "POST":
        secret = _make(request, form) if form.is_valid() else ""
        status = 422 if form.errors else 200
    rows = tokens_of(asker(request))
    context = {
        "form": MakeToken(initial={"ends_on": today + _USUAL}) if secret else form,
        "once": (form.data.get("once") if form.errors else "") or uuid.uuid4().hex,
        "secret": secret,
        "held": [row for row in rows if row.holds_on(today)],
        "over": [row for row in rows if not row.holds_on(today)],
    }
    return render(request, "httpapi/tokens.html", context, status=status)


def _make(request: HttpRequest, form: MakeToken) -> str:
    """The secret of the new token; "" when nothing was made."""
    given, made = form.cleaned_data, []

    def perform() -> dict[str, str]:
        token, secret = make_token(actor=asker(request), day=clock.today(), **given)
        made.append(secret)
        return {"token": str(token.pk)}

    try:
        once(
            actor=asker(request),
            key=f"form:{tidy(request.POST.get('once', ''))[:60]}",
            asked=digest(request.path),
            perform=perform,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
    if not made and not form.errors:
        messages.info(request, _("Mã này đã tạo ở lần gửi trước. Nếu chưa kịp chép, xin thu hồi rồi tạo mã khác."))
    return made[0] if made else ""


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(tokens_of(asker(request)), pk=pk)
    revoke_token(actor=asker(request), token=token, day=clock.today())
    messages.success(request, _("Đã thu hồi mã “%(name)s”.") % {"name": token.name})
    return redirect("httpapi:tokens")
