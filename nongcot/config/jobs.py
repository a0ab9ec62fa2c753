"""Background tasks that were running when their worker died: found when the next one starts, and told."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from nongcot.infra.listfiles.api import mark_failed
from nongcot.intake.api import resume
from nongcot.kernel import clock
from nongcot.staffing.api import go_on_sending, stopped

_FORGOTTEN = timedelta(hours=1)
_DIED = "nongcot.config.jobs.WorkerDied"
# task -> what is to be told, with the task's own arguments
_TOLD: dict[str, Callable[..., Any]] = {
    "nongcot.infra.listfiles.tasks.make_file": mark_failed,
    "nongcot.intake.tasks.read_import": resume,
    "nongcot.intake.tasks.plan_import": resume,
    "nongcot.intake.tasks.apply_import": resume,
    "nongcot.intake.tasks.undo_import": resume,
    "nongcot.staffing.tasks.mailing.send_links": go_on_sending,
    "nongcot.staffing.tasks.reorganising.look_at_plan": stopped,
    "nongcot.staffing.tasks.reorganising.reorganise": stopped,
    "nongcot.staffing.tasks.reorganising.take_plan_back": stopped,
}


class WorkerDied(Exception):
    """Kept with a task whose worker was killed in the middle of it."""


def machine() -> str:
    """This machine in the name of its worker."""
    return socket.gethostname()[:50]


def worker_name() -> str:
    """A name of its own for the worker that starts now; it begins with the machine's, which has one worker only."""
    return f"{machine()}:{token_hex(4)}"


def is_waiting(task: Task[Any, Any]) -> bool:
    """Whether the task was asked for and is not done yet: once more would be once too often.

    What was asked for an hour ago counts no more: the machine that was at it may be gone for good.
    """
    since = clock.now() - _FORGOTTEN
    asked = DBTaskResult.objects.filter(status__in=["READY", "RUNNING"], enqueued_at__gte=since)
    return asked.filter(task_path=task.module_path).exists()


def bury_the_dead() -> int:
    """Close the tasks that a worker of this machine was at when it died; gives how many.

    Called before this machine's worker takes its first task: whatever is marked as running here runs no more. Every
    task is one transaction, so nothing of it was written.
    """
    count = 0
    for task in DBTaskResult.objects.running():
        if not (task.worker_ids and task.worker_ids[-1].startswith(f"{machine()}:")):
            continue
        task.status = "FAILED"
        task.finished_at = clock.now()
        task.exception_class_path, task.traceback = _DIED, ""
        task.save(update_fields=["status", "finished_at", "exception_class_path", "traceback"])
        told = _TOLD.get(task.task_path)
        if told is not None:
            told(*task.args_kwargs["args"])
        count += 1
    return count
