"""Pages for those who run a ballot: the list, a new one, one ballot with its steps, the count, the minutes."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.documents.download import download_of, require_kind
from nongcot.infra.rulebook.api import rulebook
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people.api import EDITORS, asked_unit, has_role, in_branch
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import BallotKind, KeyField
from nongcot.staffing.ballots.minutes import minutes
from nongcot.staffing.ballots.stored import read_paper
from nongcot.staffing.forms import ballots as forms
from nongcot.staffing.labels.ballots import held_on_ballot
from nongcot.staffing.models import Ballot
from nongcot.staffing.permissions.ballots import may_run
from nongcot.staffing.queries import ballots as queries
from nongcot.staffing.queries.ballot_lines import lines_of
from nongcot.staffing.queries.ballot_lines import names_persons as names_of_persons
from nongcot.staffing.views.ballots.common import (
    ballot_for,
    ballot_or_404,
    ballot_page,
    result_rows,
    shown_state,
)
from nongcot.staffing.views.common import actor_of, unit_for

_acting = require_http_methods(["GET", "POST"])


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The ballots of the actor's units, and where a new one can be held."""
    actor, now, words = actor_of(request), clock.now(), tidy(request.GET.get("q", ""))[:100]
    within = asked_unit(request, day=clock.today())
    page = page_of(in_branch(queries.listed(actor), within, day=clock.today()), request)
    runs = has_role(actor, EDITORS)
    context = {
        "page": page,
        "rows": [shown_state(ballot, now) for ballot in page.rows],
        "within": within,
        "runs": runs,
        "units": queries.units_to_run(actor, words) if runs else [],
        "words": words,
        "most": queries.MOST_UNITS,
    }
    return render(request, "staffing/ballots/list.html", context)


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One ballot: its state by the server's clock, its steps, and the result once it is counted."""
    ballot = ballot_or_404(request, pk)
    context = {
        **shown_state(ballot, clock.now()),
        **result_rows(ballot),
        **_lines(request, ballot),
        "register": queries.register(ballot),
        "runs": may_run(actor_of(request), ballot),
        "repeated": ballot.repeated_by.filter(voided_at=None).first(),
    }
    return render(request, "staffing/ballots/ballot.html", context)


def _lines(request: HttpRequest, ballot: Ballot) -> dict[str, Any]:
    """The lines of the paper with the records they are tied to, and how many nobody has decided on."""
    names_persons = names_of_persons(ballot)
    lines = lines_of(actor_of(request), ballot, day=clock.today())
    return {
        "candidates": [(line, held_on_ballot(line.posts)) for line in lines],
        "names_persons": names_persons,
        "asks": sum(line.asks for line in lines) if names_persons else 0,
    }


@_acting
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new ballot of a unit."""
    unit = unit_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        by, lines = KeyField(given["key_by"]), given["lines"]
        missing: list[str] = []
        if given["officers"]:
            known = {line.key for line in lines}
            found, missing = queries.officers(actor_of(request), unit, by, day=clock.today())
            lines = [*lines, *(line for line in found if line.key not in known)]
        ballot = verbs.create_ballot(
            actor=actor_of(request),
            unit=unit,
            candidates=given["candidates"].splitlines(),
            key_field=by,
            census=lines,
            **{name: given[name] for name in ("title", "kind", "seats", "way", "opens_at", "closes_at")},
        )
        told = _("Đã lập cuộc bầu với %(count)d người bầu.") % {"count": len(lines)}
        if missing:
            told += " " + _("Chưa có mã nhận biết nên chưa vào danh sách: %(names)s.") % {"names": ", ".join(missing)}
        return Done(told, ballot_page(ballot))

    return ActionPage(
        title=_("Lập cuộc bầu"),
        intro=unit.name,
        form=forms.NewBallot,
        perform=perform,
        back=_list(),
        submit=_("Lập cuộc bầu"),
    ).answer(request)


def _list() -> str:
    return reverse("staffing:ballots")


def _verb(  # noqa: PLR0917 (six facts that every such page has)
    request: HttpRequest, pk: int, title: str, form: Any, verb: Any, done: str, **options: Any
) -> HttpResponse:
    """A page for a verb about one ballot, whose arguments are the form's."""
    ballot = ballot_for(request, pk)
    names = options.pop("names", ("reason",))

    def perform(given: dict[str, Any]) -> Done:
        verb(actor=actor_of(request), ballot=ballot, **{name: given[name] for name in names})
        return Done(done, ballot_page(ballot))

    return ActionPage(
        title=title,
        intro=ballot.title,
        form=form,
        perform=perform,
        back=ballot_page(ballot),
        objects=[("ballot", ballot.pk)],
        **options,
    ).answer(request)


