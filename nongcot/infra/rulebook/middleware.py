"""A page asks the rulebook once; where a rule has no value that day it says which, and where to enter it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nongcot.infra.rulebook.queries import one_rulebook
from nongcot.regulations import NotInForce, NotOnFile

_SAFE = frozenset({"GET", "HEAD"})


class RulebookMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in _SAFE:
            return self.get_response(request)
        with one_rulebook():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotInForce | NotOnFile):
            return None
        said = _(exception.template) % exception.params
        return render(request, "rulebook/missing.html", {"error": exception, "said": said}, status=409)
