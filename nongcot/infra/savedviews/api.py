"""Views of lists that people keep under a name."""

from nongcot.infra.savedviews.queries import keep_views_of

__all__ = ["keep_views_of"]
