"""The desk for requests about personal data: register, answer, put off once, close."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people.data_rights import clocks, latest_extension, may_extend
from nongcot.people.errors import Refused
from nongcot.people.kinds import DataRequestKind, DataRequestOutcome
from nongcot.people.models import DataRequest, Person
from nongcot.people.permissions import can_keep_data
from nongcot.people.traces import ERASED_NAME


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@transaction.atomic
def register_request(
    *,
    actor: User | System,
    person: Person,
    kind: DataRequestKind,
    received_on: date,
    requester: str,
    detail: str = "",
    third_party: bool = False,
) -> DataRequest:
    """Somebody asks about the data held on ``person``; the days by which the law wants it done are set by its rules.

    ``third_party``: a processor or third party must act too, which the law gives more days for.

    Raises:
        PermissionDenied: the actor does not keep the data of this person.
        Refused: the day is yet to come, or nobody is named who asks.
    """
    if not can_keep_data(actor, person):
        raise PermissionDenied
    if received_on > clock.today():
        raise Refused(_("Ngày nhận yêu cầu không thể sau hôm nay."))
    if not tidy(requester):
        raise Refused(_("Xin ghi tên người yêu cầu."))
    due = clocks(kind, received_on, rulebook().on(received_on), third_party=third_party)
    made = DataRequest.objects.create(
        person=person,
        kind=kind,
        received_on=received_on,
        requester=tidy(requester)[:200],
        detail=detail.strip(),
        third_party=third_party,
        acknowledge_by=due.acknowledge_by,
        due_by=due.due_by,
        rules=due.rules,
        actor=actor if isinstance(actor, User) else None,
    )
    changes = {
        "request": [None, kind.value],
        "received_on": [None, _iso(received_on)],
        "due_by": [None, _iso(due.due_by)],
    }
    _remember(actor, made, "people.register_data_request", changes)
    return made


def _remember(
    actor: User | System, request: DataRequest, action: str, changes: Mapping[str, list[Any]], reason: str = ""
) -> None:
    record(
        actor=actor,
        action=action,
        object_type="person",
        object_id=request.person_id,
        changes=dict(changes),
        reason=reason,
        request=request.pk,
    )


def _open(actor: User | System, request: DataRequest) -> DataRequest:
    row = DataRequest.objects.select_for_update().select_related("person").get(pk=request.pk)
    if not can_keep_data(actor, row.person):
        raise PermissionDenied
    if row.closed_on is not None:
        raise Refused(_("Yêu cầu này đã kết thúc."))
    return row


@transaction.atomic
def acknowledge_request(*, actor: User | System, request: DataRequest, day: date) -> DataRequest:
    """The requester was told on ``day`` that the request came and how it is dealt with.

    Raises:
        PermissionDenied: the actor does not keep the data of this person.
        Refused: it was answered already or is closed, or ``day`` lies before the request or after today.
    """
    row = _open(actor, request)
    if row.acknowledged_on is not None:
        raise Refused(_("Đã ghi ngày trả lời tiếp nhận."))
    if not row.received_on <= day <= clock.today():
        raise Refused(_("Ngày trả lời phải từ ngày nhận yêu cầu đến hôm nay."))
    row.acknowledged_on = day
    row.save(update_fields=["acknowledged_on"])
    _remember(actor, row, "people.acknowledge_data_request", {"acknowledged_on": [None, _iso(day)]})
    return row


@transaction.atomic
def extend_request(*, actor: User | System, request: DataRequest, to: date, reason: str) -> DataRequest:
    """Put the due day off, once, as far as the law allows.

    Raises:
        PermissionDenied: the actor does not keep the data of this person.
        Refused: the law lets no request of this kind be put off; it was put off already or is closed; ``to`` is not
            later, or later than the law allows; no reason.
    """
    row = _open(actor, request)
    if row.extended_to is not None or row.due_by is None:
        raise Refused(_("Chỉ được gia hạn một lần."))
    kind = DataRequestKind(row.kind)
    if not may_extend(kind):
        raise Refused(_("Chỉ yêu cầu hạn chế, phản đối hoặc rút đồng ý mới được gia hạn."))
    latest = latest_extension(kind, row.due_by, rulebook().on(row.received_on))
    if latest is None or not row.due_by < to <= latest:
        days = {"first": f"{row.due_by:%d/%m/%Y}", "last": f"{latest or row.due_by:%d/%m/%Y}"}
        raise Refused(_("Hạn mới phải sau ngày %(first)s và không quá ngày %(last)s.") % days)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do gia hạn."))
    row.extended_to, row.extension_reason = to, reason.strip()[:500]
    row.save(update_fields=["extended_to", "extension_reason"])
    changes = {"due_by": [_iso(row.due_by), _iso(to)]}
    _remember(actor, row, "people.extend_data_request", changes, reason.strip())
    return row


@transaction.atomic
def close_request(
    *, actor: User | System, request: DataRequest, outcome: DataRequestOutcome, day: date, answer: str
) -> DataRequest:
    """The request is done with on ``day``: done, refused, or withdrawn; ``answer`` is what the requester was told.

    Raises:
        PermissionDenied: the actor does not keep the data of this person.
        Refused: it is closed; ``day`` lies before the request or after today; a refusal gives no reason; an erasure is
            called done while the data is there, a limit while none was set.
    """
    row = _open(actor, request)
    if not row.received_on <= day <= clock.today():
        raise Refused(_("Ngày kết thúc phải từ ngày nhận yêu cầu đến hôm nay."))
    if outcome is DataRequestOutcome.REFUSED and not answer.strip():
        raise Refused(_("Từ chối thì phải nêu lý do cho người yêu cầu."))
    erasing = row.kind == DataRequestKind.ERASURE and outcome is DataRequestOutcome.DONE
    if erasing and row.person.erased_on is None:
        raise Refused(_("Dữ liệu chưa được xóa. Xin xóa dữ liệu trước khi ghi đã thực hiện."))
    limiting = row.kind == DataRequestKind.RESTRICTION and outcome is DataRequestOutcome.DONE
    if limiting and not row.limits.exists():
        raise Refused(_("Chưa hạn chế xử lý dữ liệu. Xin đặt hạn chế trước khi ghi đã thực hiện."))
    row.closed_on, row.outcome, row.answer = day, outcome, answer.strip()
    if row.person.erased_on is not None:  # whom it was about, and who asked, is not kept either
        row.requester, row.detail, row.answer, row.extension_reason = ERASED_NAME, "", "", ""
    row.save(update_fields=["closed_on", "outcome", "answer", "requester", "detail", "extension_reason"])
    changes = {"closed_on": [None, _iso(day)], "outcome": [None, outcome.value]}
    _remember(actor, row, "people.close_data_request", changes)
    return row


def forget_requests(*, before: date) -> int:
    """Requests closed before this day leave the register, its time being over; gives how many."""
    gone, _rows = DataRequest.objects.filter(closed_on__lt=before).delete()
    return gone
