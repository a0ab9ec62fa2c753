"""The board of cases: how many wait at which step under which superior, which ones, and how long it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, F, FilteredRelation, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import name_on, subtree
from nongcot.people.models import Unit, on_day
from nongcot.staffing.kinds.completing import CaseEnd
from nongcot.staffing.models import Candidate, CompletionCase, IssuedPaper, StepDone
from nongcot.staffing.permissions.completing import cases

Actor = User | System


def untouched() -> QuerySet[CompletionCase]:
    """Cases that a duty opened and nobody has worked on."""
    own = CompletionCase.objects.filter(opened_by=None, note="").exclude(code="")
    for work in (StepDone.objects.all(), Candidate.objects.all(), IssuedPaper.objects.all()):
        own = own.exclude(pk__in=work.filter(case__isnull=False).values_list("case", flat=True))
    return own


def case_of(actor: Actor, pk: int) -> CompletionCase | None:
    """One case the actor may see."""
    return cases(actor).select_related("unit", "opened_by").filter(pk=pk).first()


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
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=day).values("unit"))
    if step:
        rows = rows.filter(step=step)
    if older is not None:
        rows = rows.filter(began__lt=day - timedelta(days=older))
    rows = rows.annotate(unit_name=name_on(day, "unit_id"))
    return rows.select_related("unit").order_by("began", "pk")


def _with_superior(rows: QuerySet[CompletionCase], day: date) -> QuerySet[Any]:
    placed = FilteredRelation("unit__placements", condition=on_day(day, "unit__placements__"))
    return rows.annotate(began=Coalesce("since", "opened_on"), placed=placed, superior=F("placed__superior_id"))


@dataclass(slots=True)
class Waiting:
    """The open cases under one superior: how many at each step, how many late, and when the oldest began."""

    superior: int | None
    name: str
    steps: dict[str, int]
    total: int = 0
    late: int = 0
    oldest: date | None = None


def board(actor: Actor, *, day: date, within: Unit | int | None = None) -> list[Waiting]:
    """Cases by superior and step, most cases first: two queries."""
    rows = _with_superior(cases(actor).filter(closed_on__isnull=True), day)
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=day).values("unit"))
    counted = (
        rows.order_by()
        .values("superior", "step")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=day)), oldest=Min("began"))
    )
    found: dict[int | None, Waiting] = {}
    for row in counted:
        one = found.setdefault(row["superior"], Waiting(row["superior"], "", defaultdict(int)))
        one.steps[row["step"]] += row["n"]
        one.total += row["n"]
        one.late += row["late"]
        one.oldest = min(filter(None, (one.oldest, row["oldest"])))
    names = _names([key for key in found if key is not None], day)
    for key, one in found.items():
        one.name = names.get(key, "") if key is not None else ""
    return sorted(found.values(), key=lambda one: (-one.total, one.name))


def _names(units: Sequence[int], day: date) -> dict[int, str]:
    rows = Unit.objects.filter(pk__in=units).annotate(day_name=name_on(day))
    return dict(rows.values_list("pk", "day_name"))


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
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=day).values("unit"))
    found: dict[tuple[int | None, int], list[int | None]] = defaultdict(list)
    told = _with_superior(rows, day).order_by().values_list("superior", "since", "closed_on")
    for superior, empty_on, closed_on in told.iterator(chunk_size=5000):
        found[superior, closed_on.year].append((closed_on - empty_on).days if empty_on else None)
    names = _names([superior for superior, _year in found if superior is not None], day)
    lines = []
    for (superior, year), ages in found.items():
        dated = [age for age in ages if age is not None]
        days = round(median(dated)) if dated else None
        lines.append(Pace(superior, names.get(superior or 0, ""), year, len(ages), len(dated), days))
    return sorted(lines, key=lambda one: (-one.year, one.name))
