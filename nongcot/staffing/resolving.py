"""The duties that staffing resolves on its own pages."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from nongcot.duties import resolving
from nongcot.duties.models import Duty
from nongcot.infra.ui.addresses import address
from nongcot.staffing.kinds.completing import SEAT_OF_DUTY
from nongcot.staffing.kinds.congress import TERM_DUTIES


def _case(duty: Duty) -> str:
    return address("staffing:of-duty", duty.pk)


def _congress(duty: Duty) -> str:
    return address("staffing:congress-of-duty", duty.pk)


def take_over() -> None:
    """An empty seat is filled by its case, a term that ends by its congress; done once when the app is ready."""
    resolving.take_over(SEAT_OF_DUTY, resolving.Resolution(gettext_noop("Kiện toàn chức danh, ủy viên khuyết"), _case))
    resolving.take_over(TERM_DUTIES, resolving.Resolution(gettext_noop("Đại hội, kéo dài nhiệm kỳ"), _congress))
