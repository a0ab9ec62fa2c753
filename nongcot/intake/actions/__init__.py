"""The verbs of an import: receive files, read them, correct and decide, apply all of it or nothing, undo, drop."""

from nongcot.intake.actions.applying import apply, mark_stopped, start_applying
from nongcot.intake.actions.at_once import Stage, read_and_apply
from nongcot.intake.actions.correcting import correct_cells, correct_sheet, forget_mapping, ignore_sheet, read_again
from nongcot.intake.actions.deciding import (
    APART,
    SAME,
    decide,
    decide_kind,
    decide_unit_kinds,
    outdated,
    start_planning,
    unconfirmed,
)
from nongcot.intake.actions.downloading import download
from nongcot.intake.actions.reading import plan_again, read
from nongcot.intake.actions.receiving import drop, largest_file, receive, receive_once
from nongcot.intake.actions.undoing import start_undoing, undo_import, undo_refused

__all__ = [
    "APART",
    "SAME",
    "Stage",
    "apply",
    "correct_cells",
    "correct_sheet",
    "decide",
    "decide_kind",
    "decide_unit_kinds",
    "download",
    "drop",
    "forget_mapping",
    "ignore_sheet",
    "largest_file",
    "mark_stopped",
    "outdated",
    "plan_again",
    "read",
    "read_again",
    "read_and_apply",
    "receive",
    "receive_once",
    "start_applying",
    "start_planning",
    "start_undoing",
    "unconfirmed",
    "undo_import",
    "undo_refused",
]
