"""The words of the first meeting of a new committee."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nongcot.staffing.rules.first_meeting import Asked, Why

_WHY = {
    Why.USUAL: gettext_noop("Ban Chấp hành bầu tại phiên họp thứ nhất."),
    Why.LARGE: gettext_noop("Ban Chấp hành có từ %(number)d ủy viên trở lên thì bầu Ban Thường vụ."),
    Why.SMALL: gettext_noop("Không bầu: Ban Chấp hành dưới %(number)d ủy viên không có Ban Thường vụ."),
    Why.CHAIR_THERE: gettext_noop("Không bầu: đại hội bầu trực tiếp Chủ tịch."),
    Why.NO_CHAIR: gettext_noop("Đại hội không bầu trực tiếp Chủ tịch thì Ban Chấp hành bầu tại phiên họp này."),
    Why.ENOUGH_MEMBERS: gettext_noop("Đơn vị từ %(number)d đoàn viên có Ủy ban kiểm tra, do Ban Chấp hành bầu."),
    Why.FEW_MEMBERS: gettext_noop(
        "Không bầu: đơn vị dưới %(number)d đoàn viên cử một ủy viên Ban Chấp hành phụ trách công tác kiểm tra."
    ),
    Why.MEMBERS_UNKNOWN: gettext_noop(
        "Chưa ghi số đoàn viên: từ %(number)d đoàn viên mới có Ủy ban kiểm tra. Xin ghi số đoàn viên trước khi bầu."
    ),
    Why.NOT_HERE: gettext_noop("Không bầu: hệ thống chưa lưu quy định cho loại hình đơn vị này."),
}


def why(asked: Asked) -> str:
    """Why an election is held or not, as a sentence."""
    return _(_WHY[asked.why]) % {"number": asked.number or 0}


def too_many_of_committee(both: int, most: int) -> str:
    words = _(
        "%(both)d người trong danh sách là ủy viên Ban Chấp hành; trong Ủy ban kiểm tra tối đa %(most)d ủy viên Ban "
        "Chấp hành."
    )
    return words % {"both": both, "most": most}
