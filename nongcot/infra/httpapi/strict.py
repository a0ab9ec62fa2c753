"""A parameter nobody knows is refused: a misspelt filter that is ignored would answer with other rows than asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI

View = Callable[..., HttpResponse]


def strict(api: NinjaAPI, view: View) -> View:
    """``view`` of the API, which answers 400 to a query parameter its operation does not describe."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match = request.resolver_match
        path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", match.route if match else "")
        known = _known(api).get((path, (request.method or "").lower()))
        unknown = [] if known is None else sorted(set(request.GET) - known)
        if unknown:
            detail = _("Không có tham số %(name)s.") % {"name": unknown[0][:100]}
            return JsonResponse({"detail": detail, "errors": []}, status=400)
        return view(request, *args, **kwargs)

    return checked


@cache
def _known(api: NinjaAPI) -> dict[tuple[str, str], frozenset[str]]:
    """The query parameters of every operation, by path and method."""
    paths = api.get_openapi_schema()["paths"]
    return {
        (path, method): frozenset(one["name"] for one in operation.get("parameters", ()) if one["in"] == "query")
        for path, operations in paths.items()
        for method, operation in operations.items()
    }
