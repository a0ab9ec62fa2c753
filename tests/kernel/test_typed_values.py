"""What a person types into a form: phones, citizen ids, births. The same as a spreadsheet's cell is understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.intake.cells import citizen_ids, phones
from nongcot.kernel.citizen_ids import is_citizen_id, read_citizen_id
from nongcot.kernel.dates import read_partial
from nongcot.kernel.phones import read_phone


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0912 345 678", "+84912345678"),
        ("+84 912.345.678", "+84912345678"),
        ("(0276) 3822-456", "+842763822456"),
        ("0165 234 5678", "+84352345678"),
        ("+82 2-312-3456", "+8223123456"),
        ("0912345", None),
        ("0912345678/0987654321", None),
        ("không có", None),
        ("", None),
    ],
)
def test_a_typed_phone_is_one_number_or_none(written: str, expected: str | None) -> None:
    assert read_phone(written) == expected


@given(st.from_regex(r"(0|84|\+84|)[235789]\d{7,9}", fullmatch=True))
def test_a_form_and_a_cell_agree_on_single_numbers(written: str) -> None:
    found = phones.phones(written).value
    assert read_phone(written) == (found[0] if len(found) == 1 else None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("5/7/1985", "1985-07-05"),
        (" 05-07-1985", "1985-07-05"),
        ("05.07.1985", "1985-07-05"),
        ("7/1985", "1985-07"),
        ("1985", "1985"),
        ("1985-07-05", "1985-07-05"),
        ("31/02/1985", None),
        ("13/1985", None),
        ("7/5/85", None),
        ("hè 1985", None),
    ],
)
def test_a_typed_birth_has_the_day_before_the_month(written: str, expected: str | None) -> None:
    assert read_partial(written) == expected


@given(st.from_regex(r"\d{8,13}", fullmatch=True))
def test_digits_a_form_takes_for_a_citizen_id_a_cell_takes_too(digits: str) -> None:
    typed = read_citizen_id(digits)
    assert (typed is not None) == is_citizen_id(digits)
    if typed is not None:
        assert citizen_ids.citizen_id(digits).value == typed
