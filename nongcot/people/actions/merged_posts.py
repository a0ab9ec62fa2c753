"""The posts of two records of one person, put together."""

from __future__ import annotations

from typing import Any

from nongcot.people.actions import rows
from nongcot.people.models import Person, PostHeld
from nongcot.people.rules import days_overlap

_FILLED = ("mandate", "decision_number", "decision_day")


def merge_posts(keep: Person, drop: Person) -> tuple[list[list[Any]], list[dict[str, Any]]]:
    """Posts of ``drop`` that overlap the same post of ``keep`` become one with it; the rest is left to be moved.

    Gives what happened: ``[pk, before, after]`` for each row touched (after None: the row went), and the rows that
    pointed to one that went.
    """
    mine = list(PostHeld.objects.filter(person=keep).order_by("pk"))
    touched: dict[int, list[Any]] = {}
    moved: list[dict[str, Any]] = []
    for post in PostHeld.objects.filter(person=drop).order_by("pk"):
        same = [held for held in mine if _same(held, post)]
        if not same or (len(same) > 1 and not _covered(post, same)):
            continue
        kept = same[0]
        if len(same) == 1:
            touched.setdefault(kept.pk, [kept.pk, rows.stored(kept), None])
            _absorb(kept, post)
        for model, attribute in rows.relations(PostHeld):
            step = rows.point(model, attribute, post.pk, kept.pk)
            moved += [step] if step else []
        touched[post.pk] = [post.pk, rows.stored(post), None]
        post.delete()
    for held in mine:
        if held.pk in touched:
            touched[held.pk][2] = rows.stored(held)
    return list(touched.values()), moved


def _same(one: PostHeld, other: PostHeld) -> bool:
    overlap = days_overlap((one.from_day, one.to_day), (other.from_day, other.to_day))
    return one.body_id == other.body_id and one.post == other.post and overlap


def _covered(post: PostHeld, same: list[PostHeld]) -> bool:
    """Whether several posts begin and end outside ``post``."""
    begun = any(held.from_day is None or (post.from_day and held.from_day <= post.from_day) for held in same)
    ended = any(held.to_day is None or (post.to_day and held.to_day >= post.to_day) for held in same)
    return bool(begun and ended)


def _absorb(kept: PostHeld, post: PostHeld) -> None:
    """One post over the days of both. A first day that is known is better than one that is not."""
    known = [day for day in (kept.from_day, post.from_day) if day is not None]
    kept.from_day = min(known) if known else None
    if kept.to_day is not None and (post.to_day is None or post.to_day > kept.to_day):
        kept.to_day, kept.end_reason = post.to_day, post.end_reason
    for name in _FILLED:
        if not getattr(kept, name):
            setattr(kept, name, getattr(post, name))
    kept.save()
