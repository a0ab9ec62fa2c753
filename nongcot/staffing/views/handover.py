"""The pages of handing over: what is open, the list with its minutes, the end, the access."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.documents.download import download_of, require_kind
from nongcot.infra.ui.paging import page_of
from nongcot.kernel import clock
from nongcot.people import labels as people
from nongcot.people.api import (
    EDITORS,
    IMPORTERS,
    Refused,
    asked_unit,
    can_on_unit,
    has_role,
    in_branch,
    is_limited,
    posts,
)
from nongcot.people.models import PostHeld
from nongcot.staffing import actions
from nongcot.staffing.forms.first_term import Nothing
from nongcot.staffing.forms.handover import DropHandover, PassOn, RecordHandover
from nongcot.staffing.handover_minutes import minutes
from nongcot.staffing.labels.handover import STATES, item_title
from nongcot.staffing.models import Handover
from nongcot.staffing.queries.handover import (
    chair_grants,
    ended_post,
    handover_of,
    login_of,
    open_handovers,
    successors,
    superior_name,
)
from nongcot.staffing.rules.handover import Item, ItemState, items_of
from nongcot.staffing.rules.leaving import ways
from nongcot.staffing.views.common import actor_of

acting = require_http_methods(["GET", "POST"])


def _held(request: HttpRequest, pk: int) -> PostHeld:
    """A post that ended, for a login that answers for its union.

    Raises:
        Http404: there is none with anything to hand over, or the login may not see it.
        PermissionDenied: it may see the post, not act for the union.
    """
    actor = actor_of(request)
    if (held := ended_post(actor, pk)) is not None:
        return held
    seen = posts(actor).filter(pk=pk).first()
    if seen is not None and not can_on_unit(actor, seen.unit_id, roles=EDITORS):
        raise PermissionDenied
    raise Http404


def _home(held: PostHeld) -> str:
    return reverse("staffing:handover", args=[held.pk])


def _intro(held: PostHeld) -> str:
    return f"{held.person.name}, {people.post_title(held.body.kind, held.post)}, {held.unit.name}"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What is still to be handed over."""
    if not has_role(actor_of(request), EDITORS):
        raise PermissionDenied
    today = clock.today()
    within = asked_unit(request, day=today)
    held = open_handovers(actor_of(request), day=today).annotate(limited=is_limited(today, "person_id"))
    page = page_of(in_branch(held, within, day=today), request)
    rows = [(held, people.post_title(held.body.kind, held.post)) for held in page.rows]
    context = {"rows": rows, "page": page, "within": within, "limited": sum(one.limited for one in page.rows)}
    return render(request, "staffing/handovers.html", context)


@acting
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of this post; written down as often as there is more, until it is closed."""
    held, today = _held(request, pk), clock.today()
    row = handover_of(held)
    things = items_of(held.body.kind, held.post, held.to_day or today)
    context = {
        "held": held,
        "row": row,
        "has_papers": bool(ways(held.end_reason, ended=True)),
        "may_above": can_on_unit(actor_of(request), held.unit_id, roles=IMPORTERS),
    }
    if row is not None and row.closed_on is not None:
        if request.method == "POST":
            raise Http404
        return _closed(request, held, row, things, context)
    form = partial(RecordHandover, things=things, persons=successors(held, today))

    def perform(given: dict[str, Any]) -> Done:
        actions.record_handover(actor=actor_of(request), held=held, **_given(given, things, held))
        return Done(_("Đã ghi việc bàn giao. In biên bản cho hai bên ký."), _home(held))

    page = ActionPage(
        title=_("Bàn giao khi thôi giữ chức vụ"),
        intro=_intro(held),
        form=form,
        initial=_initial(row, things),
        perform=perform,
        back=reverse("people:post", args=[held.pk]),
        template="staffing/handover.html",
        context=context,
        objects=[("person", held.person_id)],
    )
    return page.answer(request)


def _closed(
    request: HttpRequest, held: PostHeld, row: Handover, things: Sequence[Item], context: dict[str, Any]
) -> HttpResponse:
    """What was handed over, to read: nothing of it can be written any more."""
    told = row.items.get("items", {})
    given = [
        (item_title(item), STATES[ItemState(told[item.id]["state"])], told[item.id]["detail"])
        for item in things
        if item.id in told
    ]
    facts = {"title": _("Bàn giao khi thôi giữ chức vụ"), "intro": _intro(held), "given": given}
    return render(request, "staffing/handover_closed.html", {**context, **facts})


def _given(told: dict[str, Any], things: Any, held: PostHeld) -> dict[str, Any]:
    """What the action takes, from the form's cleaned data."""
    items = {
        item.id: {"state": ItemState(told[f"state_{item.id}"]), "detail": told[f"detail_{item.id}"]} for item in things
    }
    chosen = next((one for one in successors(held, clock.today()) if str(one.pk) == told["successor"]), None)
    return {**{name: told[name] for name in ("day", "place", "witness", "note")}, "successor": chosen, "items": items}


