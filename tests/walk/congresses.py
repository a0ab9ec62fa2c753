"""The congress a union prepares, as far as a door asks for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from nongcot.kernel import clock
from nongcot.people.kinds import Post, UnitKind
from nongcot.people.models import ProcessingLimit, Unit
from nongcot.staffing import actions as staffing
from nongcot.staffing.ballots.kinds import CensusLine
from nongcot.staffing.models import Congress
from tests.factories import people as make
from tests.walk.doors import Side

MEMBER_UNION = "Công đoàn cơ sở thành viên"


def congress_of(side: Side, *, delegates: int | None = None) -> Any:
    """The congress the union prepares, its plan sent, so many ``delegates`` decided."""
    return _congress_in(side.union, delegates=delegates)


def _congress_in(union: Unit, *, delegates: int | None = None) -> Any:
    today = clock.today()
    known = Congress.objects.filter(unit=union, closed_on__isnull=True).first()
    if known is not None:
        return known
    made = staffing.open_congress(
        actor=make.SYSTEM, unit=union, planned_on=today + timedelta(days=100), form="delegates", day=today
    )
    written = staffing.Written(done_on=today, document_number="3/TTr-CĐCS")
    staffing.record_congress_step(actor=make.SYSTEM, congress=made, step="plan", written=written, day=today)
    if delegates:
        staffing.decide_congress(actor=make.SYSTEM, congress=made, delegates=delegates)
    return made


def _union_for(side: Side, to: str) -> Unit:
    """The union itself; each state of a congress that excludes others has a member union of its own."""
    if to in {"", "held", "ballot"}:
        return side.union
    name = f"{MEMBER_UNION} {to}"
    known = Unit.objects.filter(name=name, placements__superior=side.union).first()
    return known or make.unit(name, under=side.union, kind=UnitKind.MEMBER_UNION)


def nomination_of(side: Side, *, to: str = "") -> list[Any]:
    """A congress at which the union's officer is nominated: (congress, person); ``to``: so far it has come."""
    ProcessingLimit.objects.filter(person=side.person).delete()
    row, today = _congress_in(_union_for(side, to)), clock.today()
    if not row.nominees.exists():
        staffing.decide_congress(actor=make.SYSTEM, congress=row, seats=1)
        staffing.nominate(actor=make.SYSTEM, congress=row, person=side.person, day=today, chair=True)
    if row.term_id is not None:  # asked again
        return [row.pk, side.person.pk]
    if to and not row.steps_done.filter(step="congress").exists():
        staffing.record_congress_step(
            actor=make.SYSTEM, congress=row, step="congress", written=staffing.Written(today), day=today
        )
    if votes := {"counted": 9, "met": 9, "missing": 3, "second": 3}.get(to):  # of ten
        given = {"post": "member", "collected": 10, "votes": {side.person.pk: votes}}
        if "member" not in row.tally:
            staffing.enter_congress_votes(actor=make.SYSTEM, congress=row, **given)
    if to in ("ballot", "second") and not row.ballots.exists():
        now, hour = clock.now(), timedelta(hours=1)
        census = [CensusLine(number, f"Người bầu {number}", f"NB{number}") for number in (1, 2)]
        given = {"post": "member", "title": "Bầu Ban Chấp hành", "opens_at": now - hour, "closes_at": now + hour}
        staffing.prepare_congress_ballot(actor=make.SYSTEM, congress=row, census=census, **given)
    if to == "met":
        _hold_first_meeting(side, row)
    return [row.pk, side.person.pk]


def _hold_first_meeting(side: Side, row: Any) -> None:
    """The results of the congress are in the roster; its first meeting elected a vice chair, who is not yet."""
    today, by = clock.today(), make.SYSTEM
    make.post(side.person, row.unit, Post.MEMBER, from_day=today)
    row.term = make.term(row.unit, from_day=today, planned_end=today + timedelta(days=1826))
    row.save(update_fields=["term"])
    slate = {"election": "vice_chair", "persons": [side.person], "seats": 1}
    staffing.draw_up_slate(actor=by, congress=row, day=today, **slate)
    written = staffing.Written(today)
    staffing.record_congress_step(actor=by, congress=row, step="first_meeting", written=written, day=today)
    votes = {"collected": 3, "votes": {side.person.pk: 3}}
    staffing.enter_congress_votes(actor=by, congress=row, post="vice_chair", **votes)
