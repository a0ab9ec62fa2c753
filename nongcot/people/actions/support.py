"""Record how a chair of a first term was helped."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people.actions.persons import require_open
from nongcot.people.errors import Refused
from nongcot.people.kinds import Post, SupportKind
from nongcot.people.models import Person, PostHeld, Support, Unit, on_day
from nongcot.people.permissions import IMPORTERS, require_on_unit


@transaction.atomic
def record_support(
    *,
    actor: User | System,
    person: Person,
    unit: Unit,
    day: date,
    kind: SupportKind,
    by_whom: str = "",
    note: str = "",
) -> Support:
    """``person``, who chairs ``unit``, was helped on ``day``: what was done, by whom.

    Raises:
        PermissionDenied: the actor does not answer for the unit from above.
        Refused: the day is yet to come, the person does not chair the unit on it, or nobody is named as mentor;
            the person's data is limited or was erased.
    """
    require_on_unit(actor, unit, roles=IMPORTERS)
    return write_support(actor=actor, person=person, unit=unit, day=day, kind=kind, by_whom=by_whom, note=note)


def write_support(
    *,
    actor: User | System,
    person: Person,
    unit: Unit,
    day: date,
    kind: SupportKind,
    by_whom: str = "",
    note: str = "",
) -> Support:
    """Help given, with its audit entry and the news. Permission and the transaction are the caller's.

    Raises:
        Refused: as :func:`record_support`.
    """
    if day > clock.today():
        raise Refused(_("Chỉ ghi việc đã làm: ngày giúp đỡ không thể sau hôm nay."))
    chairs = PostHeld.objects.filter(on_day(day), person=person, unit=unit, post=Post.CHAIR)
    if not chairs.exists():
        raise Refused(_("%(name)s không phải Chủ tịch của đơn vị này vào ngày đó.") % {"name": person.name})
    require_open(person)
    by_whom = tidy(by_whom)
    if kind is SupportKind.MENTOR and not by_whom:
        raise Refused(_("Xin ghi tên người được giao giúp đỡ."))
    given = Support.objects.create(
        person=person,
        unit=unit,
        day=day,
        kind=kind,
        by_whom=by_whom[:200],
        note=note.strip(),
        actor=actor if isinstance(actor, User) else None,
    )
    record(
        actor=actor,
        action="people.record_support",
        object_type="person",
        object_id=person.pk,
        unit=unit.pk,
        changes={"support": [None, kind.value], "day": [None, day.isoformat()], "by_whom": [None, by_whom or None]},
    )
    events.announce("people.units_changed", units=[unit.pk], actor=actor)
    return given
