"""Questions asked of imports."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.intake.models import Import, ImportedFile, PlannedChange, RememberedMapping
from nongcot.intake.permissions import federation_of, federations_of, import_scope
from nongcot.kernel.text import fold
from nongcot.people.api import IMPORTERS, grants
from nongcot.people.kinds import SUPERIOR_KINDS, UnitKind
from nongcot.people.models import Unit, UnitName, UnitReach


def imports(actor: User | System) -> QuerySet[Import]:
    """Imports the actor may see, the newest first, with ``file_count`` and their files."""
    rows = Import.objects.filter(import_scope(actor)).select_related("by", "unit")
    return rows.annotate(file_count=Count("files")).prefetch_related("files")


def one_import(actor: User | System, pk: int) -> Import:
    """One import the actor may see.

    Raises:
        Import.DoesNotExist: there is none, or the actor may not see it.
    """
    return imports(actor).get(pk=pk)


def one_file(actor: User | System, pk: int) -> ImportedFile:
    """One file of an import the actor may see.

    Raises:
        ImportedFile.DoesNotExist: there is none, or the actor may not see it.
    """
    seen = Import.objects.filter(import_scope(actor))
    return ImportedFile.objects.select_related("imported").get(pk=pk, imported__in=seen)


def own_unit(actor: User | System) -> Unit | None:
    """The unit an import of the actor is made under: that of the grant; for the machine the one topmost federation."""
    if isinstance(actor, System):
        tops = Unit.objects.filter(placements__isnull=True, ended_on__isnull=True)
        named = list(tops.filter(kind__in=[UnitKind.PROVINCIAL_FEDERATION, UnitKind.CONFEDERATION])[:2])
        return named[0] if len(named) == 1 else None
    roles = [role.value for role in IMPORTERS]
    grant = grants(actor).filter(role__in=roles).select_related("unit").order_by("id").first()
    return grant.unit if grant else None


def decisions_on_same_files(imported: Import) -> dict[str, str]:
    """What was decided about persons when the very same files were applied before."""
    sums = list(imported.files.values_list("sha256", "name"))
    same = Q()
    for sha256, name in sums:
        same |= Q(files__sha256=sha256, files__name=name)
    earlier = Import.objects.filter(same, state=Import.State.APPLIED).exclude(pk=imported.pk).order_by("id")
    decided: dict[str, str] = {}
    for decisions in earlier.values_list("decisions", flat=True):
        decided.update(decisions.get("persons", {}))
    return decided


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


def federation_names(unit: int | None) -> list[str]:
    """All names the federation of ``unit`` ever had."""
    return list(UnitName.objects.filter(unit=federation_of(unit)).values_list("name", flat=True)) if unit else []


def known_unions(unit: int | None) -> int:
    """How many grassroots unions stand under the federation of ``unit``, those that ended too."""
    under = UnitReach.objects.filter(ancestor=federation_of(unit), depth__gt=0).values("unit")
    return Unit.objects.filter(pk__in=under).exclude(kind__in=[kind.value for kind in SUPERIOR_KINDS]).count()
