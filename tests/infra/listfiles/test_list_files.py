"""Lists as files: asked for, made in the background, fetched by who asked, gone after a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.listfiles import actions, tasks
from nongcot.infra.listfiles.kinds import ListKind, kind_of, offer
from nongcot.infra.listfiles.models import ListFile
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from tests.factories import people as make

DAY = date(2026, 7, 5)
State = ListFile.State


@pytest.fixture
def user(db):
    return make.officer(make.federation())


@pytest.fixture
def browser(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def asked(user, query: str = "q=anh", **fields) -> ListFile:
    row, _new = actions.ask_file(actor=user, kind="people.officers", query=query, day=DAY, language="vi", **fields)
    return row


def test_a_file_is_asked_for_made_and_fetched(browser, user):
    answer = browser.post(reverse("listfiles:ask"), {"kind": "people.officers", "query": "q=anh", "day": "2026-07-05"})
    row = ListFile.objects.get()
    assert answer.url == reverse("listfiles:file", args=[row.pk])
    assert (row.state, row.day, row.query) == (State.MADE, DAY, "q=anh")
    page = browser.get(answer.url).content.decode()
    assert reverse("people:officers") + "?q=anh" in page
    file = browser.post(reverse("listfiles:download", args=[row.pk]))
    assert file.content.startswith(b"PK")
    assert file["Content-Disposition"] == 'attachment; filename="trich-ngang-can-bo-2026-07-05.xlsx"'
    verbs = AuditEntry.objects.filter(object_type="list_file").order_by("pk").values_list("action", flat=True)
    assert list(verbs) == ["listfiles.ask_file", "listfiles.make_file", "listfiles.fetch"]
    assert not any("anh" in str(entry.changes) for entry in AuditEntry.objects.filter(object_type="list_file"))


def test_nobody_else_reaches_it(user):
    row = asked(user)
    tasks.make_file.func(row.pk)
    other = Client()
    other.force_login(make.officer(make.federation("Liên đoàn khác")))
    for page, ask in [("file", other.get), ("progress", other.get), ("again", other.post), ("download", other.post)]:
        assert ask(reverse(f"listfiles:{page}", args=[row.pk])).status_code == 404


def test_what_is_being_made_is_not_begun_twice_and_few_wait_at_once(user):
    first = asked(user)
    assert actions.ask_file(actor=user, kind="people.officers", query="q=anh", day=DAY, language="vi") == (first, False)
    for number in range(actions.MOST_WAITING - 1):
        asked(user, f"q={number}")
    with pytest.raises(Refused):
        asked(user, "q=more")
    with pytest.raises(Refused):
        actions.ask_file(actor=make.user(), kind="people.secrets", query="", day=DAY, language="vi")
    with pytest.raises(Refused):
        actions.ask_file(actor=make.user(), kind="people.officers", query="q" * 1001, day=DAY, language="vi")


def test_what_goes_wrong_is_said_and_can_be_begun_again(browser, user):
    good = kind_of("people.officers")

    def fails(*_given: object) -> bytes:
        raise OSError("no space left")

    offer(ListKind("people.officers", good.page, good.name, good.title, fails))
    try:
        row = asked(user)
        with pytest.raises(OSError, match="no space"):
            tasks.make_file.func(row.pk)
    finally:
        offer(good)
    row.refresh_from_db()
    assert row.state == State.FAILED
    assert browser.post(reverse("listfiles:download", args=[row.pk])).status_code == 302
    assert (
        reverse("listfiles:again", args=[row.pk])
        in browser.get(reverse("listfiles:file", args=[row.pk])).content.decode()
    )
    browser.post(reverse("listfiles:again", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == State.MADE


def test_progress_is_told_and_the_page_comes_when_it_is_done(browser, user):
    row = asked(user)
    ListFile.objects.filter(pk=row.pk).update(rows_done=2000, rows_total=8000)
    page = browser.get(reverse("listfiles:progress", args=[row.pk]))
    assert 'value="25"' in page.content.decode()
    tasks.make_file.func(row.pk)
    done = browser.get(reverse("listfiles:progress", args=[row.pk]), headers={"HX-Request": "true"})
    assert done["HX-Refresh"] == "true"


def test_a_file_is_gone_after_a_day(browser, user):
    row = asked(user)
    tasks.make_file.func(row.pk)
    ListFile.objects.filter(pk=row.pk).update(asked_at=clock.now() - timedelta(hours=24))
    assert browser.get(reverse("listfiles:file", args=[row.pk])).status_code == 404
    tasks.make_file.func(asked(user, "q=moi").pk)
    assert not ListFile.objects.filter(pk=row.pk).exists()
