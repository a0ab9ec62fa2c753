"""The calendar of what is due: read by two programs that do not know each other."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest
import vobject
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.documents.text import printable
from nongcot.infra.notices.actions import make_feed, revoke_feed
from nongcot.infra.notices.calendar import calendar_of
from nongcot.infra.notices.kinds import Item
from nongcot.infra.notices.models import CalendarFeed
from nongcot.kernel import clock
from nongcot.people.kinds import Role, UnitKind
from tests.factories import people as make

HOSTILE = "Công ty; Đào, Mận\\n & Con\r\nEND:VEVENT\r\nBEGIN:VALARM\u2028\x00 " + "Nguyễn Thị Ngọc Ánh Tuyết, " * 12
DAY = date(2026, 7, 5)


def item(**fields) -> Item:
    given_fields = {
        "key": "duty-7",
        "title": "Chưa có Chủ tịch",
        "where": "CĐCS May",
        "opened_on": DAY,
        "path": "/viec/7/",
    }
    return Item(**{**given_fields, "due_on": DAY + timedelta(days=9), **fields})


def read_both(body: bytes) -> tuple[icalendar.Calendar, vobject.base.Component]:
    return icalendar.Calendar.from_ical(body), vobject.readOne(body.decode())


def test_two_programs_read_the_same_day_and_words(settings):
    settings.SITE_URL = "https://nongcot.example.vn"
    one, two = read_both(calendar_of([item(), item(key="duty-8", due_on=None)]))
    (event,) = one.walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 7, 14)
    assert event.decoded("dtend") == date(2026, 7, 15)
    assert str(event["uid"]) == "duty-7@nongcot.example.vn"
    assert str(event["summary"]) == "Chưa có Chủ tịch – CĐCS May"
    assert str(event["url"]) == "https://nongcot.example.vn/viec/7/"
    assert two.vevent.dtstart.value == date(2026, 7, 14)
    assert two.vevent.summary.value == "Chưa có Chủ tịch – CĐCS May"
    assert two.vevent.uid.value == "duty-7@nongcot.example.vn"


def test_hostile_text_stays_text_in_folded_lines_of_75_bytes():
    body = calendar_of([item(title=HOSTILE, where=HOSTILE, to_do=HOSTILE)])
    one, two = read_both(body)
    assert [part.name for part in one.walk()] == ["VCALENDAR", "VEVENT"]
    said = printable("\n".join(f"{HOSTILE} – {HOSTILE}".splitlines()))
    assert str(one.walk("VEVENT")[0]["summary"]) == said
    assert two.vevent.summary.value == said
    assert len(two.vevent_list) == 1
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert all(line.decode() is not None for line in body.split(b"\r\n"))  # no letter is cut in half
    assert b"\n" not in body.replace(b"\r\n", b"")


@given(text=st.text(max_size=200))
def test_any_text_comes_back(text):
    body = calendar_of([item(title=text, where="", to_do="")])
    one, two = read_both(body)
    said = printable("\n".join(text.splitlines()))
    assert str(one.walk("VEVENT")[0]["summary"]) == said
    assert two.vevent.summary.value == said


def test_the_same_items_give_the_same_bytes_in_whatever_order():
    rows = [item(key=f"duty-{n}") for n in range(5)]
    assert calendar_of(rows) == calendar_of(reversed(rows))


def test_an_empty_calendar_is_one_that_both_read():
    one, two = read_both(calendar_of([]))
    assert one.walk("VEVENT") == []
    assert "vevent" not in two.contents


# The address


@pytest.fixture
def ward(db):
    return make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def officer(ward):
    return make.officer(ward, Role.SUPERIOR_OFFICER)


def feed(secret: str, **headers: str):
    return Client().get(f"/lich/{secret}.ics", headers=headers)


def names(response) -> list[str]:
    assert response.status_code == 200
    return [str(event["summary"]) for event in icalendar.Calendar.from_ical(response.content).walk("VEVENT")]


def test_the_secret_address_gives_the_owners_duties_and_only_a_hash_is_kept(officer, ward):
    make.duty(make.unit("Công đoàn Một", under=ward))
    make.duty(make.unit("Công đoàn Lạ", under=make.federation("Liên đoàn khác")))
    secret = make_feed(actor=officer)
    response = feed(secret)
    assert names(response) == ["Chưa có Chủ tịch – Công đoàn Một"]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert secret not in CalendarFeed.objects.get().token_hash
    assert not [entry for entry in AuditEntry.objects.all() if secret in str(entry.changes)]


@pytest.mark.parametrize(
    ("told", "host"), [("", "http://testserver:8160"), ("https://nongcot.example.vn", "https://nongcot.example.vn")]
)
def test_the_address_shown_opens_where_the_site_was_reached_unless_another_is_told(settings, officer, ward, told, host):
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"site_url": told})
    settings.SITE_URL = told or "http://127.0.0.1"  # as the settings make it: they know no port
    duty = make.duty(make.unit(under=ward))
    client = Client(headers={"host": "testserver:8160"})
    client.force_login(officer)
    page = client.post("/nhac-viec/lich/").content.decode()
    address = page.split('value="' + host)[1].split('"')[0]
    event = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")[0]
    assert str(event["url"]) == f"{host}/viec/{duty.pk}/"


def test_an_unchanged_calendar_is_not_sent_again(officer, ward):
    duty = make.duty(make.unit(under=ward))
    secret = make_feed(actor=officer)
    mark = feed(secret)["ETag"]
    assert feed(secret, if_none_match=mark).status_code == 304
    assert feed(secret, if_none_match=f"W/{mark}").status_code == 304
    duty.due_on += timedelta(days=1)
    duty.save()
    assert feed(secret, if_none_match=mark).status_code == 200


def test_the_calendar_follows_the_access_of_today(officer, ward):
    make.duty(make.unit(under=ward))
    secret = make_feed(actor=officer)
    assert len(names(feed(secret))) == 1
    officer.grants.update(to_day=clock.today())
    assert names(feed(secret)) == []
    officer.is_active = False
    officer.save()
    assert feed(secret).status_code == 404


def test_an_earlier_or_revoked_or_guessed_address_is_not_found(officer):
    first = make_feed(actor=officer)
    second = make_feed(actor=officer)
    assert (feed(first).status_code, feed(second).status_code) == (404, 200)
    revoke_feed(actor=officer)
    for secret in (second, "x", "%00", CalendarFeed.__name__):
        assert feed(secret).status_code == 404


def test_the_page_shows_the_address_once(client, officer):
    client.force_login(officer)
    page = client.post("/nhac-viec/lich/").content.decode()
    assert "/lich/" in page
    assert ".ics" in page
    assert ".ics" not in client.get("/nhac-viec/").content.decode()
    assert client.post("/nhac-viec/lich/thu-hoi/").status_code == 302
    assert not CalendarFeed.objects.exists()
