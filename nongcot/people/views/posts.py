"""Pages for posts: record, end, correct, withdraw; one post with its history."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.audit import trail
from nongcot.infra.ui import slots
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.kernel.text import tidy
from nongcot.people import actions, labels, picking, queries
from nongcot.people.forms.pickers import Pick
from nongcot.people.forms.posts import CorrectPost, EndPost, RecordPost, Withdraw
from nongcot.people.kinds import SINGLE_POSTS, BodyKind, Mandate, Post
from nongcot.people.models import PostHeld
from nongcot.people.permissions import EDITORS, can_on_unit
from nongcot.people.queries import around
from nongcot.people.queries.persons import by_rank
from nongcot.people.views.guard import held_for, person_of, telling, unit_for, unit_page
from nongcot.people.views.units import actor_of, unit_or_404

_acting = require_http_methods(["GET", "POST"])


def title_of(held: PostHeld) -> str:
    title = labels.post_title(held.body.kind, held.post)
    return f"{title} – {held.body.name}" if held.body.name else title


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else "?"


@_acting
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record who holds which post of the unit. ``?post=executive_committee:chair`` chooses the post beforehand."""
    unit = unit_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        person = person_of(request, unit, given["who"])
        actions.record_post(
            actor=actor_of(request),
            unit=unit,
            person=person,
            body=given["body"],
            post=given["post"],
            body_name=given["body_name"],
            from_day=given["from_day"],
            mandate=Mandate(given["mandate"]),
            decision_number=given["decision_number"],
            decision_day=given["decision_day"],
        )
        title = labels.post_title(given["body"], given["post"])
        return Done(_("Đã ghi: %(name)s, %(post)s.") % {"name": person.name, "post": title}, unit_page(unit, "bodies"))

    def preview(given: dict[str, Any]) -> list[str]:
        return _others_in_post(unit.pk, given) if given["post"] in SINGLE_POSTS else []

    page = ActionPage(
        title=_("Ghi chức vụ"),
        intro=unit.name,
        form=partial(RecordPost, actor=actor_of(request), unit=unit),
        initial=_beforehand(request),
        perform=telling(request, [unit.pk], perform),
        preview=preview,
        back=unit_page(unit, "bodies"),
        units=[unit.pk],
        template="people/record_post.html",
        context={"unit": unit},
    )
    return page.answer(request)


def _beforehand(request: HttpRequest) -> dict[str, Any]:
    body, _colon, post = request.GET.get("post", "").partition(":")
    known = body in set(BodyKind) and post in set(Post)
    person = request.GET.get("person", "")
    return {
        "post": f"{body}:{post}" if known else "",
        "mandate": Mandate.BY_ELECTION.value,
        "person": person if person.isdigit() else "",
    }


def _others_in_post(unit: int, given: dict[str, Any]) -> list[str]:
    """A post for one person that somebody holds already: said, not refused."""
    rows = around.in_post(
        unit, body=given["body"], post=given["post"], body_name=given["body_name"], day=given["from_day"]
    )
    title = labels.post_title(given["body"], given["post"])
    return [
        _("%(name)s vẫn đang được ghi là %(post)s. Nếu đã thôi, xin ghi ngày thôi của người đó nữa.")
        % {"name": held.person.name, "post": title}
        for held in rows[:3]
    ]


@require_safe
def pick_person(request: HttpRequest, pk: int) -> HttpResponse:
    """The persons found, as a piece of a form, while somebody types."""
    unit_for(request, pk)
    prefix = "".join(c for c in request.GET.get("prefix", "") if c.isalnum() or c == "-")[:20]
    lead = f"{prefix}-" if prefix else ""
    search = request.GET.get(f"{lead}q", "")[:100]
    found = picking.find_persons(actor_of(request), search, day=clock.today(), near=pk)
    pick = Pick(f"{lead}person", f"{lead}q", search, "", found, prefix=prefix, asked=bool(search))
    return render(request, "people/pick_list.html", {"pick": pick})


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who holds what in the unit today, each with what can be done about it."""
    unit = unit_for(request, pk)
    day = clock.today()
    held = by_rank(queries.posts(actor_of(request), day=day).filter(unit=unit))
    held = held.annotate(limited=queries.is_limited(day, "person_id"))
    body, _colon, post = tidy(request.GET.get("post", "")).partition(":")
    page = page_of(held.filter(body__kind=body, post=post) if body else held, request)
    narrowed = bool(body and page.rows)
    if body and not page.rows:
        page = page_of(held, request)
    limited = sum(one.limited for one in page.rows)
    context = {"unit": unit, "page": page, "all": not narrowed, "limited": limited}
    return render(request, "people/posts.html", context)


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One post held: what is on record and how it came to be so."""
    actor = actor_of(request)
    held = queries.posts(actor).filter(pk=pk).first()
    if held is None:
        raise Http404
    unit_or_404(request, held.unit_id, clock.today())
    may = can_on_unit(actor, held.unit_id, roles=EDITORS)
    context = {
        "held": held,
        "title": title_of(held),
        "entries": trail.lines(trail.about(objects=[("post_held", held.pk)])[:50], actor=actor),
        "may": may,
        "menu": slots.gather("post.menu", held=held, may=may),
    }
    return render(request, "people/post.html", context)


