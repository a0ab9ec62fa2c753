"""The pages of a first-term chair's programme: this week on a phone, and all of them for those above."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, IMPORTERS, asked_unit, can_on_unit, has_role, in_branch, is_limited, posts
from nongcot.people.models import PostHeld
from nongcot.staffing import actions
from nongcot.staffing.forms.first_term import AnswerHelp, AskHelp, DoStep, Nothing
from nongcot.staffing.labels.first_term import step_title
from nongcot.staffing.permissions.first_term import is_mentor, may_follow
from nongcot.staffing.queries.first_term import (
    Followed,
    followed,
    followed_one,
    followed_post,
    help_of,
    is_open,
    with_facts,
)
from nongcot.staffing.rules.first_term import Step, programme_on
from nongcot.staffing.views.common import actor_of

acting = require_http_methods(["GET", "POST"])


def held_or_404(request: HttpRequest, pk: int) -> PostHeld:
    """A first-term chair's post, for a login that may follow the programme.

    Raises:
        Http404: there is none, or the login may not see it.
        PermissionDenied: it may see the post, but does not answer for the union and is not the mentor.
    """
    actor = actor_of(request)
    if (held := followed_post(actor, pk)) is not None:
        return held
    seen = posts(actor).filter(pk=pk).first()
    if seen is not None and not may_follow(actor, seen):
        raise PermissionDenied
    raise Http404


def editable(request: HttpRequest, pk: int) -> PostHeld:
    """As :func:`held_or_404`, for a login that may act for the chair: the chair, or somebody above."""
    held = held_or_404(request, pk)
    if not can_on_unit(actor_of(request), held.unit_id, roles=EDITORS):
        raise PermissionDenied
    return held


def home(held: PostHeld) -> str:
    """The address of the programme."""
    return reverse("staffing:first-term", args=[held.pk])


def intro(held: PostHeld) -> str:
    return f"{held.person.name}, {held.unit.name}"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All running programmes one may follow; a chair who has but the own one is led there."""
    actor, today = actor_of(request), clock.today()
    if not has_role(actor, EDITORS):
        raise PermissionDenied
    within = asked_unit(request, day=today)
    held = followed(actor, day=today).annotate(limited=is_limited(today, "person_id"))
    page = page_of(in_branch(held, within, day=today), request)
    above = has_role(actor, IMPORTERS)
    if not above and not within and len(page.rows) == 1 and page.number == 1:
        return redirect("staffing:first-term", page.rows[0].pk)
    rows = with_facts(page.rows, day=today)
    context = {"rows": rows, "page": page, "within": within, "limited": sum(one.limited for one in page.rows)}
    return render(request, "staffing/first_terms.html", context)


@require_safe
def week(request: HttpRequest, pk: int) -> HttpResponse:
    """This week: one step, what to do, and the two buttons."""
    held = held_or_404(request, pk)
    found = followed_one(held, day=clock.today())
    return render(request, "staffing/first_term.html", _context(request, found, found.at.now))


@require_safe
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Any other step, before or after its week."""
    held = held_or_404(request, pk)
    asked = _step_or_404(held, step)
    return render(request, "staffing/first_term.html", _context(request, followed_one(held, day=clock.today()), asked))


def _context(request: HttpRequest, found: Followed, shown: Step | None) -> dict[str, Any]:
    actor, held = actor_of(request), found.held
    open_now = is_open(held, clock.today())
    above = can_on_unit(actor, held.unit_id, roles=IMPORTERS)
    mine = above or can_on_unit(actor, held.unit_id, roles=EDITORS)
    return {
        "found": found,
        "held": held,
        "step": shown,
        "done": found.done.get(shown.id) if shown else None,
        "rows": [(one, found.done.get(one.id), one in found.at.behind) for one in found.programme.steps],
        "helps": found.helps,
        "open": open_now,
        "mine": mine and open_now,
        "answers": above or is_mentor(actor, held),
        "above": above,
        "follows": open_now,
        "may_name": above and open_now and all(one.ended_on for one in found.mentorships),
        "may_close": above and open_now and (found.at.over or found.at.now is None),
    }


def _step_or_404(held: PostHeld, step: str) -> Step:
    found = programme_on(held.from_day).step(step) if held.from_day else None
    if found is None:
        raise Http404
    return found


@acting
def do(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Tick a step, with a note."""
    held = editable(request, pk)
    asked = _step_or_404(held, step)

    def perform(given: dict[str, Any]) -> Done:
        actions.do_step(actor=actor_of(request), held=held, step=step, **given)
        return Done(_("Đã ghi: xong bước “%(step)s”.") % {"step": step_title(asked)}, home(held))

    page = ActionPage(
        title=_("Đã làm xong: %(step)s") % {"step": step_title(asked)},
        intro=intro(held),
        form=DoStep,
        initial={"day": clock.today()},
        perform=perform,
        back=home(held),
    )
    return page.answer(request)


@acting
def undo(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a tick back."""
    held = editable(request, pk)
    asked = _step_or_404(held, step)

    def perform(_given: dict[str, Any]) -> Done:
        actions.undo_step(actor=actor_of(request), held=held, step=step)
        return Done(_("Đã bỏ đánh dấu. Bước này lại nằm trong việc cần làm."), home(held))

    page = ActionPage(
        title=_("Bỏ đánh dấu: %(step)s") % {"step": step_title(asked)},
        intro=intro(held),
        form=Nothing,
        perform=perform,
        back=reverse("staffing:first-term-step", args=[held.pk, step]),
        submit=_("Bỏ đánh dấu"),
    )
    return page.answer(request)


@acting
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for help; ``?step=`` says about which step."""
    held = editable(request, pk)
    asked = request.GET.get("step", "")
    about = programme_on(held.from_day).step(asked) if held.from_day else None

    def perform(given: dict[str, Any]) -> Done:
        actions.ask_help(actor=actor_of(request), held=held, step=about.id if about else "", **given)
        return Done(_("Đã gửi. Công đoàn cấp trên và người kèm cặp đọc được điều bạn nhờ."), home(held))

    page = ActionPage(
        title=_("Nhờ giúp"),
        intro=step_title(about) if about else intro(held),
        form=AskHelp,
        perform=perform,
        back=home(held),
        submit=_("Gửi"),
    )
    return page.answer(request)


@acting
def answer(request: HttpRequest, pk: int, asked: int) -> HttpResponse:
    """Answer what was asked."""
    held, actor = held_or_404(request, pk), actor_of(request)
    row = help_of(held, asked)
    if row is None:
        raise Http404
    if not (can_on_unit(actor, held.unit_id, roles=IMPORTERS) or is_mentor(actor, held)):
        raise PermissionDenied

    def perform(given: dict[str, Any]) -> Done:
        actions.answer_help(actor=actor, held=held, asked=row, **given)
        return Done(_("Đã trả lời %(name)s.") % {"name": held.person.name}, home(held))

    page = ActionPage(
        title=_("Trả lời Chủ tịch mới"),
        intro=intro(held),
        form=AnswerHelp,
        perform=perform,
        back=home(held),
        submit=_("Gửi"),
        template="staffing/answer_help.html",
        context={"asked": row},
    )
    return page.answer(request)
