"""How every address of the API behaves before and after its operation: methods, parameters, language.

A parameter nobody knows is refused: a misspelt filter that is ignored would answer with other rows than asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import NinjaAPI

from nongcot.infra.httpapi.problems import answer_problem

View = Callable[..., HttpResponse]
ASKED = "api_language_asked"


def strict(api: NinjaAPI, view: View) -> View:
    """``view`` of the API, which answers HEAD and OPTIONS, and a problem to what its operation does not describe.

    The language is the one the client asks for (Accept-Language), else that of the token's login.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = _asked_language(request)
        setattr(request, ASKED, bool(language))
        with translation.override(language or translation.get_language()):
            head = request.method == "HEAD"
            response = _answer(api, view, request, *args, **kwargs)
            if head:
                response["Content-Length"] = str(len(response.content))
                response.content = b""
            response["Content-Language"] = translation.get_language()
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        return response

    return checked


def absent(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    """No operation has this address."""
    with translation.override(_asked_language(request) or translation.get_language()):
        return answer_problem("not_found", 404, _("API không có địa chỉ này. Xin xem /api/docs."))


def too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """The request brings more than ``limit`` MB, and was not read."""
    with translation.override(_asked_language(request) or translation.get_language()):
        said = _("Nội dung gửi lên quá lớn: nhiều nhất %(limit)s MB một lần.") % {"limit": limit}
        response = answer_problem("too_large", 413, said)
        response["Content-Language"] = translation.get_language()
    patch_vary_headers(response, ["Accept-Language", "Authorization"])
    return response


def _answer(api: NinjaAPI, view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    match = request.resolver_match
    path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", match.route if match else "")
    known, method = _known(api).get(path, {}), (request.method or "").lower()
    allowed = ", ".join(_methods(known))
    if known and method == "options":
        return HttpResponse(status=204, headers={"Allow": allowed})
    if method == "head" and "get" in known:
        request.method, method = "GET", "get"
    if known and method not in known:
        said = _("Địa chỉ này không nhận phương thức %(method)s.") % {"method": (request.method or "")[:20]}
        response = answer_problem("method_not_allowed", 405, said)
        response["Allow"] = allowed
        return response
    unknown = sorted(set(request.GET) - known[method]) if known else []
    if unknown:
        said = _("Không có tham số %(name)s.") % {"name": unknown[0][:100]}
        return answer_problem("unknown_parameter", 400, said, [{"where": f"query.{unknown[0][:100]}", "what": said}])
    return view(request, *args, **kwargs)


def _methods(known: dict[str, frozenset[str]]) -> list[str]:
    if not known:
        return []
    return sorted({method.upper() for method in known} | {"OPTIONS"} | ({"HEAD"} if "get" in known else set()))


def _asked_language(request: HttpRequest) -> str:
    """Vietnamese or English, whichever the client puts first; "" where it asks for neither."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        if code[:2] in ("vi", "en"):
            return code[:2]
    return ""


@cache
def _known(api: NinjaAPI) -> dict[str, dict[str, frozenset[str]]]:
    """The query parameters of every operation, by path and method."""
    paths = api.get_openapi_schema()["paths"]
    return {
        path: {
            method: frozenset(one["name"] for one in operation.get("parameters", ()) if one["in"] == "query")
            for method, operation in operations.items()
        }
        for path, operations in paths.items()
    }
