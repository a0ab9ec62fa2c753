"""What applying an import writes, noted while it is written: keys of new rows, and changed rows before and after."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Max

from nongcot.infra import sealing
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.bulk import chunks
from nongcot.intake.models import Import
from nongcot.intake.models import Ledger as Kept
from nongcot.people.models import (
    Body,
    MemberCount,
    Person,
    PostHeld,
    Term,
    Unit,
    UnitKindSpan,
    UnitName,
    UnitPlacement,
)

SHAPE = 1
MODELS: dict[str, type[models.Model]] = {
    model._meta.model_name or "": model  # noqa: SLF001  (Django's public door to a model)
    for model in (PostHeld, Term, MemberCount, UnitPlacement, UnitKindSpan, UnitName, Body, Person, Unit)
}  # in an order in which rows that point at others go first
Changes = dict[int, dict[str, list[Any]]]  # primary key -> field -> [before, after]


class Ranges:
    """A set of numbers as ``[first, last]`` pairs: what a large import created is a few of them."""

    def __init__(self, pairs: Iterable[Iterable[int]] = ()) -> None:
        self.pairs = sorted([first, last] for first, last in pairs)
        self._firsts = [first for first, _ in self.pairs]

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Ranges:
        pairs: list[list[int]] = []
        for number in sorted(numbers):
            if pairs and pairs[-1][1] == number - 1:
                pairs[-1][1] = number
            else:
                pairs.append([number, number])
        return cls(pairs)

    def __contains__(self, number: int) -> bool:
        place = bisect_right(self._firsts, number) - 1
        return place >= 0 and number <= self.pairs[place][1]

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self.pairs)

    def __iter__(self) -> Iterator[int]:
        for first, last in self.pairs:
            yield from range(first, last + 1)


class Ledger:
    """Told by the writer of each table. ``created`` and ``changed`` are by the model's name in :data:`MODELS`."""

    def __init__(self) -> None:
        self.created: dict[str, Ranges] = {}
        self.changed: dict[str, Changes] = {}

    def made(self, model: type[models.Model], keys: Iterable[int]) -> None:
        """Rows with these keys are inserted."""
        self.created[_name(model)] = Ranges.of(keys)

    def changes(self, model: type[models.Model], updates: Mapping[int, Mapping[str, Any]]) -> None:
        """These updates are about to be written: what stands there now is noted."""
        if not updates:
            return
        names = sorted({name for values in updates.values() for name in values})
        noted: Changes = {}
        for chunk in chunks(updates):
            for pk, *before in model._default_manager.filter(pk__in=chunk).values_list("pk", *names):  # noqa: SLF001
                row = dict(zip(names, before, strict=True))
                noted[pk] = {name: [_plain(row[name]), _plain(after)] for name, after in updates[pk].items()}
        found = self.changed.setdefault(_name(model), {})
        for pk, fields in noted.items():
            found.setdefault(pk, {}).update(fields)

    def keep(self, imported: Import, units: list[int]) -> None:
        """Store what was noted with the import; ``units`` are those of which anything was written."""
        told = {
            "shape": SHAPE,
            "created": {name: found.pairs for name, found in self.created.items() if found.pairs},
            "changed": self.changed,
            "units": Ranges.of(units).pairs,
        }
        newest = AuditEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0
        Kept.objects.update_or_create(imported=imported, defaults={"written": _sealed(told), "last_entry": newest})

    @classmethod
    def load(cls, kept: Kept) -> tuple[Ledger, Ranges]:
        """The ledger of an import and its units.

        Raises:
            ValueError: it is of another shape.
        """
        told = _told(kept)
        ledger = cls()
        ledger.created = {name: Ranges(pairs) for name, pairs in told["created"].items()}
        ledger.changed = {
            name: {int(pk): fields for pk, fields in rows.items()} for name, rows in told["changed"].items()
        }
        return ledger, Ranges(told["units"])


def _name(model: type[models.Model]) -> str:
    return model._meta.model_name or ""  # noqa: SLF001


def _plain(value: Any) -> Any:
    """A value as JSON holds it; bytes in a list of one, so that they are told from text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return [b64encode(bytes(value)).decode("ascii")]
    return value


def stored(model: type[models.Model], name: str, value: Any) -> Any:
    """The value of :func:`_plain` as the database takes it."""
    if value is None:
        return None
    if isinstance(value, list):
        return b64decode(value[0])
    field = model._meta.get_field(name)  # noqa: SLF001
    return date.fromisoformat(value) if isinstance(field, models.DateField) else value


def present(value: Any) -> Any:
    """A value of the database to compare with what a ledger holds."""
    return _plain(value)


def forget_values(kept: Kept, person: int) -> None:
    """Take what is noted of the values of a person out of a stored ledger: they are not brought back any more."""
    told = _told(kept)
    if told["changed"].get(_name(Person), {}).pop(str(person), None) is None:
        return
    kept.written = _sealed(told)
    kept.save(update_fields=["written"])


def _told(kept: Kept) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(zlib.decompress(b64decode(sealing.unseal(kept.written))))
    if told["shape"] != SHAPE:
        raise ValueError(f"ledger of shape {told['shape']}")
    return told


def _sealed(told: dict[str, Any]) -> bytes:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return sealing.seal(b64encode(zlib.compress(text, 3)).decode("ascii"))
