"""Asking the rulebook: a value with its source, or an error that says what is the matter."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.kernel.findings import RuleRef
from nongcot.regulations import (
    EnteredValue,
    MissingKey,
    NotInForce,
    NotOnFile,
    OutsideTable,
    Rulebook,
    RuleError,
    load,
)

DAYS = st.dates(min_value=date(2010, 1, 1), max_value=date(2035, 1, 1))


def test_a_value_comes_with_its_rule_document_and_article() -> None:
    value = load().at("committee.maximum", date(2023, 1, 1), members=3000)

    assert value.value == 19
    assert value.ref == RuleRef("committee.maximum", "tld-hd-03-2020", "mục 9.1", verified=True)
    assert (value.from_day, value.to_day) == (date(2020, 2, 20), date(2024, 12, 25))


@pytest.mark.parametrize(("members", "maximum"), [(0, 15), (2999, 15), (3000, 19), (100_000, 19)])
def test_a_ladder_is_read_by_its_steps(members: int, maximum: int) -> None:
    assert load().at("committee.maximum", date(2023, 1, 1), members=members).value == maximum


def test_a_day_before_the_first_value_is_an_error_with_its_facts() -> None:
    with pytest.raises(NotInForce) as caught:
        load().at("committee.maximum", date(2020, 2, 19), members=10)

    assert (caught.value.rule, caught.value.day, caught.value.document) == (
        "committee.maximum",
        date(2020, 2, 19),
        None,
    )
    assert "Ngày 19/02/2020 không có mức nào" in str(caught.value)


def test_a_day_after_the_last_value_names_the_document_that_ended() -> None:
    with pytest.raises(NotInForce) as caught:
        load().at("allowance.grassroots_coefficient", date(2023, 1, 1), group="group_1", members=200)

    assert caught.value.document is load().document("tld-qd-3226-2021")


def test_a_text_nobody_entered_is_an_error_that_names_the_document() -> None:
    with pytest.raises(NotOnFile) as caught:
        load().at("allowance.chair_maximum", date(2026, 1, 1), sector="state", members=300)

    assert caught.value.document is load().document("tld-qd-613")
    assert "613/QĐ-TLĐ" in str(caught.value)


def test_the_day_before_still_has_the_old_table() -> None:
    value = load().at("allowance.chair_maximum", date(2025, 12, 31), sector="state", members=300)

    assert str(value.value) == "0.35"


def test_a_table_that_ends_says_so() -> None:
    book = load().on(date(2025, 12, 31))

    assert str(book.at("allowance.chair_maximum", sector="state", members=9_999).value) == "1.0"
    with pytest.raises(OutsideTable):
        book.at("allowance.chair_maximum", sector="state", members=10_000)


def test_no_limit_is_an_answer_and_not_on_file_is_none() -> None:
    book = load().on(date(2025, 1, 1))

    assert book.at("committee.by_election_share").no_limit is True
    with pytest.raises(NotOnFile):
        book.at("committee.by_election_share.superior")
    assert book.find("committee.by_election_share.superior") is None


def test_shares_are_exact() -> None:
    assert load().at("committee.by_election_share", date(2023, 1, 1)).value == Fraction(2, 3)


@pytest.mark.parametrize("keys", [{}, {"sector": "state"}, {"members": 5}, {"sector": "martian", "members": 5}])
def test_a_missing_or_unknown_key_is_a_mistake_of_the_caller(keys: dict[str, object]) -> None:
    with pytest.raises(MissingKey):
        load().at("allowance.chair_maximum", date(2025, 1, 1), **keys)


def test_an_unknown_rule_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load().at("committee.colour", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("day", "wage"),
    [
        (date(2019, 6, 30), 1_390_000),
        (date(2019, 7, 1), 1_490_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_the_base_salary_changes_on_its_days(day: date, wage: int) -> None:
    assert load().at("wage.base", day).value == wage


@pytest.mark.parametrize(("day", "name"), [(date(2026, 6, 29), "Đoàn Chủ tịch"), (date(2026, 6, 30), "Ban Thường vụ")])
def test_names_of_bodies_are_dated_too(day: date, name: str) -> None:
    assert load().at("names.confederation_leading_body", day).value == name


def test_the_allowance_decision_of_2026_is_listed_as_not_on_file() -> None:
    def missing(day: date) -> set[str]:
        return {rule.id for rule, document in load().not_on_file(day) if document.id == "tld-qd-613"}

    assert missing(date(2025, 12, 31)) == set()
    assert missing(date(2026, 1, 1)) == {
        "allowance.base",
        "allowance.chair_maximum",
        "allowance.commune_table",
        "allowance.other_posts",
    }


def test_the_rules_in_force_of_a_day_are_listed_by_id() -> None:
    ids = [rule.id for rule, _ in load().rules_in_force(date(2023, 1, 1))]

    assert ids == sorted(ids)
    assert "committee.maximum" in ids
    assert "unit.kinds_ended" not in ids


# values entered by people


def entered(rule: str, day: date, value: object, **more: object) -> EnteredValue:
    row = {"document_number": "12/QĐ-LĐLĐ", "document_issuer": "LĐLĐ tỉnh A", "article": "Điều 1"} | more
    return EnteredValue(rule=rule, from_day=day, value=value, entered_by="An", **row)  # type: ignore[arg-type]


def test_a_federations_own_deadline_replaces_the_suggestion_from_its_day() -> None:
    book = load().with_values([entered("deadline.vacancy", date(2026, 3, 1), 45, decided_by="Ban Thường vụ")])

    assert book.at("deadline.vacancy", date(2026, 2, 28)).value == 30
    decided = book.at("deadline.vacancy", date(2026, 3, 1))
    assert (decided.value, decided.ref.verified) == (45, True)
    assert book.document(decided.ref.document).number == "12/QĐ-LĐLĐ"
    assert load().at("deadline.vacancy", date(2026, 3, 1)).value == 30


def test_a_table_entered_from_the_document_fills_what_was_not_on_file() -> None:
    table = {"shape": 1, "cases": {"state": {"brackets": [{"from": 0, "value": 0.2}, {"from": 50, "value": 0.3}]}}}
    row = entered("allowance.chair_maximum", date(2026, 1, 1), table, document_number="613/QĐ-TLĐ")
    value = load().with_values([row]).at("allowance.chair_maximum", date(2026, 1, 1), sector="state", members=50)

    assert (str(value.value), value.ref.document) == ("0.3", "tld-qd-613")


def test_a_value_entered_from_a_later_day_leaves_the_days_before_not_on_file() -> None:
    row = entered("allowance.other_posts", date(2026, 3, 1), "quy chế", document_number="613/QĐ-TLĐ")
    book = load().with_values([row])

    assert book.at("allowance.other_posts", date(2026, 3, 1)).value == "quy chế"
    with pytest.raises(NotOnFile):
        book.at("allowance.other_posts", date(2026, 2, 28))


def test_a_newer_value_of_the_files_is_not_hidden_by_an_older_entry() -> None:
    book = load().with_values([entered("wage.base", date(2025, 1, 1), 2_400_000)])

    assert book.at("wage.base", date(2026, 6, 30)).value == 2_400_000
    assert book.at("wage.base", date(2026, 7, 1)).value == 2_530_000


def test_an_entry_with_an_end_gives_way_to_what_was_before() -> None:
    book = load().with_values([entered("deadline.vacancy", date(2026, 1, 1), 60, to_day=date(2026, 4, 1))])

    assert [book.at("deadline.vacancy", date(2026, month, 1)).value for month in (1, 3, 4)] == [60, 60, 30]


def test_the_later_of_two_entries_of_one_day_counts() -> None:
    rows = [entered("deadline.vacancy", date(2026, 1, 1), value) for value in (60, 45)]

    assert load().with_values(rows).at("deadline.vacancy", date(2026, 6, 1)).value == 45


@pytest.mark.parametrize(
    ("rule", "value", "more"),
    [
        ("deadline.nothing", 3, {}),
        ("deadline.vacancy", "ba mươi", {}),
        ("deadline.vacancy", None, {}),
        ("deadline.vacancy", 3, {"document_number": ""}),
        ("deadline.vacancy", 3, {"article": ""}),
        ("deadline.vacancy", 3, {"to_day": date(2020, 1, 1)}),
        ("committee.maximum", 15, {}),
        ("committee.maximum", {"brackets": [{"from": 5, "value": 3}]}, {}),
    ],
)
def test_an_entry_that_does_not_fit_is_refused(rule: str, value: object, more: dict[str, object]) -> None:
    with pytest.raises(RuleError) as caught:
        load().with_values([entered(rule, date(2026, 1, 1), value, **more)])

    assert caught.value.rule == rule


@given(st.lists(st.tuples(DAYS, st.integers(1, 90), st.none() | st.integers(1, 2000)), max_size=6), DAYS)
def test_whatever_is_entered_every_day_has_one_value(rows: list[tuple[date, int, int | None]], day: date) -> None:
    values = [
        entered("deadline.vacancy", start, value, to_day=None if length is None else _plus(start, length))
        for start, value, length in rows
    ]
    book: Rulebook = load().with_values(values)
    holding = [entry for entry in book.changes("deadline.vacancy") if entry.holds_on(day)]

    assert len(holding) == 1


def _plus(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)
