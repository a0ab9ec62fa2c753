"""The front door of ``insight`` for what runs it."""

from nongcot.insight.kept import is_due
from nongcot.insight.tasks import keep_all_figures, keep_figures_current

__all__ = ["is_due", "keep_all_figures", "keep_figures_current"]
