"""The verbs of mentoring: a machine proposes, both sides agree, a person confirms; meetings; the end."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import record
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people.api import (
    IMPORTERS,
    Refused,
    can_on_unit,
    has_role,
    record_support,
    require_on_unit,
    write_support,
)
from nongcot.people.kinds import SupportKind
from nongcot.people.models import Person, PostHeld, Support
from nongcot.staffing.actions.candidates import require_unlimited
from nongcot.staffing.actions.first_term import Actor, login, require_running, trace
from nongcot.staffing.models import Mentorship, ProgrammeClosed
from nongcot.staffing.permissions.first_term import OF_MENTOR, require_follow
from nongcot.staffing.queries.first_term import followed_one
from nongcot.staffing.queries.mentors import chair_named, proposals
from nongcot.staffing.rules.mentors import terms_of

Side = Literal["chair", "mentor"]
SHAPE = 1


@transaction.atomic
def propose_mentors(*, actor: Actor) -> list[Mentorship]:
    """Keep a proposal for each new chair of the actor's units who has no mentor and for whom somebody is found.

    Raises:
        PermissionDenied: the actor answers for no unit above the chairs.
        Refused: nobody is found.
    """
    if not has_role(actor, IMPORTERS):
        raise PermissionDenied
    today = clock.today()
    found = proposals(actor, day=today)
    if not found:
        raise Refused(_("Không còn Chủ tịch mới nào cần đề xuất, hoặc chưa tìm được người kèm cặp phù hợp."))
    made = []
    for one in found:
        made.append(
            Mentorship.objects.create(
                person_id=one.seeker.person,
                unit_id=one.seeker.unit,
                mentor_id=one.mentor.person,
                mentor_unit_id=one.mentor.unit,
                reasons={"shape": SHAPE, **one.reasons},
                proposed_on=today,
                by=login(actor),
            )
        )
        _trace(actor, "propose_mentors", made[-1])
    return made


@transaction.atomic
def name_mentor(*, actor: Actor, held: PostHeld, mentor: PostHeld, reason: str) -> Mentorship:
    """Somebody above names a chair as the mentor of the new chair ``held``; both sides still have to agree.

    Neither the years of experience nor an earlier try bind a person who says why. The most a mentor stands by does,
    unless the rules let it be passed with a reason.

    Raises:
        PermissionDenied: the actor does not answer for both unions from above.
        Refused: no reason is given, the programme is over, ``mentor`` is the same person or no chair now, somebody is
            proposed or named for this chair already, the mentor stands by the most already, or the data of one of the
            two is limited.
    """
    for unit in (held.unit_id, mentor.unit_id):
        require_on_unit(actor, unit, roles=IMPORTERS)
    for person in sorted({held.person_id, mentor.person_id}):
        Person.objects.select_for_update().get(pk=person)
    require_running(held)
    for post in (held, mentor):
        require_unlimited(post.person)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do chỉ định."))
    today = clock.today()
    found = chair_named(actor, held, mentor.pk, day=today)
    if found is None:
        raise Refused(_("Người này không phải là Chủ tịch công đoàn cơ sở khác đang giữ chức vụ."))
    if Mentorship.objects.filter(person=held.person_id, unit=held.unit_id, ended_on__isnull=True).exists():
        raise Refused(_("Chủ tịch mới này đã có đề xuất hoặc có người kèm cặp; muốn đổi thì thôi việc ấy trước."))
    row = Mentorship(
        person_id=held.person_id,
        unit_id=held.unit_id,
        mentor_id=mentor.person_id,
        mentor_unit_id=mentor.unit_id,
        reasons={"shape": SHAPE, **found[1].reasons},
        named_because=reason.strip()[:500],
        proposed_on=today,
        by=login(actor),
    )
    _require_room(row, found[1].mentor.load)
    row.save()
    _trace(actor, "name_mentor", row, row.named_because)
    return row


def _require_room(row: Mentorship, load: int) -> None:
    """Refuse one more than the most; beyond it only who was named with a reason, where the rules say so."""
    terms = terms_of(rulebook().on(clock.today()))
    if terms is None or load < terms.capacity:
        return
    if not (terms.beyond and row.named_because):
        raise Refused(_("Người này đang kèm cặp đủ %(count)d Chủ tịch mới.") % {"count": terms.capacity})


def _trace(actor: Actor, verb: str, row: Mentorship, reason: str = "", **changes: object) -> None:
    record(
        actor=actor,
        action=f"staffing.{verb}",
        object_type="person",
        object_id=row.person_id,
        unit=row.unit_id,
        changes={"mentor_record": [None, row.mentor_id], **{name: [None, value] for name, value in changes.items()}},
        reason=reason,
    )
    events.announce("people.units_changed", units=[row.unit_id, row.mentor_unit_id], actor=actor)


def _running(row: Mentorship) -> Mentorship:
    row = Mentorship.objects.select_for_update().get(pk=row.pk)
    if row.ended_on is not None:
        raise Refused(_("Đề xuất này đã thôi."))
    return row


@transaction.atomic
def agree_mentor(*, actor: Actor, row: Mentorship, side: Side) -> Mentorship:
    """The new chair, or the mentor, agrees: each for the own side; somebody above records what either said.

    Raises:
        PermissionDenied: the actor is neither that side nor answers for the new chair's union from above.
        Refused: the side has agreed already, or the proposal has ended.
    """
    place = row.unit_id if side == "chair" else row.mentor_unit_id
    above = can_on_unit(actor, row.unit_id, roles=IMPORTERS)
    if not (above or can_on_unit(actor, place, roles=OF_MENTOR)):
        raise PermissionDenied
    row = _running(row)
    name = f"{side}_agreed_on"
    if getattr(row, name) is not None:
        raise Refused(_("Bên này đã đồng ý."))
    setattr(row, name, clock.today())
    row.save(update_fields=[name])
    _trace(actor, "agree_mentor", row, side=side)
    return row


@transaction.atomic
def confirm_mentor(*, actor: Actor, row: Mentorship) -> Mentorship:
    """Somebody above confirms what both sides agreed to. It counts as help given to a first-term chair.

    Raises:
        PermissionDenied: the actor does not answer for the new chair's union from above.
        Refused: a side has not agreed, the mentor stands by the most already, it is confirmed, or it has ended.
    """
    require_on_unit(actor, row.unit_id, roles=IMPORTERS)
    Person.objects.select_for_update().get(pk=row.mentor_id)
    row = _running(row)
    if row.confirmed_on is not None:
        raise Refused(_("Việc kèm cặp này đã được xác nhận."))
    if row.chair_agreed_on is None or row.mentor_agreed_on is None:
        raise Refused(_("Cần cả Chủ tịch mới và người kèm cặp cùng đồng ý trước khi xác nhận."))
    others = Mentorship.objects.filter(mentor=row.mentor_id, confirmed_on__isnull=False, ended_on__isnull=True)
    _require_room(row, others.count())
    row.confirmed_on = clock.today()
    row.save(update_fields=["confirmed_on"])
    _trace(actor, "confirm_mentor", row)
    record_support(
        actor=actor,
        person=row.person,
        unit=row.unit,
        day=clock.today(),
        kind=SupportKind.MENTOR,
        by_whom=row.mentor.name,
    )
    return row


@transaction.atomic
def end_mentor(*, actor: Actor, row: Mentorship, note: str = "") -> Mentorship:
    """A proposal is declined, or a mentorship ends; the same two are not proposed again.

    Raises:
        PermissionDenied: the actor is neither side, nor answers for the new chair's union from above.
        Refused: it has ended already.
    """
    mine = can_on_unit(actor, row.unit_id, roles=IMPORTERS | OF_MENTOR)
    if not (mine or can_on_unit(actor, row.mentor_unit_id, roles=OF_MENTOR)):
        raise PermissionDenied
    row = _running(row)
    row.ended_on, row.end_note = clock.today(), note.strip()[:2000]
    row.save(update_fields=["ended_on", "end_note"])
    _trace(actor, "end_mentor", row)
    return row


@transaction.atomic
def check_in(*, actor: Actor, held: PostHeld, day: date, note: str = "") -> Support:
    """The chair and somebody who helps met or talked on ``day``; the chair, the mentor or somebody above records it.

    Raises:
        PermissionDenied: the actor may not follow the programme.
        Refused: the programme is over, or ``day`` is none of it.
    """
    require_follow(actor, held)
    began = require_running(held)
    if not began <= day <= clock.today():
        raise Refused(_("Ngày gặp phải từ ngày nhận chức vụ đến hôm nay."))
    return write_support(
        actor=actor,
        person=held.person,
        unit=held.unit,
        day=day,
        kind=SupportKind.MEETING,
        by_whom=str(actor) if isinstance(actor, User) else "",
        note=note,
    )


@transaction.atomic
def close_programme(*, actor: Actor, held: PostHeld, note: str = "") -> ProgrammeClosed:
    """The hundred days are over, or all steps are done: what was done is kept as it stands.

    Raises:
        PermissionDenied: the actor does not answer for the union from above.
        Refused: it is closed, or neither are the days over nor the steps done.
    """
    require_on_unit(actor, held.unit_id, roles=IMPORTERS)
    require_running(held)
    found = followed_one(held, day=clock.today())
    if not found.at.over and found.at.now is not None:
        told = _("Chương trình đến ngày %(day)s, và còn bước chưa làm; chưa thể kết thúc.")
        raise Refused(told % {"day": found.at.ends_on.strftime("%d/%m/%Y")})
    met = sum(one.kind == SupportKind.MEETING for one in found.meetings)
    done = {"shape": SHAPE, "steps": sorted(found.done), "meetings": met, "helps": len(found.helps)}
    closed = ProgrammeClosed.objects.create(
        person_id=held.person_id,
        unit_id=held.unit_id,
        day=clock.today(),
        note=note.strip()[:2000],
        done=done,
        by=login(actor),
    )
    trace(actor, "close_programme", held, {"steps_done": len(found.done), "meetings": met})
    return closed
