"""The logins an officer answers for: the way back in, and the end of a login."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nongcot.infra.accounts import actions, factors, limits, queries
from nongcot.infra.accounts.confirming import recently_confirmed
from nongcot.infra.accounts.forms import Search
from nongcot.infra.accounts.kinds import Outcome
from nongcot.infra.accounts.labels import OUTCOMES, device, how_word
from nongcot.infra.accounts.links import HOURS
from nongcot.infra.accounts.models import User
from nongcot.infra.accounts.rights import helps
from nongcot.infra.accounts.views.common import me
from nongcot.infra.documents.listing import Column, Listing, answer
from nongcot.infra.ui import slots
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused


def _helper(request: HttpRequest) -> User:
    actor = me(request)
    if not helps(actor):
        raise PermissionDenied
    return actor


def _user(request: HttpRequest, pk: int) -> User:
    try:
        return queries.user(me(request), pk)
    except User.DoesNotExist:
        raise Http404 from None


@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """The logins of those the reader answers for."""
    actor = _helper(request)
    form = Search(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    page = page_of(queries.users(actor, text=text.strip()), request)
    locked = set(limits.locked_names())
    return render(request, "accounts/users.html", {"form": form, "page": page, "locked": locked, "text": text})


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """All logins of the list as it is narrowed."""
    actor = _helper(request)
    form = Search(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    columns = [
        Column(_("Họ và tên"), 26),
        Column(_("Tên đăng nhập"), 20),
        Column(_("Thư điện tử"), 28),
        Column(_("Đăng nhập lần cuối"), 18),
        Column(_("Trạng thái"), 16),
    ]
    rows = (_line(one) for one in queries.users(actor, text=text.strip()).iterator(chunk_size=2000))
    return answer(kind, Listing("tai-khoan", _("Tài khoản người dùng"), clock.today(), columns, rows))


def _line(one: Any) -> list[str]:
    last = timezone.localtime(one.signed_in_at).strftime("%H:%M %d/%m/%Y") if one.signed_in_at else ""
    return [one.name, one.username, one.email, last, _("hoạt động") if one.is_active else _("đã khóa")]


@require_safe
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """One login: how it signs in, and what can be done for it."""
    found = _user(request, pk)
    past = queries.sign_ins(found)
    facts = {
        "user": found,
        "known": factors.of(found),
        "locked": found.username in limits.locked_names(),
        "past": [(each, OUTCOMES[Outcome(each.outcome)], how_word(each.how), device(each.agent)) for each in past],
        "panels": slots.gather("user.panels", user=found, actor=me(request), request=request),
    }
    return render(request, "accounts/user.html", facts)


@require_POST
@never_cache
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A one-time link to hand over; it is shown here and nowhere else."""
    return _make_link(request, _user(request, pk))


@recently_confirmed
def _make_link(request: HttpRequest, found: User) -> HttpResponse:
    try:
        path = actions.make_password_link(actor=me(request), user=found)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("accounts:user", found.pk)
    facts = {"user": found, "link": request.build_absolute_uri(path), "hours": HOURS}
    return render(request, "accounts/link.html", facts)


def _act(request: HttpRequest, found: User, verb: Callable[..., Any], said: str, **facts: Any) -> HttpResponse:
    try:
        verb(actor=me(request), user=found, **facts)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("accounts:user", found.pk)


@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, _user(request, pk), actions.unlock_sign_in, _("Đã mở khóa: có thể đăng nhập lại ngay."))


@require_POST
def remove_factor(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("Đã gỡ xác thực hai lớp của tài khoản này.")
    verb, reason = actions.remove_second_factor, request.POST.get("reason", "")
    return recently_confirmed(_act)(request, _user(request, pk), verb, said, reason=reason)


@require_POST
def block(request: HttpRequest, pk: int) -> HttpResponse:
    found, reason = _user(request, pk), request.POST.get("reason", "")
    return _act(request, found, actions.block_user, _("Đã khóa tài khoản và kết thúc các phiên."), reason=reason)


@require_POST
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, _user(request, pk), actions.unblock_user, _("Đã mở khóa tài khoản."))
