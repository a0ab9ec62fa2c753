"""The front door of ``duties`` for the apps above it."""

from nongcot.duties.actions import postpone, run
from nongcot.duties.queries import counts, duties, inbox, open_duties
from nongcot.duties.tasks import run_all

__all__ = ["counts", "duties", "inbox", "open_duties", "postpone", "run", "run_all"]
