"""``nongcot remind``: send the reminders of a day now, as ``serve`` does every morning."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from rich.console import Console

from nongcot.infra.notices.api import remind


def run_remind(*, day: date, console: Console) -> int:
    """Send what is due on ``day``. Exit status 0 done, 1 some were not sent, 2 no mail server is set."""
    if not settings.EMAIL_CONFIGURED:
        console.print(_("Chưa đặt dịch vụ thư: cần NONGCOT_EMAIL_URL và NONGCOT_EMAIL_FROM."))
        return 2
    done = remind(day=day)
    said = _("Đã gửi %(sent)s thư, %(failed)s thư không gửi được, %(nothing)s người không có gì cần nhắc.")
    console.print(said % {"sent": done.sent, "failed": done.failed, "nothing": done.nothing})
    return 1 if done.failed else 0
