"""A count and a tally form as the JSON that is kept, and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any

from nongcot.kernel.findings import RuleRef
from nongcot.staffing.ballots.kinds import Counted, Outcome, Paper

SHAPE = 1


def write_paper(paper: Paper) -> dict[str, Any]:
    return {"shape": SHAPE, **asdict(paper)}


def read_paper(kept: dict[str, Any]) -> Paper | None:
    """The tally form that was entered; None where none was."""
    if not kept:
        return None
    return Paper(**{name: value for name, value in kept.items() if name != "shape"})


def write_result(counted: Counted, *, rule: RuleRef, day: date) -> dict[str, Any]:
    """The count with the rule it was decided by."""
    return {
        "shape": SHAPE,
        "online": counted.online,
        "paper": write_paper(counted.paper),
        "blank": counted.blank,
        "invalid": counted.invalid,
        "collected": counted.collected,
        "counts": counted.counts,
        "threshold": str(counted.threshold),
        "outcome": asdict(counted.outcome),
        "rule": {"id": rule.id, "document": rule.document, "article": rule.article, "day": day.isoformat()},
    }


def read_result(kept: dict[str, Any]) -> Counted | None:
    if not kept:
        return None
    return Counted(
        online=kept["online"],
        paper=read_paper(kept["paper"]) or Paper(),
        blank=kept["blank"],
        invalid=kept["invalid"],
        collected=kept["collected"],
        counts=kept["counts"],
        threshold=Fraction(kept["threshold"]),
        outcome=Outcome(**kept["outcome"]),
    )
