"""Training and awards of a person: record, put right, take back what was recorded by mistake."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel import clock
from nongcot.kernel.text import fold, tidy
from nongcot.people.actions.persons import held_person, require_open
from nongcot.people.actions.posts import plain
from nongcot.people.errors import Refused
from nongcot.people.kinds import RecordKind
from nongcot.people.models import Person, PersonRecord
from nongcot.people.permissions import can_edit_person

Actor = User | System
CORRECTABLE = ("kind", "title", "from_day", "to_day", "issuer", "document_number", "document_day", "note")
_LONGEST = {"title": 300, "issuer": 300, "document_number": 80}
_TOLD = {"kind": "record_kind", "title": "record_title", "from_day": "record_from", "to_day": "record_to",
         "note": "record_note"}  # fmt: skip


@transaction.atomic
def add_record(
    *,
    actor: Actor,
    person: Person,
    kind: RecordKind,
    title: str,
    from_day: date | None,
    to_day: date | None = None,
    issuer: str = "",
    document_number: str = "",
    document_day: date | None = None,
    note: str = "",
) -> PersonRecord:
    """``person`` was trained, or given an award, on the days [from_day, to_day).

    Without ``to_day`` it was the one day ``from_day``; without that one the day is not known.

    Raises:
        PermissionDenied: the actor does not answer for the person.
        Refused: there is no title, a text is too long, the days are none or yet to come, the same is on record
            already, or the person's data was erased.
    """
    _held(actor, person)
    row = PersonRecord(person=person)
    given = {"kind": kind, "title": title, "from_day": from_day, "to_day": to_day, "issuer": issuer,
             "document_number": document_number, "document_day": document_day, "note": note}  # fmt: skip
    _put(row, given)
    row.save()
    _tell(actor, "people.add_record", row, {name: [None, plain(getattr(row, name))] for name in CORRECTABLE})
    return row


@transaction.atomic
def correct_record(*, actor: Actor, row: PersonRecord, reason: str, **fields: Any) -> PersonRecord:
    """Put right what was recorded wrongly of a training or an award: fields of ``CORRECTABLE``.

    Raises:
        PermissionDenied: the actor does not answer for the person.
        Refused: no reason is given, nothing differs, or as for :func:`add_record`.
        TypeError: a field that is none of ``CORRECTABLE``.
    """
    if wrong := fields.keys() - set(CORRECTABLE):
        raise TypeError(f"not to be corrected: {sorted(wrong)}")
    _held(actor, row.person)
    row = _still(row)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do sửa."))
    before = {name: plain(getattr(row, name)) for name in CORRECTABLE}
    _put(row, fields)
    after = {name: plain(getattr(row, name)) for name in CORRECTABLE}
    changes = {name: [before[name], after[name]] for name in CORRECTABLE if before[name] != after[name]}
    if not changes:
        raise Refused(_("Không có gì khác với nội dung đang ghi."))
    row.save()
    _tell(actor, "people.correct_record", row, changes, reason)
    return row


@transaction.atomic
def withdraw_record(*, actor: Actor, row: PersonRecord, reason: str) -> None:
    """Take back a training or an award that never was. The trail keeps what the record said.

    Raises:
        PermissionDenied: the actor does not answer for the person.
        Refused: no reason is given, or it was taken back already.
    """
    _held(actor, row.person)
    row = _still(row)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do rút."))
    _tell(actor, "people.withdraw_record", row, {n: [plain(getattr(row, n)), None] for n in CORRECTABLE}, reason)
    row.delete()


def _held(actor: Actor, person: Person) -> None:
    if not can_edit_person(actor, person):
        raise PermissionDenied
    require_open(held_person(person.pk))


def _still(row: PersonRecord) -> PersonRecord:
    found = PersonRecord.objects.select_related("person").filter(pk=row.pk).first()
    if found is None:
        raise Refused(_("Nội dung này đã được rút trước đó."))
    return found


def _put(row: PersonRecord, fields: dict[str, Any]) -> None:
    """The values on the unsaved row, or a refusal."""
    for name, value in fields.items():
        text = "\n".join(map(tidy, (value or "").splitlines())).strip() if name == "note" else value
        setattr(row, name, tidy(value or "") if name in _LONGEST else text)
    row.kind = RecordKind(row.kind)
    if not row.title:
        raise Refused(_("Xin ghi nội dung: tên lớp, khóa học hoặc hình thức khen thưởng."))
    for name, longest in _LONGEST.items():
        if len(getattr(row, name)) > longest:
            raise Refused(_("Dài quá %(longest)d ký tự.") % {"longest": longest})
    _put_days(row)
    same = PersonRecord.objects.filter(person=row.person_id, kind=row.kind, from_day=row.from_day).exclude(pk=row.pk)
    if any(fold(title) == fold(row.title) for title in same.values_list("title", flat=True)):
        raise Refused(_("“%(title)s” đã được ghi rồi.") % {"title": row.title})


def _put_days(row: PersonRecord) -> None:
    if row.from_day is None:
        if row.to_day is not None:
            raise Refused(_("Xin ghi ngày bắt đầu."))
        return
    if row.to_day is None:
        row.to_day = row.from_day + timedelta(days=1)
    if row.to_day <= row.from_day:
        raise Refused(_("Ngày kết thúc không thể trước ngày bắt đầu."))
    if row.from_day > clock.today():
        raise Refused(_("Chỉ ghi việc đã có: ngày không thể sau hôm nay."))


def _tell(actor: Actor, action: str, row: PersonRecord, changes: dict[str, list[Any]], reason: str = "") -> None:
    told = {_TOLD.get(name, name): pair for name, pair in changes.items() if pair != [None, None]}
    record(
        actor=actor, action=action, object_type="person", object_id=row.person_id, changes=told,
        reason=reason.strip(), record=row.pk,
    )  # fmt: skip
