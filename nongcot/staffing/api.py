"""The front door of ``staffing`` for the apps above it."""

from nongcot.staffing.actions import (
    Written,
    add_reserve,
    agree_mentor,
    ask_help,
    choose_candidate,
    close_handover,
    confirm_mentor,
    decide_congress,
    do_step,
    follow_duties,
    forget_nominations,
    keep_plan,
    look_at_plan,
    nominate,
    open_congress,
    propose_candidate,
    propose_mentors,
    record_congress_step,
    record_handover,
    record_step,
)
from nongcot.staffing.actions.ballots import cast_vote, count_ballot, create_ballot, issue_links
from nongcot.staffing.actions.completing import plan_of
from nongcot.staffing.actions.congress import plan_of as plan_of_congress
from nongcot.staffing.actions.handover import Handed
from nongcot.staffing.queries.first_term import followed
from nongcot.staffing.queries.handover import open_handovers, successors
from nongcot.staffing.reorganisation.kinds import Operation, OperationKind
from nongcot.staffing.rules.first_term import programme_on
from nongcot.staffing.rules.handover import ItemState, items_of
from nongcot.staffing.tasks.mailing import go_on_sending
from nongcot.staffing.tasks.reorganising import start_due_plans, stopped

__all__ = [
    "Handed",
    "ItemState",
    "Operation",
    "OperationKind",
    "Written",
    "add_reserve",
    "agree_mentor",
    "ask_help",
    "cast_vote",
    "choose_candidate",
    "close_handover",
    "confirm_mentor",
    "count_ballot",
    "create_ballot",
    "decide_congress",
    "do_step",
    "follow_duties",
    "followed",
    "forget_nominations",
    "go_on_sending",
    "issue_links",
    "items_of",
    "keep_plan",
    "look_at_plan",
    "nominate",
    "open_congress",
    "open_handovers",
    "plan_of",
    "plan_of_congress",
    "programme_on",
    "propose_candidate",
    "propose_mentors",
    "record_congress_step",
    "record_handover",
    "record_step",
    "start_due_plans",
    "stopped",
    "successors",
]
