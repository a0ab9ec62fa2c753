"""What the people of the sample province are in the middle of: begun through the verbs that the pages call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from django.db.models import QuerySet

from nongcot.duties.api import run
from nongcot.duties.models import Duty
from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.people.api import record_post
from nongcot.people.kinds import BodyKind, Mandate, Post
from nongcot.people.models import Person, PostHeld, RoleGrant, Unit, UnitPlacement, on_day
from nongcot.staffing import api as staffing
from nongcot.staffing.ballots.kinds import BallotKind, CensusLine
from nongcot.staffing.kinds.completing import ActsHere, Seat, Step
from nongcot.staffing.kinds.reserves import Readiness
from nongcot.staffing.models import Ballot, Candidate, CompletionCase

_CASES, _COMPLETED, _CHAIRS, _HANDOVERS, _RESERVES, _CONGRESSES = 32, 4, 12, 5, 4, 6
_SIDES: tuple[Literal["chair", "mentor"], ...] = ("chair", "mentor")
_RIPE = 2  # steps: then it is known who is to sit in the seat
_CHAIR = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.CHAIR)


def begin(day: date) -> None:
    """Let the sign-ins of the demo work for some weeks up to ``day``; what asks the clock is begun on this day only."""
    officer = User.objects.get(username="lien-doan")
    union = Unit.objects.get(pk=RoleGrant.objects.get(user__username="chu-tich").unit_id)
    _cases(officer, day)
    _reserves(officer, union, day)
    _congresses(officer, day)
    if day != clock.today():
        return
    _programmes(officer, day)
    _handovers(officer, day)
    _ballots(officer, union, day)
    _plan(officer, union, day)


def _cases(officer: User, day: date) -> None:
    """Cases stand at every step; where it comes to persons, some are proposed and one is chosen."""
    old = CompletionCase.objects.filter(closed_on__isnull=True, opened_on__lt=day).select_related("unit").order_by("pk")
    for number, case in enumerate(islice(old, _CASES)):
        steps = [one for one in staffing.plan_of(case, case.unit.kind) if one.step != Step.ENTRY][: number % 5]
        for place, planned in enumerate(steps, 1):
            done_on = min(case.opened_on + timedelta(days=6 * place), day)
            number_on_it = f"{number + 11}/CV-{'LĐLĐ' if planned.who == ActsHere.ABOVE else 'CĐCS'}"
            written = staffing.Written(done_on, document_number=number_on_it, document_day=done_on)
            staffing.record_step(actor=officer, case=case, step=planned.step, written=written, day=day)
        if steps:
            _candidates(officer, case, day, ripe=len(steps) > _RIPE)
    _complete(officer, day)


def _candidates(officer: User, case: CompletionCase, day: date, *, ripe: bool) -> None:
    sitting = PostHeld.objects.filter(on_day(day), unit=case.unit_id, body__kind=case.body).values("person")
    for place, person in enumerate(_officers(case.unit, day).exclude(pk__in=sitting)[:3]):
        staffing.propose_candidate(actor=officer, case=case, person=person, day=day)
        if place == 0 and ripe:
            staffing.choose_candidate(actor=officer, case=case, person=person, day=day)


def _complete(officer: User, day: date) -> None:
    """The oldest cases whose person is chosen end: the person sits in the seat."""
    chosen = Candidate.objects.filter(state=Candidate.State.CHOSEN).select_related("person", "case__unit")
    units = []
    for row in chosen.order_by("case__opened_on", "pk")[:_COMPLETED]:
        case = row.case
        entered = min(case.opened_on + timedelta(days=40), day)
        record_post(
            actor=officer,
            unit=case.unit,
            person=row.person,
            body=BodyKind(case.body),
            post=Post(case.post),
            from_day=entered,
            mandate=Mandate(case.way),
            decision_number="45/QĐ-CĐ",
            decision_day=entered,
        )
        units.append(case.unit_id)
    run(actor=officer, day=day, units=units)
    staffing.follow_duties(day=day, units=units)


def _officers(unit: Unit, day: date) -> QuerySet[Person]:
    held = PostHeld.objects.filter(on_day(day), unit=unit).values("person")
    return Person.objects.filter(pk__in=held).order_by("pk")


def _reserves(officer: User, union: Unit, day: date) -> None:
    chairs = PostHeld.objects.filter(on_day(day), unit=union, post=Post.CHAIR).values("person")
    persons = _officers(union, day).exclude(pk__in=chairs)[:_RESERVES]
    for place, person in enumerate(persons):
        readiness = list(Readiness)[place % 3]
        staffing.add_reserve(
            actor=officer, unit=union, person=person, seat=_CHAIR, readiness=readiness, day=day - timedelta(days=90)
        )


def _congresses(officer: User, day: date) -> None:
    """Where a term ends a congress is prepared: each stands at another step, the nearest at its nominations."""
    ending = Duty.objects.filter(closed_on__isnull=True, code__in=["term.ending", "term.ended"]).select_related("unit")
    units = [duty.unit for duty in ending.order_by("pk")[:_CONGRESSES]]
    for number, unit in enumerate({unit.pk: unit for unit in units}.values()):
        planned_on = day + timedelta(days=95 - 18 * number)
        congress = staffing.open_congress(actor=officer, unit=unit, planned_on=planned_on, form="plenary", day=day)
        for place, planned in enumerate(staffing.plan_of_congress(congress)[:number]):
            done_on = day - timedelta(days=7 * (number - place) - 5)
            written = staffing.Written(done_on, document_number=f"{place + 3}/KH-CĐCS", document_day=done_on)
            staffing.record_congress_step(actor=officer, congress=congress, step=planned.step, written=written, day=day)
        if number > 2:  # its size is decided
            staffing.decide_congress(actor=officer, congress=congress, seats=5, chair_direct=True)
            for place, person in enumerate(_officers(unit, day)[:7]):
                staffing.nominate(actor=officer, congress=congress, person=person, day=day, chair=place < 2)


def _programmes(officer: User, day: date) -> None:
    """New chairs stand at different weeks; some have a mentor, some only a proposal."""
    for number, held in enumerate(staffing.followed(officer, day=day)[:_CHAIRS]):
        began = held.from_day or day
        weeks = max((day - began).days // 7 - number % 4, 0)
        for step in staffing.programme_on(began).steps[:weeks]:
            done_on = began + timedelta(days=7 * step.week - 3)
            staffing.do_step(actor=officer, held=held, step=step.id, day=min(done_on, day))
        if number % 2 == 1:
            staffing.ask_help(
                actor=officer, held=held, question="Lần đầu làm việc với giám đốc, nên chuẩn bị những gì?"
            )
    for number, row in enumerate(staffing.propose_mentors(actor=officer)):
        for side in _SIDES[: number % 3]:
            staffing.agree_mentor(actor=officer, row=row, side=side)
        if number % 3 == 2:
            staffing.confirm_mentor(actor=officer, row=row)


def _handovers(officer: User, day: date) -> None:
    """Something is handed over already; two are done."""
    for number, held in enumerate(islice(_with_successor(officer, day), _HANDOVERS)):
        post, successor = held
        items = staffing.items_of(post.body.kind, post.post, day)
        states = {item.id: staffing.Handed(state=staffing.ItemState.HANDED, detail="") for item in items}
        if number > 1:
            states[items[-1].id] = staffing.Handed(state=staffing.ItemState.MISSING, detail="Hẹn giao cuối tháng")
        staffing.record_handover(actor=officer, held=post, day=day, items=states, successor=successor)
        if number <= 1:
            staffing.close_handover(actor=officer, held=post)
            run(actor=officer, day=day, units=[post.unit_id])


def _with_successor(officer: User, day: date) -> Iterator[tuple[PostHeld, Person]]:
    for held in staffing.open_handovers(officer, day=day):
        successor = staffing.successors(held, day).first()
        if successor is not None:
            yield held, successor


def _ballots(officer: User, union: Unit, day: date) -> None:
    """One ballot is open, one was counted some days ago."""
    voters = list(_officers(union, day)[:24])
    census = [CensusLine(place, one.name, one.phone or f"NV{place:03d}") for place, one in enumerate(voters, 1)]
    names = sorted({one.name for one in voters})[:5]
    _ballot(officer, union, "Bầu bổ sung ủy viên Ban Chấp hành", names, census)
    done = _ballot(officer, union, "Bầu đại biểu dự đại hội công đoàn cấp trên", names[1:], census)
    past = clock.now() - timedelta(days=5)
    Ballot.objects.filter(pk=done.pk).update(opens_at=past - timedelta(hours=8), closes_at=past)
    done.refresh_from_db()
    staffing.count_ballot(actor=officer, ballot=done)


def _ballot(officer: User, union: Unit, title: str, names: Sequence[str], census: Sequence[CensusLine]) -> Ballot:
    now = clock.now()
    ballot = staffing.create_ballot(
        actor=officer,
        unit=union,
        title=title,
        kind=BallotKind.ELECTION,
        candidates=names,
        opens_at=now - timedelta(hours=2),
        closes_at=now + timedelta(days=2),
        seats=2,
        census=census,
    )
    links = staffing.issue_links(actor=officer, ballot=ballot, most=len(census))
    for place, link in enumerate(links[: len(links) * 2 // 3]):
        chosen = {place % 2, 2 if place % 3 else 1}
        staffing.cast_vote(code=link.code, marks="".join("1" if n in chosen else "0" for n in range(len(names))))
    return ballot


def _plan(officer: User, union: Unit, day: date) -> None:
    """A plan that was looked at and waits for its day: two small unions nearby join one."""
    superior = UnitPlacement.objects.filter(on_day(day), unit=union).values("superior")
    near = UnitPlacement.objects.filter(on_day(day), superior__in=superior, unit__ended_on__isnull=True)
    units = [row.unit for row in near.exclude(unit=union).select_related("unit").order_by("-pk")[:3]]
    if len(units) < 3:
        return
    operations = [
        staffing.Operation(
            line,
            staffing.OperationKind.MERGE,
            one.code or one.name,
            day + timedelta(days=30),
            units[0].code or units[0].name,
        )
        for line, one in enumerate(units[1:], 2)
    ]
    plan = staffing.keep_plan(actor=officer, operations=operations, decision="Dự thảo phương án sắp xếp quý tới")
    staffing.look_at_plan(actor=officer, plan=plan)
