"""Units over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import AsOf, Day, Made, Search, Sent, Short, Text
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.kernel import clock
from nongcot.people import actions, queries
from nongcot.people.endpoints.shapes import DocumentOut, UnitChangeOut, UnitOut, UnitPage, change_out, unit_out
from nongcot.people.kinds import DecidedFact, Ownership, Sector, UnitEnd, UnitKind
from nongcot.people.models import Unit
from nongcot.people.queries import changes
from nongcot.people.queries.documents import lacking, rows_of
from nongcot.people.shown.changes import shown_changes
from nongcot.people.shown.documents import documents

router = Router(tags=["units"], by_alias=True)


@router.get("", response=answers(UnitPage))
def list_units(
    request: HttpRequest,
    *,
    as_of: AsOf = None,
    within: Key | None = None,
    search: Search = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """Units that exist on the day, of the caller's scope; `within`: only the subtree of this unit."""
    user, day = asker(request), as_of or clock.today()
    rows = queries.find_units(user, search, day=day) if search.strip() else queries.units(user, day=day)
    if within is not None:
        rows = rows.filter(pk__in=queries.subtree(within, day=day).values("unit"))
    found, after = page_after(rows, cursor, limit)
    return {"items": [unit_out(row) for row in found], "next": after}


@router.get("/{unit}", response=answers(UnitOut))
def get_unit(request: HttpRequest, unit: Key, as_of: AsOf = None) -> dict[str, Any]:
    """One unit as of a day."""
    return unit_out(queries.unit(asker(request), unit, day=as_of or clock.today()))


def own_unit(request: HttpRequest, unit: int) -> Unit:
    """The unit, where the caller may see it; else 404."""
    return queries.unit(asker(request), unit, day=clock.today())


class OpenUnit(Sent):
    name: Text
    kind: UnitKind
    superior: Key
    from_: Day | None = Field(None, alias="from")
    code: Short | None = None
    sector: Sector | None = None
    ownership: Ownership | None = None


@router.post("", response=answers(Made, 201))
def open_unit(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, sent: OpenUnit) -> Any:
    """Record a unit that begins under a superior."""

    def perform() -> Made:
        above = own_unit(request, sent.superior)
        values = sent.model_dump(exclude={"superior", "from_"})
        made = actions.create_unit(actor=asker(request), superior=above, from_day=sent.from_, **values)
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


class Rename(Sent):
    name: Text
    day: Day
    decision_number: Short = ""
    decision_day: Day | None = None


@router.post("/{unit}/name", response=answers(Made))
def rename_unit(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, unit: Key, sent: Rename) -> Any:
    """The unit bears another name from a day on."""

    def perform() -> Made:
        actions.rename_unit(actor=asker(request), unit=own_unit(request, unit), **sent.model_dump())
        return Made(id=unit)

    return write_once(request, response, key, perform)


class Move(Sent):
    superior: Key
    day: Day
    decision_number: Short = ""
    decision_day: Day | None = None


@router.post("/{unit}/superior", response=answers(Made))
def move_unit(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, unit: Key, sent: Move) -> Any:
    """The unit stands under another superior from a day on."""

    def perform() -> Made:
        above = own_unit(request, sent.superior)
        below = own_unit(request, unit)
        values = sent.model_dump(exclude={"superior"})
        actions.move_unit(actor=asker(request), unit=below, superior=above, **values)
        return Made(id=unit)

    return write_once(request, response, key, perform)


class ChangeKind(Sent):
    kind: UnitKind
    day: Day
    decision_number: Short = ""
    decision_day: Day | None = None


@router.post("/{unit}/kind", response=answers(Made))
def change_unit_kind(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, unit: Key, sent: ChangeKind
) -> Any:
    """The unit is of another kind from a day on."""

    def perform() -> Made:
        actions.change_unit_kind(actor=asker(request), unit=own_unit(request, unit), **sent.model_dump())
        return Made(id=unit)

    return write_once(request, response, key, perform)


class End(Sent):
    day: Day
    reason: UnitEnd
    decision_number: Short = ""
    decision_day: Day | None = None
    successor: Key | None = Field(None, description="The unit that carries it on; needed where it was merged.")


@router.post("/{unit}/end", response=answers(Made))
def end_unit(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, unit: Key, sent: End) -> Any:
    """The unit ends; its posts end with it."""

    def perform() -> Made:
        heir = own_unit(request, sent.successor) if sent.successor else None
        values = sent.model_dump(exclude={"successor"})
        actions.end_unit(actor=asker(request), unit=own_unit(request, unit), successor=heir, **values)
        return Made(id=unit)

    return write_once(request, response, key, perform)


