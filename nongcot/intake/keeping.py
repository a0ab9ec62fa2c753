"""What of an import stays when it is taken back although somebody worked on some of its rows since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from nongcot.infra.bulk import chunks
from nongcot.intake.apply.ledger import MODELS, Changes, Ledger, Ranges, present
from nongcot.intake.obstacles import Later
from nongcot.people.models import PersonMerge, PostHeld

# A row that stays keeps what it stands on: column -> model.
_STANDS_ON: dict[str, dict[str, str]] = {
    "postheld": {"person_id": "person", "body_id": "body", "unit_id": "unit"},
    "term": {"body_id": "body"},
    "body": {"unit_id": "unit"},
    "membercount": {"unit_id": "unit"},
    "unitname": {"unit_id": "unit"},
    "unitkindspan": {"unit_id": "unit"},
    "unitplacement": {"unit_id": "unit", "superior_id": "unit"},
}
# And what it would be nothing without: a person nobody could find, a unit without a name or a place.
_BELONGS_TO: dict[str, dict[str, str]] = {
    "person": {"postheld": "person_id"},
    "unit": {"unitname": "unit_id", "unitplacement": "unit_id"},
}
Rows = dict[str, set[int]]  # name of a model -> primary keys


def rows_to_keep(later: Iterable[Later], ledger: Ledger, *, since: datetime) -> Rows:
    """The rows an import of that moment made that must stay: those worked on, and what they cannot be without."""
    kept: Rows = defaultdict(set)
    found: Rows = defaultdict(set)
    for change in later:
        model, key = change.row
        if key in ledger.created.get(model, Ranges()):
            found[model].add(key)
    found["postheld"] |= _of_merged(ledger, since)
    while any(found.values()):
        fresh: Rows = {model: keys - kept[model] for model, keys in found.items()}
        for model, keys in fresh.items():
            kept[model] |= keys
        found = defaultdict(set)
        for model, keys in fresh.items():
            _reach(found, model, keys, ledger)
    return kept


def _reach(found: Rows, model: str, keys: set[int], ledger: Ledger) -> None:
    """Add to ``found`` what the rows stand on and what belongs to them, as far as the import made it."""
    asked = [(other, MODELS[model], column, "pk") for column, other in _STANDS_ON.get(model, {}).items()]
    asked += [(other, MODELS[other], "pk", column) for other, column in _BELONGS_TO.get(model, {}).items()]
    for other, table, column, by in asked:
        made = ledger.created.get(other, Ranges())
        for chunk in chunks(sorted(keys)) if len(made) else ():
            rows = table._default_manager.filter(**{f"{by}__in": chunk})  # noqa: SLF001
            found[other].update(key for key in rows.values_list(column, flat=True) if key in made)


def _of_merged(ledger: Ledger, since: datetime) -> set[int]:
    """Posts the import made that a merge of two persons moved: taken back, they would be missing in the merge."""
    keepers = PersonMerge.objects.filter(undone_at__isnull=True, at__gte=since).values("keep")
    return {
        key
        for first, last in ledger.created.get("postheld", Ranges()).pairs
        for key in PostHeld.objects.filter(pk__gte=first, pk__lte=last, person__in=keepers).values_list("pk", flat=True)
    }


def without(ranges: Ranges, kept: set[int]) -> Ranges:
    """The numbers of ``ranges`` that are not kept."""
    return Ranges.of(number for number in ranges if number not in kept) if kept else ranges


def unchanged_since(name: str, changes: Changes) -> Changes:
    """Of the values an import changed those that are still as it left them."""
    model, left = MODELS[name], Changes()
    columns = sorted({field for fields in changes.values() for field in fields})
    for chunk in chunks(changes):
        rows = model._default_manager.filter(pk__in=chunk).values_list("pk", *columns)  # noqa: SLF001
        for pk, *row in rows:
            here = dict(zip(columns, row, strict=True))
            same = {field: pair for field, pair in changes[pk].items() if present(here[field]) == pair[1]}
            if same:
                left[pk] = same
    return left
