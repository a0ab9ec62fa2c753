"""Text of others on its way into documents."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.infra.documents.text import ZERO_WIDTH_SPACE, breakable, printable, safe_csv_cell


def test_controls_and_half_surrogates_become_the_replacement_sign():
    assert printable("Hòa\x00\x1b\ud800\ufffe") == "Hòa\ufffd\ufffd\ufffd\ufffd"


def test_nothing_prints_as_nothing_and_zero_as_zero():
    assert (printable(None), printable(0)) == ("", "0")


@pytest.mark.parametrize("text", ["=1+1", "+84987382894", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_csv_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert safe_csv_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Nguyễn Thị Ưởng", "0987382894", "'=1"])
def test_any_other_csv_cell_stays_as_it_is(text):
    assert safe_csv_cell(text) == text


@given(st.text())
def test_no_csv_cell_starts_like_a_formula_after_a_round_trip(text):
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([safe_csv_cell(text), "end"])
    cell = next(csv.reader(io.StringIO(stream.getvalue(), newline="")))[0]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.text())
def test_breaking_long_words_changes_no_letter(text):
    assert breakable(text).replace(ZERO_WIDTH_SPACE, "") == text.replace(ZERO_WIDTH_SPACE, "")


def test_only_words_of_sixteen_letters_and_more_are_broken():
    assert breakable("Nghiêng " + "a" * 15) == "Nghiêng " + "a" * 15
    assert breakable("a" * 30) == ZERO_WIDTH_SPACE.join(["a" * 12, "a" * 12, "a" * 6])
    assert breakable("canbo101@example.com") == ZERO_WIDTH_SPACE.join(["canbo101@", "example.", "com"])
