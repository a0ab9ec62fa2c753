"""Make and revoke a token."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import record
from nongcot.infra.httpapi.models import ApiToken, Scope
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.kernel.text import tidy

PREFIX = "nongcot_"
LONGEST = timedelta(days=366)


def digest(secret: str) -> str:
    """What is kept of a secret: it is 256 random bits, so one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_token(*, actor: User, name: str, scope: Scope, ends_on: date, day: date) -> tuple[ApiToken, str]:
    """A token of the actor's own login and its secret, which is shown once and not kept.

    Raises:
        Refused: it has no name, or ends before tomorrow or after a year.
    """
    name = tidy(name)
    if not name:
        raise Refused(_("Xin đặt tên để sau này biết mã dùng cho chương trình nào."))
    if not day < ends_on <= day + LONGEST:
        raise Refused(_("Ngày hết hạn phải sau hôm nay và trong vòng một năm."))
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=actor,
        name=name,
        digest=digest(secret),
        hint=secret[-4:],
        scope=scope,
        made_on=day,
        ends_on=ends_on,
    )
    changes = {"name": [None, name], "scope": [None, scope.value], "ends_on": [None, ends_on.isoformat()]}
    record(actor=actor, action="httpapi.make_token", object_type="api_token", object_id=token.pk, changes=changes)
    return token, secret


def end_tokens(*, user: User) -> None:
    """Every token of this login that still holds ends with its password, each with its entry in the trail."""
    day = clock.today()
    for token in ApiToken.objects.filter(user=user, revoked_on=None, ends_on__gt=day):
        revoke_token(actor=user, token=token, day=day)


@transaction.atomic
def revoke_token(*, actor: User, token: ApiToken, day: date) -> None:
    """The token opens nothing any more. Revoking it again changes nothing.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    if token.user_id != actor.pk:
        raise PermissionDenied
    if token.revoked_on is not None:
        return
    token.revoked_on = day
    token.save(update_fields=["revoked_on"])
    changes = {"revoked_on": [None, day.isoformat()]}
    record(actor=actor, action="httpapi.revoke_token", object_type="api_token", object_id=token.pk, changes=changes)
