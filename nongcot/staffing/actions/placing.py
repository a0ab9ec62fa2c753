"""What a person answers about units that are split: where each unit below and each holder of a post goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.people.api import Refused
from nongcot.people.models import PostHeld
from nongcot.staffing.actions.reorganising import locked
from nongcot.staffing.models import Reorganisation

SHAPE = 1
Places = Mapping[int, int | None]  # what -> the row of the part it goes to; None: as the default


@transaction.atomic
def place_split(
    *,
    actor: User | System,
    plan: Reorganisation,
    line: int,
    default: int | None = None,
    units: Places | None = None,
    posts: Places | None = None,
) -> Reorganisation:
    """Say where what belongs to a split unit goes; ``line`` is the first row of the split. The plan is looked at anew.

    ``default`` is the part that takes all the rest. Answers about other things, of anybody, stay.

    Raises:
        PermissionDenied: the actor does not answer for the unit the plan was brought in under.
        Refused: the plan is past that; the split, a part of it, a unit or a post is none of this plan.
    """
    plan = locked(actor, plan, Reorganisation.State.READ, Reorganisation.State.STOPPED)
    told = next((one for one in plan.splits if one["line"] == line), None)
    if told is None:
        raise Refused(_("Phương án không chia tách đơn vị nào ở dòng này."))
    _require_known(told, default, units or {}, posts or {})
    answers: dict[str, Any] = {"defaults": {}, "units": {}, "posts": {}, **plan.answers, "shape": SHAPE}
    if default is not None:
        answers["defaults"][str(line)] = default
    for kind, given in (("units", units), ("posts", posts)):
        answers[kind].update({str(pk): part for pk, part in (given or {}).items()})
        answers[kind] = {pk: part for pk, part in answers[kind].items() if part is not None}
    plan.answers, plan.state = answers, Reorganisation.State.READING
    plan.save(update_fields=["answers", "state"])
    record(
        actor=actor,
        action="staffing.place_split",
        object_type="reorganisation",
        object_id=plan.pk,
        unit=told["unit"],
        changes={"default": [told["default"], default]} if default not in (None, told["default"]) else {},
        reason=plan.decision,
        units=len(units or {}),
        posts=len(posts or {}),
    )
    return plan


def _require_known(told: dict[str, Any], default: int | None, units: Places, posts: Places) -> None:
    parts = {line for line, _name in told["parts"]} | {None}
    below = {pk for pk, _name in told["below"]}
    known = PostHeld.objects.filter(pk__in=list(posts), unit=told["unit"]).count()
    right = {default, *units.values(), *posts.values()} <= parts and units.keys() <= below and known == len(posts)
    if not right:
        raise Refused(_("Phương án đã thay đổi. Xin mở lại trang rồi chọn."))
