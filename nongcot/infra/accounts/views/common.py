"""What the pages of logins share."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from nongcot.infra.accounts.models import User


def me(request: HttpRequest) -> User:
    """The signed-in person; only for pages that ask for a login."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def safe_next(request: HttpRequest, target: str | None, default: str | None = None) -> str:
    """``target`` if it is a page of ours, else ``default`` (a URL name), else the first page."""
    hosts = {request.get_host()}
    if target and url_has_allowed_host_and_scheme(target, hosts, require_https=request.is_secure()):
        return target
    return str(resolve_url(default or settings.LOGIN_REDIRECT_URL))


def back(request: HttpRequest, default: str | None = None) -> HttpResponseRedirect:
    """To the page the form came from, never to another site."""
    return HttpResponseRedirect(safe_next(request, request.POST.get("next"), default))
