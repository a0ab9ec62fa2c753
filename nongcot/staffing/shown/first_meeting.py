"""The elections of a first meeting as its page shows them: held or not, why, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass

from nongcot.infra.rulebook.api import rulebook
from nongcot.staffing.labels import first_meeting as words
from nongcot.staffing.labels.completing import source
from nongcot.staffing.models import Congress
from nongcot.staffing.queries.first_meeting import Meeting
from nongcot.staffing.queries.nominees import ballots_of
from nongcot.staffing.shown.elections import Election, election_of


@dataclass(frozen=True, slots=True)
class MeetingElection:
    """One election, the sentence that says why it is held or not, the rule behind it, and who stands."""

    held: bool
    why: str
    rule: str
    source: str
    verified: bool
    shown: Election
    names: list[str]
    voting: bool  # a ballot is prepared, or votes are counted


def meeting_elections(congress: Congress, meeting: Meeting) -> list[MeetingElection]:
    """In the order in which the meeting holds them."""
    ballots, book = ballots_of(congress), rulebook()
    found = []
    for one in meeting.asked:
        post = one.election.value
        found.append(
            MeetingElection(
                held=one.held,
                why=words.why(one),
                rule=one.rule.ref.id if one.rule else "",
                source=source(one.rule, book) if one.rule else "",
                verified=one.rule is None or one.rule.ref.verified,
                shown=election_of(congress, meeting.rows, post, ballots),
                names=[row.person.name for row in meeting.rows if row.post == post],
                voting=post in congress.tally or (post, 1) in ballots,
            )
        )
    return found
