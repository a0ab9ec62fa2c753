"""What the tests of an import as a conversation send and read."""

from __future__ import annotations

from typing import Any

from nongcot.intake import actions
from nongcot.intake.models import Import
from tests.intake.conftest import Province


def correction(page: Any, value: str) -> dict[str, str]:
    """The form of a page of cells with its first cell (or value) given another value."""
    (first, *_rest) = [bound.name for bound in page.context["form"]]
    return {first: value, "once": page.context["once"], "seen": "0"}


def read(imported: Import, province: Province) -> Import:
    imported.refresh_from_db()
    return actions.read(actor=province.officer, imported=imported)


def columns(imported: Import, sheet: int = 0) -> dict[str, str]:
    return {letter: name for name, letter in imported.summary["sheets"][sheet]["columns"]}
