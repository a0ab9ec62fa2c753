"""What an address of the dashboard asks for: of which unit, on which day, which picture."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from nongcot.infra.accounts.models import User
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.templatetags.ui import day_query
from nongcot.insight.drawn import Link
from nongcot.insight.kinds import Question
from nongcot.insight.scope import Scope
from nongcot.insight.shown import Opens
from nongcot.people.api import asked_unit
from nongcot.people.models import Unit


def user_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (these pages ask for a login)
    return request.user


def scope_of(request: HttpRequest) -> tuple[Scope, Unit | None]:
    """The scope and the unit chosen with ``?unit=``; a unit the reader may not see is not found."""
    day = asked_day(request)
    chosen = asked_unit(request, day=day)
    return Scope(user_of(request), day, chosen.pk if chosen else None), chosen


def question_of(text: str) -> Question:
    try:
        return Question(text)
    except ValueError:
        raise Http404 from None


def kind_of(request: HttpRequest) -> str:
    return "xlsx" if request.GET.get("format") == "xlsx" else "csv"


def link_of(request: HttpRequest, within: int | None) -> Link:
    """The addresses behind the figures, on the page's day; a unit below opens its own dashboard.

    A page has hundreds of them: what they share is put together once.
    """
    base, own, other = reverse("insight:dashboard"), day_query(request, unit=within or ""), day_query(request, unit="")

    def link(opens: Opens) -> str:
        query = own if opens.unit is None else f"{other}&unit={opens.unit}" if other else f"?unit={opens.unit}"
        return f"{base}{opens.question.value}/{opens.key}/{query}" if opens.key else f"{base}{query}"

    return link
