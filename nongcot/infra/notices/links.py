"""Addresses that work outside a browser's session: absolute ones, and those with a signature or a secret."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

_SALT = "nongcot.notices.unsubscribe"


def absolute(path: str, request: HttpRequest | None = None) -> str:
    """``path`` with the address under which people reach this installation (NONGCOT_SITE_URL).

    Where nobody has told it, that at which it was just reached: the settings know no port.
    """
    if request is not None and not settings.ENVIRONMENT.site_url:
        return request.build_absolute_uri(path)
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def unsubscribe_path(user_pk: int) -> str:
    """The address that ends the e-mails of one login, and can do nothing else; it needs no sign-in and no date."""
    return reverse("notices:unsubscribe", args=[signing.Signer(salt=_SALT).sign(str(user_pk))])


def unsubscribed_user(token: str) -> int | None:
    """The login of such an address; None when it was not made here."""
    try:
        return int(signing.Signer(salt=_SALT).unsign(token))
    except signing.BadSignature:
        return None


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits: it cannot be guessed, so one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
