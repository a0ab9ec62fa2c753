"""The guided start: start code, federation, first administrator, second factor (accounts), first spreadsheet.

Where one stops one goes on later: what is done is in the database, and each step leads to the first one not done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.config.start import actions, code
from nongcot.config.start.forms import Administrator, Federation, StartCode
from nongcot.infra.accounts.api import How, anybody, sign_in
from nongcot.infra.accounts.models import User
from nongcot.kernel.errors import Refused
from nongcot.people.api import IMPORTERS, has_role

ALLOWED = "start_allowed"
View = Callable[[HttpRequest], HttpResponse]


def _while_empty(view: View) -> View:
    """Only while there is no login, and only for who gave the start code."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated or anybody():
            return redirect("accounts:sign-in")
        if request.session.get(ALLOWED) or view.__name__ == "begin":
            return view(request)
        return redirect("start:begin")

    return asked


def _next_step() -> HttpResponse:
    return redirect("start:administrator" if actions.federation() else "start:federation")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_while_empty
def begin(request: HttpRequest) -> HttpResponse:
    """Welcome, and the start code; the link that ``nongcot serve`` prints carries it."""
    given = request.POST if request.method == "POST" else request.GET
    form = StartCode(given if "code" in given else None)
    if request.session.get(ALLOWED):
        return _next_step()
    if form.is_valid():
        if code.fits(form.cleaned_data["code"]):
            request.session.cycle_key()
            request.session[ALLOWED] = True
            return _next_step()
        form.add_error("code", _("Mã bắt đầu không đúng."))
    facts = {"form": form, "file": code.NAME, "step": 0}
    return render(request, "start/begin.html", facts, status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_while_empty
def federation(request: HttpRequest) -> HttpResponse:
    """Step 1: which federation this is."""
    form = Federation(request.POST or None)
    if actions.federation() is not None:
        return _next_step()
    if request.method == "POST" and form.is_valid():
        try:
            actions.found_federation(actor=actions.STARTER, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _next_step()
    return render(request, "start/federation.html", {"form": form, "step": 1}, status=422 if form.errors else 200)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@_while_empty
def administrator(request: HttpRequest) -> HttpResponse:
    """Step 2: the first login; it goes on with its second factor."""
    place = actions.federation()
    if place is None:
        return redirect("start:federation")
    form = Administrator(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("username", "name", "email", "password")}
        try:
            user = actions.create_first_administrator(actor=actions.STARTER, **given)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _to_second_factor(request, user)
    facts = {"form": form, "step": 2, "place": place}
    return render(request, "start/administrator.html", facts, status=422 if form.errors else 200)


def _to_second_factor(request: HttpRequest, user: User) -> HttpResponse:
    request.session.pop(ALLOWED, None)
    sign_in(actor=user, request=request, how=How.FIRST_START)
    onward = urlencode({"next": reverse("start:spreadsheet")})
    return HttpResponseRedirect(f"{reverse('accounts:factors')}?{onward}")


@require_safe
def spreadsheet(request: HttpRequest) -> HttpResponse:
    """Step 4: the first spreadsheet, on the import page; or later."""
    if not (isinstance(request.user, User) and has_role(request.user, IMPORTERS)):
        raise PermissionDenied
    return render(request, "start/spreadsheet.html", {"step": 4})
