"""What only the top of the house can connect: the navigation, and pages that show something of an app above them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from nongcot.config import demo
from nongcot.duties import duplicates, foreseeing, news, panels
from nongcot.infra.rulebook.api import keepers
from nongcot.infra.savedviews.api import keep_views_of
from nongcot.infra.ui import navigation, slots
from nongcot.infra.ui.navigation import Item
from nongcot.people import person_panels
from nongcot.people.api import IMPORTERS, RULE_KEEPERS, has_role
from nongcot.staffing import menus, programme_panels
from nongcot.staffing import panels as completing

# Pages that stand under "Đơn vị".
OF_UNITS = (
    "people:unit people:correct-unit people:count-members people:rename-unit people:move-unit people:create-unit "
    "people:change-unit-kind people:end-unit people:unit-trail people:take-back-change "
    "people:posts people:post people:record-post people:end-post people:correct-post "
    "people:withdraw-post people:congress people:extend-term people:correct-term people:grants people:grant-role "
    "people:end-grant"
)
# Pages that stand under "Cán bộ".
OF_PERSONS = (
    "people:officer people:citizen-id people:edit-person people:record-contract people:record-support "
    "people:add-record people:correct-record people:withdraw-record "
    "people:duplicates people:compare-persons people:keep-apart people:undo-merge people:withdraw-apart "
    "people:data-requests people:data-request people:acknowledge-data-request people:extend-data-request "
    "people:close-data-request people:person-data people:register-data-request people:erase-person"
)


def may_import(user: Any) -> bool:
    return has_role(user, IMPORTERS)


def may_keep_rules(user: Any) -> bool:
    return has_role(user, RULE_KEEPERS)


def demo_banner() -> str | None:
    return str(_("Dữ liệu hư cấu để dùng thử: đơn vị và người trong đây không có thật.")) if demo.is_shown() else None


def connect() -> None:
    """Done once, when the URL configuration is loaded; doing it again changes nothing."""
    navigation.install(
        [
            Item("duties:inbox", _("Việc cần làm"), "inbox", "duties: notices:"),
            Item("people:units", _("Đơn vị"), "tree", OF_UNITS),
            Item("people:officers", _("Cán bộ"), "people", OF_PERSONS),
            Item("staffing:board", _("Kiện toàn"), "complete", "staffing:"),
            Item("insight:dashboard", _("Tình hình"), "chart", "insight:"),
            Item("intake:imports", _("Nhập dữ liệu"), "import", "intake:", may_import),
            Item(
                "rulebook:rules",
                _("Quy định"),
                "book",
                "rulebook:rule rulebook:enter rulebook:changes rulebook:documents",
            ),
        ]
    )
    slots.provide("page.banner", demo_banner)
    slots.provide("unit.panels", panels.of_unit)
    slots.provide("unit.panels", completing.of_unit)
    slots.provide("unit.branches", panels.by_branch)
    slots.provide("person.panels", person_panels.actions_of)
    slots.provide("person.panels", panels.of_person)
    slots.provide("unit.kind", foreseeing.kind_changed)
    slots.provide("unit.menu", menus.of_unit)
    slots.provide("units.menu", menus.of_units)
    slots.provide("person.panels", programme_panels.of_person)
    slots.provide("post.menu", programme_panels.of_post)
    slots.provide("post.ended", programme_panels.after_post)
    slots.provide("persons.pairs", duplicates.pairs)
    slots.provide("units.open", news.open_of_units)
    keepers(may_keep_rules)
    keep_views_of("people:officers", "duties:inbox")
