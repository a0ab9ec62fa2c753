"""The words for what the audit trail holds of staffing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nongcot.infra.audit import trail
from nongcot.staffing.labels.reorganising import COUNTS

_ACTIONS = {
    "staffing.keep_plan": _("Lập phương án sắp xếp tổ chức"),
    "staffing.again": _("Xem xét lại phương án"),
    "staffing.start_reorganising": _("Xác nhận thực hiện phương án"),
    "staffing.start_taking_back": _("Xác nhận rút lại phương án"),
    "staffing.reorganise": _("Thực hiện phương án sắp xếp tổ chức"),
    "staffing.schedule_plan": _("Hẹn giờ thực hiện phương án"),
    "staffing.call_off_plan": _("Bỏ hẹn giờ thực hiện phương án"),
    "staffing.take_plan_back": _("Rút lại phương án sắp xếp tổ chức"),
    "staffing.place_split": _("Xếp những gì của đơn vị chia tách"),
    "staffing.drop_plan": _("Bỏ phương án sắp xếp tổ chức"),
    "staffing.download_plan": _("Tải bảng của phương án sắp xếp tổ chức"),
}


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    trail.name_actions(_ACTIONS)
    trail.name_fields({"start_at": _("giờ bắt đầu")})
    trail.name_fields({name: _(words) for name, words in COUNTS.items() if name != "duties"})
