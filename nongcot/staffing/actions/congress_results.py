"""The results of a congress come into the roster."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.people.api import EDITORS, Elected, Refused, record_congress, require_on_unit
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import Term
from nongcot.staffing.actions.congress import done_of, held_congress, settle, tell
from nongcot.staffing.actions.congress_elections import held_on
from nongcot.staffing.actions.first_meeting import met_on, write_results
from nongcot.staffing.actions.following_congress import link
from nongcot.staffing.kinds.congress import Election
from nongcot.staffing.models import Congress
from nongcot.staffing.queries.first_meeting import meeting_of
from nongcot.staffing.queries.nominees import elected_of, nominees_of

Actor = User | System


@transaction.atomic
def enter_congress_results(
    *,
    actor: Actor,
    congress: Congress,
    planned_end: date,
    posts: Mapping[int, Post],
    day: date,
    decision_number: str = "",
    decision_day: date | None = None,
) -> Term:
    """Those elected enter the roster as a new term from the day of the congress; the old term and its posts end.

    ``posts`` says of persons elected which post they hold, as congress or committee elected them; all others are
    members. What the first meeting elected, where it is counted, says so itself and is entered with it, from the day
    of the meeting.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed or not held yet, nobody is elected, ``posts`` names somebody who was not, or
            what ``record_congress`` refuses.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    first = held_on(row, Election.MEMBER)
    elected = elected_of(nominees_of(row))
    if not elected or posts.keys() - elected.keys():
        raise Refused(_("Chưa có ai trúng cử, hoặc danh sách trúng cử đã thay đổi. Xin mở lại trang."))
    chair = next((one.person_id for one in elected.values() if one.post == Post.CHAIR), None)
    if chair is not None and any((post == Post.CHAIR) != (who == chair) for who, post in posts.items()):
        raise Refused(_("Đại hội đã bầu trực tiếp Chủ tịch: chức danh Chủ tịch theo kết quả bầu."))
    meeting = meeting_of(row)
    decided = meeting.posts()
    if any(who in decided and decided[who] != post for who, post in posts.items() if post != Post.MEMBER):
        raise Refused(_("Phiên họp thứ nhất đã bầu các chức danh: chức danh theo kết quả bầu."))
    given = {who: posts.get(who, Post.CHAIR if who == chair else Post.MEMBER) for who in elected}
    met = met_on(row)
    if met <= first:  # a later meeting finds them members, as the congress left them
        given |= {who: post for who, post in decided.items() if who in given and who != chair}
    else:
        given |= {who: Post.MEMBER for who in decided if who in given and who != chair}
    term = record_congress(
        actor=actor,
        unit=row.unit,
        body=BodyKind.EXECUTIVE_COMMITTEE,
        day=first,
        planned_end=planned_end,
        seats_fixed=row.seats,
        elected=[Elected(one.person, given[who]) for who, one in elected.items()],
        decision_number=decision_number,
        decision_day=decision_day,
    )
    link(row, term, done=done_of(row), day=day)
    if any(one.elected for one in meeting.rows):
        write_results(actor, row, meeting, day=day)
        settle(row, done_of(row), day=day)
    tell(actor, row, "enter_congress_results", elected=[None, len(elected)])
    return term
