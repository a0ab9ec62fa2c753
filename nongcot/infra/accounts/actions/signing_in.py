"""Sign in and out; every try leaves a line in the access log."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.http import HttpRequest

from nongcot.infra.accounts import sessions
from nongcot.infra.accounts.address import address_of, agent_of
from nongcot.infra.accounts.kinds import How, Outcome
from nongcot.infra.accounts.limits import AXES_ACTOR
from nongcot.infra.accounts.models import SignInRecord, User, UserSession
from nongcot.infra.accounts.rights import must_have_second_factor
from nongcot.infra.audit.api import record
from nongcot.kernel import clock

BACKEND = "django.contrib.auth.backends.ModelBackend"
CONFIRMED, MUST_ADD, PENDING = "confirmed", "must_add_factor", "second_step"
_WITHOUT_FACTOR = frozenset({How.PASSWORD, How.FIRST_START})


def remember_session(request: HttpRequest, user: User, **_signal: object) -> None:
    """Put into a new session what its owner recognises it by, and from when it counts."""
    moment = clock.now().timestamp()
    request.session[sessions.BEGAN] = request.session[sessions.SEEN] = moment
    request.session[sessions.ADDRESS], request.session[sessions.AGENT] = address_of(request), agent_of(request)


def listen() -> None:
    user_logged_in.connect(remember_session, dispatch_uid="accounts.remember_session")


@transaction.atomic
def note(*, request: HttpRequest, username: str, outcome: Outcome, user: User | None = None, how: str = "") -> None:
    """Write one line of the access log; a new lock also goes into the audit trail."""
    user = user or User.objects.filter(username=username).first()
    SignInRecord.objects.create(
        at=clock.now(),
        user=user,
        username=username[:150],
        outcome=outcome,
        how=how,
        address=address_of(request),
        agent=agent_of(request),
    )
    if outcome is Outcome.LOCKED and user is not None:
        record(actor=AXES_ACTOR, action="accounts.lock_sign_in", object_type="user", object_id=user.pk)


@transaction.atomic
def sign_in(*, actor: User, request: HttpRequest, how: How) -> None:
    """Begin a session for ``actor``, who has proved to be it; sessions that ended by themselves are swept out.

    A login that must have a second factor and has none sees only the page to add one.
    """
    request.session.pop(PENDING, None)
    login(request, actor, backend=BACKEND)
    request.session[CONFIRMED] = clock.now().timestamp()
    if how in _WITHOUT_FACTOR and must_have_second_factor(actor):
        request.session[MUST_ADD] = True
    UserSession.objects.filter(expire_date__lt=clock.now()).delete()
    note(request=request, username=actor.username, outcome=Outcome.SIGNED_IN, user=actor, how=how)


def start_second_step(*, actor: User, request: HttpRequest, next_page: str) -> None:
    """Remember in the session that ``actor`` gave the right password and still owes the second factor."""
    request.session.cycle_key()
    request.session[PENDING] = {"user": actor.pk, "at": clock.now().timestamp(), "next": next_page}


def sign_out(*, actor: User, request: HttpRequest) -> None:
    """End this session."""
    note(request=request, username=actor.username, outcome=Outcome.SIGNED_OUT, user=actor)
    logout(request)


def confirm(*, actor: User, request: HttpRequest) -> None:
    """``actor`` has just proved again to be it: for a while, what needs that is open."""
    request.session[CONFIRMED] = clock.now().timestamp()
