"""The first meeting of a new committee: who stands for what, and its results in the roster."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.audit.models import AuditEntry
from nongcot.people.api import (
    EDITORS,
    Elected,
    Refused,
    correct_post,
    end_post,
    record_congress,
    record_post,
    require_on_unit,
    take_back_change,
    withdraw_post,
)
from nongcot.people.kinds import COMMITTEE_SEATS, BodyKind, EndReason, Mandate, Post
from nongcot.people.models import Person, PostHeld, Term
from nongcot.staffing.actions.candidates import require_unlimited
from nongcot.staffing.actions.congress import done_of, held_congress, settle, tell
from nongcot.staffing.actions.congress_decided import MOST_SEATS, require_fewer
from nongcot.staffing.kinds.congress import SINGLE, CongressStep, Election
from nongcot.staffing.models import Congress, Nominee
from nongcot.staffing.queries.candidates import seen
from nongcot.staffing.queries.first_meeting import Meeting, meeting_of
from nongcot.staffing.queries.nominees import ballots_of

Actor = User | System
SHAPE = 1
OF_ENTRY = frozenset({"entered", "posts", "terms"})  # what is kept of the results in the roster


@transaction.atomic
def draw_up_slate(
    *, actor: Actor, congress: Congress, election: str, persons: Collection[Person], seats: int, day: date
) -> None:
    """Who stands in an election of the first meeting, and for how many seats; drawn up anew until votes are counted.

    After the count the seats alone may change: fewer, down to those elected.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or may not see somebody.
        Refused: the congress is closed, no new committee is elected yet, the rules of the day let this not be elected,
            somebody may not stand or has limited data, there are fewer persons than seats, or voting has begun.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    meeting, before = meeting_of(row), row.meeting.get("seats", {}).get(election)
    _require_held(meeting, election)
    _require_may_stand(actor, meeting, Election(election), persons)
    single = election in SINGLE
    if not persons or not 1 <= seats <= min(len(persons), MOST_SEATS) or (single and seats != 1):
        raise Refused(_("Số người được bầu phải từ 1 đến số người trong danh sách."))
    known = {one.person_id: one for one in meeting.rows if one.post == election}
    wanted = {one.pk for one in persons}
    if election in row.tally:
        same = wanted == set(known)  # others may not stand any more
        elected = sum(one.elected for one in known.values())
        require_fewer(seats if same else None, before=before, elected=elected)
    elif (election, 1) in ballots_of(row):
        raise Refused(_("Phiếu bầu đã lập. Xin hủy cuộc bầu trước khi đổi danh sách."))
    Nominee.objects.filter(pk__in=[one.pk for who, one in known.items() if who not in wanted]).delete()
    by = actor if isinstance(actor, User) else None
    made = [
        Nominee(congress=row, person=one, post=election, nominated_on=day, by=by)
        for one in persons
        if one.pk not in known
    ]
    Nominee.objects.bulk_create(made)
    if not single:
        row.meeting = {**row.meeting, "shape": SHAPE, "seats": {**row.meeting.get("seats", {}), election: seats}}
        row.save(update_fields=["meeting"])
    told: dict[str, Any] = {"standing_for_it": [len(known) or None, len(wanted)], "seats_of_it": [before, seats]}
    tell(actor, row, "draw_up_slate", nominated_for=[None, election], **told)


def _require_held(meeting: Meeting, election: str) -> None:
    if not meeting.committee:
        raise Refused(_("Chưa có Ban Chấp hành mới. Xin ghi kết quả bầu Ban Chấp hành trước."))
    if meeting.held(election) is None:
        raise Refused(_("Theo quy định đang lưu, phiên họp thứ nhất không có cuộc bầu này."))


def _require_may_stand(actor: Actor, meeting: Meeting, election: Election, persons: Collection[Person]) -> None:
    allowed = meeting.may_stand(election)
    others = [one for one in persons if one.pk not in meeting.committee]
    if len(seen(actor, [one.pk for one in others])) < len(others):
        raise PermissionDenied
    for one in persons:
        if allowed is not None and one.pk not in allowed:
            raise Refused(_("%(name)s không thuộc danh sách được bầu chức danh này.") % {"name": one.name})
        if one.pk not in meeting.committee:
            require_unlimited(one)


