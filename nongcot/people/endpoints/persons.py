"""Persons over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import StrictBool

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Cursor, Key, Limit, page_after
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import Day, Made, Search, Sent, Short, Text, Words
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.kernel.text import fold
from nongcot.people import actions, queries
from nongcot.people.endpoints.shapes import PersonDetail, PersonPage, person_out
from nongcot.people.endpoints.units import own_unit
from nongcot.people.kinds import Sex, SupportKind
from nongcot.people.models import KeptApart, Person, PersonMerge, Unit
from nongcot.people.permissions import can_read_sensitive
from nongcot.people.queries.records import data_requests

router = Router(tags=["persons"], by_alias=True)


@router.get("", response=answers(PersonPage))
def list_persons(
    request: HttpRequest, *, search: Search = "", cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Persons who hold or held a post in the caller's scope, but for those whose data is limited today."""
    rows = queries.persons(asker(request)).exclude(pk__in=queries.limited_persons(clock.today()))
    for word in fold(search).split():
        rows = rows.filter(search_key__contains=word)
    found, after = page_after(rows, cursor, limit)
    return {"items": [person_out(row) for row in found], "next": after}


def own_person(request: HttpRequest, person: int) -> Person:
    """The person, where the caller may see them; else 404."""
    return queries.persons(asker(request)).get(pk=person)


@router.get("/{person}", response=answers(PersonDetail))
def get_person(request: HttpRequest, person: Key) -> dict[str, Any]:
    """One person; the citizen id only by its last four digits."""
    found = own_person(request, person)
    fields = ("ethnicity", "political_theory", "party_member")
    may = can_read_sensitive(asker(request), found)
    sensitive = {name: getattr(found, name) if getattr(found, name) != "" else None for name in fields} if may else None
    limit = queries.limit_of(found, day=clock.today())
    return {**person_out(found), "sensitive": sensitive, "limited_from": limit.from_day if limit else None}


class PersonValues(Sent):
    """What is typed of a person, births as "05/07/1985", "7/1985" or "1985"; only what is sent changes."""

    name: Words | None = None
    sex: Sex | None = None
    born: Short | None = None
    citizen_id: Short | None = None
    phone: Short | None = None
    email: Short | None = None
    ethnicity: Short | None = None
    education: Text | None = None
    political_theory: Short | None = None
    party_member: StrictBool | None = None
    direct_work: StrictBool | None = None
    direct_work_on: Day | None = None
    employer: Text | None = None
    job: Text | None = None


class NewPerson(Sent):
    """Somebody who is not on record yet; births as "05/07/1985", "7/1985" or "1985"."""

    name: Words
    sex: Sex | None = None
    born: Short = ""
    citizen_id: Short = ""
    phone: Short = ""


def person_of(request: HttpRequest, unit: Unit, person: int | None, new: NewPerson | None) -> Person:
    """The person of a post to be recorded: one on record, or one entered now for ``unit``.

    Raises:
        Refused: neither or both are given.
    """
    if (person is None) == (new is None):
        raise Refused(_("Xin gửi person (hồ sơ đã có) hoặc new_person (người mới), không phải cả hai."))
    if new is None:
        return own_person(request, person or 0)
    values = {name: value for name, value in new.model_dump().items() if value}
    return actions.enter_person(actor=asker(request), unit=unit, values=values)


class CorrectPerson(Sent):
    values: PersonValues
    reason: Text = ""


@router.post("/{person}/data", response=answers(Made))
def correct_person(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, person: Key, sent: CorrectPerson
) -> Any:
    """Complete or correct what is on record of a person; replacing something needs a reason."""

    def perform() -> Made:
        values = sent.values.model_dump(exclude_unset=True)
        found = own_person(request, person)
        actions.correct_person(actor=asker(request), person=found, values=values, reason=sent.reason)
        return Made(id=person)

    return write_once(request, response, key, perform)


class Contract(Sent):
    """Either ``ends_on`` or ``open_ended``."""

    ends_on: Day | None = None
    open_ended: StrictBool = False
    reason: Text = ""


@router.post("/{person}/contract", response=answers(Made))
def record_contract(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, person: Key, sent: Contract
) -> Any:
    """How long the person's labour contract runs."""

    def perform() -> Made:
        actions.record_contract(actor=asker(request), person=own_person(request, person), **sent.model_dump())
        return Made(id=person)

    return write_once(request, response, key, perform)


class Merge(Sent):
    """``drop`` is the other record of the same person; it can be brought back by undoing the merge."""

    drop: Key
    reason: Text = ""


