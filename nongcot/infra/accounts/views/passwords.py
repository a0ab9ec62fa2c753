"""The way back in for who forgot the password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nongcot.infra.accounts import actions, tasks
from nongcot.infra.accounts.forms import ForgottenPassword, Whom
from nongcot.infra.accounts.links import HOURS
from nongcot.infra.accounts.models import User
from nongcot.infra.accounts.queries import by_name_or_email


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a one-time link where e-mail is set up; else say who can make one. The answer never tells who exists."""
    form = Whom(request.POST or None)
    if request.method == "POST" and settings.EMAIL_CONFIGURED and form.is_valid():
        site = settings.ENVIRONMENT.site_url or f"{request.scheme}://{request.get_host()}"
        meant = [user.pk for user in by_name_or_email(form.cleaned_data["who"].strip())]
        # In the background, also for nobody: how long the answer takes does not tell who exists either.
        tasks.send_password_link.enqueue(meant, site, get_language() or settings.LANGUAGE_CODE)
        text = _(
            "Nếu tài khoản có thư điện tử, liên kết đặt lại mật khẩu đã được gửi và dùng được trong %(hours)s giờ."
        )
        messages.success(request, text % {"hours": HOURS})
        return redirect("accounts:sign-in")
    facts = {"form": form, "by_mail": settings.EMAIL_CONFIGURED}
    return render(request, "accounts/forgotten.html", facts, status=422 if form.errors else 200)


@method_decorator(login_not_required, name="dispatch")
class Reset(PasswordResetConfirmView):
    """A one-time link: Django checks the signature and hides it from the address; the verb is ours."""

    template_name = "accounts/reset.html"
    form_class = ForgottenPassword
    success_url = reverse_lazy("accounts:sign-in")

    def get_user(self, uidb64: str) -> Any:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        user = self.user
        assert isinstance(user, User)  # noqa: S101
        actions.set_forgotten_password(actor=user, form=form)
        del self.request.session[INTERNAL_RESET_SESSION_TOKEN]
        messages.success(
            self.request, _("Đã đặt mật khẩu mới. Mọi phiên và mã truy cập cũ đã kết thúc. Xin đăng nhập.")
        )
        return HttpResponseRedirect(str(self.success_url))


reset = Reset.as_view()
