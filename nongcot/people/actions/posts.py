"""Record and end posts; correct or withdraw what was recorded wrongly."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel.text import tidy
from nongcot.people.actions.rows import relations
from nongcot.people.actions.told import raise_by_post
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post
from nongcot.people.models import Body, Person, PostHeld, Unit
from nongcot.people.permissions import EDITORS, require_on_unit
from nongcot.people.queries.near import units_near

Actor = User | System
ENDING = ("to_day", "end_reason")
# What of a post may be put right. Who holds it, and of which body, makes another post: withdraw it and record anew.
CORRECTABLE = ("post", "from_day", "to_day", "mandate", "decision_number", "decision_day", "end_reason")


def plain(value: Any) -> Any:
    """A value as the audit trail keeps it: days as ISO text, nothing as None."""
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value


def require_order(from_day: date | None, to_day: date | None) -> None:
    """Refuse an end that is not after the beginning."""
    if from_day and to_day and to_day <= from_day:
        raise Refused(_("Ngày thôi giữ chức vụ phải sau ngày bắt đầu."))


def require_alive(unit: Unit, day: date | None) -> None:
    """Refuse a new fact of a unit on a day on which it is no more."""
    if unit.ended_on and (day is None or day >= unit.ended_on):
        raise Refused(
            _("%(unit)s đã kết thúc hoạt động từ ngày %(day)s.")
            % {"unit": unit.name, "day": unit.ended_on.strftime("%d/%m/%Y")}
        )


def write_post(*, actor: Actor, place: Body, person: Person, post: Post, **fields: Any) -> PostHeld:
    """A new post with its audit entry. Permission, limits and news are the caller's.

    Raises:
        Refused: the person holds this very post already.
    """
    if PostHeld.objects.filter(person=person, body=place, post=post, to_day__isnull=True).exists():
        raise Refused(_("%(name)s đang giữ chức vụ này.") % {"name": person.name})
    held = PostHeld.objects.create(person=person, body=place, unit_id=place.unit_id, post=post, **fields)
    record(
        actor=actor,
        action="people.record_post",
        object_type="post_held",
        object_id=held.pk,
        unit=held.unit_id,
        changes={
            "person": [None, person.pk],
            "post": [None, post.value],
            **{name: [None, plain(value)] for name, value in fields.items() if plain(value) is not None},
            **raise_by_post(place, post),
        },
        body=place.kind,
    )
    return held


def close_post(*, actor: Actor, held: PostHeld, day: date, reason: EndReason, note: str = "", **facts: Any) -> None:
    """End a post, with its audit entry (``facts`` are kept beside it). Permission and news are the caller's."""
    before, how = plain(held.to_day), plain(held.end_reason)
    held.to_day, held.end_reason = day, reason
    held.save(update_fields=["to_day", "end_reason"])
    record(
        actor=actor,
        action="people.end_post",
        object_type="post_held",
        object_id=held.pk,
        unit=held.unit_id,
        changes={"to_day": [before, day.isoformat()], "end_reason": [how, reason.value]},
        reason=note,
        **facts,
    )


