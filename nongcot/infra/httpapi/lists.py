"""Pages of a list that stay right while the data changes: each page says after which row the next one begins."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from ninja import Query
from ninja.errors import HttpError
from pydantic import Field

M = TypeVar("M", bound=Model)
MOST = 200
_AFTER = "after-"
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many rows a page has at most.")]
Cursor = Annotated[
    str,
    Query(description="`next` of the page before; empty for the first page.", pattern=rf"^({_AFTER}[0-9]{{1,18}})?$"),
]
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]


def page_after(rows: QuerySet[M], cursor: str, limit: int) -> tuple[list[M], str | None]:
    """The rows after ``cursor`` in the order of their ids, and the cursor of the next page (None: this is the last).

    A row that is added or removed meanwhile neither repeats nor hides another.

    Raises:
        HttpError: 400, the cursor is none of ours.
    """
    if cursor:
        rows = rows.filter(pk__gt=_read(cursor))
    found = list(rows.order_by("pk")[: limit + 1])
    if len(found) <= limit:
        return found, None
    return found[:limit], _write(found[limit - 1].pk)


def _write(key: Any) -> str:
    return f"{_AFTER}{key}"


def _read(cursor: str) -> int:
    number = cursor.removeprefix(_AFTER)
    if number == cursor or not number.isascii() or not number.isdigit() or len(number) > 18:
        raise HttpError(400, _("cursor phải là giá trị next của trang trước."))
    return int(number)
