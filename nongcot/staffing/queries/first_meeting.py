"""The first meeting of a committee that a congress elected: who sits on it, what is elected, who may stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nongcot.infra.rulebook.api import rulebook
from nongcot.people.kinds import COMMITTEE_SEATS, BodyKind, Post
from nongcot.people.models import PostHeld
from nongcot.staffing.kinds.congress import AT_MEETING, Election
from nongcot.staffing.models import Congress, Nominee
from nongcot.staffing.queries.congress import members_of
from nongcot.staffing.queries.nominees import again_of, both_of, elected_of
from nongcot.staffing.rules.first_meeting import Asked, asked_of_meeting, may_stand

# Which body and post each election of the meeting fills.
SEATS: dict[Election, tuple[BodyKind, Post]] = {
    Election.STANDING: (BodyKind.STANDING_COMMITTEE, Post.MEMBER),
    Election.MEETING_CHAIR: (BodyKind.EXECUTIVE_COMMITTEE, Post.CHAIR),
    Election.VICE_CHAIR: (BodyKind.EXECUTIVE_COMMITTEE, Post.VICE_CHAIR),
    Election.INSPECTION: (BodyKind.INSPECTION_COMMITTEE, Post.MEMBER),
    Election.INSPECTION_HEAD: (BodyKind.INSPECTION_COMMITTEE, Post.HEAD),
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """The new committee (person to post, as far as known), what it elects, and who stands in those elections."""

    committee: dict[int, str]
    asked: list[Asked]
    rows: list[Nominee]

    def elected(self, election: Election) -> list[Nominee]:
        return [row for row in self.rows if row.post == election and row.elected]

    def held(self, election: str) -> Asked | None:
        """The election as it is held; None where it is not."""
        return next((one for one in self.asked if one.election == election and one.held), None)

    def may_stand(self, election: Election) -> Collection[int] | None:
        sets = {one: [row.person_id for row in self.elected(one)] for one in (Election.STANDING, Election.INSPECTION)}
        return may_stand(
            election,
            committee=list(self.committee),
            standing=sets[Election.STANDING],
            inspection=sets[Election.INSPECTION],
        )

    def posts(self) -> dict[int, Post]:
        """Chair and vice chairs as the meeting elected them; of one elected both the chair."""
        found = {row.person_id: Post.VICE_CHAIR for row in self.elected(Election.VICE_CHAIR)}
        return found | {row.person_id: Post.CHAIR for row in self.elected(Election.MEETING_CHAIR)}


def meeting_of(congress: Congress) -> Meeting:
    """The first meeting after ``congress``, by the rules of its planned day; nobody sits on it before the count."""
    own, rows = both_of(congress)
    committee = new_committee(congress, own)
    chair = any(post == Post.CHAIR for post in committee.values()) or _chaired(congress)
    chair = chair or _still_elects_chair(congress, own)
    if any(row.post == Election.MEETING_CHAIR for row in rows):
        chair = False  # the meeting elects it, whether or not the result is in the roster yet
    asked = asked_of_meeting(
        rulebook().on(congress.planned_on),
        kind=congress.unit.kind,
        members=members_of(congress.unit_id, day=congress.planned_on),
        committee=len(committee),
        chair_elected=chair,
    )
    return Meeting(committee, asked, rows)


def new_committee(congress: Congress, rows: Sequence[Nominee]) -> dict[int, str]:
    """Whom the congress elected: as counted here, else as the roster has the new term; person to post."""
    found = {who: row.post for who, row in elected_of(rows).items()}
    if found or congress.term is None:
        return found
    held = PostHeld.objects.filter(body=congress.term.body_id, from_day=congress.term.from_day)
    held = held.filter(post__in=[post.value for post in COMMITTEE_SEATS])
    return dict(held.order_by("person__sort_key").values_list("person", "post"))


def _chaired(congress: Congress) -> bool:
    """Whether the new term has a chair in the roster."""
    term = congress.term
    if term is None:
        return False
    return PostHeld.objects.filter(body=term.body_id, from_day=term.from_day, post=Post.CHAIR).exists()


def _still_elects_chair(congress: Congress, rows: Sequence[Nominee]) -> bool:
    """Whether the congress decided to elect the chair itself and has not come to the end of it: the first round is not
    counted, or the second one, that follows it, is not."""
    if congress.chair_direct is not True or congress.term is not None:
        return False
    told = congress.tally.get(Election.CHAIR, {})
    return not told or ("second" not in told and again_of(congress, rows, Election.CHAIR) is not None)


def counted_not_entered(congress: Congress) -> bool:
    """Whether results of the meeting are counted and not in the roster yet."""
    return any(one in congress.tally for one in AT_MEETING) and not congress.meeting.get("entered")
