"""The verbs of handing over: write down what was handed, close it, and pass on the access."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.duties.api import delegate, open_duties, take_back
from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people.api import EDITORS, IMPORTERS, Refused, end_grant, grant_role, require_on_unit
from nongcot.people.kinds import Role
from nongcot.people.models import Person, PostHeld, RoleGrant
from nongcot.staffing.models import Handover
from nongcot.staffing.queries.handover import handover_of, successors
from nongcot.staffing.rules.handover import SETTLED, Item, ItemState, items_of

Actor = User | System
SHAPE = 1


class Handed(TypedDict):
    """What became of one thing: its state, and how much of it in which condition."""

    state: ItemState
    detail: str


@transaction.atomic
def record_handover(
    *,
    actor: Actor,
    held: PostHeld,
    day: date,
    items: Mapping[str, Handed],
    successor: Person | None = None,
    place: str = "",
    witness: str = "",
    note: str = "",
) -> Handover:
    """Write down what the former holder of ``held`` handed over on ``day``; again as often as there is more.

    Raises:
        PermissionDenied: the actor does not answer for the union.
        Refused: the post goes on, the handover is closed, ``day`` is none after the end, a thing is none of the list,
            or the successor holds no post of the union.
    """
    require_on_unit(actor, held.unit_id, roles=EDITORS)
    Person.objects.select_for_update().get(pk=held.person_id)
    known = {item.id for item in _items(held)}
    if unknown := items.keys() - known:
        raise Refused(_("Danh mục bàn giao không có mục %(item)s.") % {"item": min(unknown)})
    if held.to_day is None or not held.to_day <= day <= clock.today():
        raise Refused(_("Ngày bàn giao phải từ ngày thôi giữ chức vụ đến hôm nay."))
    if successor is not None and not successors(held, clock.today()).filter(pk=successor.pk).exists():
        raise Refused(_("%(name)s không giữ chức vụ nào ở đơn vị này.") % {"name": successor.name})
    row = handover_of(held) or Handover(
        person_id=held.person_id, unit_id=held.unit_id, body=held.body.kind, post=held.post, ended_on=held.to_day
    )
    _require_open(row)
    row.day, row.successor, row.by = day, successor, actor if isinstance(actor, User) else None
    row.place, row.witness, row.note = tidy(place)[:200], tidy(witness)[:200], note.strip()[:2000]
    before = {key: one["state"] for key, one in row.items.get("items", {}).items()}
    row.items = {"shape": SHAPE, "items": {key: _kept(one) for key, one in items.items()}}
    row.save()
    states = {key: [before.get(key), one["state"]] for key, one in row.items["items"].items()}
    things: dict[str, Any] = {f"thing_{key}": pair for key, pair in states.items() if pair[0] != pair[1]}
    _trace(actor, "record_handover", row, handover_day=day.isoformat(), items=len(items), **things)
    return row


def _kept(one: Handed) -> dict[str, str]:
    return {"state": ItemState(one["state"]).value, "detail": one["detail"].strip()[:500]}


def _items(held: PostHeld) -> tuple[Item, ...]:
    found = items_of(held.body.kind, held.post, held.to_day) if held.to_day else ()
    if not found:
        raise Refused(_("Chức vụ này không có danh mục bàn giao, hoặc chưa kết thúc."))
    return found


def _require_open(row: Handover) -> None:
    if row.closed_on is not None:
        raise Refused(_("Việc bàn giao này đã kết thúc."))


def _trace(actor: Actor, verb: str, row: Handover, *, why: str = "", **changes: Any) -> None:
    record(
        actor=actor,
        action=f"staffing.{verb}",
        object_type="person",
        object_id=row.person_id,
        unit=row.unit_id,
        changes={name: value if isinstance(value, list) else [None, value] for name, value in changes.items()},
        reason=why,
        post=row.post,
        body=row.body,
    )
    events.announce("people.units_changed", units=[row.unit_id], actor=actor)


@transaction.atomic
def close_handover(*, actor: Actor, held: PostHeld) -> Handover:
    """Everything on the list is handed over or is not there: the handover is done.

    Raises:
        PermissionDenied: the actor does not answer for the union.
        Refused: nothing is written down, something is missing still, nobody took over, or it is closed.
    """
    require_on_unit(actor, held.unit_id, roles=EDITORS)
    row = handover_of(held)
    if row is None:
        raise Refused(_("Chưa ghi việc bàn giao nào."))
    row = Handover.objects.select_for_update().get(pk=row.pk)
    _require_open(row)
    if row.successor_id is None:
        raise Refused(_("Xin ghi người nhận bàn giao."))
    given = row.items.get("items", {})
    missing = [item.title for item in _items(held) if given.get(item.id, {}).get("state") not in SETTLED]
    if missing:
        raise Refused(_("Còn chưa bàn giao: %(items)s.") % {"items": "; ".join(missing)})
    row.closed_on = clock.today()
    row.save(update_fields=["closed_on"])
    _trace(actor, "close_handover", row, closed_on=row.closed_on.isoformat())
    return row


@transaction.atomic
def drop_handover(*, actor: Actor, held: PostHeld, reason: str) -> Handover:
    """Nobody is reminded of this handover any more, though not everything is handed over: closed with the reason.

    Raises:
        PermissionDenied: the actor does not answer for the union above its chair.
        Refused: no reason is given, there is nothing to hand over, or it is closed.
    """
    require_on_unit(actor, held.unit_id, roles=IMPORTERS)
    Person.objects.select_for_update().get(pk=held.person_id)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do kết thúc khi chưa bàn giao xong."))
    _items(held)
    row = handover_of(held) or Handover(
        person_id=held.person_id,
        unit_id=held.unit_id,
        body=held.body.kind,
        post=held.post,
        ended_on=held.to_day or clock.today(),
        day=clock.today(),
        items={"shape": SHAPE, "items": {}},
        by=actor if isinstance(actor, User) else None,
    )
    _require_open(row)
    row.closed_on, row.dropped_because = clock.today(), reason.strip()[:500]
    row.save()
    _trace(actor, "drop_handover", row, why=row.dropped_because, closed_on=row.closed_on.isoformat())
    return row


@transaction.atomic
def pass_on_access(
    *, actor: Actor, held: PostHeld, ending: Collection[RoleGrant], successor: User | None, day: date
) -> int:
    """The former chair's access ends, the successor's begins on ``day``; duties delegated to the former one move on.

    Gives how many duties moved: to the successor's login, or back to the role where there is none.

    Raises:
        PermissionDenied: the actor may not grant and end roles on the union.
        Refused: nothing is chosen, a grant is none of a chair of this union, or what ``end_grant`` and ``grant_role``
            refuse.
    """
    require_on_unit(actor, held.unit_id, roles=IMPORTERS)
    if not ending and successor is None:
        raise Refused(_("Xin chọn quyền cần kết thúc hoặc tài khoản của người kế nhiệm."))
    if any(one.unit_id != held.unit_id or one.role != Role.CHAIR for one in ending):
        raise Refused(_("Chỉ kết thúc quyền Chủ tịch của chính đơn vị này."))
    for grant in ending:
        end_grant(actor=actor, grant=grant, day=day, reason=_("Bàn giao chức vụ"))
    if (
        successor is not None
        and not RoleGrant.objects.filter(
            user=successor, unit=held.unit_id, role=Role.CHAIR, to_day__isnull=True
        ).exists()
    ):
        grant_role(actor=actor, user=successor, unit=held.unit, role=Role.CHAIR, from_day=day)
    former = {grant.user_id for grant in ending}
    moved = 0
    for duty in open_duties(actor, day=day).filter(unit=held.unit_id, delegated_to__in=former):
        if successor is not None:
            delegate(actor=actor, duty=duty, to_user=successor, note=_("Theo việc bàn giao chức vụ"))
        else:
            take_back(actor=actor, duty=duty, note=_("Theo việc bàn giao chức vụ"))
        moved += 1
    return moved