def _initial(row: Handover | None, things: Any) -> dict[str, Any]:
    if row is None:
        return {"day": clock.today(), **{f"state_{item.id}": ItemState.MISSING.value for item in things}}
    told = row.items.get("items", {})
    states = {f"state_{key}": one["state"] for key, one in told.items()}
    details = {f"detail_{key}": one["detail"] for key, one in told.items()}
    plain = {name: getattr(row, name) for name in ("day", "place", "witness", "note")}
    return {**plain, "successor": row.successor_id or "", **states, **details}


@never_cache
@require_safe
def paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The minutes as a file: "pdf" or "docx"."""
    require_kind(kind)
    held, today = _held(request, pk), clock.today()
    things = items_of(held.body.kind, held.post, held.to_day or today)
    document = minutes(held, handover_of(held), things, superior=superior_name(held.unit_id, today), day=today)
    return download_of(kind, document, name=f"bien-ban-ban-giao-{held.pk}")


@acting
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything is handed over."""
    held = _held(request, pk)

    def perform(_given: dict[str, Any]) -> Done:
        actions.close_handover(actor=actor_of(request), held=held)
        return Done(_("Đã kết thúc việc bàn giao."), _home(held))

    page = ActionPage(
        title=_("Kết thúc việc bàn giao"),
        intro=_intro(held),
        form=Nothing,
        perform=perform,
        back=_home(held),
        objects=[("person", held.person_id)],
        submit=_("Kết thúc"),
    )
    return page.answer(request)


@acting
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody is reminded any more, with the reason."""
    held, actor = _held(request, pk), actor_of(request)
    if not can_on_unit(actor, held.unit_id, roles=IMPORTERS):
        raise PermissionDenied

    def perform(given: dict[str, Any]) -> Done:
        actions.drop_handover(actor=actor, held=held, reason=given["reason"])
        return Done(_("Đã kết thúc theo dõi việc bàn giao này, kèm lý do."), _home(held))

    page = ActionPage(
        title=_("Kết thúc khi chưa bàn giao xong"),
        intro=_intro(held),
        form=DropHandover,
        perform=perform,
        back=_home(held),
        objects=[("person", held.person_id)],
        submit=_("Kết thúc theo dõi"),
        danger=True,
    )
    return page.answer(request)


@acting
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """The former chair's access ends, the successor's begins; a person decides which."""
    held, actor, today = _held(request, pk), actor_of(request), clock.today()
    if not can_on_unit(actor, held.unit_id, roles=IMPORTERS):
        raise PermissionDenied
    rows = list(chair_grants(held.unit_id, today))
    known = {str(row.pk): row for row in rows}

    def perform(given: dict[str, Any]) -> Done:
        login = None
        if given["successor"]:
            login = login_of(given["successor"])
            if login is None:
                raise Refused(_("Không có tài khoản đang hoạt động nào tên như vậy."))
        ending = [known[key] for key in given["ending"]]
        moved = actions.pass_on_access(actor=actor, held=held, ending=ending, successor=login, day=given["day"])
        return Done(
            _("Đã chuyển quyền truy cập; %(count)d việc được giao đã chuyển theo.") % {"count": moved}, _home(held)
        )

    page = ActionPage(
        title=_("Chuyển quyền truy cập của Chủ tịch"),
        intro=_intro(held),
        form=partial(PassOn, rows=rows),
        initial={"day": today},
        perform=perform,
        back=_home(held),
        units=[held.unit_id],
    )
    return page.answer(request)
