"""The only clock. A rule or a query never asks for today: it is given ``day``."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date as the calendar on the wall in Viet Nam says it."""
    return now().astimezone(VIETNAM).date()
