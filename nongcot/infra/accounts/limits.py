"""Sign-in limits: django-axes counts failures by name and address, and locks for a while."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from ipaddress import ip_address

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nongcot.infra.accounts.address import address_of
from nongcot.infra.accounts.kinds import Outcome
from nongcot.infra.accounts.models import SignInRecord, User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock

AXES_ACTOR = System("sign-in limits")

# A name is locked for one address (settings: axes). These two stand behind it: one address that tries many names, and
# many addresses that try one name. The owner's own addresses stay open, so that nobody is shut out by a stranger.
FAILURES_OF_ADDRESS = 100  # within the time of a lock; an office shares one address
FAILURES_OF_LOGIN = 100  # within a day, as NIST SP 800-63B wants it
_DAY = timedelta(days=1)

# Wrong codes of one login from anywhere within the time of a lock: who has the password may come from many addresses.
WRONG_CODES = 10


def is_locked(request: HttpRequest, username: str) -> bool:
    """Whether this name is locked for this request's address now."""
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def count_failure(request: HttpRequest, username: str) -> bool:
    """Count one failure that Django did not see itself (a wrong code); whether the name is locked now."""
    user_login_failed.send(sender=__name__, credentials={"username": username}, request=request)
    return bool(getattr(request, "axes_locked_out", False))


def too_many_codes(user: User) -> bool:
    """Whether so many wrong codes came for this login lately, from wherever, that no further one is looked at."""
    since = clock.now() - settings.AXES_COOLOFF_TIME
    return SignInRecord.objects.filter(user=user, outcome=Outcome.WRONG_CODE, at__gt=since).count() >= WRONG_CODES


def is_flooded(request: HttpRequest, username: str) -> bool:
    """Whether passwords are being guessed: by this address for any names, or for this name by any addresses.

    The machine's own address is let through: there a web server stands that hides who asks (``doctor`` tells of it).
    """
    address = address_of(request)
    now = clock.now()
    if address is None or ip_address(address).is_loopback:
        return False
    failed = SignInRecord.objects.filter(outcome__in=[Outcome.WRONG_PASSWORD, Outcome.WRONG_CODE])
    of_address = failed.filter(address=address, at__gt=now - settings.AXES_COOLOFF_TIME)
    if of_address.count() >= FAILURES_OF_ADDRESS:
        return True
    of_login = failed.filter(user__username=username, at__gt=now - _DAY)
    if of_login.count() < FAILURES_OF_LOGIN:
        return False
    known = SignInRecord.objects.filter(user__username=username, outcome=Outcome.SIGNED_IN, address=address)
    return not known.exists()


def locked_until(username: str, address: str | None) -> datetime | None:
    """When the lock of this name at this address ends; None where there is none."""
    attempts = AccessAttempt.objects.filter(username=username, ip_address=address)
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return last + settings.AXES_COOLOFF_TIME if last else None


def locked_names() -> list[str]:
    """The names that are locked somewhere now."""
    since = clock.now() - settings.AXES_COOLOFF_TIME
    rows = AccessAttempt.objects.filter(attempt_time__gt=since, failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    return sorted({row.username for row in rows if row.username})


def release(username: str) -> int:
    """Forget the failures of this name at all addresses: how many addresses there were."""
    return int(AxesProxyHandler.reset_attempts(username=username))


def minutes_left(username: str, address: str | None) -> int:
    until = locked_until(username, address) or clock.now() + settings.AXES_COOLOFF_TIME
    return max(1, math.ceil((until - clock.now()).total_seconds() / 60))


def locked_page(
    request: HttpRequest, _response: HttpResponse | None = None, credentials: dict[str, str] | None = None
) -> HttpResponse:
    """What axes answers with while a name is locked (status 429): how long to wait, and who can help."""
    username = (credentials or {}).get("username") or request.POST.get("username", "")
    minutes = minutes_left(username, address_of(request))
    said = _("Đăng nhập sai quá nhiều lần. Xin đợi %(minutes)s phút rồi thử lại.") % {"minutes": minutes}
    response = render(request, "accounts/locked.html", {"said": said, "minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response