@_acting
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Count the votes; asks first."""

    def preview(_given: dict[str, Any]) -> list[str]:
        ballot = ballot_for(request, pk)
        box = queries.register(ballot).box
        told = [_("Hòm phiếu trực tuyến có %(count)d phiếu.") % {"count": box}]
        if 0 < box < 5:
            told.append(_("Rất ít phiếu trực tuyến: khi công bố từng phiếu, người khác có thể đoán ra ai bầu thế nào."))
        return [
            *told,
            _("Sau khi kiểm, các đường dẫn hết hiệu lực và kết quả được công bố. Không kiểm lại được lần hai."),
        ]

    return _verb(
        request, pk, _("Kiểm phiếu"), Form, verbs.count_ballot, _("Đã kiểm phiếu và công bố kết quả."),
        names=(), preview=preview, submit=_("Kiểm phiếu"),
    )  # fmt: skip


@_acting
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """Void a ballot: wrong census, broken rules. The reason is told to voters."""
    return _verb(
        request, pk, _("Hủy cuộc bầu"), forms.Reason, verbs.void_ballot, _("Đã hủy cuộc bầu; mọi phiếu đã bỏ bị xóa."),
        danger=True, submit=_("Hủy cuộc bầu"),
    )  # fmt: skip


@_acting
def move_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Close later, or earlier."""
    return _verb(
        request, pk, _("Đổi giờ đóng"), forms.Moment, verbs.move_closing, _("Đã đổi giờ đóng."),
        names=("closes_at", "reason"),
    )  # fmt: skip


@_acting
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold a voided ballot again, or the second round of an election."""
    ballot = ballot_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        names = ("title", "opens_at", "closes_at")
        made = verbs.repeat_ballot(actor=actor_of(request), ballot=ballot, **{name: given[name] for name in names})
        return Done(_("Đã lập cuộc bầu lại; xin cấp đường dẫn mới cho người bầu."), ballot_page(made))

    return ActionPage(
        title=_("Tổ chức bầu lại"),
        intro=_("Danh sách người bầu được chép sang; ai cũng nhận đường dẫn mới."),
        form=forms.Again,
        initial={"title": ballot.title},
        perform=perform,
        back=ballot_page(ballot),
        objects=[("ballot", ballot.pk)],
    ).answer(request)


@_acting
def withdraw_name(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """A candidate withdraws."""
    ballot = ballot_for(request, pk)
    candidate = ballot.candidates.filter(place=place).first()
    if candidate is None:
        raise Http404

    def perform(given: dict[str, Any]) -> Done:
        verbs.withdraw_name(actor=actor_of(request), candidate=candidate, **given)
        return Done(_("Đã rút tên %(name)s.") % {"name": candidate.name}, ballot_page(ballot))

    return ActionPage(
        title=_("Rút tên khỏi danh sách bầu cử"),
        intro=_(
            "%(name)s. Tên vẫn hiện trên phiếu, gạch ngang. Phiếu đã chọn người này vẫn hợp lệ với những người khác; "
            "người bầu được báo và sửa phiếu được đến giờ đóng."
        )
        % {"name": candidate.name},
        form=forms.Reason,
        perform=perform,
        back=ballot_page(ballot),
        objects=[("ballot", ballot.pk)],
        danger=True,
        submit=_("Rút tên"),
    ).answer(request)


@_acting
def tally(request: HttpRequest, pk: int) -> HttpResponse:
    """The tally form of the papers."""
    ballot = ballot_for(request, pk)
    names, kept = [one.name for one in ballot.candidates.all()], read_paper(ballot.paper)
    return _verb(
        request, pk, _("Biên bản kiểm phiếu giấy"),
        partial(forms.Tally, kind=BallotKind(ballot.kind), names=names),
        verbs.enter_tally, _("Đã ghi biên bản kiểm phiếu giấy."),
        names=("paper",), initial=forms.Tally.initial_of(kept) if kept else None,
    )  # fmt: skip


@require_safe
def minutes_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The minutes of the count as Word or PDF."""
    ballot = ballot_or_404(request, pk)
    shown = result_rows(ballot)
    if not shown:
        raise Http404
    require_kind(kind)
    day = clock.today()
    superior = queries.superior_name(actor_of(request), ballot, day=day)
    document = minutes(
        ballot,
        shown["counted"],
        list(ballot.candidates.all()),
        voters=queries.register(ballot).voters,
        superior=superior,
        document=rulebook().document(shown["rule"]["document"]).number,
        day=day,
    )
    return download_of(kind, document, name=f"bien-ban-kiem-phieu-{ballot.pk}")
