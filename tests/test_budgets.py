"""What a page may cost, however much there is to show: questions to the database, bytes of HTML, the first load.

A province with a hundred of everything and long names; every page of the walk is asked by the federation's officer.
"""

from __future__ import annotations

import copy
import gzip
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from nongcot.kernel import clock
from nongcot.people.kinds import BodyKind, EndReason, Post, Role, UnitKind
from nongcot.people.models import Unit
from nongcot.staffing import actions as staffing
from nongcot.staffing.kinds.completing import Seat
from tests.factories import people as make
from tests.factories.sizes import learn_sizes
from tests.walk.doors import Side, data_request, side
from tests.walk.pages import FIXED, PAGES

pytestmark = pytest.mark.django_db
MANY = 100
MOST_QUERIES, MOST_BYTES, FIRST_LOAD = 12, 60_000, 150_000
LONG = (
    "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn một thành viên Đầu tư Xây dựng Thương mại và Xuất nhập khẩu Sao Khuê"
)
WARD = "Công đoàn xã Nam Cát Tiên Thượng Lâm"
NAME = "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Ngọc Phương"


def _union(superior: Unit, number: int) -> None:
    """A union with a new chair, somebody who left, a term, duties open and done, a case and a congress."""
    today = clock.today()
    union = make.unit(f"{LONG} {number}", under=superior)
    chair = make.person(f"{NAME} {number}", born="1985-07-05", sex="female")
    make.post(chair, union, Post.CHAIR, from_day=today - timedelta(days=10))
    left = today - timedelta(days=7)
    make.post(make.person(NAME), union, Post.TREASURER, to_day=left, end_reason=EndReason.TRANSFERRED.value)
    make.term(union, planned_end=today + timedelta(days=90))
    make.duty(union, due_on=today - timedelta(days=number))
    make.duty(union, "data.missing", person=chair)
    make.duty(union, "term.ended", opened_on=left, closed_on=today)
    seat = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.VICE_CHAIR)
    staffing.open_case(actor=make.SYSTEM, unit=union, seat=seat, way="by_election", day=today)
    planned = today + timedelta(days=100)
    staffing.open_congress(actor=make.SYSTEM, unit=union, planned_on=planned, form="delegates", day=today)


def _officers(about: Side) -> None:
    """The union itself is large too: members, those who left, logins, duties about persons, requests."""
    for number in range(MANY):
        person = make.person(f"{NAME} {number}", born="1990")
        make.post(person, about.union, Post.MEMBER)
        make.post(person, about.union, Post.GROUP_LEADER, of=BodyKind.GROUP, to_day=clock.today())
        make.duty(about.union, "data.missing", person=person, subject=str(number))
        make.officer(about.union, Role.COMMITTEE_MEMBER)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Side]:
    """Made once; every test asks in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        top = make.federation()
        about = side(top, "An Phú")
        for number in range(MANY):
            if number in {1, 4, 12, 40}:
                learn_sizes()
            _union(about.superior, number)
            ward = make.unit(f"{WARD} {number}", under=top, kind=UnitKind.DIRECT_SUPERIOR)
            make.duty(make.unit(f"{LONG} của phường {number}", under=ward))
        _officers(about)
        data_request(about)
        learn_sizes()
        yield about
        transaction.set_rollback(True)


@pytest.fixture
def about(made: Side) -> Side:
    return copy.deepcopy(made)


@pytest.fixture
def officer(about: Side, client: Client) -> Client:
    client.force_login(make.officer(about.superior.placements.get().superior, Role.FEDERATION_OFFICER))
    return client


def _addresses(name: str, about: Side) -> list[str]:
    """The page as the walk asks it, and without its narrowing."""
    door = PAGES[name]
    bare = reverse(name, args=door.about(about) if door.about else FIXED.get(name, []))
    return [bare, *([bare + door.query(about)] if door.query else [])]


SHOWN = [
    name
    for name, door in PAGES.items()
    if door.method == "get" and door.lets_in == 200 and not door.api and Role.FEDERATION_OFFICER in door.may
]


# Pages that cost more than the budget, as (queries, bytes), each with its reason.
EXCEPTIONS = {
    "people:congress": (12, 100_000),  # one form with a line for each of a hundred officers
}


def _read(page: Any) -> Any:
    """The answer, a file read to its end."""
    if page.streaming:
        b"".join(page)
        if file := getattr(page, "file_to_stream", None):
            file.close()
    return page


def _too_dear(name: str, about: Side, officer: Client) -> Iterator[str]:
    """The addresses of a page that ask or send more than they may."""
    queries, size = EXCEPTIONS.get(name, (MOST_QUERIES, MOST_BYTES))
    for address in _addresses(name, about):
        _read(officer.get(address))  # what is looked up once
        with CaptureQueriesContext(connection) as asked:
            page = _read(officer.get(address))
        if "html" in page["Content-Type"]:
            if len(asked) > queries:
                yield "\n".join([f"{address}: {len(asked)} questions", *(query["sql"][:200] for query in asked)])
            if len(page.content) > size:
                yield f"{address}: {len(page.content)} bytes"


def test_no_page_costs_more_than_it_may(made: Side, officer: Client) -> None:
    """In one test, for the data takes as long to make as the pages to ask."""
    dear = []
    for name in SHOWN:
        with transaction.atomic():
            dear += _too_dear(name, copy.deepcopy(made), officer)
            transaction.set_rollback(True)
    assert dear == [], "\n\n".join(dear)


def test_every_exception_is_a_page_that_is_asked() -> None:
    assert set(SHOWN) >= set(EXCEPTIONS)


def test_the_first_load_of_the_inbox_is_light(about: Side, officer: Client) -> None:
    page: Any = officer.get("/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    loaded = {"/": len(page.content)}
    html = gzip.decompress(page.content).decode()
    waiting = re.findall(r'<(?:link|script)\b[^>]*?(?:href|src)="(/static/[^"?]+)', html)
    assert any(path.endswith("app.css") for path in waiting)
    while waiting:
        path = unescape(waiting.pop())
        found = finders.find(path.removeprefix("/static/"))
        assert found, path
        content = Path(found).read_bytes()
        # as whitenoise keeps it beside the file: fonts are packed already
        loaded[path] = min(len(content), len(gzip.compress(content, 9)))
    assert sum(loaded.values()) <= FIRST_LOAD, loaded
