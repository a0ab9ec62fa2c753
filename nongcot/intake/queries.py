"""Questions asked of imports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Min, Q, QuerySet, Value, When
from django.db.models.fields.json import KT

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.intake.models import (
    CellFix,
    DoubtfulPair,
    FoundCell,
    Import,
    ImportedFile,
    PlannedChange,
    RememberedMapping,
)
from nongcot.intake.permissions import federation_of, federations_of, import_scope
from nongcot.kernel.text import fold
from nongcot.people.api import IMPORTERS, grants, in_scope, scope_values, unit_scope
from nongcot.people.kinds import SUPERIOR_KINDS, UnitKind
from nongcot.people.models import Unit, UnitName, UnitReach


def imports(actor: User | System) -> QuerySet[Import]:
    """Imports the actor may see, the newest first, with ``file_count`` and their files."""
    return _told(import_scope(actor))


def _told(scope: Q) -> QuerySet[Import]:
    rows = Import.objects.filter(scope).select_related("by", "unit")
    return rows.annotate(file_count=Count("files")).prefetch_related("files")


def one_import(actor: User | System, pk: int) -> Import:
    """One import the actor may see.

    Raises:
        Import.DoesNotExist: there is none, or the actor may not see it.
    """
    for found in _one_import(pk=pk, **scope_values(actor, roles=IMPORTERS)):
        return found
    raise Import.DoesNotExist


@prepared
def _one_import(*, pk: int, roots: tuple[int, ...] | None, today: date | None) -> QuerySet[Import]:
    return _told(in_scope(roots, today, path="unit_id")).filter(pk=pk)


def one_file(actor: User | System, pk: int) -> ImportedFile:
    """One file of an import the actor may see.

    Raises:
        ImportedFile.DoesNotExist: there is none, or the actor may not see it.
    """
    seen = Import.objects.filter(import_scope(actor))
    return ImportedFile.objects.select_related("imported").get(pk=pk, imported__in=seen)


def file_names(imports: Collection[int]) -> dict[int, str]:
    """The names of the files of these imports, as they stand now: of one named after a person erased, a number."""
    found: dict[int, list[str]] = {}
    rows = ImportedFile.objects.filter(imported__in=imports).order_by("pk")
    for number, name in rows.values_list("imported", "name"):
        found.setdefault(number, []).append(name)
    return {number: ", ".join(names)[:200] for number, names in found.items()}


def own_unit(actor: User | System) -> Unit | None:
    """The unit an import of the actor is made under: that of the grant; for the machine the one topmost federation."""
    if isinstance(actor, System):
        tops = Unit.objects.filter(placements__isnull=True, ended_on__isnull=True)
        named = list(tops.filter(kind__in=[UnitKind.PROVINCIAL_FEDERATION, UnitKind.CONFEDERATION])[:2])
        return named[0] if len(named) == 1 else None
    roles = [role.value for role in IMPORTERS]
    grant = grants(actor).filter(role__in=roles).select_related("unit").order_by("id").first()
    return grant.unit if grant else None


def remembered_mappings(unit: int | None) -> QuerySet[RememberedMapping]:
    """How tables are read in the federation of ``unit``, as people corrected it."""
    return RememberedMapping.objects.filter(unit=federation_of(unit))


def mappings_of(actor: User | System) -> QuerySet[RememberedMapping]:
    """Mappings of the federations the actor imports into."""
    rows = RememberedMapping.objects.select_related("by")
    return rows if isinstance(actor, System) else rows.filter(unit__in=federations_of(actor))


def changes(imported: Import, *, kind: str = "", unit: str = "") -> QuerySet[PlannedChange]:
    """What an import changes, by unit; ``unit`` is a part of a unit's name, without diacritics too."""
    rows = PlannedChange.objects.filter(imported=imported)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(search_key__contains=fold(unit)) if unit else rows


def change_counts(imported: Import) -> dict[str, int]:
    """How many lines of each kind."""
    rows = PlannedChange.objects.filter(imported=imported).order_by().values_list("kind")
    return dict(rows.annotate(count=Count("pk")))


def own_names(unit: int | None) -> list[str]:
    """All names ``unit`` and its federation ever had."""
    units = [federation_of(unit), unit]
    return list(UnitName.objects.filter(unit__in=units).values_list("name", flat=True)) if unit else []


