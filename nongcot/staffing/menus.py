"""Ways into reorganisation from the pages of units: filled into slots by ``config``."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.people.api import EDITORS, has_role
from nongcot.people.models import Unit
from nongcot.staffing.permissions.reorganising import may_reorganise

Entry = tuple[str, str]  # address, words


def of_unit(*, unit: Unit, above: bool, alive: bool, **_facts: Any) -> list[Entry] | None:
    """What the menu of a unit's page offers who answers for it above its chair."""
    if not (above and alive):
        return None
    return [
        (reverse("staffing:plan-merge", args=[unit.pk]), _("Sáp nhập vào đơn vị khác")),
        (reverse("staffing:plan-split", args=[unit.pk]), _("Chia tách")),
    ]


def of_board(actor: Any) -> list[Entry]:
    """Where else the work with officers is done, for who may go there: shown above the board."""
    found = [
        (reverse("staffing:congresses"), _("Đại hội")),
        (reverse("staffing:ballots"), _("Bầu cử, biểu quyết")),
    ]
    if has_role(actor, EDITORS):
        found += [
            (reverse("staffing:first-terms"), _("Chủ tịch mới")),
            (reverse("staffing:handovers"), _("Bàn giao")),
        ]
    return found + (of_units(actor=actor) or [])


def of_units(*, actor: Any, **_facts: Any) -> list[Entry] | None:
    """What the page of all units offers."""
    return [(reverse("staffing:plans"), _("Sắp xếp tổ chức"))] if may_reorganise(actor) else None