@_acting
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post by one of the legal acts."""
    held = held_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.end_post(
            actor=actor_of(request), held=held, day=given["day"], reason=given["reason"], note=given["note"]
        )
        further = slots.gather("post.ended", held=held, actor=actor_of(request))
        return Done(
            _("Đã ghi: %(name)s thôi giữ chức vụ %(post)s.") % {"name": held.person.name, "post": title_of(held)},
            further[0] if further else unit_page(held.unit_id, "bodies"),
        )

    def preview(given: dict[str, Any]) -> list[str]:
        return _before_end(held, given)

    page = ActionPage(
        title=_("Ghi thôi giữ chức vụ"),
        intro=f"{held.person.name}, {title_of(held)}, {held.unit.name}",
        form=EndPost,
        template="people/end_post.html",
        context={"menu": slots.gather("post.menu", held=held, may=True)},
        perform=telling(request, [held.unit_id], perform),
        preview=preview,
        back=reverse("people:post", args=[held.pk]),
        units=[held.unit_id],
        objects=[("person", held.person_id)],
    )
    return page.answer(request)


def _before_end(held: PostHeld, given: dict[str, Any]) -> list[str]:
    names = {"name": held.person.name, "post": title_of(held), "day": _day(given["day"])}
    how = labels.end_reason(given["reason"])
    told = [_("%(name)s thôi giữ chức vụ %(post)s từ ngày %(day)s: %(how)s.") % {**names, "how": how}]
    for other in around.other_posts(held, day=given["day"])[:5]:
        where = {"post": title_of(other), "unit": other.unit.name}
        told.append(_("Vẫn giữ chức vụ %(post)s, %(unit)s.") % where)
    return told


@_acting
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what was recorded wrongly; an end can be taken back."""
    held = held_for(request, pk)
    back = reverse("people:post", args=[held.pk])

    def perform(given: dict[str, Any]) -> Done:
        reason = given.pop("reason")
        actions.correct_post(actor=actor_of(request), held=held, reason=reason, **given)
        return Done(_("Đã sửa."), back)

    page = ActionPage(
        title=_("Sửa chức vụ đã ghi"),
        intro=f"{held.person.name}, {title_of(held)}, {held.unit.name}",
        form=partial(CorrectPost, held=held),
        initial=CorrectPost.initial_of(held),
        perform=telling(request, [held.unit_id], perform),
        back=back,
        units=[held.unit_id],
        objects=[("person", held.person_id)],
    )
    return page.answer(request)


@_acting
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a post entered by mistake."""
    held = held_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.withdraw_post(actor=actor_of(request), held=held, reason=given["reason"])
        return Done(
            _("Đã rút chức vụ ghi nhầm. Lịch sử thay đổi vẫn giữ nội dung đã ghi."), unit_page(held.unit_id, "bodies")
        )

    def preview(_given: dict[str, Any]) -> list[str]:
        names = {"name": held.person.name, "post": title_of(held), "from": _day(held.from_day)}
        told = [_("Chức vụ %(post)s của %(name)s từ ngày %(from)s sẽ không còn trong hồ sơ.") % names]
        if not held.person.posts.exclude(pk=held.pk).exists():
            told.append(_("%(name)s không có chức vụ nào khác: hồ sơ người này cũng được bỏ.") % names)
        return told

    page = ActionPage(
        title=_("Rút chức vụ ghi nhầm"),
        intro=_("Chỉ dùng khi việc này chưa từng có. Nếu người đó đã thôi giữ chức vụ, xin ghi thôi giữ chức vụ."),
        form=Withdraw,
        submit=_("Rút chức vụ"),
        danger=True,
        perform=telling(request, [held.unit_id], perform),
        preview=preview,
        back=reverse("people:post", args=[held.pk]),
        units=[held.unit_id],
        objects=[("person", held.person_id)],
    )
    return page.answer(request)
