"""Terms over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Key
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import Day, Made, Sent, Short, Text
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.people import actions
from nongcot.people.endpoints.persons import NewPerson, person_of
from nongcot.people.endpoints.units import own_unit
from nongcot.people.kinds import BodyKind, Mandate, Post
from nongcot.people.models import Term
from nongcot.people.permissions import unit_scope

router = Router(tags=["terms"], by_alias=True)


class RecordTerm(Sent):
    unit: Key
    body: BodyKind
    from_: Day = Field(alias="from")
    planned_end: Day
    seats_fixed: int | None = Field(None, ge=0, le=500)
    mandate: Mandate | None = None
    decision_number: Short = ""
    decision_day: Day | None = None


@router.post("", response=answers(Made, 201))
def record_term(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, sent: RecordTerm) -> Any:
    """A new term of a body begins; a running one ends on the same day."""

    def perform() -> Made:
        values = sent.model_dump(exclude={"unit", "from_"})
        unit = own_unit(request, sent.unit)
        made = actions.record_term(actor=asker(request), unit=unit, from_day=sent.from_, **values)
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


def own_term(request: HttpRequest, term: int) -> Term:
    """The term, where the caller may see its unit; else 404."""
    return Term.objects.filter(unit_scope(asker(request), path="body__unit_id")).select_related("body").get(pk=term)


class ExtendTerm(Sent):
    new_end: Day
    decision_number: Short
    decision_day: Day
    reason: Text = ""


@router.post("/{term}/extension", response=answers(Made, 201))
def extend_term(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, term: Key, sent: ExtendTerm) -> Any:
    """A decision moves the planned end of a term."""

    def perform() -> Made:
        found = own_term(request, term)
        made = actions.extend_term(actor=asker(request), term=found, **sent.model_dump())
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))


class CorrectTerm(Sent):
    """Only what is sent is changed; replacing something needs a reason."""

    from_: Day | None = Field(None, alias="from")
    planned_end: Day | None = None
    seats_fixed: int | None = Field(None, ge=0, le=500)
    mandate: Mandate | None = None
    decision_number: Short | None = None
    decision_day: Day | None = None
    reason: Text = ""


@router.post("/{term}/data", response=answers(Made))
def correct_term(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, term: Key, sent: CorrectTerm
) -> Any:
    """Complete or put right what was recorded of a term."""

    def perform() -> Made:
        found = own_term(request, term)
        fields = sent.model_dump(exclude_unset=True, exclude={"reason"})
        if "from_" in fields:
            fields["from_day"] = fields.pop("from_")
        if "decision_number" in fields:
            fields["decision_number"] = fields["decision_number"] or ""
        actions.correct_term(actor=asker(request), term=found, reason=sent.reason, **fields)
        return Made(id=term)

    return write_once(request, response, key, perform)


class ElectedIn(Sent):
    """Either ``person``, or ``new_person`` who is not on record yet."""

    person: Key | None = None
    new_person: NewPerson | None = None
    post: Post


class Congress(Sent):
    """Posts held on ``day`` end; those elected hold theirs from it."""

    unit: Key
    body: BodyKind = BodyKind.EXECUTIVE_COMMITTEE
    day: Day
    planned_end: Day
    seats_fixed: int | None = Field(None, ge=0, le=500)
    elected: list[ElectedIn] = Field(min_length=1, max_length=200)
    mandate: Mandate = Mandate.CONGRESS
    decision_number: Short = ""
    decision_day: Day | None = None


@router.post("/congress", response=answers(Made, 201))
def record_congress(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, sent: Congress) -> Any:
    """A congress: a new term, its seats and its holders, all of it or nothing."""

    def perform() -> Made:
        values = sent.model_dump(exclude={"unit", "elected"})
        unit = own_unit(request, sent.unit)
        persons = [person_of(request, unit, one.person, one.new_person) for one in sent.elected]
        elected = [actions.Elected(who, one.post) for who, one in zip(persons, sent.elected, strict=True)]
        return Made(id=actions.record_congress(actor=asker(request), unit=unit, elected=elected, **values).pk)

    return Status(201, write_once(request, response, key, perform))
