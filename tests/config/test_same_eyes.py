"""What a login sees by the API is what it sees on pages: every role, granted high and low, every row of both sides."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nongcot.duties.models import Duty
from nongcot.infra.httpapi.actions import make_token
from nongcot.infra.httpapi.models import Scope
from nongcot.intake.models import Import
from nongcot.kernel import clock
from nongcot.people.kinds import Role
from nongcot.people.models import Person, PostHeld, Unit
from tests.factories import people as make
from tests.walk.doors import side

pytestmark = pytest.mark.django_db

PAGES = {
    "units": (Unit, "people:unit"),
    "persons": (Person, "people:officer"),
    "posts": (PostHeld, "people:post"),
    "duties": (Duty, "duties:duty"),
    "imports": (Import, "intake:import"),
}


def by_api(user: Any, name: str) -> set[int]:
    """The ids of all pages of a list, two rows a page."""
    today = clock.today()
    ends = today + timedelta(days=1)
    secret = make_token(actor=user, name="eyes", scope=Scope.READ, ends_on=ends, day=today)[1]
    client, found, cursor = Client(headers={"Authorization": f"Bearer {secret}"}), [], ""
    while cursor is not None:
        answer = client.get(f"/api/{name}", {"limit": 2, "cursor": cursor})
        if answer.status_code == 403:
            return set()
        assert answer.status_code == 200
        found += [row["id"] for row in answer.json()["items"]]
        cursor = answer.json()["next"]
    assert len(found) == len(set(found))
    return set(found)


def by_pages(user: Any, name: str) -> set[int]:
    """The ids whose page opens."""
    model, page = PAGES[name]
    client = Client()
    client.force_login(user)
    asked = list(model.objects.values_list("pk", flat=True))
    return {pk for pk in asked if client.get(reverse(page, args=[pk])).status_code == 200}


@pytest.mark.parametrize("role", Role)
def test_the_api_shows_the_same_rows_as_the_pages(role):
    top = make.federation()
    one, other = side(top, "An Phú"), side(top, "Bình Khê")
    make.unit("Liên đoàn Lao động tỉnh khác", kind=top.kind)
    for where in (top, one.superior, other.union):
        user = make.officer(where, role)
        for name in PAGES:
            assert by_api(user, name) == by_pages(user, name), (where.name, name)
    nobody = make.user()
    assert {name: by_api(nobody, name) for name in PAGES} == {name: set() for name in PAGES}
