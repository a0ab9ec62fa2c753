"""The pages of mentoring: proposals and who agreed, meetings, the end of the programme."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, IMPORTERS, can_on_unit, has_role, is_limited
from nongcot.people.models import PostHeld
from nongcot.staffing import actions
from nongcot.staffing.forms.first_term import CheckIn, NameMentor, Note, Nothing
from nongcot.staffing.labels.first_term import reasons
from nongcot.staffing.models import Mentorship
from nongcot.staffing.permissions.first_term import OF_MENTOR
from nongcot.staffing.queries.first_term import followed_one
from nongcot.staffing.queries.mentors import (
    MOST_FOUND,
    chair_named,
    chairs_named,
    mentorship_for,
    mentorships,
    named,
    proposals,
)
from nongcot.staffing.rules.mentors import Match, terms_of
from nongcot.staffing.views.common import actor_of
from nongcot.staffing.views.first_term import acting, held_or_404, home, intro


@acting
def mentors(request: HttpRequest) -> HttpResponse:
    """Proposals and mentorships one has to do with; for those above, whom the machine would propose now, and why."""
    actor, today = actor_of(request), clock.today()
    if not has_role(actor, EDITORS):
        raise PermissionDenied
    above = has_role(actor, IMPORTERS)
    if request.method == "POST" and not above:
        raise PermissionDenied

    def perform(_given: dict[str, Any]) -> Done:
        made = actions.propose_mentors(actor=actor)
        return Done(_("Đã ghi %(count)d đề xuất.") % {"count": len(made)}, reverse("staffing:mentors"))

    limited = is_limited(today, "person_id") | is_limited(today, "mentor_id")
    rows = list(mentorships(actor).annotate(limited=limited)[:200])
    found = named(proposals(actor, day=today)) if above else []
    page = ActionPage(
        title=_("Người kèm cặp Chủ tịch mới"),
        form=Nothing,
        perform=perform,
        back=reverse("staffing:first-terms"),
        submit=_("Ghi các đề xuất"),
        template="staffing/mentors.html",
        context={
            "rows": [(row, reasons(row.reasons), *_may(request, row)) for row in rows],
            "found": [(seeker, mentor, reasons(match.reasons)) for match, seeker, mentor in found],
            "limited": len({pk for row in rows if row.limited for pk in (row.person_id, row.mentor_id)}),
            "above": above,
            "terms": terms_of(rulebook().on(today)),
        },
    )
    return page.answer(request)


def _new_chair(request: HttpRequest, pk: int) -> PostHeld:
    """A new chair whose programme goes on, for a login that answers for the union from above.

    Raises:
        Http404: there is none, or the login may not follow the programme.
        PermissionDenied: it may follow it only.
    """
    held = held_or_404(request, pk)
    if not can_on_unit(actor_of(request), held.unit_id, roles=IMPORTERS):
        raise PermissionDenied
    return held


@require_safe
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for the chair to be named as a mentor: by name or union, with what is on record of the pair."""
    held = _new_chair(request, pk)
    search = request.GET.get("q", "")[:100]
    found = chairs_named(actor_of(request), held, search, day=clock.today()) if search else []
    context = {
        "held": held,
        "search": search,
        "found": [(post, reasons(match.reasons)) for post, match in found],
        "most": MOST_FOUND,
    }
    return render(request, "staffing/choose_mentor.html", context)


@acting
def name(request: HttpRequest, pk: int, mentor: int) -> HttpResponse:
    """Name this chair as the mentor, and say why."""
    held, actor = _new_chair(request, pk), actor_of(request)
    found = chair_named(actor, held, mentor, day=clock.today())
    if found is None:
        raise Http404
    post, match = found

    def perform(given: dict[str, Any]) -> Done:
        actions.name_mentor(actor=actor, held=held, mentor=post, reason=given["reason"])
        return Done(_("Đã ghi. Hai bên đồng ý thì xác nhận."), reverse("staffing:mentors"))

    page = ActionPage(
        title=_("Chỉ định người kèm cặp"),
        intro=_("%(mentor)s kèm cặp %(chair)s") % {"mentor": post.person.name, "chair": held.person.name},
        form=NameMentor,
        perform=perform,
        preview=lambda _given: _before_naming(match),
        back=reverse("staffing:choose-mentor", args=[held.pk]),
        submit=_("Chỉ định"),
        objects=[("person", held.person_id)],
    )
    return page.answer(request)


