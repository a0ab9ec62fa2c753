"""The front door of ``intake`` for the apps above it."""

from nongcot.intake.actions import (
    apply,
    decide,
    drop,
    read,
    read_again,
    receive,
    start_applying,
    start_undoing,
    unconfirmed,
    undo_import,
)
from nongcot.intake.erasing import drop_files
from nongcot.intake.obstacles import find_obstacles, followed_by_itself, made_by_itself
from nongcot.intake.queries import changes, imports, one_import
from nongcot.intake.tasks import resume

__all__ = [
    "apply",
    "changes",
    "decide",
    "drop",
    "drop_files",
    "find_obstacles",
    "followed_by_itself",
    "imports",
    "made_by_itself",
    "one_import",
    "read",
    "read_again",
    "receive",
    "resume",
    "start_applying",
    "start_undoing",
    "unconfirmed",
    "undo_import",
]
