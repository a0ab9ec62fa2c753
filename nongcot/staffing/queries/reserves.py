"""Questions about reserve lists."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import EDITORS, unit_scope
from nongcot.people.models import on_day
from nongcot.staffing.models import Reserve

MOST = 200


def reserves(actor: User | System) -> QuerySet[Reserve]:
    """The reserve lists of units the actor answers for: who is prepared is no matter for every reader."""
    return Reserve.objects.filter(unit_scope(actor, path="unit_id", roles=EDITORS)).select_related("person", "unit")


def on_list(unit: int, *, day: date) -> list[Reserve]:
    """Who is on the list of a unit on ``day``, by seat and name. Limit who asks before asking."""
    rows = Reserve.objects.filter(on_day(day), unit=unit).select_related("person")
    return list(rows.order_by("body", "post", "person__sort_key", "pk")[:MOST])
