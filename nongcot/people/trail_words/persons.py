"""The words for what the audit trail holds of persons."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit import trail
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.people import labels, queries

_ACTIONS = {
    "people.complete_data": _("Bổ sung thông tin cán bộ"),
    "people.correct_person": _("Sửa thông tin cán bộ"),
    "people.record_contract": _("Ghi hợp đồng lao động"),
    "people.record_support": _("Ghi việc giúp đỡ Chủ tịch mới"),
    "people.add_record": _("Ghi đào tạo, khen thưởng"),
    "people.correct_record": _("Sửa nội dung đào tạo, khen thưởng"),
    "people.withdraw_record": _("Rút nội dung đào tạo, khen thưởng ghi nhầm"),
    "people.merge_persons": _("Gộp hai hồ sơ"),
    "people.undo_merge": _("Hoàn tác việc gộp hồ sơ"),
    "people.keep_apart": _("Xác nhận hai người khác nhau"),
    "people.withdraw_apart": _("Bỏ xác nhận hai người khác nhau"),
    "people.view_citizen_id": _("Xem số định danh đầy đủ"),
    "people.export_person": _("Tải toàn bộ dữ liệu của người này"),
    "people.erase_person": _("Xóa dữ liệu cá nhân"),
    "people.register_data_request": _("Ghi yêu cầu về dữ liệu cá nhân"),
    "people.acknowledge_data_request": _("Trả lời tiếp nhận yêu cầu"),
    "people.extend_data_request": _("Gia hạn yêu cầu"),
    "people.limit_processing": _("Hạn chế xử lý dữ liệu"),
    "people.lift_limit": _("Bỏ hạn chế xử lý dữ liệu"),
    "people.close_data_request": _("Kết thúc yêu cầu"),
}
_FIELDS = {
    "record": _("hồ sơ (số)"),
    "another_person": _("là người khác"),
    "contract_ends_on": _("hợp đồng lao động đến ngày"),
    "contract_open_ended": _("hợp đồng không xác định thời hạn"),
    "record_kind": _("loại"),
    "record_title": _("nội dung"),
    "record_from": _("từ ngày"),
    "record_to": _("đến trước ngày"),
    "record_note": _("ghi chú"),
    "issuer": _("nơi đào tạo, cấp khen thưởng"),
    "document_number": _("số văn bản"),
    "document_day": _("ngày văn bản"),
    "support": _("việc giúp đỡ"),
    "by_whom": _("người giúp đỡ"),
    "erased_on": _("xóa dữ liệu ngày"),
    "limited_from": _("hạn chế từ ngày"),
    "limited_to": _("bỏ hạn chế từ ngày"),
    "request": _("yêu cầu"),
    "received_on": _("ngày nhận"),
    "acknowledged_on": _("trả lời tiếp nhận ngày"),
    "due_by": _("hạn thực hiện"),
    "closed_on": _("kết thúc ngày"),
    "outcome": _("kết quả"),
}
_KINDS = {
    "sex": (labels.SEXES, labels.sex),
    "support": (labels.SUPPORTS, labels.support),
    "record_kind": (labels.RECORDS, labels.record),
    "request": (labels.DATA_REQUESTS, labels.data_request),
    "outcome": (labels.DATA_REQUEST_OUTCOMES, labels.data_request_outcome),
}


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    worded = lazy(labels.person_field, str)
    trail.name_actions(_ACTIONS)
    trail.name_fields(
        {name: worded(name) for name in labels.PERSON_FIELDS if name not in ("name", "contract")} | _FIELDS
    )
    for field, (names, label) in _KINDS.items():
        shown = lazy(label, str)
        trail.name_values({f"{field}:{value}": shown(value) for value in names})
    trail.name_numbers(["person", "mentor_record"], _names)


def _names(actor: User | System, numbers: Collection[int]) -> dict[int, str]:
    """Whose data is limited today is not named."""
    rows = queries.persons(actor).filter(pk__in=numbers).exclude(pk__in=queries.limited_persons(clock.today()))
    return dict(rows.values_list("pk", "name"))
