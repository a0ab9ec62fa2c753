"""The words for rules, their values and documents."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.regulations import Confidence, DocumentKind, Rule, RuleKind, Status, ValueUnit
from nongcot.regulations.kinds import Brackets, Cases, Leaf, Node

UNITS: dict[str, str] = {
    ValueUnit.PERSON: gettext_noop("%(value)s người"),
    ValueUnit.MEMBER: gettext_noop("%(value)s đoàn viên"),
    ValueUnit.DELEGATE: gettext_noop("%(value)s đại biểu"),
    ValueUnit.UNION: gettext_noop("%(value)s công đoàn cơ sở"),
    ValueUnit.POINT: gettext_noop("%(value)s điểm"),
    ValueUnit.DONG_PER_MONTH: gettext_noop("%(value)s đồng/tháng"),
    ValueUnit.HOUR: gettext_noop("%(value)s giờ"),
    ValueUnit.HOUR_PER_MONTH: gettext_noop("%(value)s giờ/tháng"),
    ValueUnit.DAY: gettext_noop("%(value)s ngày"),
    ValueUnit.WORKING_DAY: gettext_noop("%(value)s ngày làm việc"),
    ValueUnit.MONTH: gettext_noop("%(value)s tháng"),
    ValueUnit.YEAR: gettext_noop("%(value)s năm"),
    ValueUnit.SESSION: gettext_noop("%(value)s buổi"),
    ValueUnit.COEFFICIENT: gettext_noop("hệ số %(value)s"),
}
FORM_UNITS: dict[str, str] = {
    ValueUnit.PERSON: gettext_noop("số người"),
    ValueUnit.MEMBER: gettext_noop("số đoàn viên"),
    ValueUnit.DELEGATE: gettext_noop("số đại biểu"),
    ValueUnit.UNION: gettext_noop("số công đoàn cơ sở"),
    ValueUnit.POINT: gettext_noop("số điểm"),
    ValueUnit.DONG_PER_MONTH: gettext_noop("số đồng mỗi tháng"),
    ValueUnit.HOUR: gettext_noop("số giờ"),
    ValueUnit.HOUR_PER_MONTH: gettext_noop("số giờ mỗi tháng"),
    ValueUnit.DAY: gettext_noop("số ngày"),
    ValueUnit.WORKING_DAY: gettext_noop("số ngày làm việc"),
    ValueUnit.MONTH: gettext_noop("số tháng"),
    ValueUnit.YEAR: gettext_noop("số năm"),
    ValueUnit.SESSION: gettext_noop("số buổi"),
    ValueUnit.COEFFICIENT: gettext_noop("hệ số, ví dụ 0,4"),
    ValueUnit.SHARE: gettext_noop("phân số hoặc phần trăm, ví dụ 1/3 hoặc 10%"),
    ValueUnit.YES_NO: gettext_noop("có hoặc không"),
    ValueUnit.TEXT: gettext_noop("chữ"),
    ValueUnit.LIST: gettext_noop("các mục, mỗi dòng một mục"),
}
KINDS: dict[str, str] = {
    RuleKind.REGULATION: gettext_noop("Quy định"),
    RuleKind.OWN_DEADLINE: gettext_noop("Thời hạn do Liên đoàn quyết định"),
    RuleKind.OWN_RULE: gettext_noop("Yêu cầu của hồ sơ"),
    RuleKind.NAME: gettext_noop("Tên gọi"),
    RuleKind.LOCAL_EXAMPLE: gettext_noop("Mức của một địa phương, chỉ để tham khảo"),
}
CONFIDENCES: dict[str, str] = {
    Confidence.SURE: gettext_noop("chắc chắn"),
    Confidence.LIKELY: gettext_noop("có căn cứ tốt"),
    Confidence.UNSURE: gettext_noop("chưa chắc chắn"),
}
DOCUMENT_KINDS: dict[str, str] = {
    DocumentKind.LAW: gettext_noop("Luật"),
    DocumentKind.DECREE: gettext_noop("Nghị định"),
    DocumentKind.CHARTER: gettext_noop("Điều lệ"),
    DocumentKind.DECISION: gettext_noop("Quyết định"),
    DocumentKind.GUIDANCE: gettext_noop("Hướng dẫn"),
    DocumentKind.DISPATCH: gettext_noop("Công văn"),
    DocumentKind.PLAN: gettext_noop("Kế hoạch"),
    DocumentKind.OWN: gettext_noop("Của Liên đoàn"),
}
KEYS: dict[str, str] = {
    "members": gettext_noop("số đoàn viên"),
    "group": gettext_noop("nhóm"),
    "sector": gettext_noop("khu vực"),
    "place": gettext_noop("nơi"),
    "grade": gettext_noop("mức xếp loại"),
    "level": gettext_noop("cấp"),
    "way": gettext_noop("hình thức"),
    "step": gettext_noop("bước"),
    "how": gettext_noop("cách kết thúc"),
}
CASES: dict[str, str] = {
    "state": gettext_noop("khu vực nhà nước"),
    "non_state": gettext_noop("khu vực ngoài nhà nước"),
    "public_service": gettext_noop("đơn vị sự nghiệp"),
    "state_enterprise": gettext_noop("doanh nghiệp nhà nước"),
    "special_city": gettext_noop("Hà Nội, Thành phố Hồ Chí Minh"),
    "other": gettext_noop("nơi khác"),
    "agency": gettext_noop("cơ quan"),
    "armed_forces": gettext_noop("lực lượng vũ trang"),
    "public_fully_funded": gettext_noop("ngân sách bảo đảm toàn bộ"),
    "by_election": gettext_noop("bầu bổ sung"),
    "appointed": gettext_noop("chỉ định"),
    "bonus": gettext_noop("điểm thưởng"),
    "excellent": gettext_noop("hoàn thành xuất sắc nhiệm vụ"),
    "good": gettext_noop("hoàn thành tốt nhiệm vụ"),
    "completed": gettext_noop("hoàn thành nhiệm vụ"),
    "grassroots": gettext_noop("công đoàn cơ sở"),
    "inner": gettext_noop("công đoàn trong công đoàn cơ sở"),
    "superior": gettext_noop("công đoàn cấp trên"),
    "proposal": gettext_noop("đề nghị cấp trên"),
    "consent": gettext_noop("cấp trên đồng ý"),
    "publication": gettext_noop("công bố"),
    "election": gettext_noop("bầu bổ sung tại Ban Chấp hành"),
    "designation": gettext_noop("cấp trên chỉ định"),
    "minutes": gettext_noop("lập biên bản"),
    "file": gettext_noop("gửi hồ sơ đề nghị công nhận"),
    "recognition": gettext_noop("quyết định công nhận"),
    "entry": gettext_noop("ghi vào danh sách cán bộ"),
    "plan": gettext_noop("kế hoạch, tờ trình"),
    "preparation": gettext_noop("chuẩn bị báo cáo, phân công phục vụ"),
    "size": gettext_noop("quyết định số lượng, cơ cấu Ban Chấp hành"),
    "nominations": gettext_noop("giới thiệu, đề cử nhân sự"),
    "delegates": gettext_noop("bầu đại biểu dự đại hội"),
    "invitation": gettext_noop("giấy triệu tập, giấy mời"),
    "congress": gettext_noop("đại hội"),
    "first_meeting": gettext_noop("phiên họp thứ nhất của Ban Chấp hành mới"),
    "request": gettext_noop("đơn"),
    "self_review": gettext_noop("bản tự kiểm điểm"),
    "resolution": gettext_noop("nghị quyết"),
    "decision": gettext_noop("quyết định"),
    "stepped_down": gettext_noop("thôi tham gia"),
    "relieved": gettext_noop("miễn nhiệm"),
    "recalled": gettext_noop("bãi nhiệm"),
    "removed": gettext_noop("cách chức"),
    "person": gettext_noop("(cá nhân thực hiện)"),
    "unit": gettext_noop("(đơn vị thực hiện)"),
    "above": gettext_noop("(cấp trên thực hiện)"),
}


def title(rule: Rule) -> str:
    return rule.title if (get_language() or "vi").startswith("vi") else rule.title_en


def kind(value: str) -> str:
    return _(KINDS[value])


def document_kind(value: str) -> str:
    return _(DOCUMENT_KINDS[value])


def confidence(value: str) -> str:
    return _(CONFIDENCES[value])


def form_unit(unit: str) -> str:
    return _(FORM_UNITS[unit])


def _number(value: Any) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


def scalar(value: Any, unit: str) -> str:
    """A plain value with its unit: "15 người", "1/3", "có"."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, Fraction):
        percent = value * 100
        return f"{_number(int(percent))}%" if percent.denominator == 1 else f"{value.numerator}/{value.denominator}"
    if isinstance(value, tuple | list):
        return ", ".join(map(_item, value))
    if isinstance(value, int | Decimal):
        return _(UNITS[unit]) % {"value": _number(value)} if unit in UNITS else _number(value)
    return str(value)


