"""Texts of a roster as long as the tables hold them: cut before they are compared, so that a second import is equal."""

from __future__ import annotations

from typing import Any

from nongcot.intake.roster import Roster

_PERSON = {
    "name": 200, "email": 254, "ethnicity": 60, "education": 200, "political_theory": 100, "employer": 300, "job": 200,
}  # fmt: skip
_UNIT = {"name": 300, "code": 40}


def fit(roster: Roster) -> None:
    """Cut the roster's texts in place."""
    for person in roster.persons.values():
        _cut(person, _PERSON)
    for unit in roster.units.values():
        _cut(unit, _UNIT)
    for post in roster.posts:
        if len(post.body_name) > 200:
            post.body_name = post.body_name[:200].strip()
        if post.decision_number and len(post.decision_number) > 80:
            post.decision_number = post.decision_number[:80].strip()


def _cut(item: Any, lengths: dict[str, int]) -> None:
    for name, length in lengths.items():
        value = getattr(item, name)
        if value is not None and len(value) > length:
            setattr(item, name, value[:length].strip())
