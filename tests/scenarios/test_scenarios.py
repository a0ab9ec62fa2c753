"""Every situation of the YAML files, and that there are enough of them."""

from __future__ import annotations

from typing import Any

import pytest

from nongcot.duties.checks import CHECKS
from nongcot.duties.checks.registry import OWN
from nongcot.kernel.findings import Finding
from nongcot.regulations import load
from tests.scenarios.reading import Scenario, findings, scenarios

ALL = list(scenarios())


@pytest.mark.parametrize("scenario", ALL, ids=str)
def test_the_day_finds_what_the_situation_says(scenario: Scenario) -> None:
    found = findings(scenario)
    expected = [row["code"] for row in scenario.expect]
    looked_at = {*expected, *scenario.expect_not}

    assert [finding.code for finding in found if finding.code in looked_at] == expected

    by_code = {finding.code: finding for finding in found}
    for row in scenario.expect:
        assert shown(by_code[row["code"]], row) == row


def shown(finding: Finding, row: dict[str, Any]) -> dict[str, Any]:
    """What of the finding the situation speaks of."""
    assert finding.rule is not None
    everything = {
        "code": finding.code,
        "facts": finding.facts,
        "person": finding.person,
        "subject": finding.subject,
        "unit": finding.unit,
        "due_on": finding.due_on,
        "within_days": finding.within_days,
        "warning": finding.warning,
        "rule": finding.rule.id,
        "document": finding.rule.document,
        "article": finding.rule.article,
    }
    return {key: everything[key] for key in row}


@pytest.mark.parametrize("code", sorted(OWN))
def test_every_check_has_situations_on_both_sides(code: str) -> None:
    own = [scenario for scenario in ALL if scenario.code == code]

    assert any(code in [row["code"] for row in scenario.expect] for scenario in own)
    assert any(code in scenario.expect_not for scenario in own)
    assert all(code in {*(row["code"] for row in s.expect), *s.expect_not} for s in own)


def test_every_file_belongs_to_a_check() -> None:
    assert {scenario.code for scenario in ALL} == OWN


@pytest.mark.parametrize("scenario", ALL, ids=str)
def test_every_finding_cites_a_rule_with_its_document(scenario: Scenario) -> None:
    book = load()
    for finding in findings(scenario):
        assert finding.rule is not None
        assert finding.rule.id in CHECKS[finding.code].rules
        assert finding.rule.document in book.documents
        assert finding.warning is not finding.rule.verified
        assert finding.due_on or finding.within_days
