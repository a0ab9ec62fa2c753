"""What is decided of a congress: its form and numbers, and how its delegates are divided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel.text import tidy
from nongcot.people.api import EDITORS, Refused, require_on_unit
from nongcot.staffing.actions.congress import done_of, held_congress, stand, tell
from nongcot.staffing.kinds.congress import CongressForm, Election
from nongcot.staffing.models import Congress, Nominee
from nongcot.staffing.queries.nominees import ballots_of
from nongcot.staffing.rules.quotas import divide

Actor = User | System
# Against slips of typing, no rules: what the rules allow is advised, never refused.
MOST_DELEGATES, MOST_SEATS, MOST_GROUPS = 2000, 200, 200
DECIDED = ("form", "delegates", "guests", "seats", "chair_direct")


@transaction.atomic
def decide_congress(*, actor: Actor, congress: Congress, **decided: Any) -> Congress:
    """Write down what was decided: fields of ``DECIDED``. What a rule says of it warns on the page; people decide.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed, nothing differs, a number cannot be, or the seats are voted on already: after
            the count there can be fewer, down to those elected.
        TypeError: a field that is none of ``DECIDED``.
    """
    if wrong := decided.keys() - set(DECIDED):
        raise TypeError(f"not to be decided: {sorted(wrong)}")
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    if decided.get("form", row.form) not in set(CongressForm):
        raise Refused(_("Xin chọn đại hội toàn thể hay đại hội đại biểu."))
    most = {"delegates": MOST_DELEGATES, "guests": MOST_DELEGATES, "seats": MOST_SEATS}
    for name, limit in most.items():
        value = decided.get(name)
        if value is not None and not (0 if name == "guests" else 1) <= value <= limit:
            raise Refused(_("Số không hợp lệ: %(number)s.") % {"number": value})
    if decided.get("seats", row.seats) != row.seats:
        _require_seats_free(row, decided["seats"])
    changes = {name: [getattr(row, name), value] for name, value in decided.items() if getattr(row, name) != value}
    if not changes:
        raise Refused(_("Không có gì khác với nội dung đang ghi."))
    for name in changes:
        setattr(row, name, decided[name])
    stand(row, done_of(row))
    row.save(update_fields=[*changes, "step", "due_on"])
    told: dict[str, Any] = {f"congress_{name}": pair for name, pair in changes.items()}
    tell(actor, row, "decide_congress", **told)
    return row


def _require_seats_free(row: Congress, seats: int | None) -> None:
    """
    Raises:
        Refused: voting for the seats has begun, or so many are not possible after the count.
    """
    if Election.MEMBER in row.tally:
        elected = Nominee.objects.filter(congress=row, post=Election.MEMBER, elected=True).count()
        require_fewer(seats, before=row.seats, elected=elected)
    if any(post == Election.MEMBER for post, _number in ballots_of(row)) and Election.MEMBER not in row.tally:
        raise Refused(_("Phiếu bầu đã lập với số lượng đang ghi. Xin hủy cuộc bầu trước khi đổi số lượng."))


def require_fewer(seats: int | None, *, before: int | None, elected: int) -> None:
    """After a count there can be fewer seats than ``before``, down to those ``elected``.

    Raises:
        Refused: ``seats`` is no such number.
    """
    least = max(elected, 1)
    if seats is None or before is None or not least <= seats < before:
        told = _("Đã kiểm phiếu: số lượng chỉ giảm được, không ít hơn %(elected)d người đã trúng cử.")
        raise Refused(told % {"elected": least})


@transaction.atomic
def divide_delegates(
    *, actor: Actor, congress: Congress, groups: Sequence[tuple[str, int]], standing: int = 0
) -> Congress:
    """Divide the delegates over the groups and sections (name, members) that elect them.

    ``standing`` are those who are delegates already: the sitting committee.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed or plenary, the number of delegates is not decided or too small, or a group is
            named twice or has no members.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    if row.form != CongressForm.DELEGATES or row.delegates is None:
        raise Refused(_("Xin ghi đại hội đại biểu và số đại biểu chính thức trước."))
    names = [tidy(name)[:200] for name, _members in groups]
    if not names or len(set(names)) < len(names) or not all(names) or any(size < 1 for _name, size in groups):
        raise Refused(_("Mỗi tổ, bộ phận ghi một dòng với tên riêng và số đoàn viên."))
    if len(names) > MOST_GROUPS or standing < 0 or row.delegates - standing < len(names):
        raise Refused(_("Số đại biểu được bầu ít hơn số tổ, bộ phận. Xin gộp tổ hoặc ghi lại số đại biểu."))
    shares = divide(row.delegates - standing, [size for _name, size in groups])
    told = zip(names, groups, shares, strict=True)
    lines = [{"name": name, "members": size, "delegates": share} for name, (_name, size), share in told]
    row.quotas = {"shape": 1, "standing": standing, "groups": lines}
    row.save(update_fields=["quotas"])
    tell(actor, row, "divide_delegates", congress_groups=[None, len(names)])
    return row
