"""What holds for every request of a login: sessions end, a needed second factor comes first, the language is chosen.

The browser's own list of languages is not asked: many officers' computers have an English browser, and the pages are
Vietnamese first.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from nongcot.infra.accounts import factors
from nongcot.infra.accounts.actions.signing_in import MUST_ADD
from nongcot.infra.accounts.models import User
from nongcot.infra.accounts.rights import must_have_second_factor
from nongcot.infra.accounts.sessions import BEGAN, SEEN
from nongcot.kernel import clock

SESSION_KEY = "language"
ENDED = "session_ended"
# A session is written down as used at most so often: pages stay free of writes.
NOTICE_SECONDS = 300.0
# What somebody may open who still owes a second factor.
_OPEN_NAMES = frozenset(
    {"sign-out", "language", "confirm", "factors", "code-app", "passkey-add", "passkey-add-options"}
)

Next = Callable[[HttpRequest], HttpResponse]


def language_of(request: HttpRequest) -> str:
    chosen = getattr(request.user, "language", "") or request.session.get(SESSION_KEY, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SessionEndMiddleware:
    """A session ends when nobody used it for a while, and after some days in any case."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if USER_KEY in request.session:
            self._look(request)
        return self.get_response(request)

    def _look(self, request: HttpRequest) -> None:
        moment = clock.now().timestamp()
        began, seen = request.session.get(BEGAN, moment), request.session.get(SEEN, 0.0)
        idle, longest = settings.SESSION_IDLE.total_seconds(), settings.SESSION_LONGEST.total_seconds()
        if moment - seen >= idle or moment - began >= longest:
            logout(request)
            request.session[ENDED] = True
        elif moment - seen >= NOTICE_SECONDS:
            request.session[SEEN] = moment
            self._ask_for_factor(request)

    def _ask_for_factor(self, request: HttpRequest) -> None:
        """A role given since the signing in may need a second factor: it is not waited for the next signing in."""
        user = request.user
        if isinstance(user, User) and must_have_second_factor(user) and not factors.are_on(user):
            request.session[MUST_ADD] = True


class SecondFactorMiddleware:
    """Who must have a second factor and has none sees only the pages to add one."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        if not (request.user.is_authenticated and request.session.get(MUST_ADD)):
            return None
        match = request.resolver_match
        if match is None or (match.namespace == "accounts" and match.url_name in _OPEN_NAMES):
            return None
        back = request.get_full_path() if request.method == "GET" else "/"
        return HttpResponseRedirect(f"{reverse('accounts:factors')}?{urlencode({'next': back})}")
