"""An invented diagnosis in the shape of the JSON contract; everybody in it is made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

MakeDiagnosis = Callable[..., dict[str, Any]]

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Vũ", "Bùi")
MIDDLE = ("Thị Thu", "Văn", "Ngọc", "Hữu", "Thị", "Quốc", "Kim")
GIVEN = ("Ưởng", "Hòa", "Yến", "Đức", "Phượng", "Nghĩa", "Quỳnh", "Lộc", "Thủy")
WORKS = (
    "May Hòa Phú",
    "Dệt Phú Thọ Hòa",
    "Điện tử Sao Khuê",
    "Gỗ Đại Thành",
    "Thủy sản Cửa Việt",
    "Mía đường Lam Giang",
)
SEATS = ("chair", "vice_chair", "member", "member", "member", "member", "member")
RULE = {"id": "committee.vacancy_deadline", "document": "qd-174-2020", "article": "Điều 11", "verified": False}
TERM_RULE = {"id": "committee.term", "document": "qd-174-2020", "article": "Điều 9", "verified": True}


def _officer(number: int, post: str, body: str = "executive_committee") -> dict[str, Any]:
    name = f"{FAMILY[number % 8]} {MIDDLE[number % 7]} {GIVEN[number % 9]}"
    return {
        "name": name,
        "post": post,
        "body": body,
        "sex": ("female", "male", None)[number % 3 if number % 11 == 0 else number % 2],
        "born": (f"{1965 + number % 38}-{1 + number % 12:02d}-{1 + number % 28:02d}", f"{1970 + number % 30}", None)[
            0 if number % 7 else number % 3
        ],
        "phone": f"+8498{number:07d}",
        "email": f"canbo{number}@example.com" if number % 2 else None,
        "citizen_id_last4": f"{number % 10000:04d}",
        "from": f"{2021 + number % 4}-03-0{1 + number % 9}",
        "to": None,
    }


def _unit(number: int, people: int) -> dict[str, Any]:
    seats = min(people, 7) + number % 3
    officers = [_officer(number * 100 + at, SEATS[at] if at < 7 else "member") for at in range(people)]
    if people > 2:
        officers.append({**officers[2], "body": "inspection_committee", "post": "head"})
    start = 2020 + number % 6
    kind = ("enterprise", "public_service", "non_public_service")[0 if number % 5 else number % 3]
    sectors = {"public_service": "state", "non_public_service": "non_state"}
    return {
        "name": f"Công đoàn cơ sở Công ty TNHH {WORKS[number % 6]} {number + 1}",
        "kind": kind,
        "sector": sectors.get(kind, ("non_state", "state")[number % 7 == 0]),
        "members": 40 + number * 37 % 3500,
        "superior": f"Công đoàn phường An Phú {1 + number % 9}",
        "seats_fixed": seats if number % 13 else None,
        "term": {"from": f"{start}-05-12", "to": f"{start + 5}-05-12"},
        "officers": officers,
    }


def _duties(number: int, unit: dict[str, Any]) -> list[dict[str, Any]]:
    duties = []
    if number % 3:
        facts = {"vacant": number % 3, "seats": unit["seats_fixed"], "held": 7}
        duties.append(("committee.vacant_seats", "2026-12-22", facts, RULE, None))
    if number % 9 == 4:
        duties.append(("committee.no_chair", "2026-12-07", {}, RULE, None))
    if int(unit["term"]["to"][:4]) < 2027:
        duties.append(("term.ended", "2026-11-01", {"ended_on": unit["term"]["to"]}, TERM_RULE, None))
    if number % 4 == 1:
        duties.append(("chair.first_term", None, {}, None, unit["officers"][0]["name"]))
    return [
        {"check": check, "unit": unit["name"], "person": person, "due_on": due, "facts": facts, "rule": rule}
        for check, due, facts, rule, person in duties
    ]


def _make(units: int = 6, people: int = 5) -> dict[str, Any]:
    listed = [_unit(number, people) for number in range(units)]
    rejected = [
        {
            "file": "ds.xlsx",
            "sheet": "Sheet1",
            "cell": "C9",
            "value": "31/02/1985",
            "problem": "impossible_date",
            "hint": "",
        },
        {
            "file": "ds.xlsx",
            "sheet": "Sheet1",
            "cell": "F12",
            "value": "trưởng gì đó",
            "problem": "unknown_post",
            "hint": "Ghi lại chức vụ.",
        },
    ]
    repaired = [
        {
            "file": "ds.xlsx",
            "sheet": "Sheet1",
            "cell": f"K{row}",
            "from": "987382894",
            "to": "+84987382894",
            "why": "phone_zero",
        }
        for row in range(10, 30)
    ]
    return {
        "as_of": "2026-11-22",
        "files": [
            {
                "file": "ds.xlsx",
                "sheets": [
                    {
                        "sheet": "Sheet1",
                        "kind": "officers",
                        "rows": units * people,
                        "columns": {"name": "B", "post": "G"},
                    },
                    {"sheet": "Ghi chú", "kind": "ignored", "rows": 0, "columns": {}},
                ],
            }
        ],
        "totals": {
            "units": units,
            "persons": units * people,
            "posts": sum(len(unit["officers"]) for unit in listed),
            "rows_rejected": len(rejected),
            "cells_repaired": len(repaired),
        },
        "units": listed,
        "duties": [duty for number, unit in enumerate(listed) for duty in _duties(number, unit)],
        "rejected": rejected,
        "repaired": repaired,
    }


@pytest.fixture
def make_diagnosis() -> MakeDiagnosis:
    """``make_diagnosis(units=6, people=5)``: so many unions with so many committee members each."""
    return _make


@pytest.fixture
def diagnosis() -> dict[str, Any]:
    return _make()
