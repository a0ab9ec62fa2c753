"""Where else duties may follow an import: at the units of whoever its persons may be, or may have been."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from nongcot.infra.bulk import chunks
from nongcot.intake.apply.ledger import Ledger, Ranges, stored
from nongcot.people.api import FEW, units_near, units_of
from nongcot.people.models import Person

_TELLING = frozenset({"search_key", "born", "citizen_index", "phone"})


def units_of_changed(ledger: Ledger, looked_at: Collection[int], *, few: int = FEW) -> list[int]:
    """The units near the persons whose telling values the import changed: as they were, and as they are.

    A run for more than ``few`` units looks at every pair, wherever it is booked: where ``looked_at`` are as many, only
    the other units of the persons themselves are asked for.
    """
    changed = {pk: pairs for pk, pairs in ledger.changed.get("person", {}).items() if not _TELLING.isdisjoint(pairs)}
    if len(looked_at) > few:
        return units_of(changed)
    both: list[Person] = []
    for moment in (0, 1):
        rows = _rows(changed)
        for row in rows:
            for name, pair in changed[row.pk].items():
                setattr(row, name, stored(Person, name, pair[moment]))
        both += rows
    return units_near(both)


def units_of_made(ledger: Ledger, left: Collection[int], *, going: Ranges, few: int = FEW) -> list[int]:
    """The units near the persons the import made: to be asked before they go.

    ``left`` are the units looked at anyway, ``going`` those that go too: no duty is left there. With more than ``few``
    of the first every pair is looked at; so it is when as many are found, and no more need be asked for.
    """
    if len(left) > few:
        return []
    return units_near(_rows(ledger.created.get("person", Ranges())), but=going.__contains__, most=few)


def _rows(keys: Iterable[int]) -> Sequence[Person]:
    return [row for some in chunks(keys) for row in Person.objects.filter(pk__in=some)]
