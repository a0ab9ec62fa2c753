"""What an action changed in the duties of its units, for the page that did it: filled into a slot by ``config``."""

from __future__ import annotations

from collections.abc import Collection

from nongcot.duties import labels
from nongcot.duties.checks import CHECKS
from nongcot.duties.queries import duties
from nongcot.infra.accounts.models import User


def open_of_units(*, actor: User, units: Collection[int]) -> dict[int, str]:
    """The open duties of these units that the actor may see, by number, with their titles: one query."""
    rows = duties(actor).filter(unit__in=units, closed_on__isnull=True, code__in=CHECKS).order_by("pk")
    return {pk: labels.title(code) for pk, code in rows.values_list("pk", "code")}
