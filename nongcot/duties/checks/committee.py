"""The executive committee: is there a chair, is its size right, is it complete, was it filled as the charter allows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from nongcot.duties.checks.view import NO_COMMITTEE, UnitView, iso, whole
from nongcot.kernel.findings import Finding
from nongcot.people.facts import Key, PostFacts, TermFacts
from nongcot.people.kinds import COMMITTEE_SEATS, GRASSROOTS_KINDS, BodyKind, Mandate, Post, Told, UnitKind
from nongcot.regulations import DayBook, Value

_SPECIAL_CITIES = ("Hà Nội", "Hồ Chí Minh")
_MAXIMUM_BY_KIND = {
    UnitKind.MEMBER_UNION: "committee.maximum.member_union",
    UnitKind.SECTION: "committee.maximum.section",
    UnitKind.DIRECT_SUPERIOR: "committee.maximum.direct_superior",
}
_MORE_THAN_ANY_BRACKET = 10**9
_ADDING = frozenset({Mandate.BY_ELECTION, Mandate.APPOINTED})


def no_chair(view: UnitView) -> Iterator[Finding]:
    """Nobody holds the chair on the day. A superior union without any recorded post is merely mentioned somewhere."""
    if view.chairs or view.facts.told is Told.NOTHING or view.facts.kind in NO_COMMITTEE:
        return
    if view.superior and not view.known_posts:
        return
    rule = view.context.book.find("committee.chair_required")
    if rule is None:
        return
    left_on = _last_chair_left(view)
    facts = {"known_posts": view.known_posts, "vacant_since": iso(left_on)}
    yield view.finding("committee.no_chair", rule, facts, due_on=view.due_after(left_on, "deadline.vacancy"))


def _last_chair_left(view: UnitView) -> date | None:
    day = view.context.day
    ends = [
        post.to_day
        for post in view.facts.posts
        if post.post is Post.CHAIR and post.body is BodyKind.EXECUTIVE_COMMITTEE and post.to_day and post.to_day <= day
    ]
    return max(ends, default=None)


def below_minimum(view: UnitView) -> Iterator[Finding]:
    """Fewer people than a committee must have. A union under the chair-only limit has no committee to count.

    Nor is one counted of which the lists told the leaders only. Where the members are not known, a fixed number of
    seats or a second officer shows that there is a committee.
    """
    if view.superior or not view.committee_told or not view.known_posts or view.chair_only:
        return
    rule = view.context.book.find("committee.minimum")
    if rule is None or len(view.holders) >= whole(rule):
        return
    if view.facts.members is None and (view.seats or len(view.holders)) < 2:
        return
    facts = {"holders": len(view.holders), "minimum": whole(rule)}
    yield view.finding("committee.below_minimum", rule, facts)


def above_maximum(view: UnitView) -> Iterator[Finding]:
    """More people than the size the guidance allows. Members not known: only above the highest step."""
    rule = maximum_of(view)
    if rule is None or len(view.holders) <= whole(rule):
        return
    facts = {"holders": len(view.holders), "maximum": whole(rule), "members": view.facts.members}
    yield view.finding("committee.above_maximum", rule, facts)


def maximum_of(view: UnitView) -> Value | None:
    """The most members the guidance allows such a committee; None where no text on file says so."""
    members = _MORE_THAN_ANY_BRACKET if view.facts.members is None else view.facts.members
    return maximum_for(view.context.book, kind=view.facts.kind, name=view.facts.name, members=members)


def maximum_for(book: DayBook, *, kind: UnitKind | None, name: str, members: int | None) -> Value | None:
    """The most members of the executive committee of such a unit; a kind nobody entered counts as grassroots.

    None where no text on file says so, or where it goes by the members and they are not known.
    """
    if kind is None or kind in GRASSROOTS_KINDS:
        return None if members is None else book.find("committee.maximum", members=members)
    if kind is UnitKind.PROVINCIAL_FEDERATION:
        place = "special_city" if name.endswith(_SPECIAL_CITIES) else "other"
        if members is None and place == "other":
            return None
        return book.find("committee.maximum.provincial", place=place, members=members or 0)
    rule = _MAXIMUM_BY_KIND.get(kind)
    return book.find(rule) if rule else None


def vacant_seats(view: UnitView) -> Iterator[Finding]:
    """Fewer people than the number the congress fixed; nothing where the lists told the leaders only."""
    vacant = (view.seats or 0) - len(view.holders)
    if vacant <= 0 or not view.known_posts or view.chair_only or not view.committee_told:
        return
    rule = view.context.book.find("committee.vacancy_filling")
    if rule is None:
        return
    since = _vacant_since(view, vacant)
    facts = {"vacant": vacant, "seats": view.seats, "holders": len(view.holders), "vacant_since": iso(since)}
    yield view.finding("committee.vacant_seats", rule, facts, due_on=view.due_after(since, "deadline.vacancy"))


def _vacant_since(view: UnitView, vacant: int) -> date | None:
    """The day the oldest of the open vacancies arose; None where the record does not show as many departures."""
    start = (view.term.from_day if view.term else None) or date.min
    left: dict[Key, date] = {}
    for post in view.facts.posts:
        gone = post.to_day is not None and start < post.to_day <= view.context.day
        if gone and _seat(post) and post.person not in view.holders and post.to_day is not None:
            left[post.person] = max(post.to_day, left.get(post.person, date.min))
    ends = sorted(left.values(), reverse=True)
    return ends[vacant - 1] if len(ends) >= vacant else None


def _seat(post: PostFacts) -> bool:
    return post.body is BodyKind.EXECUTIVE_COMMITTEE and post.post in COMMITTEE_SEATS


def over_fixed_size(view: UnitView) -> Iterator[Finding]:
    """More people than the congress fixed: up to the share more, and only with the superior's written consent."""
    holders, seats = len(view.holders), view.seats
    if not seats or holders <= seats or view.facts.kind in NO_COMMITTEE:
        return
    rule = view.context.book.find("committee.over_size_share")
    if rule is None:
        return
    allowed = int(seats * (1 + share_of(rule)))
    facts = {"holders": holders, "seats": seats, "allowed_with_consent": allowed, "beyond_consent": holders > allowed}
    yield view.finding("committee.over_fixed_size", rule, facts)


