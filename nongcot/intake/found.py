"""The cells a reading could not use or understood otherwise, kept to be looked through and corrected, many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from nongcot.infra.bulk import insert
from nongcot.intake.kinds import Reading
from nongcot.intake.models import FoundCell, Import
from nongcot.intake.summary import masked

MOST_REJECTED, MOST_REPAIRED = 5000, 1000  # of one kind: the rest shows when these are corrected
_LONGEST = 2000
_FIELDS = ("imported_id", "rejected", "kind", "file", "sheet", "cell", "value", "after", "row_lost", "row")


@transaction.atomic
def keep_cells(imported: Import, reading: Reading) -> None:
    """Keep the cells of ``reading`` in place of those kept before."""
    FoundCell.objects.filter(imported=imported).delete()
    insert(FoundCell, _FIELDS, _rows(imported.pk, reading))


def _rows(pk: int, reading: Reading) -> Iterator[tuple[Any, ...]]:
    seen: Counter[str] = Counter()
    for one in reading.rejections:
        kind = one.problem.value
        seen[kind] += 1
        if seen[kind] <= MOST_REJECTED:
            place = (one.file[:255], one.sheet[:255], one.cell[:40])
            yield (pk, True, kind, *place, _short(one.value), "", one.row_lost, _short(one.row))
    seen.clear()
    for each in reading.repairs:
        kind = each.why.value
        seen[kind] += 1
        if seen[kind] <= MOST_REPAIRED:
            place = (each.file[:255], each.sheet[:255], each.cell[:40])
            yield (pk, False, kind, *place, _short(each.before), _short(each.after), False, "")


def _short(text: str) -> str:
    return masked(text)[:_LONGEST].replace("\0", "\ufffd")
