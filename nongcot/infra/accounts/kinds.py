"""How people sign in, and what became of it."""

# ruff: noqa: S105  (words for ways to sign in, no passwords)
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one try to sign in."""

    SIGNED_IN = "signed_in"
    WRONG_PASSWORD = "wrong_password"
    WRONG_CODE = "wrong_code"
    LOCKED = "locked"
    SIGNED_OUT = "signed_out"


class How(StrEnum):
    """By what somebody signed in."""

    PASSWORD = "password"
    PASSWORD_AND_CODE = "password_and_code"
    PASSWORD_AND_RECOVERY_CODE = "password_and_recovery_code"
    PASSWORD_AND_PASSKEY = "password_and_passkey"
    PASSKEY = "passkey"
    FIRST_START = "first_start"


class CodeKind(StrEnum):
    """What kind of code was typed."""

    APP = "app"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as its owner knows it."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """The second factors of one login; ``codes_left`` counts unused recovery codes, ``codes_seen``: they were kept."""

    app: bool = False
    passkeys: tuple[Passkey, ...] = ()
    codes_left: int = 0
    codes_seen: bool = True

    @property
    def on(self) -> bool:
        return self.app or bool(self.passkeys)
