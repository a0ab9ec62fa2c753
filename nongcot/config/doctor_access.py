"""What ``nongcot doctor`` looks at about people getting in: addresses, second factors, the start code, e-mail."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core import mail
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nongcot.config.checkup import Check, Level, ok
from nongcot.config.start import code
from nongcot.infra.accounts import factors
from nongcot.infra.accounts.api import anybody
from nongcot.infra.accounts.models import User
from nongcot.infra.notices.kinds import Frequency
from nongcot.infra.notices.models import Reminder
from nongcot.kernel import clock
from nongcot.people.models import RoleGrant, on_day

LOCAL = {"127.0.0.1", "localhost", "[::1]"}
MAIL_SECONDS = 5


def reader_address() -> Check:
    """Behind a web server all readers seem to sit at its address, until it is told which header names theirs."""
    environment = settings.ENVIRONMENT
    if environment.https and not environment.address_header:
        return Check(
            "address",
            Level.WARN,
            _("Đứng sau máy chủ web mà không biết địa chỉ người dùng: giới hạn đăng nhập tính chung cho mọi người."),
            _("Cho máy chủ web ghi tiêu đề X-Real-IP rồi đặt NONGCOT_ADDRESS_HEADER=X-Real-IP."),
        )
    return ok("address", environment.address_header or _("Lấy từ kết nối."))


def second_factors() -> Check:
    """Logins that must have a second factor and have none yet: they are asked for one when they sign in."""
    wanted = settings.ENVIRONMENT.require_second_factor
    held = RoleGrant.objects.filter(on_day(clock.today()), role__in=wanted)
    users = User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("username")
    lacking = [user.username for user in users if not factors.are_on(user)]
    if not lacking:
        return ok("factors", _("Tài khoản phải có bước xác nhận thứ hai đều đã có."))
    found = ngettext(
        "%(count)s tài khoản chưa có bước xác nhận thứ hai: %(names)s.",
        "%(count)s tài khoản chưa có bước xác nhận thứ hai: %(names)s.",
        len(lacking),
    ) % {"count": len(lacking), "names": ", ".join(lacking[:5]) + ("…" if len(lacking) > 5 else "")}
    return Check("factors", Level.WARN, found, _("Nhắc họ đăng nhập và làm theo hướng dẫn trên màn hình."))


def start_code() -> Check:
    """The code that lets whoever has it begin an installation: needed once, dangerous where others can reach it."""
    path = code.path()
    if anybody():
        if path.exists():
            found = _("Còn sót mã bắt đầu trong %(path)s.") % {"path": path}
            return Check("start_code", Level.WARN, found, _("Xóa tệp đó: không còn cần đến."))
        return ok("start_code", _("Đã cài đặt, không còn mã bắt đầu."))
    if set(settings.ALLOWED_HOSTS) - LOCAL:
        found = _("Chưa có tài khoản nào mà máy đã phục vụ ra mạng.")
        return Check(
            "start_code", Level.WARN, found, _("Mở liên kết bắt đầu mà nongcot serve in ra, tạo tài khoản đầu tiên.")
        )
    return ok("start_code", _("Chờ tạo tài khoản đầu tiên."))


def mail_server() -> Check:
    """Whether the mail server answers and takes the password; nothing is sent."""
    if not settings.EMAIL_CONFIGURED:
        waiting = Reminder.objects.exclude(frequency=Frequency.OFF.value).count()
        if not waiting:
            return ok("mail", _("Không gửi thư điện tử."))
        found = _("%(count)s tài khoản muốn nhận thư nhắc việc mà chưa có máy chủ thư.") % {"count": waiting}
        return Check("mail", Level.WARN, found, _("Đặt NONGCOT_EMAIL_URL và NONGCOT_EMAIL_FROM."))
    try:
        connection = mail.get_connection(timeout=MAIL_SECONDS)
        connection.open()
        connection.close()
    except (OSError, smtplib.SMTPException) as error:
        said = str(error).strip().splitlines()
        found = _("Máy chủ thư không nhận kết nối: %(reason)s") % {"reason": said[0] if said else type(error).__name__}
        return Check("mail", Level.FAIL, found, _("Kiểm tra NONGCOT_EMAIL_URL và máy chủ thư."))
    if not settings.ENVIRONMENT.site_url:
        found = _("Gửi được thư, nhưng thư không có liên kết về ứng dụng.")
        return Check("mail", Level.WARN, found, _("Đặt NONGCOT_SITE_URL là địa chỉ mọi người mở ứng dụng."))
    return ok("mail", _("Máy chủ thư trả lời."))
