"""Every page there is as each of the seven roles at both sizes: the list is the walk's, which knows every URL.

Each page is loaded once for each role that may open it. axe looks at it, wide and narrow, when its main part is not
what it showed to another role; heading, words, touch targets and sideways scrolling are looked at each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from nongcot.infra.accounts.actions.signing_in import CONFIRMED
from nongcot.kernel import clock
from nongcot.people.kinds import Role
from nongcot.people.models import Unit
from tests.e2e.conftest import NARROW, TOO_SMALL, WIDE
from tests.factories import people as make
from tests.walk.doors import Door, Side, side
from tests.walk.pages import FIXED, PAGES

# not pages of HTML: a file, an answer to a program, a part of a page
FILES = ("-file", "-csv", "insight:report", "insight:figures", "openapi-json", "people:branch", "people:pick-")
FILES += ("staffing:paper", "staffing:plan-sample", "staffing:handover-paper", "staffing:ballot-minutes")
FILES += ("staffing:leaving-paper", "staffing:congress-paper", "people:find-units")
FILES += ("openapi-view",)  # a library's page, in English: test_api_docs
# they ask for the password again first; the sessions of this walk have just given it
BEHIND_PASSWORD = {
    "accounts:profile",
    "accounts:factors",
    "accounts:code-app",
    "accounts:passkey-add",
    "accounts:recovery",
    "httpapi:tokens",
}
ABOVE = (Role.FEDERATION_OFFICER, Role.SUPERIOR_OFFICER)
TOKENS = re.compile(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|\d+')
ENGLISH = re.compile(
    r"\b(the|and|this|that|field|required|please|error|unknown|none|null|undefined|true|false|page|not|save|submit)\b"
    r"|\b[a-z]+_[a-z_]+\b|\{\{|\{%|%\(",
    re.IGNORECASE,
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOOK = """() => ({
  headings: document.querySelectorAll('h1').length,
  language: document.documentElement.lang,
  main: document.querySelector('main').innerHTML,
  words: Array.from(document.querySelectorAll('code')).reduce(
    (words, code) => words.replaceAll(code.innerText, ''), document.body.innerText),
})"""


def opens_a_page(name: str, door: Door) -> bool:
    page = door.method == "get" and door.lets_in == 200 and not any(part in name for part in FILES)
    return page or name in BEHIND_PASSWORD


NAMES = [name for name, door in PAGES.items() if opens_a_page(name, door)]


class Walk:
    """One browser page that is now this role, now that: its sessions, what axe has seen, what is wrong."""

    def __init__(self, page: Any, url: str, about: Side, where: dict[Role, Unit]) -> None:
        self.page, self.about = page, about
        cookie = {"name": settings.SESSION_COOKIE_NAME, "url": url}
        self.cookies = {
            role: [{**cookie, "value": session_of(make.officer(unit, role))}] for role, unit in where.items()
        }
        self.analysed: set[str] = set()
        self.greeted: set[Role] = set()
        self.loaded, self.same, self.wrong = 0, 0, list[str]()

    def visit(self, name: str, door: Door, assert_accessible: Any) -> None:
        given = door.about(self.about) if door.about else FIXED.get(name, [])
        for role in door.may if not door.public else [Role.READER]:
            above = name != "duties:gather" or role in ABOVE  # the walk asks about the unit above the union
            address = reverse(name, args=given) + (door.query(self.about) if door.query and above else "")
            self.page.context.add_cookies(self.cookies[role])
            self.page.set_viewport_size({"width": WIDE, "height": 800})
            answer = self.page.goto(address)
            self.loaded += 1
            told = [f"status {answer.status}"] if answer.status != 200 else list(self.faults(role, assert_accessible))
            self.wrong += [f"{name} {address} as {role}: {one}" for one in told]

    def faults(self, role: Role, assert_accessible: Any) -> Iterator[str]:
        """What is wrong on the page that is shown, wide first, then narrow."""
        shown = self.page.evaluate(LOOK)
        if shown["headings"] != 1 or shown["language"] != "vi":
            yield f"{shown['headings']} headings, language {shown['language']}"
        if english := [found[0] for found in ENGLISH.finditer(shown["words"])]:
            yield f"words of a program: {english}"
        main = sha256(TOKENS.sub("", shown["main"]).encode()).hexdigest()
        look = main not in self.analysed or role not in self.greeted  # head and menu of the role once
        self.analysed.add(main)
        self.greeted.add(role)
        self.same += not look
        for width in (WIDE, NARROW):
            self.page.set_viewport_size({"width": width, "height": 800})
            sideways = self.page.evaluate(SIDEWAYS)
            if sideways > 0:
                yield f"scrolls sideways by {sideways} px at {width} px"
            try:
                if look:
                    assert_accessible(self.page)
            except AssertionError as error:
                yield f"at {width} px: {error}"
        if small := self.page.evaluate(TOO_SMALL):
            yield f"too small to touch: {small}"


def session_of(user: Any) -> str:
    """The key of a session that has just given its password."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[CONFIRMED] = clock.now().timestamp()
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.parametrize("part", [0, 1], ids=["first half", "second half"])
def test_every_page_as_every_role(part, page, live_server, assert_accessible, record_property) -> None:
    top = make.federation()
    about = side(top, "An Phú")
    where = dict.fromkeys(Role, about.union)
    where |= {Role.FEDERATION_OFFICER: top, Role.SUPERIOR_OFFICER: about.superior}
    walk = Walk(page, live_server.url, about, where)
    half = len(NAMES) // 2
    for name in NAMES[part * half : half + part * len(NAMES)]:
        walk.visit(name, PAGES[name], assert_accessible)
    record_property("pages loaded", walk.loaded)
    record_property("of which another role had been shown the same", walk.same)
    assert not walk.wrong, "\n" + "\n".join(walk.wrong)
    assert walk.same > walk.loaded // 4
