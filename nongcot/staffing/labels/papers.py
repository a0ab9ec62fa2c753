"""The words of the documents of a case: Vietnamese, as union documents are, whatever the reader's language."""

from __future__ import annotations

from datetime import date

from nongcot.people.kinds import UnitKind
from nongcot.staffing.kinds.completing import Step

# The kind of document of a step, what stands for it behind the number, and what it is about.
TITLES = {
    Step.PROPOSAL: ("TỜ TRÌNH", "TTr", "Về việc đề nghị kiện toàn {seat}"),
    Step.CONSENT: ("THÔNG BÁO", "TB", "Về việc đồng ý cho kiện toàn {seat}"),
    Step.MINUTES: ("BIÊN BẢN", "BB", "Hội nghị bầu bổ sung {seat}"),
    Step.FILE: ("TỜ TRÌNH", "TTr", "Về việc đề nghị công nhận kết quả bầu bổ sung {seat}"),
    Step.DESIGNATION: ("QUYẾT ĐỊNH", "QĐ", "Về việc chỉ định {seat}"),
    Step.RECOGNITION: ("QUYẾT ĐỊNH", "QĐ", "Về việc công nhận {seat}"),
}
STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
CONFEDERATION = "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"
DOTS = "……………"


def sign(step: str, kind: str) -> str:
    """What stands behind the number of a document of a step, of a unit of this kind."""
    return signed_by(TITLES[Step(step)][1], kind)


def signed_by(short: str, kind: str) -> str:
    """What stands behind the number: the kind of document, and the unit that issues it."""
    if kind == UnitKind.PROVINCIAL_FEDERATION:
        return f"{short}-LĐLĐ"
    if kind == UnitKind.DIRECT_SUPERIOR:
        return f"{short}-CĐ"
    return f"{short}-NĐ" if kind == UnitKind.SYNDICATE else f"{short}-CĐCS"


def number_line(sign: str, number: int | None) -> str:
    """The line of the number; left open in a draft."""
    return f"Số: {number:02d}/{sign}" if number is not None else f"Số: ……/{sign}"


def long_day(day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_and_date(day: date) -> str:
    return f"{DOTS}, {long_day(day)}"


def left_out(n: int) -> str:
    """What a list says of those whose data is limited (Luật 91/2025/QH15)."""
    return f"Không nêu tên {n} người đang được hạn chế xử lý dữ liệu cá nhân theo yêu cầu."
