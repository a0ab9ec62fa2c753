"""The words of leaving a post: of its pages, and of its papers (Vietnamese, whatever the reader's language)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from nongcot.infra.audit import trail
from nongcot.people.kinds import EndReason
from nongcot.staffing.kinds.leaving import Paper, Writes

# The kind of document, and what stands for it behind the number; what the person writes has none.
TITLES = {
    Paper.REQUEST: ("ĐƠN", ""),
    Paper.SELF_REVIEW: ("BẢN TỰ KIỂM ĐIỂM", ""),
    Paper.MINUTES: ("BIÊN BẢN", "BB"),
    Paper.RESOLUTION: ("NGHỊ QUYẾT", "NQ"),
    Paper.PROPOSAL: ("TỜ TRÌNH", "TTr"),
    Paper.DECISION: ("QUYẾT ĐỊNH", "QĐ"),
}
# What is done, by each act.
ACTS = {
    EndReason.STEPPED_DOWN: "cho thôi tham gia, thôi giữ chức danh {seat}",
    EndReason.RELIEVED: "miễn nhiệm chức danh {seat}",
    EndReason.RECALLED: "bãi nhiệm chức danh {seat}",
    EndReason.REMOVED: "thi hành kỷ luật bằng hình thức cách chức {seat}",
}
WRITERS = {
    Writes.PERSON: gettext_noop("người giữ chức vụ viết"),
    Writes.UNIT: gettext_noop("đơn vị ban hành"),
    Writes.ABOVE: gettext_noop("công đoàn cấp trên ban hành"),
}
WHEN = {
    EndReason.STEPPED_DOWN: gettext_noop("Người giữ chức vụ tự xin thôi, được chấp thuận."),
    EndReason.RELIEVED: gettext_noop(
        "Tổ chức cho thôi trước hạn khi không còn đủ điều kiện làm tiếp; không phải kỷ luật."
    ),
    EndReason.RECALLED: gettext_noop("Nơi đã bầu bỏ phiếu bãi nhiệm vì không còn được tín nhiệm."),
    EndReason.REMOVED: gettext_noop("Hình thức kỷ luật, do cấp có thẩm quyền quyết định."),
}


def subject(paper: Paper, how: EndReason, seat: str) -> str:
    """What the paper is about."""
    act = ACTS[how].format(seat=seat)
    if paper is Paper.REQUEST:
        return f"Xin thôi tham gia, thôi giữ chức danh {seat}"
    if paper is Paper.SELF_REVIEW:
        return f"Của người giữ chức danh {seat}"
    if paper is Paper.MINUTES:
        return f"Hội nghị Ban Chấp hành xem xét việc {act}"
    return f"Về việc đề nghị {act}" if paper is Paper.PROPOSAL else f"Về việc {act}"


def title(paper: Paper) -> str:
    return TITLES[paper][0].capitalize()


def writer(who: Writes) -> str:
    return _(WRITERS[who])


def when(how: EndReason) -> str:
    """What sets this act apart from the other three."""
    return _(WHEN[how])


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    trail.name_actions({"staffing.issue_leaving_paper": gettext_lazy("Ban hành văn bản thôi giữ chức vụ")})
    trail.name_fields({"paper": gettext_lazy("văn bản")})
    trail.name_values({f"paper:{paper.value}": title(paper) for paper in Paper})
