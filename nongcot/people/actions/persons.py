"""Complete and correct what is known of a person; record the labour contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel import clock
from nongcot.people.actions import person_values
from nongcot.people.errors import BadValues, Refused
from nongcot.people.models import Person, PostHeld
from nongcot.people.permissions import can_edit_person
from nongcot.people.queries.limits import limit_of
from nongcot.people.queries.near import units_near


def held_person(pk: int) -> Person:
    """The person's row, kept from others until this transaction ends."""
    return Person.objects.select_for_update().get(pk=pk)


def require_live(person: Person) -> None:
    """Refuse what is asked of a record whose data was erased on request."""
    if person.erased_on is not None:
        raise Refused(_("Dữ liệu của người này đã được xóa theo yêu cầu; hồ sơ không ghi thêm được nữa."))


def require_open(person: Person) -> None:
    """Refuse to change a record whose data was erased, or is limited today."""
    require_live(person)
    limit = limit_of(person, day=clock.today())
    if limit is not None:
        words = {"day": f"{limit.from_day:%d/%m/%Y}"}
        raise Refused(
            _(
                "Dữ liệu của người này đang được hạn chế xử lý theo yêu cầu, từ ngày %(day)s, nên không sửa, không bổ "
                "sung được. Người phụ trách dữ liệu cá nhân bỏ hạn chế ở trang “Dữ liệu cá nhân” khi có căn cứ."
            )
            % words
        )


@transaction.atomic
def complete_data(*, actor: User | System, person: Person, values: Mapping[str, Any]) -> Person:
    """Fill in what is not known of a person yet; gives the person as now on record.

    ``values`` maps fields (:data:`person_values.FIELDS`) to what was typed: births as "05/07/1985", "7/1985" or
    "1985", one phone as people write it. A birth may become more precise. Writes nothing where nothing is new.

    Raises:
        PermissionDenied: the actor does not answer for the person.
        BadValues: a value cannot be, or would replace another one.
        Refused: the person's data was erased, or is limited today.
    """
    return _set(actor, person, values, action="people.complete_data", reason="", only_empty=True)


@transaction.atomic
def correct_person(*, actor: User | System, person: Person, values: Mapping[str, Any], reason: str = "") -> Person:
    """As :func:`complete_data`, and may replace or empty what is on record where ``reason`` says why.

    Raises:
        PermissionDenied: the actor does not answer for the person.
        BadValues: a value cannot be.
        Refused: something on record would be replaced without a reason; the person's data was erased,
            or is limited today.
    """
    return _set(actor, person, values, action="people.correct_person", reason=reason.strip(), only_empty=False)


def _set(
    actor: User | System, person: Person, values: Mapping[str, Any], *, action: str, reason: str, only_empty: bool
) -> Person:
    if not can_edit_person(actor, person):
        raise PermissionDenied
    row = held_person(person.pk)
    require_open(row)
    today = clock.today()
    read = person_values.with_days(row, person_values.read_values(values, today), today)
    new = {field: value for field, value in read.items() if person_values.differs(row, field, value)}
    if not new:
        return row
    _require_reason(row, new, reason, only_empty=only_empty)
    near = units_near([row])
    changes = {field: person_values.write(row, field, value) for field, value in new.items()}
    row.save()
    record(
        actor=actor, action=action, object_type="person", object_id=row.pk, changes=changes, reason=reason,
    )  # fmt: skip
    events.announce("people.units_changed", units=sorted({*near, *units_near([row])}), actor=actor)
    return row


def _require_reason(row: Person, new: Mapping[str, Any], reason: str, *, only_empty: bool) -> None:
    replaced = [field for field, value in new.items() if person_values.overwrites(row, field, value)]
    if replaced and only_empty:
        raise BadValues(dict.fromkeys(replaced, _("Mục này đã có thông tin. Muốn sửa, xin ghi lý do sửa.")))
    if replaced and not reason:
        raise Refused(_("Xin ghi lý do khi sửa hoặc xóa thông tin đã có."))


@transaction.atomic
def record_contract(
    *, actor: User | System, person: Person, ends_on: date | None, open_ended: bool = False, reason: str = ""
) -> Person:
    """The person's labour contract runs to ``ends_on`` (its last day), or has no fixed end.

    A contract that expires within the term is extended to the end of the term (Luật 50/2024/QH15, Điều 28): record
    the new day here; ``reason`` names the annex or decision.

    Raises:
        PermissionDenied: the actor does not answer for the person.
        Refused: neither or both of the two are given, or the person's data was erased or is limited today.
    """
    if not can_edit_person(actor, person):
        raise PermissionDenied
    row = held_person(person.pk)
    require_open(row)
    if (ends_on is None) != open_ended:
        raise Refused(_("Xin nhập ngày hết hạn, hoặc đánh dấu hợp đồng không xác định thời hạn."))
    before, before_open = row.contract_ends_on, row.contract_open_ended
    if (before, bool(before_open)) == (ends_on, open_ended):
        return row
    row.contract_ends_on, row.contract_open_ended = ends_on, open_ended
    row.save(update_fields=["contract_ends_on", "contract_open_ended"])
    record(
        actor=actor,
        action="people.record_contract",
        object_type="person",
        object_id=row.pk,
        changes={
            "contract_ends_on": [before.isoformat() if before else None, ends_on.isoformat() if ends_on else None],
            "contract_open_ended": [before_open, open_ended],
        },
        reason=reason.strip(),
    )
    units = sorted(set(PostHeld.objects.filter(person=row).values_list("unit", flat=True)))
    events.announce("people.units_changed", units=units, actor=actor)
    return row
