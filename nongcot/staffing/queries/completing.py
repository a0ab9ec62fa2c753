"""The board of cases: how many wait at which step under which superior, which ones, and how long it takes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import EDITORS, IMPORTERS, name_on
from nongcot.people.models import Unit
from nongcot.staffing.kinds.completing import CaseEnd
from nongcot.staffing.models import Candidate, CompletionCase, IssuedPaper, StepDone
from nongcot.staffing.permissions.completing import answers_for, cases
from nongcot.staffing.queries.boards import Waiting, in_branch_of, names_of, waiting, with_superior

Actor = User | System


def untouched() -> QuerySet[CompletionCase]:
    """Cases that a duty opened and nobody has worked on."""
    own = CompletionCase.objects.filter(opened_by=None, note="").exclude(code="")
    for work in (StepDone.objects.all(), Candidate.objects.all(), IssuedPaper.objects.all()):
        own = own.exclude(pk__in=work.filter(case__isnull=False).values_list("case", flat=True))
    return own


def case_of(actor: Actor, pk: int) -> CompletionCase | None:
    """One case the actor may see, with ``editor`` and ``above``: whether it answers for the unit, and from above."""
    rows = cases(actor).select_related("unit", "opened_by").filter(pk=pk)
    return rows.annotate(editor=answers_for(actor, EDITORS), above=answers_for(actor, IMPORTERS)).first()


def open_case_for(actor: Actor, unit: int, body: str, post: str) -> CompletionCase | None:
    """The open case for a seat of a unit, if there is one."""
    return cases(actor).filter(unit=unit, body=body, post=post, closed_on__isnull=True).first()


def steps_done(case: CompletionCase) -> list[StepDone]:
    return list(StepDone.objects.filter(case=case))


def open_cases(
    actor: Actor, *, day: date, within: Unit | int | None = None, step: str = "", older: int | None = None
) -> QuerySet[CompletionCase]:
    """Open cases, the oldest vacancy first, with ``unit_name`` and ``superior`` as of ``day`` and the ``began``:
    when the seat fell empty, or the case was opened where that is not known.

    ``older``: only those that began more than so many days ago.
    """
    rows = _with_superior(cases(actor).filter(closed_on__isnull=True), day)
    rows = in_branch_of(rows, within, day)
    if step:
        rows = rows.filter(step=step)
    if older is not None:
        rows = rows.filter(began__lt=day - timedelta(days=older))
    rows = rows.annotate(unit_name=name_on(day, "unit_id"))
    return rows.select_related("unit").order_by("began", "pk")


def _with_superior(rows: QuerySet[CompletionCase], day: date) -> QuerySet[Any]:
    return with_superior(rows, day).annotate(began=Coalesce("since", "opened_on"))


def board(actor: Actor, *, day: date, within: Unit | int | None = None) -> list[Waiting]:
    """Cases by superior and step, most cases first: two queries. ``first`` is when the oldest began."""
    rows = _with_superior(cases(actor).filter(closed_on__isnull=True), day)
    return waiting(in_branch_of(rows, within, day), day=day, first="began")


@dataclass(frozen=True, slots=True)
class Pace:
    """How long it took under one superior in one year. ``days``: the median, from the day the seat fell empty to the
    entry in the roster, of the ``dated`` cases; of the others that day is not on record."""

    superior: int | None
    name: str
    year: int
    done: int
    dated: int
    days: int | None


def pace(actor: Actor, *, day: date, within: Unit | int | None = None, since: date | None = None) -> list[Pace]:
    """Cases completed by ``day``, by superior and year, the newest year first: two queries."""
    rows = cases(actor).filter(end=CaseEnd.COMPLETED.value, closed_on__lte=day)
    if since is not None:
        rows = rows.filter(closed_on__gte=since)
    rows = in_branch_of(rows, within, day)
    found: dict[tuple[int | None, int], list[int | None]] = defaultdict(list)
    told = _with_superior(rows, day).order_by().values_list("superior", "since", "closed_on")
    for superior, empty_on, closed_on in told.iterator(chunk_size=5000):
        found[superior, closed_on.year].append((closed_on - empty_on).days if empty_on else None)
    names = names_of([superior for superior, _year in found if superior is not None], day)
    lines = []
    for (superior, year), ages in found.items():
        dated = [age for age in ages if age is not None]
        days = round(median(dated)) if dated else None
        lines.append(Pace(superior, names.get(superior or 0, ""), year, len(ages), len(dated), days))
    return sorted(lines, key=lambda one: (-one.year, one.name))
