"""The front door of ``duties`` for the apps above it."""

from nongcot.duties.actions import delegate, delegate_all, owe_look, postpone, postpone_all, resume, run, take_back
from nongcot.duties.permissions import may_take_over
from nongcot.duties.queries import closed, counts, duties, gathered, inbox, open_duties
from nongcot.duties.tasks import left_behind, look_at_all, pay_looks

__all__ = [
    "closed",
    "counts",
    "delegate",
    "delegate_all",
    "duties",
    "gathered",
    "inbox",
    "left_behind",
    "look_at_all",
    "may_take_over",
    "open_duties",
    "owe_look",
    "pay_looks",
    "postpone",
    "postpone_all",
    "resume",
    "run",
    "take_back",
]
