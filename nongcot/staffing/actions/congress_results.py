"""The elections of a congress: prepare the ballot, write down the count, bring the results into the roster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.rulebook.api import rulebook
from nongcot.people.api import EDITORS, Elected, Refused, record_congress, require_on_unit
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import Term
from nongcot.staffing.actions.ballots import create_ballot
from nongcot.staffing.actions.ballots.counting import RULE
from nongcot.staffing.actions.congress import done_of, held_congress, tell
from nongcot.staffing.actions.following_congress import link
from nongcot.staffing.ballots.kinds import CHOSEN, BallotKind, CensusLine, KeyField, Way
from nongcot.staffing.ballots.rules import elect
from nongcot.staffing.ballots.stored import read_result
from nongcot.staffing.kinds.congress import CongressStep
from nongcot.staffing.models import Ballot, Congress, Nominee
from nongcot.staffing.queries.nominees import elected_of, nominees_of, seats_of, standing

Actor = User | System
SHAPE = 1
ELECTIONS = (Post.MEMBER, Post.CHAIR)


@transaction.atomic
def prepare_congress_ballot(
    *,
    actor: Actor,
    congress: Congress,
    post: str,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    way: Way = Way.ONLINE,
    key_field: KeyField = KeyField.CODE,
    census: Sequence[CensusLine] = (),
) -> Ballot:
    """The ballot for the committee or its chair with those who stand and the seats that were decided.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed, the number of seats is not decided, a ballot is prepared or votes are counted
            already, or what ``create_ballot`` refuses.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    seats = _seats(row, post)
    before = row.chair_ballot if post == Post.CHAIR else row.ballot
    if (before is not None and before.voided_at is None) or post in row.tally:
        raise Refused(_("Phiếu bầu đã lập hoặc đã kiểm."))
    nominees = standing(nominees_of(row), post)
    ballot = create_ballot(
        actor=actor,
        unit=row.unit,
        title=title,
        kind=BallotKind.ELECTION,
        candidates=_distinct(nominees),
        seats=seats,
        opens_at=opens_at,
        closes_at=closes_at,
        way=way,
        key_field=key_field,
        census=census,
    )
    for place, nominee in enumerate(nominees):
        nominee.place = place
    Nominee.objects.bulk_update(nominees, ["place"])
    if post == Post.CHAIR:
        row.chair_ballot = ballot
    else:
        row.ballot = ballot
    row.save(update_fields=["ballot", "chair_ballot"])
    tell(actor, row, "prepare_congress_ballot", nominated_for=[None, post], ballot=[None, ballot.pk])
    return ballot


def _distinct(nominees: Sequence[Nominee]) -> list[str]:
    """Names as the paper has them: namesakes with the year of birth, or with a number where that is not known."""
    names = [row.person.name for row in nominees]
    told = []
    for place, row in enumerate(nominees):
        name = row.person.name
        twice = names.count(name) > 1
        told.append(f"{name} ({row.person.born[:4] or place + 1})" if twice else name)
    return [name if told.count(name) == 1 else f"{name} - {place + 1}" for place, name in enumerate(told)]


def _seats(congress: Congress, post: str) -> int:
    if post not in ELECTIONS:
        raise Refused(_("Đại hội không bầu chức danh này."))
    seats = seats_of(congress, post)
    if seats is None:
        raise Refused(_("Chưa ghi số ủy viên Ban Chấp hành khóa mới. Xin ghi hình thức, số lượng trước."))
    return seats


