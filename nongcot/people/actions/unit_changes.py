"""Move, end and merge units, and change what kind they are."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, entry, record
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel.text import tidy
from nongcot.people.actions.memory import Memory
from nongcot.people.actions.posts import plain, require_alive
from nongcot.people.actions.reach import rebuild_reach
from nongcot.people.actions.units import decided, require_placing, require_placings
from nongcot.people.errors import Refused
from nongcot.people.kinds import EndReason, UnitEnd, UnitKind
from nongcot.people.models import PostHeld, Term, Unit, UnitKindSpan, UnitPlacement, UnitSuccession, on_day
from nongcot.people.permissions import IMPORTERS, require_on_unit
from nongcot.people.placing import may_become


@transaction.atomic
def move_unit(
    *,
    actor: User | System,
    unit: Unit,
    superior: Unit,
    day: date,
    decision_number: str = "",
    decision_day: date | None = None,
) -> None:
    """The unit stands under ``superior`` from ``day`` on, as the document decides.

    Raises:
        PermissionDenied: the actor does not answer for both the unit and the new superior.
        Refused: it stands there already, the superior is too low or no more, the move would form a circle, or a later
            move is already on record.
    """
    require_on_unit(actor, unit, roles=IMPORTERS)
    require_on_unit(actor, superior, roles=IMPORTERS)
    require_placing(unit.kind, superior, day)
    if unit.began_on and day <= unit.began_on:
        raise Refused(_("Ngày chuyển phải sau ngày thành lập."))
    if unit.placements.filter(from_day__gte=day).exists():
        raise Refused(_("Đã ghi một lần chuyển cấp trên từ ngày này hoặc muộn hơn."))
    current = unit.placements.filter(Q(to_day__isnull=True) | Q(to_day__gt=day))
    before = current.values_list("superior", flat=True).first()
    if before == superior.pk:
        raise Refused(_("Đơn vị đang trực thuộc %(superior)s.") % {"superior": superior.name})
    memory = Memory()
    memory.change(current, to_day=day)
    decision = {"decision_number": tidy(decision_number), "decision_day": decision_day}
    memory.made(UnitPlacement.objects.create(unit=unit, superior=superior, from_day=day, **decision))
    try:
        rebuild_reach([unit.pk])
    except ValueError:
        raise Refused(_("Đơn vị không thể trực thuộc chính nó hoặc cấp dưới của nó.")) from None
    record(
        actor=actor,
        action="people.move_unit",
        object_type="unit",
        object_id=unit.pk,
        unit=unit.pk,
        changes={"superior": [before, superior.pk], "from_day": [None, day.isoformat()], **decided(decision)},
        **memory.facts,
    )
    events.announce("people.units_changed", units=[unit.pk], actor=actor)


@transaction.atomic
def change_unit_kind(
    *,
    actor: User | System,
    unit: Unit,
    kind: UnitKind,
    day: date,
    decision_number: str = "",
    decision_day: date | None = None,
) -> None:
    """The unit is of ``kind`` from ``day`` on, as the document decides; on earlier days it is what it was.

    Its name, superior, posts and terms stay. Not for a kind that was recorded wrong: see :func:`correct_unit`.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: it is of that kind, or no unit of its kind becomes one; it does not fit its superior or the units
            below; it did not exist on ``day``; a later change is already on record.
    """
    require_on_unit(actor, unit, roles=IMPORTERS)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    require_alive(unit, day)
    if kind == unit.kind:
        raise Refused(_("Đơn vị đang thuộc loại hình này."))
    if not may_become(unit.kind, kind):
        raise Refused(_("Liên đoàn Lao động tỉnh, thành phố và Tổng Liên đoàn không đổi loại hình."))
    if unit.began_on and day <= unit.began_on:
        raise Refused(
            _("Ngày đổi loại hình phải sau ngày thành lập. Nếu loại hình ghi nhầm, xin sửa thông tin đơn vị.")
        )
    if unit.kinds.filter(from_day__gte=day).exists():
        raise Refused(_("Đã ghi một lần đổi loại hình từ ngày này hoặc muộn hơn."))
    require_placings(unit, kind, day)
    before, memory = unit.kind, Memory()
    if not memory.change(unit.kinds.filter(to_day__isnull=True), to_day=day):
        memory.made(UnitKindSpan.objects.create(unit=unit, kind=before, to_day=day))
    decision = {"decision_number": tidy(decision_number), "decision_day": decision_day}
    memory.made(UnitKindSpan.objects.create(unit=unit, kind=UnitKind(kind).value, from_day=day, **decision))
    memory.change([unit], kind=UnitKind(kind).value)
    record(
        actor=actor,
        action="people.change_unit_kind",
        object_type="unit",
        object_id=unit.pk,
        unit=unit.pk,
        changes={"kind": [before, UnitKind(kind).value], "from_day": [None, day.isoformat()], **decided(decision)},
        **memory.facts,
    )
    events.announce("people.units_changed", units=[unit.pk], actor=actor)


@transaction.atomic
def end_unit(
    *,
    actor: User | System,
    unit: Unit,
    day: date,
    reason: UnitEnd,
    decision_number: str = "",
    decision_day: date | None = None,
    end_posts: bool = True,
    successor: Unit | None = None,
) -> None:
    """The unit ends: ``day`` is the first day on which it is no more. Its terms and posts end with it.

    ``successor`` is the unit that carries it on, where there is one.

    Raises:
        PermissionDenied: the actor does not answer for the unit, and for the successor.
        Refused: it has ended already; ``day`` is not after its beginning and that of its posts; it was merged into
            nothing, into itself, or into a unit that is no more.
    """
    require_on_unit(actor, unit, roles=IMPORTERS)
    unit = Unit.objects.get(pk=unit.pk)
    if unit.ended_on is not None:
        raise Refused(_("Đơn vị đã kết thúc hoạt động từ trước."))
    if unit.began_on and day <= unit.began_on:
        raise Refused(_("Ngày kết thúc hoạt động phải sau ngày thành lập."))
    if successor is not None:
        _require_successor(actor, unit, successor, day)
    elif reason == UnitEnd.MERGED:
        raise Refused(_("Xin chọn đơn vị tiếp nhận."))
    memory = Memory()
    decision = {"decision_number": tidy(decision_number), "decision_day": decision_day}
    signed = {f"end_{name}": value for name, value in decision.items()}
    memory.change([unit], ended_on=day, end_reason=UnitEnd(reason).value, **signed)
    ended = _end_posts(actor, unit, day, memory) if end_posts else 0
    memory.change(Term.objects.filter(body__unit=unit, to_day__isnull=True).exclude(from_day__gte=day), to_day=day)
    if successor is not None:
        memory.made(UnitSuccession.objects.create(predecessor=unit, successor=successor, on=day, how=reason))
    record(
        actor=actor,
        action="people.end_unit",
        object_type="unit",
        object_id=unit.pk,
        unit=unit.pk,
        changes={
            "ended_on": [None, day.isoformat()],
            "unit_end": [None, UnitEnd(reason).value],
            "posts_ended": [None, ended],
            **({"successor": [None, successor.pk]} if successor else {}),
            **decided(decision),
        },
        **memory.facts,
    )
    below = UnitPlacement.objects.filter(on_day(day), superior=unit).values_list("unit", flat=True)
    events.announce("people.units_changed", units=[unit.pk, *below], actor=actor)


def _require_successor(actor: User | System, unit: Unit, successor: Unit, day: date) -> None:
    require_on_unit(actor, successor, roles=IMPORTERS)
    if successor.pk == unit.pk:
        raise Refused(_("Đơn vị không thể tiếp nhận chính nó."))
    require_alive(successor, day)


def _end_posts(actor: User | System, unit: Unit, day: date, memory: Memory) -> int:
    """End all posts still held on ``day``, each with its audit entry: how many."""
    still = PostHeld.objects.filter(unit=unit).filter(Q(to_day__isnull=True) | Q(to_day__gt=day)).order_by("pk")
    later = still.filter(from_day__gte=day).select_related("person").first()
    if later is not None and later.from_day:
        raise Refused(
            _("%(name)s được ghi giữ chức vụ từ ngày %(day)s, sau ngày đơn vị kết thúc. Xin sửa chức vụ đó trước.")
            % {"name": later.person.name, "day": later.from_day.strftime("%d/%m/%Y")}
        )
    ended = list(still)
    ends = {held.pk: (plain(held.to_day), plain(held.end_reason)) for held in ended}
    memory.change(ended, to_day=day, end_reason=EndReason.UNIT_ENDED.value)
    AuditEntry.objects.bulk_create(
        entry(
            actor=actor,
            action="people.end_post",
            object_type="post_held",
            object_id=held.pk,
            unit=unit.pk,
            changes={
                "to_day": [ends[held.pk][0], day.isoformat()],
                "end_reason": [ends[held.pk][1], EndReason.UNIT_ENDED.value],
            },
        )
        for held in ended
    )
    return len(ended)


@transaction.atomic
def merge_unit(
    *,
    actor: User | System,
    unit: Unit,
    into: Unit,
    day: date,
    decision_number: str = "",
    decision_day: date | None = None,
) -> UnitSuccession:
    """The unit ends and is carried on by ``into`` from ``day`` on.

    Raises:
        PermissionDenied: the actor does not answer for both.
        Refused: as :func:`end_unit`.
    """
    decision: dict[str, Any] = {"decision_number": decision_number, "decision_day": decision_day}
    end_unit(actor=actor, unit=unit, day=day, reason=UnitEnd.MERGED, successor=into, **decision)
    return UnitSuccession.objects.get(predecessor=unit, successor=into, on=day)
