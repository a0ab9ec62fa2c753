"""The front door of ``staffing`` for the apps above it."""

from nongcot.staffing.tasks.reorganising import stopped

__all__ = ["stopped"]
