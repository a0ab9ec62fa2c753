"""Erase a person's data on request: what is personal goes, posts stay as figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote_plus

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events, sealing
from nongcot.infra.accounts.models import User
from nongcot.infra.acting.once import forget_answers
from nongcot.infra.audit.api import System, record, redact, redact_reasons
from nongcot.infra.listfiles.api import forget_files
from nongcot.infra.rulebook.api import rulebook
from nongcot.infra.savedviews.models import SavedView
from nongcot.kernel import clock
from nongcot.kernel.names import sort_key
from nongcot.kernel.text import fold
from nongcot.people.actions.merges import SHAPE
from nongcot.people.actions.persons import held_person, require_live
from nongcot.people.data_rights import Hold, HoldReason, holds
from nongcot.people.errors import Refused
from nongcot.people.models import (
    DataRequest,
    KeptApart,
    Person,
    PersonMerge,
    PersonRecord,
    PostHeld,
    ProcessingLimit,
    Support,
)
from nongcot.people.permissions import can_erase
from nongcot.people.queries.near import lineage_of, logins_over, units_near
from nongcot.people.queries.records import record_numbers
from nongcot.people.traces import ERASED_NAME, Traces

_KEPT = frozenset({"id", "name", "search_key", "sort_key", "erased_on"})

Eraser = Callable[[Person, Traces], None]
_erasers: list[Eraser] = []


def on_erase(eraser: Eraser) -> None:
    """Have ``eraser(person, traces)`` called inside the transaction: for what apps above keep of a person.

    ``person`` is as it was before; ``traces`` finds the person in texts. Where an eraser raises Refused, nothing is
    erased.
    """
    if eraser not in _erasers:
        _erasers.append(eraser)


def holds_of(person: Person, day: date) -> list[Hold]:
    """What stands in the way of erasing this person's data on ``day``."""
    posts = PostHeld.objects.filter(person=person).values_list("from_day", "to_day")
    return holds(list(posts), day, rulebook().on(day))


def hold_words(hold: Hold) -> str:
    if hold.reason is HoldReason.HOLDS_POST:
        return _("Người này đang giữ chức vụ; danh sách đương nhiệm phải nêu đích danh.")
    day = f"{hold.until:%d/%m/%Y}" if hold.until else "?"
    return _("Còn trong thời hạn lưu giữ sau khi thôi chức vụ: đến ngày %(day)s.") % {"day": day}


@transaction.atomic
def erase_person(*, actor: User | System, person: Person, reason: str) -> Person:
    """Everything personal is emptied: name, birth, ids, contacts, notes, what the trail kept of them, merged records.

    So is what other parts of the house kept: spreadsheets that told of the person with what was read in them, lists
    made as files, answers kept for repeated requests, saved searches. Posts stay, under "Đã xóa theo yêu cầu", for
    the figures. There is no way back.

    Raises:
        PermissionDenied: the actor is no federation officer of every unit where the person held a post.
        Refused: a post is held or the data must still be kept (each reason is named), it was erased already, no
            reason is given, or a spreadsheet that tells of the person is being written at this moment.
    """
    if not can_erase(actor, person):
        raise PermissionDenied
    row = held_person(person.pk)
    require_live(row)
    standing = holds_of(row, clock.today())
    if standing:
        raise Refused(" ".join(hold_words(hold) for hold in standing))
    if not reason.strip():
        raise Refused(_("Xin ghi căn cứ xóa, ví dụ yêu cầu ngày nào."))
    units = units_near([row])
    traces = traces_of(row)
    for eraser in _erasers:
        eraser(row, traces)
    _empty(row)
    _forget_elsewhere(row)
    _forget_copies(traces)
    record(
        actor=actor, action="people.erase_person", object_type="person", object_id=row.pk,
        reason=traces.blanked(reason.strip()),
        changes={"erased_on": [None, row.erased_on.isoformat() if row.erased_on else None]},
    )  # fmt: skip
    events.announce("people.units_changed", units=units, actor=actor)
    return row


def traces_of(person: Person) -> Traces:
    """By what the person is known, with the records that were merged into this one."""
    merges = list(PersonMerge.objects.filter(keep=person))
    dropped: list[dict[str, Any]] = [merge.data.get("dropped", {}) for merge in merges]
    citizen_id = sealing.unseal(person.citizen_sealed) if person.citizen_sealed else ""
    numbers = [citizen_id, person.phone, *person.other_phones.split()]
    for each in dropped:
        numbers += [each.get("phone") or "", *(each.get("other_phones") or "").split()]
    return Traces.of(
        [person.name, *(merge.dropped_name for merge in merges)],
        numbers,
        [person.email, *((each.get("email") or "") for each in dropped)],
        born=person.born,
        lineage=lineage_of(person),
    )


def _empty(row: Person) -> None:
    for column in Person._meta.concrete_fields:  # noqa: SLF001  (Django's public door to a model)
        if column.attname not in _KEPT:
            setattr(row, column.attname, None if column.null else "")
    row.name, row.search_key, row.sort_key = ERASED_NAME, fold(ERASED_NAME), sort_key(ERASED_NAME)
    row.erased_on = clock.today()
    row.save()


def _forget_elsewhere(row: Person) -> None:
    """Merged records, notes of help, training, awards, and the values in the trail; that something was done stays."""
    numbers = record_numbers(row)
    PersonMerge.objects.filter(keep=row).update(data={"shape": SHAPE, "erased": True}, dropped_name=ERASED_NAME)
    Support.objects.filter(person=row).update(note="")
    ProcessingLimit.objects.filter(person=row).update(lift_reason="")
    PersonRecord.objects.filter(person=row).delete()
    KeptApart.objects.filter(one=row).delete()
    KeptApart.objects.filter(other=row).delete()
    redact("person", numbers)
    closed = DataRequest.objects.filter(person=row, closed_on__isnull=False)
    closed.update(requester=ERASED_NAME, detail="", answer="", extension_reason="")


def _forget_copies(traces: Traces) -> None:
    """What was made of the data and lies about with those who may have seen it: lists as files, answers once given,
    searches kept under a name, and reasons typed into the trail of the person's units and those above.
    """

    def told(query: str) -> bool:
        return traces.in_text(unquote_plus(query))

    users = logins_over(traces.lineage)
    redact_reasons(traces.in_text, units=traces.lineage)
    forget_files(told, users=users)
    forget_answers(traces.within, traces.blanked, users=users)
    for source in (
        Person.objects.filter(direct_work_source__gt="").values_list("direct_work_source", flat=True).distinct()
    ):
        if traces.in_text(source or ""):  # a list named after the person, of which others' data came
            Person.objects.filter(direct_work_source=source).update(direct_work_source=None)
    for view in SavedView.objects.filter(user__in=users):
        if told(view.query) or told(view.name):
            view.delete()
