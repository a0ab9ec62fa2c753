"""The documents of a case: drafts to look at, documents issued, as PDF or Word."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.documents.download import download_of, require_kind
from nongcot.kernel import clock
from nongcot.people.api import can_on_unit
from nongcot.staffing import actions
from nongcot.staffing.actions.completing import plan_of
from nongcot.staffing.forms.papers import IssuePaper
from nongcot.staffing.kinds.completing import PlannedStep
from nongcot.staffing.labels import completing as labels
from nongcot.staffing.labels.papers import TITLES, sign
from nongcot.staffing.models import CompletionCase
from nongcot.staffing.permissions.completing import roles_for
from nongcot.staffing.queries.papers import issuer_of, paper_facts, papers_of
from nongcot.staffing.shown.papers import paper
from nongcot.staffing.views.common import actor_of
from nongcot.staffing.views.completing import KIND, case_for, href, title_of


def _step(case: CompletionCase, step: str) -> PlannedStep:
    """
    Raises:
        Http404: the case has no such step, or it has no document.
    """
    found = next((one for one in plan_of(case, case.unit.kind) if one.step == step), None)
    if found is None or step not in TITLES:
        raise Http404
    return found


@never_cache
@require_safe
def download(request: HttpRequest, pk: int, step: str, kind: str) -> HttpResponse:
    """The document of a step as it was issued, or as a draft of today."""
    case = case_for(request, pk, change=True)
    planned, day = _step(case, step), clock.today()
    require_kind(kind)
    issued = papers_of(case).get(step)
    if issued is not None:
        document = paper(issued.facts, day=issued.issued_on, sign=issued.sign, number=issued.number)
    else:
        issuer = issuer_of(case, planned, day=day)
        with override("vi"):
            facts = paper_facts(case, planned, day=day)
        document = paper(facts, day=day, sign=sign(step, issuer.kind if issuer else ""))
    return download_of(kind, document, name=f"kien-toan-{case.pk}-{step}")


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Give the document its number; the step is done with it."""
    case = case_for(request, pk, change=True)
    planned, day = _step(case, step), clock.today()
    issuer = issuer_of(case, planned, day=day)
    if issuer is None or not can_on_unit(actor_of(request), issuer, roles=roles_for(planned.who)):
        raise Http404

    def perform(given: dict[str, Any]) -> Done:
        made = actions.issue_paper(actor=actor_of(request), case=case, step=step, day=day, first=given["first"])
        return Done(_("Đã cấp số %(number)s.") % {"number": made.full_number}, href(case))

    page = ActionPage(
        title=_("Ban hành văn bản: %(step)s") % {"step": labels.step(step)},
        intro=f"{title_of(case)}, {case.unit.name}",
        form=IssuePaper,
        perform=perform,
        submit=_("Cấp số"),
        back=href(case),
        objects=[(KIND, case.pk)],
    )
    return page.answer(request)
