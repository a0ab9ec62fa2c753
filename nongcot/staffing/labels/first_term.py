"""The words of a first-term chair's programme."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from nongcot.infra.audit import trail
from nongcot.staffing.rules.first_term import Step, programmes

_ACTIONS = {
    "staffing.do_step": gettext_lazy("Làm xong một bước của chương trình 100 ngày"),
    "staffing.undo_step": gettext_lazy("Bỏ đánh dấu một bước của chương trình 100 ngày"),
    "staffing.ask_help": gettext_lazy("Nhờ giúp trong chương trình 100 ngày"),
    "staffing.answer_help": gettext_lazy("Trả lời điều Chủ tịch mới nhờ giúp"),
    "staffing.propose_mentors": gettext_lazy("Đề xuất người kèm cặp"),
    "staffing.name_mentor": gettext_lazy("Chỉ định người kèm cặp"),
    "staffing.agree_mentor": gettext_lazy("Đồng ý việc kèm cặp"),
    "staffing.confirm_mentor": gettext_lazy("Xác nhận người kèm cặp"),
    "staffing.end_mentor": gettext_lazy("Thôi kèm cặp"),
    "staffing.close_programme": gettext_lazy("Kết thúc chương trình 100 ngày"),
}
_FIELDS = {
    "step": gettext_lazy("bước"),
    "side": gettext_lazy("bên đồng ý"),
    "mentor_record": gettext_lazy("người kèm cặp"),
    "steps_done": gettext_lazy("số bước đã xong"),
    "meetings": gettext_lazy("số lần gặp"),
    "help_asked": gettext_lazy("điều nhờ giúp (số)"),
    "help_answered": gettext_lazy("trả lời điều nhờ giúp (số)"),
}
TITLES = {
    "chair.this_week": gettext_noop("Việc tuần này của Chủ tịch mới"),
    "chair.asks_help": gettext_noop("Chủ tịch mới nhờ giúp"),
    "chair.quiet": gettext_noop("Lâu chưa có tin của Chủ tịch mới"),
    "chair.programme_ends": gettext_noop("Hết 100 ngày đầu của Chủ tịch mới"),
    "chair.mentor_asked": gettext_noop("Được đề nghị kèm cặp một Chủ tịch mới"),
}
TO_DO = {
    "chair.this_week": gettext_noop("Mở bước của tuần, làm theo hướng dẫn, đánh dấu đã xong."),
    "chair.quiet": gettext_noop("Gọi điện hoặc ghé thăm, hỏi xem vướng gì, rồi ghi buổi gặp."),
    "chair.programme_ends": gettext_noop("Gặp Chủ tịch mới, cùng nhìn lại việc đã làm, rồi kết thúc chương trình."),
    "chair.mentor_asked": gettext_noop("Xem vì sao được đề nghị, rồi đồng ý hoặc không."),
    "chair.asks_help": gettext_noop("Đọc điều được nhờ, giúp hoặc trả lời, rồi ghi lại."),
}


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"


def _this_week(facts: Mapping[str, Any]) -> str:
    step = next((one for each in programmes() if (one := each.step(facts["step"]))), None)
    named = {"week": facts["week"], "step": step_title(step) if step else facts["step"]}
    return _("Tuần %(week)d trong 100 ngày đầu: %(step)s") % named


def _asks_help(facts: Mapping[str, Any]) -> str:
    named = {"questions": facts["questions"], "day": _day(facts["asked_on"])}
    return _("Chủ tịch mới chờ trả lời %(questions)d điều, từ ngày %(day)s") % named


SENTENCES = {
    "chair.this_week": _this_week,
    "chair.asks_help": _asks_help,
    "chair.quiet": lambda facts: _("Chưa có tin gì từ ngày %(day)s") % {"day": _day(facts["since"])},
    "chair.programme_ends": lambda facts: _("100 ngày đầu đã hết ngày %(day)s") % {"day": _day(facts["ended_on"])},
    "chair.mentor_asked": lambda facts: _("Đề nghị ngày %(day)s, chờ trả lời") % {"day": _day(facts["asked_on"])},
}


def reasons(facts: Mapping[str, Any]) -> str:
    """Why a mentor was proposed, as one sentence."""
    said = [_("cùng công đoàn cấp trên") if facts.get("same_superior") else _("công đoàn cấp trên cùng địa bàn")]
    if facts.get("same_kind"):
        said.append(_("cùng loại hình"))
    if facts.get("same_sector"):
        said.append(_("cùng khu vực"))
    years = {"years": facts.get("months", 0) // 12}
    said.append(_("đã làm Chủ tịch %(years)d năm") % years)
    said.append(_("đang kèm cặp %(load)d người") % {"load": facts.get("load", 0)})
    return "; ".join(said)


def step_title(step: Step) -> str:
    """The step's title; its material is a document of the federation and stays in Vietnamese."""
    return step.title_en if (get_language() or "vi").startswith("en") else step.title


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    trail.name_actions(_ACTIONS)
    trail.name_fields(_FIELDS)
    trail.name_values({f"step:{step.id}": step.title for programme in programmes() for step in programme.steps})
