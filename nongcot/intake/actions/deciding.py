"""What a person confirms before an import is applied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.intake.actions.state import locked, put
from nongcot.intake.models import Import
from nongcot.intake.permissions import require_import
from nongcot.people.api import Refused

SHAPE = 1
SAME, APART = "same", "apart"


def no_decisions() -> dict[str, Any]:
    """The decisions of an import about which nobody decided anything yet."""
    return {"shape": SHAPE, "encodings": {}, "persons": {}, "mappings": {}, "header_rows": {}, "ignored": []}


def unconfirmed(imported: Import) -> list[str]:
    """Keys of the sheets whose old encoding nobody has confirmed yet."""
    confirmed = imported.decisions.get("encodings", {})
    sheets = imported.summary.get("sheets", [])
    return [sheet["key"] for sheet in sheets if sheet["needs_confirmation"] and not confirmed.get(sheet["key"])]


def seems_foreign(imported: Import) -> bool:
    """Whether the files seem to be another federation's and nobody said that they belong here."""
    return bool(imported.summary.get("foreign")) and not imported.decisions.get("foreign")


@transaction.atomic
def decide(
    *,
    actor: User | System,
    imported: Import,
    encodings: Mapping[str, bool] | None = None,
    persons: Mapping[str, str] | None = None,
    kinds: Mapping[str, str] | None = None,
    foreign: bool | None = None,
) -> Import:
    """Keep what a person found; what is not told stays as it was.

    ``encodings``: sheet -> converted rightly; ``persons``: doubtful pair -> one person ("same") or two ("apart");
    ``kinds``: kind of doubt -> the same for all its pairs; ``foreign``: the files belong here although they seem to be
    another federation's.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: the import is not waiting for decisions.
    """
    imported = locked(imported)
    require_import(actor, imported)
    if imported.state not in (Import.State.READ, Import.State.STOPPED):
        raise Refused(_("Lần nhập này không còn chờ quyết định."))
    kept = dict(imported.decisions)
    if encodings is not None:
        sheets = {sheet["key"] for sheet in imported.summary["sheets"]}
        kept["encodings"] = {key: bool(value) for key, value in encodings.items() if key in sheets}
    if foreign is not None:
        kept["foreign"] = foreign
    before = kept.get("persons", {})
    kept["persons"] = {**before, **_persons(imported, persons or {}, kinds or {})}
    imported.decisions = {**kept, "shape": SHAPE}
    if _same(before) != _same(kept["persons"]):
        imported.summary.pop("digest", None)  # what was shown is not what would be written
    imported.save(update_fields=["decisions", "summary"])
    return imported


def outdated(imported: Import) -> bool:
    """Whether what is shown of the changes was made before the decisions about persons."""
    return "digest" not in imported.summary


@transaction.atomic
def start_planning(*, actor: User | System, imported: Import) -> Import:
    """Mark the import as being looked at anew after decisions; :func:`plan_again` does it in the background.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: the import is not waiting for decisions.
    """
    imported = locked(imported)
    require_import(actor, imported)
    if imported.state not in (Import.State.READ, Import.State.STOPPED) or not imported.reading:
        raise Refused(_("Lần nhập này không còn chờ quyết định."))
    put(imported, state=Import.State.READING, progress=0, error="", stops=0, stopped_while="")
    return imported


def _same(persons: Mapping[str, str]) -> set[str]:
    return {key for key, answer in persons.items() if answer == SAME}


def _persons(imported: Import, persons: Mapping[str, str], kinds: Mapping[str, str]) -> dict[str, str]:
    pairs = {pair["key"]: pair["why"] for pair in imported.summary["doubtful"]}
    decided = {key: kinds[why] for key, why in pairs.items() if kinds.get(why) in (SAME, APART)}
    return decided | {key: answer for key, answer in persons.items() if key in pairs and answer in (SAME, APART)}
