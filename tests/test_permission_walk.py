"""Every address, asked by every role and by nobody, about an own and a foreign unit.

A new URL name without an entry in ``WALK`` fails the first test: say there who may, before it goes live.
"""

from __future__ import annotations

import copy
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from nongcot.infra.accounts.models import User
from nongcot.infra.httpapi.actions import make_token
from nongcot.infra.httpapi.models import Scope
from nongcot.infra.notices.actions import make_feed
from nongcot.kernel import clock
from nongcot.people.kinds import Role
from tests.factories import people as make
from tests.walk.api import API, API_FIXED
from tests.walk.doors import FOREIGN, OWN, Door, Side, side
from tests.walk.pages import FIXED as PAGES_FIXED
from tests.walk.pages import PAGES

pytestmark = pytest.mark.django_db

WALK = PAGES | API
FIXED = PAGES_FIXED | API_FIXED


def names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the session of a login for the pages, a token of it for the API; nobody has neither."""

    session: str = ""
    secret: str = ""


def visitor(user: User) -> Visitor:
    client, day = Client(), clock.today()
    client.force_login(user)
    _row, secret = make_token(actor=user, name="walk", scope=Scope.WRITE, ends_on=day + timedelta(days=1), day=day)
    return Visitor(client.cookies[settings.SESSION_COOKIE_NAME].value, secret)


@dataclass(frozen=True, slots=True)
class World:
    sides: dict[str, Side]
    roles: dict[Role, Visitor]  # each at the own superior
    without_grant: Visitor
    with_ended_grant: Visitor


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once: whatever is asked is asked in a savepoint of its own, so that what it did is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        top = make.federation()
        sides = {OWN: side(top, "An Phú"), FOREIGN: side(top, "Bình Khê")}
        own, former = sides[OWN].superior, make.user()
        grant = make.grant(former, own)
        grant.to_day = clock.today()
        grant.save()
        roles = {role: visitor(make.officer(own, role)) for role in Role}
        yield World(sides, roles, visitor(make.user()), visitor(former))
        transaction.set_rollback(True)


@pytest.fixture
def sides(world: World) -> dict[str, Side]:
    return copy.deepcopy(world.sides)


class Asked:
    """One address about one side, to be asked by several visitors: what it needs is made once.

    What a visitor did is taken back before the next one asks.
    """

    def __init__(self, name: str, about: Side) -> None:
        self.door = WALK[name]
        arguments = self.door.about(about) if self.door.about else FIXED.get(name, [])
        self.bare = reverse(name, args=arguments)
        self.address = self.bare + (self.door.query(about) if self.door.query else "")
        self.sent = self.door.sent(about) if self.door.sent else self.door.data

    def by(self, visitor: Visitor) -> int:
        with transaction.atomic():
            response = self._send(visitor)
            if response.streaming:
                b"".join(response)
            transaction.set_rollback(True)
        return int(response.status_code)

    def _send(self, visitor: Visitor) -> Any:
        """The request: a page's by the cookie, the API's by the token."""
        client = Client()
        if visitor.session:
            client.cookies[settings.SESSION_COOKIE_NAME] = visitor.session
        ask = getattr(client, self.door.method)
        if not self.door.api:
            return ask(self.address, self.door.data)
        headers = {"Idempotency-Key": secrets.token_hex(8)}
        if visitor.secret:
            headers["Authorization"] = f"Bearer {visitor.secret}"
        data = self.sent if self.door.method == "get" else json.dumps(self.sent)
        return ask(self.address, data, content_type="application/json", headers=headers)


Look = Callable[[str, Asked], Any]


def wrong(world: World, names: Iterable[str], look: Look, *, which: str = OWN) -> dict[str, Any]:
    """What ``look`` finds wrong with each of these addresses, asked about the own or the foreign side."""
    found = {}
    for name in names:
        with transaction.atomic():
            found[name] = look(name, Asked(name, copy.deepcopy(world.sides[which])))
            transaction.set_rollback(True)
    return {name: told for name, told in found.items() if told}


SPACES = sorted({name.partition(":")[0] for name in WALK})


def within(space: str, *, only: Callable[[Door], object] = lambda _door: True) -> list[str]:
    """The addresses of one app: a test for each app, so that several processes share the work."""
    return [name for name, door in WALK.items() if name.partition(":")[0] == space and only(door)]


def about_units(door: Door) -> object:
    return door.about or door.query or door.sent


def unseen(name: str) -> int:
    """What somebody gets who may not even look: an app for some roles refuses the others before it looks."""
    importing = ("get_import", "list_changes", "drop_import", "apply_import", "undo_import")
    planning = ("get", "list", "start", "drop", "schedule", "call_off")
    of_importers = name.startswith("intake:") or name in {
        *(f"api:{verb}" for verb in importing),
        *(f"api:{verb}_reorganisation" for verb in planning),
        "api:list_reorganisation_lines",
        "api:look_again",
        "api:take_plan_back",
        "api:list_splits",
        "api:place_split",
    }
    of_importers |= name.startswith("staffing:plan") and name not in ("staffing:plan-merge", "staffing:plan-split")
    return 403 if of_importers else 404


def test_every_address_is_walked():
    assert sorted(set(names())) == sorted(WALK)


def by_role(asked: Asked, world: World, expected: dict[Role, int]) -> dict[str, Any]:
    """The roles that get something else than expected: what they got, and what they should have."""
    answers = {role: asked.by(visitor) for role, visitor in world.roles.items()}
    return {f"{role}": (answers[role], expected[role]) for role in Role if answers[role] != expected[role]}


@pytest.mark.parametrize("space", SPACES)
def test_each_role_enters_its_own_unit_only_where_it_may(space, world):
    def look(_name, asked):
        door = asked.door
        return by_role(asked, world, {role: door.lets_in if role in door.may else door.refused for role in Role})

    assert wrong(world, within(space), look) == {}


@pytest.mark.parametrize("space", SPACES)
def test_a_foreign_unit_is_not_found(space, world):
    def look(name, asked):
        return by_role(asked, world, {role: 404 if role in asked.door.may else unseen(name) for role in Role})

    assert wrong(world, within(space, only=about_units), look, which=FOREIGN) == {}


def test_nobody_is_sent_to_sign_in(world):
    def look(name, asked):
        door, status = asked.door, asked.by(Visitor())
        if door.api:
            return status != 401 and status
        if name == "accounts:sign-in":
            return status != 200 and status
        if door.public:
            return status != door.lets_in and status
        there = getattr(Client(), door.method)(asked.bare, door.data).get("Location", "")
        return (status, there) if status != 302 or not there.startswith(reverse("accounts:sign-in")) else None

    assert wrong(world, WALK, look) == {}


@pytest.mark.parametrize("who", ["without_grant", "with_ended_grant"])
def test_a_login_without_a_grant_or_with_one_that_has_ended_finds_nothing(who, world):
    def look(name, asked):
        status = asked.by(getattr(world, who))
        return status != unseen(name) and status

    assert wrong(world, [name for name, door in WALK.items() if about_units(door)], look) == {}


def test_what_changes_something_is_never_done_by_get(world):
    def look(_name, asked):
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = world.roles[Role.FEDERATION_OFFICER].session
        status = client.get(asked.bare).status_code
        return status != 405 and status

    names = [name for name, door in WALK.items() if door.method == "post" and not door.api]
    assert len(names) > 40
    assert wrong(world, names, look) == {}


def test_a_secret_calendar_shows_anybody_only_what_its_owner_sees(sides, client):
    secret = make_feed(actor=make.officer(sides[OWN].superior, Role.SUPERIOR_OFFICER))
    client.force_login(make.officer(sides[FOREIGN].superior))
    text = client.get(reverse("notices:feed", args=[secret])).content.decode()
    assert "An Phú" in text
    assert "Bình Khê" not in text


def test_lists_show_nothing_of_a_foreign_unit(sides, client):
    client.force_login(make.officer(sides[OWN].superior, Role.READER))
    for address in ("/", "/don-vi/", "/don-vi/?q=cong+doan", "/can-bo/", "/can-bo/danh-sach.csv"):
        response = client.get(address)
        text = b"".join(response).decode() if response.streaming else response.content.decode()
        assert "An Phú" in text, address
        assert "Bình Khê" not in text, address
