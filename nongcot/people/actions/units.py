"""Create, count, rename, move, merge and end units."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel.text import fold, tidy
from nongcot.kernel.unit_names import key_of as unit_key
from nongcot.people.actions.reach import rebuild_reach
from nongcot.people.errors import Refused
from nongcot.people.kinds import EndReason, Ownership, Sector, UnitEnd, UnitKind
from nongcot.people.models import MemberCount, PostHeld, Unit, UnitName, UnitPlacement, UnitSuccession, on_day
from nongcot.people.permissions import EDITORS, IMPORTERS, require_on_unit, require_role


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def new_name(unit: Unit, name: str, from_day: date | None) -> UnitName:
    """An unsaved name row with its keys."""
    return UnitName(unit=unit, name=name, search_key=fold(name), match_key=unit_key(name), from_day=from_day)


@transaction.atomic
def create_unit(
    *,
    actor: User | System,
    name: str,
    kind: UnitKind,
    superior: Unit | None = None,
    from_day: date | None = None,
    code: str | None = None,
    sector: Sector | None = None,
    ownership: Ownership | None = None,
) -> Unit:
    """Record a unit that begins on ``from_day`` (not known: None) under ``superior``.

    Raises:
        PermissionDenied: the actor does not answer for ``superior``.
        Refused: the name is empty or the code is taken.
    """
    if superior is None:
        require_role(actor, IMPORTERS)
    else:
        require_on_unit(actor, superior, roles=IMPORTERS)
    name = tidy(name)
    if not name:
        raise Refused(_("Chưa có tên đơn vị."))
    if code and Unit.objects.filter(code=code).exists():
        raise Refused(_("Mã đơn vị %(code)s đã có.") % {"code": code})
    unit = Unit.objects.create(
        name=name, kind=kind, code=code, began_on=from_day, sector=sector or "", ownership=ownership or ""
    )
    new_name(unit, name, from_day).save()
    if superior is not None:
        UnitPlacement.objects.create(unit=unit, superior=superior, from_day=from_day)
    rebuild_reach([unit.pk])
    record(
        actor=actor,
        action="people.create_unit",
        object_type="unit",
        object_id=unit.pk,
        unit=unit.pk,
        changes={"name": [None, name], "kind": [None, kind.value], "began_on": [None, _iso(from_day)]},
    )
    events.announce("people.units_changed", units=[unit.pk])
    return unit


@transaction.atomic
def count_members(
    *, actor: User | System, unit: Unit, day: date, members: int, women: int | None = None, source: str = ""
) -> MemberCount:
    """Record how many members a unit had on ``day``; a second count of the same day replaces the first.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: more women than members, or a negative number.
    """
    require_on_unit(actor, unit, roles=EDITORS)
    if members < 0 or (women is not None and not 0 <= women <= members):
        raise Refused(_("Số đoàn viên nữ phải từ 0 đến tổng số đoàn viên."))
    before = MemberCount.objects.filter(unit=unit, day=day).first()
    after, _made = MemberCount.objects.update_or_create(
        unit=unit, day=day, defaults={"members": members, "women": women, "source": source}
    )
    record(
        actor=actor,
        action="people.count_members",
        object_type="unit",
        object_id=unit.pk,
        unit=unit.pk,
        changes={"members": [before.members if before else None, members], "day": [None, day.isoformat()]},
    )
    events.announce("people.units_changed", units=[unit.pk])
    return after


@transaction.atomic
def rename_unit(*, actor: User | System, unit: Unit, name: str, day: date, decision: str = "") -> None:
    """The unit bears ``name`` from ``day`` on; earlier days keep the earlier name.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the name is empty, or a later rename is already on record.
    """
    require_on_unit(actor, unit, roles=IMPORTERS)
    name = tidy(name)
    if not name:
        raise Refused(_("Chưa có tên đơn vị."))
    if unit.names.filter(from_day__gte=day).exists():
        raise Refused(_("Đã ghi một lần đổi tên từ ngày này hoặc muộn hơn."))
    before = unit.name
    unit.names.filter(Q(to_day__isnull=True) | Q(to_day__gt=day)).update(to_day=day)
    new_name(unit, name, day).save()
    unit.name = name
    unit.save(update_fields=["name"])
    record(
        actor=actor,
        action="people.rename_unit",
        object_type="unit",
        object_id=unit.pk,
        unit=unit.pk,
        changes={"name": [before, name], "from_day": [None, day.isoformat()]},
        reason=decision,
    )


@transaction.atomic
def move_unit(*, actor: User | System, unit: Unit, superior: Unit, day: date, decision: str = "") -> None:
    """The unit stands under ``superior`` from ``day`` on.

    Raises:
        PermissionDenied: the actor answers for neither the old superior's side nor the new one.
        Refused: the move would form a circle, or a later move is already on record.
    """
    require_on_unit(actor, unit, roles=IMPORTERS)
    require_on_unit(actor, superior, roles=IMPORTERS)
    if unit.placements.filter(from_day__gte=day).exists():
        raise Refused(_("Đã ghi một lần chuyển cấp trên từ ngày này hoặc muộn hơn."))
    current = unit.placements.filter(Q(to_day__isnull=True) | Q(to_day__gt=day))
    before = current.values_list("superior", flat=True).first()
    current.update(to_day=day)
    UnitPlacement.objects.create(unit=unit, superior=superior, from_day=day)
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
        changes={"superior": [before, superior.pk], "from_day": [None, day.isoformat()]},
        reason=decision,
    )
    events.announce("people.units_changed", units=[unit.pk])


@transaction.atomic
def end_unit(
    *, actor: User | System, unit: Unit, day: date, reason: UnitEnd, decision: str = "", end_posts: bool = True
) -> None:
    """The unit ends: ``day`` is the first day on which it is no more. Its posts end with it.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: it has ended already.
    """
    require_on_unit(actor, unit, roles=IMPORTERS)
    if unit.ended_on is not None:
        raise Refused(_("Đơn vị đã kết thúc hoạt động từ trước."))
    unit.ended_on, unit.end_reason = day, reason
    unit.save(update_fields=["ended_on", "end_reason"])
    open_posts = PostHeld.objects.filter(unit=unit).filter(Q(to_day__isnull=True) | Q(to_day__gt=day))
    ended = open_posts.update(to_day=day, end_reason=EndReason.UNIT_ENDED) if end_posts else 0
    record(
        actor=actor,
        action="people.end_unit",
        object_type="unit",
        object_id=unit.pk,
        unit=unit.pk,
        changes={"ended_on": [None, day.isoformat()], "posts_ended": [None, ended]},
        reason=decision,
    )
    below = UnitPlacement.objects.filter(on_day(day), superior=unit).values_list("unit", flat=True)
    events.announce("people.units_changed", units=[unit.pk, *below])


@transaction.atomic
def merge_unit(*, actor: User | System, unit: Unit, into: Unit, day: date, decision: str = "") -> UnitSuccession:
    """The unit ends and is carried on by ``into`` from ``day`` on.

    Raises:
        PermissionDenied: the actor does not answer for both.
        Refused: it has ended already.
    """
    require_on_unit(actor, into, roles=IMPORTERS)
    end_unit(actor=actor, unit=unit, day=day, reason=UnitEnd.MERGED, decision=decision)
    return UnitSuccession.objects.create(predecessor=unit, successor=into, on=day, how=UnitEnd.MERGED)