def replaced_beyond_share(view: UnitView) -> Iterator[Finding]:
    """More members added within the term than the share of the fixed number that the charter allows.

    A rule that fixes no share, or whose share is not on file, finds nothing.
    """
    term = view.term
    if term is None or not term.seats_fixed or term.from_day is None:
        return
    rule = share_rule(view)
    if rule is None or rule.no_limit:
        return
    added = len(added_in_term(view, term, term.from_day))
    limit = term.seats_fixed * share_of(rule)
    if added <= limit:
        return
    facts = {"added": added, "seats": term.seats_fixed, "limit": int(limit), "share": str(share_of(rule))}
    yield view.finding("committee.replaced_beyond_share", rule, facts)


def share_rule(view: UnitView) -> Value | None:
    """The rule of the share that may be filled within one term; None where no text on file says so."""
    return view.context.book.find("committee.by_election_share" + (".superior" if view.superior else ""))


def added_in_term(view: UnitView, term: TermFacts, start: date) -> set[Key]:
    """Persons whose first seat of the term came by by-election or appointment after the term began."""
    end = term.to_day or date.max
    first: dict[Key, PostFacts] = {}
    for post in view.facts.posts:
        if _seat(post) and _in_term(post, start, end, view.context.day):
            known = first.get(post.person)
            if known is None or _before(post) < _before(known):
                first[post.person] = post
    return {person for person, post in first.items() if post.mandate in _ADDING and _began(post) > start}


def _before(post: PostFacts) -> tuple[date, bool]:
    return (_began(post), post.mandate in _ADDING)


def _in_term(post: PostFacts, start: date, end: date, day: date) -> bool:
    began = _began(post)
    return began <= day and began < end and (post.to_day is None or post.to_day > start)


def _began(post: PostFacts) -> date:
    return post.from_day or date.min


def standing_not_allowed(view: UnitView) -> Iterator[Finding]:
    """A standing committee where the executive committee of a grassroots union is too small to have one.

    The number the congress fixed counts, so that a vacancy does not abolish a standing committee.
    """
    size = max(view.seats or 0, len(view.holders))
    if not view.standing or not size or not view.grassroots:
        return
    rule = view.context.book.find("committee.standing_minimum")
    if rule is None or size >= whole(rule):
        return
    facts = {"committee": size, "minimum": whole(rule), "standing": len(view.standing)}
    yield view.finding("committee.standing_not_allowed", rule, facts)


def share_of(rule: Value) -> Fraction:
    """A rule's share as an exact number."""
    value: Any = rule.value
    return Fraction(value)
