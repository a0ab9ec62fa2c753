"""`nongcot add-user`, `nongcot users unlock` and `nongcot users link`: logins from the machine itself."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rich.console import Console

from nongcot.config.installation import EXIT_UNUSABLE
from nongcot.infra.accounts.api import create_user, make_password_link, unlock_sign_in
from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.people.api import create_unit, grant_role
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import Unit


def add_user(*, username: str, name: str, role: str, unit: str, actor: Any, console: Console) -> int:
    """Make a login with ``role`` on ``unit`` (code or exact name; made as the federation when there is no unit yet).

    The password is asked for, or read as one line from standard input. Exit status 2 when something does not fit.
    """
    problem = _problem(username, role)
    if problem:
        console.print(problem, markup=False)
        return EXIT_UNUSABLE
    password = getpass(_("Mật khẩu: ")) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password, User(username=username, name=name))
    except ValidationError as error:
        console.print("\n".join(error.messages), markup=False)
        return EXIT_UNUSABLE
    with transaction.atomic():
        place = _unit(unit, actor)
        if place is None:
            console.print(_("Không có đơn vị nào mang mã hoặc tên “%(unit)s”.") % {"unit": unit}, markup=False)
            return EXIT_UNUSABLE
        user = create_user(actor=actor, username=username, name=name, password=password)
        grant_role(actor=actor, user=user, unit=place, role=Role(role), from_day=clock.today())
    console.print(_("Đã tạo tài khoản %(username)s tại %(unit)s.") % {"username": username, "unit": place.name})
    return 0


def _problem(username: str, role: str) -> str:
    if role not in {known.value for known in Role}:
        return _("Vai trò không có; hãy chọn một trong: %(roles)s.") % {
            "roles": ", ".join(known.value for known in Role)
        }
    if User.objects.filter(username=username).exists():
        return _("Tên đăng nhập %(username)s đã có.") % {"username": username}
    return ""


def _unit(unit: str, actor: Any) -> Unit | None:
    if not Unit.objects.exists():
        return create_unit(actor=actor, name=unit, kind=UnitKind.PROVINCIAL_FEDERATION)
    return Unit.objects.filter(code=unit).first() or Unit.objects.filter(name=unit).first()


def unlock(*, username: str, actor: Any, console: Console) -> int:
    """Let a login try again at once. Exit status 2 when there is no such login."""
    user = _user(username, console)
    if user is None:
        return EXIT_UNUSABLE
    count = unlock_sign_in(actor=actor, user=user)
    said = _("Đã mở khóa đăng nhập của %(username)s (%(count)s địa chỉ).")
    console.print(said % {"username": username, "count": count}, markup=False)
    return 0


def link(*, username: str, site: str, actor: Any, console: Console) -> int:
    """Print a one-time link by which a login sets its password. Exit status 2 when there is none, or it is blocked."""
    user = _user(username, console)
    if user is None:
        return EXIT_UNUSABLE
    try:
        path = make_password_link(actor=actor, user=user)
    except Refused as refused:
        console.print(str(refused), markup=False)
        return EXIT_UNUSABLE
    console.print(_("Liên kết dùng một lần, trong 48 giờ:"), markup=False)
    console.print(site.rstrip("/") + path, markup=False, soft_wrap=True)
    return 0


def _user(username: str, console: Console) -> User | None:
    user = User.objects.filter(username=username).first()
    if user is None:
        console.print(_("Không có tài khoản %(username)s.") % {"username": username}, markup=False)
    return user
