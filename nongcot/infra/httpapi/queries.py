"""Questions asked of tokens."""

from __future__ import annotations

from django.db.models import QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.httpapi.models import ApiToken


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """All tokens of a login, the newest first."""
    return ApiToken.objects.filter(user=user)
