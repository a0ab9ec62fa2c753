"""The verbs of staffing."""

from nongcot.staffing.actions.completing import (
    Written,
    change_way,
    drop_case,
    open_case,
    record_step,
    take_back_step,
)
from nongcot.staffing.actions.following import follow_duties
from nongcot.staffing.actions.reorganising import Refusal, foresee_plan, receive_plan, reorganise

__all__ = [
    "Refusal",
    "Written",
    "change_way",
    "drop_case",
    "follow_duties",
    "foresee_plan",
    "open_case",
    "receive_plan",
    "record_step",
    "reorganise",
    "take_back_step",
]
