"""Every page with hostile text in what it shows and in its address: nothing falls over, nothing becomes markup."""

from __future__ import annotations

import json
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from nongcot.infra.httpapi.actions import make_token
from nongcot.infra.httpapi.models import Scope
from nongcot.kernel import clock
from nongcot.people.kinds import Role
from tests.factories import people as make
from tests.hostile import MARKUP, NO_NUMBER, TYPED
from tests.walk.api import API, API_FIXED
from tests.walk.doors import Side, side
from tests.walk.pages import FIXED, PAGES

pytestmark = pytest.mark.django_db

# what the pages read of an address
ASKED = (
    "q", "day", "kind", "view", "from", "to", "order", "page", "row", "after", "before", "post", "body", "sex",
    "age", "education", "party", "missing", "ends", "first", "next", "save", "loai", "xem", "rieng", "format", "person",
    "prefix", "do", "duty", "for", "by", "who", "role", "state", "user", "username", "within", "limit", "cursor",
)  # fmt: skip
NUMBERS = ("unit", "page", "row", "after", "before", "from", "ends", "duty", "person", "within")
LEFT_ALONE = {"/dang-xuat/"}
CHOSEN = ("hidden", "button", "radio", "checkbox")  # not typed: what was sent is forged where these are hostile
READ = {name: door for name, door in PAGES.items() if door.method == "get"}


class Found(HTMLParser):
    """The forms of a page, and what hostile text would have made of it: a script, or anything with a handler."""

    def __init__(self) -> None:
        super().__init__()
        self.ran: list[str] = []
        self.forms: list[dict[str, Any]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.inside = tag == "script"
        self.ran += [f"<{tag} {name}>" for name in given if name.startswith("on")]
        self.ran += [f"<{tag} {name}={value}>" for name, value in given.items() if value.startswith("javascript:")]
        if tag == "form" and given.get("method") == "post":
            self.forms.append({"action": given.get("action", ""), "names": {}})
        elif self.forms and given.get("name") and tag in ("input", "textarea", "select", "button"):
            self.forms[-1]["names"][given["name"]] = given.get("type", tag), given.get("value", "")

    def handle_endtag(self, _tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and "window.x" in data:
            self.ran.append(data)


def found_in(response: Any) -> Found:
    """What stands in a page; a file is read to its end, which closes it."""
    found = Found()
    if response.streaming:
        b"".join(response)
    elif "html" in response.get("Content-Type", ""):
        found.feed(response.content.decode())
    return found


def fell(response: Any) -> str:
    """Why an answer is wrong, or nothing."""
    found = found_in(response)
    if response.status_code >= 500:
        return repr(response.exc_info[1] if response.exc_info else response.status_code)[:300]
    return str(found.ran or "")


@pytest.fixture
def about() -> Side:
    top = make.federation(f"Liên đoàn {MARKUP}")
    return side(top, MARKUP)


def address_of(name: str, about: Side, query: dict[str, Any]) -> str:
    door = READ[name]
    arguments = door.about(about) if door.about else FIXED.get(name, [])
    return reverse(name, args=arguments) + "?" + urlencode(query)


@pytest.fixture
def signed_in(about, client) -> Client:
    client.force_login(make.officer(about.superior, Role.SUPERIOR_OFFICER))
    client.raise_request_exception = False
    return client


def test_what_an_address_asks_breaks_no_page_and_becomes_no_markup(about, signed_in):
    wrong = []
    for name in READ:
        for text in TYPED:
            asked = dict.fromkeys(ASKED, text[:60])
            if text in NO_NUMBER:
                asked = dict.fromkeys(NUMBERS, text[:900]) | {"row": text}
            if told := fell(signed_in.get(address_of(name, about, asked))):
                wrong.append((name, text[:40], told))
    assert wrong == []


def test_what_is_typed_into_the_fields_of_every_form_breaks_none_and_becomes_no_markup(about, signed_in):
    wrong, sent = [], 0
    for name in READ:
        address = address_of(name, about, {})
        for form in found_in(signed_in.get(address)).forms:
            where = urljoin(address, form["action"])
            for text, forged in ((TYPED[0], False), (TYPED[1], True)) if where not in LEFT_ALONE else ():
                data = {
                    field: text if forged or kind not in CHOSEN else value
                    for field, (kind, value) in form["names"].items()
                }
                with transaction.atomic():
                    told, sent = fell(signed_in.post(where, data)), sent + 1
                    transaction.set_rollback(True)
                if told:
                    wrong.append((name, where, text[:40], told))
    assert wrong == []
    assert sent > 100


def hostile(sent: Any, text: str) -> Any:
    """What a program sends, with the text in place of every text of it."""
    if isinstance(sent, dict):
        return {name: hostile(value, text) for name, value in sent.items()}
    return text if isinstance(sent, str) else sent


def test_what_a_program_sends_breaks_no_route(about, signed_in):
    user = make.officer(about.superior, Role.SUPERIOR_OFFICER)
    day = clock.today()
    _row, secret = make_token(actor=user, name="walk", scope=Scope.WRITE, ends_on=day + timedelta(days=1), day=day)
    wrong = []
    for name, door in API.items():
        address = reverse(name, args=door.about(about) if door.about else API_FIXED.get(name, []))
        given = door.sent(about) if door.sent else door.data
        for number, text in enumerate(TYPED[:2]):
            for one in given or [""]:
                data = dict(given) | ({one: hostile(given[one], text)} if one else {})
                headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": f"{name}-{number}-{one}"}
                body = data if door.method == "get" else json.dumps(data)
                with transaction.atomic():
                    ask = getattr(signed_in, door.method)
                    told = fell(ask(address, body, content_type="application/json", headers=headers))
                    transaction.set_rollback(True)
                if told:
                    wrong.append((name, one, text[:40], told))
    assert wrong == []
