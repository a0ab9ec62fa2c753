"""What duties show on pages of the apps below, which do not know them: filled into slots by ``config``."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from nongcot.duties.queries import MOST_OF_UNIT, about_person, about_unit, counts_alone, counts_by_branch
from nongcot.duties.shown import shown
from nongcot.infra.accounts.models import User
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people.models import Person, Unit


def of_unit(*, request: HttpRequest, actor: User, unit: Unit, day: date) -> SafeString:
    """The open duties of one unit."""
    rows = about_unit(actor, unit.pk, day=day)
    return _panel(request, rows, {"unit": unit})


def of_person(*, request: HttpRequest, actor: User, person: Person, day: date, **_more: Any) -> SafeString | None:
    """The open duties about one person; None where there are none."""
    rows = about_person(actor, person.pk, day=day)  # few: there is no list of one person's duties
    return _panel(request, rows, {"unit": None}, most=len(rows)) if rows else None


def by_branch(*, actor: User, units: Collection[int], alone: Collection[int], day: date) -> dict[int, int]:
    """How many duties are open in the subtree of each unit; of ``alone``, today, those of the unit itself."""
    counts = counts_by_branch(actor, units, day=day, today=clock.today())
    return counts | counts_alone(alone, day=day) if alone else counts


def _panel(request: HttpRequest, rows: list[Any], context: dict[str, Any], most: int = MOST_OF_UNIT) -> SafeString:
    book = rulebook() if rows else None
    found = {"rows": [shown(duty, book) for duty in rows[:most]], "more": len(rows) > most, **context}
    return render_to_string("duties/panel.html", found, request)
