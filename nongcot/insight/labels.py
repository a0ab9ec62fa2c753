"""The words of the dashboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nongcot.duties import labels as duty_labels
from nongcot.insight.kinds import (
    ALL,
    CHAIRS,
    DIRECT,
    FEMALE,
    MALE,
    OF_DUTIES,
    OFFICERS,
    UNKNOWN,
    UNTOLD,
    Chairing,
    Question,
    State,
    Trait,
)
from nongcot.people import labels as people_labels
from nongcot.people.kinds import AgeBand

_TITLES: Mapping[str, str] = {
    Question.COMPLETENESS: gettext_noop("Mức độ kiện toàn của công đoàn cơ sở"),
    Question.UNITS: gettext_noop("Mức độ kiện toàn theo đơn vị"),
    Question.TERMS: gettext_noop("Nhiệm kỳ Ban Chấp hành theo năm kết thúc"),
    Question.AGES: gettext_noop("Cán bộ theo tuổi và giới tính"),
    Question.FIRST_TERM: gettext_noop("Chủ tịch công đoàn cơ sở lần đầu nhận nhiệm vụ"),
    Question.EDUCATION: gettext_noop("Cán bộ theo trình độ học vấn"),
    Question.MAKE_UP: gettext_noop("Cơ cấu đội ngũ cán bộ"),
    Question.PACE: gettext_noop("Thời gian hoàn thành việc cần làm qua 12 tháng"),
    Question.CLOSING: gettext_noop("Thời gian hoàn thành theo loại việc"),
}
_NOTES: Mapping[str, str] = {
    Question.COMPLETENESS: gettext_noop(
        "Cần kiện toàn ngay: còn việc nghiêm trọng, như khuyết chủ tịch. "
        "Còn việc phải làm: khuyết ủy viên, sắp hết nhiệm kỳ…"
    ),
    Question.UNITS: gettext_noop(
        "Ô càng lớn, công đoàn cơ sở càng nhiều; số trong ô là tỷ lệ công đoàn cơ sở chưa thấy việc phải làm."
    ),
    Question.TERMS: gettext_noop("Nhiệm kỳ đang chạy hoặc gần nhất, kể cả thời gian đã gia hạn."),
    Question.AGES: gettext_noop("Mỗi người tính một lần, dù giữ nhiều chức vụ."),
    Question.FIRST_TERM: gettext_noop("Lần đầu: chưa thấy nhiệm kỳ chủ tịch nào trước đó trong hồ sơ."),
    Question.EDUCATION: gettext_noop("Theo mức cao nhất ghi trong hồ sơ."),
    Question.MAKE_UP: gettext_noop("Tỷ lệ trong số chủ tịch công đoàn cơ sở và trong tất cả cán bộ."),
    Question.PACE: gettext_noop("Số ngày từ lúc phát hiện đến lúc xong (trung vị), theo tháng hoàn thành."),
    Question.CLOSING: gettext_noop("Việc đã xong trong 12 tháng qua; số ngày là trung vị, từ lúc phát hiện."),
}
_ROWS: Mapping[str, str] = {
    State.COMPLETE: gettext_noop("Chưa thấy việc phải làm"),
    State.INCOMPLETE: gettext_noop("Còn việc phải làm"),
    State.URGENT: gettext_noop("Cần kiện toàn ngay"),
    Chairing.FIRST: gettext_noop("Lần đầu làm chủ tịch"),
    Chairing.AGAIN: gettext_noop("Đã từng làm chủ tịch"),
    UNKNOWN: gettext_noop("Chưa rõ"),
    ALL: gettext_noop("Tất cả"),
    DIRECT: gettext_noop("Công đoàn cơ sở trực thuộc thẳng"),
    Trait.WOMEN: gettext_noop("Nữ"),
    Trait.YOUNG: gettext_noop("Dưới 40 tuổi"),
    Trait.DIRECT: gettext_noop("Trực tiếp sản xuất, công tác"),
    Trait.PARTY: gettext_noop("Đảng viên"),
    Trait.MINORITY: gettext_noop("Dân tộc thiểu số"),
}
_PARTS: Mapping[str, str] = {
    FEMALE: gettext_noop("Nữ"),
    MALE: gettext_noop("Nam"),
    CHAIRS: gettext_noop("Chủ tịch công đoàn cơ sở"),
    OFFICERS: gettext_noop("Tất cả cán bộ"),
    UNTOLD: gettext_noop("Hồ sơ chưa ghi"),
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


def tiles_note(left_out: int) -> str:
    """What stands in a tile of "units", and how many have none."""
    said = _(
        "Mỗi ô là một đơn vị: tỷ lệ công đoàn cơ sở chưa thấy việc phải làm, và số công đoàn cơ sở. "
        "Đơn vị đông công đoàn cơ sở đứng trước."
    )
    more = _("%(n)s đơn vị ít công đoàn cơ sở hơn chỉ có trong bảng số liệu.") % {"n": left_out}
    return f"{said} {more}" if left_out else said


def row(question: Question, key: str) -> str:
    """The words for a row of a picture."""
    if key in _ROWS:
        return _(_ROWS[key])
    if question is Question.TERMS:
        return _year(key)
    if question is Question.PACE:
        year, _dash, month = key.partition("-")
        return f"{month}/{year}"
    return _NAMED[question](key) if question in _NAMED else key


def _year(key: str) -> str:
    head, _dash, year = key.rpartition("-")
    if head == "to":
        return _("Từ %(year)s trở về trước") % {"year": year}
    return _("Từ %(year)s trở đi") % {"year": year} if head == "from" else year


def short_year(key: str) -> str:
    """The label under a column: "≤ 2022", "2026", "≥ 2032"."""
    head, _dash, year = key.rpartition("-")
    if key == UNKNOWN:
        return row(Question.TERMS, key)
    return {"to": "≤ ", "from": "≥ "}.get(head, "") + year


def cell(question: Question, key: str) -> str:
    """The words for what a cell counts: those of its row, with those of its part ("30–39 tuổi, Nữ")."""
    if question in OF_DUTIES:
        return row(question, key)  # the code of a duty has a dot of its own
    of_row, _dot, part = key.partition(".")
    said = row(question, of_row)
    if not part:
        return said
    of_part = _(_PARTS[part]) if part in _PARTS else sex_unknown() if question is Question.AGES else row(question, part)
    return f"{said}, {of_part}"


def part(key: str) -> str:
    return _(_PARTS[key])


def sex_unknown() -> str:
    return _("Chưa rõ giới tính")


def age_short(key: str) -> str:
    """A band of age in the middle of the picture: "30–39"."""
    first, _dash, last = key.partition("-")
    if key == UNKNOWN:
        return row(Question.AGES, key)
    if key == AgeBand.UNDER_30:
        return _("Dưới 30")
    return f"{first}–{last}" if last else _("Từ %(age)s") % {"age": first}


def columns(question: Question) -> list[str]:
    """The titles of a picture's table, that of the row first."""
    units, persons, share = _("Số đơn vị"), _("Số người"), _("Tỷ lệ")
    heads = {
        Question.COMPLETENESS: (_("Tình trạng"), units, share),
        Question.UNITS: (_("Đơn vị"), _("Công đoàn cơ sở"), *map(_, (_ROWS[state] for state in State)), share),
        Question.TERMS: (_("Năm kết thúc"), units, share),
        Question.AGES: (_("Tuổi"), _("Nữ"), _("Nam"), sex_unknown(), _("Cộng")),
        Question.FIRST_TERM: (_("Chủ tịch"), persons, share),
        Question.EDUCATION: (_("Trình độ"), persons, share),
        Question.MAKE_UP: (_("Cơ cấu"), part(CHAIRS), share, part(OFFICERS), share, part(UNTOLD)),
        Question.PACE: (_("Tháng"), _("Số việc đã xong"), _("Số ngày (trung vị)")),
        Question.CLOSING: (_("Việc cần làm"), _("Số việc đã xong"), _("Số ngày (trung vị)")),
    }
    return list(heads[question])


