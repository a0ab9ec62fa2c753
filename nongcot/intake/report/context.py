"""Who reports, to whom and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from nongcot.kernel import clock
from nongcot.people.kinds import UnitKind

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class ReportContext:
    """``day`` is the day the figures hold for, ``made_on`` the day the report is made (both dates of Viet Nam).

    ``federation`` is the name of the provincial federation, or empty when the spreadsheets do not say it.
    """

    day: date
    made_on: date
    language: Language = "vi"
    federation: str = ""

    @classmethod
    def of(cls, diagnosis: dict[str, Any], language: str, *, made_on: date | None = None) -> ReportContext:
        """The context as far as the diagnosis tells it. Raises ``ValueError`` for a language we do not speak."""
        if language not in LANGUAGES:
            raise ValueError(f"unknown language {language!r}; known: {', '.join(LANGUAGES)}")
        spoken: Language = "vi" if language == "vi" else "en"
        day = date.fromisoformat(diagnosis["as_of"])
        return cls(day, made_on or clock.today(), spoken, federation_of(diagnosis))


def federation_of(diagnosis: dict[str, Any]) -> str:
    """The one provincial federation the diagnosis knows; empty when it knows none or several."""
    names = {unit["name"] for unit in diagnosis["units"] if unit.get("kind") == UnitKind.PROVINCIAL_FEDERATION}
    return names.pop() if len(names) == 1 else ""
