"""Making files takes longer than a page may."""

from __future__ import annotations

from django_tasks import task

from nongcot.infra.listfiles import actions
from nongcot.kernel import clock


@task()
def make_file(pk: int) -> None:
    """Make one file; what goes wrong is told on its page and kept with the task."""
    actions.drop_old(clock.now())
    try:
        actions.make_file(pk)
    except Exception:
        actions.mark_failed(pk)
        raise
