"""What is checked at each step of completing a committee, by the same rules as the duties. Pure.

Figures that later parts of the house will bring (direct workers, members' opinions, activity) have no check here: what
is not on record is not checked, and the page of the candidates says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from nongcot.duties.checks.committee import added_in_term, maximum_of, share_of, share_rule
from nongcot.duties.checks.view import UnitView, view_of, whole
from nongcot.duties.kinds import Context
from nongcot.people.facts import UnitFacts
from nongcot.people.kinds import BodyKind, Post, UnitKind
from nongcot.staffing.kinds.checked import Checked, CheckedKind, Standing
from nongcot.staffing.kinds.completing import Seat, Step

# At which steps each thing is looked at: before asking, before agreeing, and before the decision.
SHARE_AT = frozenset({Step.PROPOSAL, Step.CONSENT})
ELIGIBLE_AT = frozenset({Step.PROPOSAL, Step.CONSENT})
SIZE_AT = frozenset({Step.FILE, Step.DESIGNATION, Step.RECOGNITION})


def checked_at(
    step: str,
    *,
    seat: Seat,
    now: UnitFacts | None,
    then: UnitFacts | None,
    grounds: Mapping[int, int],
    chosen: Collection[int] = (),
    context: Context,
) -> list[Checked]:
    """What is checked at ``step`` for a ``seat``: ``now`` is the unit of the day, ``then`` with those chosen.

    ``grounds`` has for each person proposed how many grounds there are to look again; ``chosen`` are those of them who
    are to have the seat.
    """
    found: list[Checked] = []
    if now is not None and seat.body == BodyKind.EXECUTIVE_COMMITTEE:
        if step in SHARE_AT:
            found += _share(view_of(now, context), seat, grounds, chosen)
        if step in SIZE_AT:
            found += _size(view_of(now if then is None else then, context))
    if step in ELIGIBLE_AT:
        found += _eligible(list(grounds.values()))
    return found


def _share(view: UnitView, seat: Seat, proposed: Collection[int], chosen: Collection[int]) -> Iterator[Checked]:
    """How many were added within the term, how many more may be, and how many this case adds.

    The charter (art. 11.4) counts members added to the committee: one who sits on it already and becomes its chair or
    vice chair adds nobody.
    """
    term, rule = view.term, share_rule(view)
    if term is None or term.from_day is None or not term.seats_fixed:
        yield Checked(CheckedKind.SHARE, Standing.UNKNOWN, {"why": "no_term"}, rule.ref if rule else None)
        return
    added = len(added_in_term(view, term, term.from_day))
    facts: dict[str, int | str | None] = {"added": added, "seats": term.seats_fixed}
    if rule is None:
        yield Checked(CheckedKind.SHARE, Standing.UNKNOWN, {**facts, "why": "no_rule"})
    elif rule.no_limit:
        yield Checked(CheckedKind.SHARE, Standing.GOOD, {**facts, "limit": None}, rule.ref)
    else:
        limit = int(term.seats_fixed * share_of(rule))
        adds = _adds(view, seat, proposed, chosen)
        within = adds == 0 or added + (1 if adds is None else adds) <= limit
        standing = Standing.GOOD if within else Standing.UNKNOWN if adds is None else Standing.WARN
        facts |= {"limit": limit, "left": max(0, limit - added), "adds": adds}
        yield Checked(CheckedKind.SHARE, standing, facts, rule.ref)


def _adds(view: UnitView, seat: Seat, proposed: Collection[int], chosen: Collection[int]) -> int | None:
    """How many persons this case brings onto the committee: those chosen for it who do not sit there yet.

    Before anybody is chosen a member's seat brings one at least; for a chair or vice chair it is None where nobody is
    proposed, or some who sit there and some who do not.
    """
    if chosen or seat.post is Post.MEMBER:
        outside = sum(person not in view.holders for person in chosen)
        return outside if chosen else 1
    sitting = {person in view.holders for person in proposed}
    return None if len(sitting) != 1 else int(not sitting.pop())


def _size(view: UnitView) -> Iterator[Checked]:
    holders, seats = len(view.holders), view.seats
    over = view.context.book.find("committee.over_size_share")
    if not seats:
        yield Checked(CheckedKind.SIZE, Standing.UNKNOWN, {"holders": holders}, over.ref if over else None)
    else:
        allowed = int(seats * (1 + share_of(over))) if over is not None else seats
        facts: dict[str, int | str | None] = {"holders": holders, "seats": seats, "allowed": allowed}
        standing = Standing.GOOD if holders <= seats else Standing.WARN
        yield Checked(CheckedKind.SIZE, standing, facts, over.ref if over else None)
    most = maximum_of(view)
    if most is None:
        yield Checked(CheckedKind.MAXIMUM, Standing.UNKNOWN, {"holders": holders})
        return
    by_members = view.grassroots or view.facts.kind is UnitKind.PROVINCIAL_FEDERATION
    if by_members and view.facts.members is None and holders <= whole(most):
        yield Checked(CheckedKind.MAXIMUM, Standing.UNKNOWN, {"holders": holders, "why": "no_members"}, most.ref)
        return
    standing = Standing.GOOD if holders <= whole(most) else Standing.WARN
    yield Checked(CheckedKind.MAXIMUM, standing, {"holders": holders, "maximum": whole(most)}, most.ref)


def _eligible(grounds: Sequence[int]) -> Iterator[Checked]:
    looked = sum(1 for count in grounds if count)
    standing = Standing.UNKNOWN if not grounds else Standing.WARN if looked else Standing.GOOD
    yield Checked(CheckedKind.ELIGIBLE, standing, {"persons": len(grounds), "looked": looked})
