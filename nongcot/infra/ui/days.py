"""The day a page speaks of: ``?day=05/07/2026`` or ISO; today where none is given."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from nongcot.kernel import clock

OLDEST = date(1900, 1, 1)
NEWEST = date(2200, 1, 1)


def read_day(text: str) -> date | None:
    """The day written in ``text`` in one of the language's formats; None where it is none, or beyond 1900 to 2199."""
    for pattern in [*get_format("DATE_INPUT_FORMATS"), "%Y-%m-%d"]:
        try:
            day = datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007  (a day has no time zone)
        except ValueError:
            continue
        return day if OLDEST <= day < NEWEST else None
    return None


def asked_day(request: HttpRequest) -> date:
    """The day asked for, kept on the request for the page's parts; a day nobody can read is said and means today."""
    known: date | None = getattr(request, "asked_day", None)
    if known is not None:
        return known
    today = clock.today()
    text = request.GET.get("day", "").strip()
    day = read_day(text) if text else today
    if day is None:
        messages.warning(
            request,
            _("Không đọc được ngày “%(text)s”. Xin nhập dạng ngày/tháng/năm, ví dụ 05/07/2026.") % {"text": text[:40]},
        )
    chosen = day or today
    request.asked_day = chosen  # type: ignore[attr-defined]
    return chosen