class Count(Sent):
    day: Day
    members: int = Field(ge=0, le=10_000_000)
    women: int | None = Field(None, ge=0, le=10_000_000)
    source: Text = ""


@router.post("/{unit}/members", response=answers(Made))
def count_members(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, unit: Key, sent: Count) -> Any:
    """How many members the unit had on a day."""

    def perform() -> Made:
        made = actions.count_members(actor=asker(request), unit=own_unit(request, unit), **sent.model_dump())
        return Made(id=made.pk)

    return write_once(request, response, key, perform)


class CorrectUnit(Sent):
    """Only what is sent is changed; replacing something needs a reason."""

    code: Short | None = None
    kind: UnitKind | None = None
    sector: Sector | None = None
    ownership: Ownership | None = None
    began_on: Day | None = None
    reason: Text = ""


@router.post("/{unit}/data", response=answers(Made))
def correct_unit(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, unit: Key, sent: CorrectUnit
) -> Any:
    """Complete or correct the data of a unit."""

    def perform() -> Made:
        values = sent.model_dump(exclude_unset=True, exclude={"reason"}, exclude_none=True)
        actions.correct_unit(actor=asker(request), unit=own_unit(request, unit), reason=sent.reason, **values)
        return Made(id=unit)

    return write_once(request, response, key, perform)


class CompleteDocument(Sent):
    """The number and the day of the decision, what is missing of them; what is on record already is not replaced."""

    fact: DecidedFact
    row: Key = Field(description="The name, placement, term or post; of the end of a unit the unit itself.")
    decision_number: Short = ""
    decision_day: Day | None = None


@router.post("/{unit}/documents", response=answers(Made))
def complete_document(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, unit: Key, sent: CompleteDocument
) -> Any:
    """The decision of something recorded earlier is completed; the fact itself stays as it is."""

    def perform() -> Made:
        about = own_unit(request, unit)
        row = rows_of(about, sent.fact).filter(pk=sent.row).first()
        if row is None:
            raise Unit.DoesNotExist
        values = sent.model_dump(exclude={"fact", "row"})
        actions.complete_document(actor=asker(request), fact=sent.fact, row=row, **values)
        return Made(id=row.pk)

    return write_once(request, response, key, perform)


class LackingOut(Schema):
    fact: DecidedFact
    row: int
    decision_number: str
    decision_day: date | None


@router.get("/{unit}/documents/lacking", response=answers(list[LackingOut]))
def list_lacking_documents(request: HttpRequest, unit: Key) -> list[dict[str, Any]]:
    """What of the unit lacks the number or the day of its decision, the newest first of each kind."""
    about = own_unit(request, unit)
    found = [one for fact in DecidedFact for one in lacking(about, fact)]
    return [
        {"fact": one.fact, "row": one.row.pk, "decision_number": one.number, "decision_day": one.signed}
        for one in found
    ]


class TakeBackChange(Sent):
    reason: Text


@router.post("/{unit}/changes/{change}/take-back", response=answers(Made))
def take_back_change(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, unit: Key, *, change: Key, sent: TakeBackChange
) -> Any:
    """The end, a rename, a move, a change of kind, a term or an extension is taken back: all is as it was before."""

    def perform() -> Made:
        about = own_unit(request, unit)
        found = changes.change(asker(request), about, change)
        if found is None:
            raise Unit.DoesNotExist
        actions.take_back_change(actor=asker(request), change=found, reason=sent.reason)
        return Made(id=unit)

    return write_once(request, response, key, perform)


@router.get("/{unit}/documents", response=answers(list[DocumentOut]))
def list_unit_documents(request: HttpRequest, unit: Key, as_of: AsOf = None) -> list[dict[str, Any]]:
    """The documents that decided something of the unit by the day, newest first."""
    day = as_of or clock.today()
    about = queries.unit(asker(request), unit, day=day)
    terms, posts = queries.terms_of_unit(about, day=day), queries.posts_of_unit(about, day=day)
    found = documents(about, queries.steps(about), terms, posts, day)
    return [{"number": one.number, "signed": one.signed, "from": one.holds, "what": one.what} for one in found]


@router.get("/{unit}/changes", response=answers(list[UnitChangeOut]))
def list_unit_changes(request: HttpRequest, unit: Key, as_of: AsOf = None, limit: Limit = 50) -> list[dict[str, Any]]:
    """Who changed what of the unit up to the day, newest first; `may_take_back`: the caller may take it back."""
    day = as_of or clock.today()
    about = queries.unit(asker(request), unit, day=day)
    rows = list(changes.changes_of(asker(request), about, day=day)[:limit])
    return [change_out(one) for one in shown_changes(asker(request), about, rows, day=day)]
