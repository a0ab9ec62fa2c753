from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nongcot.intake.cells.numbers import count, term
from nongcot.intake.cells.sex import sex
from nongcot.intake.cells.words import (
    email,
    end_reason,
    flag,
    is_ditto,
    is_empty,
    is_formula_error,
    mandate,
    text,
)
from nongcot.intake.kinds import ProblemKind, RepairKind
from nongcot.people.kinds import EndReason, Mandate, Sex


@pytest.mark.parametrize(
    "cell",
    ["nt", "NT", "n.t", "n.t.", "- nt -", "(nt)", "như trên", "Như trên", "nhu tren", "tương tự", '-"-', "-'-", '"',
    "''", "″", "”",
     '" "', ",,", "//", ' ..."', "-//-"],
)  # fmt: skip
def test_these_say_as_above(cell: str) -> None:
    assert is_ditto(cell)
    assert not is_empty(cell)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0", "-", "–", "--", "...", "…", "/", "_", float("nan")])
def test_these_say_nothing(cell: Any) -> None:
    assert is_empty(cell)
    assert not is_ditto(cell)


@pytest.mark.parametrize("cell", ["0", "x", "Kinh", 0.0, False, "T", "5/7/1985", "ntn", "Nguyễn"])
def test_these_say_something_of_their_own(cell: Any) -> None:
    assert not is_empty(cell)
    assert not is_ditto(cell)


def test_errors_of_formulas_are_known() -> None:
    assert all(is_formula_error(e) for e in ("#REF!", "#N/A", "#DIV/0!", " #VALUE! ", "#NAME?", "#NUM!"))
    assert not is_formula_error("#1")
    assert not is_formula_error(5)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("x", True), ("X ", True), ("✓", True), ("v", True), ("có", True), ("Yes", True), (1.0, True), (True, True),
     ("03/02/2005", True), (date(2005, 2, 3), True), ("Đảng viên", True), ("2005", True), ("không", False), (0.0,
     False),
     ("No", False), (False, False), ("Quần chúng", False), ("", None), ("-", None), (None, None)],
)  # fmt: skip
def test_a_mark_means_yes(cell: Any, value: bool | None) -> None:
    read = flag(cell)
    assert (read.value, read.problem) == (value, None)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("Nam", Sex.MALE), ("NỮ", Sex.FEMALE), ("nu", Sex.FEMALE), ("Nữ (x)", Sex.FEMALE), ("female", Sex.FEMALE), ("M",
    Sex.MALE),
     ("F", Sex.FEMALE), (" nam ", Sex.MALE), ("", None), (None, None)],
)  # fmt: skip
def test_sex_is_read_in_both_languages(cell: Any, value: Sex | None) -> None:
    read = sex(cell)
    assert (read.value, read.problem) == (value, None)


@pytest.mark.parametrize("parser", [sex, flag, mandate, email])
def test_other_words_are_reported(parser: Any) -> None:
    read = parser("abc xyz")
    assert (read.value, read.problem) == (None, ProblemKind.NOT_UNDERSTOOD)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("3.400", 3400), ("3,400", 3400), ("1 650", 1650), ("1.234.567", 1234567), (62.0, 62), (62, 62), ("62.0", 62),
    ("34", 34),
     ("34 người", 34), ("27 đ/c", 27), ("200 ĐV (150 nữ)", 200), ("90 (nữ: 30)", 90),
     ("0", 0), (0.0, 0), ("", None), (None, None)],
)  # fmt: skip
def test_counts_are_whole_numbers(cell: Any, value: int | None) -> None:
    read = count(cell)
    assert (read.value, read.problem) == (value, None)


@pytest.mark.parametrize(
    "cell", ["khoảng 50", "-5", -5, "1.5", 1.5, "12.34", "3.400.00", "1.65", "50-60", True, "x", 1e12, date(2025, 1, 1)]
)
def test_halves_negatives_and_guesses_are_no_counts(cell: Any) -> None:
    read = count(cell)
    assert (read.value, read.problem) == (None, ProblemKind.BAD_NUMBER)


