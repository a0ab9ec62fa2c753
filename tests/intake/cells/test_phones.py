from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.intake.cells.phones import phones
from nongcot.intake.kinds import ProblemKind, RepairKind

mobiles = st.builds(lambda a, b: f"{a}{b:08}", st.sampled_from("35789"), st.integers(0, 10**8 - 1))  # nine digits
HABITS = {
    "plain": lambda n: f"0{n}",
    "number": float,
    "whole number": int,
    "dots": lambda n: f"0{n[:3]}.{n[3:6]}.{n[6:]}",
    "spaces": lambda n: f"0{n[:3]} {n[3:6]} {n[6:]} ",
    "dashes": lambda n: f"0{n[:3]}-{n[3:6]}-{n[6:]}",
    "no-break spaces": lambda n: f"0{n[:3]}\u00a0{n[3:6]}\u00a0{n[6:]}",
    "commas": lambda n: f"{n[:3]},{n[3:6]},{n[6:]}",
    "country code": lambda n: f"+84 {n}",
    "country code without plus": lambda n: f"84{n}",
    "country code and zero": lambda n: f"+84 0{n}",
    "old code": lambda n: f"0084{n}",
    "code with one zero": lambda n: f"084{n}",
    "beside an e-mail": lambda n: f"0{n}\nba.2@example.vn",
    "brackets": lambda n: f"(0{n[:2]}) {n[2:]}",
    "words": lambda n: f"DĐ: 0{n} (Zalo)",
    "lost zero": lambda n: n,
    "text of a number": lambda n: f"{n}.0",
}


@given(mobiles, st.sampled_from(sorted(HABITS)))
def test_a_mobile_in_any_habit_is_read_back(number: str, habit: str) -> None:
    read = phones(HABITS[habit](number))
    assert (read.value, read.problem) == (["+84" + number], None)


@given(mobiles, mobiles, st.sampled_from(["/", " / ", ", ", "; ", "\n", " - ", "  ", " hoặc ", " & "]))
def test_two_numbers_in_a_cell_are_both_read(a: str, b: str, between: str) -> None:
    read = phones(f"0{a[:3]}.{a[3:6]}.{a[6:]}{between}0{b}")
    assert read.value == (["+84" + a, "+84" + b] if a != b else ["+84" + a])
    assert read.problem is None
    assert (RepairKind.SECOND_PHONE in read.repairs) == (a != b)


@pytest.mark.parametrize(
    ("old", "new"),
    [("0120", "70"), ("0121", "79"), ("0122", "77"), ("0123", "83"), ("0124", "84"), ("0125", "85"), ("0126", "76"),
     ("0127", "81"), ("0128", "78"), ("0129", "82"), ("0162", "32"), ("0163", "33"), ("0164", "34"), ("0165", "35"),
     ("0166", "36"), ("0167", "37"), ("0168", "38"), ("0169", "39"), ("0186", "56"), ("0188", "58"), ("0199", "59")],
)  # fmt: skip
def test_eleven_digits_of_before_2018_become_ten(old: str, new: str) -> None:
    read = phones(f"{old}1234567")
    assert read.value == [f"+84{new}1234567"]
    assert read.repairs == (RepairKind.PHONE_FORMAT,)
    assert phones(float(f"{old}1234567")).value == [f"+84{new}1234567"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("0912.345.678 - 0243.855.1234", ["+84912345678", "+842438551234"]),
        ("(024) 38551234", ["+842438551234"]),
        ("024 38551234 máy lẻ 12", ["+842438551234"]),
        ("04 38551234", ["+842438551234"]),
        ("0270 3822123", ["+842703822123"]),
        ("+1 202 555 0123", ["+12025550123"]),
        ("", []),
        (None, []),
        ("-", []),
    ],
)
def test_landlines_and_numbers_from_abroad(cell: Any, value: list[str]) -> None:
    read = phones(cell)
    assert (read.value, read.problem) == (value, None)


@pytest.mark.parametrize(
    "cell", ["091234567", "09123456789", "12345", "không biết ai", "0612345678", "0912 345", 5.0, "x" * 300]
)
def test_wrong_lengths_and_words_are_refused(cell: Any) -> None:
    read = phones(cell)
    assert (read.value, read.problem) == ([], ProblemKind.BAD_PHONE)


def test_the_good_number_is_kept_beside_a_bad_one() -> None:
    read = phones("0987382894/95")
    assert (read.value, read.problem, read.params) == (["+84987382894"], ProblemKind.BAD_PHONE, {"part": "95"})


def test_repairs_say_what_changed() -> None:
    assert phones("0987382894").repairs == ()
    assert phones(987382894.0).repairs == (RepairKind.PHONE_ZERO,)
    assert phones("0987 382 894").repairs == (RepairKind.PHONE_FORMAT,)


def test_changing_a_result_does_not_change_the_next() -> None:
    phones("0987382894").value.append("x")
    assert phones("0987382894").value == ["+84987382894"]
