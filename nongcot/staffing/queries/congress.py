"""Congresses: one with its steps, the board by superior and step, and the term that ends."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, FilteredRelation, Min, Prefetch, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import members_on, name_on, subtree
from nongcot.people.kinds import BodyKind
from nongcot.people.models import Term, TermExtension, Unit, on_day
from nongcot.staffing.models import Congress, CongressStepDone
from nongcot.staffing.permissions.congress import congresses
from nongcot.staffing.queries.completing import Waiting

Actor = User | System


def running_term(unit: int, *, day: date) -> Term | None:
    """The term of the executive committee that runs on the day, with its extensions; else the one begun last."""
    begun = Term.objects.filter(Q(from_day__isnull=True) | Q(from_day__lte=day), body__unit=unit, body__name="")
    begun = begun.filter(body__kind=BodyKind.EXECUTIVE_COMMITTEE, to_day__isnull=True).select_related("body")
    extensions = Prefetch("extensions", queryset=TermExtension.objects.order_by("new_end"))
    return begun.prefetch_related(extensions).order_by(F("from_day").desc(nulls_last=True), "-pk").first()


def term_end_of(term: Term | None) -> date | None:
    """The first day after a term, extensions counted in; None where it is not on record."""
    if term is None:
        return None
    ends = [term.planned_end, *(one.new_end for one in term.extensions.all())]
    return max((end for end in ends if end is not None), default=None)


def congress_of(actor: Actor, pk: int) -> Congress | None:
    """One congress the actor may see."""
    rows = congresses(actor).select_related("unit", "opened_by", "running", "ballot", "chair_ballot")
    return rows.filter(pk=pk).first()


def open_congress_for(actor: Actor, unit: int) -> Congress | None:
    """The congress a unit prepares, if there is one."""
    return congresses(actor).filter(unit=unit, closed_on__isnull=True).first()


def steps_done(congress: Congress) -> list[CongressStepDone]:
    return list(CongressStepDone.objects.filter(congress=congress))


def members_of(unit: int, *, day: date) -> int | None:
    """The members of a unit as counted last by the day."""
    rows: Any = Unit.objects.filter(pk=unit).annotate(counted=members_on(day))
    return next(iter(rows.values_list("counted", flat=True)), None)


def open_congresses(
    actor: Actor, *, day: date, within: Unit | int | None = None, step: str = "", soon: int | None = None
) -> QuerySet[Any]:
    """Congresses being prepared, the nearest first, with ``unit_name`` and ``superior`` as of ``day``.

    ``soon``: only those planned within so many days, or before.
    """
    rows = _with_superior(congresses(actor).filter(closed_on__isnull=True), day)
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=day).values("unit"))
    if step:
        rows = rows.filter(step=step)
    if soon is not None:
        rows = rows.filter(planned_on__lte=day + timedelta(days=soon))
    return rows.annotate(unit_name=name_on(day, "unit_id")).select_related("unit").order_by("planned_on", "pk")


def _with_superior(rows: QuerySet[Congress], day: date) -> QuerySet[Any]:
    placed = FilteredRelation("unit__placements", condition=on_day(day, "unit__placements__"))
    return rows.annotate(placed=placed, superior=F("placed__superior_id"))


def board(actor: Actor, *, day: date, within: Unit | int | None = None) -> list[Waiting]:
    """Congresses by superior and step, most first: two queries. ``oldest`` is the nearest day."""
    rows = _with_superior(congresses(actor).filter(closed_on__isnull=True), day)
    if within is not None:
        rows = rows.filter(unit__in=subtree(within, day=day).values("unit"))
    counted = (
        rows.order_by()
        .values("superior", "step")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=day)), nearest=Min("planned_on"))
    )
    found: dict[int | None, Waiting] = {}
    for row in counted:
        one = found.setdefault(row["superior"], Waiting(row["superior"], "", defaultdict(int)))
        one.steps[row["step"]] += row["n"]
        one.total += row["n"]
        one.late += row["late"]
        one.oldest = min(filter(None, (one.oldest, row["nearest"])))
    keys = [key for key in found if key is not None]
    names = dict(Unit.objects.filter(pk__in=keys).annotate(day_name=name_on(day)).values_list("pk", "day_name"))
    for key, one in found.items():
        one.name = names.get(key, "") if key is not None else ""
    return sorted(found.values(), key=lambda one: (-one.total, one.name))
