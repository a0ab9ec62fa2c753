"""Terms, the chair's first term, and labour contracts that run out inside a term."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from nongcot.duties.checks.view import UnitView, days, iso
from nongcot.kernel.findings import Finding
from nongcot.people.facts import Key, PostFacts
from nongcot.people.kinds import BodyKind


def ended(view: UnitView) -> Iterator[Finding]:
    """The executive committee's planned end, extensions included, has come."""
    term, rule = view.term, view.context.book.find("term.length")
    if term is None or term.to_day is None or rule is None or view.context.day < term.to_day:
        return
    facts = {"ended_on": iso(term.to_day), "extended": term.extended}
    yield view.finding("term.ended", rule, facts, due_on=term.to_day)


def ending(view: UnitView) -> Iterator[Finding]:
    """The planned end is near: time to prepare the congress, or to ask for an extension."""
    term, rule = view.term, view.context.book.find("term.length")
    notice = days(view.context, "deadline.term_ending")
    if term is None or term.to_day is None or rule is None or notice is None:
        return
    if not view.context.day < term.to_day <= view.context.day + timedelta(days=notice):
        return
    facts = {"ends_on": iso(term.to_day), "extended": term.extended}
    yield view.finding("term.ending", rule, facts, due_on=term.to_day)


def first_term_chair(view: UnitView) -> Iterator[Finding]:
    """A chair who has never chaired before, in the first year: to be helped. Unknown history, or helped: nothing."""
    rule = view.context.book.find("roster.first_time_chair")
    window = days(view.context, "deadline.first_term")
    if rule is None or window is None:
        return
    for person, posts in sorted(_by_person(view.chairs).items(), key=lambda item: str(item[0])):
        if any(post.earlier_chair is not False for post in posts):
            continue
        started = min((post.from_day for post in posts if post.from_day), default=None)
        helped = max((post.supported_on for post in posts if post.supported_on), default=None)
        if helped is not None and (started is None or helped >= started):
            continue
        if started is None or view.context.day < started + timedelta(days=window):
            due = view.due_after(started, "deadline.first_term_support")
            yield view.finding("chair.first_term", rule, {"since": iso(started)}, person=person, due_on=due)


def _by_person(posts: list[PostFacts]) -> dict[Key, list[PostFacts]]:
    found: dict[Key, list[PostFacts]] = {}
    for post in posts:
        found.setdefault(post.person, []).append(post)
    return found


def contract_ends(view: UnitView) -> Iterator[Finding]:
    """An officer's labour contract runs out before the planned end of the term: the law extends it to that end.

    One finding a person, with the latest end of the terms the person serves in. A term that is over protects nobody.
    """
    rule = view.context.book.find("protection.contract_extended")
    if rule is None or not any(post.contract_ends_on for post in view.held):
        return
    ends = _term_ends(view)
    found: dict[Key, tuple[date, date]] = {}
    for post in view.held:
        term_end = ends.get(post.body) or ends.get(BodyKind.EXECUTIVE_COMMITTEE)
        contract = post.contract_ends_on
        if contract is None or term_end is None or contract >= term_end:
            continue
        known = found.get(post.person, (contract, term_end))
        found[post.person] = (min(contract, known[0]), max(term_end, known[1]))
    notice = timedelta(days=days(view.context, "deadline.contract") or 0)
    for person, (contract, term_end) in sorted(found.items(), key=lambda item: str(item[0])):
        facts = {"contract_ends_on": iso(contract), "term_ends_on": iso(term_end)}
        yield view.finding("contract.ends_before_term", rule, facts, person=person, due_on=contract - notice)


def _term_ends(view: UnitView) -> dict[BodyKind, date]:
    """The planned end of each body's running term."""
    day = view.context.day
    ends: dict[BodyKind, date] = {}
    for term in view.facts.terms:
        running = term.to_day is not None and term.to_day > day and (term.from_day is None or term.from_day <= day)
        if running and term.to_day is not None:
            ends[term.body] = max(term.to_day, ends.get(term.body, date.min))
    return ends
