"""The verbs of staffing."""

from nongcot.staffing.actions.candidates import choose_candidate, propose_candidate, withdraw_candidate
from nongcot.staffing.actions.completing import (
    change_way,
    drop_case,
    open_case,
    record_step,
    take_back_step,
)
from nongcot.staffing.actions.congress import (
    drop_congress,
    extend_instead,
    move_congress,
    open_congress,
    record_congress_step,
    take_back_congress_step,
)
from nongcot.staffing.actions.congress_decided import DECIDED, decide_congress, divide_delegates
from nongcot.staffing.actions.congress_elections import (
    enter_congress_votes,
    prepare_congress_ballot,
    take_congress_count,
)
from nongcot.staffing.actions.congress_papers import issue_congress_paper, tick_congress_file
from nongcot.staffing.actions.congress_results import enter_congress_results
from nongcot.staffing.actions.first_meeting import draw_up_slate, enter_meeting_results, take_meeting_back
from nongcot.staffing.actions.first_term import answer_help, ask_help, do_step, undo_step
from nongcot.staffing.actions.following import follow_duties
from nongcot.staffing.actions.following_congress import follow_congresses
from nongcot.staffing.actions.handover import close_handover, drop_handover, pass_on_access, record_handover
from nongcot.staffing.actions.leaving import issue_leaving_paper
from nongcot.staffing.actions.mentors import (
    agree_mentor,
    check_in,
    close_programme,
    confirm_mentor,
    end_mentor,
    name_mentor,
    propose_mentors,
)
from nongcot.staffing.actions.nominations_kept import forget_nominations
from nongcot.staffing.actions.nominees import nominate, withdraw_nominee
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
from nongcot.staffing.actions.scheduling_plans import (
    begin_due,
    call_off_plan,
    due,
    no_right,
    not_started,
    schedule_plan,
)
from nongcot.staffing.actions.sending import receive_file
from nongcot.staffing.actions.steps import Written
from nongcot.staffing.actions.taking_plans_back import (
    InTheWay,
    start_taking_back,
    take_plan_back,
    undo_refused,
    what_comes_back,
)

__all__ = [
    "DECIDED",
    "InTheWay",
    "Moved",
    "Refusal",
    "Written",
    "add_reserve",
    "again",
    "agree_mentor",
    "answer_help",
    "ask_help",
    "begin_due",
    "call_off_plan",
    "change_way",
    "check_in",
    "choose_candidate",
    "close_handover",
    "close_programme",
    "confirm_mentor",
    "decide_congress",
    "divide_delegates",
    "do_step",
    "draw_up_slate",
    "drop_case",
    "drop_congress",
    "drop_handover",
    "drop_plan",
    "due",
    "end_mentor",
    "end_reserve",
    "enter_congress_results",
    "enter_congress_votes",
    "enter_meeting_results",
    "extend_instead",
    "follow_congresses",
    "follow_duties",
    "foresee_plan",
    "forget_nominations",
    "issue_congress_paper",
    "issue_leaving_paper",
    "issue_paper",
    "keep_plan",
    "look_at_plan",
    "mark_failed",
    "mark_stopped",
    "move_congress",
    "name_mentor",
    "no_right",
    "nominate",
    "not_started",
    "open_case",
    "open_congress",
    "pass_on_access",
    "place_split",
    "prepare_congress_ballot",
    "propose_candidate",
    "propose_mentors",
    "receive_file",
    "receive_plan",
    "record_congress_step",
    "record_handover",
    "record_step",
    "reorganise",
    "schedule_plan",
    "show_moved",
    "start_reorganising",
    "start_taking_back",
    "take_back_congress_step",
    "take_back_step",
    "take_congress_count",
    "take_meeting_back",
    "take_plan_back",
    "tick_congress_file",
    "undo_refused",
    "undo_step",
    "what_comes_back",
    "withdraw_candidate",
    "withdraw_nominee",
    "work_of",
]
