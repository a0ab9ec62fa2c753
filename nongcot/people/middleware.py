"""One reader's grants are looked up once a page, not once for every list on it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from nongcot.infra.accounts.models import User
from nongcot.people.permissions import remember

_SAFE = frozenset({"GET", "HEAD"})


class GrantsMiddleware:
    """Behind the one that knows the user. Only where nothing is changed: an action sees the grants of its moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in _SAFE and isinstance(request.user, User):
            remember(request.user)
        return self.get_response(request)
