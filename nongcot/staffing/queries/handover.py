"""Posts that ended and what of them is still to be handed over, as of a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from nongcot.duties.api import Duty
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.infra.rulebook.api import rulebook
from nongcot.people.api import EDITORS, unit_scope
from nongcot.people.kinds import EndReason, Role
from nongcot.people.models import Person, PostHeld, RoleGrant, Unit, UnitPlacement, on_day
from nongcot.regulations import DayBook
from nongcot.staffing.models import Handover
from nongcot.staffing.rules.days import days_of
from nongcot.staffing.rules.handover import posts_with_handover

OPEN_CODE = "handover.open"
LOOK_BACK = "leaving.handover_look_back"  # what ended longer ago, and nobody was ever reminded of, is history


def ended_posts() -> QuerySet[PostHeld]:
    """Posts with something to hand over that ended, and not because the record was wrong or the holder goes on."""
    which = Q()
    for body, post in sorted(posts_with_handover()):
        which |= Q(body__kind=body, post=post)
    goes_on = PostHeld.objects.filter(
        Q(to_day__isnull=True) | Q(to_day__gt=OuterRef("to_day")),
        person=OuterRef("person"),
        body=OuterRef("body"),
        post=OuterRef("post"),
        from_day__lte=OuterRef("to_day"),
    )
    rows = PostHeld.objects.filter(which, to_day__isnull=False).exclude(end_reason=EndReason.CORRECTED.value)
    return rows.filter(~Exists(goes_on))


def to_hand_over(day: date, units: Collection[int] | None = None, *, book: DayBook | None = None) -> QuerySet[PostHeld]:
    """Posts whose handover is not closed by ``day``: those that ended in the last months, and those that somebody was
    reminded of or began to hand over, however long ago they ended.

    How far back is a rule of the day, of ``book`` where the caller has it; without one nothing is asked for anew.
    """
    look_back = days_of(book or rulebook().on(day), LOOK_BACK)
    wanted = _begun(units) | _reminded_of(units)
    if look_back is not None:
        wanted |= Q(to_day__gt=day - timedelta(days=look_back))
    return _of(_unclosed(day).filter(wanted), units)


@prepared
def ended_lately(*, day: date, since: date, units: Collection[int]) -> QuerySet[PostHeld]:
    """:func:`to_hand_over` of units where nobody was reminded and nothing begun: what ended after ``since``."""
    return _unclosed(day).filter(to_day__gt=since, unit__in=units).select_related("body")


def _unclosed(day: date) -> QuerySet[PostHeld]:
    """Posts that ended up to ``day`` and whose handover is not closed by then."""
    closed = Handover.objects.filter(
        person=OuterRef("person"),
        unit=OuterRef("unit"),
        body=OuterRef("body__kind"),
        post=OuterRef("post"),
        ended_on=OuterRef("to_day"),
        closed_on__lte=day,
    )
    return ended_posts().filter(~Exists(closed), to_day__lte=day)


def told_of(units: Collection[int]) -> set[int]:
    """Those of ``units`` where a handover was begun, or a duty reminds of one: one query, none for no unit."""
    if not units:
        return set()
    begun = Handover.objects.filter(closed_on__isnull=True, unit__in=units).order_by().values_list("unit")
    duties = Duty.objects.filter(code=OPEN_CODE, closed_on__isnull=True, unit__in=units)
    return {unit for (unit,) in begun.union(duties.order_by().values_list("unit"))}


def _of(rows: QuerySet[Any], units: Collection[int] | None) -> QuerySet[Any]:
    """Said again in every question within a question: the database would answer it for all units, then choose."""
    return rows if units is None else rows.filter(unit__in=units)


def _begun(units: Collection[int] | None) -> Q:
    """Of whose handover something is written down."""
    rows = _of(Handover.objects.filter(closed_on__isnull=True), units)
    same = rows.filter(
        person=OuterRef("person"),
        unit=OuterRef("unit"),
        body=OuterRef("body__kind"),
        post=OuterRef("post"),
        ended_on=OuterRef("to_day"),
    )
    return Q(person__in=rows.values("person")) & Q(Exists(same))


def _reminded_of(units: Collection[int] | None) -> Q:
    """The last end of a post of which a duty is open. The day the duty tells may have been corrected since."""
    open_ones = _of(Duty.objects.filter(code=OPEN_CODE, closed_on__isnull=True, person__isnull=False), units)
    place = Concat(Cast("body_id", CharField()), Value(":"), "post", Value(":"), output_field=CharField())
    duty = open_ones.filter(unit=OuterRef("unit"), person=OuterRef("person"), subject__startswith=OuterRef("place"))
    later = PostHeld.objects.filter(
        person=OuterRef("person"), body=OuterRef("body"), post=OuterRef("post"), to_day__gt=OuterRef("to_day")
    )
    posts = _of(PostHeld.objects.filter(person__in=open_ones.values("person"), to_day__isnull=False), units)
    return Q(pk__in=posts.annotate(place=place).filter(Exists(duty), ~Exists(later)).values("pk"))


def open_handovers(actor: User | System, *, day: date) -> QuerySet[PostHeld]:
    """What is still to be handed over in the unions the actor answers for, the post that ended first at the top."""
    rows = to_hand_over(day).filter(unit_scope(actor, path="unit_id", roles=EDITORS))
    return rows.select_related("person", "unit", "body").order_by("to_day", "pk")


def ended_post(actor: User | System, pk: int) -> PostHeld | None:
    """A post with something to hand over that ended, in the unions the actor answers for."""
    rows = ended_posts().filter(unit_scope(actor, path="unit_id", roles=EDITORS), pk=pk)
    return rows.select_related("person", "unit", "body").first()


def handover_of(held: PostHeld) -> Handover | None:
    """What is kept of the handover of this post, the newest where a merge of records left two."""
    if held.to_day is None:
        return None
    rows = Handover.objects.filter(
        person=held.person_id, unit=held.unit_id, body=held.body.kind, post=held.post, ended_on=held.to_day
    )
    return rows.select_related("successor").order_by("pk").last()


def successors(held: PostHeld, day: date) -> QuerySet[Person]:
    """Who might take over: those in the same post on ``day``, else whoever holds a post of the union."""
    now = PostHeld.objects.filter(on_day(day), unit=held.unit_id).exclude(person=held.person_id)
    same = now.filter(body=held.body_id, post=held.post)
    chosen = same if same.exists() else now
    return Person.objects.filter(pk__in=chosen.values("person")).order_by("sort_key", "pk")


def chair_grants(unit: Unit | int, day: date) -> QuerySet[RoleGrant]:
    """Logins that act as chair of this very union on ``day``."""
    rows = RoleGrant.objects.filter(on_day(day), unit=unit, role=Role.CHAIR.value)
    return rows.select_related("user").order_by("pk")


def superior_name(unit: Unit | int, day: date) -> str:
    """The name of the union above on ``day``; "" where none is known."""
    rows = UnitPlacement.objects.filter(on_day(day), unit=unit).order_by("-pk")
    return rows.values_list("superior__name", flat=True).first() or ""


def login_of(username: str) -> User | None:
    """The active login of this name."""
    return User.objects.filter(username=username.strip(), is_active=True).first()
