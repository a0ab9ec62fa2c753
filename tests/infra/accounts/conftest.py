"""A person with a second factor, and what the app on the phone shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from nongcot.infra.accounts import factors
from nongcot.infra.accounts.actions.signing_in import CONFIRMED
from nongcot.infra.accounts.models import User
from nongcot.kernel import clock

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret: str = SECRET, later: int = 0) -> str:
    """What the app shows now (0) or half a minute later (1); both are taken, each once."""
    now = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(secret, now + later))


@pytest.fixture
def with_app() -> Callable[[User], User]:
    """``with_app(user)`` has a code app with ``SECRET``, and recovery codes."""

    def give(user: User) -> User:
        factors.add_app(user, SECRET, counter=0)
        factors.give_codes(user)
        return user

    return give


@pytest.fixture
def confirmed(client: Client) -> Callable[[User], Client]:
    """``confirmed(user)``: a client signed in as the user, who gave the password a moment ago."""

    def enter(user: User) -> Client:
        client.force_login(user)
        session = client.session
        session[CONFIRMED] = clock.now().timestamp()
        session.save()
        return client

    return enter
