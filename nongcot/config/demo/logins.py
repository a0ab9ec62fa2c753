"""One sign-in for each role, at unions where there is something to see."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from nongcot.config.demo.places import commune_union
from nongcot.config.demo.store import BUILDER
from nongcot.infra.accounts.models import User
from nongcot.people.api import grant_role
from nongcot.people.kinds import BodyKind, Post, Role, UnitKind
from nongcot.people.models import PostHeld, Unit, on_day

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no l, 1, i, o, 0: read from a screen and typed on a phone
_FILE = "demo-logins.txt"


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """``role`` is a value of :class:`Role`; ``name`` is the officer's, ``unit`` the name of the unit of the grant."""

    role: str
    username: str
    password: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class DemoLogins:
    """The sign-ins of the sample province; ``built`` tells whether this call filled the database."""

    logins: tuple[DemoLogin, ...]
    built: bool


def path() -> Path:
    return Path(settings.HOME) / _FILE


def is_shown() -> bool:
    """Whether this installation shows the sample province; asked for every page, so not of the database."""
    return path().exists()


def create(day: date) -> tuple[DemoLogin, ...]:
    """Make the logins and their grants, keep them in NONGCOT_HOME/demo-logins.txt (mode 600)."""
    made = tuple(_login(role, username, unit, name, day) for role, username, unit, name in _cast(day))
    _keep(made)
    return made


def read() -> tuple[DemoLogin, ...]:
    """The logins kept by :func:`create`; empty where the file is gone."""
    if not path().exists():
        return ()
    rows = (line.split("\t") for line in path().read_text(encoding="utf-8").splitlines())
    return tuple(DemoLogin(*row) for row in rows if len(row) == 5)


def _keep(logins: tuple[DemoLogin, ...]) -> None:
    path().parent.mkdir(parents=True, exist_ok=True)
    path().unlink(missing_ok=True)
    with os.fdopen(os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        for row in logins:
            file.write("\t".join(astuple(row)) + "\n")


def _password() -> str:
    letters = [secrets.choice(_LETTERS) for _ in range(12)]
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def _login(role: Role, username: str, unit: Unit, name: str, day: date) -> DemoLogin:
    password = _password()
    user = User.objects.create_user(username, password, name=name, email=f"{username}@saomai.example")
    grant_role(actor=BUILDER, user=user, unit=unit, role=role, from_day=day)
    return DemoLogin(role.value, username, password, name, unit.name)


def _cast(day: date) -> Iterator[tuple[Role, str, Unit, str]]:
    province = Unit.objects.get(kind=UnitKind.PROVINCIAL_FEDERATION, ended_on__isnull=True)
    wards = Unit.objects.filter(
        kind=UnitKind.DIRECT_SUPERIOR, ended_on__isnull=True, name__startswith=commune_union("phường")
    )
    commune = _busiest(wards, "reached__unit__duties")
    union = _union(commune, day)
    executive, inspection = BodyKind.EXECUTIVE_COMMITTEE, BodyKind.INSPECTION_COMMITTEE
    yield Role.FEDERATION_OFFICER, "lien-doan", province, _holder(province, executive, Post.MEMBER, day)
    yield Role.SUPERIOR_OFFICER, "phuong", commune, _holder(commune, executive, Post.VICE_CHAIR, day)
    yield Role.CHAIR, "chu-tich", union, _holder(union, executive, Post.CHAIR, day)
    yield Role.COMMITTEE_MEMBER, "uy-vien", union, _holder(union, executive, Post.VICE_CHAIR, day)
    yield Role.INSPECTOR, "kiem-tra", union, _holder(union, inspection, Post.HEAD, day)
    yield Role.GROUP_LEADER, "to-truong", union, _holder(union, BodyKind.GROUP, Post.GROUP_LEADER, day)
    yield Role.READER, "nguoi-xem", province, _holder(province, inspection, Post.MEMBER, day)


def _busiest(units: QuerySet[Unit], path_to_duties: str) -> Unit:
    """The unit with the most open duties (of itself, or below it)."""
    open_now = Q(**{f"{path_to_duties}__closed_on__isnull": True})
    return units.annotate(n=Count(path_to_duties, filter=open_now)).order_by("-n", "id")[:1].get()


def _union(commune: Unit, day: date) -> Unit:
    """A union of this commune with a chair, an inspection committee, groups and, if possible, duties of its own."""
    below = Unit.objects.filter(on_day(day, "placements__"), placements__superior=commune, ended_on__isnull=True)
    held = PostHeld.objects.filter(on_day(day), unit__in=below.values("id"))
    complete = [
        set(held.filter(post=post, body__kind=body).values_list("unit_id", flat=True))
        for post, body in (
            (Post.CHAIR, BodyKind.EXECUTIVE_COMMITTEE),
            (Post.VICE_CHAIR, BodyKind.EXECUTIVE_COMMITTEE),
            (Post.HEAD, BodyKind.INSPECTION_COMMITTEE),
            (Post.GROUP_LEADER, BodyKind.GROUP),
        )
    ]
    fitting = Unit.objects.filter(pk__in=set.intersection(*complete))
    return _busiest(fitting, "duties")


def _holder(unit: Unit, body: BodyKind, post: Post, day: date) -> str:
    held = PostHeld.objects.filter(on_day(day), unit=unit, body__kind=body, post=post)
    return held.order_by("id").select_related("person")[:1].get().person.name
