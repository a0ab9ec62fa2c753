"""Whom and what a dashboard speaks of: an actor's units below one of them, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from nongcot.duties.api import open_duties
from nongcot.duties.checks.registry import ABOUT_DATA, CHECKS
from nongcot.duties.kinds import Severity
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.people.api import SENSITIVE_READERS, Look, Reached, granted_units, roles_held, subtree
from nongcot.people.kinds import GRASSROOTS_KINDS, BodyKind, Post
from nongcot.people.models import Person, PostHeld, Unit, on_day

URGENT = sorted(code for code, spec in CHECKS.items() if spec.severity is Severity.HIGH and code not in ABOUT_DATA)
LACKING = sorted(
    code for code, spec in CHECKS.items() if spec.severity in {Severity.MEDIUM, Severity.LOW} and code not in ABOUT_DATA
)


@dataclass(frozen=True, slots=True)
class Scope:
    """``within`` None: all the actor sees. ``roots``: as somebody sees it who is granted these units, in place of the
    units the actor is granted.
    """

    actor: User | System
    day: date
    within: int | None = None
    roots: tuple[int, ...] | None = None

    @property
    def reached(self) -> tuple[int, ...] | None:
        """The units granted, each with its subtree; None: all there are."""
        return self.roots if self.roots is not None else granted_units(self.actor)

    @property
    def may_read_sensitive(self) -> bool:
        """Whether the actor may know party membership and ethnicity of everybody seen: by every role, not only one."""
        if isinstance(self.actor, System):
            return True
        roles = roles_held(self.actor)
        return bool(roles) and all(role in SENSITIVE_READERS for role in roles)

    def units(self, path: str = "pk") -> Q:
        """The filter for rows of these units; ``path`` names the unit's id."""
        roots, today = self.reached, clock.today()
        look = Look.SET if self.within is None else Look.EACH  # the units below one are found first, then asked of
        found = Q() if roots is None else Q(Reached(path, roots, today, look)) if roots else Q(pk__in=())
        if self.within is not None:
            found &= Q(**{f"{path}__in": subtree(self.within, day=self.day).values("unit")})
        return found

    @property
    def top(self) -> int | None:
        """The one unit below which all that is seen stands; None where the actor is granted several units, or all."""
        roots = self.reached
        return self.within if self.within is not None else roots[0] if roots and len(roots) == 1 else None

    def unions(self) -> QuerySet[Unit]:
        """Grassroots unions that exist on the day, with ``urgent`` and ``lacking``: whether such a duty is open."""
        alive = Q(began_on__isnull=True) | Q(began_on__lte=self.day)
        alive &= Q(ended_on__isnull=True) | Q(ended_on__gt=self.day)
        rows = Unit.objects.filter(self.units(), alive, kind__in=[kind.value for kind in GRASSROOTS_KINDS])
        duties = open_duties(System("insight"), day=self.day).filter(unit=OuterRef("pk"))  # of units seen anyhow
        return rows.annotate(
            urgent=Exists(duties.filter(code__in=URGENT)), lacking=Exists(duties.filter(code__in=LACKING))
        )

    def posts(self) -> QuerySet[PostHeld]:
        """Posts held on the day."""
        return PostHeld.objects.filter(self.units("unit_id"), on_day(self.day))

    def officers(self) -> QuerySet[Person]:
        """Persons who hold a post on the day, each once."""
        return Person.objects.filter(pk__in=self.posts().values("person"))

    def chairs(self) -> QuerySet[PostHeld]:
        """Chairs of grassroots unions (``people.rules.chaired_before``, for a whole province).

        With ``before``: the person is known to have chaired a committee before this post began; and ``untold``: the
        first day of another of the person's chair posts is not known.
        """
        kinds = [kind.value for kind in GRASSROOTS_KINDS]
        rows = self.posts().filter(post=Post.CHAIR, body__kind=BodyKind.EXECUTIVE_COMMITTEE, unit__kind__in=kinds)
        chaired = PostHeld.objects.filter(
            person=OuterRef("person"), post=Post.CHAIR, body__kind=BodyKind.EXECUTIVE_COMMITTEE
        ).exclude(pk=OuterRef("pk"))
        return rows.annotate(
            before=Exists(chaired.filter(from_day__lt=OuterRef("from_day"))),
            untold=Exists(chaired.filter(from_day__isnull=True)),
        )
