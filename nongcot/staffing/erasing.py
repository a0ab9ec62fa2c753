"""What staffing keeps of a person whose data is erased."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q

from nongcot.people.api import Traces
from nongcot.people.models import Person, PostHeld
from nongcot.staffing.models import (
    Candidate,
    CompletionCase,
    Congress,
    CongressStepDone,
    IssuedPaper,
    Nominee,
    Reserve,
    StepDone,
)


def forget_in_cases(person: Person, traces: Traces) -> None:
    """The person's candidacies go; what was typed about the person into the cases of the person's units is blanked."""
    Candidate.objects.filter(person=person).delete()
    Reserve.objects.filter(person=person).delete()
    Nominee.objects.filter(person=person).delete()
    told = [
        row
        for row in Reserve.objects.filter(unit__in=PostHeld.objects.filter(person=person).values("unit"))
        if traces.in_text(row.note) or traces.in_text(row.end_note)
    ]
    for row in told:
        row.note, row.end_note = traces.blanked(row.note), traces.blanked(row.end_note)
    Reserve.objects.bulk_update(told, ["note", "end_note"], batch_size=500)
    units = list(PostHeld.objects.filter(person=person).values_list("unit_id", flat=True))
    _blank(list(CompletionCase.objects.filter(unit__in=units).exclude(note="")), CompletionCase, traces)
    _blank(list(StepDone.objects.filter(case__unit__in=units).exclude(note="")), StepDone, traces)
    _blank(list(Candidate.objects.filter(case__unit__in=units).exclude(note="")), Candidate, traces)
    for model, path in ((Congress, "unit"), (CongressStepDone, "congress__unit"), (Nominee, "congress__unit")):
        rows: Any = model._default_manager.filter(**{f"{path}__in": units}).exclude(note="")  # noqa: SLF001
        _blank(list(rows), model, traces)
    _blank_papers(traces)


def _blank_papers(traces: Traces) -> None:
    """Documents of the person's units and those above say nothing of the person any more; their numbers stay."""
    of_units = Q(case__unit__in=traces.lineage) | Q(congress__unit__in=traces.lineage) | Q(issuer__in=traces.lineage)
    told = [row for row in IssuedPaper.objects.filter(of_units) if traces.within(row.facts)]
    for row in told:
        named = {name: traces.without(row.facts.get(name, [])) for name in ("people", "meeting")}
        row.facts = {**traces.blanked(row.facts), **named}
    IssuedPaper.objects.bulk_update(told, ["facts"], batch_size=500)


def _blank(rows: list[Any], model: type[Model], traces: Traces) -> None:
    told = [row for row in rows if traces.in_text(row.note)]
    for row in told:
        row.note = ""
    model._default_manager.bulk_update(told, ["note"], batch_size=500)  # noqa: SLF001
