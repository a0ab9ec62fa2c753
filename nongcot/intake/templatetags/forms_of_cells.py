"""Fields of a form beside what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BoundField, Form

register = template.Library()


@register.filter
def beside(form: Form, cells: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], BoundField]]:
    """Each cell with its field."""
    return [(cell, form[cell["name"]]) for cell in cells]


@register.filter
def of_columns(form: Form, columns: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], BoundField]]:
    """Each column with its field."""
    return [(column, form[f"column-{column['letter']}"]) for column in columns]
