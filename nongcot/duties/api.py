"""The front door of ``duties`` for the apps above it."""

from nongcot.duties.actions import (
    delegate,
    delegate_all,
    owe_look,
    postpone,
    postpone_all,
    reopen,
    resume,
    run,
    take_back,
)
from nongcot.duties.foreseeing import after_kind
from nongcot.duties.kinds import CheckSpec, Context, Severity
from nongcot.duties.models import Duty
from nongcot.duties.permissions import may_take_over
from nongcot.duties.queries import closed, counts, duties, gathered, given, inbox, open_duties
from nongcot.duties.resolving import Resolution
from nongcot.duties.sources import Source, register
from nongcot.duties.tasks import left_behind, look_at_all, pay_looks

__all__ = [
    "CheckSpec",
    "Context",
    "Duty",
    "Resolution",
    "Severity",
    "Source",
    "after_kind",
    "closed",
    "counts",
    "delegate",
    "delegate_all",
    "duties",
    "gathered",
    "given",
    "inbox",
    "left_behind",
    "look_at_all",
    "may_take_over",
    "open_duties",
    "owe_look",
    "pay_looks",
    "postpone",
    "postpone_all",
    "register",
    "reopen",
    "resume",
    "run",
    "take_back",
]
