"""The words of a congress."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from nongcot.infra.audit import trail
from nongcot.regulations import Rulebook, Value
from nongcot.staffing.kinds.congress import CongressEnd, CongressForm, CongressStep, Election, From, Planned, Trouble
from nongcot.staffing.kinds.congress_papers import CongressPaper
from nongcot.staffing.labels.completing import source
from nongcot.staffing.labels.congress_papers import SHORT
from nongcot.staffing.rules.congress import Proposed
from nongcot.staffing.rules.congress_file import FileItem
from nongcot.staffing.rules.elections import SecondRound

STEPS = {
    CongressStep.PLAN: gettext_noop("Kế hoạch, tờ trình xin tổ chức đại hội"),
    CongressStep.CONSENT: gettext_noop("Cấp trên đồng ý"),
    CongressStep.PREPARATION: gettext_noop("Chuẩn bị báo cáo, phân công phục vụ"),
    CongressStep.SIZE: gettext_noop("Quyết định số lượng, cơ cấu Ban Chấp hành"),
    CongressStep.NOMINATIONS: gettext_noop("Giới thiệu, đề cử nhân sự"),
    CongressStep.DELEGATES: gettext_noop("Bầu đại biểu dự đại hội"),
    CongressStep.INVITATION: gettext_noop("Giấy triệu tập, giấy mời"),
    CongressStep.CONGRESS: gettext_noop("Đại hội"),
    CongressStep.FIRST_MEETING: gettext_noop("Phiên họp thứ nhất của Ban Chấp hành mới"),
    CongressStep.FILE: gettext_noop("Gửi hồ sơ đề nghị công nhận"),
    CongressStep.RECOGNITION: gettext_noop("Quyết định công nhận"),
    CongressStep.ENTRY: gettext_noop("Ghi kết quả vào danh sách cán bộ"),
}
WHAT_TO_DO = {
    CongressStep.PLAN: gettext_noop(
        "Ban Chấp hành họp, thống nhất thời gian, hình thức, nội dung đại hội, rồi gửi kế hoạch kèm tờ trình "
        "lên công đoàn cấp trên trực tiếp."
    ),
    CongressStep.CONSENT: gettext_noop("Công đoàn cấp trên trực tiếp trả lời bằng văn bản."),
    CongressStep.PREPARATION: gettext_noop(
        "Phân công người viết báo cáo nhiệm kỳ, báo cáo kiểm điểm Ban Chấp hành, chuẩn bị hội trường, kinh phí; "
        "lấy ý kiến đoàn viên vào dự thảo báo cáo."
    ),
    CongressStep.SIZE: gettext_noop(
        "Ban Chấp hành đương nhiệm chuẩn bị số lượng, cơ cấu (nữ, tuổi, bộ phận) của Ban Chấp hành khóa mới để "
        "trình đại hội quyết định."
    ),
    CongressStep.NOMINATIONS: gettext_noop(
        "Đoàn viên ở các tổ, bộ phận giới thiệu người vào Ban Chấp hành và Chủ tịch; hỏi ý kiến từng người được giới "
        "thiệu."
    ),
    CongressStep.DELEGATES: gettext_noop("Các tổ, bộ phận họp, bầu đại biểu theo số được phân bổ."),
    CongressStep.INVITATION: gettext_noop("Gửi giấy triệu tập kèm chương trình cho đại biểu, giấy mời cho khách."),
    CongressStep.CONGRESS: gettext_noop(
        "Thông qua báo cáo, quyết định số lượng, bầu cử bằng phiếu kín; lập biên bản đại hội và biên bản kiểm phiếu."
    ),
    CongressStep.FIRST_MEETING: gettext_noop(
        "Ban Chấp hành mới bầu Chủ tịch (nếu đại hội chưa bầu), Phó Chủ tịch, Ủy ban kiểm tra; lập biên bản."
    ),
    CongressStep.FILE: gettext_noop(
        "Gửi văn bản đề nghị, danh sách trích ngang, biên bản đại hội, biên bản kiểm phiếu và biên bản phiên họp thứ "
        "nhất."
    ),
    CongressStep.RECOGNITION: gettext_noop("Công đoàn cấp trên trực tiếp ra quyết định công nhận."),
    CongressStep.ENTRY: gettext_noop("Ghi nhiệm kỳ mới và người trúng cử; nhiệm kỳ cũ kết thúc vào ngày đại hội."),
}
FORMS = {
    CongressForm.PLENARY: gettext_noop("Đại hội toàn thể"),
    CongressForm.DELEGATES: gettext_noop("Đại hội đại biểu"),
}
ENDS = {
    CongressEnd.COMPLETED: gettext_noop("đã hoàn thành"),
    CongressEnd.EXTENDED: gettext_noop("đã kéo dài nhiệm kỳ thay cho đại hội"),
    CongressEnd.FELL_AWAY: gettext_noop("không còn phải làm (đơn vị kết thúc hoạt động)"),
    CongressEnd.DROPPED: gettext_noop("đã dừng"),
}
SOON = {
    "30": gettext_noop("trong 30 ngày tới"),
    "60": gettext_noop("trong 60 ngày tới"),
    "90": gettext_noop("trong 90 ngày tới"),
}
_TROUBLES = {
    Trouble.OVERDUE: gettext_noop(
        "Ngày dự kiến đã qua mà chưa ghi đại hội. Xin ghi đại hội đã tổ chức, hoặc dời ngày."
    ),
    Trouble.AFTER_TERM: gettext_noop(
        "Ngày dự kiến %(planned)s sau ngày cuối của nhiệm kỳ (%(last)s). Xin chọn ngày sớm hơn, hoặc đề nghị cấp trên "
        "kéo dài nhiệm kỳ."
    ),
    Trouble.TOO_SHORT: gettext_noop(
        "Từ ngày mở hồ sơ đến đại hội có %(have)d ngày, kế hoạch cần %(need)d ngày: một số bước đã muộn ngay từ đầu. "
        "Xin làm gấp các bước ấy, dời ngày, hoặc đề nghị cấp trên kéo dài nhiệm kỳ."
    ),
}


def step(code: str) -> str:
    """A step; one that only a rule of the federation names is shown by the rule's own words."""
    return _(STEPS[CongressStep(code)]) if code in set(CongressStep) else code


