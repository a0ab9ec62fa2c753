"""What ``nongcot doctor`` says of one thing it looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its stable code, what was found, and what to do about it (empty when nothing)."""

    code: str
    level: Level
    found: str
    remedy: str = ""


def ok(code: str, found: str) -> Check:
    return Check(code, Level.OK, found)
