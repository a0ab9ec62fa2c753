"""The words of handing over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from nongcot.infra.audit import trail
from nongcot.people import labels as people
from nongcot.staffing.rules.handover import Item, ItemState, checklists

STATES = {
    ItemState.MISSING: gettext_lazy("còn thiếu, giao sau"),
    ItemState.HANDED: gettext_lazy("đã bàn giao"),
    ItemState.NONE: gettext_lazy("không có"),
}
TITLES = {"handover.open": gettext_noop("Chưa bàn giao khi thôi giữ chức vụ")}
TO_DO = {
    "handover.open": gettext_noop(
        "Hẹn ngày, bàn giao theo danh mục, in biên bản cho hai bên ký, rồi kết thúc việc bàn giao."
    )
}
_ACTIONS = {
    "staffing.record_handover": gettext_lazy("Ghi việc bàn giao"),
    "staffing.close_handover": gettext_lazy("Kết thúc việc bàn giao"),
    "staffing.drop_handover": gettext_lazy("Kết thúc khi chưa bàn giao xong"),
}
_FIELDS = {
    "handover_day": gettext_lazy("ngày bàn giao"),
    "items": gettext_lazy("số mục"),
}


def item_title(item: Item) -> str:
    return item.title_en if (get_language() or "vi").startswith("en") else item.title


def _open(facts: Mapping[str, Any]) -> str:
    named = {
        "post": people.post_title(facts["body"], facts["held"]),
        "day": f"{date.fromisoformat(facts['ended_on']):%d/%m/%Y}",
    }
    return _("%(post)s thôi giữ chức vụ từ ngày %(day)s, chưa bàn giao xong") % named


SENTENCES = {"handover.open": _open}


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    trail.name_actions(_ACTIONS)
    titles = lazy(item_title, str)
    things = {item.id: item for version in checklists() for item in version.items}
    trail.name_fields({**_FIELDS, **{f"thing_{key}": titles(item) for key, item in things.items()}})
    trail.name_values({f"thing_{key}:{state.value}": STATES[state] for key in things for state in ItemState})
