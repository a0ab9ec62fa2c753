"""Sessions in the database, with columns by which a person finds the own ones (Django's way to extend them)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from nongcot.infra.accounts.models import UserSession

BEGAN, SEEN, ADDRESS, AGENT = "began", "seen", "address", "agent"


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[UserSession]:
        return UserSession

    def create_model_instance(self, data: dict[str, Any]) -> UserSession:
        row = super().create_model_instance(data)
        assert isinstance(row, UserSession)  # noqa: S101
        user = data.get(USER_KEY)
        row.user_id = int(user) if user else None
        row.address, row.agent = data.get(ADDRESS), data.get(AGENT, "")
        row.began_at, row.seen_at = _moment(data.get(BEGAN)), _moment(data.get(SEEN))
        return row
