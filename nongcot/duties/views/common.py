"""What the pages of duties share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from nongcot.duties import labels, single
from nongcot.duties.checks import CHECKS
from nongcot.duties.kinds import Severity
from nongcot.duties.models import Duty
from nongcot.infra.accounts.models import User
from nongcot.infra.ui.days import read_day
from nongcot.kernel import clock
from nongcot.people.api import asked_unit, superiors
from nongcot.people.models import Unit

MOST_SUPERIORS = 120  # a longer choice weighs more than the page


def actor_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (every page but a few asks for a login)
    return request.user


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def within_of(request: HttpRequest, day: date) -> Unit | None:
    """The unit whose subtree is asked for; an unknown one is not found."""
    return asked_unit(request, day=day)


def code_of(request: HttpRequest) -> str:
    """The kind of duty asked for; "" for all."""
    code = request.GET.get("kind", "")
    return code if code in CHECKS else ""


def day_of(request: HttpRequest, name: str) -> date | None:
    text = request.GET.get(name, "").strip()
    return read_day(text) if text else None


def duty_of(request: HttpRequest, pk: int) -> Duty:
    """One duty the actor may see; any other is not found."""
    found = single.duty(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def kinds(by_code: dict[str, int] | None = None) -> list[tuple[str, str]]:
    """Kinds of duties for a choice, gravest first: those counted in ``by_code`` with their number, or all."""
    severities = list(Severity)
    known = sorted((code for code in (by_code or CHECKS) if code in CHECKS), key=labels.title)
    known.sort(key=lambda code: severities.index(CHECKS[code].severity))
    counts = by_code or {}
    return [
        (code, f"{labels.title(code)} ({counts[code]})" if code in counts else labels.title(code)) for code in known
    ]


def branches(request: HttpRequest, day: date, within: Unit | None) -> dict[str, Any]:
    """What the filter by unit needs: the superiors the reader may choose from, and the unit chosen."""
    rows = superiors(actor_of(request), day=day, most=MOST_SUPERIORS)
    return {
        "superiors": [(row.pk, row.day_name) for row in rows],
        "within": within,
    }


def taker_choices(request: HttpRequest, rows: Iterable[Duty]) -> Sequence[tuple[str, str]]:
    """Who may be given all of these duties, as choices of a form: "Lê Thị Hoa (Chủ tịch, CĐCS An Phú)"."""
    found = single.takers(actor_of(request), {duty.unit_id for duty in rows}, day=clock.today())
    text = _("%(name)s (%(role)s, %(unit)s)")
    return [
        (str(pk), text % {"name": name, "role": labels.role_name(role), "unit": where})
        for pk, name, role, where in found
    ]
