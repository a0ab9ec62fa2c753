"""Record what a congress decided."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.actions.memory import Memory
from nongcot.people.actions.posts import ENDING, close_post, require_alive, write_post
from nongcot.people.actions.rows import stored
from nongcot.people.actions.terms import body_of, tell_term, write_term
from nongcot.people.actions.told import raise_told
from nongcot.people.errors import Refused
from nongcot.people.kinds import NOT_ELECTED, SINGLE_POSTS, BodyKind, EndReason, Mandate, Post, Told
from nongcot.people.labels import post_title
from nongcot.people.models import Body, Person, PostHeld, Term, Unit
from nongcot.people.permissions import EDITORS, require_on_unit


@dataclass(frozen=True, slots=True)
class Elected:
    """One whom the congress elected, and to what."""

    person: Person
    post: Post


@transaction.atomic
def record_congress(
    *,
    actor: User | System,
    unit: Unit,
    body: BodyKind,
    day: date,
    planned_end: date,
    seats_fixed: int | None,
    elected: Collection[Elected],
    mandate: Mandate = Mandate.CONGRESS,
    decision_number: str = "",
    decision_day: date | None = None,
) -> Term:
    """The congress of ``day``: a new term begins, the body's posts end, those elected hold theirs from that day.

    Somebody elected again holds a new post too: each mandate is a record of its own. Accountant and treasurer are not
    elected: they stay. All of it, or nothing.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: nobody is elected, one person twice, two to a post that only one holds, or to one that is not
            elected; the end of the term is not
            after ``day``; a post or term from this day on is on record already; the unit has ended.
    """
    require_on_unit(actor, unit, roles=EDITORS)
    require_alive(unit, day)
    _require_sound(body, elected)
    memory = Memory()
    place = body_of(unit, body, memory)
    term = write_term(
        memory=memory,
        place=place,
        from_day=day,
        planned_end=planned_end,
        seats_fixed=seats_fixed,
        mandate=mandate,
        decision_number=decision_number,
        decision_day=decision_day,
    )
    told = raise_told(unit.pk, Told.ALL) if body is BodyKind.EXECUTIVE_COMMITTEE else {}
    if told:
        memory.changed(unit, {"told": told["told"][0]}, {"told": told["told"][1]})
    _change_posts(term, elected, actor=actor, day=day, mandate=mandate, memory=memory)
    tell_term(actor=actor, term=term, memory=memory, told=told)
    events.announce("people.units_changed", units=[unit.pk], actor=actor)
    return term


def _change_posts(
    term: Term, elected: Collection[Elected], *, actor: User | System, day: date, mandate: Mandate, memory: Memory
) -> None:
    """Those in office leave it with their term, those elected enter it."""
    for held in _open_posts(term.body, day):
        before = stored(held, ENDING)
        close_post(actor=actor, held=held, day=day, reason=EndReason.TERM_ENDED, term=term.pk)
        memory.changed(held, before, stored(held, ENDING))
    for one in elected:
        made = write_post(
            actor=actor,
            place=term.body,
            person=one.person,
            post=one.post,
            from_day=day,
            mandate=mandate,
            decision_number=term.decision_number,
            decision_day=term.decision_day,
        )
        memory.made(made)


def _require_sound(body: BodyKind, elected: Collection[Elected]) -> None:
    if not elected:
        raise Refused(_("Chưa có ai trúng cử."))
    seen: set[int] = set()
    single: set[Post] = set()
    for one in elected:
        if one.person.pk in seen:
            raise Refused(_("%(name)s có tên hai lần trong danh sách trúng cử.") % {"name": one.person.name})
        seen.add(one.person.pk)
        if one.post in NOT_ELECTED:
            raise Refused(_("%(post)s không do đại hội bầu.") % {"post": post_title(body, one.post)})
        if one.post in SINGLE_POSTS:
            if one.post in single:
                raise Refused(_("Chỉ một người giữ chức danh %(post)s.") % {"post": post_title(body, one.post)})
            single.add(one.post)


def _open_posts(place: Body, day: date) -> list[PostHeld]:
    """The posts that end with the congress.

    Raises:
        Refused: one of them begins on ``day`` or later.
    """
    still = Q(to_day__isnull=True) | Q(to_day__gt=day)
    rows = PostHeld.objects.filter(still, body=place).exclude(post__in=[post.value for post in NOT_ELECTED])
    found = list(rows.select_related("person"))
    for held in found:
        if held.from_day and held.from_day >= day:
            raise Refused(
                _("%(name)s đã được ghi giữ chức vụ từ ngày %(day)s. Xin sửa chức vụ đó trước, rồi ghi đại hội.")
                % {"name": held.person.name, "day": held.from_day.strftime("%d/%m/%Y")}
            )
    return found
