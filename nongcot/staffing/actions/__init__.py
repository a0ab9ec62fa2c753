"""The verbs of staffing."""

from nongcot.staffing.actions.reorganising import Refusal, foresee_plan, receive_plan, reorganise

__all__ = ["Refusal", "foresee_plan", "receive_plan", "reorganise"]
