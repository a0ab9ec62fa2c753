"""Dates with the month in English letters: there the letters, not the order, say which number is the day."""

from __future__ import annotations

import re

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_NUMBER = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_MONTH = re.compile(rf"(?<![a-z])({_MONTHS})(?![a-z])")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?\b")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")


def english_numbers(key: str) -> list[str] | None:
    """Day, month and year of a folded date as :mod:`dates` orders them, or month and year: "mar 12 1985" gives 12, 3,
    1985. None where no month stands in English, or more than one."""
    found = _MONTH.findall(key)
    if len(found) != 1:
        return None
    before, _, after = _MONTH.sub("|", _ORDINAL.sub(r"\1", _WEEKDAY.sub(" ", key))).partition("|")
    numbers = [*before.split(), *after.split()]
    if not 1 <= len(numbers) <= 2 or not all(n.isascii() and n.isdigit() for n in numbers):
        return None
    if len(numbers) == 2 and len(numbers[0]) == 4:
        numbers.reverse()
    return [*numbers[:-1], str(_NUMBER[found[0][:3]]), numbers[-1]]


def is_english_date(key: str) -> bool:
    """Whether a folded text is a day or month with its year in such a way."""
    numbers = english_numbers(key) if any(c.isdigit() for c in key) else None
    return numbers is not None and (len(numbers) == 3 or len(numbers[-1]) == 4)
