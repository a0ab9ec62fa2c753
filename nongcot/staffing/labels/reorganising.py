"""The words of reorganisations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nongcot.people import labels as people_labels
from nongcot.people.kinds import BodyKind, UnitKind
from nongcot.staffing.reorganisation.kinds import Notice, OperationKind, PostsWay, Trouble

_OPERATIONS = {
    OperationKind.CREATE: gettext_noop("Thành lập"),
    OperationKind.RENAME: gettext_noop("Đổi tên"),
    OperationKind.KIND: gettext_noop("Đổi loại hình"),
    OperationKind.MOVE: gettext_noop("Chuyển cấp trên"),
    OperationKind.MERGE: gettext_noop("Sáp nhập"),
    OperationKind.SPLIT: gettext_noop("Chia, tách"),
    OperationKind.END: gettext_noop("Kết thúc hoạt động"),
}
COUNTS = {
    "created": gettext_noop("Đơn vị thành lập mới"),
    "renamed": gettext_noop("Đơn vị đổi tên"),
    "moved": gettext_noop("Đơn vị chuyển cấp trên"),
    "kinds": gettext_noop("Đơn vị đổi loại hình"),
    "merged": gettext_noop("Đơn vị sáp nhập vào đơn vị khác"),
    "split": gettext_noop("Đơn vị chia, tách"),
    "ended": gettext_noop("Đơn vị kết thúc hoạt động"),
    "posts_ended": gettext_noop("Chức vụ kết thúc theo đơn vị"),
    "posts_going_on": gettext_noop("Chức vụ tiếp tục ở đơn vị tiếp nhận"),
    "terms_ended": gettext_noop("Nhiệm kỳ kết thúc"),
    "grants_ended": gettext_noop("Quyền truy cập kết thúc"),
    "duties": gettext_noop("Việc đang mở của các đơn vị kết thúc"),
}
TROUBLED, TOLD = "vuong-mac", "luu-y"
_STATES = {
    "reading": gettext_noop("Đang xem xét"),
    "read": gettext_noop("Chờ xem và thực hiện"),
    "scheduled": gettext_noop("Chờ đến giờ đã hẹn"),
    "applying": gettext_noop("Đang thực hiện"),
    "stopped": gettext_noop("Bị gián đoạn, chưa ghi gì"),
    "applied": gettext_noop("Đã thực hiện"),
    "undoing": gettext_noop("Đang rút lại"),
    "undone": gettext_noop("Đã rút lại"),
    "failed": gettext_noop("Gặp lỗi, chưa ghi gì"),
    "dropped": gettext_noop("Đã bỏ"),
}
_TONES = {
    "scheduled": "info",
    "read": "info",
    "applied": "good",
    "failed": "bad",
    "stopped": "bad",
    "reading": "warn",
    "applying": "warn",
    "undoing": "warn",
}
_COLUMNS = {
    "operation": gettext_noop("Thao tác"),
    "code": gettext_noop("Mã đơn vị"),
    "into_code": gettext_noop("Đơn vị tiếp nhận"),
    "name": gettext_noop("Tên mới"),
    "superior_code": gettext_noop("Cấp trên"),
    "effective_on": gettext_noop("Ngày hiệu lực"),
    "default": gettext_noop("Mặc định"),
    "posts": gettext_noop("Chức vụ"),
    "kind": gettext_noop("Loại hình"),
}
_WAYS = {
    PostsWay.END: gettext_noop("Kết thúc theo đơn vị"),
    PostsWay.CONTINUE: gettext_noop("Tiếp tục ở đơn vị tiếp nhận"),
    PostsWay.APPOINT: gettext_noop("Chỉ định ở đơn vị tiếp nhận đến hết nhiệm kỳ"),
}
_SENTENCES = {
    OperationKind.CREATE: gettext_noop("Từ ngày %(day)s thành lập %(unit)s, trực thuộc %(into)s."),
    OperationKind.RENAME: gettext_noop("Từ ngày %(day)s %(unit)s mang tên “%(name)s”."),
    OperationKind.KIND: gettext_noop("Từ ngày %(day)s %(unit)s đổi loại hình thành %(into)s."),
    OperationKind.MOVE: gettext_noop("Từ ngày %(day)s %(unit)s trực thuộc %(into)s."),
    OperationKind.MERGE: gettext_noop("Từ ngày %(day)s %(unit)s sáp nhập vào %(into)s."),
    OperationKind.SPLIT: gettext_noop("Từ ngày %(day)s %(unit)s chia tách, một phần thành %(into)s."),
    OperationKind.END: gettext_noop("Từ ngày %(day)s %(unit)s kết thúc hoạt động."),
}
_CREATED_ALONE = gettext_noop("Từ ngày %(day)s thành lập %(unit)s.")
_REACHED = {
    "below": gettext_noop("%(n)d đơn vị trực thuộc"),
    "posts": gettext_noop("%(n)d chức vụ kết thúc theo đơn vị"),
    "going_on": gettext_noop("%(n)d chức vụ tiếp tục ở đơn vị tiếp nhận"),
    "terms": gettext_noop("%(n)d nhiệm kỳ kết thúc"),
    "grants": gettext_noop("%(n)d quyền truy cập kết thúc"),
    "duties": gettext_noop("%(n)d việc đang mở của đơn vị"),
}
_COLUMN_OF = {
    Trouble.UNKNOWN_OPERATION: "operation",
    Trouble.NO_CODE: "code",
    Trouble.BAD_DAY: "effective_on",
    Trouble.BAD_DEFAULT: "default",
    Trouble.BAD_POSTS: "posts",
    Trouble.BAD_KIND: "kind",
    Trouble.NO_NAME: "name",
    Trouble.NO_INTO: "into_code",
    Trouble.NO_SUPERIOR: "superior_code",
    Trouble.CODE_TAKEN: "code",
    Trouble.CREATED_TWICE: "code",
    Trouble.KIND_UNKNOWN: "kind",
    Trouble.NOT_ALIVE: "effective_on",
    Trouble.INTO_NOT_ALIVE: "into_code",
    Trouble.SUPERIOR_NOT_ALIVE: "superior_code",
    Trouble.PLACING: "superior_code",
    Trouble.CIRCLE: "superior_code",
    Trouble.NO_KIND: "kind",
    Trouble.FIXED_KIND: "kind",
    Trouble.KIND_ABOVE: "kind",
    Trouble.KIND_BELOW: "kind",
    Trouble.ENDED_TWICE: "code",
    Trouble.LATER_FACTS: "effective_on",
    Trouble.LATER_POSTS: "effective_on",
    Trouble.NO_DEFAULT: "default",
    Trouble.TWO_DEFAULTS: "default",
    Trouble.DIFFERENT_DAYS: "effective_on",
}
_TROUBLES = {
    Trouble.NO_COLUMNS: gettext_noop(
        "Không thấy trang tính nào có đủ các cột Thao tác, Mã đơn vị, Ngày hiệu lực. Xin đặt tên cột ở dòng đầu."
    ),
    Trouble.UNKNOWN_OPERATION: gettext_noop(
        "Không hiểu thao tác “%(value)s”. Xin ghi một trong: thành lập, đổi tên, đổi loại hình, "
        "chuyển cấp trên, sáp nhập, chia tách, kết thúc."
    ),
    Trouble.NO_CODE: gettext_noop("Thiếu mã đơn vị."),
    Trouble.BAD_DAY: gettext_noop("Không hiểu ngày hiệu lực “%(value)s”. Xin ghi dạng 01/07/2025."),
    Trouble.BAD_DEFAULT: gettext_noop(
        "Không hiểu “%(value)s” ở cột Mặc định. Xin đánh dấu x, hoặc ghi mã của một đơn vị tiếp nhận."
    ),
    Trouble.BAD_POSTS: gettext_noop("Không hiểu “%(value)s” ở cột Chức vụ. Xin ghi kết thúc, tiếp tục hoặc chỉ định."),
    Trouble.BAD_KIND: gettext_noop("Không hiểu loại hình “%(value)s”."),
    Trouble.NO_NAME: gettext_noop("Thiếu tên mới."),
    Trouble.NO_INTO: gettext_noop("Thiếu mã đơn vị tiếp nhận."),
    Trouble.NO_SUPERIOR: gettext_noop("Thiếu mã cấp trên."),
    Trouble.UNKNOWN_UNIT: gettext_noop(
        "Không có đơn vị nào mang mã hoặc tên “%(unit)s”. Xin kiểm tra lại, hoặc thêm dòng thành lập đơn vị đó."
    ),
    Trouble.AMBIGUOUS_UNIT: gettext_noop("Có nhiều đơn vị tên “%(unit)s”. Xin ghi mã đơn vị."),
    Trouble.OUT_OF_REACH: gettext_noop("%(unit)s không thuộc phạm vi bạn phụ trách."),
    Trouble.CODE_TAKEN: gettext_noop("Mã này đã dùng cho %(unit)s. Xin chọn mã khác."),
    Trouble.CREATED_TWICE: gettext_noop("Mã này được thành lập hai lần trong phương án (%(unit)s)."),
    Trouble.KIND_UNKNOWN: gettext_noop("Chưa rõ loại hình của %(unit)s. Xin ghi thêm cột Loại hình."),
    Trouble.NOT_ALIVE: gettext_noop("Vào ngày ấy %(unit)s chưa thành lập hoặc đã kết thúc hoạt động."),
    Trouble.INTO_NOT_ALIVE: gettext_noop(
        "Đơn vị tiếp nhận %(unit)s không hoạt động vào ngày ấy. Xin ghi đơn vị tiếp nhận sau cùng."
    ),
    Trouble.SUPERIOR_NOT_ALIVE: gettext_noop("Cấp trên %(unit)s không hoạt động vào ngày ấy."),
    Trouble.PLACING: gettext_noop("Loại hình này không thể trực thuộc %(unit)s."),
    Trouble.CIRCLE: gettext_noop("%(unit)s sẽ trực thuộc chính cấp dưới của mình."),
    Trouble.NO_KIND: gettext_noop("Thiếu loại hình mới ở cột Loại hình."),
    Trouble.FIXED_KIND: gettext_noop("%(unit)s không đổi được thành loại hình này."),
    Trouble.KIND_ABOVE: gettext_noop("Loại hình mới không thể trực thuộc %(unit)s. Xin thêm dòng chuyển cấp trên."),
    Trouble.KIND_BELOW: gettext_noop(
        "Còn đơn vị trực thuộc, như %(unit)s, không thể trực thuộc loại hình mới. Xin thêm dòng chuyển đơn vị đó đi."
    ),
    Trouble.ENDED_TWICE: gettext_noop("%(unit)s đã kết thúc hoạt động ở một dòng khác của phương án."),
    Trouble.LATER_FACTS: gettext_noop(
        "%(unit)s đã ghi đổi tên, loại hình hoặc cấp trên từ ngày ấy hoặc muộn hơn. Xin kiểm tra ngày hiệu lực."
    ),
    Trouble.LATER_POSTS: gettext_noop(
        "%(person)s được ghi giữ chức vụ ở %(unit)s từ ngày ấy hoặc muộn hơn. Xin sửa chức vụ đó trước."
    ),
    Trouble.NO_DEFAULT: gettext_noop(
        "%(unit)s được chia cho nhiều đơn vị nhưng chưa đánh dấu đơn vị nhận phần còn lại (cột Mặc định)."
    ),
    Trouble.TWO_DEFAULTS: gettext_noop("%(unit)s có hơn một đơn vị được đánh dấu mặc định. Xin chỉ chọn một."),
    Trouble.DIFFERENT_DAYS: gettext_noop("Các dòng chia, tách %(unit)s có ngày hiệu lực khác nhau."),
}
_NOTICES = {
    Notice.CREATED_FOR: gettext_noop("%(unit)s chưa có trong danh sách, sẽ được thành lập."),
    Notice.RENAMED_TOO: gettext_noop("Đơn vị tiếp nhận đổi tên thành %(unit)s."),
    Notice.MOVED_TOO: gettext_noop("Đơn vị tiếp nhận %(unit)s chuyển về trực thuộc %(superior)s."),
    Notice.BELOW_MOVED: gettext_noop("%(number)s đơn vị trực thuộc chuyển sang %(unit)s."),
    Notice.BELOW_LEFT: gettext_noop("%(number)s đơn vị trực thuộc còn lại sẽ không có cấp trên đang hoạt động."),
    Notice.BY_DEFAULT: gettext_noop("Những gì phương án không nêu riêng chuyển sang %(unit)s (mặc định)."),
    Notice.SAME_SUPERIOR: gettext_noop("%(unit)s đang trực thuộc %(superior)s, không có gì thay đổi."),
    Notice.SAME_NAME: gettext_noop("%(unit)s đang mang tên này, không có gì thay đổi."),
    Notice.SAME_KIND: gettext_noop("%(unit)s đang thuộc loại hình này, không có gì thay đổi."),
    Notice.KIND_DUTIES: gettext_noop(
        "Theo quy định của loại hình mới: thêm %(opened)s việc, bớt %(closed)s việc. Chức vụ, nhiệm kỳ giữ nguyên."
    ),
    Notice.GOES_ON: gettext_noop("%(unit)s là đơn vị tiếp nhận, tiếp tục hoạt động."),
    Notice.GOES_FURTHER: gettext_noop("%(unit)s cũng sáp nhập trong ngày này; đơn vị tiếp nhận sau cùng là %(into)s."),
    Notice.TWO_CHAIRS: gettext_noop("%(unit)s sẽ có %(number)s người cùng giữ chức vụ %(post)s (%(body)s)."),
}


_IN_THE_WAY = {
    "changed": gettext_noop("%(name)s: %(what)s đã được sửa sau khi thực hiện phương án."),
    "gone": gettext_noop("%(name)s: %(what)s không còn trong hệ thống."),
    "used": gettext_noop("%(name)s: đã ghi thêm %(what)s dựa vào phương án. Xin rút nội dung đó trước."),
    "superior_ended": gettext_noop("%(name)s: cấp trên cũ đã kết thúc hoạt động."),
    "placing": gettext_noop("%(name)s: loại hình hiện nay không thể trực thuộc cấp trên cũ."),
    "out_of_reach": gettext_noop("%(name)s không thuộc phạm vi bạn phụ trách."),
    "said": "%(name)s",
}
_WHAT = {
    "unit": gettext_noop("thông tin đơn vị"),
    "unitname": gettext_noop("tên gọi"),
    "unitkindspan": gettext_noop("loại hình"),
    "unitplacement": gettext_noop("cấp trên"),
    "unitsuccession": gettext_noop("việc kế thừa"),
    "body": gettext_noop("ban, ủy ban"),
    "term": gettext_noop("nhiệm kỳ"),
    "termextension": gettext_noop("gia hạn nhiệm kỳ"),
    "postheld": gettext_noop("chức vụ"),
    "rolegrant": gettext_noop("quyền truy cập"),
    "membercount": gettext_noop("số đoàn viên"),
    "completioncase": gettext_noop("hồ sơ kiện toàn"),
}


def in_the_way(one: dict[str, Any]) -> dict[str, Any]:
    """Why a plan is not taken back: the sentence, and the unit it speaks of."""
    known, sentence = _WHAT.get(one.get("model", "")), _IN_THE_WAY[one["why"]]
    what = _(known) if known else _("dữ liệu khác")
    name = one["name"] or _("Một đơn vị")
    return {"words": _(sentence) % {"name": name, "what": what}, "unit": one.get("unit")}


_RESTORED = {
    "unit": gettext_noop("Đơn vị (tên, loại hình, ngày kết thúc)"),
    "unitplacement": gettext_noop("Quan hệ trực thuộc"),
    "postheld": gettext_noop("Chức vụ"),
    "term": gettext_noop("Nhiệm kỳ"),
    "rolegrant": gettext_noop("Quyền truy cập"),
    "duty": gettext_noop("Việc cần làm đang hoãn hoặc đang giao cho một người"),
}


def restored(counts: dict[str, int]) -> list[str]:
    """What is again as it was, in figures; nothing where nothing was changed."""
    told = [f"{_(words)}: {counts[name]}" for name, words in _RESTORED.items() if counts.get(name)]
    return [_("Trở lại đúng như trước khi thực hiện: %(what)s.") % {"what": "; ".join(told)}] if told else []


def after_taking_back() -> str:
    return _("Phương án và lịch sử vẫn được giữ; việc cần làm khác được tính lại.")


_NOT_STARTED = {
    "moved": gettext_noop("Dữ liệu đã khác với lúc xem trước. Xin xem lại phương án rồi thực hiện hoặc hẹn lại."),
    "late": gettext_noop("Máy chủ không hoạt động vào giờ đã hẹn. Xin thực hiện hoặc hẹn lại."),
    "rights": gettext_noop("Người hẹn giờ không còn quyền thực hiện phương án này."),
}


def not_started(why: str) -> str:
    """Why a plan was not carried out at its time, and what to do."""
    return _(_NOT_STARTED[why])


def operation(kind: str) -> str:
    return _(_OPERATIONS[OperationKind(kind)])


def count(name: str) -> str:
    """What a count of a summary counts."""
    return _(COUNTS[name])


def trouble(one: dict[str, Any]) -> str:
    """Why a row cannot be carried out, and what to do; ``one`` is an entry of a summary."""
    return _(_TROUBLES[Trouble(one["kind"])]) % one["facts"]


def notice(one: dict[str, Any]) -> str:
    """What a row does besides; ``one`` is an entry of a summary."""
    facts = one["facts"]
    if "post" in facts:
        facts = {**facts, "post": people_labels.post(facts["post"]), "body": _body(facts.get("body", ""))}
    return _(_NOTICES[Notice(one["kind"])]) % facts


def _body(name: str) -> str:
    """The name of a body, or its kind in words."""
    return people_labels.body(name) if name in set(BodyKind) else name


def column(name: str) -> str:
    """A column of a plan as people call it."""
    return _(_COLUMNS[name])


def column_of(one: dict[str, Any]) -> str:
    """The column a trouble is about; empty where it is about the file."""
    return one["facts"].get("column") or _COLUMN_OF.get(Trouble(one["kind"]), "")


def state(name: str) -> str:
    return _(_STATES[name])


def tone(name: str) -> str:
    return _TONES.get(name, "")


def posts_way(way: str) -> str:
    """What becomes of the posts."""
    return _(_WAYS[PostsWay(way)])


def what(kind: str, facts: dict[str, str]) -> str:
    """What a row does, as a sentence; ``facts``: unit, into, name, day."""
    sentence = _SENTENCES[OperationKind(kind)] if facts["into"] or kind != "create" else _CREATED_ALONE
    return _(sentence) % facts


def kind_written(text: str) -> str:
    """A kind of unit as a plan writes it: its word where it is one of the values, else as typed."""
    return people_labels.unit_kind(text) if text in set(UnitKind) else text


def reached(name: str, number: int) -> str:
    """How many of something the end of a unit reaches."""
    return _(_REACHED[name]) % {"n": number}


def columns() -> list[tuple[str, str]]:
    """The columns of a plan: what a person calls them, and the word that always works."""
    return [(_(words), name) for name, words in _COLUMNS.items()]


def chips() -> list[str]:
    """By what the rows of a plan are narrowed, in order."""
    return [TROUBLED, TOLD, *(kind.value for kind in OperationKind)]


def chip(name: str) -> str:
    return {TROUBLED: _("Có vướng mắc"), TOLD: _("Có điểm cần lưu ý")}.get(name) or operation(name)
