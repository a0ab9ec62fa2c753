"""What is handed over when a post ends: the list as data, and when a handover is needed at all. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from nongcot.regulations.programmes import versions_of


class ItemState(StrEnum):
    """What became of one thing on the list."""

    HANDED = "handed"  # đã bàn giao
    NONE = "none"  # không có
    MISSING = "missing"  # còn thiếu, hẹn giao sau


SETTLED = frozenset({ItemState.HANDED, ItemState.NONE})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to hand over; ``posts`` are those it belongs to, as "body:post"."""

    id: str
    title: str
    title_en: str
    hint: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    from_day: date
    verified: bool
    items: tuple[Item, ...]


@lru_cache(maxsize=1)
def checklists() -> tuple[Checklist, ...]:
    """All versions, the oldest first."""
    told = versions_of("handover")
    return tuple(Checklist(one["from"], one["verified"], tuple(_item(item) for item in one["items"])) for one in told)


def _item(told: dict[str, Any]) -> Item:
    return Item(**{**told, "posts": tuple(told["posts"])})


def items_of(body: str, post: str, day: date) -> tuple[Item, ...]:
    """What the holder of this post hands over, by the list that held on ``day``; nothing for most posts."""
    version = [one for one in checklists() if one.from_day <= day][-1]
    return tuple(item for item in version.items if f"{body}:{post}" in item.posts)


@lru_cache(maxsize=1)
def posts_with_handover() -> frozenset[tuple[str, str]]:
    """The (body, post) pairs of which some version of the list knows something."""
    pairs = {pair for one in checklists() for item in one.items for pair in item.posts}
    return frozenset((body, post) for body, _colon, post in (pair.partition(":") for pair in pairs))
