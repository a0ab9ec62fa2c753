"""Who may enter values of rules. Roles are known above this app, so ``config`` tells it whom to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied


def _nobody(_actor: Any) -> bool:
    return False


_asked: Callable[[Any], bool] = _nobody


def keepers(may: Callable[[Any], bool]) -> None:
    """``may`` is asked from now on; until it is told, nobody may."""
    global _asked  # noqa: PLW0603  (one connection per process)
    _asked = may


def can_keep(actor: Any) -> bool:
    return _asked(actor)


def require_keeper(actor: Any) -> None:
    """Raises PermissionDenied for who may not enter values."""
    if not _asked(actor):
        raise PermissionDenied
