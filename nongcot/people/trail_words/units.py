"""The words for what the audit trail holds of units, posts, terms and roles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from nongcot.infra.audit import trail
from nongcot.kernel import clock
from nongcot.people import labels, queries

_ACTIONS = {
    "people.create_unit": _("Thành lập đơn vị"),
    "people.correct_unit": _("Sửa thông tin đơn vị"),
    "people.count_members": _("Ghi số đoàn viên"),
    "people.rename_unit": _("Đổi tên đơn vị"),
    "people.move_unit": _("Chuyển cấp trên"),
    "people.change_unit_kind": _("Đổi loại hình"),
    "people.end_unit": _("Kết thúc hoạt động"),
    "people.record_post": _("Ghi chức vụ"),
    "people.end_post": _("Ghi thôi giữ chức vụ"),
    "people.correct_post": _("Sửa chức vụ đã ghi"),
    "people.withdraw_post": _("Rút chức vụ ghi nhầm"),
    "people.enter_person": _("Thêm người"),
    "people.remove_person": _("Bỏ hồ sơ ghi nhầm"),
    "people.record_term": _("Ghi nhiệm kỳ"),
    "people.correct_term": _("Sửa nhiệm kỳ đã ghi"),
    "people.extend_term": _("Kéo dài nhiệm kỳ"),
    "people.complete_document": _("Bổ sung quyết định của đơn vị"),
    "people.complete_committee_document": _("Bổ sung quyết định của nhiệm kỳ, chức vụ"),
    "people.take_back_change": _("Rút lại nội dung ghi nhầm"),
    "people.grant_role": _("Cấp quyền"),
    "people.end_grant": _("Thu hồi quyền"),
}
_FIELDS = {
    "name": _("tên"),
    "kind": _("loại hình"),
    "code": _("mã đơn vị"),
    "sector": _("khu vực"),
    "ownership": _("thành phần"),
    "began_on": _("ngày thành lập"),
    "ended_on": _("kết thúc hoạt động từ ngày"),
    "unit_end": _("hình thức kết thúc"),
    "posts_ended": _("số chức vụ kết thúc"),
    "superior": _("cấp trên"),
    "successor": _("đơn vị tiếp nhận"),
    "members": _("đoàn viên"),
    "women": _("đoàn viên nữ"),
    "day": _("ngày"),
    "person": _("cán bộ"),
    "post": _("chức vụ"),
    "from_day": _("từ ngày"),
    "to_day": _("thôi từ ngày"),
    "end_reason": _("hình thức thôi"),
    "mandate": _("hình thức"),
    "decision_number": _("số quyết định"),
    "decision_day": _("ngày ký"),
    "planned_end": _("nhiệm kỳ đến ngày"),
    "seats_fixed": _("số ủy viên quyết định"),
    "told": _("mức đã rõ về Ban Chấp hành"),
    "user": _("tài khoản"),
    "role": _("vai trò"),
    "exists": _("còn hồ sơ"),
}
_KINDS: dict[str, tuple[Mapping[str, str], Callable[[str], str]]] = {
    "kind": (labels.UNIT_KINDS, labels.unit_kind),
    "sector": (labels.SECTORS, labels.sector),
    "ownership": (labels.OWNERSHIPS, labels.ownership),
    "unit_end": (labels.UNIT_ENDS, labels.unit_end),
    "post": (labels.POSTS, labels.post),
    "end_reason": (labels.END_REASONS, labels.end_reason),
    "mandate": (labels.MANDATES, labels.mandate),
    "role": (labels.ROLES, labels.role),
    "told": (labels.TOLD, labels.told),
}


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    trail.name_actions(_ACTIONS)
    trail.name_fields(_FIELDS)
    for field, (names, label) in _KINDS.items():
        trail.name_values({f"{field}:{value}": _lazy(label, value) for value in names})
    trail.name_numbers(["superior", "successor"], _unit_names)


def _unit_names(_actor: object, numbers: Collection[int]) -> dict[int, str]:
    """The superior and the successor of a unit are told to whoever sees the unit."""
    return queries.names_of(numbers, day=clock.today())


def _lazy(label: Callable[[str], str], value: str) -> Any:
    """The word in the language of the reader, not in that of the start."""
    return lazy(lambda: label(value), str)()
