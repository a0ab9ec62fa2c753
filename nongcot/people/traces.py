"""By what a person is known in texts that other parts of the house keep: pure.

Used when a person's data is erased: whatever tells of the person is found by name, phone number, e-mail address or
citizen id, however it is typed, where the person may be told of: in the person's units and in those above them. A
namesake there is found too: kept copies lose rather a line too many than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nongcot.kernel.text import fold

ERASED_NAME = "Đã xóa theo yêu cầu"
_NO_DIGIT = re.compile(r"\D")
_NO_WORD = re.compile(r"[\W_]+")
_SHORTEST = 8  # digits of a number that can tell a person


@dataclass(frozen=True, slots=True)
class Traces:
    """``names`` are folded, ``numbers`` digits without country code and leading zeros, ``mails`` in small letters.

    ``born`` is the birth as far as it is known, ``lineage`` the keys of the units in which the person may be told of.
    """

    names: frozenset[str]
    numbers: frozenset[str]
    mails: frozenset[str]
    born: str = ""
    lineage: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls,
        names: Iterable[str],
        numbers: Iterable[str],
        mails: Iterable[str],
        *,
        born: str = "",
        lineage: Iterable[int] = (),
    ) -> Traces:
        """Of what is typed; empty values are left out."""
        digits = (_plain_number(number) for number in numbers)
        return cls(
            frozenset(filter(None, (_words(name) for name in names))),
            frozenset(number for number in digits if len(number) >= _SHORTEST),
            frozenset(filter(None, (mail.strip().lower() for mail in mails))),
            born,
            frozenset(lineage),
        )

    def named(self, text: str, born: str = "") -> bool:
        """Whether ``text`` is the person's name and nothing else, and ``born``, where it is told, agrees."""
        agrees = self.born.startswith(born) or born.startswith(self.born)
        return agrees and _words(text) in self.names

    def in_text(self, text: str) -> bool:
        """Whether ``text`` tells of the person. A name of one word counts only where it stands alone."""
        words = _words(text)
        if words in self.names or any(" " in name and f" {name} " in f" {words} " for name in self.names):
            return True
        digits = _NO_DIGIT.sub("", text)
        if any(number in digits for number in self.numbers):
            return True
        return bool(self.mails) and any(mail in text.lower() for mail in self.mails)

    def within(self, value: Any) -> bool:
        """Whether any text in a JSON ``value`` tells of the person; keys of objects are texts too."""
        if isinstance(value, str):
            return self.in_text(value)
        if isinstance(value, dict):
            return any(self.within(each) for pair in value.items() for each in pair)
        return isinstance(value, list) and any(map(self.within, value))

    def blanked(self, value: Any) -> Any:
        """The JSON ``value`` in its shape, with every text that tells of the person empty."""
        if isinstance(value, str):
            return "" if self.in_text(value) else value
        if isinstance(value, dict):
            return {key: self.blanked(each) for key, each in value.items()}
        return [self.blanked(each) for each in value] if isinstance(value, list) else value

    def without(self, value: Any) -> Any:
        """The JSON ``value`` without the entries that tell of the person.

        From a list the entries go, from an object the keys; where an entry holds a list of entries itself, only theirs
        go. A text beside others is emptied.
        """
        if isinstance(value, str):
            return "" if self.in_text(value) else value
        if isinstance(value, dict):
            return {key: self.without(each) for key, each in value.items() if not self.in_text(key)}
        if not isinstance(value, list):
            return value
        return [self.without(each) for each in value if _holds_entries(each) or not self.within(each)]


def _holds_entries(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    return any(isinstance(part, list) and part and isinstance(part[0], dict | list) for part in value.values())


def _words(text: str) -> str:
    return _NO_WORD.sub(" ", fold(text)).strip()


def _plain_number(number: str) -> str:
    digits = _NO_DIGIT.sub("", number)
    if number.strip().startswith("+84"):
        digits = digits[2:]
    return digits.lstrip("0")
