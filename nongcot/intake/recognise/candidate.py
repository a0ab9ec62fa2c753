"""A column under consideration: the words of its header, what its content looks like, a sample of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nongcot.intake.recognise.content import Profile
from nongcot.intake.recognise.table import Column
from nongcot.intake.recognise.words import Guess


@dataclass(slots=True)
class Candidate:
    """``guesses`` are fields the header may mean, best first; ``content`` tells which fields the cells fit."""

    column: Column
    guesses: tuple[Guess, ...]
    content: Profile
    cells: list[Any] = field(default_factory=list)
