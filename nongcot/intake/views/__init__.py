"""The pages of an import, small functions."""

from nongcot.intake.views.cells import cells
from nongcot.intake.views.changes import changes, changes_book
from nongcot.intake.views.correcting import forget, ignore, mappings, sheet, understood
from nongcot.intake.views.importing import again, apply, drop, export, file, imports, one, progress
from nongcot.intake.views.pairs import pairs, pairs_kind
from nongcot.intake.views.undoing import undo
from nongcot.intake.views.unit_kinds import unit_kinds

__all__ = [
    "again",
    "apply",
    "cells",
    "changes",
    "changes_book",
    "drop",
    "export",
    "file",
    "forget",
    "ignore",
    "imports",
    "mappings",
    "one",
    "pairs",
    "pairs_kind",
    "progress",
    "sheet",
    "understood",
    "undo",
    "unit_kinds",
]
