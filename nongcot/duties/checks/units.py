"""The union itself: may it still exist, does its superior, and is enough known to judge it."""

from __future__ import annotations

from collections.abc import Iterator

from nongcot.duties.checks.view import NO_COMMITTEE, UnitView, iso, whole
from nongcot.kernel.findings import Finding
from nongcot.people.facts import Key, PostFacts
from nongcot.people.kinds import SINGLE_POSTS, BodyKind, UnitKind
from nongcot.regulations import Value

_SEVERAL = frozenset({BodyKind.SECTION, BodyKind.GROUP})


def below_founding_minimum(view: UnitView) -> Iterator[Finding]:
    """Fewer members than a union of its kind is founded with."""
    members = view.facts.members
    if members is None or not view.grassroots:
        return
    syndicate = view.facts.kind is UnitKind.SYNDICATE
    rule = view.context.book.find("unit.founding_minimum" + (".syndicate" if syndicate else ""))
    if rule is not None and members < whole(rule):
        yield view.finding("unit.below_founding_minimum", rule, {"members": members, "minimum": whole(rule)})


def should_have_ended(view: UnitView) -> Iterator[Finding]:
    """A kind of union that ended in 2025 and is still on record as alive."""
    kind, ownership = view.facts.kind, view.facts.ownership
    rule = view.context.book.find("unit.kinds_ended")
    if rule is None or kind is None or not isinstance(rule.value, tuple):
        return
    if kind.value in rule.value or (ownership is not None and f"{kind.value}:{ownership.value}" in rule.value):
        facts = {
            "kind": kind.value,
            "ownership": ownership.value if ownership else None,
            "ended_by": iso(rule.from_day),
        }
        yield view.finding("unit.should_have_ended", rule, facts, due_on=rule.from_day)


def superior_ended(view: UnitView) -> Iterator[Finding]:
    """The superior union has ended and no other has taken its place on record."""
    ended_on = view.facts.superior_ended_on
    if ended_on is None or ended_on > view.context.day:
        return
    rule = view.context.book.find("unit.superior_alive")
    if rule is None:
        return
    facts = {"superior": view.facts.superior_name, "ended_on": iso(ended_on)}
    yield view.finding("unit.superior_ended", rule, facts, due_on=view.due_after(ended_on, "deadline.unit"))


def held_twice(view: UnitView) -> Iterator[Finding]:
    """Two persons hold a post on one day that only one can hold: the chair, a head, the leader of one group.

    Leaders of groups whose names are not on record may well lead different groups.
    """
    rule = view.context.book.find("roster.single_post")
    if rule is None:
        return
    posts: dict[tuple[str, str, str], dict[Key, PostFacts]] = {}
    for post in view.held:
        if post.post in SINGLE_POSTS and (post.body_name or post.body not in _SEVERAL):
            place = post.body_name if post.body in _SEVERAL else ""
            posts.setdefault((post.body.value, post.post.value, place), {})[post.person] = post
    for key in sorted(key for key, holders in posts.items() if len(holders) > 1):
        yield _two_holders(view, rule, key, sorted(posts[key], key=str))


def _two_holders(view: UnitView, rule: Value, key: tuple[str, str, str], persons: list[Key]) -> Finding:
    body, post, body_name = key
    facts = {"body": body, "post": post, "body_name": body_name, "holders": len(persons), "persons": persons}
    subject = f"post:{body}:{post}:{body_name}".rstrip(":")
    return view.finding("post.held_twice", rule, facts, subject=subject[:120])


def data_missing(view: UnitView) -> Iterator[Finding]:
    """What nobody has entered and the other checks cannot do without: one finding a union."""
    rule = view.context.book.find("roster.required_fields")
    if rule is None or view.facts.kind in NO_COMMITTEE:
        return
    fields = sorted(_missing_fields(view))
    officers = _missing_of_officers(view)
    if fields or officers:
        facts = {"fields": fields, "officers": officers}
        yield view.finding("data.missing", rule, facts, subject="unit")


def _missing_fields(view: UnitView) -> Iterator[str]:
    facts = view.facts
    if facts.kind is None:
        yield "kind"
    elif facts.kind is UnitKind.ENTERPRISE and facts.sector is None:
        yield "sector"
    elif facts.kind is UnitKind.PUBLIC_SERVICE and facts.ownership is None:
        yield "ownership"
    if facts.members is None and not view.superior:
        yield "members"
    if not view.known_posts:
        yield "executive_committee"
    if view.term is None or view.term.to_day is None:
        yield "term"
    if view.seats is None and not view.chair_only:
        yield "seats_fixed"


def _missing_of_officers(view: UnitView) -> dict[str, int]:
    """For each field of a person how many officers of the day lack it."""
    counts: dict[str, int] = {}
    lacking = {(post.person, field) for post in view.held for field in post.missing}
    for _, field in lacking:
        counts[field] = counts.get(field, 0) + 1
    return dict(sorted(counts.items()))
