"""Shapes that every endpoint shares. Days are ISO; ranges are half-open: ``to`` is the first day after."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, get_args

from ninja import Query, Schema
from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema, field_validator

NO_ZERO_BYTE = r"^[^\x00]*$"


def _iso_only(value: Any) -> Any:
    """Numbers would be read as seconds since 1970, a moment as its day: neither is what a client means by a day."""
    if isinstance(value, date) or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
        return value
    raise ValueError("not an ISO day such as 2026-07-05")


_DAY_SCHEMA = {"type": "string", "format": "date", "pattern": r"^(19|20|21)\d{2}-\d{2}-\d{2}$"}
Day = Annotated[
    date,
    BeforeValidator(_iso_only),
    Field(ge=date(1900, 1, 1), le=date(2199, 12, 31)),
    WithJsonSchema(_DAY_SCHEMA),
]
AsOf = Annotated[Day | None, Query(description="The day asked about; today where none is given.")]
Text = Annotated[str, Field(max_length=300, pattern=NO_ZERO_BYTE)]
Short = Annotated[str, Field(max_length=80, pattern=NO_ZERO_BYTE)]
Words = Annotated[str, Field(min_length=1, max_length=200, pattern=NO_ZERO_BYTE)]
Search = Annotated[
    str, Query(max_length=100, pattern=NO_ZERO_BYTE, description="Words in any order, without diacritics.")
]


class Sent(Schema):
    """What a client sends: a field nobody knows is refused, for a misspelt one would be left out in silence.

    A number is sent as a number: ``false`` is no "no woman at all", and "5" no five. 5.0 is one, as JSON Schema has it.
    """

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _number_as_number(cls, value: Any, field: ValidationInfo) -> Any:
        asked = cls.model_fields[field.field_name or ""].annotation
        types = {getattr(one, "__origin__", one) for one in (asked, *get_args(asked))}  # Annotated[int, ...] is an int
        if isinstance(value, bool | str) and int in types and type(value) not in types:
            raise ValueError("a whole number is sent as a number")
        return value


class Made(Schema):
    """The id of what was recorded or changed."""

    id: int
