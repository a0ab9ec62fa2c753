from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.intake.cells.citizen_ids import citizen_id
from nongcot.intake.kinds import ProblemKind, RepairKind

real = st.builds(lambda p, c, n: f"{p:03}{c}{n:08}", st.integers(1, 96), st.integers(0, 3), st.integers(0, 10**8 - 1))


@given(real, st.sampled_from(["plain", "number", "text of a number", "spaces", "apostrophe", "scientific"]))
def test_an_id_that_went_through_a_number_is_read_back(full: str, habit: str) -> None:
    cell: Any = {
        "plain": full,
        "number": float(full),
        "text of a number": f"{int(full)}.0",
        "spaces": f"{full[:3]} {full[3:6]} {full[6:]}",
        "apostrophe": f"'{full}",
        "scientific": f"{str(int(full))[0]}.{str(int(full))[1:]}E{len(str(int(full))) - 1}",
    }[habit]
    read = citizen_id(cell)
    assert (read.value, read.problem) == (full, None)


@pytest.mark.parametrize(
    ("cell", "value", "repairs"),
    [
        ("051377685687", "051377685687", ()),
        (51377685687.0, "051377685687", (RepairKind.CITIZEN_ID_ZERO,)),
        (1080479545.0, "001080479545", (RepairKind.CITIZEN_ID_ZERO,)),
        ("123456789", "123456789", ()),
        (12345678, "012345678", (RepairKind.CITIZEN_ID_ZERO,)),
        ("CCCD: 051.377.685.687", "051377685687", (RepairKind.SPACES,)),
        ("5.1377685687E10", "051377685687", (RepairKind.NUMBER_TEXT, RepairKind.CITIZEN_ID_ZERO)),
    ],
)
def test_zeros_lost_in_front_come_back_and_are_reported(cell: Any, value: str, repairs: tuple[RepairKind, ...]) -> None:
    read = citizen_id(cell)
    assert (read.value, read.repairs, read.problem) == (value, repairs, None)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("5.13777E+10", "precision"),
        (1.2345678901234567e16, "precision"),
        (0.5, "precision"),
        ("0912345678", "length"),  # a phone in the wrong column: its zero is not lost
        ("05137768568", "length"),
        ("1234567890123", "length"),
        ("000123456789", "length"),
        (97013776856.0, "length"),  # no province 097
        (51977685687.0, "length"),  # no century 9
        ("có", "letters"),
        ("05137768568O", "letters"),
        (True, "letters"),
    ],
)
def test_what_is_no_id_is_refused_with_the_reason(cell: Any, reason: str) -> None:
    read = citizen_id(cell)
    assert (read.value, read.problem, read.params) == (None, ProblemKind.BAD_CITIZEN_ID, {"reason": reason})


def test_nothing_is_no_problem() -> None:
    assert citizen_id(None).problem is None
    assert citizen_id(" - ").value is None
    assert citizen_id("không có").problem is None
    assert citizen_id("chưa có").problem is None
