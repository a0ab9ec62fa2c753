"""What an officer does for the logins of those below: make one, open the way back in, or close it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts import factors, limits, links
from nongcot.infra.accounts.models import User, UserSession
from nongcot.infra.accounts.rights import helps, require_help
from nongcot.infra.audit.api import System, record
from nongcot.kernel.errors import Refused
from nongcot.kernel.text import tidy

Actor = User | System


def _trace(actor: Actor, verb: str, user: User, reason: str = "", **changes: list[object]) -> None:
    record(
        actor=actor, action=f"accounts.{verb}", object_type="user", object_id=user.pk, changes=changes, reason=reason
    )


@transaction.atomic
def create_user(*, actor: Actor, username: str, name: str, email: str = "", password: str | None = None) -> User:
    """A login; without a password it waits for a one-time link. What it may do is granted apart from this.

    Raises:
        PermissionDenied: the actor answers for nobody's login.
        Refused: the user name is empty or taken, or the name is empty.
    """
    if not helps(actor):
        raise PermissionDenied
    username, name = User.normalize_username(tidy(username)), tidy(name)
    if not username or not name:
        raise Refused(_("Cần có tên đăng nhập và họ tên."))
    if User.objects.filter(username=username).exists():
        raise Refused(_("Tên đăng nhập %(username)s đã có.") % {"username": username})
    user = User.objects.create_user(username, password, name=name, email=email)
    _trace(actor, "create_user", user, username=[None, username], name=[None, name])
    return user


@transaction.atomic
def make_password_link(*, actor: Actor, user: User) -> str:
    """The path of a new one-time link by which ``user`` sets a password.

    Raises:
        PermissionDenied: the actor does not answer for this login.
        Refused: the login is blocked.
    """
    require_help(actor, user)
    if not user.is_active:
        raise Refused(_("Tài khoản đang bị khóa. Hãy mở khóa tài khoản trước."))
    _trace(actor, "make_password_link", user)
    return links.path_for(user)


@transaction.atomic
def unlock_sign_in(*, actor: Actor, user: User) -> int:
    """Forget the failures of this login, so that it can be tried again at once: at how many addresses it was.

    Raises:
        PermissionDenied: the actor does not answer for this login.
    """
    require_help(actor, user)
    count = limits.release(user.username)
    _trace(actor, "unlock_sign_in", user)
    return count


@transaction.atomic
def remove_second_factor(*, actor: Actor, user: User, reason: str) -> None:
    """Take away all second factors of somebody who lost them; the next sign-in asks to add one where it is needed.

    Raises:
        PermissionDenied: the actor does not answer for this login.
        Refused: no reason, or there is no second factor.
    """
    require_help(actor, user)
    if not tidy(reason):
        raise Refused(_("Cần ghi lý do, ví dụ: mất điện thoại, đã gọi xác nhận."))
    if not factors.remove_all(user):
        raise Refused(_("Tài khoản này chưa bật xác thực hai lớp."))
    UserSession.objects.filter(user=user).delete()
    _trace(actor, "remove_second_factor_of", user, tidy(reason), second_factor=["on", None])


@transaction.atomic
def block_user(*, actor: Actor, user: User, reason: str) -> None:
    """The login cannot sign in any more; its sessions end.

    Raises:
        PermissionDenied: the actor does not answer for this login.
        Refused: no reason.
    """
    require_help(actor, user)
    if not tidy(reason):
        raise Refused(_("Cần ghi lý do khóa tài khoản."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    UserSession.objects.filter(user=user).delete()
    _trace(actor, "block_user", user, tidy(reason), is_active=[True, False])


@transaction.atomic
def unblock_user(*, actor: Actor, user: User) -> None:
    """The login can sign in again.

    Raises:
        PermissionDenied: the actor does not answer for this login.
    """
    require_help(actor, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    _trace(actor, "unblock_user", user, is_active=[False, True])
