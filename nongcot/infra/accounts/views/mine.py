"""My account: who I am here, my password, where I am signed in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nongcot.infra.accounts import actions, factors, limits, queries
from nongcot.infra.accounts.confirming import recently_confirmed
from nongcot.infra.accounts.forms import ChangePassword, Password, Profile
from nongcot.infra.accounts.kinds import Outcome
from nongcot.infra.accounts.labels import OUTCOMES, device, how_word
from nongcot.infra.accounts.rights import helps
from nongcot.infra.accounts.views.common import me, safe_next
from nongcot.infra.ui import slots
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All about the own login at a glance."""
    user = me(request)
    open_now = queries.sessions(user, now=clock.now(), here=request.session.session_key)
    past = queries.sign_ins(user)
    facts = {
        "known": factors.of(user),
        "sessions": [(each, device(each.agent)) for each in open_now],
        "past": [(each, OUTCOMES[Outcome(each.outcome)], how_word(each.how), device(each.agent)) for each in past],
        "helps": helps(user),
        "panels": slots.gather("account.panels", user=user, request=request),
    }
    return render(request, "accounts/mine.html", facts)


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name and e-mail of the own login."""
    user = me(request)
    form = Profile(request.POST or None, initial={"name": user.name, "email": user.email})
    if request.method == "POST" and form.is_valid():
        actions.change_profile(actor=user, **form.cleaned_data)
        messages.success(request, _("Đã ghi thông tin tài khoản."))
        return redirect("accounts:mine")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password. Other browsers of this login are signed out by it, this one is not."""
    user = me(request)
    form = ChangePassword(user, request.POST or None)
    if request.method == "POST" and limits.is_locked(request, user.username):
        return limits.locked_page(request, None, {"username": user.username})
    if form.has_error("old_password", "password_incorrect"):
        actions.note(request=request, username=user.username, outcome=Outcome.WRONG_PASSWORD, user=user)
        limits.count_failure(request, user.username)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_password(actor=user, form=form, here=request.session.session_key, end_tokens=given["end_tokens"])
        update_session_auth_hash(request, user)
        messages.success(request, _("Đã đổi mật khẩu. Những nơi đăng nhập khác đã được đăng xuất."))
        return redirect("accounts:mine")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """The password once more, before something that could let a stranger stay."""
    user = me(request)
    form = Password(request.POST or None)
    target = safe_next(request, (request.POST or request.GET).get("next"), "accounts:mine")
    if request.method == "POST" and form.is_valid():
        locked_before = limits.is_locked(request, user.username)
        proved = authenticate(request, username=user.username, password=form.cleaned_data["password"])
        if proved is not None:
            actions.confirm(actor=user, request=request)
            return HttpResponseRedirect(target)
        if not locked_before:
            actions.note(request=request, username=user.username, outcome=Outcome.WRONG_PASSWORD, user=user)
        form.add_error("password", _("Mật khẩu không đúng."))
    return render(request, "accounts/confirm.html", {"form": form, "next": target}, status=422 if form.errors else 200)


@require_POST
def end_session(request: HttpRequest, mark: str) -> HttpResponse:
    """End one of the own sessions elsewhere."""
    try:
        actions.end_session(actor=me(request), mark=mark)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã kết thúc phiên đăng nhập đó."))
    return redirect("accounts:mine")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all own sessions but this one."""
    count = actions.end_other_sessions(actor=me(request), here=request.session.session_key)
    messages.success(request, _("Đã kết thúc %(count)s phiên đăng nhập khác.") % {"count": count})
    return redirect("accounts:mine")
