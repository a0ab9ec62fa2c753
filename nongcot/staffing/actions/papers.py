"""Issue the document of a step: it gets its number, and the step is done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, Refused, require_on_unit
from nongcot.people.models import Unit
from nongcot.staffing.actions.completing import held_case, plan_of, record_step
from nongcot.staffing.actions.steps import Written
from nongcot.staffing.labels.papers import TITLES, sign
from nongcot.staffing.models import CompletionCase, IssuedPaper, StepDone
from nongcot.staffing.permissions.completing import roles_for
from nongcot.staffing.queries.papers import issuer_of, paper_facts

Actor = User | System
_HIGHEST = 99_999


@transaction.atomic
def issue_paper(*, actor: Actor, case: CompletionCase, step: str, day: date, first: int | None = None) -> IssuedPaper:
    """The document of ``step`` gets the next number of its issuer and year; what it says is kept as it is now.

    A step not written down yet is done with it. ``first`` is the number to begin with, only for the issuer's first
    document of the year here: the register on paper may have others before it.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or not for who issues it.
        Refused: the case is closed, the step has no document or one that was issued, no superior is on record, or
            ``first`` is given though the year has numbers already.
    """
    require_on_unit(actor, case.unit_id, roles=EDITORS)
    case = held_case(case)
    planned = next((one for one in plan_of(case, case.unit.kind) if one.step == step), None)
    if planned is None or step not in TITLES:
        raise Refused(_("Bước này không có văn bản mẫu."))
    issuer = issuer_of(case, planned, day=day)
    if issuer is None:
        raise Refused(_("Chưa ghi công đoàn cấp trên của đơn vị nên chưa rõ ai ban hành."))
    require_on_unit(actor, issuer, roles=roles_for(planned.who))
    if IssuedPaper.objects.filter(case=case, step=step).exists():
        raise Refused(_("Văn bản của bước này đã ban hành."))
    with override("vi"):
        facts = paper_facts(case, planned, day=day)
    made = enter_in_register(
        actor=actor,
        issuer=issuer,
        day=day,
        first=first,
        signed=sign(step, issuer.kind),
        facts=facts,
        step=step,
        case=case,
    )
    record(
        actor=actor,
        action="staffing.issue_paper",
        object_type="completion_case",
        object_id=case.pk,
        unit=case.unit_id,
        changes={
            "step": [None, step],
            "document_number": [None, made.full_number],
            "document_day": [None, day.isoformat()],
        },
    )
    if not StepDone.objects.filter(case=case, step=step).exists():
        written = Written(day, document_number=made.full_number, document_day=day)
        record_step(actor=actor, case=case, step=step, written=written, day=day)
    return made


def enter_in_register(
    *, actor: Actor, issuer: Unit, day: date, first: int | None, signed: str, facts: dict[str, Any], **about: Any
) -> IssuedPaper:
    """A document with the next number in the one register of its issuer and year; ``about`` says of what it is.

    Raises:
        Refused: ``first`` is given though the year has numbers already, or is none.
    """
    return IssuedPaper.objects.create(
        **about,
        issuer=issuer,
        year=day.year,
        number=_next_number(issuer, day.year, first),
        sign=signed,
        issued_on=day,
        facts=facts,
        by=actor if isinstance(actor, User) else None,
        by_name=str(actor)[:200],
        at=clock.now(),
    )


def _next_number(issuer: Unit, year: int, first: int | None) -> int:
    """The next number of the issuer in the year; two who issue at the same moment take turns."""
    Unit.objects.select_for_update().get(pk=issuer.pk)
    last = IssuedPaper.objects.filter(issuer=issuer, year=year).aggregate(last=Max("number"))["last"]
    if first is not None and last is not None:
        raise Refused(_("Năm nay đơn vị đã có văn bản số %(last)d; số tiếp theo do hệ thống cấp.") % {"last": last})
    if first is not None and not 1 <= first <= _HIGHEST:
        raise Refused(_("Số bắt đầu phải từ 1."))
    return first or (last or 0) + 1
