"""The census of a ballot as a page: its lines, links and papers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.kernel.text import tidy
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import KeyField, Way
from nongcot.staffing.ballots.sheets import address_of, sheet_of
from nongcot.staffing.forms import ballots as forms
from nongcot.staffing.forms.first_term import Nothing
from nongcot.staffing.models import Ballot
from nongcot.staffing.queries import ballots as queries
from nongcot.staffing.tasks.mailing import send_links
from nongcot.staffing.views.ballots.common import ballot_for, shown_state, voter_for
from nongcot.staffing.views.common import actor_of

_acting = require_http_methods(["GET", "POST"])
A_SHEET = 50  # links on one sheet to print


def _census(ballot: int) -> str:
    return reverse("staffing:ballot-census", args=[ballot])


@require_safe
def census(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may vote, who has a link or a paper. Who voted online is not known to anybody."""
    ballot, words = ballot_for(request, pk), tidy(request.GET.get("q", ""))[:100]
    register = queries.register(ballot)
    context = {
        **shown_state(ballot, clock.now()),
        "register": register,
        "page": page_of(queries.voters(ballot, words), request),
        "words": words,
        "has_paper": ballot.way != Way.ONLINE,
        "has_links": ballot.way != Way.PAPER,
        "next_links": min(register.left, A_SHEET),
        "by_mail": by_mail(ballot),
        "post": queries.post_of(ballot),
    }
    return render(request, "staffing/ballots/census.html", context)


def by_mail(ballot: Ballot) -> bool:
    """Whether links of this ballot can go by e-mail: its census has addresses, and this site a mail server."""
    return settings.EMAIL_CONFIGURED and ballot.way != Way.PAPER and ballot.key_field == KeyField.EMAIL


@_acting
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add lines to the census."""
    ballot = ballot_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        added = verbs.add_voters(actor=actor_of(request), ballot=ballot, lines=given["lines"], reason=given["reason"])
        known = len(given["lines"]) - added
        told = _("Đã thêm %(added)d người.") % {"added": added}
        if known:
            told += " " + _("%(known)d người đã có trong danh sách, giữ nguyên.") % {"known": known}
        return Done(told, _census(ballot.pk))

    return ActionPage(
        title=_("Bổ sung danh sách người bầu"),
        intro=ballot.title,
        form=partial(forms.MoreVoters, ballot=ballot),
        perform=perform,
        back=_census(ballot.pk),
        objects=[("ballot", ballot.pk)],
    ).answer(request)


@_acting
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out of the census."""
    voter = voter_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        verbs.remove_voter(actor=actor_of(request), voter=voter, reason=given["reason"])
        return Done(_("Đã đưa %(name)s ra khỏi danh sách.") % {"name": voter.name}, _census(voter.ballot_id))

    return ActionPage(
        title=_("Đưa ra khỏi danh sách người bầu"),
        intro=voter.name,
        form=forms.Reason,
        perform=perform,
        back=_census(voter.ballot_id),
        objects=[("ballot", voter.ballot_id)],
        danger=True,
        submit=_("Đưa ra khỏi danh sách"),
    ).answer(request)


@_acting
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a paper to a voter; the link, if there was one, ends."""
    voter = voter_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        verbs.give_paper(actor=actor_of(request), voter=voter, code=given["code"])
        return Done(_("Đã ghi: %(name)s nhận phiếu giấy.") % {"name": voter.name}, _census(voter.ballot_id))

    return ActionPage(
        title=_("Phát phiếu giấy"),
        intro=_("%(name)s. Người nhận phiếu giấy không bầu trực tuyến được nữa.") % {"name": voter.name},
        form=forms.OldCode,
        perform=perform,
        back=_census(voter.ballot_id),
        objects=[("ballot", voter.ballot_id)],
        submit=_("Phát phiếu giấy"),
    ).answer(request)


@never_cache
@require_POST
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """Make links for the next voters and show them once, as a sheet to print: they are kept nowhere."""
    ballot = ballot_for(request, pk)
    try:
        made = verbs.issue_links(actor=actor_of(request), ballot=ballot, most=A_SHEET)
    except Refused as refused:
        return _refused(request, str(refused), _census(ballot.pk))
    if not made:
        return redirect(_census(ballot.pk))
    context = {
        **shown_state(ballot, clock.now()),
        **sheet_of(made, address_of(request)),
        "back": _census(ballot.pk),
        "next_links": min(queries.register(ballot).left, A_SHEET),
    }
    return render(request, "staffing/ballots/sheet.html", context)


@never_cache
@_acting
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link for one voter, shown once. Not kept for a form sent again: what it answers is a secret."""
    voter = voter_for(request, pk)
    form = forms.OldCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = verbs.replace_link(actor=actor_of(request), voter=voter, code=form.cleaned_data["code"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            shown = shown_state(voter.ballot, clock.now())
            context = {**shown, **sheet_of([made], address_of(request)), "back": _census(voter.ballot_id), "left": 0}
            return render(request, "staffing/ballots/sheet.html", context)
    context = {"voter": voter, "form": form, "back": _census(voter.ballot_id)}
    return render(request, "staffing/ballots/link.html", context, status=422 if form.errors else 200)


@_acting
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Send everybody who has neither link nor paper a link by e-mail, in the background."""
    ballot = ballot_for(request, pk)
    if not by_mail(ballot):
        raise Http404

    def perform(_given: dict[str, Any]) -> Done:
        count = verbs.mail_links(actor=actor_of(request), ballot=ballot)
        send_links.enqueue(ballot.pk, address_of(request), get_language() or settings.LANGUAGE_CODE)
        return Done(_("%(count)d thư đang được gửi lần lượt.") % {"count": count}, _census(ballot.pk))

    return ActionPage(
        title=_("Gửi đường dẫn bằng thư điện tử"),
        intro=ballot.title,
        form=Nothing,
        perform=perform,
        back=_census(ballot.pk),
        submit=_("Gửi"),
        template="staffing/ballots/mail.html",
        context={**shown_state(ballot, clock.now()), "register": queries.register(ballot)},
    ).answer(request)


@_acting
def mail_one(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link by e-mail for one voter; the old one ends at once."""
    voter = voter_for(request, pk)
    if not by_mail(voter.ballot):
        raise Http404

    def perform(given: dict[str, Any]) -> Done:
        verbs.mail_link(actor=actor_of(request), voter=voter, code=given["code"])
        send_links.enqueue(voter.ballot_id, address_of(request), get_language() or settings.LANGUAGE_CODE)
        return Done(_("Đường dẫn cũ đã hết hiệu lực; thư với đường dẫn mới đang được gửi."), _census(voter.ballot_id))

    return ActionPage(
        title=_("Gửi lại đường dẫn bằng thư điện tử"),
        intro=f"{voter.name}, {voter.contact}",
        form=forms.OldCode,
        perform=perform,
        back=_census(voter.ballot_id),
        submit=_("Gửi"),
    ).answer(request)


def _refused(request: HttpRequest, told: str, back: str) -> HttpResponse:
    return render(request, "staffing/ballots/refused.html", {"told": told, "back": back}, status=422)
