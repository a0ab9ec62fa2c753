"""Workbooks written as plain text, each with the exact diagnosis a person expects of it: ``tests/intake/books/*.txt``.

A book is one or several files; a file is sheets; a sheet is rows of cells between bars; behind ``--`` stands what
a correct reading gives, no more and no less::

    file ds.xlsx                        (xlsx, xls, ods, csv; what follows are options, key=value)
    ## Sheet name [hidden=C] [font=.VnTime]
    STT | Họ và tên | Chức vụ
    #1  | Nguyễn Văn An | CT
    --
    unit CĐCS Công ty A | enterprise | non_state | members 120 | superior X | seats 5 | 2023-01-01..2028-01-01
      Nguyễn Văn An | c | m | 1985 | +84912345678 | a@b.vn | id 1234 | 2023-01-01..
    rejected DS!C5 bad_phone
    repaired DS!C6 phone_zero
    duty committee.no_chair | CĐCS Công ty A

Cells: ``#12.5`` a number, ``@1985-07-05`` a date, ``=F()=>value`` a formula with the value kept with it, ``<`` merged
with the cell to the left, ``^`` with the one above, ``TRUE`` a yes or no, a backslash and n a new line, ``'`` before
what is to be taken as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.intake.written_files import Cell, Formula, Sheet, write

BOOKS = sorted((Path(__file__).parent / "books").glob("*.txt"))
POSTS = {
    "c": "executive_committee.chair",
    "v": "executive_committee.vice_chair",
    "m": "executive_committee.member",
    "k": "executive_committee.accountant",
    "t": "executive_committee.treasurer",
    "sc": "standing_committee.chair",
    "sv": "standing_committee.vice_chair",
    "s": "standing_committee.member",
    "ih": "inspection_committee.head",
    "id": "inspection_committee.deputy_head",
    "im": "inspection_committee.member",
    "wh": "womens_committee.head",
    "wd": "womens_committee.deputy_head",
    "wm": "womens_committee.member",
    "bc": "section.chair",
    "bv": "section.vice_chair",
    "bm": "section.member",
    "g": "group.group_leader",
    "gd": "group.deputy_group_leader",
}
SEXES = {"m": "male", "f": "female", "-": None, "": None}


@dataclass
class Expected:
    units: dict[str, dict[str, Any]] = field(default_factory=dict)
    officers: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    duties: list[str] | None = None


@dataclass
class Book:
    name: str
    files: list[tuple[bytes, str]]
    expected: Expected


def book_of(path: Path) -> Book:
    """The book written in a text file: the bytes of its files, and what reading them gives."""
    made, _, wanted = path.read_text(encoding="utf-8").partition("\n--\n")
    files = []
    for part in re.split(r"^file ", made, flags=re.M)[1:]:
        head, _, body = part.partition("\n")
        name, *options = head.split()
        files.append((write(name, _sheets(body), dict(o.split("=", 1) for o in options)), name))
    return Book(path.stem, files, _expected(wanted))


def _sheets(body: str) -> list[Sheet]:
    sheets: list[Sheet] = []
    for line in body.split("\n"):
        if line.startswith("## "):
            name, *options = re.split(r" \[", line[3:])
            sheets.append(Sheet(name.strip(), [], dict(o.strip("] ").split("=", 1) for o in options)))
        elif sheets:
            sheets[-1].rows.append([_cell(text.strip()) for text in line.split("|")] if line.strip() else [])
    for sheet in sheets:
        while sheet.rows and not sheet.rows[-1]:
            sheet.rows.pop()
    return sheets


def _cell(text: str) -> Cell:
    if text.startswith("'"):
        return text[1:]
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    if text.startswith("#") and re.fullmatch(r"#-?[\d.]+(?:[eE]\+?\d+)?", text):
        return float(text[1:]) if "." in text or "e" in text.lower() else int(text[1:])
    if re.fullmatch(r"@\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text[1:])
    if text.startswith("=") and "=>" in text:
        formula, _, value = text.partition("=>")
        return Formula(formula, _cell(value))
    return text.replace("\\n", "\n").replace("\\s", "\u00a0").replace("\\t", "\t")


def _expected(text: str) -> Expected:
    found = Expected()
    unit = ""
    for line in text.split("\n"):
        word, _, rest = line.partition(" ")
        if line.startswith("  ") and line.strip():
            found.officers.append(_officer(unit, [part.strip() for part in line.split("|")]))
        elif word == "unit":
            unit, facts = _unit([part.strip() for part in rest.split("|")])
            found.units[unit] = facts
        elif word in ("rejected", "repaired"):
            getattr(found, word).append(rest.strip())
        elif word == "duty":
            found.duties = found.duties or []
            found.duties += [] if rest.strip() == "none" else [" | ".join(p.strip() for p in rest.split("|"))]
    return found


def _unit(parts: list[str]) -> tuple[str, dict[str, Any]]:
    facts: dict[str, Any] = dict.fromkeys(("kind", "sector", "members", "superior", "seats", "term"))
    facts["kind"], facts["sector"] = [*parts[1:3], "-", "-"][:2]
    for name in ("kind", "sector"):
        facts[name] = None if facts[name] in ("-", "") else facts[name]
    for part in parts[3:]:
        word, _, value = part.partition(" ")
        if word in ("members", "seats"):
            facts[word] = int(value)
        elif word == "superior":
            facts[word] = unit_key(value)
        elif ".." in part:
            facts["term"] = part
    return unit_key(parts[0]), facts


def _officer(unit: str, parts: list[str]) -> str:
    name, posts, sex, born, phone, *more = [*parts, "", "", "", ""][: max(5, len(parts))]
    email = next((part for part in more if "@" in part), None)
    citizen = next((part[3:] for part in more if part.startswith("id ")), None)
    span = next((part for part in more if ".." in part and "@" not in part), "..")
    held = ", ".join(sorted(POSTS[post] for post in posts.split()))
    return f"{unit} | {name} | {held} | {SEXES[sex]} | {born or None} | {phone or None} | {email} | {citizen} | {span}"


def told(diagnosis: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Units and officers of a diagnosis in the form of the expected ones."""
    units, officers = {}, []
    for unit in diagnosis["units"]:
        key = unit_key(unit["name"])
        term = f"{unit['term']['from'] or ''}..{unit['term']['to'] or ''}"
        units[key] = {
            "kind": unit["kind"],
            "sector": unit["sector"],
            "members": unit["members"],
            "superior": unit_key(unit["superior"]) if unit["superior"] else None,
            "seats": unit["seats_fixed"],
            "term": None if term == ".." else term,
        }
        officers += _people(key, unit["officers"])
    return units, officers


