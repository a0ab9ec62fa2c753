"""Put somebody on the reserve list of a unit, and take off again."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.people.api import EDITORS, Refused, require_on_unit
from nongcot.people.models import Person, Unit
from nongcot.staffing.actions.candidates import require_unlimited
from nongcot.staffing.kinds.completing import SEATS, Seat
from nongcot.staffing.kinds.reserves import Readiness
from nongcot.staffing.models import Reserve
from nongcot.staffing.queries.candidates import seen

Actor = User | System


@transaction.atomic
def add_reserve(
    *, actor: Actor, unit: Unit, person: Person, seat: Seat, readiness: Readiness, day: date, note: str = ""
) -> Reserve:
    """``person`` is on the reserve list of ``unit`` for ``seat`` from ``day`` on.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or may not see the person.
        Refused: the person is on the list for this seat or has data that is limited, or nobody is prepared for such a
            seat here.
    """
    require_on_unit(actor, unit, roles=EDITORS)
    if not seen(actor, [person.pk]):
        raise PermissionDenied
    require_unlimited(person)
    if seat not in SEATS:
        raise Refused(_("Chưa rõ chức danh, hình thức hoặc số người cần kiện toàn."))
    Unit.objects.select_for_update().get(pk=unit.pk)
    same = {"unit": unit, "person": person, "body": seat.body.value, "post": seat.post.value}
    if Reserve.objects.filter(**same, to_day__isnull=True).exists():
        raise Refused(_("%(name)s đã có trong quy hoạch chức danh này.") % {"name": person.name})
    row = Reserve.objects.create(
        **same,
        readiness=readiness.value,
        from_day=day,
        note=note.strip()[:500],
        by=actor if isinstance(actor, User) else None,
    )
    changes = {"person": [None, person.pk], "post": [None, seat.post.value], "readiness": [None, readiness.value]}
    record(
        actor=actor,
        action="staffing.add_reserve",
        object_type="reserve",
        object_id=row.pk,
        unit=unit.pk,
        changes=changes,
        reason=row.note,
    )
    return row


@transaction.atomic
def end_reserve(*, actor: Actor, reserve: Reserve, reason: str, day: date) -> Reserve:
    """The person is on the list no more from ``day`` on; one put on it this very day never was.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the person is off the list already, or no reason is given.
    """
    require_on_unit(actor, reserve.unit_id, roles=EDITORS)
    row = Reserve.objects.select_for_update(of=("self",)).get(pk=reserve.pk)
    if row.to_day is not None:
        raise Refused(_("Người này đã ra khỏi quy hoạch."))
    if not reason.strip():
        raise Refused(_("Xin ghi lý do đưa ra khỏi quy hoạch."))
    key = row.pk
    if row.from_day is not None and day <= row.from_day:
        row.delete()
    else:
        row.to_day, row.end_note = day, reason.strip()[:500]
        row.save(update_fields=["to_day", "end_note"])
    record(
        actor=actor,
        action="staffing.end_reserve",
        object_type="reserve",
        object_id=key,
        unit=reserve.unit_id,
        changes={"person": [reserve.person_id, None], "to_day": [None, day.isoformat()]},
        reason=reason.strip(),
    )
    return row
