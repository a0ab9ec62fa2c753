"""The choices of the lists."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from nongcot.kernel.text import tidy
from nongcot.people.derived.words import MISSING
from nongcot.people.kinds import AgeBand, BodyKind, Education, Post, Sex
from nongcot.people.lists.choice import Choice


def _one_of(text: str, known: object) -> str:
    return text if text in set(known) else ""  # type: ignore[call-overload]


def read_choice(request: HttpRequest, *, sensitive: bool = False) -> Choice:
    """What the list of a page is narrowed to."""
    return choice_of(request.GET, sensitive=sensitive)


def choice_of(given: QueryDict, *, sensitive: bool = False) -> Choice:
    """What a list of officers is narrowed to; a choice that is none, or not allowed, is left out."""
    year = number(given.get("ends", ""))
    return Choice(
        search=tidy(given.get("q", ""))[:100],
        within=number(given.get("unit", "")),
        body=_one_of(given.get("body", ""), BodyKind),
        post=_one_of(given.get("post", ""), Post),
        sex=_one_of(given.get("sex", ""), Sex),
        age=_one_of(given.get("age", ""), AgeBand),
        education=_one_of(given.get("education", ""), Education),
        party={"yes": True, "no": False}.get(given.get("party", "")) if sensitive else None,
        first_term=given.get("first") == "1",
        ends_in=year if year and 1900 <= year < 2200 else None,
        missing=_one_of(given.get("missing", ""), MISSING),
    )


def number(text: str) -> int | None:
    """A positive whole number of an address, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
