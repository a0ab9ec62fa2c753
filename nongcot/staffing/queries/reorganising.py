"""Plans of reorganisation and their rows, as far as the actor may see them."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.staffing.labels.reorganising import TOLD, TROUBLED
from nongcot.staffing.models import PlanLine, Reorganisation
from nongcot.staffing.permissions.reorganising import reorganisations


def plans(actor: User | System) -> QuerySet[Reorganisation]:
    """The plans the actor may see, the newest first, without their rows."""
    return reorganisations(actor).select_related("by", "unit").defer("plan")


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