def _item(value: Any) -> str:
    """One of several: in its words where it has some; a day as people write it; "a:b" is a case of a case."""
    if len(str(value)) == len("2026-01-01") and is_partial_iso(str(value)):
        return show_partial(str(value))
    name, _colon, within = str(value).partition(":")
    return f"{case_name(name)} {case_name(within)}" if within in CASES else case_name(str(value))


def leaf(node: Leaf, unit: str) -> str:
    if node.status is Status.NOT_ON_FILE:
        return _("chưa có trong hệ thống")
    return _("không giới hạn") if node.status is Status.NO_LIMIT or node.value is None else scalar(node.value, unit)


def key_name(key: str) -> str:
    return _(KEYS[key]) if key in KEYS else key


def case_name(name: str) -> str:
    """A case of a table, by its words where it has some."""
    if name.startswith("group_"):
        return _("nhóm %(number)s") % {"number": name.removeprefix("group_")}
    return _(CASES[name]) if name in CASES else name


def lines(node: Node, rule: Rule, depth: int = 0, before: str = "") -> Iterator[tuple[str, Leaf]]:
    """A table of values as lines: ("từ 3.000", leaf). A single value is one line without words."""
    if isinstance(node, Leaf):
        yield before, node
        return
    for words, below in _branches(node, key_name(rule.by[depth])):
        yield from lines(below, rule, depth + 1, f"{before}; {words}" if before else words)


def _branches(node: Brackets | Cases, key: str) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Cases):
        for name, below in node.nodes.items():
            yield case_name(name), below
        return
    ends = [*node.starts[1:], node.below]
    for start, end, below in zip(node.starts, ends, node.nodes, strict=True):
        yield _range(key, start, end), below


def _range(key: str, start: int, end: int | None) -> str:
    named = {"key": key, "start": _number(start), "end": _number(end) if end is not None else ""}
    if end is None:
        return _("%(key)s từ %(start)s") % named
    return _("%(key)s dưới %(end)s") % named if start == 0 else _("%(key)s từ %(start)s đến dưới %(end)s") % named
