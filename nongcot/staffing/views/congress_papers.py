"""The documents of a congress as PDF or Word, their numbers, and the file for recognition."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import Done
from nongcot.infra.documents.download import download_of, require_kind
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, IMPORTERS, can_on_unit
from nongcot.staffing import actions
from nongcot.staffing.actions.congress import plan_of
from nongcot.staffing.forms.congress_file import CongressFile
from nongcot.staffing.forms.papers import IssuePaper
from nongcot.staffing.kinds.congress_papers import PAPERS, CongressPaper
from nongcot.staffing.labels.congress_papers import SHORT, TITLES
from nongcot.staffing.labels.papers import signed_by
from nongcot.staffing.queries.congress_papers import congress_facts, issued_of, issuer_of
from nongcot.staffing.rules.congress_file import file_items
from nongcot.staffing.shown.congress_papers import congress_paper
from nongcot.staffing.views.common import actor_of
from nongcot.staffing.views.congress import act, congress_for, href

_acting = require_http_methods(["GET", "POST"])


def _paper(code: str) -> CongressPaper:
    if code not in set(CongressPaper):
        raise Http404
    return CongressPaper(code)


@never_cache
@require_safe
def download(request: HttpRequest, pk: int, paper: str, kind: str) -> HttpResponse:
    """A document as it was issued, or as a draft of today."""
    congress, wanted, day = congress_for(request, pk, change=True), _paper(paper), clock.today()
    require_kind(kind)
    issued = issued_of(congress).get(wanted)
    if issued is not None:
        document = congress_paper(issued.facts, day=issued.issued_on, sign=issued.sign, number=issued.number)
    else:
        issuer = issuer_of(congress, wanted, day=day)
        with override("vi"):
            facts = congress_facts(congress, wanted, plan_of(congress), day=day)
        document = congress_paper(facts, day=day, sign=signed_by(TITLES[wanted][1], issuer.kind if issuer else ""))
    return download_of(kind, document, name=f"dai-hoi-{congress.pk}-{paper}")


@_acting
def issue(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    """Give a document its number; a document that is the step does it."""
    congress, wanted, day = congress_for(request, pk, change=True), _paper(paper), clock.today()
    issuer = issuer_of(congress, wanted, day=day)
    above = PAPERS[wanted].above
    if not can_on_unit(actor_of(request), issuer or congress.unit_id, roles=IMPORTERS if above else EDITORS):
        raise PermissionDenied

    def perform(given: dict[str, Any]) -> Done:
        made = actions.issue_congress_paper(
            actor=actor_of(request), congress=congress, paper=paper, day=day, first=given["first"]
        )
        return Done(_("Đã cấp số %(number)s.") % {"number": made.full_number}, href(congress))

    title = _("Ban hành văn bản: %(step)s") % {"step": SHORT[wanted]}
    return act(request, congress, title=title, form=IssuePaper, perform=perform, submit=_("Cấp số"))


@_acting
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file for recognition holds, and what is missing still."""
    congress = congress_for(request, pk, change=True)
    items = file_items(congress.planned_on)
    known = congress.file.get("items", {})
    issued = issued_of(congress)

    def perform(given: dict[str, Any]) -> Done:
        actions.tick_congress_file(
            actor=actor_of(request), congress=congress, items=given["items"], others=given["others"]
        )
        missing = sum(not one["there"] for one in given["items"].values())
        told = _("Đã ghi. Hồ sơ còn thiếu %(count)d loại giấy tờ.") % {"count": missing} if missing else ""
        return Done(told or _("Đã ghi. Hồ sơ đã đủ theo danh mục."), href(congress))

    initial: dict[str, Any] = {"others": congress.file.get("others", "")}
    for item in items:
        paper = issued.get(item.paper)
        told = known.get(item.id, {"there": paper is not None, "detail": paper.full_number if paper else ""})
        initial |= {f"there_{item.id}": told["there"], f"detail_{item.id}": told["detail"]}
    return act(
        request,
        congress,
        title=_("Hồ sơ đề nghị công nhận"),
        form=partial(CongressFile, items=items),
        initial=initial,
        perform=perform,
        template="staffing/congress/file.html",
    )
