"""Limit the processing of a person's data on request, and lift the limit."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel import clock
from nongcot.people.actions.persons import held_person, require_live
from nongcot.people.errors import Refused
from nongcot.people.kinds import DataRequestKind
from nongcot.people.models import DataRequest, Person, ProcessingLimit
from nongcot.people.permissions import can_keep_data


@transaction.atomic
def limit_processing(*, actor: User | System, request: DataRequest, day: date) -> ProcessingLimit:
    """From ``day`` on the person's data is kept and not otherwise processed, as the open request asks.

    The person stays in lists on screen, with a mark, and in figures; goes into no file handed out, and nobody changes,
    completes or joins the record. Posts go on being recorded and ended: they are facts of the union's own bodies.

    Raises:
        PermissionDenied: the actor does not keep the data of this person.
        Refused: the request asks for something else or is closed, ``day`` lies before it or after today, the data was
            erased, or is limited already.
    """
    if not can_keep_data(actor, request.person):
        raise PermissionDenied
    person = held_person(request.person_id)
    row = DataRequest.objects.select_for_update().get(pk=request.pk)
    require_live(person)
    if row.kind != DataRequestKind.RESTRICTION or row.closed_on is not None:
        raise Refused(_("Chỉ hạn chế xử lý theo yêu cầu hạn chế đang mở."))
    if not row.received_on <= day <= clock.today():
        raise Refused(_("Ngày bắt đầu hạn chế phải từ ngày nhận yêu cầu đến hôm nay."))
    if ProcessingLimit.objects.filter(person=person, to_day__isnull=True).exists():
        raise Refused(_("Dữ liệu của người này đang được hạn chế xử lý."))
    _require_free(person, day)
    made = ProcessingLimit.objects.create(person=person, request=row, from_day=day, actor=_login(actor))
    _tell(actor, made, "people.limit_processing", {"limited_from": [None, day.isoformat()]})
    return made


def _require_free(person: Person, day: date) -> None:
    """The days of one limit never overlap those of another."""
    last = ProcessingLimit.objects.filter(person=person, to_day__gt=day).order_by("-to_day").first()
    if last is not None and last.to_day is not None:
        words = {"day": f"{last.to_day:%d/%m/%Y}"}
        raise Refused(_("Lần hạn chế trước kéo dài đến ngày %(day)s; xin chọn từ ngày đó.") % words)


@transaction.atomic
def lift_limit(*, actor: User | System, person: Person, day: date, reason: str) -> ProcessingLimit:
    """``day`` is the first on which the person's data is processed again; ``reason`` says on what ground.

    Raises:
        PermissionDenied: the actor does not keep the data of this person.
        Refused: nothing is limited, ``day`` lies not after the limit's first day or after today, or no reason is given.
    """
    if not can_keep_data(actor, person):
        raise PermissionDenied
    held_person(person.pk)
    row = ProcessingLimit.objects.select_for_update().filter(person=person, to_day__isnull=True).first()
    if row is None or row.from_day is None:
        raise Refused(_("Dữ liệu của người này không bị hạn chế xử lý."))
    if not row.from_day < day <= clock.today():
        first = f"{row.from_day:%d/%m/%Y}"
        raise Refused(_("Ngày bỏ hạn chế phải sau ngày %(first)s và không sau hôm nay.") % {"first": first})
    if not reason.strip():
        raise Refused(_("Xin ghi căn cứ bỏ hạn chế."))
    row.to_day, row.lift_reason = day, reason.strip()[:500]
    row.save(update_fields=["to_day", "lift_reason"])
    _tell(actor, row, "people.lift_limit", {"limited_to": [None, day.isoformat()]}, reason.strip())
    return row


def _login(actor: User | System) -> User | None:
    return actor if isinstance(actor, User) else None


def _tell(
    actor: User | System, row: ProcessingLimit, action: str, changes: dict[str, list[str | None]], reason: str = ""
) -> None:
    record(
        actor=actor,
        action=action,
        object_type="person",
        object_id=row.person_id,
        changes=changes,
        reason=reason,
        request=row.request_id,
    )
