"""The words for an import: its states, doubts about persons, refusals, and the facts it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from nongcot.intake.apply.kinds import About, Refusal
from nongcot.intake.models import Import, PlannedChange
from nongcot.intake.roster import Doubt
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.people import labels as people

STATES: dict[str, str] = {
    Import.State.READING: word("Đang đọc"),
    Import.State.READ: word("Chờ xem và áp dụng"),
    Import.State.APPLYING: word("Đang ghi vào danh sách"),
    Import.State.STOPPED: word("Bị gián đoạn, chưa ghi gì"),
    Import.State.APPLIED: word("Đã áp dụng"),
    Import.State.UNDOING: word("Đang hoàn tác"),
    Import.State.UNDONE: word("Đã hoàn tác"),
    Import.State.FAILED: word("Không đọc được"),
    Import.State.DROPPED: word("Đã bỏ"),
}
TONES: dict[str, str] = {
    Import.State.READ: "info",
    Import.State.APPLIED: "good",
    Import.State.FAILED: "bad",
    Import.State.READING: "warn",
    Import.State.APPLYING: "warn",
    Import.State.STOPPED: "bad",
    Import.State.UNDOING: "warn",
}
DOUBTS: dict[str, str] = {
    Doubt.ELSEWHERE: word("Cùng họ tên và ngày sinh, ở hai đơn vị"),
    Doubt.CITIZEN_ID_SHARED: word("Cùng số căn cước nhưng khác họ tên, ngày sinh"),
    Doubt.CITIZEN_ID_DIFFERS: word("Cùng họ tên, ngày sinh và đơn vị nhưng khác số căn cước"),
    Doubt.BIRTH_UNCLEAR: word("Ngày sinh chưa đủ để biết là ai trong những người cùng tên"),
    Doubt.NAME_MARKS: word("Họ tên chỉ khác dấu, ngày sinh chưa đủ"),
    Doubt.PHONE_DIFFERS: word("Cùng họ tên ở một đơn vị, ngày sinh chưa đủ, khác số điện thoại"),
}
REFUSALS: dict[str, str] = {
    Refusal.OUT_OF_REACH: word("Đơn vị hoặc công đoàn cấp trên ghi trong tệp không thuộc quyền của bạn."),
    Refusal.AMBIGUOUS: word("Có nhiều đơn vị cùng tên; xin ghi mã đơn vị hoặc công đoàn cấp trên vào tệp."),
}
ABOUTS: dict[str, str] = {
    About.UNIT: word("Đơn vị"),
    About.MEMBERS: word("Đoàn viên"),
    About.TERM: word("Nhiệm kỳ"),
    About.PERSON: word("Cán bộ"),
    About.POST: word("Chức vụ"),
}
FACTS: dict[str, str] = {
    "name": word("Họ và tên"),
    "born": word("Ngày sinh"),
    "sex": word("Giới tính"),
    "citizen_id": word("Số căn cước"),
    "phone": word("Điện thoại"),
    "other_phones": word("Điện thoại khác"),
    "email": word("Thư điện tử"),
    "ethnicity": word("Dân tộc"),
    "education": word("Trình độ chuyên môn"),
    "political_theory": word("Lý luận chính trị"),
    "party_member": word("Đảng viên"),
    "direct_work": word("Trực tiếp sản xuất, công tác"),
    "employer": word("Nơi làm việc"),
    "job": word("Chức vụ chuyên môn"),
    "contract_ends_on": word("Ngày hết hạn hợp đồng lao động"),
    "note": word("Ghi chú"),
    "code": word("Mã đơn vị"),
    "kind": word("Loại hình"),
    "kind_from": word("Loại hình mới từ ngày"),
    "sector": word("Khu vực"),
    "ownership": word("Hình thức sở hữu"),
    "superior": word("Công đoàn cấp trên"),
    "told": word("Danh sách Ban Chấp hành"),
    "began_on": word("Ngày thành lập"),
    "ended_on": word("Ngày kết thúc hoạt động"),
    "members": word("Tổng số đoàn viên"),
    "women": word("Đoàn viên nữ"),
    "term": word("Nhiệm kỳ"),
    "seats_fixed": word("Số ủy viên BCH do đại hội quyết định"),
    "planned_end": word("Nhiệm kỳ đến ngày"),
    "from_day": word("Từ ngày"),
    "to_day": word("Đến ngày"),
    "mandate": word("Hình thức bầu, chỉ định"),
    "end_reason": word("Lý do thôi giữ chức vụ"),
    "decision_number": word("Số quyết định"),
    "decision_day": word("Ngày quyết định"),
}
_VALUES: dict[str, Callable[[str | None], str]] = {
    "kind": people.unit_kind,
    "sector": people.sector,
    "ownership": people.ownership,
    "told": people.told,
    "sex": people.sex,
    "mandate": people.mandate,
    "end_reason": people.end_reason,
}


def _named(names: dict[str, str], value: str) -> str:
    return _(names[value]) if value in names else value


def state(value: str) -> str:
    return _named(STATES, value)


def tone(value: str) -> str:
    """The tone of the state's badge."""
    return TONES.get(value, "")


def doubt(value: str) -> str:
    return _named(DOUBTS, value)


def refusal(value: str) -> str:
    return _named(REFUSALS, value)


def about(value: str) -> str:
    return _named(ABOUTS, value)


def fact(name: str) -> str:
    return _named(FACTS, name)


def value(name: str, told: Any) -> str:
    """A value of a fact as people read it; a dash for none."""
    if told in (None, ""):
        return "–"
    if isinstance(told, bool):
        return _("Có") if told else _("Không")
    if name in _VALUES:
        return _VALUES[name](told)
    if isinstance(told, str) and is_partial_iso(told):
        return show_partial(told)
    return str(told)


