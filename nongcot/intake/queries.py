"""Questions asked of imports."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.intake.models import Import, ImportedFile
from nongcot.intake.permissions import import_scope
from nongcot.people.api import IMPORTERS, grants
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit


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
