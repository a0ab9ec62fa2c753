"""The words for the kinds of the roster, as an experienced union officer writes them.

Every function takes a kind (or its stored value) and gives its name in the active language; a value that is not known
comes back as it is. The base text is Vietnamese.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nongcot.kernel.dates import show_partial
from nongcot.people.kinds import (
    AgeBand,
    BodyKind,
    DataRequestKind,
    DataRequestOutcome,
    Education,
    EndReason,
    Mandate,
    Ownership,
    Post,
    RecordKind,
    Role,
    Sector,
    Sex,
    SupportKind,
    Told,
    UnitEnd,
    UnitKind,
)
from nongcot.people.rules import partial_of

UNIT_KINDS: dict[str, str] = {
    UnitKind.CONFEDERATION: gettext_noop("Tổng Liên đoàn Lao động Việt Nam"),
    UnitKind.PROVINCIAL_FEDERATION: gettext_noop("Liên đoàn Lao động tỉnh, thành phố"),
    UnitKind.DIRECT_SUPERIOR: gettext_noop("Công đoàn cấp trên trực tiếp cơ sở"),
    UnitKind.ENTERPRISE: gettext_noop("Công đoàn cơ sở doanh nghiệp"),
    UnitKind.PUBLIC_SERVICE: gettext_noop("Công đoàn cơ sở đơn vị sự nghiệp công lập"),
    UnitKind.NON_PUBLIC_SERVICE: gettext_noop("Công đoàn cơ sở đơn vị sự nghiệp ngoài công lập"),
    UnitKind.AGENCY: gettext_noop("Công đoàn cơ sở cơ quan hành chính"),
    UnitKind.ARMED_FORCES: gettext_noop("Công đoàn cơ sở lực lượng vũ trang"),
    UnitKind.SYNDICATE: gettext_noop("Nghiệp đoàn cơ sở"),
    UnitKind.MEMBER_UNION: gettext_noop("Công đoàn cơ sở thành viên"),
    UnitKind.SECTION: gettext_noop("Công đoàn bộ phận"),
    UnitKind.GROUP: gettext_noop("Tổ công đoàn"),
}
ENTERPRISES_BY_SECTOR: dict[str, str] = {
    Sector.STATE: gettext_noop("Công đoàn cơ sở doanh nghiệp nhà nước"),
    Sector.NON_STATE: gettext_noop("Công đoàn cơ sở doanh nghiệp ngoài nhà nước"),
}
SECTORS: dict[str, str] = {
    Sector.STATE: gettext_noop("Khu vực nhà nước"),
    Sector.NON_STATE: gettext_noop("Khu vực ngoài nhà nước"),
}
OWNERSHIPS: dict[str, str] = {
    Ownership.STATE_OWNED: gettext_noop("Doanh nghiệp nhà nước"),
    Ownership.PRIVATE: gettext_noop("Doanh nghiệp tư nhân trong nước"),
    Ownership.FOREIGN_INVESTED: gettext_noop("Doanh nghiệp có vốn đầu tư nước ngoài"),
    Ownership.COOPERATIVE: gettext_noop("Hợp tác xã"),
    Ownership.PUBLIC_FULLY_FUNDED: gettext_noop("Đơn vị sự nghiệp do ngân sách bảo đảm toàn bộ"),
    Ownership.PUBLIC_PARTLY_FUNDED: gettext_noop("Đơn vị sự nghiệp tự bảo đảm một phần chi thường xuyên"),
}
SEXES: dict[str, str] = {Sex.MALE: gettext_noop("Nam"), Sex.FEMALE: gettext_noop("Nữ")}
BODIES: dict[str, str] = {
    BodyKind.EXECUTIVE_COMMITTEE: gettext_noop("Ban Chấp hành"),
    BodyKind.STANDING_COMMITTEE: gettext_noop("Ban Thường vụ"),
    BodyKind.INSPECTION_COMMITTEE: gettext_noop("Ủy ban Kiểm tra"),
    BodyKind.WOMENS_COMMITTEE: gettext_noop("Ban Nữ công"),
    BodyKind.SECTION: gettext_noop("Công đoàn bộ phận"),
    BodyKind.GROUP: gettext_noop("Tổ công đoàn"),
}
POSTS: dict[str, str] = {
    Post.CHAIR: gettext_noop("Chủ tịch"),
    Post.VICE_CHAIR: gettext_noop("Phó Chủ tịch"),
    Post.MEMBER: gettext_noop("Ủy viên"),
    Post.HEAD: gettext_noop("Trưởng ban"),
    Post.DEPUTY_HEAD: gettext_noop("Phó Trưởng ban"),
    Post.GROUP_LEADER: gettext_noop("Tổ trưởng"),
    Post.DEPUTY_GROUP_LEADER: gettext_noop("Tổ phó"),
    Post.ACCOUNTANT: gettext_noop("Kế toán công đoàn"),
    Post.TREASURER: gettext_noop("Thủ quỹ công đoàn"),
}
# The usual title where the body changes it; what is not here is the post's own name, or post and body together.
TITLES: dict[tuple[str, str], str] = {
    (BodyKind.EXECUTIVE_COMMITTEE, Post.CHAIR): gettext_noop("Chủ tịch"),
    (BodyKind.EXECUTIVE_COMMITTEE, Post.VICE_CHAIR): gettext_noop("Phó Chủ tịch"),
    (BodyKind.EXECUTIVE_COMMITTEE, Post.MEMBER): gettext_noop("Ủy viên Ban Chấp hành"),
    (BodyKind.EXECUTIVE_COMMITTEE, Post.ACCOUNTANT): gettext_noop("Kế toán công đoàn"),
    (BodyKind.EXECUTIVE_COMMITTEE, Post.TREASURER): gettext_noop("Thủ quỹ công đoàn"),
    (BodyKind.STANDING_COMMITTEE, Post.MEMBER): gettext_noop("Ủy viên Ban Thường vụ"),
    (BodyKind.INSPECTION_COMMITTEE, Post.HEAD): gettext_noop("Chủ nhiệm Ủy ban Kiểm tra"),
    (BodyKind.INSPECTION_COMMITTEE, Post.DEPUTY_HEAD): gettext_noop("Phó Chủ nhiệm Ủy ban Kiểm tra"),
    (BodyKind.INSPECTION_COMMITTEE, Post.MEMBER): gettext_noop("Ủy viên Ủy ban Kiểm tra"),
    (BodyKind.WOMENS_COMMITTEE, Post.HEAD): gettext_noop("Trưởng ban Nữ công"),
    (BodyKind.WOMENS_COMMITTEE, Post.DEPUTY_HEAD): gettext_noop("Phó Trưởng ban Nữ công"),
    (BodyKind.WOMENS_COMMITTEE, Post.MEMBER): gettext_noop("Ủy viên Ban Nữ công"),
    (BodyKind.SECTION, Post.CHAIR): gettext_noop("Chủ tịch công đoàn bộ phận"),
    (BodyKind.SECTION, Post.VICE_CHAIR): gettext_noop("Phó Chủ tịch công đoàn bộ phận"),
    (BodyKind.SECTION, Post.MEMBER): gettext_noop("Ủy viên Ban Chấp hành công đoàn bộ phận"),
    (BodyKind.GROUP, Post.GROUP_LEADER): gettext_noop("Tổ trưởng tổ công đoàn"),
    (BodyKind.GROUP, Post.DEPUTY_GROUP_LEADER): gettext_noop("Tổ phó tổ công đoàn"),
}
AGE_BANDS: dict[str, str] = {
    AgeBand.UNDER_30: gettext_noop("Dưới 30 tuổi"),
    AgeBand.FROM_30: gettext_noop("30–39 tuổi"),
    AgeBand.FROM_40: gettext_noop("40–49 tuổi"),
    AgeBand.FROM_50: gettext_noop("50–59 tuổi"),
    AgeBand.FROM_60: gettext_noop("Từ 60 tuổi"),
}
EDUCATION: dict[str, str] = {
    Education.POSTGRADUATE: gettext_noop("Sau đại học"),
    Education.UNIVERSITY: gettext_noop("Đại học"),
    Education.COLLEGE: gettext_noop("Cao đẳng"),
    Education.INTERMEDIATE: gettext_noop("Trung cấp, sơ cấp"),
    Education.SCHOOL: gettext_noop("Phổ thông"),
    Education.OTHER: gettext_noop("Khác"),
    Education.UNKNOWN: gettext_noop("Chưa rõ"),
}
MANDATES: dict[str, str] = {
    Mandate.CONGRESS: gettext_noop("Bầu tại đại hội"),
    Mandate.BY_ELECTION: gettext_noop("Bầu bổ sung tại Ban Chấp hành"),
    Mandate.APPOINTED: gettext_noop("Chỉ định"),
    Mandate.PROVISIONAL: gettext_noop("Lâm thời"),
}
END_REASONS: dict[str, str] = {
    EndReason.TERM_ENDED: gettext_noop("Hết nhiệm kỳ"),
    EndReason.STEPPED_DOWN: gettext_noop("Thôi tham gia"),
    EndReason.RELIEVED: gettext_noop("Miễn nhiệm"),
    EndReason.RECALLED: gettext_noop("Bãi nhiệm"),
    EndReason.REMOVED: gettext_noop("Cách chức"),
    EndReason.TRANSFERRED: gettext_noop("Chuyển công tác"),
    EndReason.RETIRED: gettext_noop("Nghỉ hưu"),
    EndReason.DIED: gettext_noop("Từ trần"),
    EndReason.UNIT_ENDED: gettext_noop("Đơn vị kết thúc hoạt động"),
    EndReason.CORRECTED: gettext_noop("Ghi nhầm, đã sửa"),
    EndReason.OTHER: gettext_noop("Lý do khác"),
}
TOLD: dict[str, str] = {
    Told.NOTHING: gettext_noop("Chưa có danh sách"),
    Told.LEADERS: gettext_noop("Mới có chủ tịch, phó chủ tịch"),
    Told.ALL: gettext_noop("Đủ các ủy viên"),
}
UNIT_ENDS: dict[str, str] = {
    UnitEnd.DISSOLVED: gettext_noop("Giải thể"),
    UnitEnd.MERGED: gettext_noop("Hợp nhất, sáp nhập"),
    UnitEnd.SPLIT: gettext_noop("Chia tách"),
    UnitEnd.ENDED_2025: gettext_noop("Kết thúc hoạt động theo sắp xếp năm 2025"),
}
ROLES: dict[str, str] = {
    Role.FEDERATION_OFFICER: gettext_noop("Cán bộ Ban Tổ chức Liên đoàn Lao động"),
    Role.SUPERIOR_OFFICER: gettext_noop("Cán bộ công đoàn cấp trên trực tiếp cơ sở"),
    Role.CHAIR: gettext_noop("Chủ tịch công đoàn cơ sở"),
    Role.COMMITTEE_MEMBER: gettext_noop("Ủy viên Ban Chấp hành công đoàn cơ sở"),
    Role.INSPECTOR: gettext_noop("Cán bộ Ủy ban Kiểm tra"),
    Role.GROUP_LEADER: gettext_noop("Tổ trưởng tổ công đoàn"),
    Role.READER: gettext_noop("Người xem"),
}


def _named(names: Mapping[str, str], value: str | None) -> str:
    if not value:
        return ""
    name = names.get(value)
    return str(value) if name is None else _(name)


def unit_kind(kind: str | None, sector: str | None = None) -> str:
    """The name of a kind of unit; for an enterprise whose sector is known the name says it."""
    if kind == UnitKind.ENTERPRISE and sector in ENTERPRISES_BY_SECTOR:
        return _(ENTERPRISES_BY_SECTOR[sector])
    return _named(UNIT_KINDS, kind)


def sector(value: str | None) -> str:
    return _named(SECTORS, value)


def ownership(value: str | None) -> str:
    return _named(OWNERSHIPS, value)


def sex(value: str | None) -> str:
    return _named(SEXES, value)


def age_band(value: str | None) -> str:
    return _named(AGE_BANDS, value)


def education(value: str | None) -> str:
    return _named(EDUCATION, value)


def body(value: str | None) -> str:
    return _named(BODIES, value)


def post(value: str | None) -> str:
    """The post alone, without its body: "Chủ tịch", "Ủy viên"."""
    return _named(POSTS, value)


def post_title(body_kind: str | None, post_kind: str | None) -> str:
    """The post as it is written after a name: "Chủ nhiệm Ủy ban Kiểm tra"; post and body where there is no title."""
    title = TITLES.get((body_kind or "", post_kind or ""))
    if title is not None:
        return _(title)
    if post_kind in (Post.ACCOUNTANT, Post.TREASURER) or not body_kind:
        return post(post_kind)
    return f"{post(post_kind)} {body(body_kind)}".strip()


def mandate(value: str | None) -> str:
    return _named(MANDATES, value)


def end_reason(value: str | None) -> str:
    return _named(END_REASONS, value)


def unit_end(value: str | None) -> str:
    return _named(UNIT_ENDS, value)


def told(value: str | None) -> str:
    """How much of the executive committee has been told."""
    return _named(TOLD, value)


def role(value: str | None) -> str:
    return _named(ROLES, value)


SUPPORTS: dict[str, str] = {
    SupportKind.MENTOR: gettext_noop("Giao người giúp đỡ"),
    SupportKind.MEETING: gettext_noop("Gặp gỡ, trao đổi"),
    SupportKind.CLASS: gettext_noop("Mời dự lớp tập huấn"),
    SupportKind.OTHER: gettext_noop("Việc khác"),
}
RECORDS: dict[str, str] = {
    RecordKind.TRAINING: gettext_noop("Đào tạo, bồi dưỡng"),
    RecordKind.AWARD: gettext_noop("Khen thưởng"),
}
PERSON_FIELDS: dict[str, str] = {
    "name": gettext_noop("Họ và tên"),
    "sex": gettext_noop("Giới tính"),
    "born": gettext_noop("Ngày sinh"),
    "citizen_id": gettext_noop("Số định danh cá nhân"),
    "phone": gettext_noop("Điện thoại"),
    "other_phones": gettext_noop("Điện thoại khác"),
    "email": gettext_noop("Thư điện tử"),
    "ethnicity": gettext_noop("Dân tộc"),
    "education": gettext_noop("Trình độ chuyên môn"),
    "political_theory": gettext_noop("Lý luận chính trị"),
    "party_member": gettext_noop("Đảng viên"),
    "direct_work": gettext_noop("Trực tiếp sản xuất, công tác"),
    "direct_work_on": gettext_noop("Trực tiếp sản xuất: theo tình hình ngày"),
    "employer": gettext_noop("Nơi làm việc"),
    "job": gettext_noop("Công việc chuyên môn"),
    "contract": gettext_noop("Hợp đồng lao động đến"),
    "note": gettext_noop("Ghi chú"),
}
DATA_REQUESTS: dict[str, str] = {
    DataRequestKind.ACCESS: gettext_noop("Xem, cung cấp dữ liệu"),
    DataRequestKind.CORRECTION: gettext_noop("Chỉnh sửa dữ liệu"),
    DataRequestKind.ERASURE: gettext_noop("Xóa dữ liệu"),
    DataRequestKind.RESTRICTION: gettext_noop("Rút đồng ý, hạn chế hoặc phản đối xử lý"),
}
DATA_REQUEST_OUTCOMES: dict[str, str] = {
    DataRequestOutcome.DONE: gettext_noop("Đã thực hiện"),
    DataRequestOutcome.REFUSED: gettext_noop("Từ chối, có nêu lý do"),
    DataRequestOutcome.WITHDRAWN: gettext_noop("Người yêu cầu rút lại"),
}


def support(value: str | None) -> str:
    return _named(SUPPORTS, value)


def record(value: str | None) -> str:
    return _named(RECORDS, value)


def record_days(first: date | None, end: date | None) -> str:
    """When a training or an award was: a day, from a day to a last day, a month or a year; "" where it is not known."""
    if first is None or end is None:
        return ""
    partial = partial_of(first, end)
    if partial is None:
        return f"{first:%d/%m/%Y} – {end - timedelta(days=1):%d/%m/%Y}"
    words = {0: _("năm %(when)s"), 1: _("tháng %(when)s")}.get(partial.count("-"), "%(when)s")
    return words % {"when": show_partial(partial)}


def person_field(name: str) -> str:
    """What a field of a person is called on pages and in documents."""
    return _named(PERSON_FIELDS, name)


def yes_no(value: bool | None) -> str:
    return "" if value is None else _("có") if value else _("không")


def direct_work(value: bool | None, day: date | None, source: str | None = "") -> str:
    """Whether somebody works directly in production, with the day it was so and the list that said it."""
    if value is None:
        return ""
    told = yes_no(value)
    if day is None:
        return told
    words = {"told": told, "day": f"{day:%d/%m/%Y}", "source": source}
    if source:
        return _("%(told)s (ngày %(day)s, theo tệp %(source)s)") % words
    return _("%(told)s (ngày %(day)s)") % words


def data_request(value: str | None) -> str:
    return _named(DATA_REQUESTS, value)


def data_request_outcome(value: str | None) -> str:
    return _named(DATA_REQUEST_OUTCOMES, value)
