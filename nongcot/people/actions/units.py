"""Create, correct, count and rename units."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel.text import fold, tidy
from nongcot.kernel.unit_names import key_of as unit_key
from nongcot.people import labels
from nongcot.people.actions.memory import Memory
from nongcot.people.actions.posts import plain, require_alive
from nongcot.people.actions.reach import rebuild_reach
from nongcot.people.errors import Refused
from nongcot.people.kinds import Ownership, Sector, UnitKind
from nongcot.people.models import MemberCount, Unit, UnitName, UnitPlacement
from nongcot.people.permissions import EDITORS, IMPORTERS, require_on_unit, require_role
from nongcot.people.placing import may_stand_under

# What a chair may complete; the code and the kind are for the superior to say.
OPEN_FIELDS = frozenset({"sector", "ownership", "began_on"})
CORRECTABLE = OPEN_FIELDS | {"code", "kind"}


def new_name(unit: Unit, name: str, from_day: date | None, **decision: Any) -> UnitName:
    """An unsaved name row with its keys."""
    return UnitName(
        unit=unit, name=name, search_key=fold(name), match_key=unit_key(name), from_day=from_day, **decision
    )


def decided(decision: dict[str, Any]) -> dict[str, list[Any]]:
    """What the trail keeps of a decision: what is known of it."""
    return {name: [None, plain(value)] for name, value in decision.items() if plain(value) is not None}


def require_free(code: str | None, *, but: Unit | None = None) -> None:
    """Refuse a code that another unit has."""
    if code and Unit.objects.filter(code=code).exclude(pk=but.pk if but else 0).exists():
        raise Refused(_("Mã đơn vị %(code)s đã có.") % {"code": code})


def require_placing(kind: str, superior: Unit, day: date | None) -> None:
    """Refuse a superior that is too low for this kind of unit, or that is no more on ``day``."""
    if not may_stand_under(kind, superior.kind):
        raise Refused(
            _("%(kind)s không thể trực thuộc %(superior)s.")
            % {"kind": labels.unit_kind(kind), "superior": superior.name}
        )
    require_alive(superior, day)


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
        Refused: the name is empty, the code is taken, or such a unit cannot stand under ``superior``.
    """
    if superior is None:
        require_role(actor, IMPORTERS)
    else:
        require_on_unit(actor, superior, roles=IMPORTERS)
        require_placing(kind, superior, from_day)
    name = tidy(name)
    if not name:
        raise Refused(_("Chưa có tên đơn vị."))
    code = tidy(code or "") or None
    require_free(code)
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
        changes={
            "name": [None, name],
            "kind": [None, kind.value],
            "began_on": [None, plain(from_day)],
            "superior": [None, superior.pk if superior else None],
        },
    )
    events.announce("people.units_changed", units=[unit.pk], actor=actor)
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
    require_alive(unit, day)
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
        changes={
            "members": [before.members if before else None, members],
            "women": [before.women if before else None, women],
            "day": [None, day.isoformat()],
        },
    )
    events.announce("people.units_changed", units=[unit.pk], actor=actor)
    return after


@transaction.atomic
def rename_unit(
    *,
    actor: User | System,
    unit: Unit,
    name: str,
    day: date,
    decision_number: str = "",
    decision_day: date | None = None,
) -> None:
    """The unit bears ``name`` from ``day`` on, as the document decides; earlier days keep the earlier name.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the name is empty or the present one, the unit did not exist on ``day``, or a later rename is already
            on record.
    """
    require_on_unit(actor, unit, roles=IMPORTERS)
    name = tidy(name)
    if not name:
        raise Refused(_("Chưa có tên đơn vị."))
    if name == unit.name:
        raise Refused(_("Tên mới giống tên hiện tại."))
    require_alive(unit, day)
    if unit.began_on and day <= unit.began_on:
        raise Refused(_("Ngày đổi tên phải sau ngày thành lập."))
    if unit.names.filter(from_day__gte=day).exists():
        raise Refused(_("Đã ghi một lần đổi tên từ ngày này hoặc muộn hơn."))
    before = unit.name
    memory = Memory()
    memory.change(unit.names.filter(Q(to_day__isnull=True) | Q(to_day__gt=day)), to_day=day)
    decision = {"decision_number": tidy(decision_number), "decision_day": decision_day}
    fresh = new_name(unit, name, day, **decision)
    fresh.save()
    memory.made(fresh)
    memory.change([unit], name=name)
    record(
        actor=actor,
        action="people.rename_unit",
        object_type="unit",
        object_id=unit.pk,
        unit=unit.pk,
        changes={"name": [before, name], "from_day": [None, day.isoformat()], **decided(decision)},
        **memory.facts,
    )
    events.announce("people.units_changed", units=[unit.pk], actor=actor)


