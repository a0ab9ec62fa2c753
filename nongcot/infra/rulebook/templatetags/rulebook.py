"""Small words of the pages of rules."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def sentence(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
