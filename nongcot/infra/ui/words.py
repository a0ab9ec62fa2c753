"""How days and numbers are said on pages."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON_DAYS = 30


def due_state(due: date, day: date) -> str:
    """ "late", "soon" (within 30 days) or "later"."""
    left = (due - day).days
    return "late" if left < 0 else "soon" if left <= SOON_DAYS else "later"


def due_words(due: date, day: date) -> str:
    """How far a due day is from the day of the page: "quá hạn 12 ngày", "hạn hôm nay", "còn 5 ngày"."""
    left = (due - day).days
    if left < 0:
        return ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", -left) % {"days": -left}
    if left == 0:
        return _("đến hạn hôm nay")
    return ngettext("còn %(days)s ngày", "còn %(days)s ngày", left) % {"days": left}


def show_phone(number: str) -> str:
    """A Vietnamese number as people write it, "0912 345 678"; any other one as it is kept."""
    digits = number.removeprefix("+84")
    if digits == number or not digits.isdigit():
        return number
    national = "0" + digits
    if len(national) == 10:
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    return f"{national[:3]} {national[3:]}"
