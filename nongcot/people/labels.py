"""The words for the kinds of the roster, as an experienced union officer writes them.

Every function takes a kind (or its stored value) and gives its name in the active language; a value that is not known
comes back as it is. The base text is Vietnamese.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from nongcot.people.kinds import BodyKind, EndReason, Mandate, Ownership, Post, Role, Sector, Sex, UnitEnd, UnitKind

UNIT_KINDS: dict[str, str] = {
    UnitKind.CONFEDERATION: word("Tổng Liên đoàn Lao động Việt Nam"),
    UnitKind.PROVINCIAL_FEDERATION: word("Liên đoàn Lao động tỉnh, thành phố"),
    UnitKind.DIRECT_SUPERIOR: word("Công đoàn cấp trên trực tiếp cơ sở"),
    UnitKind.ENTERPRISE: word("Công đoàn cơ sở doanh nghiệp"),
    UnitKind.PUBLIC_SERVICE: word("Công đoàn cơ sở đơn vị sự nghiệp công lập"),
    UnitKind.NON_PUBLIC_SERVICE: word("Công đoàn cơ sở đơn vị sự nghiệp ngoài công lập"),
    UnitKind.AGENCY: word("Công đoàn cơ sở cơ quan hành chính"),
    UnitKind.ARMED_FORCES: word("Công đoàn cơ sở lực lượng vũ trang"),
    UnitKind.SYNDICATE: word("Nghiệp đoàn cơ sở"),
    UnitKind.MEMBER_UNION: word("Công đoàn cơ sở thành viên"),
    UnitKind.SECTION: word("Công đoàn bộ phận"),
    UnitKind.GROUP: word("Tổ công đoàn"),
}
ENTERPRISES_BY_SECTOR: dict[str, str] = {
    Sector.STATE: word("Công đoàn cơ sở doanh nghiệp nhà nước"),
    Sector.NON_STATE: word("Công đoàn cơ sở doanh nghiệp ngoài nhà nước"),
}
SECTORS: dict[str, str] = {
    Sector.STATE: word("Khu vực nhà nước"),
    Sector.NON_STATE: word("Khu vực ngoài nhà nước"),
}
OWNERSHIPS: dict[str, str] = {
    Ownership.STATE_OWNED: word("Doanh nghiệp nhà nước"),
    Ownership.PRIVATE: word("Doanh nghiệp tư nhân trong nước"),
    Ownership.FOREIGN_INVESTED: word("Doanh nghiệp có vốn đầu tư nước ngoài"),
    Ownership.COOPERATIVE: word("Hợp tác xã"),
    Ownership.PUBLIC_FULLY_FUNDED: word("Đơn vị sự nghiệp do ngân sách bảo đảm toàn bộ"),
    Ownership.PUBLIC_PARTLY_FUNDED: word("Đơn vị sự nghiệp tự bảo đảm một phần chi thường xuyên"),
}
SEXES: dict[str, str] = {Sex.MALE: word("Nam"), Sex.FEMALE: word("Nữ")}
BODIES: dict[str, str] = {
    BodyKind.EXECUTIVE_COMMITTEE: word("Ban Chấp hành"),
    BodyKind.STANDING_COMMITTEE: word("Ban Thường vụ"),
    BodyKind.INSPECTION_COMMITTEE: word("Ủy ban Kiểm tra"),
    BodyKind.WOMENS_COMMITTEE: word("Ban Nữ công"),
    BodyKind.SECTION: word("Công đoàn bộ phận"),
    BodyKind.GROUP: word("Tổ công đoàn"),
}
POSTS: dict[str, str] = {
    Post.CHAIR: word("Chủ tịch"),
    Post.VICE_CHAIR: word("Phó Chủ tịch"),
    Post.MEMBER: word("Ủy viên"),
    Post.HEAD: word("Trưởng ban"),
    Post.DEPUTY_HEAD: word("Phó Trưởng ban"),
    Post.GROUP_LEADER: word("Tổ trưởng"),
    Post.DEPUTY_GROUP_LEADER: word("Tổ phó"),
    Post.ACCOUNTANT: word("Kế toán công đoàn"),
    Post.TREASURER: word("Thủ quỹ công đoàn"),
}
# The usual title where the body changes it; what is not here is the post's own name, or post and body together.
TITLES: dict[tuple[str, str], str] = {
    (BodyKind.EXECUTIVE_COMMITTEE, Post.CHAIR): word("Chủ tịch"),
    (BodyKind.EXECUTIVE_COMMITTEE, Post.VICE_CHAIR): word("Phó Chủ tịch"),
    (BodyKind.EXECUTIVE_COMMITTEE, Post.MEMBER): word("Ủy viên Ban Chấp hành"),
    (BodyKind.EXECUTIVE_COMMITTEE, Post.ACCOUNTANT): word("Kế toán công đoàn"),
    (BodyKind.EXECUTIVE_COMMITTEE, Post.TREASURER): word("Thủ quỹ công đoàn"),
    (BodyKind.STANDING_COMMITTEE, Post.MEMBER): word("Ủy viên Ban Thường vụ"),
    (BodyKind.INSPECTION_COMMITTEE, Post.HEAD): word("Chủ nhiệm Ủy ban Kiểm tra"),
    (BodyKind.INSPECTION_COMMITTEE, Post.DEPUTY_HEAD): word("Phó Chủ nhiệm Ủy ban Kiểm tra"),
    (BodyKind.INSPECTION_COMMITTEE, Post.MEMBER): word("Ủy viên Ủy ban Kiểm tra"),
    (BodyKind.WOMENS_COMMITTEE, Post.HEAD): word("Trưởng ban Nữ công"),
    (BodyKind.WOMENS_COMMITTEE, Post.DEPUTY_HEAD): word("Phó Trưởng ban Nữ công"),
    (BodyKind.WOMENS_COMMITTEE, Post.MEMBER): word("Ủy viên Ban Nữ công"),
    (BodyKind.SECTION, Post.CHAIR): word("Chủ tịch công đoàn bộ phận"),
    (BodyKind.SECTION, Post.VICE_CHAIR): word("Phó Chủ tịch công đoàn bộ phận"),
    (BodyKind.SECTION, Post.MEMBER): word("Ủy viên Ban Chấp hành công đoàn bộ phận"),
    (BodyKind.GROUP, Post.GROUP_LEADER): word("Tổ trưởng tổ công đoàn"),
    (BodyKind.GROUP, Post.DEPUTY_GROUP_LEADER): word("Tổ phó tổ công đoàn"),
}
MANDATES: dict[str, str] = {
    Mandate.CONGRESS: word("Bầu tại đại hội"),
    Mandate.BY_ELECTION: word("Bầu bổ sung tại Ban Chấp hành"),
    Mandate.APPOINTED: word("Chỉ định"),
    Mandate.PROVISIONAL: word("Lâm thời"),
}
END_REASONS: dict[str, str] = {
    EndReason.TERM_ENDED: word("Hết nhiệm kỳ"),
    EndReason.STEPPED_DOWN: word("Thôi tham gia"),
    EndReason.RELIEVED: word("Miễn nhiệm"),
    EndReason.RECALLED: word("Bãi nhiệm"),
    EndReason.REMOVED: word("Cách chức"),
    EndReason.TRANSFERRED: word("Chuyển công tác"),
    EndReason.RETIRED: word("Nghỉ hưu"),
    EndReason.DIED: word("Từ trần"),
    EndReason.UNIT_ENDED: word("Đơn vị kết thúc hoạt động"),
    EndReason.CORRECTED: word("Ghi nhầm, đã sửa"),
    EndReason.OTHER: word("Lý do khác"),
}
UNIT_ENDS: dict[str, str] = {
    UnitEnd.DISSOLVED: word("Giải thể"),
    UnitEnd.MERGED: word("Hợp nhất, sáp nhập"),
    UnitEnd.SPLIT: word("Chia tách"),
    UnitEnd.ENDED_2025: word("Kết thúc hoạt động theo sắp xếp năm 2025"),
}
ROLES: dict[str, str] = {
    Role.FEDERATION_OFFICER: word("Cán bộ Ban Tổ chức Liên đoàn Lao động"),
    Role.SUPERIOR_OFFICER: word("Cán bộ công đoàn cấp trên trực tiếp cơ sở"),
    Role.CHAIR: word("Chủ tịch công đoàn cơ sở"),
    Role.COMMITTEE_MEMBER: word("Ủy viên Ban Chấp hành công đoàn cơ sở"),
    Role.INSPECTOR: word("Cán bộ Ủy ban Kiểm tra"),
    Role.GROUP_LEADER: word("Tổ trưởng tổ công đoàn"),
    Role.READER: word("Người xem"),
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


def role(value: str | None) -> str:
    return _named(ROLES, value)
