"""Sign in, sign out, choose the language, change the password."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nongcot.infra.accounts.actions import change_password, choose_language
from nongcot.infra.accounts.forms import ChangePassword, SignIn
from nongcot.infra.accounts.middleware import SESSION_KEY
from nongcot.infra.accounts.models import User

sign_in = LoginView.as_view(
    template_name="accounts/sign_in.html", authentication_form=SignIn, redirect_authenticated_user=True
)
sign_out = LogoutView.as_view()


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page the form came from, never to another site."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe else resolve_url(settings.LOGIN_REDIRECT_URL))


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in the session, and on the login of whoever is signed in."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        request.session[SESSION_KEY] = chosen
        if isinstance(request.user, User):
            choose_language(actor=request.user, language=chosen)
    return _back(request)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """My account: change the password. Other browsers of this login are signed out by it, this one is not."""
    user = request.user
    form = ChangePassword(user, request.POST or None)
    if isinstance(user, User) and request.method == "POST" and form.is_valid():
        change_password(actor=user, form=form)
        update_session_auth_hash(request, user)
        messages.success(request, _("Đã đổi mật khẩu. Những nơi đăng nhập khác đã được đăng xuất."))
        return redirect("accounts:mine")
    return render(request, "accounts/mine.html", {"form": form}, status=422 if form.errors else 200)
