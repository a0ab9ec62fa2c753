"""The words of candidates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from nongcot.duties import labels as duty_labels
from nongcot.infra.audit import trail
from nongcot.kernel.findings import Finding
from nongcot.people import labels as people_labels
from nongcot.regulations import Rulebook
from nongcot.staffing.kinds.candidates import CandidateState, Criterion, Evidence, Ground, Reason, Weight

_GROUNDS = {
    Ground.SITS_ALREADY: gettext_noop("Đang giữ chính chức danh này."),
    Ground.CHAIRS_ELSEWHERE: gettext_noop("Đang là Chủ tịch ở %(unit)s."),
    Ground.NOT_OF_UNIT: gettext_noop(
        "Chưa ghi chức vụ nào ở đơn vị này: xin đối chiếu có là đoàn viên của đơn vị không."
    ),
    Ground.OFFICER_SHORT: gettext_noop(
        "Mới làm cán bộ công đoàn %(years)d năm %(months)d tháng; ưu tiên người đủ %(needed)d năm."
    ),
    Ground.OFFICER_UNKNOWN: gettext_noop(
        "Chưa rõ ngày bắt đầu của một chức vụ nên chưa tính được có đủ %(needed)d năm làm cán bộ công đoàn không."
    ),
    Ground.MEMBERSHIP_UNKNOWN: gettext_noop(
        "Hệ thống chưa ghi ngày vào công đoàn, đoàn phí: xin đối chiếu đủ %(needed)d năm là đoàn viên liên tục."
    ),
    Ground.CONTRACT_SHORT: gettext_noop("Hợp đồng lao động hết hạn ngày %(ends)s, trước khi hết nhiệm kỳ (%(term)s)."),
    Ground.LEFT_BY_SANCTION: gettext_noop("Từng bị %(how)s ở %(unit)s ngày %(day)s."),
}
WEIGHT_WORDS = {
    Weight.BAR: gettext_noop("không giới thiệu được"),
    Weight.LOOK: gettext_noop("cần cân nhắc"),
    Weight.ASK: gettext_noop("cần đối chiếu"),
}
CRITERIA = {
    Criterion.DEDICATION: gettext_noop("Nhiệt tình, tâm huyết"),
    Criterion.STANDING: gettext_noop("Uy tín"),
    Criterion.PERSUASION: gettext_noop("Khả năng thuyết phục"),
    Criterion.COURAGE: gettext_noop("Dám nghĩ, dám làm, dám chịu trách nhiệm"),
}
STATES = {
    CandidateState.PROPOSED: gettext_noop("được giới thiệu"),
    CandidateState.CHOSEN: gettext_noop("được bầu hoặc chỉ định"),
    CandidateState.WITHDRAWN: gettext_noop("đã rút"),
}


def ground(reason: Reason) -> str:
    return _(_GROUNDS[reason.ground]) % {name: _shown(name, value) for name, value in reason.facts.items()}


def _shown(name: str, value: Any) -> Any:
    if name in ("ends", "term", "day"):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return people_labels.end_reason(value) if name == "how" else value


def weight(value: Weight) -> str:
    return _(WEIGHT_WORDS[value])


def cited(reason: Reason, book: Rulebook) -> str:
    """The document a reason rests on; empty where it rests on none."""
    return duty_labels.source(reason.rule, book) if reason.rule else ""


def criterion(value: Criterion) -> str:
    return _(CRITERIA[value])


def state(value: str) -> str:
    return _(STATES[CandidateState(value)])


def finding(found: Finding) -> str:
    """What a check would find, in the words of its duty."""
    return duty_labels.sentence(found.code, found.facts)


def source(one: Evidence) -> str:
    """Where a piece of evidence is on record."""
    known = {"post": _("danh sách cán bộ"), "record": _("đào tạo, khen thưởng đã ghi")}
    return known.get(one.source, one.source)


_TRAIL_ACTIONS = {
    "staffing.propose_candidate": gettext_lazy("Giới thiệu nhân sự"),
    "staffing.withdraw_candidate": gettext_lazy("Rút khỏi danh sách giới thiệu"),
    "staffing.choose_candidate": gettext_lazy("Ghi người được bầu, chỉ định"),
}


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    trail.name_actions(_TRAIL_ACTIONS)
    trail.name_fields({"candidate": gettext_lazy("nhân sự")})
    shown: Callable[[str], Any] = lazy(state, str)
    trail.name_values({f"candidate:{one.value}": shown(one.value) for one in CandidateState})
