"""The words of cases of completing a committee."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from nongcot.infra.audit import trail
from nongcot.people import labels as people_labels
from nongcot.people.kinds import Mandate
from nongcot.regulations import DocumentKind, Rulebook, Value
from nongcot.staffing.kinds.completing import ActsHere, CaseEnd, PlannedStep, Seat, Step

STEPS = {
    Step.PROPOSAL: gettext_noop("Đề nghị cấp trên"),
    Step.CONSENT: gettext_noop("Cấp trên đồng ý"),
    Step.PUBLICATION: gettext_noop("Công bố"),
    Step.ELECTION: gettext_noop("Bầu bổ sung tại Ban Chấp hành"),
    Step.DESIGNATION: gettext_noop("Cấp trên chỉ định"),
    Step.MINUTES: gettext_noop("Lập biên bản"),
    Step.FILE: gettext_noop("Gửi hồ sơ đề nghị công nhận"),
    Step.RECOGNITION: gettext_noop("Quyết định công nhận"),
    Step.ENTRY: gettext_noop("Ghi vào danh sách cán bộ"),
}
WHAT_TO_DO = {
    Step.PROPOSAL: gettext_noop("Ban Chấp hành gửi văn bản đề nghị công đoàn cấp trên trực tiếp cho kiện toàn."),
    Step.CONSENT: gettext_noop("Công đoàn cấp trên trực tiếp trả lời bằng văn bản."),
    Step.PUBLICATION: gettext_noop("Công bố văn bản của cấp trên cho Ban Chấp hành và đoàn viên biết."),
    Step.ELECTION: gettext_noop("Ban Chấp hành họp, bầu bằng phiếu; người đã thôi tham gia không bỏ phiếu."),
    Step.DESIGNATION: gettext_noop("Công đoàn cấp trên trực tiếp ra quyết định chỉ định."),
    Step.MINUTES: gettext_noop("Lập biên bản hội nghị và biên bản kiểm phiếu."),
    Step.FILE: gettext_noop("Gửi văn bản đề nghị, danh sách trích ngang, biên bản hội nghị và biên bản kiểm phiếu."),
    Step.RECOGNITION: gettext_noop("Công đoàn cấp trên trực tiếp ra quyết định công nhận."),
    Step.ENTRY: gettext_noop("Ghi chức vụ của người được công nhận; hồ sơ tự đóng khi không còn khuyết."),
}
ACTORS = {ActsHere.UNIT: gettext_noop("đơn vị"), ActsHere.ABOVE: gettext_noop("công đoàn cấp trên")}
ENDS = {
    CaseEnd.COMPLETED: gettext_noop("đã kiện toàn"),
    CaseEnd.NOT_VACANT: gettext_noop("không còn khuyết (dữ liệu được bổ sung, sửa)"),
    CaseEnd.FELL_AWAY: gettext_noop("không còn phải làm (đơn vị kết thúc hoặc quy định thay đổi)"),
    CaseEnd.UNIT_ENDED: gettext_noop("dừng vì đơn vị kết thúc hoạt động"),
    CaseEnd.DROPPED: gettext_noop("đã dừng"),
}
WAY_TITLES = {
    Mandate.BY_ELECTION: gettext_noop("Ban Chấp hành bầu bổ sung"),
    Mandate.APPOINTED: gettext_noop("Cấp trên chỉ định"),
}
AGES = {
    "30": gettext_noop("trên 30 ngày"),
    "60": gettext_noop("trên 60 ngày"),
    "90": gettext_noop("trên 90 ngày"),
}


def step(code: str) -> str:
    """A step; one that only a rule of the federation names is shown by the rule's own words."""
    return _(STEPS[Step(code)]) if code in set(Step) else code


def what_to_do(code: str) -> str:
    return _(WHAT_TO_DO[Step(code)]) if code in set(Step) else ""


def who(value: ActsHere) -> str:
    return _(ACTORS[value])


def end(value: str) -> str:
    return _(ENDS[CaseEnd(value)]) if value else ""


def way(value: str) -> str:
    return _(WAY_TITLES[Mandate(value)])


def age(value: str) -> str:
    return _(AGES[value])


def seat(body: str, post: str) -> str:
    """A seat by the title of its post: "Chủ tịch", "Ủy viên Ban Chấp hành"."""
    return people_labels.post_title(body, post)


def seat_choices(seats: Collection[Seat]) -> list[tuple[str, str]]:
    return [(one.key, seat(one.body, one.post)) for one in seats]


def clock_words(step: PlannedStep) -> str:
    """How many days a step has, and that this is the federation's own deadline; or that nothing fixes one."""
    if step.days is None:
        return _("chưa có thời hạn: không văn bản nào quy định và Liên đoàn chưa quyết định")
    words = _("%(days)d ngày làm việc") if step.working else _("%(days)d ngày")
    return words % {"days": step.days} + " " + _("(thời hạn của Liên đoàn)")


def holidays_missing(years: Sequence[int]) -> str:
    """What is said beside a day counted in working days of a year whose holidays are not on record."""
    return _("chưa tính ngày nghỉ lễ năm %(years)s") % {"years": ", ".join(map(str, years))} if years else ""


def source(value: Value | None, book: Rulebook) -> str:
    """Where the steps come from, as officers cite it; whether it was checked is told beside it."""
    if value is None:
        return _("thông lệ, chưa có văn bản")
    document = book.documents[value.ref.document]
    if document.kind is DocumentKind.OWN:
        return _("mức của Liên đoàn")
    return f"{value.ref.article}, {document.number}"


def note(value: Value | None) -> str:
    """The keeper's note on a value; it is written in Vietnamese only."""
    return value.note if value is not None and (get_language() or "vi").startswith("vi") else ""


_TRAIL_ACTIONS = {
    "staffing.open_case": gettext_lazy("Mở hồ sơ kiện toàn"),
    "staffing.record_step": gettext_lazy("Ghi bước kiện toàn"),
    "staffing.take_back_step": gettext_lazy("Rút bước kiện toàn ghi nhầm"),
    "staffing.change_way": gettext_lazy("Đổi hình thức kiện toàn"),
    "staffing.issue_paper": gettext_lazy("Ban hành văn bản kiện toàn"),
    "staffing.drop_case": gettext_lazy("Dừng hồ sơ kiện toàn"),
}
_TRAIL_FIELDS = {
    "step": gettext_lazy("bước"),
    "done_on": gettext_lazy("thực hiện ngày"),
    "since": gettext_lazy("khuyết từ ngày"),
    "case_end": gettext_lazy("kết quả"),
}


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    trail.name_actions(_TRAIL_ACTIONS)
    trail.name_fields(_TRAIL_FIELDS)
    shown = lazy(step, str)
    trail.name_values({f"step:{one.value}": shown(one.value) for one in Step})
    ends = lazy(end, str)
    trail.name_values({f"case_end:{one.value}": ends(one.value) for one in CaseEnd})
