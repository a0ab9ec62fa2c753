"""Compares a reading with the facts of an invented world, as strictly as the shared examples are compared."""

from __future__ import annotations

import unicodedata
from typing import Any

from nongcot.intake.kinds import Reading
from tests.intake.habits import World, facts

TONES = "\u0300\u0301\u0303\u0309\u0323"


def fold(text: str) -> str:
    """Case, spaces and the place of the tone mark do not count; letters and diacritics do."""
    words = []
    for word in unicodedata.normalize("NFD", text).casefold().split():
        tones = "".join(c for c in word if c in TONES)
        words.append(unicodedata.normalize("NFC", "".join(c for c in word if c not in TONES)) + tones)
    return " ".join(words)


def unit_key(name: str) -> str:
    text = fold(name)
    pairs = (("Công đoàn cơ sở", ""), ("CĐCS", ""), ("Công ty", "cty"), ("Cổ phần", "cp"))
    for long, short in pairs:
        text = text.replace(fold(long), short)
    return " ".join(text.split())


def read_facts(reading: Reading) -> dict[str, dict[str, tuple[Any, ...]]]:
    units: dict[str, dict[str, tuple[Any, ...]]] = {}
    for row in reading.officers:
        officers = units.setdefault(unit_key(row.unit), {})
        posts = frozenset((post.body.value, post.post.value) for post in row.posts)
        before = officers.get(fold(row.name))
        posts |= before[3] if before else frozenset()
        officers[fold(row.name)] = (
            row.sex.value if row.sex else None,
            row.born,
            row.phones[0] if row.phones else None,
            posts,
        )
    return units


def differences(world: World, reading: Reading) -> list[str]:
    """Everything in which the reading is not exactly the world; empty when it is."""
    wanted = {
        unit_key(name): {fold(o): values for o, values in officers.items()} for name, officers in facts(world).items()
    }
    got = read_facts(reading)
    found = [f"not a union: {name}" for name in got.keys() - wanted.keys()]
    for name, officers in wanted.items():
        if name not in got:
            found.append(f"union missing: {name}")
            continue
        found += [f"{name}: not an officer: {o}" for o in got[name].keys() - officers.keys()]
        for officer, values in officers.items():
            if got[name].get(officer) != values:
                found.append(f"{name}: {officer}: {got[name].get(officer)} instead of {values}")
    return found + _unit_differences(world, reading)


def _unit_differences(world: World, reading: Reading) -> list[str]:
    if not world.has_unit_list:
        return []
    rows = {unit_key(row.name): row for row in reading.units}
    found = [f"not a union: {name}" for name in rows.keys() - {unit_key(u.name) for u in world.unions}]
    for union in world.unions:
        row = rows.get(unit_key(union.name))
        if row is None:
            found.append(f"union row missing: {union.name}")
        elif (row.members, row.women, row.seats_fixed, row.term_from) != (
            union.members,
            union.women,
            union.seats,
            union.congress,
        ):
            got = (row.members, row.women, row.seats_fixed, row.term_from)
            found.append(f"{union.name}: {got} instead of {(union.members, union.women, union.seats, union.congress)}")
    return found
