"""Whatever changes, the duties follow: opened or closed at once, for the right reason, as a run for all would have it.

After each change the run for all of the same day finds nothing left to do, and no look is owed any more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files import File

from nongcot.duties.api import run
from nongcot.duties.models import Duty, DutyEvent, LookOwed
from nongcot.infra.audit.models import AuditEntry
from nongcot.intake import actions as intake
from nongcot.intake.models import Import
from nongcot.kernel import clock
from nongcot.people import actions
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import PostHeld, Unit
from tests.factories import people as make
from tests.factories.people import SYSTEM

EXECUTIVE = BodyKind.EXECUTIVE_COMMITTEE
GARMENT = "CĐCS Công ty TNHH May Xuân Lan"
HOA = ("Trần Thị Hòa", date(1985, 7, 5), "Nữ", GARMENT, "Chủ tịch", "0912345678", "012185000001")
MINH = ("Lê Văn Minh", date(1988, 7, 5), "Nam", GARMENT, "Chủ tịch", "0912345679", "012185000002")
DECIDED = {"document_number": "15/QĐ", "issuer": "LĐLĐ tỉnh", "article": "Điều 1", "decided_by": "Ban Thường vụ"}
Committed = Callable[[], AbstractContextManager[Any]]


def codes(unit: Unit) -> set[str]:
    return set(Duty.objects.filter(unit=unit, closed_on=None).values_list("code", flat=True))


def closed(unit: Unit, code: str) -> list[str]:
    rows = Duty.objects.filter(unit=unit, code=code, closed_on__isnull=False)
    return list(rows.order_by("pk").values_list("close_reason", flat=True))


def followed(day: date | None = None) -> bool:
    """Whether everything that changed has been looked at, and a run for all agrees and writes nothing."""
    before = (list(Duty.objects.order_by("pk").values()), DutyEvent.objects.count())
    outcome = run(actor=SYSTEM, day=day or clock.today())
    same = (list(Duty.objects.order_by("pk").values()), DutyEvent.objects.count()) == before
    return same and not outcome.anything and not LookOwed.objects.exists()


def take_office(unit: Unit, who: Any = None, post: Post = Post.CHAIR, **more: Any) -> PostHeld:
    who = who or make.person(phone="+84912345678", born="1980-01-01", sex="female")
    given = {"body": EXECUTIVE, "post": post, "from_day": make.BEGAN, **more}
    return actions.record_post(actor=SYSTEM, unit=unit, person=who, **given)


def brought(path: Path, day: date) -> Import:
    with path.open("rb") as file:
        imported = intake.receive(actor=SYSTEM, files=[File(file, name=path.name)], day=day)
    intake.read(imported=imported, actor=SYSTEM)
    return imported


def take_back(action: str) -> None:
    change = AuditEntry.objects.filter(action=action).latest("pk")
    actions.take_back_change(actor=SYSTEM, change=change, reason="Ghi nhầm")
