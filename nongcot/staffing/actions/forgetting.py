"""What staffing keeps of a person whose data is erased: typed words go, what was done stays as a figure."""

from __future__ import annotations

from django.db.models import Model, Q

from nongcot.people.api import Traces
from nongcot.people.models import Person
from nongcot.staffing.models import HelpAsked, Mentorship, ProgrammeClosed, ProgrammeStep

# Every table with typed words about a first-term chair, and the columns that hold them.
TYPED: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (ProgrammeStep, ("note",)),
    (HelpAsked, ("question", "answer")),
    (ProgrammeClosed, ("note",)),
    (Mentorship, ("end_note",)),
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
