"""Background work of staffing, and what it does when others have done something; one file a subject."""

from nongcot.staffing.tasks.following import on_looked, on_taking_back

__all__ = ["on_looked", "on_taking_back"]
