"""Where a duty is resolved: one entry for each action that a check names.

A page that does an action takes its entry over: ``href`` gets the duty and returns the address without its day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from nongcot.duties import prefilled
from nongcot.duties.checks import CHECKS
from nongcot.duties.models import Duty
from nongcot.infra.ui.addresses import address
from nongcot.people.api import EDITORS, IMPORTERS
from nongcot.people.kinds import Role


@dataclass(frozen=True, slots=True)
class Resolution:
    """``heading`` is what one can do about such duties; ``button`` the words on the button that leads to ``href``.

    ``roles`` are those who may do it there; nobody else is offered the button.
    """

    heading: str
    href: Callable[[Duty], str]
    button: str = gettext_noop("Xử lý")
    roles: frozenset[Role] = EDITORS


def _unit(part: str) -> Callable[[Duty], str]:
    """The part of the unit's page where the action is done."""
    return lambda duty: f"{address('people:unit', duty.unit_id)}#{part}"


RESOLUTIONS: dict[str, Resolution] = {
    "people.record_post": Resolution(gettext_noop("Bổ sung chức vụ, ủy viên"), prefilled.record_post),
    "people.record_term": Resolution(gettext_noop("Đại hội, kéo dài nhiệm kỳ"), prefilled.congress),
    "people.end_post": Resolution(gettext_noop("Rà soát chức vụ, ghi thôi giữ"), prefilled.end_post),
    "people.move_unit": Resolution(gettext_noop("Chuyển công đoàn cấp trên"), prefilled.move_unit, roles=IMPORTERS),
    "people.end_unit": Resolution(gettext_noop("Kết thúc hoạt động đơn vị"), prefilled.end_unit, roles=IMPORTERS),
    "people.count_members": Resolution(gettext_noop("Nhập số đoàn viên"), prefilled.count_members),
    "people.record_contract": Resolution(gettext_noop("Ghi hợp đồng lao động"), prefilled.of_person("record-contract")),
    "people.record_support": Resolution(
        gettext_noop("Giúp đỡ Chủ tịch mới"), prefilled.of_person("record-support"), roles=IMPORTERS
    ),
    "people.merge_persons": Resolution(
        gettext_noop("Đối chiếu hồ sơ trùng"), prefilled.compare, gettext_noop("So sánh"), roles=IMPORTERS
    ),
    "people.complete_data": Resolution(gettext_noop("Bổ sung thông tin"), prefilled.complete_data),
}
OTHER = Resolution(gettext_noop("Việc khác"), _unit(""))
_TAKEN_OVER: dict[str, Resolution] = {}


def take_over(codes: Collection[str], how: Resolution) -> None:
    """An app above resolves the duties of these checks on a page of its own."""
    _TAKEN_OVER.update(dict.fromkeys(codes, how))


def resolution(code: str) -> Resolution:
    """How duties of this check are resolved; a code that is no check any more leads to the unit."""
    if code in _TAKEN_OVER:
        return _TAKEN_OVER[code]
    spec = CHECKS.get(code)
    return RESOLUTIONS.get(spec.action, OTHER) if spec else OTHER


def resolve_url(duty: Duty) -> str:
    """The address (without its day, perhaps with a fragment) of the page where this duty is resolved."""
    return resolution(duty.code).href(duty).removesuffix("#")
