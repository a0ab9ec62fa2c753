"""The words of the dashboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nongcot.duties import labels as duty_labels
from nongcot.insight.kinds import UNKNOWN, Chairing, Question, State
from nongcot.people import labels as people_labels

_TITLES: Mapping[str, str] = {
    Question.COMPLETENESS: gettext_noop("Mức độ kiện toàn của công đoàn cơ sở"),
    Question.TERMS: gettext_noop("Nhiệm kỳ Ban Chấp hành theo năm kết thúc"),
    Question.AGES: gettext_noop("Cán bộ theo tuổi và giới tính"),
    Question.FIRST_TERM: gettext_noop("Chủ tịch công đoàn cơ sở theo số nhiệm kỳ"),
    Question.EDUCATION: gettext_noop("Cán bộ theo trình độ học vấn"),
    Question.CLOSING: gettext_noop("Thời gian hoàn thành việc cần làm"),
}
_NOTES: Mapping[str, str] = {
    Question.COMPLETENESS: gettext_noop(
        "Cần kiện toàn ngay: còn việc nghiêm trọng, như khuyết chủ tịch. "
        "Còn việc phải làm: khuyết ủy viên, sắp hết nhiệm kỳ…"
    ),
    Question.TERMS: gettext_noop("Nhiệm kỳ đang chạy hoặc gần nhất, kể cả thời gian đã gia hạn."),
    Question.AGES: gettext_noop("Mỗi người tính một lần, dù giữ nhiều chức vụ."),
    Question.FIRST_TERM: gettext_noop("Lần đầu: chưa thấy nhiệm kỳ chủ tịch nào trước đó trong hồ sơ."),
    Question.EDUCATION: gettext_noop("Theo mức cao nhất ghi trong hồ sơ."),
    Question.CLOSING: gettext_noop(
        "Việc đã xong trong 12 tháng qua; số ngày là trung vị, từ lúc phát hiện đến lúc xong."
    ),
}
_ROWS: Mapping[str, str] = {
    State.COMPLETE: gettext_noop("Chưa thấy việc phải làm"),
    State.INCOMPLETE: gettext_noop("Còn việc phải làm"),
    State.URGENT: gettext_noop("Cần kiện toàn ngay"),
    Chairing.FIRST: gettext_noop("Lần đầu làm chủ tịch"),
    Chairing.AGAIN: gettext_noop("Đã từng làm chủ tịch"),
    UNKNOWN: gettext_noop("Chưa rõ"),
}


_NAMED: Mapping[Question, Callable[[str], str]] = {
    Question.AGES: people_labels.age_band,
    Question.EDUCATION: people_labels.education,
    Question.CLOSING: duty_labels.title,
}


def title(question: Question) -> str:
    return _(_TITLES[question])


def note(question: Question) -> str:
    return _(_NOTES[question])


def row(question: Question, key: str) -> str:
    """The words for a row of a picture."""
    if key in _ROWS:
        return _(_ROWS[key])
    return _NAMED[question](key) if question in _NAMED else key


def columns(question: Question) -> list[str]:
    """The titles of a picture's table, that of the row first."""
    if question is Question.AGES:
        return [_("Tuổi"), _("Nữ"), _("Nam"), _("Chưa rõ giới tính"), _("Cộng")]
    if question is Question.CLOSING:
        return [_("Việc cần làm"), _("Số việc đã xong"), _("Số ngày (trung vị)")]
    heads = {
        Question.COMPLETENESS: (_("Tình trạng"), _("Số đơn vị")),
        Question.TERMS: (_("Năm kết thúc"), _("Số đơn vị")),
        Question.FIRST_TERM: (_("Chủ tịch"), _("Số người")),
        Question.EDUCATION: (_("Trình độ"), _("Số người")),
    }
    return list(heads[question])
