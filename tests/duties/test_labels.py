"""Every finding has its words."""

from __future__ import annotations

from datetime import date

import pytest

from nongcot.duties import labels
from nongcot.duties.checks import CHECKS
from nongcot.duties.kinds import CloseReason, DutyState
from nongcot.kernel.findings import RuleRef
from nongcot.people.kinds import Role
from nongcot.regulations import load
from tests.scenarios.reading import Scenario, findings, scenarios


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_has_a_title_and_says_what_to_do(code: str) -> None:
    assert labels.title(code)
    assert labels.to_do(code).endswith(".")
    assert labels.role_name(CHECKS[code].role) != CHECKS[code].role.value


@pytest.mark.parametrize("scenario", list(scenarios()), ids=str)
def test_every_finding_of_the_situations_has_a_sentence_of_its_own(scenario: Scenario) -> None:
    for finding in findings(scenario):
        said = labels._SENTENCES[finding.code](finding.facts)
        assert said
        assert "%" not in said
        assert labels.sentence(finding.code, {"shape": 1, **finding.facts}) == said
        assert labels.why(finding.rule)


SENTENCES = [
    ("committee.vacant_seats", {"vacant": 2, "seats": 15, "holders": 13}, "Khuyết 2/15 ủy viên Ban Chấp hành"),
    (
        "committee.vacant_seats",
        {"vacant": 2, "seats": 15, "holders": 13, "vacant_since": "2026-07-05"},
        "Khuyết 2/15 ủy viên Ban Chấp hành, từ ngày 05/07/2026",
    ),
    ("term.ending", {"ends_on": "2027-01-03"}, "Nhiệm kỳ hết vào ngày 03/01/2027"),
    (
        "data.missing",
        {"fields": ["members", "term"], "officers": {"phone": 2}},
        "Thiếu số đoàn viên, nhiệm kỳ, số điện thoại của 2 cán bộ",
    ),
    (
        "post.held_twice",
        {"body": "inspection_committee", "post": "head", "body_name": "", "holders": 2, "persons": [1, 2]},
        "2 người cùng giữ chức danh Chủ nhiệm Ủy ban Kiểm tra",
    ),
    (
        "person.possible_duplicate",
        {"other": 2, "reasons": ["citizen_id", "name_birth"], "same_unit": False},
        "Hai hồ sơ có thể là một người: cùng số định danh cá nhân; cùng họ tên và ngày sinh",
    ),
]


@pytest.mark.parametrize(("code", "facts", "said"), SENTENCES)
def test_a_sentence_says_the_figures_and_days(code: str, facts: dict[str, object], said: str) -> None:
    assert labels.sentence(code, facts) == said


@pytest.mark.parametrize("facts", [{}, {"ends_on": None}, {"ends_on": "soon"}])
def test_a_sentence_without_its_facts_is_the_title(facts: dict[str, object]) -> None:
    assert labels.sentence("term.ending", facts) == "Sắp hết nhiệm kỳ"


def test_an_unknown_code_has_no_words() -> None:
    with pytest.raises(KeyError):
        labels.sentence("committee.colour", {})
    with pytest.raises(KeyError):
        labels.title("committee.colour")


def test_an_unverified_value_says_so() -> None:
    unverified = load().at("committee.maximum", date(2026, 1, 1), members=10).ref
    verified = load().at("committee.maximum", date(2023, 1, 1), members=10).ref
    issuer = "Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam"

    assert labels.source(verified) == f"mục 9.1, 03/HD-TLĐ của {issuer}"
    assert labels.source(unverified) == f"mục 9.1, 03/HD-TLĐ của {issuer} (chưa kiểm chứng với văn bản gốc)"
    assert labels.why(verified) == f"Số ủy viên Ban Chấp hành công đoàn cơ sở tối đa. {labels.source(verified)}"


def test_an_article_nobody_named_is_said_in_words_that_can_be_translated() -> None:
    articles = {entry.article for rule in load().rules.values() for entry in rule.entries}

    assert labels.NO_ARTICLE in articles
    assert labels.source(load().at("term.length", date(2026, 1, 1)).ref) == (
        "chưa rõ điều, 2399/QĐ-TLĐ của Tổng Liên đoàn Lao động Việt Nam (chưa kiểm chứng với văn bản gốc)"
    )


def test_what_no_document_fixes_says_so() -> None:
    day = date(2026, 1, 1)

    assert labels.source(load().at("deadline.vacancy", day).ref) == labels.SUGGESTED
    assert labels.source(load().at("roster.one_record", day).ref) == labels.OWN_RULE


def test_a_source_that_is_not_on_record_is_named_by_its_id() -> None:
    assert labels.source(RuleRef("x", "entered:5/QĐ", "Điều 1", verified=True)) == "entered:5/QĐ"
    assert labels.why(None) == ""


def test_every_kind_has_its_words() -> None:
    assert set(labels.STATES) == set(DutyState)
    assert set(labels.CLOSE_REASONS) == set(CloseReason)
    assert all(labels.role_name(role) for role in Role)
