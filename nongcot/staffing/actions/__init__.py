"""The verbs of staffing."""

from nongcot.staffing.actions.candidates import choose_candidate, propose_candidate, withdraw_candidate
from nongcot.staffing.actions.completing import (
    Written,
    change_way,
    drop_case,
    open_case,
    record_step,
    take_back_step,
)
from nongcot.staffing.actions.first_term import answer_help, ask_help, do_step, undo_step
from nongcot.staffing.actions.following import follow_duties
from nongcot.staffing.actions.papers import issue_paper
from nongcot.staffing.actions.placing import place_split
from nongcot.staffing.actions.reorganising import (
    Moved,
    Refusal,
    again,
    drop_plan,
    foresee_plan,
    keep_plan,
    look_at_plan,
    mark_failed,
    mark_stopped,
    receive_plan,
    reorganise,
    show_moved,
    start_reorganising,
    work_of,
)
from nongcot.staffing.actions.reserves import add_reserve, end_reserve
from nongcot.staffing.actions.sending import receive_file

__all__ = [
    "Moved",
    "Refusal",
    "Written",
    "add_reserve",
    "again",
    "answer_help",
    "ask_help",
    "change_way",
    "choose_candidate",
    "do_step",
    "drop_case",
    "drop_plan",
    "end_reserve",
    "follow_duties",
    "foresee_plan",
    "issue_paper",
    "keep_plan",
    "look_at_plan",
    "mark_failed",
    "mark_stopped",
    "open_case",
    "place_split",
    "propose_candidate",
    "receive_file",
    "receive_plan",
    "record_step",
    "reorganise",
    "show_moved",
    "start_reorganising",
    "take_back_step",
    "undo_step",
    "withdraw_candidate",
    "work_of",
]
