"""How the report says days, phones, sources and places, in both languages."""

from datetime import date

import pytest
from django.utils import translation

from nongcot.duties.checks.registry import CHECKS
from nongcot.intake.report import words
from nongcot.regulations import DocumentKind, load


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("vi", "2026-07-05", "05/07/2026"),
        ("en", "2026-07-05", "5 Jul 2026"),
        ("vi", "1985-07", "7/1985"),
        ("en", "1985", "1985"),
        ("vi", None, ""),
        ("vi", "hôm qua", "hôm qua"),
        ("vi", date(2026, 11, 22), "22/11/2026"),
    ],
)
def test_days_are_said_as_people_write_them(language, value, said):
    with translation.override(language):
        assert words.day(value) == said


@pytest.mark.parametrize(
    ("stored", "said"),
    [("+84987382894", "0987 382 894"), ("+842873001234", "02873001234"), ("+12025550123", "+12025550123"), (None, "")],
)
def test_phones_are_said_as_they_are_dialled(stored, said):
    assert words.phone(stored) == said


def test_numbers_and_shares_follow_the_language():
    with translation.override("vi"):
        assert (words.number(1234), words.share(1, 3), words.share(1, 0)) == ("1.234", "33,3%", "–")
    with translation.override("en"):
        assert (words.number(1234), words.share(1, 3)) == ("1,234", "33.3%")


def test_a_source_names_the_document_by_its_number_and_says_when_nobody_checked_it():
    document = next(found for found in load().documents.values() if found.kind is not DocumentKind.OWN)
    rule = {"id": "x", "document": document.id, "article": "Điều 11", "verified": True}
    with translation.override("vi"):
        assert words.source(rule) == f"Điều 11, {document.number} của {document.issuer}"
        assert "chưa kiểm chứng" in words.source({**rule, "verified": False})
        assert words.checked(rule) == "đã kiểm chứng"
        assert words.checked({**rule, "verified": False}) == "chưa kiểm chứng"
        assert words.source({"id": None, "document": None, "article": None, "verified": False}) == ""
        assert words.source(None) == ""


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_has_words(check):
    assert words.duty_title(check) != check
    assert words.duty_sentence({"check": check, "facts": {}}) != check


def test_a_rule_of_our_own_is_not_passed_off_as_a_regulation():
    own = next(found for found in load().documents.values() if found.kind is DocumentKind.OWN)
    with translation.override("vi"):
        assert words.checked({"document": own.id, "verified": False}) == "không phải quy định"


def test_a_check_without_words_shows_its_code():
    assert words.duty_title("future.check") == "future.check"
    assert words.duty_sentence({"check": "future.check", "facts": {}}) == "future.check"


def test_problems_may_come_as_codes_or_as_sentences():
    assert words.problem({"problem": "empty_file"}) == "Tệp không có dữ liệu."
    assert words.hint({"problem": "empty_file", "hint": ""}).startswith("Kiểm tra")
    assert words.problem({"problem": "Một câu."}) == "Một câu."
    assert words.hint({"problem": "Một câu.", "hint": "Làm thế này."}) == "Làm thế này."
