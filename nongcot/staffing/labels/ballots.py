"""The words of ballots."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.audit import trail
from nongcot.people.labels import post_title
from nongcot.people.rules import post_rank
from nongcot.staffing.ballots.kinds import BallotKind, BallotState, Fault, KeyField, Way

KINDS: dict[str, Any] = {
    BallotKind.ELECTION: gettext_lazy("Bầu cử"),
    BallotKind.RESOLUTION: gettext_lazy("Biểu quyết"),
    BallotKind.CONFIDENCE: gettext_lazy("Lấy phiếu tín nhiệm"),
}
WAYS: dict[str, Any] = {
    Way.ONLINE: gettext_lazy("Trực tuyến, bằng đường dẫn hoặc mã QR riêng"),
    Way.PAPER: gettext_lazy("Phiếu giấy"),
    Way.BOTH: gettext_lazy("Cả hai: trực tuyến và phiếu giấy"),
}
KEY_FIELDS: dict[str, Any] = {
    KeyField.CODE: gettext_lazy("Mã số (đoàn viên, nhân viên, đại biểu)"),
    KeyField.PHONE: gettext_lazy("Số điện thoại"),
    KeyField.EMAIL: gettext_lazy("Thư điện tử"),
    KeyField.CITIZEN_ID: gettext_lazy("Số căn cước"),
}
STATES: dict[str, Any] = {
    BallotState.PREPARED: gettext_lazy("Chưa mở"),
    BallotState.OPEN: gettext_lazy("Đang mở"),
    BallotState.CLOSED: gettext_lazy("Đã đóng, chờ kiểm phiếu"),
    BallotState.COUNTED: gettext_lazy("Đã kiểm phiếu"),
    BallotState.VOIDED: gettext_lazy("Đã hủy"),
}
TONES = {
    BallotState.PREPARED: "info",
    BallotState.OPEN: "good",
    BallotState.CLOSED: "warn",
    BallotState.COUNTED: "",
    BallotState.VOIDED: "bad",
}
MARK_WORDS: dict[str, Any] = {
    "1": gettext_lazy("Đồng ý"),
    "y": gettext_lazy("Tán thành"),
    "n": gettext_lazy("Không tán thành"),
    "a": gettext_lazy("Ý kiến khác"),
    "h": gettext_lazy("Tín nhiệm cao"),
    "m": gettext_lazy("Tín nhiệm"),
    "l": gettext_lazy("Tín nhiệm thấp"),
}
FAULTS: dict[str, Any] = {
    Fault.NO_NAME: gettext_lazy("thiếu họ tên"),
    Fault.NO_KEY: gettext_lazy("thiếu mã nhận biết"),
    Fault.BAD_KEY: gettext_lazy("mã nhận biết không đúng dạng đã chọn"),
    Fault.TWICE: gettext_lazy("trùng mã với dòng trên"),
    Fault.TOO_MANY: gettext_lazy("danh sách quá dài"),
}


def state(of: BallotState) -> str:
    return str(STATES[of])


def not_in_this_state(of: BallotState) -> str:
    """Why something cannot be done with a ballot in this state."""
    return {
        BallotState.PREPARED: _("Cuộc bầu chưa mở."),
        BallotState.OPEN: _("Cuộc bầu đang mở; việc này chỉ làm được sau giờ đóng."),
        BallotState.CLOSED: _("Đã hết giờ bầu (theo giờ của máy chủ). Phiếu trong hòm được giữ nguyên để kiểm."),
        BallotState.COUNTED: _("Cuộc bầu đã kiểm phiếu xong."),
        BallotState.VOIDED: _("Cuộc bầu đã bị hủy."),
    }[of]


def not_a_vote(kind: BallotKind, seats: int) -> str:
    if kind is BallotKind.ELECTION:
        return _("Phiếu được chọn tối đa %(seats)d người, và không chọn người đã rút tên.") % {"seats": seats}
    return _("Phiếu chưa đúng: mỗi dòng chọn một mức.")


def held_on_ballot(posts: Iterable[tuple[bool, str, str]]) -> str:
    """What somebody holds in the unit on the day of the ballot; else what was held last; "" for nothing.

    ``posts`` are (held on the day, body, post) in the order in which they were written.
    """
    known = list(posts)
    now = sorted((post_rank(post), post_title(body, post)) for sits, body, post in known if sits)
    if now:
        return now[0][1]
    return _("từng là %(post)s") % {"post": post_title(*known[-1][1:])} if known else ""


def fault(line: int, of: Fault, text: str) -> str:
    return _("Dòng %(line)d: %(fault)s (%(text)s)") % {"line": line, "fault": FAULTS[of], "text": text or "…"}


def say() -> None:
    """Name the actions and fields of ballots for the trail."""
    trail.name_actions(
        {
            "ballots.create_ballot": gettext_lazy("Lập cuộc bầu"),
            "ballots.add_voters": gettext_lazy("Bổ sung danh sách người bầu"),
            "ballots.remove_voter": gettext_lazy("Đưa tên ra khỏi danh sách người bầu"),
            "ballots.issue_links": gettext_lazy("Cấp đường dẫn bầu"),
            "ballots.mail_links": gettext_lazy("Gửi đường dẫn bầu bằng thư điện tử"),
            "ballots.mail_link": gettext_lazy("Gửi lại đường dẫn bầu của một người"),
            "ballots.replace_link": gettext_lazy("Đổi đường dẫn bầu của một người"),
            "ballots.give_paper": gettext_lazy("Phát phiếu giấy"),
            "ballots.enter_tally": gettext_lazy("Nhập biên bản kiểm phiếu giấy"),
            "ballots.count_ballot": gettext_lazy("Kiểm phiếu"),
            "ballots.withdraw_name": gettext_lazy("Rút tên khỏi danh sách bầu cử"),
            "ballots.link_person": gettext_lazy("Gắn dòng trên phiếu với hồ sơ cán bộ"),
            "ballots.move_closing": gettext_lazy("Đổi giờ đóng"),
            "ballots.void_ballot": gettext_lazy("Hủy cuộc bầu"),
            "ballots.repeat_ballot": gettext_lazy("Tổ chức bầu lại"),
        }
    )
    trail.name_fields(
        {
            "voters": gettext_lazy("số người bầu"),
            "candidates": gettext_lazy("số dòng trên phiếu"),
            "links": gettext_lazy("số đường dẫn"),
            "line": gettext_lazy("dòng trong danh sách"),
            "place": gettext_lazy("dòng trên phiếu"),
            "no_person": gettext_lazy("không gắn với hồ sơ"),
            "collected": gettext_lazy("số phiếu thu về"),
            "issued": gettext_lazy("số phiếu phát ra"),
            "invalid": gettext_lazy("số phiếu không hợp lệ"),
            "broken": gettext_lazy("số phiếu bị sửa trong hòm"),
            "closes_at": gettext_lazy("giờ đóng"),
            "repeats": gettext_lazy("lập lại cuộc bầu số"),
        }
    )
