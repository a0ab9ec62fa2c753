"""The rulebook as rows."""

from __future__ import annotations

import re
from datetime import date

import pytest

from nongcot.regulations import RuleError, Status, load
from nongcot.regulations.listing import list_rules, show_rule
from tests.regulations.conftest import ENTRY, Write


def test_a_ladder_becomes_lines_with_their_conditions() -> None:
    (row,) = show_rule(load(), "committee.maximum", date(2026, 11, 22))

    assert [(line.conditions, line.text) for line in row.lines] == [
        ((("members", "<", 3000),), "15"),
        ((("members", ">=", 3000),), "19"),
    ]
    assert (row.document.number, row.article, row.verified, row.carried) == ("03/HD-TLĐ", "mục 9.1", False, True)


def test_a_rule_is_shown_with_all_its_values_oldest_first() -> None:
    rows = show_rule(load(), "wage.base")

    assert [(row.from_day.year, row.lines[0].text) for row in rows] == [
        (2018, "1390000"),
        (2019, "1490000"),
        (2023, "1800000"),
        (2024, "2340000"),
        (2026, "2530000"),
    ]


def test_no_limit_and_not_on_file_are_told_apart() -> None:
    (share,) = show_rule(load(), "committee.by_election_share", date(2026, 1, 1))
    (allowance,) = show_rule(load(), "allowance.chair_maximum", date(2026, 1, 1))

    assert [line.status for line in share.lines] == [Status.NO_LIMIT]
    assert (share.not_on_file, allowance.not_on_file) == (False, True)


@pytest.mark.parametrize(
    ("rule", "day", "text"),
    [
        ("committee.by_election_share", date(2023, 1, 1), "2/3"),
        ("allowance.fund_ceiling", date(2026, 1, 1), "30%"),
        ("dues.rate", date(2026, 1, 1), "0.5%"),
        ("committee.vacancy_filling", date(2026, 1, 1), "by_election, appointed"),
    ],
)
def test_values_are_shown_as_people_write_them(rule: str, day: date, text: str) -> None:
    (row,) = show_rule(load(), rule, day)

    assert row.lines[0].text == text


def test_the_list_of_a_day_has_one_row_a_rule() -> None:
    rows = list_rules(load(), date(2026, 11, 22))

    assert [row.id for row in rows] == sorted({row.id for row in rows})
    assert {row.id for row in rows if row.not_on_file} == {
        rule.id for rule, _ in load().not_on_file(date(2026, 11, 22))
    }


def test_a_day_before_the_rule_shows_nothing() -> None:
    assert show_rule(load(), "committee.maximum", date(2019, 1, 1)) == []


def test_an_unknown_rule_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        show_rule(load(), "committee.colour")


def test_a_broken_folder_gives_its_error_as_a_sentence(law: Write) -> None:
    told = "rules/committee/minimum.yaml, quy tắc committee.minimum: thiếu “article”; hãy thêm vào"
    with pytest.raises(RuleError, match=f"^{re.escape(told)}$"):
        load(law(entry={"article": None}))
    assert load().check() == []


def test_a_gap_between_two_values_is_reported(law: Write) -> None:
    values = [ENTRY | {"to": "2021-01-01"}, ENTRY | {"from": "2022-01-01"}]

    assert load(law(rule={"values": values})).check() == [
        "committee.minimum: không có mức nào trong khoảng 01/01/2021–01/01/2022."
    ]
