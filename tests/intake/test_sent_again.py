"""A file whose answer got lost is sent again: one import, and the page says that it is there."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nongcot.infra.acting.once import KeyReused
from nongcot.intake import actions
from nongcot.intake.actions.receiving import SENT_AGAIN
from nongcot.intake.models import Import
from nongcot.kernel import clock
from nongcot.people.kinds import Role
from tests.factories import people as make
from tests.intake.apply.test_apply import HOA, NAM
from tests.intake.conftest import DAY, Province
from tests.intake.workbooks import officers

AGAIN = "Tệp này đã được nhận lúc"


@pytest.fixture
def one(tmp_path: Path) -> bytes:
    return officers(tmp_path / "a.xlsx", HOA).read_bytes()


@pytest.fixture
def two(tmp_path: Path) -> bytes:
    return officers(tmp_path / "b.xlsx", NAM).read_bytes()


def received(who, *contents: bytes, key: str, day: date = DAY) -> tuple[Import, bool]:
    files = [SimpleUploadedFile(f"danh sách {n}.xlsx", content) for n, content in enumerate(contents)]
    return actions.receive_once(actor=who, files=files, day=day, key=key)


def test_the_same_form_or_the_same_files_give_the_import_that_is_there(province: Province, one, two):
    first, now = received(province.officer, one, two, key="a")
    assert now
    for key, files in (("a", (one, two)), ("b", (one, two)), ("c", (two, one))):
        assert received(province.officer, *files, key=key) == (first, False)
    assert Import.objects.count() == 1
    assert first.files.count() == 2


def test_what_differs_is_another_import(province: Province, one, two):
    first, _now = received(province.officer, one, key="a")
    others = [
        received(province.officer, two, key="b"),
        received(province.officer, one, two, key="c"),
        received(province.officer, one, key="d", day=DAY - timedelta(days=1)),
        received(province.superior, one, key="e"),
    ]
    assert all(now for _imported, now in others)
    assert len({first.pk, *(imported.pk for imported, _now in others)}) == 5
    with pytest.raises(KeyReused):
        received(province.officer, two, key="a")


@pytest.mark.parametrize(("minutes", "again"), [(0, True), (-1, True), (1, False)])
def test_after_a_while_the_same_file_is_a_new_import(minutes, again, province: Province, one):
    first, _now = received(province.officer, one, key="a")
    Import.objects.update(at=clock.now() - SENT_AGAIN - timedelta(minutes=minutes) + timedelta(seconds=20))
    second, now = received(province.officer, one, key="b")
    assert (second == first, now) == (again, not again)


@pytest.mark.parametrize("state", Import.State)
def test_only_an_import_that_waits_for_its_preview_is_gone_back_to(state, province: Province, one):
    first, _now = received(province.officer, one, key="a")
    Import.objects.update(state=state)
    _second, now = received(province.officer, one, key="b")
    assert now is (state not in ("reading", "read"))
    assert received(province.officer, one, key="a") == (Import.objects.get(pk=first.pk), False), "the form itself"


def test_who_may_not_import_learns_nothing(province: Province, one):
    received(province.officer, one, key="a")
    with pytest.raises(PermissionDenied):
        received(make.officer(province.ward, Role.CHAIR), one, key="a")


def test_the_page_says_that_the_file_is_there(province: Province, client: Client, one, two):
    client.force_login(province.officer)
    key = client.get("/nhap-du-lieu/").context["once"]

    def send(content: bytes, key: str):
        file = SimpleUploadedFile("a.xlsx", content)
        return client.post("/nhap-du-lieu/", {"workbooks": file, "day": "22/11/2026", "once": key}, follow=True)

    first = send(one, key)
    assert AGAIN not in first.content.decode()
    for again in (key, client.get("/nhap-du-lieu/").context["once"], ""):
        page = send(one, again)
        assert AGAIN in page.content.decode()
        assert page.context["imported"] == first.context["imported"]
    other = send(two, key)  # the form of before, with another file chosen in it
    assert AGAIN not in other.content.decode()
    assert Import.objects.count() == 2
