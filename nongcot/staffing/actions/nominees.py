"""Nominate people at a congress, and take a nomination back. The machine nominates nobody."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import EDITORS, Refused, require_on_unit
from nongcot.people.kinds import Post
from nongcot.people.models import Person
from nongcot.staffing.actions.candidates import require_unlimited
from nongcot.staffing.actions.congress import held_congress, tell
from nongcot.staffing.models import Congress, Nominee
from nongcot.staffing.queries.candidates import seen
from nongcot.staffing.queries.nominees import ballots_of

Actor = User | System
MOST = 100  # of a congress: against slips, no rule; rules say how many seats there may be


@transaction.atomic
def nominate(*, actor: Actor, congress: Congress, person: Person, day: date, chair: bool = False) -> Nominee:
    """``person`` is nominated for the committee; with ``chair`` for its chair too. Who withdrew may be named again.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or may not see the person.
        Refused: the congress is closed, the person is nominated so already, the ballot is prepared or counted, there
            are enough, or the person's data is limited.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    if not seen(actor, [person.pk]):
        raise PermissionDenied
    require_unlimited(person)
    wanted = [Post.MEMBER, Post.CHAIR] if chair else [Post.MEMBER]
    known = {one.post: one for one in Nominee.objects.filter(congress=row, person=person)}
    missing = [post for post in wanted if post not in known or known[post].withdrawn_on is not None]
    if not missing:
        raise Refused(_("%(name)s đã có trong danh sách đề cử.") % {"name": person.name})
    for post in missing:
        _require_open(row, post)
    if Nominee.objects.filter(congress=row, post=Post.MEMBER, withdrawn_on__isnull=True).count() >= MOST:
        raise Refused(_("Danh sách đề cử đã đủ %(most)d người.") % {"most": MOST})
    made = None
    for post in missing:
        made = known.get(post) or Nominee(congress=row, person=person, post=post.value)
        made.nominated_on, made.withdrawn_on, made.note, made.by_self = day, None, "", False
        made.by = actor if isinstance(actor, User) else None
        made.save()
    tell(actor, row, "nominate", person=[None, person.pk], nominated_for=[None, wanted[-1].value])
    if made is None:
        raise Refused(_("Không có gì khác với nội dung đang ghi."))
    return made


@transaction.atomic
def withdraw_nominee(
    *, actor: Actor, congress: Congress, person: Person, reason: str, day: date, by_self: bool = False
) -> None:
    """The person stands no more, for no post; ``by_self``: by the person's own wish. The reason is kept.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed, the person does not stand, is elected or stands in a second round that is
            prepared, or no reason is given.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do rút."))
    rows = list(Nominee.objects.filter(congress=row, person=person, withdrawn_on__isnull=True))
    if not rows:
        raise Refused(_("%(name)s không có trong danh sách đề cử.") % {"name": person.name})
    again = {post for post, number in ballots_of(row) if number == 2}
    again |= {post for post, told in row.tally.items() if isinstance(told, dict) and "second" in told}
    if any(one.votes is not None and (one.elected or one.post in again) for one in rows):
        raise Refused(_("Đã kiểm phiếu, không rút được nữa."))
    for one in rows:
        one.withdrawn_on, one.by_self, one.note = day, by_self, reason.strip()[:500]
        one.save(update_fields=["withdrawn_on", "by_self", "note"])
    tell(actor, row, "withdraw_nominee", reason.strip(), person=[person.pk, None])


def _require_open(congress: Congress, post: Post) -> None:
    if (post.value, 1) in ballots_of(congress) or post.value in congress.tally:
        raise Refused(_("Phiếu bầu đã lập hoặc đã kiểm, không thêm người được nữa."))
