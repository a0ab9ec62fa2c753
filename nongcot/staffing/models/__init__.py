"""What staffing keeps, one file a subject."""

from nongcot.staffing.models.reorganisations import Reorganisation

__all__ = ["Reorganisation"]
