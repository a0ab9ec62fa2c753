"""The law that comes with the program."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from nongcot.regulations import Confidence, DocumentKind, RuleKind, load
from nongcot.regulations.loader import DATA

BOOK = load()
ENTRIES = [(rule, entry) for rule in BOOK.rules.values() for entry in rule.entries]


def test_what_is_not_sure_is_marked_as_unverified() -> None:
    assert [rule.id for rule, entry in ENTRIES if entry.confidence is not Confidence.SURE and entry.verified] == []


def test_what_is_verified_says_how() -> None:
    assert [rule.id for rule, entry in ENTRIES if entry.verified and not entry.checked] == []


def test_what_is_carried_past_its_document_says_why() -> None:
    assert [rule.id for rule, entry in ENTRIES if entry.carried and not entry.note] == []


def test_no_value_of_the_old_charter_is_verified_after_it_ended() -> None:
    day = date(2024, 12, 25)
    ended = {document.id for document in BOOK.documents.values() if document.ended and document.ended <= day}
    lines = [entry for _, entry in BOOK.rules_in_force(day) if entry.document in ended]

    assert lines
    assert {entry.verified for entry in lines} == {False}


def test_own_deadlines_are_suggestions_of_the_federations_document() -> None:
    own = [rule for rule in BOOK.rules.values() if rule.kind in {RuleKind.OWN_DEADLINE, RuleKind.OWN_RULE}]

    assert {entry.document for rule in own for entry in rule.entries} == {"federation"}
    assert BOOK.document("federation").kind is DocumentKind.OWN
    assert {rule.id for rule in BOOK.rules.values() if rule.id.startswith("deadline.")} <= {rule.id for rule in own}


def test_rules_stand_in_the_file_of_their_name() -> None:
    for rule in BOOK.rules.values():
        topic, _, name = rule.id.partition(".")
        assert rule.file == f"rules/{topic}/{name.replace('.', '_')}.yaml"


def test_text_is_composed() -> None:
    for path in DATA.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text), path.name


def test_nothing_is_left_to_look_at() -> None:
    assert BOOK.check() == []


@pytest.mark.parametrize(
    ("day", "sector", "members", "coefficient"),
    [
        (date(2024, 7, 1), "state", 300, "0.35"),
        (date(2026, 1, 1), "non_state", 300, None),
        (date(2023, 1, 1), "non_state", 49, "0.1"),
        (date(2023, 1, 1), "non_state", 50, "0.2"),
        (date(2025, 12, 31), "non_state", 30_000, "1.0"),
    ],
)
def test_the_chairs_allowance_follows_its_table(day: date, sector: str, members: int, coefficient: str | None) -> None:
    value = BOOK.on(day).find("allowance.chair_maximum", sector=sector, members=members)

    assert (value.value if value else None) == (Decimal(coefficient) if coefficient else None)


def test_a_chair_of_2022_gets_the_coefficient_times_the_base_salary() -> None:
    day = date(2022, 6, 1)
    coefficient = BOOK.at("allowance.grassroots_coefficient", day, group="group_1", members=200).value
    base = BOOK.at(str(BOOK.at("allowance.base", day, sector="non_state").value), day).value

    assert coefficient * base == Decimal(372_500)  # type: ignore[operator]
