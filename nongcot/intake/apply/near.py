"""Where else duties may follow an import: at the units of whoever its persons may be, or may have been."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nongcot.infra.bulk import chunks
from nongcot.intake.apply.ledger import Ledger, Ranges, stored
from nongcot.people.api import FEW, units_near
from nongcot.people.models import Person

_TELLING = frozenset({"search_key", "born", "citizen_index", "phone"})
_MOST = 2000  # persons: with so many, more than a few units are touched, and a run for those looks at every pair


def units_of_changed(ledger: Ledger) -> list[int]:
    """The units near the persons whose telling values the import changed: as they were, and as they are."""
    changed = {pk: pairs for pk, pairs in ledger.changed.get("person", {}).items() if not _TELLING.isdisjoint(pairs)}
    if _many(ledger) or len(changed) > _MOST:
        return []
    both: list[Person] = []
    for moment in (0, 1):
        rows = _rows(changed)
        for row in rows:
            for name, pair in changed[row.pk].items():
                setattr(row, name, stored(Person, name, pair[moment]))
        both += rows
    return units_near(both)


def units_of_made(ledger: Ledger) -> list[int]:
    """The units near the persons the import made: to be asked before they go."""
    made = ledger.created.get("person", Ranges())
    return [] if _many(ledger) or len(made) > _MOST else units_near(_rows(made))


def _many(ledger: Ledger) -> bool:
    """Whether so many units are made that every pair is looked at anyway."""
    return len(ledger.created.get("unit", Ranges())) > FEW


def _rows(keys: Iterable[int]) -> Sequence[Person]:
    return [row for some in chunks(keys) for row in Person.objects.filter(pk__in=some)]
