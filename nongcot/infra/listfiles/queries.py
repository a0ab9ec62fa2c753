"""The files somebody asked for."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from nongcot.infra.accounts.models import User
from nongcot.infra.listfiles.models import ListFile

KEPT = timedelta(hours=24)  # long enough to fetch it, short for a list of personal data


def files_of(user: User, *, at: datetime) -> QuerySet[ListFile]:
    """The user's files that are still kept ``at`` this time, newest first, without their content."""
    return ListFile.objects.filter(user=user, asked_at__gt=at - KEPT).defer("content").order_by("-pk")
