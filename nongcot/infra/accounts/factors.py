"""The second factor as allauth keeps and checks it (TOTP by RFC 6238, WebAuthn, recovery codes).

Its secrets are sealed in the database; a code of the app counts once, in whatever web process it is asked.
"""

from __future__ import annotations

import base64

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from nongcot.infra import sealing
from nongcot.infra.accounts.kinds import CodeKind, Factors, Passkey
from nongcot.infra.accounts.models import User

SITE = "Nòng Cốt"
_KINDS = Authenticator.Type


class SealedAdapter(DefaultMFAAdapter):
    """allauth's adapter, with our name, and secrets sealed at rest."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(sealing.seal(text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(base64.b64decode(encrypted_text))

    def _get_site_name(self) -> str:
        return SITE

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return str(user.get_username())


def seal(text: str) -> str:
    return str(get_adapter().encrypt(text))


def unseal(text: str) -> str:
    return str(get_adapter().decrypt(text))


def of(user: User) -> Factors:
    """The second factors of a login: one query."""
    rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
    keys = tuple(
        Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at)
        for row in rows
        if row.type == _KINDS.WEBAUTHN
    )
    codes = next((row.wrap() for row in rows if row.type == _KINDS.RECOVERY_CODES), None)
    return Factors(
        app=any(row.type == _KINDS.TOTP for row in rows),
        passkeys=keys,
        codes_left=len(codes.get_unused_codes()) if codes else 0,
        codes_seen=codes.did_view if codes else True,
    )


def are_on(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=[_KINDS.TOTP, _KINDS.WEBAUTHN]).exists()


def new_secret() -> str:
    return str(generate_totp_secret())


def picture(user: User, secret: str) -> str:
    """The QR picture of a secret for a code app, as a ``data:`` address."""
    adapter = get_adapter()
    drawn = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


def counter_of(secret: str, code: str) -> int | None:
    """The counter (half minutes since 1970) whose code this is, now or half a minute off; None: it is none of them."""
    for counter in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            return int(counter)
    return None


def add_app(user: User, secret: str, counter: int) -> None:
    """Keep a code app; ``counter`` is that of the code typed to prove it, so that it does not count again."""
    row = TOTP.activate(user, secret).instance
    row.data["counter"] = counter
    row.save(update_fields=["data"])


def give_codes(user: User) -> None:
    """Recovery codes, unless there are some."""
    RecoveryCodes.activate(user)


def renew_codes(user: User) -> None:
    Authenticator.objects.filter(user=user, type=_KINDS.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)


def unseen_codes(user: User) -> list[str]:
    """The recovery codes while their owner has not said that they are kept; then none, ever."""
    row = Authenticator.objects.filter(user=user, type=_KINDS.RECOVERY_CODES).first()
    return [] if row is None or row.wrap().did_view else list(row.wrap().get_unused_codes())


def codes_kept(user: User) -> None:
    row = Authenticator.objects.filter(user=user, type=_KINDS.RECOVERY_CODES).first()
    if row is not None:
        row.wrap().mark_as_viewed()


def remove_app(user: User) -> bool:
    """Remove the code app; recovery codes go with the last factor. Whether there was one."""
    gone, _rows = Authenticator.objects.filter(user=user, type=_KINDS.TOTP).delete()
    _clean_up(user)
    return bool(gone)


def remove_all(user: User) -> bool:
    gone, _rows = Authenticator.objects.filter(user=user).delete()
    return bool(gone)


def remove_passkey(user: User, key: int) -> str | None:
    """Remove one passkey of this login: its name; None where it has none such."""
    row = Authenticator.objects.filter(user=user, type=_KINDS.WEBAUTHN, pk=key).first()
    if row is None:
        return None
    name = str(row.wrap().name)
    row.delete()
    _clean_up(user)
    return name


def _clean_up(user: User) -> None:
    if not are_on(user):
        Authenticator.objects.filter(user=user).delete()


@transaction.atomic
def accept_code(user: User, code: str) -> CodeKind | None:
    """Take a code of the app or a recovery code, each only once; None: it is neither."""
    typed = "".join(code.split()).replace("-", "")
    if not (typed.isascii() and typed.isdigit()):
        return None
    rows = {row.type: row for row in Authenticator.objects.select_for_update().filter(user=user)}
    app, codes = rows.get(_KINDS.TOTP), rows.get(_KINDS.RECOVERY_CODES)
    if app is not None and _accept_app(app, typed):
        return CodeKind.APP
    if codes is not None and codes.wrap().validate_code(typed):
        codes.refresh_from_db()
        codes.record_usage()
        return CodeKind.RECOVERY
    return None


def _accept_app(row: Authenticator, typed: str) -> bool:
    counter = counter_of(unseal(row.data["secret"]), typed)
    if counter is None or counter <= row.data.get("counter", 0):
        return False
    row.data["counter"] = counter
    row.save(update_fields=["data"])
    row.record_usage()
    return True
