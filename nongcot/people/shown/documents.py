"""The documents that decided something of a unit, as one list: names, superiors, terms, extensions, posts, its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nongcot.people import labels
from nongcot.people.kinds import DecidedFact
from nongcot.people.models import PostHeld, Term, Unit
from nongcot.people.queries import Step
from nongcot.people.rules import post_rank

_SOME = 3  # names said before the rest is counted


@dataclass(frozen=True, slots=True)
class Document:
    """A number, the day it was signed (None: not known), from when what it decides holds, and what that is."""

    number: str
    signed: date | None
    holds: date | None
    what: str


def documents(
    unit: Unit, steps: Iterable[Step], terms: Iterable[Term], posts: Iterable[PostHeld], day: date
) -> list[Document]:
    """What was decided by ``day``, the newest first. ``terms`` and ``posts`` are those that had begun by then.

    Of one number and day there is one line for each thing decided; posts of one body are one line.
    """
    found = [
        *_of_steps(unit, steps, day),
        *_of_terms(terms, day),
        *_of_posts(posts),
        *_of_end(unit, day),
    ]
    return sorted(found, key=lambda one: (one.signed or one.holds or date.min, one.number), reverse=True)


def fact_words(fact: DecidedFact, row: Any) -> str:
    """One fact that a decision stands behind, as a line of a list: what it is, and from when it holds."""
    day = row.ended_on if fact is DecidedFact.END else row.from_day
    said = {"what": _fact(fact, row), "day": f"{day:%d/%m/%Y}" if day else ""}
    return _("%(what)s, từ ngày %(day)s") % said if day else said["what"]


def _fact(fact: DecidedFact, row: Any) -> str:
    if fact is DecidedFact.NAME:
        return _("Tên gọi: %(name)s") % {"name": row.name}
    if fact is DecidedFact.KIND:
        return _("Loại hình: %(name)s") % {"name": labels.unit_kind(row.kind)}
    if fact is DecidedFact.PLACEMENT:
        return _("Trực thuộc %(name)s") % {"name": row.superior.name}
    if fact is DecidedFact.END:
        return _("Kết thúc hoạt động: %(reason)s") % {"reason": labels.unit_end(row.end_reason)}
    if fact is DecidedFact.TERM:
        return _("Nhiệm kỳ %(body)s") % {"body": row.body.name or labels.body(row.body.kind)}
    return f"{row.person.name}, {labels.post_title(row.body.kind, row.post)}"


def _of_steps(unit: Unit, steps: Iterable[Step], day: date) -> Iterator[Document]:
    words = {"name": _("Tên gọi: %(name)s"), "under": _("Trực thuộc %(name)s"), "kind": _("Loại hình: %(name)s")}
    for step in steps:
        if step.decision_number and step.what in words and (step.from_day is None or step.from_day <= day):
            name = labels.unit_kind(step.name) if step.what == "kind" else step.name
            what = words[step.what] % {"name": name}
            yield Document(step.decision_number, step.decision_day, step.from_day, what)


def _of_terms(terms: Iterable[Term], day: date) -> Iterator[Document]:
    for term in terms:
        body = term.body.name or labels.body(term.body.kind)
        if term.decision_number:
            what = _("Nhiệm kỳ %(body)s") % {"body": body}
            yield Document(term.decision_number, term.decision_day, term.from_day, what)
        for longer in term.longer:  # type: ignore[attr-defined]
            if longer.decision_day <= day:
                what = _("Kéo dài nhiệm kỳ %(body)s đến %(day)s") % {"body": body, "day": f"{longer.new_end:%d/%m/%Y}"}
                yield Document(longer.decision_number, longer.decision_day, longer.decision_day, what)


def _of_posts(posts: Iterable[PostHeld]) -> Iterator[Document]:
    together: dict[tuple[str, date | None, int], list[PostHeld]] = {}
    for post in posts:
        if post.decision_number:
            together.setdefault((post.decision_number, post.decision_day, post.body_id), []).append(post)
    for (number, signed, _body), rows in together.items():
        held = sorted(rows, key=lambda post: (post_rank(post.post), post.person.sort_key))
        # whose data is limited is counted and not named
        said = [post.person.name for post in held if not getattr(post, "limited", False)][:_SOME]
        names, more = ", ".join(said), len(held) - len(said)
        if more and said:
            names += " " + ngettext("và %(count)d người khác", "và %(count)d người khác", more) % {"count": more}
        elif more:
            names = ngettext("%(count)d người", "%(count)d người", more) % {"count": more}
        body = held[0].body.name or labels.body(held[0].body.kind)
        first = min((post.from_day for post in held if post.from_day), default=None)
        yield Document(number, signed, first, _("Chức vụ %(body)s: %(names)s") % {"body": body, "names": names})


def _of_end(unit: Unit, day: date) -> Iterator[Document]:
    if unit.ended_on and unit.ended_on <= day and unit.end_decision_number:
        what = _("Kết thúc hoạt động: %(reason)s") % {"reason": labels.unit_end(unit.end_reason)}
        yield Document(unit.end_decision_number, unit.end_decision_day, unit.ended_on, what)
