"""The front door of the rulebook."""

from nongcot.infra.rulebook.actions import enter_value
from nongcot.infra.rulebook.permissions import keepers
from nongcot.infra.rulebook.queries import rulebook

__all__ = ["enter_value", "keepers", "rulebook"]
