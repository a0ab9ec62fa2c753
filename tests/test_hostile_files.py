"""Every file one can take out, found by walking the addresses: hostile text comes back as text, and runs nothing."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import icalendar
import openpyxl
import pytest
import vobject
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from nongcot.infra.documents.text import printable
from nongcot.infra.notices.actions import make_feed
from nongcot.people.kinds import Role
from nongcot.people.models import Person, Unit, UnitName
from tests.factories import people as make
from tests.hostile import MARKUP
from tests.walk.doors import Side, side
from tests.walk.pages import FIXED, PAGES

pytestmark = pytest.mark.django_db

KINDS = ("csv", "xlsx", "docx", "pdf", "ics", "json")
STARTS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\u202e=1")
OUR_FIELDS = {"PAGE", "NUMPAGES"}  # the number of a page in its heading
BEGINS_A_FORMULA = re.compile(r"^\s*[=+@\-](?![\d.,]*$)")  # -5 is a number, -1+1 none


def routes(patterns: Any = None, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """The name and the route of every address."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route, f"{one.namespace}:" if one.namespace else space)
        elif one.name:
            yield space + one.name, route


# a file's address has a name with a dot in it; the tables of pictures have none
FILES = {name for name, route in routes() if "." in route} | {"insight:figures"}
READ = {name: PAGES[name] for name in sorted(FILES & PAGES.keys()) if PAGES[name].method == "get"}


@pytest.fixture
def about() -> Side:
    return side(make.federation("Liên đoàn Lao động tỉnh Sao Mai"), "Sao Mai")


def addresses(about: Side) -> list[str]:
    """The addresses of all files of what the side has, each in every kind that its address has room for."""
    found: dict[str, None] = {}
    for name, door in READ.items():
        given = door.about(about) if door.about else FIXED.get(name, [])
        for kind in KINDS:
            asked = [kind if one in KINDS else one for one in given]
            try:
                address = reverse(name, args=asked)
            except NoReverseMatch:
                continue
            found[address + (door.query(about) if door.query else "")] = None
    return list(found)


def rename() -> None:
    """Every unit and every person bears a name that begins like a formula, each in another way, and is markup then."""
    for model in (Unit, UnitName, Person):
        for number, row in enumerate(model.objects.order_by("pk")):
            model.objects.filter(pk=row.pk).update(name=f"{STARTS[number % len(STARTS)]} {MARKUP} {row.pk}")


def body_of(response: Any) -> bytes:
    return b"".join(response) if response.streaming else response.content


def wrong_csv(body: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";" if b";" in body.split(b"\n")[0] else ",")
    return [cell for row in rows for cell in row if BEGINS_A_FORMULA.match(cell)]


def wrong_xlsx(body: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(body))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [str(cell.value) for cell in cells if cell.data_type == "f" or cell.hyperlink is not None]


def wrong_docx(body: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        names = [name for name in parts.namelist() if name.endswith((".xml", ".rels"))]
        found = {name: ET.fromstring(parts.read(name)) for name in names}  # noqa: S314  (made by ourselves)
    marks = [e for root in found.values() for e in root.iter() if e.tag.endswith(("}instrText", "}hyperlink"))]
    fields = [f"{e.tag} {e.text}" for e in marks if (e.text or "").strip() not in OUR_FIELDS]
    return [*fields, *(name for name in names if "vba" in name.lower())]


def wrong_pdf(body: bytes) -> list[str]:
    assert body.startswith(b"%PDF")
    return [mark.decode() for mark in (b"/JavaScript", b"/JS ", b"/Launch", b"/OpenAction") if mark in body]


LOOKS = {
    "text/csv": wrong_csv,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": wrong_xlsx,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": wrong_docx,
    "application/pdf": wrong_pdf,
    "application/json": lambda body: [] if json.loads(body) is not None else ["empty"],
}


def test_no_file_holds_a_formula_a_field_or_a_script(about, client):
    asked = addresses(about)
    rename()
    client.force_login(make.officer(about.superior, Role.SUPERIOR_OFFICER))
    seen, wrong = set(), []
    for address in asked:
        response = client.get(address)
        kind, body = response.get("Content-Type", "").split(";")[0], body_of(response)
        if response.status_code == 200 and kind in LOOKS:
            seen.add(kind)
            wrong += [(address, told) for told in LOOKS[kind](body)]
    assert wrong == []
    assert len(seen) >= 4, "the walk finds files of every kind"


def test_the_calendar_gives_hostile_names_back_to_two_programs(about, client):
    for name in (f"{STARTS[0]} {MARKUP}; Đào, Mận\\n", f"Ánh\r\nEND:VEVENT\r\nBEGIN:VALARM\u2028 {'Ngọc ' * 40}"):
        Unit.objects.filter(pk=about.union.pk).update(name=name)
        UnitName.objects.filter(unit=about.union).update(name=name)
        secret = make_feed(actor=make.officer(about.superior, Role.SUPERIOR_OFFICER))
        body = client.get(reverse("notices:feed", args=[secret])).content
        one, two = icalendar.Calendar.from_ical(body), vobject.readOne(body.decode())
        (event,) = one.walk("VEVENT")
        said = printable("\n".join(name.splitlines()))
        assert str(event["summary"]) == two.vevent.summary.value
        assert str(event["summary"]).endswith(f" – {said}")
        assert [part.name for part in one.walk()] == ["VCALENDAR", "VEVENT"]
        assert len(two.vevent_list) == 1
        assert max(len(line) for line in body.split(b"\r\n")) <= 75
        assert b"\n" not in body.replace(b"\r\n", b"")


@pytest.mark.parametrize("forged", ["%0A2026-01-01 00:00:00 ERROR gia", "%0D%0Agia", "%1b[2J", "%E2%80%A8gia"])
def test_no_address_begins_a_line_of_the_log(forged, client, caplog):
    client.force_login(make.officer(make.federation()))
    with caplog.at_level(logging.INFO):
        client.get(f"/khong-co{forged}/")
        client.post(f"/dang-nhap/?x={forged}", {"username": "a\nERROR gia", "password": "b\r\nc"})
    said = [record.getMessage() for record in caplog.records]
    assert any("khong-co" in one for one in said)
    assert [one for one in said if re.search(r"[\x00-\x08\x0a-\x1f\x7f\u2028]", one)] == []
