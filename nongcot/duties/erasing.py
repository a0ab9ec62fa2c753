"""What duties keep of a person whose data is erased: reasons somebody typed."""

from __future__ import annotations

from nongcot.duties.models import DutyEvent
from nongcot.people.api import Traces
from nongcot.people.models import Person, PostHeld


def forget_person(person: Person, traces: Traces) -> None:
    """Blank what was typed about the person in the history of the duties of the person's units."""
    units = PostHeld.objects.filter(person=person).values("unit")
    rows = DutyEvent.objects.filter(duty__unit__in=units).exclude(reason="").iterator(1000)
    told = [row for row in rows if traces.in_text(row.reason)]
    for row in told:
        row.reason = ""
    DutyEvent.objects.bulk_update(told, ["reason"], batch_size=500)