def what_to_do(code: str) -> str:
    return _(WHAT_TO_DO[CongressStep(code)]) if code in set(CongressStep) else ""


def form(value: str) -> str:
    return _(FORMS[CongressForm(value)])


def form_choices() -> list[tuple[str, str]]:
    return [(one.value, form(one.value)) for one in CongressForm]


def end(value: str) -> str:
    return _(ENDS[CongressEnd(value)]) if value else ""


def soon(value: str) -> str:
    return _(SOON[value])


def trouble(value: Trouble, **facts: Any) -> str:
    return _(_TROUBLES[value]) % facts


_COUNTED = {
    From.BEFORE: gettext_noop("trước đại hội %(days)d ngày"),
    From.CONGRESS: gettext_noop("trong %(days)d ngày sau đại hội"),
    From.FILE: gettext_noop("trong %(days)d ngày sau khi nhận hồ sơ"),
    From.RECOGNITION: gettext_noop("trong %(days)d ngày sau khi được công nhận"),
}
_WORKING = {
    From.CONGRESS: gettext_noop("trong %(days)d ngày làm việc sau đại hội"),
    From.FILE: gettext_noop("trong %(days)d ngày làm việc sau khi nhận hồ sơ"),
}


def clock_words(step: Planned, book: Rulebook) -> str:
    """How many days a step has and who says so; or that nothing fixes them."""
    if step.counted is From.DAY:
        return _("ngày đại hội theo kế hoạch")
    if step.days is None or step.clock is None:
        return _("chưa có thời hạn: không văn bản nào quy định và Liên đoàn chưa quyết định")
    words = _((_WORKING if step.working else _COUNTED)[step.counted]) % {"days": step.days}
    told = source(step.clock, book) + (_(", quy định cho đại hội thành lập, áp dụng tương tự") if step.founding else "")
    return f"{words} ({told})"


