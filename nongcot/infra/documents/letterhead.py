"""What stands over and under every document of a federation, said once.

Source: QĐ 933/QĐ-TLĐ of 14/5/2024 (documents of the union) and NĐ 30/2020/NĐ-CP, Phụ lục I (place and date).
"""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.infra.documents.official import Letterhead, Signature


def letterhead(issuer: str, *, day: date, number: str = "") -> Letterhead:
    """The head of a document of the federation ``issuer`` (dots where it is empty), made on ``day``.

    ``number`` is the line of the document's number; without it that of a report, the number itself left open.
    """
    return Letterhead(
        superior=_("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"),
        issuer=issuer.upper() or _("LIÊN ĐOÀN LAO ĐỘNG ……………"),
        number=number or _("Số: ……/BC-LĐLĐ"),
        state=_("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        motto=_("Độc lập - Tự do - Hạnh phúc"),
        place_and_date=place_and_date(day),
    )


def place_and_date(day: date) -> str:
    """The line under the motto, its place left open; days under 10 and months under 3 get a 0 (NĐ 30/2020)."""
    if not (get_language() or "vi").startswith("vi"):
        return _("……, ngày %(day)s") % {"day": date_format(day)}
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"……, ngày {day.day:02d} tháng {month} năm {day.year}"


def signature() -> Signature:
    """The foot of a report, for somebody to sign by hand."""
    return Signature(
        recipients_title=_("Nơi nhận:"),
        recipients=["- ……………………;", _("- Lưu: VT, Ban Tổ chức.")],
        on_behalf=_("TM. …………………………"),
        position=_("(CHỨC VỤ)"),
        note=_("(Ký, ghi rõ họ và tên)"),
    )
