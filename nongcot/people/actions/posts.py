"""Record and end posts, record and extend terms."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.people.actions.told import raise_by_post
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post
from nongcot.people.models import Body, Person, PostHeld, Term, TermExtension, Unit
from nongcot.people.permissions import EDITORS, IMPORTERS, require_on_unit


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@transaction.atomic
def record_post(
    *,
    actor: User | System,
    unit: Unit,
    person: Person,
    body: BodyKind,
    post: Post,
    from_day: date | None,
    to_day: date | None = None,
    mandate: Mandate | None = None,
    decision_number: str = "",
    decision_day: date | None = None,
    body_name: str = "",
) -> PostHeld:
    """``person`` holds ``post`` of the unit's ``body`` from ``from_day`` on.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the end is not after the beginning, or the person holds this very post already.
    """
    require_on_unit(actor, unit, roles=EDITORS)
    if from_day and to_day and to_day <= from_day:
        raise Refused(_("Ngày thôi giữ chức vụ phải sau ngày bắt đầu."))
    place, _made = Body.objects.get_or_create(unit=unit, kind=body, name=body_name)
    if PostHeld.objects.filter(person=person, body=place, post=post, to_day__isnull=True).exists():
        raise Refused(_("%(name)s đang giữ chức vụ này.") % {"name": person.name})
    held = PostHeld.objects.create(
        person=person,
        body=place,
        unit=unit,
        post=post,
        from_day=from_day,
        to_day=to_day,
        mandate=mandate or "",
        decision_number=decision_number,
        decision_day=decision_day,
    )
    record(
        actor=actor,
        action="people.record_post",
        object_type="post_held",
        object_id=held.pk,
        unit=unit.pk,
        changes={
            "person": [None, person.pk],
            "post": [None, post.value],
            "from_day": [None, _iso(from_day)],
            **raise_by_post(place, post),
        },
    )
    events.announce("people.units_changed", units=[held.unit_id])
    return held


@transaction.atomic
def end_post(*, actor: User | System, held: PostHeld, day: date, reason: EndReason, note: str = "") -> PostHeld:
    """The post ends: ``day`` is the first day on which it is no longer held.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: it has ended already, or ``day`` is not after its first day.
    """
    require_on_unit(actor, held.unit_id, roles=EDITORS)
    if held.to_day is not None:
        raise Refused(_("Chức vụ này đã kết thúc từ trước."))
    if held.from_day and day <= held.from_day:
        raise Refused(_("Ngày thôi giữ chức vụ phải sau ngày bắt đầu."))
    held.to_day, held.end_reason = day, reason
    held.save(update_fields=["to_day", "end_reason"])
    record(
        actor=actor,
        action="people.end_post",
        object_type="post_held",
        object_id=held.pk,
        unit=held.unit_id,
        changes={"to_day": [None, day.isoformat()], "end_reason": [None, reason.value]},
        reason=note,
    )
    events.announce("people.units_changed", units=[held.unit_id])
    return held


@transaction.atomic
def record_term(
    *,
    actor: User | System,
    unit: Unit,
    body: BodyKind,
    from_day: date,
    planned_end: date,
    seats_fixed: int | None,
    mandate: Mandate | None = None,
    decision_number: str = "",
    decision_day: date | None = None,
) -> Term:
    """A new term of the body begins; a running one ends on the same day.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the end is not after the beginning.
    """
    require_on_unit(actor, unit, roles=EDITORS)
    if planned_end <= from_day:
        raise Refused(_("Ngày kết thúc nhiệm kỳ phải sau ngày bắt đầu."))
    place, _made = Body.objects.get_or_create(unit=unit, kind=body, name="")
    place.terms.filter(to_day__isnull=True, from_day__lt=from_day).update(to_day=from_day)
    term = Term.objects.create(
        body=place,
        from_day=from_day,
        planned_end=planned_end,
        seats_fixed=seats_fixed,
        mandate=mandate or "",
        decision_number=decision_number,
        decision_day=decision_day,
    )
    record(
        actor=actor,
        action="people.record_term",
        object_type="term",
        object_id=term.pk,
        unit=unit.pk,
        changes={"from_day": [None, _iso(from_day)], "planned_end": [None, _iso(planned_end)]},
    )
    events.announce("people.units_changed", units=[unit.pk])
    return term


@transaction.atomic
def extend_term(
    *, actor: User | System, term: Term, new_end: date, decision_number: str, decision_day: date, reason: str = ""
) -> TermExtension:
    """A decision moves the planned end of a term.

    Raises:
        PermissionDenied: the actor does not answer for the unit above.
        Refused: the new end is not later than the present one, or the decision has no number.
    """
    require_on_unit(actor, term.body.unit_id, roles=IMPORTERS)
    last = term.extensions.order_by("-new_end").values_list("new_end", flat=True).first() or term.planned_end
    if last and new_end <= last:
        raise Refused(_("Ngày gia hạn phải sau ngày kết thúc hiện tại."))
    if not decision_number.strip():
        raise Refused(_("Chưa có số quyết định gia hạn."))
    extension = TermExtension.objects.create(
        term=term, new_end=new_end, decision_number=decision_number, decision_day=decision_day, reason=reason
    )
    record(
        actor=actor,
        action="people.extend_term",
        object_type="term",
        object_id=term.pk,
        unit=term.body.unit_id,
        changes={"end": [_iso(last), new_end.isoformat()], "decision_number": [None, decision_number]},
        reason=reason,
    )
    events.announce("people.units_changed", units=[term.body.unit_id])
    return extension