@transaction.atomic
def record_post(
    *,
    actor: Actor,
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

    Sizes that the rules limit are not refused: what is exceeded is found and becomes a duty.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the end is not after the beginning, the unit has ended, or the person holds this very post already.
    """
    require_on_unit(actor, unit, roles=EDITORS)
    require_order(from_day, to_day)
    require_alive(unit, from_day)
    place, _made = Body.objects.get_or_create(unit=unit, kind=body, name=tidy(body_name))
    held = write_post(
        actor=actor,
        place=place,
        person=person,
        post=post,
        from_day=from_day,
        to_day=to_day,
        mandate=mandate or "",
        decision_number=tidy(decision_number),
        decision_day=decision_day,
    )
    events.announce("people.units_changed", units=[held.unit_id], actor=actor)
    return held


@transaction.atomic
def end_post(*, actor: Actor, held: PostHeld, day: date, reason: EndReason, note: str = "") -> PostHeld:
    """The post ends: ``day`` is the first day on which it is no longer held.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: it has ended already, or ``day`` is not after its first day.
    """
    require_on_unit(actor, held.unit_id, roles=EDITORS)
    held = PostHeld.objects.get(pk=held.pk)
    if held.to_day is not None:
        raise Refused(_("Chức vụ này đã kết thúc từ trước."))
    require_order(held.from_day, day)
    close_post(actor=actor, held=held, day=day, reason=reason, note=note)
    events.announce("people.units_changed", units=[held.unit_id], actor=actor)
    return held


@transaction.atomic
def correct_post(*, actor: Actor, held: PostHeld, reason: str, **fields: Any) -> PostHeld:
    """Put right what was recorded wrongly of a post: fields of ``CORRECTABLE``. ``to_day=None`` takes an end back.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: no reason is given, nothing differs, or the end is not after the beginning.
        TypeError: a field that is none of ``CORRECTABLE``.
    """
    require_on_unit(actor, held.unit_id, roles=EDITORS)
    if wrong := fields.keys() - set(CORRECTABLE):
        raise TypeError(f"not to be corrected: {sorted(wrong)}")
    held = PostHeld.objects.select_related("person").get(pk=held.pk)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do sửa."))
    if fields.get("to_day", held.to_day) is None:
        fields["end_reason"] = ""
    before = {name: getattr(held, name) for name in fields}
    changes = {name: [plain(old), plain(fields[name])] for name, old in before.items() if old != fields[name]}
    if not changes:
        raise Refused(_("Không có gì khác với nội dung đang ghi."))
    for name, value in fields.items():
        setattr(held, name, value)
    require_order(held.from_day, held.to_day)
    _require_only_one(held)
    near = units_near([held.person])
    held.save(update_fields=list(changes))
    record(
        actor=actor,
        action="people.correct_post",
        object_type="post_held",
        object_id=held.pk,
        unit=held.unit_id,
        changes=changes,
        reason=reason.strip(),
    )
    events.announce("people.units_changed", units=near, actor=actor)
    return held


def _require_only_one(held: PostHeld) -> None:
    """Refuse to open again a post that the person has been given anew meanwhile."""
    same = PostHeld.objects.filter(person=held.person_id, body=held.body_id, post=held.post, to_day__isnull=True)
    if held.to_day is None and same.exclude(pk=held.pk).exists():
        raise Refused(_("%(name)s đang giữ chức vụ này.") % {"name": held.person.name})


@transaction.atomic
def withdraw_post(*, actor: Actor, held: PostHeld, reason: str) -> bool:
    """Take back a post that never was: entered by mistake. The trail keeps what the record said.

    A person of whom nothing else is on record goes with it; gives back whether that was so.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: no reason is given.
    """
    require_on_unit(actor, held.unit_id, roles=EDITORS)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do rút."))
    held = PostHeld.objects.select_related("person", "body").get(pk=held.pk)
    record(
        actor=actor,
        action="people.withdraw_post",
        object_type="post_held",
        object_id=held.pk,
        unit=held.unit_id,
        changes={
            "person": [held.person_id, None],
            **{
                name: [plain(getattr(held, name)), None]
                for name in CORRECTABLE
                if plain(getattr(held, name)) is not None
            },
        },
        reason=reason.strip(),
        body=held.body.kind,
    )
    person, unit = held.person, held.unit_id
    near = units_near([person])
    held.delete()
    gone = without_posts(actor, person, unit, reason)
    events.announce("people.units_changed", units=near, actor=actor)
    return gone


def without_posts(actor: Actor, person: Person, unit: int, reason: str) -> bool:
    """Remove a person whom no post makes visible to anybody any more, unless something else speaks of them."""
    speaking = [(model, name) for model, name in relations(Person) if model._meta.app_label != "duties"]  # noqa: SLF001
    if any(model._default_manager.filter(**{name: person.pk}).exists() for model, name in speaking):  # noqa: SLF001
        return False
    key = person.pk
    person.delete()
    record(
        actor=actor,
        action="people.remove_person",
        object_type="person",
        object_id=key,
        unit=unit,
        changes={"exists": [True, False]},
        reason=reason.strip(),
    )
    return True
