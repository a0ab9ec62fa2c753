"""The elections of a congress and of its first meeting: the ballot, the count, the second round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, Refused, require_on_unit
from nongcot.staffing.actions.ballots import create_ballot, repeat_ballot, withdraw_name
from nongcot.staffing.actions.ballots.counting import RULE
from nongcot.staffing.actions.congress import done_of, held_congress, tell
from nongcot.staffing.ballots.kinds import CHOSEN, BallotKind, CensusLine, Counted, KeyField, Way
from nongcot.staffing.ballots.rules import elect
from nongcot.staffing.ballots.stored import read_result
from nongcot.staffing.kinds.congress import AT_CONGRESS, CongressStep, Election
from nongcot.staffing.models import Ballot, Congress, CongressBallot, Nominee
from nongcot.staffing.queries.nominees import again_of, ballots_of, nominees_of, seats_of, standing, stood
from nongcot.staffing.rules.elections import second_round_rule

Actor = User | System
SHAPE = 1
ROUNDS = (1, 2)


@dataclass(frozen=True, slots=True)
class _Round:
    """One round of one election: who stands in it, for how many seats."""

    number: int
    post: str
    seats: int
    nominees: list[Nominee]

    @property
    def place(self) -> str:
        return "place" if self.number == 1 else "second_place"

    @property
    def votes(self) -> str:
        return "votes" if self.number == 1 else "second_votes"


@dataclass(frozen=True, slots=True)
class _Count:
    """What was counted of a round: votes in the order of its nominees, the places elected, what the tally keeps."""

    numbers: list[int]
    elected: list[int]
    kept: dict[str, Any]


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
    """The ballot of the round that is next, with those who stand and the seats there are.

    The second round of a ballot on the system has the census of the first one: ``way``, ``key_field`` and ``census``
    are left aside.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed, the number of seats is not decided, a ballot is prepared or votes are counted
            already, no second round follows, or what ``create_ballot`` refuses.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    number = 2 if post in row.tally else 1
    known = ballots_of(row)
    if (post, number) in known or "second" in row.tally.get(post, {}):
        raise Refused(_("Phiếu bầu đã lập hoặc đã kiểm."))
    now = _round(row, post, number)
    times = {"opens_at": opens_at, "closes_at": closes_at}
    first = known.get((post, 1))
    if number == 2 and first is not None and row.tally[post].get("ballot") == first.pk:
        ballot = _repeat(actor, first, now, title=title, **times)
    else:
        names = _distinct(now.nominees)
        given: dict[str, Any] = {"way": way, "key_field": key_field, "census": census, **times}
        ballot = create_ballot(
            actor=actor,
            unit=row.unit,
            title=title,
            kind=BallotKind.ELECTION,
            candidates=names,
            seats=now.seats,
            persons=[one.person_id for one in now.nominees],
            **given,
        )
        for place, nominee in enumerate(now.nominees):
            setattr(nominee, now.place, place)
        Nominee.objects.bulk_update(now.nominees, [now.place])
        CongressBallot.objects.filter(congress=row, post=post, round=number).delete()
        CongressBallot.objects.create(congress=row, post=post, round=number, ballot=ballot)
    told: dict[str, Any] = {"nominated_for": [None, post], "ballot": [None, ballot.pk], "voting_round": [None, number]}
    tell(actor, row, "prepare_congress_ballot", **told)
    return ballot


def _repeat(actor: Actor, first: Ballot, now: _Round, **given: Any) -> Ballot:
    """The second round with the census of the first; who withdrew at the congress since is struck out."""
    made = repeat_ballot(actor=actor, ballot=first, **given)
    stands = {one.pk for one in now.nominees}
    linked = Nominee.objects.filter(congress=now.nominees[0].congress_id, post=now.post, second_place__isnull=False)
    gone = [one for one in linked if one.pk not in stands]
    for one in gone:
        candidate = made.candidates.get(place=one.second_place or 0)
        withdraw_name(actor=actor, candidate=candidate, reason=one.note or _("Đã rút khỏi danh sách bầu cử."))
    return made


