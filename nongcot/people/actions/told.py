"""How much of a committee is on record: raised by what is recorded, never lowered."""

from __future__ import annotations

from nongcot.people.kinds import BodyKind, Post, Told
from nongcot.people.models import Body, Unit


def raise_told(unit: int, to: Told) -> dict[str, list[str]]:
    """Of ``unit`` at least ``to`` is told now; gives the change for the caller's audit entry, {} where nothing changed.

    Inside the caller's transaction, which holds the permission check.
    """
    less = [told.value for told in Told if told.rank < to.rank]
    rows = Unit.objects.filter(pk=unit, told__in=less)
    before = rows.values_list("told", flat=True).first()
    if before is None:
        return {}
    rows.update(told=to.value)
    return {"told": [before, to.value]}


def raise_by_post(place: Body, post: Post) -> dict[str, list[str]]:
    """A chair recorded by hand: who leads the union is known from now on. Gives what :func:`raise_told` gives."""
    if post is Post.CHAIR and place.kind == BodyKind.EXECUTIVE_COMMITTEE:
        return raise_told(place.unit_id, Told.LEADERS)
    return {}
