"""What could let a stranger stay (a new factor, another e-mail, a token) asks for the password again after a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from nongcot.infra.accounts.actions.signing_in import CONFIRMED
from nongcot.kernel import clock

WHILE = timedelta(minutes=20)
View = Callable[..., HttpResponse]


def is_confirmed(request: HttpRequest) -> bool:
    moment = request.session.get(CONFIRMED, 0.0)
    return bool(clock.now().timestamp() - moment < WHILE.total_seconds())


def recently_confirmed(view: View) -> View:
    """Ask for the password again when the last proof is older than 20 minutes; then the reader is led back."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_confirmed(request):
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("accounts:mine")
        return HttpResponseRedirect(f"{reverse('accounts:confirm')}?{urlencode({'next': back})}")

    return asked
