"""Prepare a ballot, move its closing, void and repeat it; a candidate withdraws."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.kernel.text import tidy
from nongcot.people.models import Unit
from nongcot.staffing.actions.ballots.common import BEFORE_CLOSING, box_open, empty_remains, locked_for, tell
from nongcot.staffing.actions.ballots.of_congress import follow_repeat, require_no_third_round
from nongcot.staffing.actions.ballots.register import write_lines
from nongcot.staffing.ballots.kinds import BallotKind, BallotState, CensusLine, KeyField, Way
from nongcot.staffing.ballots.rules import second_round
from nongcot.staffing.ballots.stored import read_result
from nongcot.staffing.models import Ballot, BallotCandidate, BallotVoter, SealedVote
from nongcot.staffing.permissions.ballots import require_may_run
from nongcot.staffing.queries.ballot_lines import who_is_meant

MOST_CANDIDATES = 200  # as many as a page of a ballot can be read; no rule
ANNOUNCED_AHEAD = timedelta(minutes=10)  # a closing that is brought forward is on everybody's page this long before
# No text on file limits how long voting may take. This is ours: beyond it a day or a year was mistyped, and the key of
# the box and the links would lie about for longer than anybody watches over them.
LONGEST = timedelta(days=60)


@transaction.atomic
def create_ballot(
    *,
    actor: User | System,
    unit: Unit,
    title: str,
    kind: BallotKind,
    candidates: Sequence[str],
    opens_at: datetime,
    closes_at: datetime,
    seats: int = 1,
    way: Way = Way.ONLINE,
    key_field: KeyField = KeyField.CODE,
    census: Sequence[CensusLine] = (),
    persons: Sequence[int] | None = None,
) -> Ballot:
    """A ballot of a unit with its candidates (or matters, or persons to be rated) and its census.

    ``persons`` are the records of the candidates, where the caller knows them; without, each line is tied to the one
    officer of the unit it names.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: no title or candidates, one twice, fewer candidates than seats, times that cannot be.
    """
    require_may_run(actor, unit)
    names = _names(kind, candidates, seats)
    title = tidy(title)
    if not title:
        raise Refused(_("Xin ghi tên cuộc bầu, ví dụ: Bầu Ban Chấp hành nhiệm kỳ 2026-2031."))
    _times(opens_at, closes_at)
    ballot = Ballot.objects.create(
        unit=unit,
        kind=kind.value,
        title=title[:200],
        seats=seats if kind is BallotKind.ELECTION else 1,
        way=way.value,
        key_field=key_field.value,
        opens_at=opens_at,
        closes_at=closes_at,
        by=actor if isinstance(actor, User) else None,
    )
    _add_candidates(ballot, names, who_is_meant(ballot, names) if persons is None else persons)
    write_lines(ballot, census)
    tell(actor, "create_ballot", ballot, title=ballot.title, candidates=len(names), voters=len(census))
    return ballot


def _names(kind: BallotKind, candidates: Sequence[str], seats: int) -> list[str]:
    names = [name for name in (tidy(one)[:200] for one in candidates) if name]
    if not names:
        raise Refused(_("Xin ghi danh sách bầu cử, mỗi dòng một người (hoặc một nội dung biểu quyết)."))
    if len(names) > MOST_CANDIDATES:
        raise Refused(_("Danh sách có tối đa %(most)d dòng.") % {"most": MOST_CANDIDATES})
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise Refused(
            _("Trùng tên trong danh sách: %(names)s. Xin ghi thêm đơn vị hoặc năm sinh để phân biệt.")
            % {"names": ", ".join(sorted(twice))}
        )
    if kind is BallotKind.ELECTION and not 1 <= seats <= len(names):
        raise Refused(_("Số người được bầu phải từ 1 đến số người trong danh sách."))
    return names


def _times(opens_at: datetime, closes_at: datetime) -> None:
    if closes_at <= opens_at:
        raise Refused(_("Giờ đóng phải sau giờ mở."))
    if closes_at <= clock.now():
        raise Refused(_("Giờ đóng đã qua."))
    if closes_at - opens_at > LONGEST:
        raise Refused(_("Một cuộc bầu mở tối đa %(days)d ngày.") % {"days": LONGEST.days})


def _add_candidates(
    ballot: Ballot, names: Sequence[str], persons: Sequence[int | None], refused: Sequence[bool] = ()
) -> None:
    """The lines of the paper in their order, with the records meant, or that somebody said there is none."""
    told = zip(names, persons, refused or [False] * len(names), strict=True)
    rows = [
        BallotCandidate(ballot=ballot, place=place, name=name, person_id=person, no_person=none)
        for place, (name, person, none) in enumerate(told)
    ]
    BallotCandidate.objects.bulk_create(rows)


@transaction.atomic
def withdraw_name(*, actor: User | System, candidate: BallotCandidate, reason: str) -> BallotCandidate:
    """A candidate withdraws, also while voting is going on: the name stays on the page, struck out, and counts no more.

    Who has voted for the candidate is told on the voter's page and may vote anew until closing.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: voting is over, no reason is given, or nobody would be left.
    """
    ballot, _state = locked_for(actor, candidate.ballot, BEFORE_CLOSING)
    row = BallotCandidate.objects.select_for_update().get(pk=candidate.pk)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do rút tên."))
    if row.withdrawn_at is not None:
        raise Refused(_("Người này đã rút tên trước đó."))
    if not BallotCandidate.objects.filter(ballot=ballot, withdrawn_at=None).exclude(pk=row.pk).exists():
        raise Refused(_("Không còn ai trong danh sách. Xin hủy cuộc bầu này và lập cuộc bầu mới."))
    row.withdrawn_at, row.withdrawn_reason = clock.now(), reason.strip()[:300]
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    tell(actor, "withdraw_name", ballot, reason=reason.strip(), place=[row.place + 1, None])
    return row


@transaction.atomic
def move_closing(*, actor: User | System, ballot: Ballot, closes_at: datetime, reason: str) -> Ballot:
    """Close later, or earlier if everybody can still see it coming.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: it is closed already, no reason is given, or the new time is less than ten minutes ahead.
    """
    row, _state = locked_for(actor, ballot, BEFORE_CLOSING)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do đổi giờ đóng."))
    if closes_at < clock.now() + ANNOUNCED_AHEAD:
        raise Refused(_("Giờ đóng mới phải sau bây giờ ít nhất 10 phút, để người bầu kịp thấy."))
    _times(row.opens_at, closes_at)
    before, row.closes_at = row.closes_at, closes_at
    row.save(update_fields=["closes_at"])
    tell(actor, "move_closing", row, reason=reason.strip(), closes_at=[before.isoformat(), closes_at.isoformat()])
    return row


def void_ballot(*, actor: User | System, ballot: Ballot, reason: str) -> Ballot:
    """Void a ballot that was not counted: every ballot in the box is destroyed, every link ends.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: it was counted or voided before, or no reason is given.
    """
    with box_open(), transaction.atomic():
        row, _state = locked_for(actor, ballot, BEFORE_CLOSING | {BallotState.CLOSED})
        if not reason.strip():
            raise Refused(_("Xin ghi lý do hủy; lý do được báo cho người bầu."))
        row.voided_at, row.void_reason = clock.now(), reason.strip()[:500]
        row.save(update_fields=["voided_at", "void_reason"])
        SealedVote.objects.filter(ballot=row).delete()
        BallotVoter.objects.filter(ballot=row).update(voter_key=None)
        tell(actor, "void_ballot", row, reason=reason.strip())
        transaction.on_commit(empty_remains, robust=True)
    return row


@transaction.atomic
def repeat_ballot(
    *, actor: User | System, ballot: Ballot, opens_at: datetime, closes_at: datetime, title: str = ""
) -> Ballot:
    """A new ballot with the same census: of a voided one the same again, of a counted election the second round.

    In the second round stand those tied for the last seat, or else all who were not elected; for the seats left.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the ballot is neither voided nor counted with a seat left, it was repeated before, it is the counted
            second round of a congress, or times cannot be.
    """
    row, state = locked_for(actor, ballot, {BallotState.VOIDED, BallotState.COUNTED})
    require_no_third_round(row)
    standing = {one.place: one for one in row.candidates.filter(withdrawn_at=None)}
    places, seats = list(standing), row.seats
    if state is BallotState.COUNTED:
        counted = read_result(row.result)
        places = second_round(counted.outcome, list(standing)) if counted else []
        if not places or counted is None:
            raise Refused(_("Đã bầu đủ số người; không cần bầu lần nữa."))
        seats = min(counted.outcome.seats_left, len(places))
    if row.repeated_by.filter(voided_at=None).exists():
        raise Refused(_("Đã có cuộc bầu lại của cuộc bầu này."))
    _times(opens_at, closes_at)
    made = Ballot.objects.create(
        unit=row.unit,
        kind=row.kind,
        title=(tidy(title) or row.title)[:200],
        seats=seats,
        way=row.way,
        key_field=row.key_field,
        opens_at=opens_at,
        closes_at=closes_at,
        repeats=row,
        second_round=state is BallotState.COUNTED,
        by=actor if isinstance(actor, User) else None,
    )
    lines = [standing[place] for place in places]
    _add_candidates(
        made, [one.name for one in lines], [one.person_id for one in lines], [one.no_person for one in lines]
    )
    follow_repeat(row, made, places)
    copied = BallotVoter.objects.filter(ballot=row).values("name", "key_index", "contact", "hint")
    BallotVoter.objects.bulk_create([BallotVoter(ballot=made, **line) for line in copied], batch_size=500)
    tell(actor, "repeat_ballot", made, title=made.title, candidates=len(places), repeats=row.pk)
    return made
