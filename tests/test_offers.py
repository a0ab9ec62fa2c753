"""What a page offers, works: whoever sees a link or a button may use it, and what it leads to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse

from nongcot.duties.checks import CHECKS
from nongcot.kernel import clock
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import UnitPlacement
from tests.factories import people as make
from tests.walk.doors import Side, side
from tests.walk.pages import FIXED, PAGES

pytestmark = pytest.mark.django_db
LINK = re.compile(r"""<a\b[^>]*?\shref="([^"#][^"]*)\"""")
FORM = re.compile(r"""<form\b([^>]*)>""")
BUTTON = re.compile(r"""\sformaction="([^"]+)\"""")


@pytest.fixture
def about() -> Side:
    """A union with a duty of every kind, that stood under a superior of another branch before."""
    top = make.federation()
    own = side(top, "An Phú")
    former = make.unit("Liên đoàn Lao động quận Tám", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    day = clock.today() - timedelta(days=400)
    UnitPlacement.objects.filter(unit=own.union).update(from_day=day)
    UnitPlacement.objects.create(unit=own.union, superior=former, to_day=day)
    for code in sorted(set(CHECKS) - {own.duty.code}):
        make.duty(own.union, code, due_on=clock.today(), person=own.person)
    return own


def pages(role: Role, about: Side) -> Iterator[str]:
    """The addresses of the walk that answer this role with a page."""
    for name, door in PAGES.items():
        if role in door.may and door.method == "get" and door.lets_in == 200:
            above = role not in (Role.FEDERATION_OFFICER, Role.SUPERIOR_OFFICER) and name.startswith("duties:gather")
            arguments = door.about(about) if door.about else FIXED.get(name, [])
            yield reverse(name, args=arguments) + (door.query(about) if door.query and not above else "")


def offered(address: str, html: str) -> Iterator[tuple[str, str]]:
    """The links and forms of a page that lead into the application: method and address."""
    html = re.sub(r"<template\b.*?</template>", "", html, flags=re.DOTALL)
    for found in LINK.findall(html):
        yield "get", unescape(found)
    for attributes in FORM.findall(html):
        action = re.search(r'\saction="([^"]*)"', attributes)
        method = "post" if re.search(r'\smethod="post"', attributes, re.IGNORECASE) else "get"
        yield method, unescape(action[1]) if action and action[1] else address
    for found in BUTTON.findall(html):
        yield "post", unescape(found)


def kind_of(address: str) -> tuple[str, tuple[str, ...]]:
    """Addresses of one kind are asked twice: the same page with the same questions in its query."""
    parts = urlsplit(address)
    return resolve(parts.path).view_name, tuple(sorted(parse_qs(parts.query, keep_blank_values=True)))


def wrong_offers(client: Client, role: Role, start: list[str]) -> list[str]:
    """Every link from these pages on is followed, two of a kind; whatever is refused or absent is named."""
    waiting, asked, wrong = [(address, "") for address in start], dict.fromkeys(start, 0), []
    seen: dict[Any, int] = {}
    while waiting:
        address, before = waiting.pop(0)
        response: Any = client.get(address, follow=True)
        if response.status_code >= 400:
            wrong.append(f"{address} of {before or 'the walk'}: {response.status_code}")
        if response.streaming:
            b"".join(response)
            if file := getattr(response, "file_to_stream", None):
                file.close()
        if response.streaming or "html" not in response["Content-Type"]:
            continue
        for method, found in offered(address, response.content.decode()):
            there = urljoin(address, found)
            if urlsplit(there).scheme:
                continue
            name, asks = kind_of(there)
            door = PAGES.get(name)
            if method == "post" and door is not None and role not in door.may:
                wrong.append(f"{address} offers {name}, which refuses this role")
            if method == "get" and there not in asked and seen.get((name, asks), 0) < 2:
                seen[name, asks] = seen.get((name, asks), 0) + 1
                asked[there] = 1
                waiting.append((there, address))
    return wrong


@pytest.mark.parametrize("role", Role)
def test_no_link_or_button_leads_to_a_refusal(role: Role, about: Side, client: Client) -> None:
    where = about.superior if role is Role.SUPERIOR_OFFICER else about.union
    if role is Role.FEDERATION_OFFICER:
        where = about.superior.placements.get().superior
    client.force_login(make.officer(where, role))
    assert wrong_offers(client, role, list(pages(role, about))) == []


@pytest.mark.parametrize("role", [Role.COMMITTEE_MEMBER, Role.INSPECTOR, Role.GROUP_LEADER, Role.READER])
def test_who_may_not_resolve_a_duty_is_not_offered_to(role: Role, about: Side, client: Client) -> None:
    client.force_login(make.officer(about.union, role))
    duty = about.duty
    for address in ("/", f"/don-vi/{about.union.pk}/", f"/viec/{duty.pk}/"):
        page = client.get(address).content.decode()
        assert f"/viec/{duty.pk}/" in page or "Bạn theo dõi được việc này" in page
        assert "#postpone" not in page
        assert ">Xử lý" not in page
    client.force_login(make.officer(about.union, Role.CHAIR))
    inbox = client.get("/").content.decode()
    assert f"/viec/{duty.pk}/#postpone" in inbox
    assert ">Xử lý" in inbox
