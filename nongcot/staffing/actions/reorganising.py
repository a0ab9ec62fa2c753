"""Foresee a plan of reorganisation, keep it, carry it out: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.intake.cells.unit_kinds import unit_kind_from_name
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people.api import IMPORTERS, Refused, grants
from nongcot.people.kinds import UnitKind
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.permissions.reorganising import require_may_reorganise
from nongcot.staffing.reorganisation.holders import Holders, look_ahead
from nongcot.staffing.reorganisation.kinds import Effect, Node, Operation, Said, Trouble
from nongcot.staffing.reorganisation.loading import nodes
from nongcot.staffing.reorganisation.rules import foresee
from nongcot.staffing.reorganisation.stored import read_operations, summarise, write_operations
from nongcot.staffing.reorganisation.writing import write_effect

Tell = Callable[[int], None]


class Refusal(Refused):
    """The plan has troubles; ``summary`` tells all of them."""

    def __init__(self, summary: dict[str, Any]) -> None:
        super().__init__(_("Phương án có %(count)d dòng chưa thực hiện được.") % {"count": summary["trouble_count"]})
        self.summary = summary


def foresee_plan(
    actor: User | System, operations: Sequence[Operation], troubles: Sequence[Said[Trouble]] = ()
) -> tuple[Effect, Holders]:
    """What a plan does to the units as they are now, and to who holds posts in them; writes nothing.

    ``troubles`` are those of reading it.
    """
    units = nodes(actor)
    effect = foresee(operations, units, kind_of_name=_kind_of_name, default_superior=_own(actor, units))
    effect.troubles[:0] = troubles
    holders = look_ahead(effect)
    effect.troubles.sort(key=lambda one: one.line)
    return effect, holders


def _kind_of_name(name: str) -> UnitKind | None:
    return unit_kind_from_name(name)[0]


def _own(actor: User | System, units: Sequence[Node]) -> Node | None:
    """Where a new unit stands of which no superior is told: the actor's unit; for the machine, the only highest one."""
    if isinstance(actor, System):
        tops = [one for one in units if one.superior is None and one.ended_on is None]
        federations = [one for one in tops if one.kind in (UnitKind.PROVINCIAL_FEDERATION, UnitKind.CONFEDERATION)]
        return federations[0] if len(federations) == 1 else None
    held = set(grants(actor).filter(role__in=IMPORTERS).values_list("unit_id", flat=True))
    mine = [one for one in units if one.pk in held]
    return mine[0] if len(mine) == 1 else None


@transaction.atomic
def receive_plan(
    *,
    actor: User | System,
    operations: Sequence[Operation],
    troubles: Sequence[Said[Trouble]] = (),
    decision: str,
    file_name: str,
) -> Reorganisation:
    """Keep a plan with what it would do; nothing is changed yet.

    Raises:
        PermissionDenied: the actor answers for no unit above the chairs.
        Refused: no decision is named, or the plan is empty.
    """
    require_may_reorganise(actor)
    decision = tidy(decision)
    if not decision:
        raise Refused(_("Xin ghi số, ngày của quyết định sắp xếp."))
    if not operations and not troubles:
        raise Refused(_("Phương án không có dòng nào."))
    effect, holders = foresee_plan(actor, operations, troubles)
    return Reorganisation.objects.create(
        by=actor if isinstance(actor, User) else None,
        at=clock.now(),
        decision=decision[:300],
        file_name=file_name[:255],
        state=Reorganisation.State.READ,
        plan=write_operations(list(operations)),
        summary=summarise(effect, holders),
    )


def reorganise(*, actor: User | System, plan: Reorganisation, tell: Tell = lambda _percent: None) -> list[int]:
    """Carry the plan out in one transaction; gives the units it touched. ``tell`` hears how far it is, in per cent.

    It is thought through once more, against the units as they are now.

    Raises:
        PermissionDenied: the actor answers for no unit above the chairs.
        Refusal: something of it cannot be done; nothing was.
        Refused: it was carried out or dropped before.
    """
    require_may_reorganise(actor)
    with transaction.atomic():
        plan = Reorganisation.objects.select_for_update().get(pk=plan.pk)
        if plan.state not in (Reorganisation.State.READ, Reorganisation.State.APPLYING, Reorganisation.State.STOPPED):
            raise Refused(_("Phương án này đã thực hiện hoặc đã bỏ."))
        effect, holders = foresee_plan(actor, read_operations(plan.plan))
        summary = summarise(effect, holders)
        if effect.troubles:
            raise Refusal(summary)
        touched = write_effect(effect, actor=actor, decision=plan.decision, tell=tell)
        plan.state, plan.summary, plan.progress = Reorganisation.State.APPLIED, summary, 100
        plan.applied_at, plan.error = clock.now(), ""
        plan.save()
        record(
            actor=actor,
            action="staffing.reorganise",
            object_type="reorganisation",
            object_id=plan.pk,
            changes={name: [None, count] for name, count in summary["counts"].items() if count},
            reason=plan.decision,
        )
        events.announce("people.units_changed", units=touched, actor=actor)
    return touched