@router.post("/{person}/merge", response=answers(Made))
def merge_persons(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, person: Key, sent: Merge) -> Any:
    """Two records of one person become one; the answer is the id of the merge."""

    def perform() -> Made:
        keep, drop = own_person(request, person), own_person(request, sent.drop)
        if keep.pk == drop.pk:
            raise Refused(_("Đây là cùng một hồ sơ."))
        return Made(id=actions.merge_persons(actor=asker(request), keep=keep, drop=drop, reason=sent.reason).pk)

    return write_once(request, response, key, perform)


@router.post("/merges/{merge}/undo", response=answers(Made))
def undo_merge(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, merge: Key) -> Any:
    """Bring the merged record back exactly as it was."""

    def perform() -> Made:
        found = PersonMerge.objects.get(pk=merge)
        own_person(request, found.keep_id)
        actions.undo_merge(actor=asker(request), merge=found)
        return Made(id=merge)

    return write_once(request, response, key, perform)


class Apart(Sent):
    """``other`` is another person, however much the two records are alike."""

    other: Key
    reason: Text = ""


@router.post("/{person}/apart", response=answers(Made))
def keep_apart(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, person: Key, sent: Apart) -> Any:
    """Two records are two persons and are not proposed as one again; the answer is the id of that decision."""

    def perform() -> Made:
        one, other = own_person(request, person), own_person(request, sent.other)
        return Made(id=actions.keep_apart(actor=asker(request), a=one, b=other, reason=sent.reason).pk)

    return write_once(request, response, key, perform)


class Withdraw(Sent):
    reason: Text = ""


@router.post("/apart/{apart}/withdraw", response=answers(Made))
def withdraw_apart(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, apart: Key, sent: Withdraw
) -> Any:
    """The two may be one person after all: they are compared again."""

    def perform() -> Made:
        row = KeptApart.objects.select_related("one", "other").get(pk=apart)
        own_person(request, row.one_id)
        actions.withdraw_apart(actor=asker(request), row=row, reason=sent.reason)
        return Made(id=apart)

    return write_once(request, response, key, perform)


class Help(Sent):
    """What was done on ``day`` for the person, who chairs ``unit``; a mentor is named in ``by_whom``."""

    unit: Key
    day: Day
    kind: SupportKind
    by_whom: Short = ""
    note: Text = ""


@router.post("/{person}/support", response=answers(Made, 201))
def record_support(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, person: Key, sent: Help) -> Any:
    """A chair of a first term was helped."""

    def perform() -> Made:
        unit = own_unit(request, sent.unit)
        given = sent.model_dump(exclude={"unit"})
        row = actions.record_support(actor=asker(request), person=own_person(request, person), unit=unit, **given)
        return Made(id=row.pk)

    return Status(201, write_once(request, response, key, perform))


class Held(Schema):
    """All that is held on a person, as ``people.export_person`` gives it."""

    data: dict[str, Any]


class Reason(Sent):
    reason: Words


class LimitProcessing(Sent):
    """``request``: the open request of the person to limit the processing, on which the limit rests."""

    request: Key
    day: Day


@router.post("/{person}/limit", response=answers(Made, 201))
def limit_processing(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, person: Key, sent: LimitProcessing
) -> Any:
    """From the day the data is kept and not otherwise processed; the answer is the id of the limit."""

    def perform() -> Made:
        asked = data_requests(asker(request)).get(pk=sent.request, person=own_person(request, person))
        return Made(id=actions.limit_processing(actor=asker(request), request=asked, day=sent.day).pk)

    return Status(201, write_once(request, response, key, perform))


class LiftLimit(Sent):
    day: Day
    reason: Words


@router.post("/{person}/limit/lift", response=answers(Made))
def lift_limit(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, person: Key, sent: LiftLimit) -> Any:
    """From the day the data is processed again."""

    def perform() -> Made:
        found = own_person(request, person)
        return Made(id=actions.lift_limit(actor=asker(request), person=found, **sent.model_dump()).pk)

    return write_once(request, response, key, perform)


@router.post("/{person}/export", response=answers(Held))
def export_person(request: HttpRequest, person: Key, sent: Reason) -> dict[str, Any]:
    """All data of one person, for the person; every export is audited, so nothing is kept to repeat the answer."""
    return {"data": actions.export_person(actor=asker(request), person=own_person(request, person), reason=sent.reason)}


@router.post("/{person}/erase", response=answers(Made))
def erase_person(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, person: Key, sent: Reason) -> Any:
    """Empty everything personal, for good; refused while the person holds a post or the data must be kept."""

    def perform() -> Made:
        actions.erase_person(actor=asker(request), person=own_person(request, person), reason=sent.reason)
        return Made(id=person)

    return write_once(request, response, key, perform)
