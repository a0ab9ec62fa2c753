"""The tabs of the rule pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("rulebook/tabs.html", takes_context=True)
def rule_tabs(context: Context, tab: str) -> dict[str, Any]:
    """The pages on rules, ``tab`` marked as the present one."""
    tabs = [
        ("rulebook:rules", _("Các mức")),
        ("rulebook:documents", _("Văn bản")),
        ("rulebook:changes", _("Thay đổi")),
        ("rulebook:public", _("Trang công khai")),
    ]
    return {"tabs": tabs, "tab": tab, "request": context["request"]}
