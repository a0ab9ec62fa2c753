"""axe on every page there is: the list is the walk's, and the walk's own test fails when a URL is not in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from nongcot.people.kinds import Role
from tests.factories import people as make
from tests.walk.doors import Door, side
from tests.walk.pages import FIXED, PAGES

# not pages of HTML: a file, an answer to a program, a part of a page
FILES = ("-file", "-csv", "insight:report", "insight:figures", "openapi-json", "people:branch", "people:pick-")
FILES += ("staffing:paper", "staffing:plan-sample", "staffing:handover-paper", "staffing:ballot-minutes")
FILES += ("staffing:leaving-paper", "staffing:congress-paper", "people:find-units")
SIZES = ((1280, 800), (360, 800))


def pages_for(role: Role) -> dict[str, Door]:
    return {
        name: door
        for name, door in PAGES.items()
        if role in door.may and door.method == "get" and door.lets_in == 200 and not any(part in name for part in FILES)
    }


@pytest.mark.parametrize("role", [Role.FEDERATION_OFFICER, Role.CHAIR])
def test_every_page_is_accessible_and_fits_a_phone(role: Role, page: Any, sign_in, assert_accessible) -> None:
    top = make.federation()
    about = side(top, "An Phú")
    sign_in(page, make.officer(top if role is Role.FEDERATION_OFFICER else about.union, role))
    wrong: list[str] = []
    for name, door in pages_for(role).items():
        arguments = door.about(about) if door.about else FIXED.get(name, [])
        above = role is Role.CHAIR and name == "duties:gather"  # the walk asks about the union above hers
        address = reverse(name, args=arguments) + (door.query(about) if door.query and not above else "")
        answer = page.goto(address)
        if answer.status != 200:
            wrong.append(f"{name} {address}: status {answer.status}")
            continue
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            try:
                assert_accessible(page)
            except AssertionError as error:
                wrong.append(f"{name} {address} at {width} px: {error}")
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if sideways > 0:
            wrong.append(f"{name} {address}: scrolls sideways by {sideways} px at 360 px")
    assert not wrong, "\n" + "\n".join(wrong)
