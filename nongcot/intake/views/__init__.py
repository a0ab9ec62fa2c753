"""The pages of an import, small functions."""

from nongcot.intake.views.changes import changes, changes_book
from nongcot.intake.views.correcting import cells, forget, ignore, mappings, sheet
from nongcot.intake.views.importing import again, apply, drop, export, file, imports, one, progress
from nongcot.intake.views.undoing import undo

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
    "progress",
    "sheet",
    "undo",
]
