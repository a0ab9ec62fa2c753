"""Whose data is limited is named on no page that speaks of others too, unless marked and left out of what is printed.

Everybody there is has a name found nowhere else and limited data; every page of the walk is asked as it then is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import lxml.html
import pytest
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from nongcot.kernel import clock
from nongcot.people.kinds import Role
from nongcot.people.models import Person, ProcessingLimit
from tests.factories import people as make
from tests.walk.doors import Side, side
from tests.walk.pages import FIXED, PAGES

pytestmark = pytest.mark.django_db
RARE = "Quỳnh Lạ"
# Left out of what is printed by the style sheet, the last as no more than the chosen one is.
NOT_PRINTED = {"no-print", "actions", "filters", "chips", "trail", "duty-act", "tick", "tools"}
# Pages of one person, post or programme, and the acts on it: the name is what they are about.
ABOUT_ONE = {
    *("people:officer", "people:person-data", "people:post", "people:data-request", "people:undo-merge"),
    *("people:compare-persons", "people:keep-apart", "people:withdraw-apart"),
    *("staffing:first-term", "staffing:first-term-step", "staffing:choose-mentor", "staffing:handover"),
    *("staffing:leaving", "people:edit-person", "people:register-data-request"),
}
# Where a vote is prepared or counted each name on the ballot is needed, and who was elected is named.
VOTED = {"staffing:congress-ballot", "staffing:congress-votes", "staffing:congress-results", "staffing:congress"}
VOTED |= {"staffing:first-meeting", "staffing:slate", "staffing:meeting-results"}
VOTED |= {"people:congress", "staffing:nominees", *(name for name in PAGES if name.startswith("staffing:second-"))}
ASKED = [
    name
    for name, door in PAGES.items()
    if name not in ABOUT_ONE | VOTED
    and door.method == "get"
    and door.lets_in == 200
    and not door.api
    and Role.FEDERATION_OFFICER in door.may
]


def _address(name: str, about: Side) -> str:
    """As the walk asks it; what it needs is made on the way."""
    door = PAGES[name]
    bare = reverse(name, args=door.about(about) if door.about else FIXED.get(name, []))
    return bare + (door.query(about) if door.query else "")


def _limit_everybody() -> None:
    ProcessingLimit.objects.all().delete()
    Person.objects.update(name=Concat(Value(f"{RARE} "), Cast(F("pk"), CharField())))
    since = clock.today() - timedelta(days=1)
    ProcessingLimit.objects.bulk_create(ProcessingLimit(person=one, from_day=since) for one in Person.objects.all())


def _is_printed(element: Any) -> bool:
    above = [set((one.get("class") or "").split()) for one in (element, *element.iterancestors())]
    return not any(NOT_PRINTED & classes for classes in above)


def _is_intro(element: Any) -> bool:
    """The line under the title of a form: what it acts on."""
    return element.tag == "p" and bool(element.xpath("ancestor::*[@class='head']"))


def _named(html: str) -> list[str]:
    """What of a page is printed and has the name in it."""
    found, is_form = [], 'name="once"' in html
    for element in lxml.html.fromstring(html).iter("*"):
        texts = [element.text, *(child.tail for child in element), *element.values()]
        found += [
            text.strip()[:90]
            for text in texts
            if text and RARE in text and _is_printed(element) and not (is_form and _is_intro(element))
        ]
    return found


def _said(client: Any, address: str) -> list[str]:
    page = client.get(address)
    if page.streaming or "html" not in page["Content-Type"] or not page.content.strip():
        content = b"".join(page) if page.streaming else page.content
        return [page["Content-Type"]] if RARE.encode() in content else []
    return _named(page.content.decode())


def test_nobody_limited_is_named_where_others_are(client: Any) -> None:
    top = make.federation()
    about = side(top, "An Phú")
    client.force_login(make.officer(top, Role.FEDERATION_OFFICER))
    addresses = {name: _address(name, about) for name in ASKED}
    _limit_everybody()
    named = {name: said for name, address in addresses.items() if (said := _said(client, address))}
    assert named == {}
