"""The front door of the rulebook."""

from nongcot.infra.rulebook.actions import enter_value
from nongcot.infra.rulebook.permissions import keepers
from nongcot.infra.rulebook.queries import files, rulebook

__all__ = ["enter_value", "files", "keepers", "rulebook"]
