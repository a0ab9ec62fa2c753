"""The inspection committee (Ủy ban Kiểm tra) of a grassroots union."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from nongcot.duties.checks.view import UnitView, whole
from nongcot.kernel.findings import Finding


def missing(view: UnitView) -> Iterator[Finding]:
    """Enough members for an inspection committee, and nobody on it.

    A union without recorded officers is not judged, nor one of which the lists told the leaders only.
    """
    members = view.facts.members
    if members is None or view.inspection or not (view.known_posts and view.grassroots and view.committee_told):
        return
    rule = view.context.book.find("inspection.required_from")
    if rule is None or members < whole(rule):
        return
    yield view.finding("inspection.missing", rule, {"members": members, "required_from": whole(rule)})


def too_many_committee_members(view: UnitView) -> Iterator[Finding]:
    """More executive committee members on the inspection committee than the share allows.

    Lists usually name only its head, who often sits on the executive committee: one known member proves nothing.
    """
    size = len(view.inspection)
    if size < 2:
        return
    rule = view.context.book.find("inspection.committee_share")
    if rule is None:
        return
    share: Any = rule.value
    limit = size * Fraction(share)
    both = len(view.inspection & view.holders.keys())
    if both > limit:
        facts = {"inspection_members": size, "committee_members": both, "limit": int(limit)}
        yield view.finding("inspection.too_many_committee_members", rule, facts)
