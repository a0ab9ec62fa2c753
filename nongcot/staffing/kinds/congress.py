"""What the kit of a congress (đại hội) is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from nongcot.regulations import Calendar, Value
from nongcot.staffing.kinds.completing import ActsHere

# The duties that a congress answers.
TERM_DUTIES = ("term.ending", "term.ended")


class CongressStep(StrEnum):
    """The steps the house knows; a rule may name others, which are shown by their own words."""

    PLAN = "plan"  # kế hoạch, tờ trình xin tổ chức đại hội
    CONSENT = "consent"  # cấp trên đồng ý
    PREPARATION = "preparation"  # dự thảo báo cáo, phân công
    SIZE = "size"  # số lượng, cơ cấu Ban Chấp hành khóa mới
    NOMINATIONS = "nominations"
    DELEGATES = "delegates"  # bầu đại biểu ở các tổ, bộ phận
    INVITATION = "invitation"  # giấy triệu tập, giấy mời
    CONGRESS = "congress"  # ngày đại hội
    FIRST_MEETING = "first_meeting"
    FILE = "file"
    RECOGNITION = "recognition"
    ENTRY = "entry"  # ghi vào danh sách cán bộ: done by the results themselves


BEFORE = (
    CongressStep.PLAN,
    CongressStep.CONSENT,
    CongressStep.PREPARATION,
    CongressStep.SIZE,
    CongressStep.NOMINATIONS,
    CongressStep.DELEGATES,
    CongressStep.INVITATION,
)


class Election(StrEnum):
    """What is elected: the first two by the congress, the others by the new committee at its first meeting."""

    MEMBER = "member"  # Ban Chấp hành
    CHAIR = "chair"
    STANDING = "standing"  # Ban Thường vụ
    MEETING_CHAIR = "meeting_chair"
    VICE_CHAIR = "vice_chair"
    INSPECTION = "inspection"  # Ủy ban kiểm tra
    INSPECTION_HEAD = "inspection_head"


AT_CONGRESS = (Election.MEMBER, Election.CHAIR)
AT_MEETING = (
    Election.STANDING,
    Election.MEETING_CHAIR,
    Election.VICE_CHAIR,
    Election.INSPECTION,
    Election.INSPECTION_HEAD,
)


# Of these one person is elected.
SINGLE = (Election.CHAIR, Election.MEETING_CHAIR, Election.INSPECTION_HEAD)


class CongressForm(StrEnum):
    """Who meets."""

    PLENARY = "plenary"  # đại hội toàn thể
    DELEGATES = "delegates"  # đại hội đại biểu


class CongressEnd(StrEnum):
    """How a congress was closed."""

    COMPLETED = "completed"  # recognised, and in the roster
    EXTENDED = "extended"  # the term was extended instead
    FELL_AWAY = "fell_away"  # the unit ended
    DROPPED = "dropped"  # by hand, with a reason


class From(StrEnum):
    """From where the days of a step are counted."""

    BEFORE = "before"  # days before the congress
    DAY = "day"  # the congress itself
    CONGRESS = "congress"  # days after the congress
    FILE = "file"  # days after the file was sent
    RECOGNITION = "recognition"  # days after the recognition


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of the plan: who does it, how many days from what, and the rules both come from.

    ``days`` is None where neither a document nor the federation fixes them; ``working`` ones go by the ``calendar``.
    ``founding``: the document says so of a founding congress; it is applied alike.
    """

    step: str
    who: ActsHere
    counted: From
    days: int | None
    working: bool
    rule: Value | None
    clock: Value | None
    founding: bool = False
    calendar: Calendar | None = field(default=None, compare=False, repr=False)


class Trouble(StrEnum):
    """What the plan says of itself."""

    AFTER_TERM = "after_term"  # the congress would be after the last day of the term
    TOO_SHORT = "too_short"  # less time before the congress than the steps need
    OVERDUE = "overdue"  # the day has passed and no congress is written down