@transaction.atomic
def correct_unit(*, actor: User | System, unit: Unit, reason: str = "", **fields: Any) -> Unit:
    """Complete or put right the data of a unit: fields of ``CORRECTABLE``. Its first name and placement begin with it.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or changes its code or kind and is no superior's.
        Refused: what was there already is changed without a reason; nothing differs; the code is taken; the beginning
            is not before what is on record later.
        TypeError: a field that is none of ``CORRECTABLE``.
    """
    if wrong := fields.keys() - CORRECTABLE:
        raise TypeError(f"not to be corrected: {sorted(wrong)}")
    require_on_unit(actor, unit, roles=EDITORS)
    unit = Unit.objects.get(pk=unit.pk)
    changes = _differences(unit, fields)
    if not changes:
        raise Refused(_("Không có gì khác với nội dung đang ghi."))
    if changes.keys() - OPEN_FIELDS:
        require_on_unit(actor, unit, roles=IMPORTERS)
    if not reason.strip() and any(before is not None for before, _after in changes.values()):
        raise Refused(_("Xin ghi lý do sửa dữ liệu đã có."))
    if "code" in changes:
        require_free(fields["code"], but=unit)
    if "kind" in changes:
        require_placings(unit, fields["kind"])
        unit.kinds.filter(to_day__isnull=True).update(kind=fields["kind"])
    if "began_on" in changes:
        _begin(unit, fields["began_on"])
    for name in changes:
        setattr(unit, name, fields[name])
    unit.save(update_fields=list(changes))
    record(
        actor=actor,
        action="people.correct_unit",
        object_type="unit",
        object_id=unit.pk,
        unit=unit.pk,
        changes=changes,
        reason=reason.strip(),
    )
    events.announce("people.units_changed", units=[unit.pk], actor=actor)
    return unit


def _differences(unit: Unit, fields: dict[str, Any]) -> dict[str, list[Any]]:
    """From what to what, as the trail keeps it; the given values are put into the shape of the columns."""
    for name, value in fields.items():
        fields[name] = tidy(value or "") or None if name == "code" else value if name == "began_on" else value or ""
    pairs = {name: [plain(getattr(unit, name)), plain(value)] for name, value in fields.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def require_placings(unit: Unit, kind: str, day: date | None = None) -> None:
    """Refuse a kind that does not fit the superior or the units below: those of now, or of ``day`` and later."""
    now = Q(to_day__isnull=True) if day is None else Q(to_day__isnull=True) | Q(to_day__gt=day)
    rows = UnitPlacement.objects.filter(now).select_related("unit", "superior")
    for row in rows.filter(unit=unit):
        require_placing(kind, row.superior, date.min)
    living = (
        Q(unit__ended_on__isnull=True) if day is None else Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gt=day)
    )
    for row in rows.filter(living, superior=unit):
        if not may_stand_under(row.unit.kind, kind):
            raise Refused(
                _("Còn đơn vị trực thuộc, như %(unit)s, không thể trực thuộc loại hình này.") % {"unit": row.unit.name}
            )


def _begin(unit: Unit, day: date | None) -> None:
    """The unit, its first name and its first placement begin on ``day``."""
    if day and unit.ended_on and day >= unit.ended_on:
        raise Refused(_("Ngày thành lập phải trước ngày kết thúc hoạt động."))
    for rows in (unit.names, unit.placements):
        first = rows.filter(from_day=unit.began_on)
        if day and first.filter(to_day__lte=day).exists():
            raise Refused(_("Ngày thành lập phải trước các lần đổi tên, chuyển cấp trên đã ghi."))
        first.update(from_day=day)
    rebuild_reach([unit.pk])