def _before_naming(match: Match) -> list[str]:
    """What speaks against this pair by the rules: said, not refused."""
    terms = terms_of(rulebook().on(clock.today()))
    told = []
    if terms is not None and match.mentor.months < terms.least_months:
        told.append(_("Người này làm Chủ tịch chưa đủ %(months)d tháng.") % {"months": terms.least_months})
    if terms is not None and match.mentor.load >= terms.capacity:
        told.append(_("Người này đang kèm cặp %(count)d Chủ tịch mới.") % {"count": match.mentor.load})
    return told


def _may(request: HttpRequest, row: Mentorship) -> tuple[bool, bool, bool]:
    """Whether one may say yes for the chair, yes for the mentor, and confirm."""
    actor = actor_of(request)
    above = can_on_unit(actor, row.unit_id, roles=IMPORTERS)
    chair = above or can_on_unit(actor, row.unit_id, roles=OF_MENTOR)
    mentor = above or can_on_unit(actor, row.mentor_unit_id, roles=OF_MENTOR)
    return chair, mentor, above


def _row(request: HttpRequest, pk: int) -> Mentorship:
    row = mentorship_for(actor_of(request), pk)
    if row is None:
        raise Http404
    return row


def _pair(row: Mentorship) -> str:
    return _("%(mentor)s kèm cặp %(chair)s") % {"mentor": row.mentor.name, "chair": row.person.name}


@acting
def agree(request: HttpRequest, pk: int, side: str) -> HttpResponse:
    """One side agrees."""
    if side not in ("chair", "mentor"):
        raise Http404
    row = _row(request, pk)
    chair, mentor, _above = _may(request, row)
    if not (chair if side == "chair" else mentor):
        raise PermissionDenied

    def perform(_given: dict[str, Any]) -> Done:
        actions.agree_mentor(actor=actor_of(request), row=row, side="chair" if side == "chair" else "mentor")
        return Done(_("Đã ghi ý kiến đồng ý."), reverse("staffing:mentors"))

    page = ActionPage(
        title=_("Chủ tịch mới đồng ý") if side == "chair" else _("Người kèm cặp đồng ý"),
        intro=_pair(row),
        objects=[("person", row.person_id)],
        form=Nothing,
        perform=perform,
        back=reverse("staffing:mentors"),
        submit=_("Đồng ý"),
    )
    return page.answer(request)


@acting
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody above confirms."""
    row = _row(request, pk)
    if not _may(request, row)[2]:
        raise PermissionDenied

    def perform(_given: dict[str, Any]) -> Done:
        actions.confirm_mentor(actor=actor_of(request), row=row)
        return Done(_("Đã xác nhận: %(pair)s.") % {"pair": _pair(row)}, reverse("staffing:mentors"))

    page = ActionPage(
        title=_("Xác nhận người kèm cặp"),
        intro=_pair(row),
        objects=[("person", row.person_id)],
        form=Nothing,
        perform=perform,
        back=reverse("staffing:mentors"),
        submit=_("Xác nhận"),
    )
    return page.answer(request)


@acting
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline a proposal, or end a mentorship."""
    row = _row(request, pk)
    if not any(_may(request, row)):
        raise PermissionDenied

    def perform(given: dict[str, Any]) -> Done:
        actions.end_mentor(actor=actor_of(request), row=row, **given)
        return Done(_("Đã ghi. Hai người này không được đề xuất với nhau nữa."), reverse("staffing:mentors"))

    page = ActionPage(
        title=_("Thôi kèm cặp"),
        intro=_pair(row),
        objects=[("person", row.person_id)],
        form=Note,
        perform=perform,
        back=reverse("staffing:mentors"),
    )
    return page.answer(request)


@acting
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Record in a minute that the chair and somebody who helps met."""
    held = held_or_404(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.check_in(actor=actor_of(request), held=held, **given)
        return Done(_("Đã ghi buổi gặp."), home(held))

    page = ActionPage(
        title=_("Ghi buổi gặp, trao đổi"),
        intro=intro(held),
        form=CheckIn,
        initial={"day": clock.today()},
        perform=perform,
        back=home(held),
    )
    return page.answer(request)


@acting
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the programme with what was done."""
    held = held_or_404(request, pk)
    if not can_on_unit(actor_of(request), held.unit_id, roles=IMPORTERS):
        raise PermissionDenied
    found = followed_one(held, day=clock.today())

    def perform(given: dict[str, Any]) -> Done:
        actions.close_programme(actor=actor_of(request), held=held, **given)
        return Done(_("Đã kết thúc chương trình của %(name)s.") % {"name": held.person.name}, home(held))

    page = ActionPage(
        title=_("Kết thúc chương trình 100 ngày"),
        intro=intro(held),
        form=Note,
        perform=perform,
        back=home(held),
        submit=_("Kết thúc chương trình"),
        template="staffing/close_programme.html",
        context={"found": found},
    )
    return page.answer(request)
