"""What staffing keeps, one file a subject."""

from nongcot.staffing.models.completing import CompletionCase, StepDone
from nongcot.staffing.models.reorganisations import Reorganisation

__all__ = ["CompletionCase", "Reorganisation", "StepDone"]