def why_form(proposed: Proposed | None, members: int | None) -> str:
    """Why a form of congress is proposed, as a sentence."""
    if proposed is None:
        if members is None:
            return _("Chưa có số đoàn viên nên chưa đề xuất được hình thức đại hội. Ban Chấp hành quyết định.")
        return _("Chưa có quy định đang lưu về hình thức đại hội của loại đơn vị này. Ban Chấp hành quyết định.")
    if proposed.threshold is None:
        return _("Công đoàn cấp trên cơ sở tổ chức đại hội đại biểu.")
    facts = {"members": proposed.members, "from": proposed.threshold}
    if proposed.form is CongressForm.DELEGATES:
        return _("Đơn vị có %(members)d đoàn viên, từ %(from)d đoàn viên trở lên tổ chức đại hội đại biểu.") % facts
    return _("Đơn vị có %(members)d đoàn viên, dưới %(from)d đoàn viên tổ chức đại hội toàn thể.") % facts


def chair_choices() -> list[tuple[str, str]]:
    return [("", _("chưa quyết định")), ("yes", chair(True)), ("no", chair(False))]


def chair(direct: bool | None) -> str:
    if direct is None:
        return _("chưa quyết định")
    return _("Đại hội bầu trực tiếp Chủ tịch") if direct else _("Ban Chấp hành mới bầu Chủ tịch")


ELECTIONS = {
    Election.MEMBER: gettext_noop("Bầu Ban Chấp hành"),
    Election.CHAIR: gettext_noop("Bầu Chủ tịch"),
    Election.STANDING: gettext_noop("Bầu Ban Thường vụ"),
    Election.MEETING_CHAIR: gettext_noop("Bầu Chủ tịch tại phiên họp thứ nhất"),
    Election.VICE_CHAIR: gettext_noop("Bầu Phó Chủ tịch"),
    Election.INSPECTION: gettext_noop("Bầu Ủy ban kiểm tra"),
    Election.INSPECTION_HEAD: gettext_noop("Bầu Chủ nhiệm Ủy ban kiểm tra"),
}


def election(post: str) -> str:
    return _(ELECTIONS[Election(post)])


def why_again(again: SecondRound) -> str:
    """Why a second round follows, as a sentence."""
    if again.tied:
        return _("Có người bằng phiếu nhau ở vị trí cuối: bầu lại trong số những người đó.")
    words = _("Còn thiếu %(n)d người được quá nửa số phiếu: những người chưa trúng cử được bầu lại.")
    return words % {"n": again.seats}


def instead(post: str, elected: int) -> str:
    """What may be decided instead of voting again, where somebody is missing."""
    if post == Election.MEMBER and elected:
        return _("Đại hội cũng có thể quyết định số lượng bằng số đã trúng cử (%(n)d người).") % {"n": elected}
    if post == Election.MEMBER:
        return _("Chưa có ai trúng cử: đại hội bàn lại danh sách bầu cử.")
    if post != Election.CHAIR:
        return _("Phiên họp cũng có thể quyết định số lượng bằng số đã trúng cử (%(n)d người).") % {"n": elected}
    return _("Chưa bầu được Chủ tịch: đại hội cũng có thể để Ban Chấp hành bầu tại phiên họp thứ nhất.")


def file_item(item: FileItem) -> str:
    """A thing of the file for recognition; its material is data and told in the reader's language."""
    return item.title_en if (get_language() or "vi").startswith("en") else item.title


def note(value: Value | None) -> str:
    """The keeper's note on a value; it is written in Vietnamese only."""
    return value.note if value is not None and (get_language() or "vi").startswith("vi") else ""


TITLES = {
    "congress.step_due": gettext_noop("Bước chuẩn bị đại hội đến hạn"),
    "congress.answer_due": gettext_noop("Đại hội chờ cấp trên giải quyết"),
}
TO_DO = {
    "congress.step_due": gettext_noop("Mở hồ sơ đại hội, làm bước đang chờ theo hướng dẫn, rồi ghi đã làm."),
    "congress.answer_due": gettext_noop("Mở hồ sơ đại hội, trả lời hoặc ra quyết định, rồi ghi số văn bản."),
}


def _sentence(facts: Mapping[str, Any]) -> str:
    told = {"step": step(facts["step"]), "day": f"{date.fromisoformat(facts['planned_on']):%d/%m/%Y}"}
    return _("%(step)s (đại hội ngày %(day)s)") % told


SENTENCES = {"congress.step_due": _sentence, "congress.answer_due": _sentence}

