"""The second factor: a code app, passkeys, recovery codes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nongcot.infra.accounts import actions, factors, passkeys
from nongcot.infra.accounts.actions.signing_in import MUST_ADD
from nongcot.infra.accounts.confirming import recently_confirmed
from nongcot.infra.accounts.forms import Code, PasskeyName
from nongcot.infra.accounts.views.common import me, safe_next
from nongcot.kernel.errors import Refused

SECRET, NEXT = "totp_secret", "after_factor"


@recently_confirmed
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What second factors there are, and how to add one. ``?next=``: where to go when one is added."""
    if request.GET.get("next"):
        request.session[NEXT] = safe_next(request, request.GET["next"])
    facts = {
        "known": factors.of(me(request)),
        "must": bool(request.session.get(MUST_ADD)),
        "passkeys_possible": passkeys.are_possible(request),
    }
    return render(request, "accounts/factors.html", facts)


def _added(request: HttpRequest) -> HttpResponse:
    """A factor was added: whoever owed one owes it no more; the recovery codes come next, unless they are kept."""
    request.session.pop(MUST_ADD, None)
    return redirect("accounts:recovery") if factors.unseen_codes(me(request)) else _onward(request)


def _onward(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(safe_next(request, request.session.pop(NEXT, ""), "accounts:factors"))


@recently_confirmed
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code_app(request: HttpRequest) -> HttpResponse:
    """Scan the picture with a code app, and type the code it shows. The secret stays the same until that is done."""
    user = me(request)
    if SECRET not in request.session:
        request.session[SECRET] = factors.seal(factors.new_secret())
    secret = factors.unseal(request.session[SECRET])
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_code_app(actor=user, secret=secret, code=form.cleaned_data["code"])
        except Refused as refused:
            form.add_error("code", str(refused))
        else:
            del request.session[SECRET]
            messages.success(request, _("Đã bật xác thực hai lớp bằng ứng dụng tạo mã."))
            return _added(request)
    facts = {"form": form, "picture": factors.picture(user, secret), "secret": _in_fours(secret)}
    return render(request, "accounts/code_app.html", facts, status=422 if form.errors else 200)


def _in_fours(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


@require_POST
@recently_confirmed
def code_app_remove(request: HttpRequest) -> HttpResponse:
    try:
        actions.remove_code_app(actor=me(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã gỡ ứng dụng tạo mã."))
    return redirect("accounts:factors")


@require_POST
@never_cache
@recently_confirmed
def passkey_add_options(request: HttpRequest) -> HttpResponse:
    """What the browser makes a passkey with."""
    return JsonResponse(passkeys.registration(me(request)))


@recently_confirmed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def passkey_add(request: HttpRequest) -> HttpResponse:
    """Name a new passkey; the browser makes it."""
    form = PasskeyName(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_passkey(actor=me(request), name=given["name"], answer=given["credential"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thêm khóa truy cập."))
            return _added(request)
    facts = {"form": form, "passkeys_possible": passkeys.are_possible(request)}
    return render(request, "accounts/passkey_add.html", facts, status=422 if form.errors else 200)


@require_POST
@recently_confirmed
def passkey_remove(request: HttpRequest, key: int) -> HttpResponse:
    try:
        actions.remove_passkey(actor=me(request), key=key)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã gỡ khóa truy cập."))
    return redirect("accounts:factors")


@recently_confirmed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recovery(request: HttpRequest) -> HttpResponse:
    """The recovery codes until they are kept; by POST new ones."""
    user = me(request)
    if request.method == "POST":
        try:
            actions.renew_recovery_codes(actor=user)
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("accounts:recovery")
    codes = factors.unseen_codes(user)
    if not codes:
        return redirect("accounts:factors")
    return render(request, "accounts/recovery.html", {"codes": [f"{code[:4]} {code[4:]}" for code in codes]})


@require_POST
def recovery_kept(request: HttpRequest) -> HttpResponse:
    """The codes are written down; they are not shown again."""
    actions.keep_recovery_codes(actor=me(request))
    return _onward(request)