def _distinct(nominees: Sequence[Nominee]) -> list[str]:
    """Names as the paper has them: namesakes with the year of birth, or with a number where that is not known."""
    names = [row.person.name for row in nominees]
    told = []
    for place, row in enumerate(nominees):
        name = row.person.name
        twice = names.count(name) > 1
        told.append(f"{name} ({row.person.born[:4] or place + 1})" if twice else name)
    return [name if told.count(name) == 1 else f"{name} - {place + 1}" for place, name in enumerate(told)]


def _round(congress: Congress, post: str, number: int) -> _Round:
    """
    Raises:
        Refused: there is no such election or round, or nobody said how many are elected.
    """
    if post not in set(Election) or number not in ROUNDS:
        raise Refused(_("Đại hội không bầu chức danh này."))
    seats = seats_of(congress, post)
    if seats is None:
        told = {
            True: _("Chưa ghi số ủy viên Ban Chấp hành khóa mới. Xin ghi hình thức, số lượng trước."),
            False: _("Chưa ghi số người được bầu. Xin lập danh sách bầu trước."),
        }
        raise Refused(told[post in AT_CONGRESS])
    rows = nominees_of(congress, meeting=post not in AT_CONGRESS)
    if number == 1:
        return _Round(1, post, seats, stood(rows, post) if post in congress.tally else standing(rows, post))
    again = again_of(congress, rows, post)
    day = done_of(congress).get(_step_of(post), congress.planned_on)
    if again is None or second_round_rule(rulebook().on(day)) is None:
        raise Refused(_("Không có bầu lần hai: đã đủ người trúng cử, hoặc chưa ghi kết quả lần một."))
    return _Round(2, post, again[0].seats, again[1])


@transaction.atomic
def enter_congress_votes(
    *,
    actor: Actor,
    congress: Congress,
    post: str,
    collected: int,
    votes: Mapping[int, int],
    voting_round: int = 1,
    issued: int | None = None,
    invalid: int | None = None,
) -> list[Nominee]:
    """What the counting team found on paper, votes by person; the rule of the day says who is elected.

    ``issued``, ``collected`` and ``invalid`` are papers; the minutes leave room for what is not told.

    Corrected by entering it again until the results are in the roster; the first round entered anew drops the second.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed or not held yet, its results are in the roster, a person does not stand, the
            numbers cannot all be true, no second round follows, or the first is entered anew while the second has a
            ballot on the system.
        NotInForce, NotOnFile: no rule says what it takes to be elected.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    now, day = _round(row, post, voting_round), held_on(row, post)
    if votes.keys() != {one.person_id for one in now.nominees} or not now.nominees:
        raise Refused(_("Danh sách đề cử đã thay đổi. Xin mở lại trang rồi nhập."))
    numbers = [votes[one.person_id] for one in now.nominees]
    if not _papers_fit(issued, collected, invalid):
        raise Refused(
            _(
                "Các số chưa khớp: số phiếu thu về không được lớn hơn số phiếu phát ra, số phiếu không hợp lệ không "
                "được lớn hơn số phiếu thu về."
            )
        )
    valid = collected - (invalid or 0)
    if min(numbers) < 0 or max(numbers) > valid or sum(numbers) > valid * now.seats:
        raise Refused(_("Các số chưa khớp: số phiếu của mỗi người không được lớn hơn số phiếu hợp lệ; tổng cộng "
                        "không được lớn hơn số phiếu hợp lệ nhân với số người được bầu."))  # fmt: skip
    threshold = Fraction(str(rulebook().at(RULE, day).value))
    outcome = elect(numbers, seats=now.seats, collected=collected, threshold=threshold)
    kept = {"collected": collected, "threshold": str(threshold)}
    kept |= {name: number for name, number in (("issued", issued), ("invalid", invalid)) if number is not None}
    return _keep(actor, row, now, _Count(numbers, outcome.elected, kept))


def _papers_fit(issued: int | None, collected: int, invalid: int | None) -> bool:
    given = collected if issued is None else issued
    return 0 <= (invalid or 0) <= collected <= given


@transaction.atomic
def take_congress_count(*, actor: Actor, congress: Congress, post: str, voting_round: int = 1) -> list[Nominee]:
    """Take over what was counted of the ballot prepared for this round of the election.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed or not held yet, its results are in the roster, no ballot was prepared, or it
            is not counted.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    ballot = ballots_of(row).get((post, voting_round))
    counted = read_result(ballot.result) if ballot is not None else None
    if ballot is None or counted is None:
        raise Refused(_("Cuộc bầu trên hệ thống chưa kiểm phiếu."))
    now = _round(row, post, voting_round)
    held_on(row, post)
    _follow_withdrawn(row, ballot, now)
    nominees = [one for one in now.nominees if _counted_place(one, now, counted) is not None]
    now = _Round(now.number, now.post, now.seats, nominees)
    places = [getattr(one, now.place) for one in nominees]
    numbers = [counted.counts[place].get(CHOSEN, 0) for place in places]
    elected = [at for at, place in enumerate(places) if place in counted.outcome.elected]
    kept = {"collected": counted.collected, "threshold": str(counted.threshold), "ballot": ballot.pk}
    kept["invalid"] = counted.invalid
    return _keep(actor, row, now, _Count(numbers, elected, kept))


