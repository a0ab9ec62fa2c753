"""Addresses of pages, quickly: a list has hundreds of links to the same three pages."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

_FIRST_MARK = 7_310_000_000  # no page has such an id, and no address such digits


@lru_cache(maxsize=512)
def _address(name: str, arguments: int, _prefix: str, _urls: str | None) -> str | None:
    """The address of a page as a format with a place for each number; None where it takes something else."""
    marks = [_FIRST_MARK + place for place in range(arguments)]
    try:
        found = reverse(name, args=marks)
    except NoReverseMatch:
        return None
    found = found.replace("{", "{{").replace("}", "}}")
    for mark in marks:
        found = found.replace(str(mark), "{}", 1)
    return found


def address(name: str, *args: Any) -> str:
    """As ``reverse``; a page with numbers in its address is looked up once, then filled in: lists have hundreds."""
    if all(type(arg) is int and arg >= 0 for arg in args):
        found = _address(name, len(args), get_script_prefix(), get_urlconf())
        if found is not None:
            return found.format(*args)
    return reverse(name, args=args)
