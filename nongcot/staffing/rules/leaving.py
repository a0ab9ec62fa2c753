"""Which papers belong to which way a post ends, by the rules of a day. Pure."""

from __future__ import annotations

from nongcot.people.kinds import EndReason
from nongcot.regulations import DayBook, MissingKey
from nongcot.staffing.kinds.leaving import LEGAL_ENDS, Paper, PlannedPaper, Writes

RULE = "leaving.papers"


def papers_of(book: DayBook, how: str) -> list[PlannedPaper]:
    """The papers of the act ``how`` in their order; none for what ends without an act (a term, a retirement).

    A kind of paper that only a rule of the federation names is left out: the house has no words for it.
    """
    try:
        rule = book.find(RULE, how=how)
    except MissingKey:
        return []
    if rule is None or not isinstance(rule.value, tuple | list):
        return []
    found: dict[str, PlannedPaper] = {}
    for told in rule.value:
        paper, _colon, who = str(told).partition(":")
        if paper in set(Paper) and who in set(Writes):
            found.setdefault(paper, PlannedPaper(Paper(paper), Writes(who), rule))
    return list(found.values())


def ways(end_reason: str, *, ended: bool) -> tuple[EndReason, ...]:
    """The acts by which this post can end, or the one by which it did; none where it ended otherwise."""
    if not ended or not end_reason:
        return LEGAL_ENDS
    return tuple(one for one in LEGAL_ENDS if one == end_reason)
