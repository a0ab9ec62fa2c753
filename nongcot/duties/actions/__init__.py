"""The verbs of duties. Each checks permission, runs in one transaction and leaves an audit entry."""

from nongcot.duties.actions.delegating import delegate, delegate_all, take_back
from nongcot.duties.actions.looks import owe_look
from nongcot.duties.actions.postponing import postpone, postpone_all, resume
from nongcot.duties.actions.reopening import reopen
from nongcot.duties.actions.runs import run, run_unless_busy

__all__ = [
    "delegate",
    "delegate_all",
    "owe_look",
    "postpone",
    "postpone_all",
    "reopen",
    "resume",
    "run",
    "run_unless_busy",
    "take_back",
]
