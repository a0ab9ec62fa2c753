"""What staffing keeps of a person whose data is erased: typed words go, what was done stays as a figure."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q

from nongcot.people.api import Traces
from nongcot.people.models import Person, Support
from nongcot.staffing.models import Handover, HelpAsked, Mentorship, ProgrammeClosed, ProgrammeStep

# Every table with typed words about a first-term chair, and the columns that hold them.
TYPED: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (ProgrammeStep, ("note",)),
    (HelpAsked, ("question", "answer")),
    (ProgrammeClosed, ("note",)),
    (Mentorship, ("end_note", "named_because")),
    (Handover, ("note", "witness", "place", "dropped_because")),
)


def forget_person(person: Person, traces: Traces) -> None:
    """Empty what was typed in the person's own programme, and what tells of the person in those of the units around."""
    for model, columns in TYPED:
        own = model._default_manager.filter(person=person)  # noqa: SLF001  (Django's public door to a model)
        own.update(**dict.fromkeys(columns, ""))
        typed = Q()
        for column in columns:
            typed |= ~Q(**{column: ""})
        rows = model._default_manager.filter(typed, unit__in=traces.lineage).iterator(1000)  # noqa: SLF001
        told = [row for row in rows if any(traces.in_text(getattr(row, column)) for column in columns)]
        for row in told:
            for column in columns:
                setattr(row, column, "")
        model._default_manager.bulk_update(told, columns, batch_size=500)  # noqa: SLF001
    Mentorship.objects.filter(mentor=person).update(end_note="", named_because="")  # the other side's union may be far
    _forget_details(person, traces)
    mentored = set(Mentorship.objects.filter(mentor=person).values_list("unit_id", flat=True))  # told of there too
    helped = Support.objects.filter(unit__in=traces.lineage | mentored).exclude(by_whom="", note="").iterator(1000)
    named = [row for row in helped if traces.in_text(row.by_whom) or traces.in_text(row.note)]
    for row in named:
        row.by_whom = row.note = ""
    Support.objects.bulk_update(named, ["by_whom", "note"], batch_size=500)


def _forget_details(person: Person, traces: Traces) -> None:
    """Empty what was typed beside the things handed over, of the person's own handovers and where it tells of one."""
    for row in Handover.objects.filter(Q(person=person) | Q(unit__in=traces.lineage)).iterator(1000):
        blank = (
            row.items if row.person_id != person.pk else {**row.items, "items": _emptied(row.items.get("items", {}))}
        )
        told = traces.blanked(blank)
        if told != row.items:
            Handover.objects.filter(pk=row.pk).update(items=told)


def _emptied(items: dict[str, Any]) -> dict[str, Any]:
    return {key: {**one, "detail": ""} for key, one in items.items()}
