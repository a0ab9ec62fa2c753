"""The main navigation: a list that ``config`` fills, because only it knows all pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


def anybody(_user: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: the URL's name, its words (lazy), its icon, and who sees it.

    ``section`` names further pages that mark it as current ("people:unit"), or a whole namespace ("intake:").
    """

    url: str
    label: Any
    icon: str
    section: str = ""
    may: Callable[[Any], bool] = anybody


@dataclass(frozen=True, slots=True)
class Shown:
    href: str
    label: Any
    icon: str
    current: bool


_items: list[Item] = []


def install(items: Sequence[Item]) -> None:
    """Replace the navigation."""
    _items[:] = items


def shown(request: HttpRequest) -> list[Shown]:
    """What the signed-in person sees; an entry whose page does not exist is left out. Kept on the request."""
    known: list[Shown] | None = getattr(request, "navigation", None)
    if known is None:
        found = (_show(item, request) for item in _items if item.may(request.user))
        known = [item for item in found if item is not None]
        request.navigation = known  # type: ignore[attr-defined]
    return known


def _show(item: Item, request: HttpRequest) -> Shown | None:
    try:
        href = reverse(item.url)
    except NoReverseMatch:
        return None
    match = request.resolver_match
    view = match.view_name if match else ""
    names = item.section.split()
    current = view in (item.url, *names) or any(n.endswith(":") and view.startswith(n) for n in names)
    return Shown(href, item.label, item.icon, current)
