"""How many have a word: what many have is taken to be so for a while, what few have is counted each time."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.people.queries import sizes
from tests.factories import people as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def most(monkeypatch):
    monkeypatch.setattr(sizes, "MOST", 2)
    monkeypatch.setattr(sizes, "_many", {})
    union = make.unit("Công đoàn cơ sở May Sao Mai")
    for name in ("Nguyễn Văn An", "Nguyễn Thị Bình", "Nguyễn Văn Cảnh", "Trần Thị Dung"):
        make.post(make.person(name), union)


def asked(*words):
    with CaptureQueriesContext(connection) as seen:
        _lines, _below, found = sizes.sizes([], words)
    return [word.persons for word in found], seen[0]["sql"].count("people_personword")


@pytest.mark.usefixtures("most")
def test_a_word_that_many_have_is_not_counted_again_for_a_while(monkeypatch):
    assert asked("nguyen", "tran") == ([3, 1], 2)
    assert asked("nguyen", "tran") == ([3, 1], 1)
    assert asked("tran", "nguyen") == ([1, 3], 1), "each number stays with its word"
    now = sizes.time.monotonic()
    monkeypatch.setattr(sizes.time, "monotonic", lambda: now + sizes._LASTS + 1)
    assert asked("nguyen") == ([3], 1)


@pytest.mark.usefixtures("most")
def test_what_is_kept_has_an_end(monkeypatch):
    monkeypatch.setattr(sizes, "MOST", 1)
    asked("nguyen", "van")
    assert len(sizes._many) == 2
    monkeypatch.setattr(sizes, "_KEPT", 2)
    asked("ng", "va")
    assert len(sizes._many) == 2, "the older ones were let go"
