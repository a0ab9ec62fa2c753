"""The papers of the end of a post: which ones each legal act asks for, drafts, documents with their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.documents.download import download_of, require_kind
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people import labels as people
from nongcot.people.api import EDITORS, IMPORTERS, can_on_unit, posts
from nongcot.people.models import PostHeld
from nongcot.regulations import Value
from nongcot.staffing import actions
from nongcot.staffing.forms.papers import IssuePaper
from nongcot.staffing.kinds.leaving import PlannedPaper, Writes
from nongcot.staffing.labels import completing as sources
from nongcot.staffing.labels import leaving as labels
from nongcot.staffing.labels.papers import signed_by
from nongcot.staffing.models import IssuedPaper
from nongcot.staffing.queries.handover import ended_post
from nongcot.staffing.queries.leaving import issued_of, issuer_of, leaving_facts, post_to_leave
from nongcot.staffing.rules import leaving as rules
from nongcot.staffing.shown.leaving import leaving_paper
from nongcot.staffing.views.common import actor_of


@dataclass(frozen=True, slots=True)
class PaperShown:
    """One paper of an act: who writes it, its number where it has one, whether the login may give it one."""

    paper: str
    title: str
    writer: str
    issued: IssuedPaper | None
    may: bool


def _held(request: HttpRequest, pk: int) -> PostHeld:
    """
    Raises:
        Http404: there is no such post, or the login may not see it.
        PermissionDenied: it may see it, not act for the union.
    """
    found = post_to_leave(actor_of(request), pk)
    if found is not None:
        return found
    if posts(actor_of(request)).filter(pk=pk).exists():
        raise PermissionDenied
    raise Http404


def _planned(held: PostHeld, how: str, paper: str) -> PlannedPaper:
    """
    Raises:
        Http404: the post does not end in this way, or the act has no such paper.
    """
    if how not in rules.ways(held.end_reason, ended=held.to_day is not None):
        raise Http404
    found = next((one for one in rules.papers_of(rulebook().on(clock.today()), how) if one.paper == paper), None)
    if found is None:
        raise Http404
    return found


def _intro(held: PostHeld) -> str:
    return f"{held.person.name}, {people.post_title(held.body.kind, held.post)}, {held.unit.name}"


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The papers of the act by which the post ended, or of the one asked for with ``?how=`` while it is held."""
    held, today = _held(request, pk), clock.today()
    ways = rules.ways(held.end_reason, ended=held.to_day is not None)
    asked = request.GET.get("how", "")
    how = next((one for one in ways if one == asked), ways[0] if len(ways) == 1 else None)
    planned = rules.papers_of(rulebook().on(today), how) if how else []
    context = {
        "held": held,
        "title": people.post_title(held.body.kind, held.post),
        "ways": [(one.value, people.end_reason(one), labels.when(one)) for one in ways],
        "how": how,
        "how_title": people.end_reason(how) if how else "",
        "papers": _shown(request, held, how, planned) if how else [],
        "source": _source(planned[0].rule) if planned else None,
        "hands_over": ended_post(actor_of(request), held.pk) is not None,
    }
    return render(request, "staffing/leaving.html", context)


def _shown(request: HttpRequest, held: PostHeld, how: str, planned: Sequence[PlannedPaper]) -> list[PaperShown]:
    above = can_on_unit(actor_of(request), held.unit_id, roles=IMPORTERS)
    issued = issued_of(held)
    return [
        PaperShown(
            one.paper.value,
            labels.title(one.paper),
            labels.writer(one.who),
            issued.get((how, one.paper.value)),
            one.who is Writes.UNIT or (one.who is Writes.ABOVE and above and _may_above(request, held)),
        )
        for one in planned
    ]


def _may_above(request: HttpRequest, held: PostHeld) -> bool:
    issuer = issuer_of(held, Writes.ABOVE, day=clock.today())
    return issuer is not None and can_on_unit(actor_of(request), issuer, roles=IMPORTERS)


def _source(rule: Value) -> dict[str, Any]:
    return {
        "words": sources.source(rule, rulebook()),
        "rule": rule.ref.id,
        "verified": rule.ref.verified,
        "note": sources.note(rule),
    }


@never_cache
@require_safe
def download(request: HttpRequest, pk: int, how: str, paper: str, kind: str) -> HttpResponse:
    """The paper as it was issued, or as a draft of today."""
    held, today = _held(request, pk), clock.today()
    planned = _planned(held, how, paper)
    require_kind(kind)
    issued = issued_of(held).get((how, paper))
    if issued is not None:
        document = leaving_paper(issued.facts, day=issued.issued_on, sign=issued.sign, number=issued.number)
    else:
        issuer = issuer_of(held, planned.who, day=today)
        with override("vi"):
            facts = leaving_facts(held, planned, how, day=today)
        sign = signed_by(labels.TITLES[planned.paper][1], issuer.kind if issuer else "")
        document = leaving_paper(facts, day=today, sign=sign)
    return download_of(kind, document, name=f"thoi-chuc-{held.pk}-{how}-{paper}")


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, pk: int, how: str, paper: str) -> HttpResponse:
    """Give the document its number."""
    held, today = _held(request, pk), clock.today()
    planned = _planned(held, how, paper)
    issuer = issuer_of(held, planned.who, day=today)
    if issuer is None:
        raise Http404
    if not can_on_unit(actor_of(request), issuer, roles=IMPORTERS if planned.who is Writes.ABOVE else EDITORS):
        raise PermissionDenied
    back = f"{reverse('staffing:leaving', args=[held.pk])}?how={how}"

    def perform(given: dict[str, Any]) -> Done:
        made = actions.issue_leaving_paper(
            actor=actor_of(request), held=held, how=how, paper=paper, day=today, first=given["first"]
        )
        return Done(_("Đã cấp số %(number)s.") % {"number": made.full_number}, back)

    page = ActionPage(
        title=_("Ban hành văn bản: %(step)s") % {"step": labels.title(planned.paper)},
        intro=_intro(held),
        form=IssuePaper,
        perform=perform,
        submit=_("Cấp số"),
        back=back,
        objects=[("post_held", held.pk)],
    )
    return page.answer(request)