def _counted_place(one: Nominee, now: _Round, counted: Counted) -> int | None:
    place: int | None = getattr(one, now.place)
    return place if place is not None and place < len(counted.counts) else None


def _follow_withdrawn(congress: Congress, ballot: Ballot, now: _Round) -> None:
    """Who withdrew from the ballot on the system stands no more."""
    gone = {one.place: one for one in ballot.candidates.filter(withdrawn_at__isnull=False)}
    for one in now.nominees:
        left = gone.get(getattr(one, now.place))
        if left is not None and left.withdrawn_at is not None and one.withdrawn_on is None:
            one.withdrawn_on = left.withdrawn_at.astimezone(clock.VIETNAM).date()
            one.note = left.withdrawn_reason
            one.save(update_fields=["withdrawn_on", "note"])


def _step_of(post: str) -> CongressStep:
    return CongressStep.CONGRESS if post in AT_CONGRESS else CongressStep.FIRST_MEETING


def held_on(congress: Congress, post: str) -> date:
    """The day of the election.

    Raises:
        Refused: the congress or meeting was not held yet, or its results are in the roster.
    """
    done, step = done_of(congress), _step_of(post)
    if step not in done:
        told = {
            CongressStep.CONGRESS: _("Xin ghi bước Đại hội đã tổ chức trước."),
            CongressStep.FIRST_MEETING: _("Xin ghi bước Phiên họp thứ nhất đã tổ chức trước."),
        }
        raise Refused(told[step])
    if CongressStep.ENTRY in done if post in AT_CONGRESS else congress.meeting.get("entered"):
        raise Refused(_("Kết quả đã được ghi vào danh sách cán bộ."))
    return done[step]


def _keep(actor: Actor, row: Congress, now: _Round, count: _Count) -> list[Nominee]:
    for at, one in enumerate(now.nominees):
        setattr(one, now.votes, count.numbers[at])
        one.elected = at in count.elected
    Nominee.objects.bulk_update(now.nominees, [now.votes, "elected"])
    told = count.kept
    if now.number == 1:
        _drop_second(row, now)
    else:
        told = {**row.tally[now.post], "second": count.kept}
    row.tally = {**row.tally, "shape": SHAPE, now.post: told}
    row.save(update_fields=["tally"])
    changes = {
        "nominated_for": now.post,
        "voting_round": now.number,
        "votes_collected": count.kept["collected"],
        "elected": len(count.elected),
    }
    pairs: dict[str, Any] = {name: [None, value] for name, value in changes.items()}
    tell(actor, row, "count_congress", **pairs)
    return [now.nominees[at] for at in count.elected]


def _drop_second(row: Congress, now: _Round) -> None:
    """The first round is entered anew: what was counted of the second rests on it no more."""
    if (now.post, 2) in ballots_of(row) and now.post in row.tally:
        raise Refused(_("Đã lập cuộc bầu lần hai trên hệ thống. Xin hủy cuộc bầu đó trước khi sửa kết quả lần một."))
    Nominee.objects.filter(congress=row, post=now.post).update(second_votes=None)
