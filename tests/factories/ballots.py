"""Ballots for tests, made by their verbs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from nongcot.kernel import clock
from nongcot.people.models import Unit
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import BallotKind, CensusLine, KeyField, Way
from nongcot.staffing.models import Ballot
from tests.factories import people as make

HOUR = timedelta(hours=1)


def ballot(
    unit: Unit | None = None, *, voters: int = 3, candidates: Sequence[str] = ("An", "Bình", "Chi"), **given: Any
) -> Ballot:
    """An election that is open since an hour, for another hour."""
    now = clock.now()
    return verbs.create_ballot(
        actor=make.SYSTEM,
        unit=unit or make.unit(),
        candidates=candidates,
        census=[CensusLine(number, f"Người bầu {number}", f"NB{number}") for number in range(1, voters + 1)],
        **{
            "title": "Bầu Ban Chấp hành",
            "kind": BallotKind.ELECTION,
            "seats": 1,
            "way": Way.ONLINE,
            "key_field": KeyField.CODE,
            "opens_at": now - HOUR,
            "closes_at": now + HOUR,
            **given,
        },
    )


def codes(of: Ballot, most: int = 10_000) -> list[str]:
    """New links for the voters of a ballot: their secrets, in the order of the census."""
    return [link.code for link in verbs.issue_links(actor=make.SYSTEM, ballot=of, most=most)]


def close(of: Ballot) -> Ballot:
    """Turn the clock of a ballot back, so that it is closed."""
    Ballot.objects.filter(pk=of.pk).update(opens_at=clock.now() - 2 * HOUR, closes_at=clock.now() - HOUR)
    of.refresh_from_db()
    return of


def prepare(of: Ballot) -> Ballot:
    """Turn it forward, so that it is not open yet."""
    Ballot.objects.filter(pk=of.pk).update(opens_at=clock.now() + HOUR, closes_at=clock.now() + 2 * HOUR)
    of.refresh_from_db()
    return of
