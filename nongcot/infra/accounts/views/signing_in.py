"""Sign in with a password, then with the second factor, or with a passkey alone; sign out; choose the language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nongcot.infra.accounts import actions, factors, limits, passkeys
from nongcot.infra.accounts.actions.signing_in import PENDING
from nongcot.infra.accounts.forms import Code, SignIn
from nongcot.infra.accounts.kinds import CodeKind, How, Outcome
from nongcot.infra.accounts.middleware import ENDED, SESSION_KEY
from nongcot.infra.accounts.models import User
from nongcot.infra.accounts.queries import active_user, anybody
from nongcot.infra.accounts.rights import should_have_second_factor
from nongcot.infra.accounts.views.common import back, safe_next
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused

SECOND_STEP_SECONDS = 600
HOW_BY_CODE = {CodeKind.APP: How.PASSWORD_AND_CODE, CodeKind.RECOVERY: How.PASSWORD_AND_RECOVERY_CODE}


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password. An installation without any login begins here."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(safe_next(request, request.GET.get("next")))
    if request.method != "POST":
        if settings.START_URL and not anybody():
            return redirect(settings.START_URL)
        return _page(request, SignIn(request))
    username = _username(request)
    if limits.is_flooded(request, username):
        return limits.locked_page(request, None, {"username": username})
    locked_before = limits.is_locked(request, username)
    form = SignIn(request, request.POST)
    if not form.is_valid():
        _note_failure(request, username, locked_before=locked_before)
        return _page(request, form)
    user = form.get_user()
    assert isinstance(user, User)  # noqa: S101
    target = safe_next(request, request.POST.get("next"))
    if factors.are_on(user):
        actions.start_second_step(actor=user, request=request, next_page=target)
        return redirect("accounts:second-step")
    actions.sign_in(actor=user, request=request, how=How.PASSWORD)
    _advise(request, user)
    return HttpResponseRedirect(target)


def _username(request: HttpRequest) -> str:
    """The name as Django's form and the sign-in limits know it; without the letter that PostgreSQL does not take."""
    return User.normalize_username(request.POST.get("username", "").replace("\0", "").strip())


def _page(request: HttpRequest, form: SignIn) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    facts = {
        "form": form,
        "next": given.get("next", ""),
        "passkeys_possible": passkeys.are_possible(request),
        "ended": request.session.pop(ENDED, False) if ENDED in request.session else False,
    }
    return render(request, "accounts/sign_in.html", facts)


def _note_failure(request: HttpRequest, username: str, *, locked_before: bool) -> None:
    if not username:
        return
    if not locked_before:
        actions.note(request=request, username=username, outcome=Outcome.WRONG_PASSWORD)
        if getattr(request, "axes_locked_out", False):
            actions.note(request=request, username=username, outcome=Outcome.LOCKED)


def _advise(request: HttpRequest, user: User) -> None:
    """A role that answers for others is told that a password alone is little."""
    if should_have_second_factor(user) and not factors.are_on(user):
        messages.info(request, _("Tài khoản của bạn nên bật xác thực hai lớp: mở “Tài khoản của tôi” để bật."))


def _pending(request: HttpRequest) -> tuple[User, dict[str, Any]] | None:
    """Who gave the right password a moment ago and owes the second factor."""
    kept = request.session.get(PENDING)
    if not kept or clock.now().timestamp() - kept["at"] > SECOND_STEP_SECONDS:
        return None
    user = active_user(kept["user"])
    return (user, kept) if user else None


@login_not_required
@never_cache
@sensitive_post_parameters("code", "credential")
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """The code of the app, a recovery code, or a passkey."""
    pending = _pending(request)
    if pending is None:
        return redirect("accounts:sign-in")
    user, kept = pending
    form = Code(request.POST or None, recovery=True)
    if request.method != "POST":
        return _second_page(request, user, form)
    if limits.is_locked(request, user.username) or limits.too_many_codes(user):
        return limits.locked_page(request, None, {"username": user.username})
    how = _proved(request, user, form)
    if how is None:
        return _wrong_code(request, user, form)
    actions.sign_in(actor=user, request=request, how=how)
    _count_codes(request, user, how)
    return HttpResponseRedirect(kept["next"])


def _proved(request: HttpRequest, user: User, form: Code) -> How | None:
    if request.POST.get("credential"):
        try:
            passkeys.accept(request.POST["credential"], user)
        except Refused as refused:
            form.errors.clear()
            form.add_error(None, str(refused))
            return None
        return How.PASSWORD_AND_PASSKEY
    kind = factors.accept_code(user, form.cleaned_data["code"]) if form.is_valid() else None
    return HOW_BY_CODE[kind] if kind else None


def _wrong_code(request: HttpRequest, user: User, form: Code) -> HttpResponse:
    actions.note(request=request, username=user.username, outcome=Outcome.WRONG_CODE, user=user)
    if limits.count_failure(request, user.username):
        actions.note(request=request, username=user.username, outcome=Outcome.LOCKED, user=user)
        return limits.locked_page(request, None, {"username": user.username})
    if not form.errors:
        form.add_error("code", _("Mã không đúng hoặc đã dùng rồi. Xin nhập mã đang hiện trong ứng dụng."))
    return _second_page(request, user, form, status=422)


def _second_page(request: HttpRequest, user: User, form: Code, status: int = 200) -> HttpResponse:
    known = factors.of(user)
    facts = {"form": form, "known": known, "passkeys_possible": passkeys.are_possible(request) and known.passkeys}
    return render(request, "accounts/second_step.html", facts, status=status)


def _count_codes(request: HttpRequest, user: User, how: How) -> None:
    if how is How.PASSWORD_AND_RECOVERY_CODE:
        left = factors.of(user).codes_left
        messages.warning(request, _("Bạn vừa dùng một mã dự phòng; còn %(left)s mã.") % {"left": left})


@login_not_required
@never_cache
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser asks a passkey with: of whoever owes the second step, else of whoever the browser knows."""
    pending = _pending(request)
    return JsonResponse(passkeys.authentication(pending[0] if pending else None))


@login_not_required
@never_cache
@sensitive_post_parameters("credential")
@require_POST
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """A passkey alone: it is something one has, and it asked for a finger, a face or a PIN."""
    if request.user.is_authenticated:
        return back(request)
    try:
        user = passkeys.accept(request.POST.get("credential", ""))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("accounts:sign-in")
    actions.sign_in(actor=user, request=request, how=How.PASSKEY)
    return back(request)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        actions.sign_out(actor=request.user, request=request)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    # The next reader at this computer finds no page of before by the button "back", and no draft of a form.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in the session, and on the login of whoever is signed in."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        request.session[SESSION_KEY] = chosen
        if isinstance(request.user, User):
            actions.choose_language(actor=request.user, language=chosen)
    return back(request)
