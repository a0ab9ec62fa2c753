"""Questions asked of logins, sessions and the access log."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from nongcot.infra.accounts.kinds import Outcome
from nongcot.infra.accounts.models import SignInRecord, User, UserSession
from nongcot.infra.accounts.rights import user_scope
from nongcot.infra.audit.api import System


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its owner recognises it. ``mark`` names it without giving away its key."""

    mark: str
    agent: str
    address: str
    began_at: datetime | None
    seen_at: datetime | None
    here: bool


def login(pk: int) -> User | None:
    """The login of this number."""
    return User.objects.filter(pk=pk).first()


def login_named(username: str) -> User | None:
    """The login that signs in under this name."""
    return User.objects.filter(username=username).first()


def mark_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:24]


def sessions(user: User, *, now: datetime, here: str | None) -> list[OpenSession]:
    """The sessions of a login that have not ended at ``now``, the one asked from (its key: ``here``) first."""
    rows = UserSession.objects.filter(user=user, expire_date__gt=now).order_by("-seen_at")
    found = [
        OpenSession(
            mark_of(row.session_key), row.agent, row.address or "", row.began_at, row.seen_at, row.session_key == here
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: not each.here)


def session_key(user: User, mark: str) -> str | None:
    """The key of the session of this login with this mark."""
    keys = UserSession.objects.filter(user=user).values_list("session_key", flat=True)
    return next((key for key in keys if hmac.compare_digest(mark_of(key), mark)), None)


def sign_ins(user: User, *, limit: int = 10) -> list[SignInRecord]:
    """The newest entries of the access log about a login."""
    return list(SignInRecord.objects.filter(user=user)[:limit])


def users(actor: User | System, *, text: str = "") -> QuerySet[User]:
    """The logins the actor answers for, with ``signed_in_at``, by name; ``text`` narrows by name or user name."""
    last = Max("sign_ins__at", filter=Q(sign_ins__outcome=Outcome.SIGNED_IN))
    found = User.objects.filter(user_scope(actor)).annotate(signed_in_at=last).order_by("name", "pk")
    return found.filter(Q(name__icontains=text) | Q(username__icontains=text)) if text else found


def user(actor: User | System, pk: int) -> User:
    """One login the actor answers for.

    Raises:
        User.DoesNotExist: there is none, or the actor does not answer for it.
    """
    return users(actor).get(pk=pk)


def by_name_or_email(text: str) -> list[User]:
    """The active logins with an e-mail that somebody who forgot the password can mean by ``text``."""
    meant = Q(username=text) | Q(email__iexact=text)
    return list(User.objects.filter(meant, is_active=True).exclude(email="").order_by("pk")[:5]) if text else []


def active_user(pk: int) -> User | None:
    """The login with this number, if it may sign in."""
    return User.objects.filter(pk=pk, is_active=True).first()


def anybody() -> bool:
    """Whether there is any login at all."""
    return User.objects.exists()