def known_unions(unit: int | None) -> int:
    """How many grassroots unions stand under the federation of ``unit``, those that ended too."""
    under = UnitReach.objects.filter(ancestor=federation_of(unit), depth__gt=0).values("unit")
    return Unit.objects.filter(pk__in=under).exclude(kind__in=[kind.value for kind in SUPERIOR_KINDS]).count()


_A_CELL = r"^[A-Z]{1,3}[1-9][0-9]{0,6}$"
_HIDDEN = "•"  # what is hidden of a value may differ: such cells stand alone


def _fixable(imported: Import, kind: str, *, singly: bool) -> QuerySet[FoundCell]:
    rows = FoundCell.objects.filter(imported=imported, kind=kind, cell__regex=_A_CELL)
    alone = When(Q(pk__gt=0) if singly else Q(value="") | Q(value__contains=_HIDDEN), then=F("pk"))
    return rows.annotate(alone=Case(alone, default=Value(0)))


def cells_by_value(imported: Import, kind: str, *, singly: bool = False) -> QuerySet[FoundCell, dict[str, Any]]:
    """The cells of a kind that can be given another value: those of one value once, ``first`` of them and ``count``.

    ``singly``: each cell for itself.
    """
    groups = _fixable(imported, kind, singly=singly).order_by().values("kind", "value", "after", "alone")  # type: ignore[misc]
    return groups.annotate(first=Min("pk"), count=Count("pk")).order_by("-count", "first")


def with_first_cells(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of :func:`cells_by_value`, each with a name and where its first cell stands ("in_cell")."""
    rows = list(rows)
    firsts = FoundCell.objects.in_bulk([row["first"] for row in rows])
    return [
        {
            **row,
            "name": f"cell-{row['first']}",
            "in_file": firsts[row["first"]].file,
            "in_sheet": firsts[row["first"]].sheet,
            "in_cell": firsts[row["first"]].cell,
            "in_row": firsts[row["first"]].row,
        }
        for row in rows
    ]


def places_of(imported: Import, row: dict[str, Any], *, singly: bool = False) -> list[tuple[str, str, str]]:
    """File, sheet and cell of all that a row of :func:`cells_by_value` stands for."""
    same = _fixable(imported, row["kind"], singly=singly).filter(value=row["value"], after=row["after"])
    if row["alone"]:
        same = same.filter(pk=row["first"])
    return list(same.order_by("pk").values_list("file", "sheet", "cell"))


def pairs(imported: Import, *, kind: str = "", answered: bool = False) -> QuerySet[DoubtfulPair]:
    """The doubtful pairs of an import, in the order they were found: those not answered yet, or those that are."""
    rows = DoubtfulPair.objects.filter(imported=imported).exclude(why="")
    rows = rows.exclude(answer="") if answered else rows.filter(answer="")
    return rows.filter(why=kind) if kind else rows


def pair_counts(imported: Import) -> dict[str, tuple[int, int]]:
    """For each kind of doubt: how many pairs wait for an answer, how many have one."""
    return {why: (left, done) for why, left, done in _pair_counts(imported=imported.pk)}


@prepared
def _pair_counts(*, imported: int) -> QuerySet[Any, tuple[str, int, int]]:
    rows = DoubtfulPair.objects.filter(imported=imported).exclude(why="").order_by().values_list("why")
    waits, has = Count("pk", filter=Q(answer="")), Count("pk", filter=~Q(answer=""))
    return rows.annotate(left=waits, done=has)


FIXES = 20  # cells that a page tells of


@prepared
def first_fixes(*, imported: int) -> QuerySet[CellFix]:
    """The first cells of an import that a person gave another value, with that person; one more than are told of."""
    return CellFix.objects.filter(imported=imported).select_related("by")[: FIXES + 1]


def told_imports(actor: User | System) -> QuerySet[Import]:
    """As :func:`imports`, each with a few figures of its plan in place of its long summary."""
    figures = {name: KT(f"summary__plan__{name}") for name in ("new_units", "new_persons", "changed_count", "anything")}
    return imports(actor).defer("summary", "decisions").annotate(**{f"plan_{k}": v for k, v in figures.items()})


def coded_unions(actor: User | System) -> Iterator[tuple[str, str]]:
    """Code and name of every unit on record that the actor may import into, those that ended too."""
    mine = Unit.objects.filter(unit_scope(actor, roles=IMPORTERS), code__isnull=False)
    rows = mine.order_by("pk").values_list("code", "name").iterator(chunk_size=5000)
    return ((code, name) for code, name in rows if code)
