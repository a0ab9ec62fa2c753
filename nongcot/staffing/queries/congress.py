"""Congresses: one with its steps, the board by superior and step, and the term that ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import members_on, name_on
from nongcot.people.kinds import BodyKind
from nongcot.people.models import Term, TermExtension, Unit
from nongcot.staffing.models import Congress, CongressStepDone
from nongcot.staffing.permissions.congress import congresses
from nongcot.staffing.queries.boards import Waiting, in_branch_of, waiting, with_superior

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
    rows = congresses(actor).select_related("unit", "opened_by", "running")
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
    rows = with_superior(congresses(actor).filter(closed_on__isnull=True), day)
    rows = in_branch_of(rows, within, day)
    if step:
        rows = rows.filter(step=step)
    if soon is not None:
        rows = rows.filter(planned_on__lte=day + timedelta(days=soon))
    return rows.annotate(unit_name=name_on(day, "unit_id")).select_related("unit").order_by("planned_on", "pk")


def board(actor: Actor, *, day: date, within: Unit | int | None = None) -> list[Waiting]:
    """Congresses by superior and step, most first: two queries. ``first`` is the nearest day."""
    rows = with_superior(congresses(actor).filter(closed_on__isnull=True), day)
    return waiting(in_branch_of(rows, within, day), day=day, first="planned_on")
