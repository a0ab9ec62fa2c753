"""The words for signing in, for devices, and for what the audit trail says of logins."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.accounts.kinds import How, Outcome
from nongcot.infra.audit import trail

OUTCOMES = {
    Outcome.SIGNED_IN: gettext_lazy("Đăng nhập"),
    Outcome.WRONG_PASSWORD: gettext_lazy("Sai mật khẩu"),
    Outcome.WRONG_CODE: gettext_lazy("Sai mã xác thực"),
    Outcome.LOCKED: gettext_lazy("Tạm khóa vì sai nhiều lần"),
    Outcome.SIGNED_OUT: gettext_lazy("Đăng xuất"),
}
HOWS = {
    How.PASSWORD: gettext_lazy("mật khẩu"),
    How.PASSWORD_AND_CODE: gettext_lazy("mật khẩu và mã"),
    How.PASSWORD_AND_RECOVERY_CODE: gettext_lazy("mật khẩu và mã dự phòng"),
    How.PASSWORD_AND_PASSKEY: gettext_lazy("mật khẩu và khóa truy cập"),
    How.PASSKEY: gettext_lazy("khóa truy cập"),
    How.FIRST_START: gettext_lazy("lần đầu cài đặt"),
}
ACTIONS = {
    "accounts.add_second_factor": gettext_lazy("Bật xác thực hai lớp"),
    "accounts.remove_second_factor": gettext_lazy("Gỡ xác thực hai lớp"),
    "accounts.remove_second_factor_of": gettext_lazy("Gỡ xác thực hai lớp cho người dùng"),
    "accounts.renew_recovery_codes": gettext_lazy("Tạo mã dự phòng mới"),
    "accounts.keep_recovery_codes": gettext_lazy("Cất giữ mã dự phòng"),
    "accounts.change_profile": gettext_lazy("Sửa thông tin tài khoản"),
    "accounts.change_password": gettext_lazy("Đổi mật khẩu"),
    "accounts.set_forgotten_password": gettext_lazy("Đặt lại mật khẩu bằng liên kết"),
    "accounts.send_password_link": gettext_lazy("Gửi thư đặt lại mật khẩu"),
    "accounts.make_password_link": gettext_lazy("Tạo liên kết đặt mật khẩu"),
    "accounts.end_session": gettext_lazy("Kết thúc một phiên đăng nhập"),
    "accounts.end_other_sessions": gettext_lazy("Kết thúc các phiên khác"),
    "accounts.lock_sign_in": gettext_lazy("Tạm khóa đăng nhập"),
    "accounts.unlock_sign_in": gettext_lazy("Mở khóa đăng nhập"),
    "accounts.create_user": gettext_lazy("Tạo tài khoản"),
    "accounts.block_user": gettext_lazy("Khóa tài khoản"),
    "accounts.unblock_user": gettext_lazy("Mở khóa tài khoản"),
}
FIELDS = {
    "username": gettext_lazy("tên đăng nhập"),
    "email": gettext_lazy("thư điện tử"),
    "second_factor": gettext_lazy("xác thực hai lớp"),
    "is_active": gettext_lazy("được đăng nhập"),
    "sessions": gettext_lazy("số phiên"),
}
VALUES = {
    "second_factor:app": gettext_lazy("ứng dụng tạo mã"),
    "second_factor:passkey": gettext_lazy("khóa truy cập"),
    "second_factor:on": gettext_lazy("đang bật"),
}

# The first that is found names it: Edge calls itself Chrome too, and Chrome Safari.
_BROWSERS = (("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR", "Opera"), ("Firefox", "Firefox"))
_MORE_BROWSERS = (("Zalo", "Zalo"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"))
_MORE_SYSTEMS = (("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))


def how_word(how: str) -> str:
    """By what somebody signed in; "" where it is not told."""
    return str(HOWS[How(how)]) if how else ""


def name_the_trail() -> None:
    trail.name_actions(ACTIONS)
    trail.name_fields(FIELDS)
    trail.name_values(VALUES)


def device(agent: str) -> str:
    """A browser and its system in words, out of what it calls itself; "thiết bị khác" where nothing is known."""
    browser = next((name for sign, name in _BROWSERS + _MORE_BROWSERS if re.search(sign, agent)), "")
    system = next((name for sign, name in _SYSTEMS + _MORE_SYSTEMS if re.search(sign, agent)), "")
    if browser and system:
        return _("%(browser)s trên %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("thiết bị khác")
