"""What Django has no setting for: headers of every answer, and how much a request may bring."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY as USER_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nongcot.infra.httpapi.strict import too_large

# Passkeys are ours; the camera takes pictures of evidence. The rest no page of ours needs.
PERMISSIONS = (
    "camera=(self), publickey-credentials-get=(self), publickey-credentials-create=(self), "
    "geolocation=(), microphone=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=()"
)


Next = Callable[[HttpRequest], HttpResponse]
# Who is not signed in sends a name, a password, a passkey's answer.
STRANGER_LIMIT = 1024 * 1024


def signed_in(request: HttpRequest) -> bool:
    """Whether the request comes with a session of a login, or shows a token (which the API then looks at)."""
    return USER_KEY in request.session or "Authorization" in request.headers


class PermissionsPolicyMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class NotKeptMiddleware:
    """What somebody sees who is signed in stays in no cache: computers of an office are shared.

    What is typed into a form and not sent yet is kept by the page itself, until its reader signs out.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response.headers and signed_in(request):
            response.headers["Cache-Control"] = "private, no-store"
        return response


class RequestSizeMiddleware:
    """A request that says it brings more than we take is refused before a byte of it is read.

    Django reads a form, files and all, to look for its CSRF token, before any page is asked who may send it.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        allowed = settings.REQUEST_LIMIT if signed_in(request) else STRANGER_LIMIT
        if told.isascii() and told.isdigit() and int(told) > allowed:
            response = _too_large(request, allowed // (1024 * 1024))
            response.headers["Connection"] = "close"
            return response
        return self.get_response(request)


def _too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """A page for a reader, a problem for a program."""
    if request.path_info.startswith("/api/"):
        return too_large(request, limit)
    return render(request, "413.html", {"limit": limit}, status=413)
