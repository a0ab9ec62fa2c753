"""The unit filter of lists: whichever unit the reader may see, chosen by typing; its address is ``?unit=``.

Without JavaScript what was typed is sent with the form, and the page comes back with the units found, to tick one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from nongcot.infra.accounts.models import User
from nongcot.people import picking, queries
from nongcot.people.models import Unit
from nongcot.people.picking import Candidate

OFFERED = 12


@dataclass(frozen=True, slots=True)
class Filter:
    """What the part of the page says: the unit chosen, what is typed, the units to choose from.

    ``search`` is what ``candidates`` were found for; "" where they are those offered without typing.
    """

    chosen: Candidate | None
    search: str
    candidates: list[Candidate]

    @property
    def needed(self) -> bool:
        """Whether there is anything to choose: a reader of one unit alone needs no filter."""
        return bool(self.chosen or self.search) or len(self.candidates) > 1


def asked_unit(request: HttpRequest, *, day: date) -> Unit | None:
    """The unit whose subtree the address asks for; None where it asks for none.

    Raises:
        Http404: the reader may see no such unit.
    """
    text = request.GET.get("unit", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    try:
        return queries.unit(_reader(request), int(text), day=day)
    except Unit.DoesNotExist:
        raise Http404 from None


def in_branch(rows: QuerySet[Any], within: Unit | None, *, day: date, path: str = "unit_id") -> QuerySet[Any]:
    """Those of ``rows`` whose unit stands on ``day`` in the subtree of ``within``; all where that is None."""
    if within is None:
        return rows
    return rows.filter(**{f"{path}__in": queries.subtree(within, day=day).values("unit")})


def filter_of(
    request: HttpRequest, *, day: date, within: Unit | None, above: Sequence[tuple[int, str]] | None = None
) -> Filter:
    """What to choose from on this page: what was typed is searched, unless its answer was ticked already.

    ``above``: the superiors the page has asked for itself, as (key, name).
    """
    typed = request.GET.get("unit_q", "").strip()[:100]
    search = typed if typed != request.GET.get("unit_found", "") else ""
    chosen = Candidate(within.pk, within.day_name, "") if within else None  # type: ignore[attr-defined]
    found = candidates(_reader(request), search, day=day, above=above)
    return Filter(chosen, search, [one for one in found if chosen is None or one.pk != chosen.pk])


def candidates(
    actor: User, search: str, *, day: date, above: Sequence[tuple[int, str]] | None = None
) -> list[Candidate]:
    """The units found for ``search``; without one the first superiors, or of a single superior union all below it."""
    if search:
        return picking.find_seen_units(actor, search, day=day)
    rows = above if above is not None else [(one.pk, one.day_name) for one in queries.superiors(actor, day=day)]
    if len(rows) < 2:
        seen: Any = queries.units(actor, day=day)  # annotated with day_name
        rows = list(seen.order_by("day_name", "pk").values_list("pk", "day_name")[:OFFERED])
    return [Candidate(pk, name, "") for pk, name in rows[:OFFERED]]


def _reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (lists ask for a login)
    return request.user
