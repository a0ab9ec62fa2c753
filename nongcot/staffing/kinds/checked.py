"""What is checked at a step of a case, and how it stands: pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nongcot.kernel.findings import RuleRef


class CheckedKind(StrEnum):
    SHARE = "share"  # filled within the term
    SIZE = "size"  # against the number the congress fixed
    MAXIMUM = "maximum"  # against the most the guidance allows
    ELIGIBLE = "eligible"  # those proposed


class Standing(StrEnum):
    GOOD = "good"
    WARN = "warn"
    UNKNOWN = "unknown"  # the record or the rulebook does not say


@dataclass(frozen=True, slots=True)
class Checked:
    """One check with its numbers (JSON values) and the rule it rests on, where there is one."""

    kind: CheckedKind
    standing: Standing
    facts: dict[str, int | str | None]
    rule: RuleRef | None = None
