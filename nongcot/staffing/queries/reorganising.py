"""Plans of reorganisation and their rows, as far as the actor may see them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.models import PostHeld
from nongcot.staffing.labels.reorganising import TOLD, TROUBLED
from nongcot.staffing.models import PlanLedger, PlanLine, Reorganisation
from nongcot.staffing.permissions.reorganising import reorganisations
from nongcot.staffing.reorganisation.kinds import PostsWay


def plans(actor: User | System) -> QuerySet[Reorganisation]:
    """The plans the actor may see, the newest first, without their rows."""
    return reorganisations(actor).select_related("by", "unit").defer("plan", "splits", "answers")


def one_plan(actor: User | System, pk: int) -> Reorganisation:
    """One plan the actor may see.

    Raises:
        Reorganisation.DoesNotExist: there is none, or the actor may not see it.
    """
    return plans(actor).get(pk=pk)


def lines(plan: Reorganisation, *, only: str = "") -> QuerySet[PlanLine]:
    """The rows of a plan in its order: of one operation, or those with troubles, or with something to note."""
    rows = plan.lines.all()
    if only == TROUBLED:
        return rows.filter(troubled=True)
    if only == TOLD:
        return rows.filter(troubled=False).exclude(said=[])
    return rows.filter(operation=only) if only else rows


def line_counts(plan: Reorganisation) -> dict[str, int]:
    """How many rows there are of each operation, how many with troubles, how many with something to note."""
    found = plan.lines.values_list("operation").annotate(Count("pk")).order_by()
    counts = {kind: number for kind, number in found if kind}
    about = plan.lines.aggregate(
        all=Count("pk"), troubled=Count("pk", filter=Q(troubled=True)), told=Count("pk", filter=~Q(said=[]))
    )
    return {
        **counts,
        "": about["all"],
        TROUBLED: about["troubled"],
        TOLD: about["told"] - about["troubled"],
    }


def may_be_taken_back(plan: Reorganisation) -> bool:
    """Whether what was before this plan is kept; not of those an older version carried out."""
    return PlanLedger.objects.filter(plan=plan).exists()


def posts_to_place(split: dict[str, Any]) -> QuerySet[PostHeld]:
    """The posts of a split unit whose holders go on in one of its parts; none where the posts end with it."""
    if split["posts"] == PostsWay.END or not split["ends"]:
        return PostHeld.objects.none()
    day = date.fromisoformat(split["day"])
    rows = PostHeld.objects.filter(Q(to_day__isnull=True) | Q(to_day__gt=day), unit=split["unit"])
    return rows.select_related("person", "body").order_by("body_id", "pk")
