"""Who asks: a token in the header ``Authorization: Bearer …``. A session cookie opens nothing here."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer

from nongcot.infra.accounts.models import User
from nongcot.infra.httpapi.actions import digest
from nongcot.infra.httpapi.models import ApiToken, Scope
from nongcot.kernel import clock

READING = frozenset({"GET", "HEAD", "OPTIONS"})
_SEEN_EVERY = timedelta(minutes=10)


class TokenAuth(HttpBearer):
    """Gives the login the token speaks for, and puts it on the request."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        found = ApiToken.objects.select_related("user").filter(digest=digest(token)).first()
        if found is None or not found.user.is_active or not found.holds_on(clock.today()):
            return None
        if request.method not in READING and found.scope != Scope.WRITE:
            raise HttpError(403, _("Mã truy cập này chỉ được đọc."))
        if found.user.language and not getattr(request, "api_language_asked", True):
            translation.activate(found.user.language)  # put back by the entrance of the API
        now = clock.now()
        if found.used_at is None or now - found.used_at > _SEEN_EVERY:
            ApiToken.objects.filter(pk=found.pk).update(used_at=now)
        request.user = found.user
        return found.user


def asker(request: HttpRequest) -> User:
    """The login of a request that :class:`TokenAuth` has let in."""
    assert isinstance(request.user, User)  # noqa: S101  (every operation asks for a token)
    return request.user
