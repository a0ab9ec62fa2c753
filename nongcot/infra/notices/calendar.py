"""Due days as an iCalendar file (RFC 5545): all-day events that any calendar program subscribes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from nongcot.infra.documents.text import printable
from nongcot.infra.notices.kinds import Item
from nongcot.infra.notices.links import absolute

PRODUCT = "-//Nong Cot//Nong Cot//VI"
REFRESH = "PT6H"


def calendar_of(items: Iterable[Item], address: Callable[[str], str] = absolute) -> bytes:
    """The items that have a due day, in the order of their keys; the same items give the same bytes.

    ``address`` makes of an item's path the address at which it is opened.
    """
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", _("Việc cần làm (Nòng Cốt)"))
    found.add("x-wr-timezone", settings.TIME_ZONE)
    found.add("x-published-ttl", REFRESH)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    for item in sorted(items, key=lambda one: one.key):
        if item.due_on is not None:
            found.add_component(_event(item, host, address(item.path)))
    return bytes(found.to_ical())


def _event(item: Item, host: str, address: str) -> Event:
    event = Event()
    event.add("uid", f"{item.key}@{host}")
    event.add("dtstamp", datetime.combine(item.opened_on, time(), UTC))
    event.add("dtstart", item.due_on)
    event.add("dtend", item.due_on + timedelta(days=1))  # type: ignore[operator]  # the caller leaves out those without
    event.add("summary", _plain(f"{item.title} – {item.where}" if item.where else item.title))
    if item.to_do:
        event.add("description", _plain(item.to_do))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")  # one stays free that day
    event.add("categories", [_("Nòng Cốt")])
    return event


def _plain(text: str) -> str:
    """Text that no line break of another kind can break out of: calendars know only one."""
    return printable("\n".join(text.splitlines()))
