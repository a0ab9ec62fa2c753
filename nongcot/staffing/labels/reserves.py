"""The words of reserve lists."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from nongcot.infra.audit import trail
from nongcot.staffing.kinds.reserves import Readiness

READINESS = {
    Readiness.NOW: gettext_noop("đảm nhiệm được ngay"),
    Readiness.NEXT: gettext_noop("cần bồi dưỡng thêm trong nhiệm kỳ này"),
    Readiness.LATER: gettext_noop("nguồn cho nhiệm kỳ sau"),
}


def readiness(value: str) -> str:
    return _(READINESS[Readiness(value)])


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    trail.name_actions(
        {
            "staffing.add_reserve": gettext_lazy("Đưa vào quy hoạch"),
            "staffing.end_reserve": gettext_lazy("Đưa ra khỏi quy hoạch"),
        }
    )
    trail.name_fields({"readiness": gettext_lazy("mức sẵn sàng")})
    shown = lazy(readiness, str)
    trail.name_values({f"readiness:{one.value}": shown(one.value) for one in Readiness})
