"""Take back what was recorded of a unit by mistake: its end, name, superior, kind, a term or congress, an extension."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, entry, record
from nongcot.infra.audit.models import AuditEntry
from nongcot.people.actions.memory import KEY, Step, steps_of
from nongcot.people.actions.posts import CORRECTABLE, plain, without_posts
from nongcot.people.actions.reach import rebuild_reach
from nongcot.people.actions.units import require_placings
from nongcot.people.decided import OF_COMMITTEE, OF_UNIT
from nongcot.people.errors import Refused
from nongcot.people.kinds import NOT_ELECTED, Role
from nongcot.people.models import (
    Body,
    Person,
    PostHeld,
    Term,
    TermExtension,
    Unit,
    UnitKindSpan,
    UnitName,
    UnitPlacement,
    UnitSuccession,
)
from nongcot.people.permissions import EDITORS, IMPORTERS, require_on_unit
from nongcot.people.placing import may_stand_under
from nongcot.people.queries.near import units_near

Actor = User | System
TAKEN_BACK = "people.take_back_change"
# Who may do a thing may take it back.
TAKEABLE: dict[str, frozenset[Role]] = {
    "people.end_unit": IMPORTERS,
    "people.rename_unit": IMPORTERS,
    "people.move_unit": IMPORTERS,
    "people.change_unit_kind": IMPORTERS,
    "people.record_term": EDITORS,
    "people.extend_term": IMPORTERS,
    OF_UNIT: IMPORTERS,
    OF_COMMITTEE: EDITORS,
}


def takeable(change: AuditEntry) -> bool:
    """Whether this entry tells of something that can be taken back, as far as the entry alone says."""
    return change.action in TAKEABLE and KEY in change.changes and change.unit is not None


@transaction.atomic
def take_back_change(*, actor: Actor, change: AuditEntry, reason: str) -> None:
    """What ``change`` tells of is undone: every fact is again as it was before, in full or not at all.

    Each post that is held again, or is no more on record, has an entry of its own. Apps above that wrote something on
    it of their own, told by the event ``people.taking_back``, take that back first.

    Raises:
        PermissionDenied: the actor could not do it, or does not answer for the other units it speaks of.
        Refused: no reason; it is nothing that can be taken back, or was taken back already; what it wrote was changed
            since, or something recorded later builds on it.
    """
    if change.action not in TAKEABLE or change.unit is None:
        raise Refused(_("Nội dung này không rút lại được."))
    require_on_unit(actor, change.unit, roles=TAKEABLE[change.action])
    unit = Unit.objects.select_for_update().get(pk=change.unit)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do rút."))
    if KEY not in change.changes:
        raise Refused(
            _("Hệ thống không giữ dữ liệu trước khi ghi nội dung này, nên không rút lại được. Xin sửa từng mục.")
        )
    if is_taken_back(change):
        raise Refused(_("Nội dung này đã được rút lại."))
    events.announce("people.taking_back", change=change, actor=actor, reason=reason.strip())
    steps = list(steps_of(change.changes[KEY]))
    _REQUIRE[change.action](actor, unit, steps)
    _require_untouched(steps)
    if change.action != OF_COMMITTEE:  # of one post alone the entry below tells
        _tell_posts(actor, change, steps, reason)
    persons = list(Person.objects.filter(posts__in=[s.pk for s in steps if s.model is PostHeld]).distinct())
    near = units_near(persons)
    for step in steps:
        if step.model is not Body or not step.pointed_at(()):  # a body used otherwise meanwhile stays
            step.restore()
    if change.action == "people.move_unit":
        _reach(unit)
    record(
        actor=actor,
        action=TAKEN_BACK,
        object_type=change.object_type,
        object_id=change.object_id,
        unit=unit.pk,
        changes=_reversed(change),
        reason=reason.strip(),
        of=change.pk,
        what=change.action,
    )
    for person in persons:
        _remove_entered(actor, person, unit, reason)
    below = UnitPlacement.objects.filter(superior=unit, to_day__isnull=True).values_list("unit", flat=True)
    events.announce("people.units_changed", units=sorted({unit.pk, *below, *near}), actor=actor)


def is_taken_back(change: AuditEntry) -> bool:
    later = AuditEntry.objects.filter(unit=change.unit, pk__gt=change.pk, action=TAKEN_BACK)
    return later.filter(changes__of=change.pk).exists()


def _reversed(change: AuditEntry) -> dict[str, Any]:
    return {name: [after, before] for name, (before, after) in change.changes["changes"].items()}


def _remove_entered(actor: Actor, person: Person, unit: Unit, reason: str) -> None:
    """One entered for a post that was taken back goes with it, as with a post that is withdrawn."""
    entered = AuditEntry.objects.filter(object_type="person", object_id=str(person.pk), action="people.enter_person")
    if entered.filter(unit=unit.pk).exists() and not PostHeld.objects.filter(person=person).exists():
        without_posts(actor, person, unit.pk, reason)


def _tell_posts(actor: Actor, change: AuditEntry, steps: list[Step], reason: str) -> None:
    """One entry for each post that changes; written while the rows still are as they were recorded."""
    entries = []
    for step in steps:
        if step.model is not PostHeld:
            continue
        if step.before is None:
            held = step.now()
            action = "people.withdraw_post"
            changes = {name: [plain(getattr(held, name)), None] for name in CORRECTABLE}
            changes = {"person": [held.person_id, None]} | {name: p for name, p in changes.items() if p[0] is not None}
        else:
            action = TAKEN_BACK
            changes = {name: [step.after[name], step.before[name] or None] for name in step.after}
        entries.append(
            entry(
                actor=actor, action=action, object_type="post_held", object_id=step.pk, unit=change.unit,
                changes=changes, reason=reason.strip(), of=change.pk,
            )
        )  # fmt: skip
    AuditEntry.objects.bulk_create(entries)


def _reach(unit: Unit) -> None:
    try:
        rebuild_reach([unit.pk])
    except ValueError:
        raise Refused(_("Cấp trên cũ nay là đơn vị cấp dưới của đơn vị này. Xin chuyển đơn vị đó đi trước.")) from None


# What later facts build on it


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else _("không rõ ngày")


def _rows(steps: list[Step], model: type[Any], *, made: bool) -> list[Any]:
    """The rows of the model as they are now that the action added, or changed."""
    found = (step.now() for step in steps if step.model is model and (step.before is None) is made)
    return [row for row in found if row is not None]


def _require_untouched(steps: list[Step]) -> None:
    for step in steps:
        if step.model is Body:
            continue
        if not step.untouched() or (step.before is None and step.pointed_at(steps)):
            raise Refused(_touched(step))


def _touched(step: Step) -> str:
    if step.model is PostHeld:
        held = PostHeld.objects.select_related("person").filter(pk=step.pk).first()
        if held is not None:
            return _("Chức vụ của %(name)s đã được sửa sau khi ghi nội dung này. Xin sửa từng mục thay vì rút lại.") % {
                "name": held.person.name
            }
        return _("Một chức vụ đã được rút sau khi ghi nội dung này. Xin sửa từng mục thay vì rút lại.")
    return _("Dữ liệu đã được sửa sau khi ghi nội dung này. Xin sửa từng mục thay vì rút lại.")


def _require_end(actor: Actor, unit: Unit, steps: list[Step]) -> None:
    day = unit.ended_on
    carried = _rows(steps, UnitSuccession, made=True)
    for one in carried:
        require_on_unit(actor, one.successor_id, roles=IMPORTERS)
        if one.successor.ended_on is not None:
            raise Refused(
                _("%(name)s, đơn vị tiếp nhận, đã kết thúc hoạt động từ ngày %(day)s. Xin rút việc đó trước.")
                % {"name": one.successor.name, "day": _day(one.successor.ended_on)}
            )
    others = UnitSuccession.objects.filter(predecessor=unit).exclude(pk__in=[one.pk for one in carried])
    for other in others.select_related("successor")[:1]:
        raise Refused(
            _("%(name)s đã được ghi tiếp nhận đơn vị này từ ngày %(day)s.")
            % {"name": other.successor.name, "day": _day(other.on)}
        )
    _require_none_opened_instead(unit, day)
    left = UnitPlacement.objects.filter(superior=unit, to_day__gte=day) if day else UnitPlacement.objects.none()
    for moved in left.select_related("unit")[:1]:
        raise Refused(
            _("%(name)s đã chuyển khỏi đơn vị này từ ngày %(day)s. Xin rút việc chuyển đó trước.")
            % {"name": moved.unit.name, "day": _day(moved.to_day)}
        )
    _require_not_held_anew(steps)


def _require_none_opened_instead(unit: Unit, day: date | None) -> None:
    """A unit of the same name, opened under the same superior since, has taken its place."""
    keys = UnitName.objects.filter(unit=unit, to_day__isnull=True).values("match_key")
    above = UnitPlacement.objects.filter(unit=unit, to_day__isnull=True).values("superior")
    named = Unit.objects.filter(names__match_key__in=keys, placements__superior__in=above)
    for other in named.filter(began_on__gte=day, ended_on__isnull=True).exclude(pk=unit.pk)[:1] if day else ():
        raise Refused(
            _("%(name)s đã được thành lập lại từ ngày %(day)s.") % {"name": other.name, "day": _day(other.began_on)}
        )


def _require_not_held_anew(steps: list[Step]) -> None:
    """Refuse where a post that would be held again has been given to the same person anew meanwhile."""
    again = [step for step in steps if step.model is PostHeld and step.before and step.before["to_day"] is None]
    gone = [step.pk for step in steps if step.model is PostHeld and step.before is None]
    for held in PostHeld.objects.filter(pk__in=[step.pk for step in again]).select_related("person"):
        same = PostHeld.objects.filter(person=held.person_id, body=held.body_id, post=held.post, to_day__isnull=True)
        if same.exclude(pk__in=[held.pk, *gone]).exists():
            raise Refused(_("%(name)s đang giữ chức vụ này.") % {"name": held.person.name})


def _require_rename(_actor: Actor, unit: Unit, steps: list[Step]) -> None:
    for name in _rows(steps, UnitName, made=True):
        for later in unit.names.filter(from_day__gt=name.from_day)[:1]:
            raise Refused(
                _("Đơn vị đã đổi tên lần nữa từ ngày %(day)s. Xin rút lần đổi tên đó trước.")
                % {"day": _day(later.from_day)}
            )


def _require_move(actor: Actor, unit: Unit, steps: list[Step]) -> None:
    for placed in _rows(steps, UnitPlacement, made=True):
        require_on_unit(actor, placed.superior_id, roles=IMPORTERS)
        for later in unit.placements.filter(from_day__gt=placed.from_day)[:1]:
            raise Refused(
                _("Đơn vị đã chuyển cấp trên lần nữa từ ngày %(day)s. Xin rút lần chuyển đó trước.")
                % {"day": _day(later.from_day)}
            )
    for before in _rows(steps, UnitPlacement, made=False):
        require_on_unit(actor, before.superior_id, roles=IMPORTERS)
        if not may_stand_under(unit.kind, before.superior.kind):
            raise Refused(_("Loại hình hiện nay của đơn vị không thể trực thuộc cấp trên cũ."))


def _require_kind(_actor: Actor, unit: Unit, steps: list[Step]) -> None:
    for span in _rows(steps, UnitKindSpan, made=True):
        for later in unit.kinds.filter(from_day__gt=span.from_day)[:1] if span.from_day else ():
            raise Refused(
                _("Đơn vị đã đổi loại hình lần nữa từ ngày %(day)s. Xin rút lần đổi đó trước.")
                % {"day": _day(later.from_day)}
            )
    for step in steps:
        if step.model is Unit and step.before and step.before["kind"] and step.untouched():
            require_placings(unit, step.before["kind"])


def _require_term(_actor: Actor, unit: Unit, steps: list[Step]) -> None:
    if unit.ended_on is not None:
        raise Refused(
            _("Đơn vị đã kết thúc hoạt động từ ngày %(day)s. Xin rút việc kết thúc trước.")
            % {"day": _day(unit.ended_on)}
        )
    for term in _rows(steps, Term, made=True):
        for later in Term.objects.filter(body=term.body_id, from_day__gt=term.from_day)[:1]:
            raise Refused(
                _("Đã ghi nhiệm kỳ sau đó, từ ngày %(day)s. Xin rút nhiệm kỳ đó trước.") % {"day": _day(later.from_day)}
            )
        for longer in term.extensions.all()[:1]:
            raise Refused(
                _("Nhiệm kỳ đã được kéo dài đến ngày %(day)s. Xin rút việc kéo dài trước.")
                % {"day": _day(longer.new_end)}
            )
        _require_none_elected_since(term, steps)
    _require_not_held_anew(steps)


def _require_none_elected_since(term: Term, steps: list[Step]) -> None:
    """Of a congress: whoever came to the body since holds a mandate of the term that would be taken back."""
    elected = [step.pk for step in steps if step.model is PostHeld]
    if not elected:
        return
    since = PostHeld.objects.filter(body=term.body_id, from_day__gte=term.from_day).exclude(pk__in=elected)
    since = since.exclude(post__in=[post.value for post in NOT_ELECTED])
    for held in since.select_related("person")[:1]:
        raise Refused(
            _("%(name)s được ghi giữ chức vụ từ ngày %(day)s, trong nhiệm kỳ này. Xin rút chức vụ đó trước.")
            % {"name": held.person.name, "day": _day(held.from_day)}
        )


def _require_extension(_actor: Actor, _unit: Unit, steps: list[Step]) -> None:
    for extension in _rows(steps, TermExtension, made=True):
        later = TermExtension.objects.filter(Q(new_end__gt=extension.new_end), term=extension.term_id)
        for one in later[:1]:
            raise Refused(
                _("Nhiệm kỳ đã được kéo dài lần nữa, đến ngày %(day)s. Xin rút lần đó trước.")
                % {"day": _day(one.new_end)}
            )


_REQUIRE: dict[str, Callable[[Actor, Unit, list[Step]], None]] = {
    "people.end_unit": _require_end,
    "people.rename_unit": _require_rename,
    "people.move_unit": _require_move,
    "people.change_unit_kind": _require_kind,
    "people.record_term": _require_term,
    "people.extend_term": _require_extension,
    OF_UNIT: lambda _actor, _unit, _steps: None,
    OF_COMMITTEE: lambda _actor, _unit, _steps: None,
}
