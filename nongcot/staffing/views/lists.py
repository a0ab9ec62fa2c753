"""The lists of ballots, new chairs and handovers as files: all that is chosen, without those whose data is limited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nongcot.infra.documents.listing import Column, Listing, answer
from nongcot.kernel import clock
from nongcot.people import labels as people
from nongcot.people.api import EDITORS, asked_unit, has_role, in_branch, limited_persons
from nongcot.people.models import PostHeld
from nongcot.staffing.ballots.rules import state_of
from nongcot.staffing.labels import ballots as words
from nongcot.staffing.labels.first_term import step_title
from nongcot.staffing.queries import ballots
from nongcot.staffing.queries.first_term import followed, with_facts
from nongcot.staffing.queries.handover import open_handovers
from nongcot.staffing.views.common import actor_of

_AT_ONCE = 1000  # rows asked for together
Row = list[str | int | date | None]


def _asked(request: HttpRequest, day: date) -> Any:
    """The unit chosen, read before anything is sent.

    Raises:
        Http404: there is none, or the login may not see it.
        PermissionDenied: the login answers for no union.
    """
    within = asked_unit(request, day=day)
    if not has_role(actor_of(request), EDITORS):
        raise PermissionDenied
    return within


def _posts(rows: QuerySet[PostHeld], within: Any, day: date) -> Iterator[list[PostHeld]]:
    """The posts chosen, some at a time; persons whose data may not be processed stand in no file."""
    chosen = in_branch(rows, within, day=day).exclude(person__in=limited_persons(day))
    keys = list(chosen.values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        part = keys[start : start + _AT_ONCE]
        known = {one.pk: one for one in rows.filter(pk__in=part)}
        yield [known[pk] for pk in part if pk in known]


@require_safe
def ballots_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The ballots chosen: what they are about, when, and how they stand."""
    day, now = clock.today(), clock.now()
    rows = in_branch(ballots.listed(actor_of(request)), asked_unit(request, day=day), day=day)
    columns = [
        Column(_("Cuộc bầu"), 44),
        Column(_("Loại"), 22),
        Column(_("Đơn vị"), 44),
        Column(_("Cách bầu"), 18),
        Column(_("Mở"), 18),
        Column(_("Đóng"), 18),
        Column(_("Trạng thái"), 18),
        Column(_("Số phiếu thu về"), 12),
    ]
    lines = (_ballot(one, now) for one in rows.iterator(chunk_size=_AT_ONCE))
    return answer(kind, Listing("bau-cu", _("Các cuộc bầu"), day, columns, lines))


def _ballot(one: Any, now: Any) -> Row:
    return [
        one.title,
        str(words.KINDS[one.kind]),
        one.unit.name,
        str(words.WAYS[one.way]),
        _moment(one.opens_at),
        _moment(one.closes_at),
        str(words.state(state_of(one.times, now))),
        one.result.get("collected") if one.result else None,
    ]


def _moment(at: Any) -> str:
    return str(at.astimezone(clock.VIETNAM).strftime("%H:%M %d/%m/%Y"))


@require_safe
def first_terms_file(request: HttpRequest, kind: str) -> HttpResponse:
    """New chairs and where each stands in the programme: to help, not to rank."""
    day = clock.today()
    within = _asked(request, day)
    columns = [
        Column(_("Họ và tên"), 28),
        Column(_("Đơn vị"), 44),
        Column(_("Nhận nhiệm vụ"), 14),
        Column(_("Tuần"), 8),
        Column(_("Đang làm"), 44),
        Column(_("Số bước đã xong"), 12),
        Column(_("Chờ giúp"), 10),
        Column(_("Người kèm cặp"), 28),
    ]
    parts = _posts(followed(actor_of(request), day=day), within, day)
    lines = (line for part in parts for line in _chairs(part, day))
    return answer(kind, Listing("chu-tich-moi", _("Chủ tịch lần đầu nhận nhiệm vụ"), day, columns, lines))


def _chairs(part: list[PostHeld], day: date) -> Iterator[Row]:
    told = list(with_facts(part, day=day))
    mentors = {one.mentor.mentor_id for one in told if one.mentor}
    limited = set(limited_persons(day).filter(person__in=mentors).values_list("person_id", flat=True))
    for one in told:
        mentor = one.mentor if one.mentor and one.mentor.mentor_id not in limited else None
        yield [
            one.held.person.name,
            one.held.unit.name,
            one.held.from_day,
            one.at.week,
            step_title(one.at.now) if one.at.now else "",
            len(one.done),
            len(one.waiting),
            mentor.mentor.name if mentor else "",
        ]


@require_safe
def handovers_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What is still to be handed over, the post that ended first at the top."""
    day = clock.today()
    within = _asked(request, day)
    columns = [
        Column(_("Họ và tên"), 28),
        Column(_("Chức vụ"), 30),
        Column(_("Đơn vị"), 44),
        Column(_("Thôi giữ chức vụ"), 14),
        Column(_("Hình thức thôi"), 22),
        Column(_("Số ngày"), 9),
    ]
    parts = _posts(open_handovers(actor_of(request), day=day), within, day)
    lines = (_handover(held, day) for part in parts for held in part)
    return answer(kind, Listing("ban-giao", _("Bàn giao khi thôi giữ chức vụ"), day, columns, lines))


def _handover(held: PostHeld, day: date) -> Row:
    return [
        held.person.name,
        people.post_title(held.body.kind, held.post),
        held.unit.name,
        held.to_day,
        people.end_reason(held.end_reason) if held.end_reason else "",
        (day - held.to_day).days if held.to_day else None,
    ]
