"""The front door of ``duties`` for the apps above it."""

from nongcot.duties.actions import delegate, delegate_all, postpone, postpone_all, resume, run, take_back
from nongcot.duties.permissions import may_take_over
from nongcot.duties.queries import closed, counts, duties, gathered, inbox, open_duties
from nongcot.duties.tasks import run_all

__all__ = [
    "closed",
    "counts",
    "delegate",
    "delegate_all",
    "duties",
    "gathered",
    "inbox",
    "may_take_over",
    "open_duties",
    "postpone",
    "postpone_all",
    "resume",
    "run",
    "run_all",
    "take_back",
]
