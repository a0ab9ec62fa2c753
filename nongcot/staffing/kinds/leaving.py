"""The papers that belong to the end of a post by one of the four legal acts: pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nongcot.people.kinds import EndReason
from nongcot.regulations import Value

# thôi tham gia, miễn nhiệm, bãi nhiệm, cách chức: each an act of its own, never taken one for another.
LEGAL_ENDS = (EndReason.STEPPED_DOWN, EndReason.RELIEVED, EndReason.RECALLED, EndReason.REMOVED)


class Paper(StrEnum):
    REQUEST = "request"  # đơn xin thôi
    SELF_REVIEW = "self_review"  # bản tự kiểm điểm
    MINUTES = "minutes"  # biên bản hội nghị Ban Chấp hành
    RESOLUTION = "resolution"  # nghị quyết
    PROPOSAL = "proposal"  # tờ trình cấp trên
    DECISION = "decision"  # quyết định


class Writes(StrEnum):
    """Who writes a paper. What the person writes carries no number."""

    PERSON = "person"
    UNIT = "unit"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class PlannedPaper:
    paper: Paper
    who: Writes
    rule: Value