def total() -> str:
    return _("Cộng")


def nothing(question: Question) -> str:
    """What a picture without figures says, and what to do."""
    if question in {Question.PACE, Question.CLOSING}:
        return _("Chưa có việc nào làm xong trong 12 tháng tính đến ngày này. Việc đang mở nằm ở mục Việc cần làm.")
    if question in {Question.COMPLETENESS, Question.UNITS, Question.TERMS}:
        return _("Không có công đoàn cơ sở nào trong ngày này. Hãy chọn ngày khác hoặc đơn vị khác.")
    if question is Question.FIRST_TERM:
        return _("Hồ sơ chưa ghi ai là chủ tịch trong ngày này. Hãy ghi chức vụ ở trang của đơn vị.")
    return _("Hồ sơ chưa ghi ai giữ chức vụ trong ngày này. Hãy ghi chức vụ ở trang của đơn vị hoặc nhập danh sách.")


def movement(before: int | None, after: int | None) -> str:
    """How the days moved, in a sentence; the empty string where one half year has none."""
    if before is None or after is None:
        return ""
    told = {"before": before, "after": after}
    if after < before:
        return _("Nhanh hơn: 6 tháng gần đây %(after)s ngày, 6 tháng trước đó %(before)s ngày.") % told
    if after > before:
        return _("Chậm hơn: 6 tháng gần đây %(after)s ngày, 6 tháng trước đó %(before)s ngày.") % told
    return _("Không đổi: cả 6 tháng gần đây và 6 tháng trước đó đều %(after)s ngày.") % told
