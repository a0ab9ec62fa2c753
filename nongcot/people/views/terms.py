"""Pages for terms: the result of a congress, the extension of a term."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.kernel import clock
from nongcot.people import actions, labels, queries
from nongcot.people.actions import Elected
from nongcot.people.forms.terms import CONGRESS_BODIES, Congress, CorrectTerm, ExtendTerm
from nongcot.people.kinds import NOT_ELECTED, BodyKind, Mandate
from nongcot.people.models import PostHeld, Term, Unit
from nongcot.people.permissions import IMPORTERS
from nongcot.people.queries import around
from nongcot.people.rules import post_rank, seats_taken
from nongcot.people.shown.terms import extension_warnings
from nongcot.people.views.guard import person_of, telling, unit_for, unit_page
from nongcot.people.views.units import actor_of

_acting = require_http_methods(["GET", "POST"])


def _asked_body(request: HttpRequest) -> BodyKind:
    asked = request.GET.get("body", "")
    return BodyKind(asked) if asked in set(CONGRESS_BODIES) else BodyKind.EXECUTIVE_COMMITTEE


def _holders(request: HttpRequest, unit: Unit, body: BodyKind) -> list[PostHeld]:
    """The highest post of each person on the body today, highest first."""
    rows = queries.posts(actor_of(request), day=clock.today()).filter(unit=unit, body__kind=body, body__name="")
    rows = rows.exclude(post__in=[post.value for post in NOT_ELECTED])
    ordered = sorted(rows, key=lambda held: (post_rank(held.post), held.person.sort_key))
    first: dict[int, PostHeld] = {}
    for held in ordered:
        first.setdefault(held.person_id, held)
    return list(first.values())


@_acting
def congress(request: HttpRequest, pk: int) -> HttpResponse:
    """The result of a congress on one page: the new term, who was elected, who was not elected again."""
    unit, body = unit_for(request, pk), _asked_body(request)
    held = _holders(request, unit, body)

    def perform(given: dict[str, Any]) -> Done:
        elected = [Elected(person_of(request, unit, one.who), one.post) for one in given["elected"]]
        actions.record_congress(
            actor=actor_of(request),
            unit=unit,
            body=body,
            elected=elected,
            mandate=Mandate(given["mandate"]),
            **{name: given[name] for name in _DECIDED},
        )
        message = _("Đã ghi kết quả đại hội: nhiệm kỳ mới, %(count)d người trúng cử.") % {"count": len(elected)}
        return Done(message, unit_page(unit, "bodies"))

    def preview(given: dict[str, Any]) -> list[str]:
        return _before_congress(body, held, given)

    page = ActionPage(
        title=_("Ghi nhận kết quả đại hội"),
        intro=unit.name,
        form=partial(Congress, actor=actor_of(request), unit=unit.pk, body=body, held=held),
        perform=telling(request, [unit.pk], perform),
        preview=preview,
        back=unit_page(unit, "bodies"),
        units=[unit.pk],
        template="people/congress.html",
        context={
            "unit": unit,
            "body": body,
            "bodies": [(one.value, labels.body(one)) for one in CONGRESS_BODIES],
        },
    )
    return page.answer(request)


_DECIDED = ("day", "planned_end", "seats_fixed", "decision_number", "decision_day")


def _before_congress(body: BodyKind, held: list[PostHeld], given: dict[str, Any]) -> list[str]:
    staying = {getattr(one.who, "pk", None) for one in given["elected"]}
    leaving = [one.person.name for one in held if one.person_id not in staying]
    told = [
        _("Nhiệm kỳ %(start)s – %(end)s của %(body)s, %(count)d người trúng cử.")
        % {
            "start": f"{given['day']:%d/%m/%Y}",
            "end": f"{given['planned_end']:%d/%m/%Y}",
            "body": labels.body(body),
            "count": len(given["elected"]),
        }
    ]
    if leaving:
        told.append(_("Thôi giữ chức vụ do hết nhiệm kỳ: %(names)s.") % {"names": ", ".join(leaving)})
    seats = given["seats_fixed"]
    taken = seats_taken(body, [(number, one.post) for number, one in enumerate(given["elected"])])
    if seats is not None and taken != seats:
        told.append(
            _("Đại hội quyết định %(seats)d ủy viên, danh sách có %(taken)d người.") % {"seats": seats, "taken": taken}
        )
    return told


@_acting
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Extend a term by a decision."""
    found = around.term(actor_of(request), pk)
    if found is None:
        raise Http404
    unit = unit_for(request, found.body.unit_id, IMPORTERS)

    def perform(given: dict[str, Any]) -> Done:
        actions.extend_term(actor=actor_of(request), term=found, **given)
        return Done(
            _("Đã ghi kéo dài nhiệm kỳ đến %(day)s.") % {"day": f"{given['new_end']:%d/%m/%Y}"},
            unit_page(unit, "bodies"),
        )

    def preview(given: dict[str, Any]) -> list[str]:
        return extension_warnings(found, kind=unit.kind, new_end=given["new_end"], day=given["decision_day"])

    end = max([*(one.new_end for one in found.extensions.all()), *([found.planned_end] if found.planned_end else [])],
              default=None)  # fmt: skip
    now = _("Nhiệm kỳ hiện kết thúc ngày %(day)s.") % {"day": f"{end:%d/%m/%Y}"} if end else ""
    page = ActionPage(
        title=_("Kéo dài nhiệm kỳ %(body)s") % {"body": labels.body(found.body.kind)},
        intro=f"{unit.name}. {now}",
        form=ExtendTerm,
        perform=telling(request, [unit.pk], perform),
        preview=preview,
        back=unit_page(unit, "bodies"),
        units=[unit.pk],
    )
    return page.answer(request)


@_acting
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Complete or put right what was recorded of a term."""
    found = around.term(actor_of(request), pk)
    if found is None:
        raise Http404
    unit = unit_for(request, found.body.unit_id)

    def perform(given: dict[str, Any]) -> Done:
        actions.correct_term(actor=actor_of(request), term=found, **given)
        return Done(_("Đã ghi thông tin nhiệm kỳ."), unit_page(unit, "bodies"))

    page = ActionPage(
        title=_("Thông tin nhiệm kỳ %(body)s") % {"body": labels.body(found.body.kind)},
        intro=unit.name,
        form=CorrectTerm,
        initial=CorrectTerm.initial_of(found),
        perform=telling(request, [unit.pk], perform),
        back=unit_page(unit, "bodies"),
        units=[unit.pk],
    )
    return page.answer(request)


@require_safe
def of_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """To the term of the executive committee that is on record last; where there is none, to the congress."""
    unit = unit_for(request, pk)
    found = around.last_term(unit, BodyKind.EXECUTIVE_COMMITTEE, day=clock.today())
    return redirect("people:correct-term", found.pk) if found else redirect("people:congress", unit.pk)


def running_term(unit: Unit, body: BodyKind = BodyKind.EXECUTIVE_COMMITTEE) -> Term | None:
    """The term of a body that runs today."""
    return around.running_term(unit, body, day=clock.today())
