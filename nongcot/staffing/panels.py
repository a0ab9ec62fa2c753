"""What staffing shows on the page of a unit: filled into a slot by ``config``. It asks the database nothing."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, has_role
from nongcot.people.models import Unit


def of_unit(*, request: HttpRequest, actor: User, unit: Unit, day: date) -> SafeString | None:
    """Where the unit's cases are and where to open one; nothing on the page of another day."""
    if day != clock.today() or unit.ended_on is not None:
        return None
    context = {"unit": unit, "may": has_role(actor, EDITORS)}
    return render_to_string("staffing/completing/panel.html", context, request)
