"""Record and extend terms of a body."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel.text import tidy
from nongcot.people.actions.memory import Memory
from nongcot.people.actions.posts import plain, require_alive
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, Mandate
from nongcot.people.models import Body, Term, TermExtension, Unit
from nongcot.people.permissions import EDITORS, IMPORTERS, require_on_unit

# What of a term may be put right. Whose body it is makes another term; what moves its end later is an extension.
CORRECTABLE = ("from_day", "planned_end", "seats_fixed", "mandate", "decision_number", "decision_day")


def write_term(
    *,
    memory: Memory,
    place: Body,
    from_day: date,
    planned_end: date,
    seats_fixed: int | None,
    mandate: Mandate | None,
    decision_number: str,
    decision_day: date | None,
) -> Term:
    """A new term; a running one ends on the same day. Permission, :func:`tell_term` and news are the caller's.

    Raises:
        Refused: the end is not after the beginning, or a term from this day on or later is on record.
    """
    if planned_end <= from_day:
        raise Refused(_("Ngày kết thúc nhiệm kỳ phải sau ngày bắt đầu."))
    if place.terms.filter(from_day__gte=from_day).exists():
        raise Refused(_("Đã ghi một nhiệm kỳ bắt đầu từ ngày này hoặc muộn hơn."))
    memory.change(place.terms.filter(to_day__isnull=True), to_day=from_day)
    term = Term.objects.create(
        body=place,
        from_day=from_day,
        planned_end=planned_end,
        seats_fixed=seats_fixed,
        mandate=mandate or "",
        decision_number=tidy(decision_number),
        decision_day=decision_day,
    )
    memory.made(term)
    return term


def tell_term(*, actor: User | System, term: Term, memory: Memory, told: dict[str, list[str]] | None = None) -> None:
    """The audit entry of a new term: ``told`` is what became known with it, ``memory`` all that was written for it."""
    columns = ("from_day", "planned_end", "seats_fixed", "mandate", "decision_number", "decision_day")
    record(
        actor=actor,
        action="people.record_term",
        object_type="term",
        object_id=term.pk,
        unit=term.body.unit_id,
        changes={n: [None, plain(getattr(term, n))] for n in columns if plain(getattr(term, n)) is not None}
        | (told or {}),
        body=term.body.kind,
        **memory.facts,
    )


def body_of(unit: Unit, kind: BodyKind, memory: Memory) -> Body:
    """The unit's body of this kind, opened where there was none yet."""
    place, made = Body.objects.get_or_create(unit=unit, kind=kind, name="")
    if made:
        memory.made(place)
    return place


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
        Refused: the end is not after the beginning, the unit has ended, or a later term is on record.
    """
    require_on_unit(actor, unit, roles=EDITORS)
    require_alive(unit, from_day)
    memory = Memory()
    term = write_term(
        memory=memory,
        place=body_of(unit, body, memory),
        from_day=from_day,
        planned_end=planned_end,
        seats_fixed=seats_fixed,
        mandate=mandate,
        decision_number=decision_number,
        decision_day=decision_day,
    )
    tell_term(actor=actor, term=term, memory=memory)
    events.announce("people.units_changed", units=[unit.pk], actor=actor)
    return term


@transaction.atomic
def extend_term(
    *, actor: User | System, term: Term, new_end: date, decision_number: str, decision_day: date, reason: str = ""
) -> TermExtension:
    """A decision moves the planned end of a term.

    Raises:
        PermissionDenied: the actor does not answer for the unit above.
        Refused: the term is over, the new end is not later than the present one, or the decision has no number.
    """
    require_on_unit(actor, term.body.unit_id, roles=IMPORTERS)
    term = Term.objects.select_related("body").get(pk=term.pk)
    if term.to_day is not None:
        raise Refused(_("Nhiệm kỳ này đã kết thúc, không thể gia hạn."))
    last = term.extensions.order_by("-new_end").values_list("new_end", flat=True).first() or term.planned_end
    if last and new_end <= last:
        raise Refused(_("Ngày gia hạn phải sau ngày kết thúc hiện tại."))
    if not decision_number.strip():
        raise Refused(_("Chưa có số quyết định gia hạn."))
    extension = TermExtension.objects.create(
        term=term, new_end=new_end, decision_number=tidy(decision_number), decision_day=decision_day, reason=reason
    )
    memory = Memory()
    memory.made(extension)
    record(
        actor=actor,
        action="people.extend_term",
        object_type="term",
        object_id=term.pk,
        unit=term.body.unit_id,
        changes={"planned_end": [plain(last), new_end.isoformat()], "decision_number": [None, tidy(decision_number)]},
        reason=reason,
        **memory.facts,
    )
    events.announce("people.units_changed", units=[term.body.unit_id], actor=actor)
    return extension


@transaction.atomic
def correct_term(*, actor: User | System, term: Term, reason: str = "", **fields: Any) -> Term:
    """Complete or put right what was recorded of a term: fields of ``CORRECTABLE``.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: what was there already is changed without a reason; nothing differs; the end is not after the
            beginning; the term would begin before the end of another one of its body.
        TypeError: a field that is none of ``CORRECTABLE``.
    """
    if wrong := fields.keys() - set(CORRECTABLE):
        raise TypeError(f"not to be corrected: {sorted(wrong)}")
    require_on_unit(actor, term.body.unit_id, roles=EDITORS)
    term = Term.objects.select_for_update(of=("self",)).select_related("body").get(pk=term.pk)
    fields = {name: tidy(value) if name == "decision_number" else value for name, value in fields.items()}
    pairs = {name: [plain(getattr(term, name)), plain(value)] for name, value in fields.items()}
    changes = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if not changes:
        raise Refused(_("Không có gì khác với nội dung đang ghi."))
    if not reason.strip() and any(before is not None for before, _after in changes.values()):
        raise Refused(_("Xin ghi lý do sửa dữ liệu đã có."))
    for name in changes:
        setattr(term, name, "" if fields[name] is None and name in ("mandate", "decision_number") else fields[name])
    _require_place(term)
    term.save(update_fields=list(changes))
    record(
        actor=actor,
        action="people.correct_term",
        object_type="term",
        object_id=term.pk,
        unit=term.body.unit_id,
        changes=changes,
        reason=reason.strip(),
    )
    events.announce("people.units_changed", units=[term.body.unit_id], actor=actor)
    return term


def _require_place(term: Term) -> None:
    """Refuse days in the wrong order, and a beginning within another term of the body."""
    ends = [day for day in (term.planned_end, term.to_day) if day is not None]
    if term.from_day and any(day <= term.from_day for day in ends):
        raise Refused(_("Ngày kết thúc nhiệm kỳ phải sau ngày bắt đầu."))
    others = Term.objects.filter(body=term.body).exclude(pk=term.pk)
    if term.from_day and others.filter(from_day__lte=term.from_day, to_day__gt=term.from_day).exists():
        raise Refused(_("Ngày bắt đầu nằm trong một nhiệm kỳ khác đã ghi."))
    if term.from_day and term.to_day is None and others.filter(from_day__gt=term.from_day).exists():
        raise Refused(_("Đã ghi một nhiệm kỳ bắt đầu từ ngày này hoặc muộn hơn."))
