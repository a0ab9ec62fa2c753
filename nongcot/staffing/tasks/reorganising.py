"""Looking at a plan and carrying it out take longer than a page may."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django_tasks import task

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.people.api import Refused
from nongcot.staffing import actions
from nongcot.staffing.models import Reorganisation


def actor_of(plan: Reorganisation) -> User | System:
    """Who a plan is carried out for, with the rights they have when it is done."""
    return plan.confirmed_by or plan.by or System("nongcot reorganise")


def _plan(pk: int) -> Reorganisation:
    return Reorganisation.objects.select_related("by", "confirmed_by", "undone_by").get(pk=pk)


@task()
def look_at_plan(pk: int) -> None:
    """Say what a plan does."""
    plan = _plan(pk)
    if plan.state != Reorganisation.State.READING:
        return  # dropped meanwhile, or looked at already
    try:
        actions.look_at_plan(actor=actor_of(plan), plan=plan)
    except Exception as error:
        actions.mark_failed(plan=pk, error=error)
        raise


@task()
def reorganise(pk: int) -> None:
    """Carry a plan out; where it would do something else than was shown, show that instead."""
    plan = _plan(pk)
    if plan.state != Reorganisation.State.APPLYING:
        return  # done already
    try:
        actions.reorganise(actor=actor_of(plan), plan=plan)
    except (actions.Refusal, actions.Moved):
        actions.show_moved(actor=actor_of(plan), plan=plan)
        actions.not_started(plan=pk, why=Reorganisation.NotStarted.MOVED)
    except PermissionDenied:
        if plan.start_at is None:
            actions.mark_failed(plan=pk, error=PermissionDenied())
        actions.no_right(plan=pk)
    except Refused:
        return  # somebody was quicker
    except Exception as error:
        actions.mark_failed(plan=pk, error=error)
        raise


@task()
def take_plan_back(pk: int) -> None:
    """Take a plan back that was carried out; where something stands in the way, its page says what."""
    plan = _plan(pk)
    if plan.state != Reorganisation.State.UNDOING:
        return  # done already
    actor = plan.undone_by or System("nongcot reorganise")
    try:
        actions.take_plan_back(actor=actor, plan=plan, reason=plan.undo_reason)
    except Refused as refused:
        actions.undo_refused(plan=pk, refused=refused)
    except Exception as error:
        actions.mark_failed(plan=pk, error=error)
        raise


def start_due_plans() -> int:
    """Begin the plans whose time has come; gives how many. What was begun before a restart is not begun again."""
    now, begun = clock.now(), 0
    for pk in actions.due(now):
        with transaction.atomic():  # the mark and the work that is asked for, or neither
            if actions.begin_due(plan=pk, now=now):
                reorganise.enqueue(pk)
                begun += 1
    return begun


def stopped(pk: int) -> None:
    """The worker died at this plan."""
    actions.mark_stopped(plan=pk)