_TRAIL_ACTIONS = {
    "staffing.open_congress": gettext_lazy("Mở hồ sơ đại hội"),
    "staffing.move_congress": gettext_lazy("Dời ngày đại hội"),
    "staffing.decide_congress": gettext_lazy("Ghi hình thức, số lượng của đại hội"),
    "staffing.record_congress_step": gettext_lazy("Ghi bước của đại hội"),
    "staffing.take_back_congress_step": gettext_lazy("Rút bước của đại hội ghi nhầm"),
    "staffing.nominate": gettext_lazy("Đề cử tại đại hội"),
    "staffing.withdraw_nominee": gettext_lazy("Rút khỏi danh sách đề cử"),
    "staffing.prepare_congress_ballot": gettext_lazy("Lập cuộc bầu của đại hội"),
    "staffing.count_congress": gettext_lazy("Ghi kết quả kiểm phiếu của đại hội"),
    "staffing.enter_congress_results": gettext_lazy("Ghi kết quả đại hội vào danh sách cán bộ"),
    "staffing.issue_congress_paper": gettext_lazy("Ban hành văn bản của đại hội"),
    "staffing.tick_congress_file": gettext_lazy("Kiểm hồ sơ đề nghị công nhận"),
    "staffing.divide_delegates": gettext_lazy("Phân bổ đại biểu dự đại hội"),
    "staffing.draw_up_slate": gettext_lazy("Lập danh sách bầu của phiên họp thứ nhất"),
    "staffing.enter_meeting_results": gettext_lazy("Ghi kết quả phiên họp thứ nhất vào danh sách cán bộ"),
    "staffing.take_meeting_back": gettext_lazy("Rút kết quả phiên họp thứ nhất khỏi danh sách cán bộ"),
    "staffing.reopen_congress": gettext_lazy(
        "Mở lại hồ sơ đại hội: kết quả đã được rút, hoặc đơn vị hoạt động trở lại"
    ),
    "staffing.drop_congress": gettext_lazy("Dừng hồ sơ đại hội"),
    "staffing.extend_instead": gettext_lazy("Kéo dài nhiệm kỳ thay cho đại hội"),
}
_TRAIL_FIELDS = {
    "planned_on": gettext_lazy("ngày đại hội dự kiến"),
    "congress_step": gettext_lazy("bước của đại hội"),
    "congress_form": gettext_lazy("hình thức đại hội"),
    "congress_delegates": gettext_lazy("số đại biểu chính thức"),
    "congress_guests": gettext_lazy("số khách mời"),
    "congress_seats": gettext_lazy("số ủy viên Ban Chấp hành khóa mới"),
    "congress_chair_direct": gettext_lazy("đại hội bầu trực tiếp Chủ tịch"),
    "congress_end": gettext_lazy("kết quả"),
    "congress_groups": gettext_lazy("số tổ, bộ phận bầu đại biểu"),
    "congress_paper": gettext_lazy("văn bản của đại hội"),
    "papers_there": gettext_lazy("số loại giấy tờ đã có"),
    "nominated_for": gettext_lazy("đề cử, bầu chức danh"),
    "votes_collected": gettext_lazy("số phiếu thu về"),
    "elected": gettext_lazy("số người trúng cử"),
    "meeting_entered": gettext_lazy("đã ghi vào danh sách cán bộ"),
    "standing_for_it": gettext_lazy("số người trong danh sách bầu"),
    "seats_of_it": gettext_lazy("số người được bầu"),
    "voting_round": gettext_lazy("bầu lần"),
    "ballot": gettext_lazy("cuộc bầu (số)"),
}


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    trail.name_actions(_TRAIL_ACTIONS)
    trail.name_fields(_TRAIL_FIELDS)
    told = lazy(election, str)
    trail.name_values({f"nominated_for:{one.value}": told(one.value) for one in Election})
    trail.name_values({f"congress_paper:{code.value}": SHORT[code] for code in CongressPaper})
    for field, words, values in (
        ("congress_step", lazy(step, str), CongressStep),
        ("congress_form", lazy(form, str), CongressForm),
        ("congress_end", lazy(end, str), CongressEnd),
    ):
        trail.name_values({f"{field}:{one.value}": words(one.value) for one in values})
