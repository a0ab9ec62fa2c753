"""What a person confirms before an import is applied."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.bulk import chunks
from nongcot.intake.actions.state import locked, put, trace
from nongcot.intake.models import DoubtfulPair, Import
from nongcot.intake.permissions import require_import
from nongcot.people.api import Refused, change_unit_kind
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit

SHAPE = 2
SAME, APART = DoubtfulPair.Answer.SAME.value, DoubtfulPair.Answer.APART.value


def no_decisions() -> dict[str, Any]:
    """The decisions of an import about which nobody decided anything yet."""
    return {"shape": SHAPE, "encodings": {}, "mappings": {}, "header_rows": {}, "ignored": []}


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
    foreign: bool | None = None,
) -> Import:
    """Keep what a person found; what is not told stays as it was.

    ``encodings``: sheet -> converted rightly; ``persons``: doubtful pair -> one person ("same") or two ("apart");
    ``foreign``: the files belong here although they seem to be another federation's.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: the import is not waiting for decisions.
    """
    imported = _waiting(actor, imported)
    kept = dict(imported.decisions)
    if encodings is not None:
        sheets = {sheet["key"] for sheet in imported.summary["sheets"]}
        kept["encodings"] = {key: bool(value) for key, value in encodings.items() if key in sheets}
    if foreign is not None:
        kept["foreign"] = foreign
    imported.decisions = {**kept, "shape": SHAPE}
    if _answer(imported, persons or {}):
        imported.summary.pop("digest", None)  # what was shown is not what would be written
    imported.save(update_fields=["decisions", "summary"])
    said: dict[str, Any] = {name: len(told) for name, told in (("encodings", encodings), ("persons", persons)) if told}
    said |= {} if foreign is None else {"foreign": foreign}
    if said:
        trace(actor, imported, "decide", **said)
    return imported


def kinds_decided(imported: Import) -> dict[int, date]:
    """Unit -> the first day of the other kind the file tells, where a person took it."""
    return {int(unit): date.fromisoformat(day) for unit, day in imported.decisions.get("kinds", {}).items()}


@transaction.atomic
def decide_unit_kinds(*, actor: User | System, imported: Import, kinds: Mapping[int, date | None]) -> Import:
    """Of units the files tell another kind of: from which day on they are of it; None leaves them as they are.

    Units the preview does not list are passed over; those not told stay as decided before. What would be refused
    when it is applied is refused now.

    Raises:
        PermissionDenied: the actor may not import into the import's unit, or does not answer for one of these.
        Refused: the import is not waiting for decisions, or one of the units cannot become of that kind on that day.
    """
    imported = _waiting(actor, imported)
    listed = {told["unit"]: told for told in imported.summary.get("plan", {}).get("other_kinds", [])}
    decided = kinds_decided(imported)
    for pk, day in kinds.items():
        if pk in listed and day is None:
            decided.pop(pk, None)
        elif pk in listed and day is not None:
            _try_kind(actor, listed[pk], day)
            decided[pk] = day
    told = {str(pk): day.isoformat() for pk, day in decided.items()}
    if told != imported.decisions.get("kinds", {}):
        imported.decisions = {**imported.decisions, "kinds": told}
        imported.summary.pop("digest", None)
        imported.save(update_fields=["decisions", "summary"])
        trace(actor, imported, "decide_unit_kinds", kinds=told)
    return imported


class _Tried(Exception):
    """It can be done; it is done when the import is applied."""


def _try_kind(actor: User | System, told: Mapping[str, Any], day: date) -> None:
    unit = Unit.objects.get(pk=told["unit"])
    try:
        with transaction.atomic():
            change_unit_kind(actor=actor, unit=unit, kind=UnitKind(told["after"]), day=day)
            raise _Tried
    except _Tried:
        return
    except Refused as refused:
        raise Refused(f"{told['name']}: {refused}") from None


def _answer(imported: Import, persons: Mapping[str, str]) -> bool:
    """Keep answers about pairs; gives whether other persons than before are one now."""
    moved = False
    told = {key: answer for key, answer in persons.items() if answer in (SAME, APART)}
    for keys in chunks(sorted(told)):
        for pair in imported.pairs.filter(key__in=keys).only("pk", "key", "answer"):
            answer = told[pair.key]
            if answer != pair.answer:
                moved |= SAME in (answer, pair.answer)
                imported.pairs.filter(pk=pair.pk).update(answer=answer)
    return moved


@transaction.atomic
def decide_kind(*, actor: User | System, imported: Import, why: str, answer: str, over: bool = False) -> int:
    """Answer all pairs of one kind of doubt alike; gives how many. Those answered before stay, but with ``over``.

    Raises:
        PermissionDenied: the actor may not import into the import's unit.
        Refused: the import is not waiting for decisions, or no pair waits for such an answer.
    """
    imported = _waiting(actor, imported)
    pairs = imported.pairs.filter(why=why).exclude(answer=answer)
    if not over:
        pairs = pairs.filter(answer="")
    moved = answer == SAME or pairs.filter(answer=SAME).exists()
    count = pairs.update(answer=answer) if answer in (SAME, APART) else 0
    if not count:
        raise Refused(_("Không có cặp nào cần trả lời như vậy."))
    if moved:
        imported.summary.pop("digest", None)
        imported.save(update_fields=["summary"])
    trace(actor, imported, "decide_kind", why=why, answer=answer, pairs=count)
    return count


def _waiting(actor: User | System, imported: Import) -> Import:
    imported = locked(imported)
    require_import(actor, imported)
    if imported.state not in (Import.State.READ, Import.State.STOPPED):
        raise Refused(_("Lần nhập này không còn chờ quyết định."))
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
    imported = _waiting(actor, imported)
    if not imported.reading:
        raise Refused(_("Lần nhập này không còn chờ quyết định."))
    put(imported, state=Import.State.READING, progress=0, error="", stops=0, stopped_while="")
    trace(actor, imported, "start_planning")
    return imported
