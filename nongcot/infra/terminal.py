"""Where the commands speak: what was asked for on standard output, what went wrong on standard error."""

from __future__ import annotations

import sys

from rich.console import Console


def errors_of(console: Console) -> Console:
    """The console for what went wrong beside ``console``: standard error, unless that writes into a file of its own."""
    return Console(stderr=True) if console.file is sys.stdout else console
