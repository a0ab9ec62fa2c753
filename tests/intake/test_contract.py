"""The JSON of ``diagnose`` keeps to its contract, key for key and word for word, for every written book and example."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from nongcot.intake.diagnosis import diagnose
from nongcot.intake.kinds import Field
from nongcot.intake.reading import read_files
from nongcot.regulations import load
from tests.intake.written import BOOKS, book_of

AS_OF = date(2026, 11, 22)
SHARED = Path(__file__).parents[3] / "shared" / "rosters"
EXAMPLES = sorted(p for p in SHARED.glob("*.xls*") if p.suffix != ".json")

Check = Callable[[Any], bool]


def text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def any_text(value: Any) -> bool:
    return isinstance(value, str)


def number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def day(value: Any) -> bool:
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def partial_day(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?", value) is not None


def matching(pattern: str) -> Check:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def one_of(words: str) -> Check:
    return lambda value: value in words.split("|")


def maybe(shape: Any) -> list[Any]:
    return [None, shape]


CHECKS = one_of(
    "committee.no_chair|committee.below_minimum|committee.above_maximum|committee.vacant_seats|committee.over_fixed_size|"
    "committee.replaced_beyond_share|committee.standing_not_allowed|inspection.missing|"
    "inspection.too_many_committee_members|term.ended|term.ending|chair.first_term|contract.ends_before_term|"
    "post.held_twice|person.possible_duplicate|unit.below_founding_minimum|unit.should_have_ended|unit.superior_ended|"
    "data.missing"
)
CELL = matching(r"(?:[A-Z]{1,3}\d{1,7}|\d{1,7})?")  # a cell, a row, or nothing for a whole sheet or file
SHAPE: dict[str, Any] = {
    "as_of": day,
    "files": (
        {
            "file": text,
            "sheets": (
                {
                    "sheet": any_text,
                    "kind": one_of("officers|units|ignored"),
                    "rows": number,
                    "columns": {one_of("|".join(Field)): matching("[A-Z]{1,3}")},
                },
            ),
        },
    ),
    "totals": {"units": number, "persons": number, "posts": number, "rows_rejected": number, "cells_repaired": number},
    "units": (
        {
            "name": text,
            "kind": maybe(
                one_of(
                    "confederation|provincial_federation|direct_superior|enterprise|public_service|non_public_service|"
                    "agency|armed_forces|syndicate|member_union|section|group"
                )
            ),
            "sector": maybe(one_of("state|non_state")),
            "members": maybe(number),
            "superior": maybe(text),
            "seats_fixed": maybe(number),
            "term": {"from": maybe(day), "to": maybe(day)},
            "officers": (
                {
                    "name": text,
                    "post": one_of(
                        "chair|vice_chair|member|head|deputy_head|group_leader|deputy_group_leader|accountant|treasurer"
                    ),
                    "body": one_of(
                        "executive_committee|standing_committee|inspection_committee|womens_committee|section|group"
                    ),
                    "sex": maybe(one_of("male|female")),
                    "born": maybe(partial_day),
                    "phone": maybe(matching(r"\+[1-9]\d{6,14}")),
                    "email": maybe(matching(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
                    "citizen_id_last4": maybe(matching(r"\d{4}")),
                    "from": maybe(day),
                    "to": maybe(day),
                },
            ),
        },
    ),
    "duties": (
        {
            "check": CHECKS,
            "unit": maybe(text),
            "person": maybe(text),
            "due_on": maybe(day),
            "facts": dict,
            "rule": {
                "id": maybe(matching(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+")),
                "document": maybe(text),
                "article": maybe(text),
                "verified": lambda value: isinstance(value, bool),
            },
        },
    ),
    "rejected": (
        {"file": text, "sheet": any_text, "cell": CELL, "value": any_text, "problem": text, "hint": text},
    ),
    "repaired": (
        {"file": text, "sheet": any_text, "cell": CELL, "from": any_text, "to": any_text, "why": text},
    ),
}  # fmt: skip


def broken(value: Any, shape: Any, where: str = "") -> list[str]:
    """Where a value does not keep to its shape: a dict of keys, a tuple of one for lists, a list of either."""
    if shape is dict:
        return [] if isinstance(value, dict) and all(isinstance(key, str) for key in value) else [f"{where}: no facts"]
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{where}: {value!r}"]
        if all(isinstance(key, str) for key in shape):
            wrong = [f"{where}.{key}: missing or unknown" for key in set(shape) ^ set(value)]
            return wrong + [
                w for key in shape if key in value for w in broken(value[key], shape[key], f"{where}.{key}")
            ]
        [(key_shape, inner)] = shape.items()
        return [w for k, v in value.items() for w in broken(k, key_shape, where) + broken(v, inner, f"{where}.{k}")]
    if isinstance(shape, tuple):
        if not isinstance(value, list):
            return [f"{where}: no list"]
        return [w for n, each in enumerate(value) for w in broken(each, shape[0], f"{where}[{n}]")]
    if isinstance(shape, list):
        return [] if value is None else broken(value, shape[1], where)
    return [] if shape(value) else [f"{where}: {value!r}"]


def diagnosis_of(paths: list[Path]) -> dict[str, Any]:
    made = diagnose(read_files(paths), day=AS_OF, rulebook=load())
    return json.loads(json.dumps(made, allow_nan=False))  # type: ignore[no-any-return]


def consistent(made: dict[str, Any]) -> list[str]:
    """The totals say what the lists hold, and every duty of the law names where it stands."""
    posts = [officer for unit in made["units"] for officer in unit["officers"]]
    wrong = [f"{key} of totals" for key, count in (("units", len(made["units"])), ("posts", len(posts)))
             if made["totals"][key] != count]  # fmt: skip
    places = {(r["file"], r["sheet"], r["cell"]) for r in made["repaired"]}
    wrong += ["cells_repaired of totals"] if made["totals"]["cells_repaired"] != len(places) else []
    wrong += [f"{d['check']} without a rule" for d in made["duties"] if not d["rule"]["id"]]
    wrong += [f"{d['check']} without a document" for d in made["duties"] if not d["rule"]["document"]]
    return wrong + [
        f"{r['cell']} repaired to itself" for r in made["repaired"] if r["from"] == r["to"] and not r["cell"]
    ]


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_diagnosis_keeps_to_the_contract(path: Path) -> None:
    book = book_of(path)
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for _data, name in book.files]
        for file, (data, _name) in zip(paths, book.files, strict=True):
            file.write_bytes(data)
        made = diagnosis_of(paths)
    assert broken(made, SHAPE) + consistent(made) == []


def test_the_shared_examples_keep_to_the_contract() -> None:
    """Where the examples lie beside the checkout, they are looked at too; an empty reading always is."""
    for paths in [[], *([path] for path in EXAMPLES)]:
        made = diagnosis_of(paths)
        assert broken(made, SHAPE) + consistent(made) == [], paths


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda made: made.pop("duties"), ".duties: missing or unknown"),
        (lambda made: made["units"][0].update(extra=1), ".units[0].extra: missing or unknown"),
        (lambda made: made["units"][0]["officers"][0].update(post="boss"), ".units[0].officers[0].post: 'boss'"),
        (lambda made: made["units"][0]["officers"][0].update(phone="0912"), ".units[0].officers[0].phone: '0912'"),
        (lambda made: made["totals"].update(posts=True), ".totals.posts: True"),
    ],
)
def test_the_walk_finds_what_is_not_of_the_contract(change: Callable[[dict[str, Any]], Any], told: str) -> None:
    book = book_of(next(path for path in BOOKS if path.stem == "trich_ngang_cdcs"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / book.files[0][1]
        path.write_bytes(book.files[0][0])
        made = diagnosis_of([path])
    change(made)
    assert broken(made, SHAPE) == [told]