def test_a_number_in_words_or_groups_is_reported_as_repaired() -> None:
    assert count("3.400").repairs == (RepairKind.NUMBER_TEXT,)
    assert count("34").repairs == ()


@pytest.mark.parametrize(
    "cell",
    [
        "2025-2030",
        "2025 – 2030",
        "NK 2025-2030",
        "Nhiệm kỳ 2025 - 2030",
        "2025/2030",
        "2025-30",
        "23/11/2025 - 23/11/2030",
    ],
)
def test_a_term_is_its_first_and_last_year(cell: str) -> None:
    assert term(cell).value == (2025, 2030)


def test_a_term_that_cannot_be_is_refused() -> None:
    assert term("2030-2025").problem is ProblemKind.END_BEFORE_START
    assert term("2025").problem is ProblemKind.BAD_DATE
    assert term("1925-2025").problem is ProblemKind.BAD_DATE
    assert term("").problem is None


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("Bầu tại Đại hội", Mandate.CONGRESS), ("Đại hội bầu", Mandate.CONGRESS), ("Bầu bổ sung", Mandate.BY_ELECTION),
     ("Chỉ định", Mandate.APPOINTED), ("BCH lâm thời", Mandate.PROVISIONAL), ("chỉ định lâm thời",
     Mandate.PROVISIONAL)],
)  # fmt: skip
def test_the_origin_of_a_mandate(cell: str, kind: Mandate) -> None:
    assert mandate(cell).value is kind


@pytest.mark.parametrize("kind", Mandate)
def test_a_mandate_as_our_own_lists_name_it(kind: Mandate) -> None:
    assert mandate(kind.value).value is kind


@pytest.mark.parametrize("kind", [*EndReason])
def test_a_reason_as_our_own_lists_name_it(kind: EndReason) -> None:
    corrected = kind is EndReason.CORRECTED  # no list ends a post because the record was wrong
    assert end_reason(kind.value).value is (EndReason.OTHER if corrected else kind)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("Thôi tham gia", EndReason.STEPPED_DOWN), ("Miễn nhiệm", EndReason.RELIEVED), ("Bãi nhiệm", EndReason.RECALLED),
     ("Cách chức", EndReason.REMOVED), ("Chuyển công tác", EndReason.TRANSFERRED), ("Nghỉ hưu", EndReason.RETIRED),
     ("Từ trần", EndReason.DIED), ("Hết nhiệm kỳ", EndReason.TERM_ENDED), ("Giải thể", EndReason.UNIT_ENDED),
     ("đi nước ngoài", EndReason.OTHER)],
)  # fmt: skip
def test_each_act_that_ends_a_post_keeps_its_own_code(cell: str, kind: EndReason) -> None:
    assert end_reason(cell).value is kind


def test_any_cell_gives_tidy_text() -> None:
    assert text(62.0).value == "62"
    assert text(date(1985, 7, 5)).value == "05/07/1985"
    assert text(" CAO\u00a0NGỌC ").value == "CAO NGỌC"
    assert text(" a").repairs == (RepairKind.SPACES,)
    assert text("Ngo\u0323c").repairs == (RepairKind.UNICODE_FORM,)
    assert text(None).value == ""
    assert text("#REF!").problem is ProblemKind.FORMULA_ERROR


def test_text_beyond_the_limit_is_refused_with_its_length() -> None:
    read = text("a" * 501)
    assert (read.value, read.problem, read.params) == ("", ProblemKind.TEXT_TOO_LONG, {"limit": 500, "length": 501})
    assert text("a" * 500).problem is None
    assert text("a" * 11, limit=10).problem is ProblemKind.TEXT_TOO_LONG


def test_an_email_is_one_address_in_lower_case() -> None:
    assert email(" Hoa.Nguyen@LDLD.vn ").value == "hoa.nguyen@ldld.vn"
    assert email("").problem is None
    assert email("a@b").problem is ProblemKind.NOT_UNDERSTOOD
    assert email("a@b.vn; c@d.vn").problem is ProblemKind.NOT_UNDERSTOOD
