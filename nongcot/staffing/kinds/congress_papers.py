"""The documents of a congress."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nongcot.staffing.kinds.congress import CongressStep


class CongressPaper(StrEnum):
    PLAN = "plan"  # tờ trình xin tổ chức đại hội, kèm kế hoạch
    CONSENT = "consent"
    SUMMONS = "summons"  # giấy triệu tập đại biểu
    INVITATION = "invitation"  # giấy mời khách
    MINUTES = "minutes"
    COUNT = "count"  # biên bản kiểm phiếu
    FIRST_MEETING = "first_meeting"
    FILE = "file"  # tờ trình đề nghị công nhận
    LIST = "list"  # danh sách trích ngang
    RECOGNITION = "recognition"


@dataclass(frozen=True, slots=True)
class Drafted:
    """Where a document belongs; ``does`` says that its issue is the step done."""

    step: CongressStep
    does: bool = False
    above: bool = False


PAPERS: dict[CongressPaper, Drafted] = {
    CongressPaper.PLAN: Drafted(CongressStep.PLAN, does=True),
    CongressPaper.CONSENT: Drafted(CongressStep.CONSENT, does=True, above=True),
    CongressPaper.SUMMONS: Drafted(CongressStep.INVITATION),
    CongressPaper.INVITATION: Drafted(CongressStep.INVITATION),
    CongressPaper.MINUTES: Drafted(CongressStep.CONGRESS),
    CongressPaper.COUNT: Drafted(CongressStep.CONGRESS),
    CongressPaper.FIRST_MEETING: Drafted(CongressStep.FIRST_MEETING),
    CongressPaper.FILE: Drafted(CongressStep.FILE, does=True),
    CongressPaper.LIST: Drafted(CongressStep.FILE),
    CongressPaper.RECOGNITION: Drafted(CongressStep.RECOGNITION, does=True, above=True),
}
