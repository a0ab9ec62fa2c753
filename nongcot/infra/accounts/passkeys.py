"""Passkeys: the WebAuthn ceremony, as allauth and fido2 do it, with every wrong answer as one refusal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.kernel.errors import Refused

# What a browser's answer can be made of when it is not one.
_WRONG = (ValidationError, ValueError, TypeError, KeyError, AttributeError, InvalidSignature)


def are_possible(request: HttpRequest) -> bool:
    """Browsers give passkeys only to a named host over https, or to localhost."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    if host == "localhost":
        return True
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure()
    return False


def registration(user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey; its challenge is kept in the session."""
    return dict(auth.begin_registration(user, passwordless=True))


def authentication(user: User | None) -> dict[str, Any]:
    """What the browser needs to show a passkey: of ``user``, or of whoever it knows here."""
    return dict(auth.begin_authentication(user))


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except _WRONG:
        raise Refused(_("Khóa truy cập không được chấp nhận. Xin thử lại.")) from None


def _read(text: str) -> dict[str, Any]:
    answer = json.loads(text)
    if not isinstance(answer, dict):
        raise TypeError(answer)
    return answer


def add(user: User, name: str, answer: str) -> int:
    """Keep the passkey the browser made: its number.

    Raises:
        Refused: the answer does not fit the question, or nobody was verified by it.
    """
    with _refusing():
        credential = _read(answer)
        auth.parse_registration_response(credential)
        if not auth.complete_registration(credential).is_user_verified():
            raise ValueError(name)
        return int(auth.WebAuthn.add(user, name, credential).instance.pk)


def accept(answer: str, user: User | None = None) -> User:
    """Whose passkey the browser showed; with ``user`` it must be theirs.

    Raises:
        Refused: the answer does not fit the question, or the login may not sign in.
    """
    with _refusing():
        credential = _read(answer)
        auth.parse_authentication_response(credential)
        owner = user or auth.extract_user_from_response(credential)
        row: Authenticator = auth.complete_authentication(owner, credential)
        row.record_usage()
        if not owner.is_active:
            raise ValueError(owner.pk)
        return owner