def _people(unit: str, posts: list[dict[str, Any]]) -> list[str]:
    found: dict[tuple[str, str], list[str]] = {}
    for o in posts:
        last = o["citizen_id_last4"]
        who = f"{o['sex']} | {o['born']} | {o['phone']} | {o['email']} | {last} | {o['from'] or ''}..{o['to'] or ''}"
        found.setdefault((o["name"], who), []).append(f"{o['body']}.{o['post']}")
    return [f"{unit} | {name} | {', '.join(sorted(held))} | {who}" for (name, who), held in found.items()]


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def unit_key(name: str) -> str:
    """A unit's name as ``check.py`` of the shared examples compares it."""
    text = _folded(name)
    for long, short in (("Công đoàn cơ sở", ""), ("CĐCS", ""), ("Công ty", "cty"), ("Cổ phần", "cp")):
        text = text.replace(_folded(long), short)
    return " ".join(text.split())


def _folded(name: str) -> str:
    """Case, spaces and the place of the tone mark do not count; letters and diacritics do."""
    words = []
    for word in unicodedata.normalize("NFD", name).casefold().split():
        tones = "".join(c for c in word if c in _TONES)
        words.append(unicodedata.normalize("NFC", "".join(c for c in word if c not in _TONES)) + tones)
    return " ".join(words)