@transaction.atomic
def enter_meeting_results(*, actor: Actor, congress: Congress, day: date) -> None:
    """What the first meeting elected comes into the roster, in the term that the congress began.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed, its own results are not in the roster, nobody is elected, it was done before,
            or what ``record_congress`` refuses.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    meeting = meeting_of(row)
    if row.term is None:
        raise Refused(_("Xin ghi kết quả đại hội vào danh sách cán bộ trước."))
    if row.meeting.get("entered"):
        raise Refused(_("Kết quả đã được ghi vào danh sách cán bộ."))
    if not any(one.elected for one in meeting.rows):
        raise Refused(_("Chưa có ai trúng cử."))
    write_results(actor, row, meeting, day=day)
    settle(row, done_of(row), day=day)


def met_on(row: Congress) -> date:
    """The day of the first meeting; that of the congress where it is not written down."""
    done = done_of(row)
    return done.get(CongressStep.FIRST_MEETING) or done[CongressStep.CONGRESS]


def write_results(actor: Actor, row: Congress, meeting: Meeting, *, day: date) -> None:
    """Posts and bodies as the meeting elected them, from its day; what is written is kept with the congress, so that it
    can be taken back with the term. Permission is the caller's.
    """
    term = row.term
    if term is None:
        return
    posts = [_give_post(actor, term, person, post, met_on(row)) for person, post in meeting.posts().items()]
    row.meeting = {**row.meeting, "posts": [one for one in posts if one is not None]}
    write_bodies(actor, row, meeting, day=day)


def _give_post(actor: Actor, term: Term, person: int, post: Post, first: date) -> list[int | None] | None:
    """Whom the meeting elected holds the post from its day on. Gives the keys of the post held before and of the new
    one, None for it where the same row tells: on the day of the congress nobody was a mere member before.
    """
    seats = [one.value for one in COMMITTEE_SEATS]
    rows = PostHeld.objects.filter(body=term.body_id, person=person, to_day__isnull=True, post__in=seats)
    held = rows.select_related("body").order_by("-from_day", "-pk").first()
    if held is None:
        raise Refused(_("Người trúng cử không còn trong Ban Chấp hành. Xin xem lại danh sách cán bộ."))
    if held.post == post:
        return None
    if held.from_day is None or first <= held.from_day:
        correct_post(actor=actor, held=held, reason=_why(), post=post.value)
        return [held.pk, None]
    end_post(actor=actor, held=held, day=first, reason=EndReason.OTHER, note=_why())
    made = record_post(
        actor=actor,
        unit=term.body.unit,
        person=held.person,
        body=BodyKind(held.body.kind),
        post=post,
        from_day=first,
        mandate=Mandate(held.mandate) if held.mandate else None,
        decision_number=term.decision_number,
        decision_day=term.decision_day,
    )
    return [held.pk, made.pk]


def _why() -> str:
    return _("Kết quả phiên họp thứ nhất")


def write_bodies(actor: Actor, row: Congress, meeting: Meeting, *, day: date) -> None:
    """The standing and the inspection committee begin their terms on the day of the meeting; it is entered.

    A body whose term of that day is on record already is left as it is. Permission is the caller's.
    """
    first, term, made = met_on(row), row.term, []
    standing = {one.person: Post.MEMBER for one in meeting.elected(Election.STANDING)}
    inspection = {one.person: Post.MEMBER for one in meeting.elected(Election.INSPECTION)}
    inspection |= {one.person: Post.HEAD for one in meeting.elected(Election.INSPECTION_HEAD)}
    for body, holders in ((BodyKind.STANDING_COMMITTEE, standing), (BodyKind.INSPECTION_COMMITTEE, inspection)):
        known = Term.objects.filter(body__unit=row.unit_id, body__kind=body, body__name="", from_day=first)
        if not holders or term is None or term.planned_end is None or known.exists():
            continue
        began = record_congress(
            actor=actor,
            unit=row.unit,
            body=body,
            day=first,
            planned_end=term.planned_end,
            seats_fixed=len(holders),
            elected=[Elected(who, post) for who, post in holders.items()],
            decision_number=term.decision_number,
            decision_day=term.decision_day,
        )
        made.append(began.pk)
    row.meeting = {**row.meeting, "shape": SHAPE, "entered": day.isoformat(), "terms": made}
    row.save(update_fields=["meeting"])
    count = sum(one.elected for one in meeting.rows)
    tell(actor, row, "enter_meeting_results", elected=[None, count])


@transaction.atomic
def take_meeting_back(*, actor: Actor, term: Term, reason: str) -> None:
    """Before the term of a congress is taken back: what its first meeting brought into the roster goes, the last first.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: a post or a term of it was changed since.
    """
    row = Congress.objects.select_for_update().filter(term=term).first()
    if row is None or not row.meeting.get("entered"):
        return
    require_on_unit(actor, row.unit_id, roles=EDITORS)
    for other in reversed(row.meeting.get("terms", [])):
        entry = AuditEntry.objects.filter(action="people.record_term", object_type="term", object_id=str(other)).last()
        if entry is not None and Term.objects.filter(pk=other).exists():
            take_back_change(actor=actor, change=entry, reason=reason)
    for before, made in reversed(row.meeting.get("posts", [])):
        _take_post(actor, before, made, reason)
    row.meeting = {name: value for name, value in row.meeting.items() if name not in OF_ENTRY}
    row.save(update_fields=["meeting"])
    tell(actor, row, "take_meeting_back", reason, meeting_entered=[True, None])


def _take_post(actor: Actor, before: int, made: int | None, reason: str) -> None:
    """As before the meeting; what somebody removed since stays removed."""
    known = {held.pk: held for held in PostHeld.objects.filter(pk__in=[before, made or before])}
    if made is not None and made in known:
        if known[made].to_day is not None:
            raise Refused(
                _("Chức vụ của %(name)s đã kết thúc sau phiên họp thứ nhất. Xin sửa chức vụ đó trước, rồi rút.")
                % {"name": known[made].person.name}
            )
        withdraw_post(actor=actor, held=known[made], reason=reason)
    if before not in known:
        return
    if made is None:
        correct_post(actor=actor, held=known[before], reason=reason, post=Post.MEMBER.value)
    else:
        correct_post(actor=actor, held=known[before], reason=reason, to_day=None)
