"""Rules over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Router, Schema, Status
from pydantic import Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import NO_ZERO_BYTE, Day, Made, Sent, Words
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.infra.rulebook.actions import enter_value
from nongcot.infra.rulebook.permissions import require_keeper
from nongcot.infra.rulebook.queries import rulebook
from nongcot.kernel import clock
from nongcot.regulations import RuleKind, ValueUnit
from nongcot.regulations.listing import RuleRow, list_rules, show_rule

router = Router(tags=["rules"], by_alias=True)
RuleId = Annotated[str, Path(max_length=80, pattern=r"^[a-z0-9_.]+$")]


class ValueOut(Schema):
    """A value and the conditions it holds under, each ``[key, operator, value]``; null: none, see ``status``."""

    conditions: list[list[str | int]]
    value: str | None
    status: str | None


class RuleOut(Schema):
    id: str
    title: str
    title_en: str
    kind: RuleKind
    unit: ValueUnit
    values: list[ValueOut]
    from_: date = Field(alias="from")
    to: date | None
    document: str
    issuer: str
    article: str
    verified: bool
    confidence: str
    decided_by: str


class RuleList(Schema):
    items: list[RuleOut]


class RuleHistory(Schema):
    """All dated values of one rule, oldest first."""

    values: list[RuleOut]


def _out(row: RuleRow) -> dict[str, Any]:
    values = [
        {"conditions": [list(part) for part in line.conditions], "value": line.text or None, "status": line.status}
        for line in row.lines
    ]
    return {
        "id": row.id,
        "title": row.title,
        "title_en": row.title_en,
        "kind": row.kind,
        "unit": row.unit,
        "values": values,
        "from": row.from_day,
        "to": row.to_day,
        "document": row.document.number,
        "issuer": row.document.issuer,
        "article": row.article,
        "verified": row.verified,
        "confidence": row.confidence,
        "decided_by": row.decided_by,
    }


@router.get("", response=answers(RuleList))
def list_rules_in_force(request: HttpRequest, as_of: Day | None = None) -> dict[str, Any]:
    """Every rule that has a value, or a document without its text, on the day."""
    return {"items": [_out(row) for row in list_rules(rulebook(), as_of or clock.today())]}


@router.get("/{rule}", response=answers(RuleHistory))
def get_rule(request: HttpRequest, rule: RuleId) -> dict[str, Any]:
    """One rule through time."""
    return {"values": [_out(row) for row in _history(rule)]}


def _history(rule: str) -> list[RuleRow]:
    try:
        return show_rule(rulebook(), rule)
    except KeyError:
        raise Http404 from None


class EnterValue(Sent):
    """``value`` is a number or a text ("1/3"), or a table as in a rule file (``brackets``, ``cases``)."""

    from_: Day = Field(alias="from")
    value: int | str | bool | list[str] | dict[str, Any]
    document_number: Words
    issuer: Words
    article: Words
    decided_by: Words
    signed_on: Day | None = None
    note: str = Field("", max_length=1000, pattern=NO_ZERO_BYTE)


@router.post("/{rule}/values", response=answers(Made, 201))
def enter_rule_value(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, rule: RuleId, sent: EnterValue
) -> Any:
    """Enter a value from a document, or decide the federation's own deadline."""
    require_keeper(asker(request))
    _history(rule)

    def perform() -> Made:
        values = sent.model_dump(exclude={"from_"})
        made = enter_value(actor=asker(request), rule=rule, from_day=sent.from_, **values)
        return Made(id=made.pk)

    return Status(201, write_once(request, response, key, perform))
