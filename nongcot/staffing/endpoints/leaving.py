"""Documents of the end of a post by HTTP, asked for by the number of the post."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from nongcot.infra.httpapi.auth import asker
from nongcot.infra.httpapi.lists import Key
from nongcot.infra.httpapi.problems import answers
from nongcot.infra.httpapi.shapes import Sent
from nongcot.infra.httpapi.writing import IdempotencyKey, write_once
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people.api import posts
from nongcot.people.models import PostHeld
from nongcot.staffing import actions
from nongcot.staffing.endpoints.completing import PaperNumber
from nongcot.staffing.kinds.leaving import Paper
from nongcot.staffing.queries.leaving import issued_of, post_to_leave
from nongcot.staffing.rules import leaving as rules

router = Router(tags=["posts"], by_alias=True)


class LeavingPaperOut(Schema):
    """``number`` is empty until the paper is issued; what the ``person`` writes never has one."""

    how: str
    paper: str
    who: str
    number: str


def _held(request: HttpRequest, post: int) -> PostHeld:
    """The post, where the caller answers for its union; else 404, or 403 for who only sees it."""
    held = post_to_leave(asker(request), post)
    if held is None:
        posts(asker(request)).get(pk=post)  # a 404 for who sees not even the post
        raise PermissionDenied
    return held


@router.get("/{post}/leaving-papers", response=answers(list[LeavingPaperOut]))
def list_leaving_papers(request: HttpRequest, post: Key) -> list[dict[str, Any]]:
    """The papers of each legal act by which this post can end, or of the one by which it did."""
    held = _held(request, post)
    issued, book = issued_of(held), rulebook().on(clock.today())
    return [
        {
            "how": how.value,
            "paper": one.paper.value,
            "who": one.who.value,
            "number": found.full_number if (found := issued.get((how.value, one.paper.value))) else "",
        }
        for how in rules.ways(held.end_reason, ended=held.to_day is not None)
        for one in rules.papers_of(book, how)
    ]


class IssueLeavingPaper(Sent):
    how: Annotated[str, Field(min_length=1, max_length=20, pattern=r"^[a-z_]+$")]
    paper: Paper
    first: Annotated[int, Field(ge=1, le=99_999)] | None = None


@router.post("/{post}/leaving-papers", response=answers(PaperNumber, 201))
def issue_leaving_paper(
    request: HttpRequest, response: HttpResponse, key: IdempotencyKey, post: Key, sent: IssueLeavingPaper
) -> Any:
    """Give the document of the act by which the post ends its number."""

    def perform() -> PaperNumber:
        held = _held(request, post)
        made = actions.issue_leaving_paper(actor=asker(request), held=held, day=clock.today(), **sent.model_dump())
        return PaperNumber(id=made.pk, number=made.full_number, issued_on=made.issued_on)

    return Status(201, write_once(request, response, key, perform))
