"""The words for kinds of the roster, as filters."""

from __future__ import annotations

from typing import Any

from django import template

from nongcot.people import labels

register = template.Library()
register.filter("sex", labels.sex)
register.filter("sector", labels.sector)
register.filter("ownership", labels.ownership)
register.filter("mandate", labels.mandate)
register.filter("end_reason", labels.end_reason)
register.filter("body_kind", labels.body)
register.filter("record_kind", labels.record)
register.filter("support_kind", labels.support)
register.filter("data_request", labels.data_request)
register.filter("data_request_outcome", labels.data_request_outcome)
register.filter("role", labels.role)


@register.filter
def unit_kind(unit: Any) -> str:
    """The kind in words; of the day, where the unit was asked for as of a day."""
    return labels.unit_kind(getattr(unit, "day_kind", unit.kind), unit.sector)


@register.filter
def direct_work(person: Any) -> str:
    """Whether the person works directly in production, with its day and source."""
    return labels.direct_work(person.direct_work, person.direct_work_on, person.direct_work_source)


@register.filter
def post_title(held: Any) -> str:
    """The post with its body, and which section or group where there are several."""
    title = labels.post_title(held.body.kind, held.post)
    return f"{title} – {held.body.name}" if held.body.name else title


@register.filter
def bound(form: Any, name: str) -> Any:
    """The field of a form whose name the template is given."""
    return form[name]


@register.filter
def lookup(names: dict[Any, Any], key: Any) -> Any:
    return names.get(key, "")


@register.filter
def titled(post: str, body: str) -> str:
    """The post as it is called in this kind of body: "Chủ nhiệm Ủy ban Kiểm tra"."""
    return labels.post_title(body, post)