def day(told: str) -> str:
    """An ISO day as people read it."""
    return date_format(date.fromisoformat(told), "d/m/Y") if told else ""


CHANGES: dict[str, str] = {
    PlannedChange.Kind.NEW: word("Mới"),
    PlannedChange.Kind.CHANGED: word("Thay đổi"),
    PlannedChange.Kind.ENDED: word("Kết thúc"),
    PlannedChange.Kind.KEPT: word("Giữ nguyên, cần xem lại"),
    PlannedChange.Kind.REFUSED: word("Không áp dụng"),
}
CHANGE_TONES: dict[str, str] = {
    PlannedChange.Kind.NEW: "good",
    PlannedChange.Kind.CHANGED: "info",
    PlannedChange.Kind.ENDED: "warn",
    PlannedChange.Kind.KEPT: "",
    PlannedChange.Kind.REFUSED: "bad",
}
NEW_THINGS: dict[str, str] = {
    About.UNIT: word("Đơn vị mới"),
    About.MEMBERS: word("Số đoàn viên được ghi"),
    About.TERM: word("Nhiệm kỳ mới"),
    About.PERSON: word("Người mới"),
    About.POST: word("Chức vụ mới"),
}
OBSTACLES: dict[str, str] = {
    "changed": word("đã được sửa sau lần nhập"),
    "gone": word("đã được gộp hoặc xóa sau lần nhập"),
    "limited": word("dữ liệu đang được hạn chế xử lý nên giữ nguyên"),
    "used": word("đã có dữ liệu khác gắn vào sau lần nhập"),
    "import": word("đã được một lần nhập sau thay đổi; xin hoàn tác lần nhập đó trước"),
}
RECORDS: dict[str, str] = {
    "person": word("Cán bộ"),
    "postheld": word("Chức vụ"),
    "term": word("Nhiệm kỳ"),
    "termextension": word("Gia hạn nhiệm kỳ"),
    "unit": word("Đơn vị"),
    "unitplacement": word("Trực thuộc"),
    "unitkindspan": word("Loại hình"),
    "body": word("Ban, ủy ban"),
    "membercount": word("Số đoàn viên"),
    "rolegrant": word("Phân quyền"),
}


def change_kind(value: str) -> str:
    return _named(CHANGES, value)


def change(row: PlannedChange) -> dict[str, str]:
    """A line of what changes in words: what, before, after."""
    if row.kind == PlannedChange.Kind.NEW:
        return {"what": _named(NEW_THINGS, row.about), "before": "", "after": _new(row)}
    if row.kind == PlannedChange.Kind.REFUSED:
        return {"what": about(row.about), "before": "", "after": refusal(row.after)}
    what = f"{about(row.about)}: {fact(row.field)}"
    return {"what": what, "before": value(row.field, _told(row.before)), "after": value(row.field, _told(row.after))}


def _told(text: str) -> Any:
    return {"true": True, "false": False}.get(text, text)


def _new(row: PlannedChange) -> str:
    if row.field == "post":
        title, _line, days = row.after.partition("\n")
        body, post, name = title.split("/", 2)
        return f"{people.post_title(body, post)} {name}".strip() + _held(days)
    if row.field == "term":
        start, _slash, end = row.after.partition("/")
        return f"{day(start) or '?'} – {day(end) or '?'}"
    if row.field == "members":
        count, _space, counted = row.after.partition(" ")
        return f"{count} ({day(counted)})"
    return row.after


def _held(days: str) -> str:
    """ ", từ 01/03/2020 đến hết 19/10/2025" of "2020-03-01/2025-10-20"; "" where neither day is told."""
    start, _slash, end = days.partition("/")
    last = date_format(date.fromisoformat(end) - timedelta(days=1), "d/m/Y") if end else ""
    if start and last:
        return _(", từ %(first)s đến hết %(last)s") % {"first": day(start), "last": last}
    if last:
        return _(", đến hết %(last)s") % {"last": last}
    return _(", từ %(first)s") % {"first": day(start)} if start else ""


def kind_intro(why: str, left: int, answered: int) -> str:
    """What kind of doubt is answered at once, and for how many."""
    told = _("“%(why)s”: %(left)d cặp chưa trả lời.") % {"why": why, "left": left}
    return f"{told} " + _("%(done)d cặp đã trả lời.") % {"done": answered} if answered else told


def kind_question(why: str, count: int, answer: str) -> str:
    """What follows from one answer for a whole kind, to be agreed to."""
    if answer == "same":
        text = _(
            "%(count)d cặp “%(why)s” đều được coi là cùng một người: mỗi cặp chỉ còn một hồ sơ, giữ mọi chức vụ của cả "
            "hai bên. Bạn chắc chắn?"
        )
    else:
        text = _("%(count)d cặp “%(why)s” đều được giữ là hai người khác nhau. Bạn chắc chắn?")
    return text % {"count": count, "why": why}


def foreign(reason: dict[str, Any]) -> str:
    """Why files seem to be another federation's, as one sentence."""
    names = ", ".join(reason.get("names", []))
    if reason["why"] == "federation":
        return _("Tệp ghi tên liên đoàn lao động khác: %(names)s.") % {"names": names}
    if reason["why"] == "superiors":
        return _("Công đoàn cấp trên ghi trong tệp không có trong hệ thống: %(names)s.") % {"names": names}
    text = _("%(new)s trong %(of)s đơn vị của tệp chưa có trong hệ thống, trong khi hệ thống đã có %(known)s đơn vị.")
    return text % {"new": reason["new"], "of": reason["of"], "known": reason["known"]}


def obstacle(why: str) -> str:
    return _named(OBSTACLES, why)


def record(model: str) -> str:
    return _named(RECORDS, model)
