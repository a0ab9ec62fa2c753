"""The words of cases as filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from nongcot.staffing.labels import completing as labels

register = template.Library()
register.filter("step_word", labels.step)


@register.filter
def at_place(rows: Sequence[Any], place: int) -> Any:
    """The row at a place, for columns told beside each other."""
    return rows[place]
