"""``nongcot demo``: the sample province, the sign-ins, the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from rich.table import Table

from nongcot.config.demo.build import build
from nongcot.config.demo.logins import DemoLogins, path
from nongcot.config.demo.store import NotEmpty
from nongcot.kernel import clock
from nongcot.people import labels

if TYPE_CHECKING:
    from rich.console import Console

OK, UNUSABLE = 0, 2


def run_demo(host: str, port: int, console: Console, serve: bool = True) -> int:
    """Fill the database where it is empty, print the address and the sign-ins, and serve until stopped.

    Gives the exit status: 0 done, 2 the database holds other data.
    """
    try:
        found = build(day=clock.today(), console=console)
    except NotEmpty:
        console.print(
            _(
                "Cơ sở dữ liệu ở %(home)s đã có dữ liệu khác; dữ liệu mẫu không được trộn vào. "
                "Hãy đặt NONGCOT_HOME là một thư mục trống rồi chạy lại."
            )
            % {"home": settings.HOME},
            markup=False,
        )
        return UNUSABLE
    _print_sign_ins(found, f"http://{host}:{port}/", console)
    if not serve:
        return OK
    from nongcot.config import serve as server

    return server.serve(host=host, port=port)


def _print_sign_ins(found: DemoLogins, address: str, console: Console) -> None:
    if not found.logins:
        console.print(_("Không thấy tệp %(path)s ghi tên đăng nhập của dữ liệu mẫu.") % {"path": path()}, markup=False)
        return
    table = Table(title=_("Tài khoản dùng thử"), title_justify="left")
    for title in (_("Vai trò"), _("Tên đăng nhập"), _("Mật khẩu"), _("Đơn vị")):
        table.add_column(title, overflow="fold")
    for login in found.logins:
        table.add_row(labels.role(login.role), login.username, login.password, login.unit)
    console.print(table)
    console.print(_("Mở trình duyệt tại %(address)s") % {"address": address})
