"""Whatever stands in a cell, no parser fails: a row is rejected, never a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.intake.cells.citizen_ids import citizen_id
from nongcot.intake.cells.dates import born, day
from nongcot.intake.cells.numbers import count, term
from nongcot.intake.cells.phones import phones
from nongcot.intake.cells.posts import posts
from nongcot.intake.cells.sex import sex
from nongcot.intake.cells.understood import Understood
from nongcot.intake.cells.unit_kinds import unit_kind
from nongcot.intake.cells.units import unit_key, unit_name
from nongcot.intake.cells.words import email, end_reason, flag, is_ditto, is_empty, is_formula_error, mandate, text

cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=80),
    st.text(alphabet="0123456789/-. ,+()xXntPCTUVBKHĐđủỷ\n", max_size=40),
)
PARSERS = [born, day, phones, citizen_id, count, term, posts, sex, unit_kind, email, end_reason, flag, mandate, text]


@pytest.mark.parametrize("parser", PARSERS, ids=lambda p: p.__name__)
@given(cell=cells)
def test_every_cell_is_understood_or_refused(parser: Callable[[Any], Understood[Any]], cell: Any) -> None:
    read = parser(cell)
    assert isinstance(read, Understood)
    assert read == parser(cell)


@given(cell=cells)
def test_signs_and_names_of_any_cell(cell: Any) -> None:
    assert not (is_empty(cell) and is_ditto(cell))
    assert isinstance(is_formula_error(cell), bool)
    assert len(unit_name(cell).splitlines()) <= 1
    assert unit_key(cell).split() == unit_key(cell).split(" ") or unit_key(cell) == ""


@given(st.one_of(st.dates(), st.datetimes()), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_no_birth_is_read_before_1900_or_after_the_day_asked(cell: date | datetime, latest: date) -> None:
    value = born(cell, latest).value
    assert value is None or "1900-01-01" <= value <= latest.isoformat()
