"""What can be done about a person, as a row of buttons on the person's page: filled into a slot by ``config``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from nongcot.kernel import clock
from nongcot.people.models import Person


def actions_of(
    *, request: HttpRequest, person: Person, day: date, may_edit: bool, may_keep: bool, **_more: Any
) -> SafeString | None:
    """The buttons of those who may; None for everybody else, and on a page of an earlier day.

    ``may_edit`` and ``may_keep``: the page has asked already.
    """
    if day != clock.today() or not (may_edit or may_keep):
        return None
    return render_to_string(
        "people/person_actions.html", {"person": person, "may_edit": may_edit, "may_keep": may_keep}, request
    )
