"""Every address, asked by every role and by nobody, about an own and a foreign unit.

A new URL name without an entry in ``WALK`` fails the first test: say there who may, before it goes live.
"""

from __future__ import annotations

import copy
import json
import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
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
from tests.walk.doors import FOREIGN, OWN, Side, side
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


@pytest.fixture(scope="module")
def both_sides(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Side]]:
    """Made once: every test asks in a savepoint of its own, so that what it did is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        top = make.federation()
        yield {OWN: side(top, "An Phú"), FOREIGN: side(top, "Bình Khê")}
        transaction.set_rollback(True)


@pytest.fixture
def sides(both_sides: dict[str, Side]) -> dict[str, Side]:
    return copy.deepcopy(both_sides)


def ask(client: Client, name: str, about: Side) -> int:
    door = WALK[name]
    arguments = door.about(about) if door.about else FIXED.get(name, [])
    address = reverse(name, args=arguments) + (door.query(about) if door.query else "")
    response = send(client, name, address, about)
    if response.streaming:
        b"".join(response)
    return response.status_code


def send(client: Client, name: str, address: str, about: Side) -> Any:
    """The request as the login of the client's session makes it: the page by its cookie, the API by a token."""
    door = WALK[name]
    if not door.api:
        return getattr(client, door.method)(address, door.data)
    headers = {"Idempotency-Key": secrets.token_hex(8)}
    if "_auth_user_id" in client.session:
        user = User.objects.get(pk=client.session["_auth_user_id"])
        day = clock.today()
        _row, secret = make_token(actor=user, name="walk", scope=Scope.WRITE, ends_on=day + timedelta(days=1), day=day)
        headers["Authorization"] = f"Bearer {secret}"
    sent = door.sent(about) if door.sent else door.data
    data = sent if door.method == "get" else json.dumps(sent)
    return getattr(client, door.method)(address, data, content_type="application/json", headers=headers)


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


def by_role(name: str, sides: dict[str, Side], which: str) -> dict[Role, int]:
    """What each role of the own superior gets; what one of them did is taken back before the next one asks."""
    answers = {}
    for role in Role:
        with transaction.atomic():
            client = Client()
            client.force_login(make.officer(sides[OWN].superior, role))
            answers[role] = ask(client, name, sides[which])
            transaction.set_rollback(True)
    return answers


@pytest.mark.parametrize("name", WALK)
def test_each_role_enters_its_own_unit_only_where_it_may(name, sides):
    door = WALK[name]
    expected = {role: door.lets_in if role in door.may else door.refused for role in Role}
    assert by_role(name, sides, OWN) == expected


@pytest.mark.parametrize("name", [name for name, door in WALK.items() if door.about or door.query or door.sent])
def test_a_foreign_unit_is_not_found(name, sides):
    expected = {role: 404 if role in WALK[name].may else unseen(name) for role in Role}
    assert by_role(name, sides, FOREIGN) == expected


@pytest.mark.parametrize("name", WALK)
def test_nobody_is_sent_to_sign_in(name, sides, client):
    make.user()  # where there is no login at all, the guided start answers
    door = WALK[name]
    status = ask(client, name, sides[OWN])
    if door.api:
        assert status == 401
        return
    if name == "accounts:sign-in":
        assert status == 200
        return
    if door.public:
        assert status == door.lets_in
        return
    assert status == 302
    arguments = door.about(sides[OWN]) if door.about else FIXED.get(name, [])
    response = getattr(client, door.method)(reverse(name, args=arguments), door.data)
    assert response["Location"].startswith(reverse("accounts:sign-in"))


@pytest.mark.parametrize("name", [name for name, door in WALK.items() if door.about or door.query or door.sent])
def test_a_login_without_a_grant_finds_nothing(name, sides, client):
    client.force_login(make.user())
    assert ask(client, name, sides[OWN]) == unseen(name)


@pytest.mark.parametrize("name", [name for name, door in WALK.items() if door.about])
def test_a_grant_that_has_ended_opens_nothing(name, sides, client):
    user = make.user()
    grant = make.grant(user, sides[OWN].superior)
    grant.to_day = clock.today()
    grant.save()
    client.force_login(user)
    assert ask(client, name, sides[OWN]) == unseen(name)


@pytest.mark.parametrize("name", [name for name, door in WALK.items() if door.method == "post" and not door.api])
def test_what_changes_something_is_never_done_by_get(name, sides, client):
    client.force_login(make.officer(sides[OWN].superior))
    door = WALK[name]
    assert (
        client.get(reverse(name, args=door.about(sides[OWN]) if door.about else FIXED.get(name, []))).status_code == 405
    )


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
