"""What staffing shows on the page of a unit: filled into a slot by ``config``."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, has_role
from nongcot.people.models import Unit
from nongcot.staffing.labels import completing as labels
from nongcot.staffing.queries.completing import open_cases_of_unit


def of_unit(*, request: HttpRequest, actor: User, unit: Unit, day: date) -> SafeString | None:
    """The open cases of one unit today, and where to open one; nothing on the page of another day."""
    if day != clock.today():
        return None
    may = has_role(actor, EDITORS) and unit.ended_on is None
    rows = [
        (case, labels.seat(case.body, case.post), labels.step(case.step)) for case in open_cases_of_unit(actor, unit.pk)
    ]
    if not rows and not may:
        return None
    return render_to_string("staffing/completing/panel.html", {"rows": rows, "unit": unit, "may": may}, request)