@transaction.atomic
def enter_congress_votes(
    *, actor: Actor, congress: Congress, post: str, collected: int, votes: Mapping[int, int]
) -> list[Nominee]:
    """What the counting team found on paper, votes by person; the rule of the day says who is elected. Corrected by
    entering it again until the results are in the roster.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed or not held yet, its results are in the roster, a person does not stand, or the
            numbers cannot all be true.
        NotInForce, NotOnFile: no rule says what it takes to be elected.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    seats, day = _seats(row, post), _held_on(row)
    nominees = standing(nominees_of(row), post)
    if votes.keys() != {one.person_id for one in nominees} or not nominees:
        raise Refused(_("Danh sách đề cử đã thay đổi. Xin mở lại trang rồi nhập."))
    numbers = [votes[one.person_id] for one in nominees]
    if min(numbers) < 0 or max(numbers) > collected or sum(numbers) > collected * seats:
        raise Refused(_("Các số chưa khớp: số phiếu của mỗi người không được lớn hơn số phiếu thu về; tổng cộng "
                        "không được lớn hơn số phiếu thu về nhân với số người được bầu."))  # fmt: skip
    threshold = Fraction(str(rulebook().at(RULE, day).value))
    outcome = elect(numbers, seats=seats, collected=collected, threshold=threshold)
    return _keep(actor, row, post, nominees, numbers, collected, threshold, outcome.elected)


@transaction.atomic
def take_congress_count(*, actor: Actor, congress: Congress, post: str) -> list[Nominee]:
    """Take over what was counted of the ballot prepared for this congress.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed or not held yet, its results are in the roster, no ballot was prepared, or it
            is not counted.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    _seats(row, post)
    _held_on(row)
    ballot = row.chair_ballot if post == Post.CHAIR else row.ballot
    counted = read_result(ballot.result) if ballot is not None else None
    if ballot is None or counted is None:
        raise Refused(_("Cuộc bầu trên hệ thống chưa kiểm phiếu."))
    nominees = [one for one in nominees_of(row) if one.post == post and one.place is not None]
    nominees = [one for one in nominees if one.place is not None and one.place < len(counted.counts)]
    numbers = [counted.counts[one.place or 0].get(CHOSEN, 0) for one in nominees]
    elected = [at for at, one in enumerate(nominees) if one.place in counted.outcome.elected]
    return _keep(actor, row, post, nominees, numbers, counted.collected, counted.threshold, elected)


def _held_on(congress: Congress) -> date:
    """
    Raises:
        Refused: the congress was not held yet, or its results are in the roster.
    """
    done = done_of(congress)
    if CongressStep.CONGRESS not in done:
        raise Refused(_("Xin ghi bước Đại hội đã tổ chức trước."))
    if CongressStep.ENTRY in done:
        raise Refused(_("Kết quả đã được ghi vào danh sách cán bộ."))
    return done[CongressStep.CONGRESS]


def _keep(  # noqa: PLR0917 (the facts of one count)
    actor: Actor,
    row: Congress,
    post: str,
    nominees: Sequence[Nominee],
    numbers: Sequence[int],
    collected: int,
    threshold: Fraction,
    elected: Sequence[int],
) -> list[Nominee]:
    for at, one in enumerate(nominees):
        one.votes, one.elected = numbers[at], at in elected
    Nominee.objects.bulk_update(nominees, ["votes", "elected"])
    row.tally = {**row.tally, "shape": SHAPE, post: {"collected": collected, "threshold": str(threshold)}}
    row.save(update_fields=["tally"])
    told: dict[str, Any] = {"votes_collected": [None, collected], "elected": [None, len(elected)]}
    tell(actor, row, "count_congress", nominated_for=[None, post], **told)
    return [nominees[at] for at in elected]


@transaction.atomic
def enter_congress_results(
    *,
    actor: Actor,
    congress: Congress,
    planned_end: date,
    posts: Mapping[int, Post],
    day: date,
    decision_number: str = "",
    decision_day: date | None = None,
) -> Term:
    """Those elected enter the roster as a new term from the day of the congress; the old term and its posts end.

    ``posts`` says of persons elected which post they hold, as congress or committee elected them; all others are
    members.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed or not held yet, nobody is elected, ``posts`` names somebody who was not, or
            what ``record_congress`` refuses.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    held_on = _held_on(row)
    elected = elected_of(nominees_of(row))
    if not elected or posts.keys() - elected.keys():
        raise Refused(_("Chưa có ai trúng cử, hoặc danh sách trúng cử đã thay đổi. Xin mở lại trang."))
    chair = next((one.person_id for one in elected.values() if one.post == Post.CHAIR), None)
    if chair is not None and any((post == Post.CHAIR) != (who == chair) for who, post in posts.items()):
        raise Refused(_("Đại hội đã bầu trực tiếp Chủ tịch: chức danh Chủ tịch theo kết quả bầu."))
    given = {who: posts.get(who, Post.CHAIR if who == chair else Post.MEMBER) for who in elected}
    term = record_congress(
        actor=actor,
        unit=row.unit,
        body=BodyKind.EXECUTIVE_COMMITTEE,
        day=held_on,
        planned_end=planned_end,
        seats_fixed=row.seats,
        elected=[Elected(one.person, given[who]) for who, one in elected.items()],
        decision_number=decision_number,
        decision_day=decision_day,
    )
    link(row, term, done=done_of(row), day=day)
    tell(actor, row, "enter_congress_results", elected=[None, len(elected)])
    return term
