"""The words for what the audit trail holds of imports."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nongcot.infra.audit import trail

_ACTIONS = {
    "intake.receive": _("Nhận tệp của lần nhập"),
    "intake.read_again": _("Đọc lại tệp của lần nhập"),
    "intake.decide": _("Trả lời trước khi áp dụng lần nhập"),
    "intake.decide_unit_kinds": _("Trả lời về loại hình đơn vị của lần nhập"),
    "intake.start_planning": _("Tính lại những gì lần nhập thay đổi"),
    "intake.start_applying": _("Xác nhận áp dụng lần nhập"),
    "intake.start_undoing": _("Xác nhận hoàn tác lần nhập"),
    "intake.drop": _("Bỏ lần nhập"),
    "intake.apply": _("Áp dụng lần nhập"),
    "intake.apply_unit": _("Nhập dữ liệu của đơn vị"),
    "intake.update_person": _("Nhập thông tin cán bộ"),
    "intake.undo": _("Hoàn tác lần nhập"),
    "intake.download": _("Tải tệp gốc của lần nhập"),
    "intake.correct": _("Sửa cách hiểu tệp nhập"),
    "intake.decide_kind": _("Trả lời một lần cho cả loại cặp người"),
    "intake.forget_mapping": _("Quên một cách hiểu đã nhớ"),
    "intake.export_changes": _("Tải bảng thay đổi của lần nhập"),
}


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    trail.name_actions(_ACTIONS)
