"""Records that may be one person: the list, two side by side, what was decided and how to take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.ui import slots
from nongcot.infra.ui.paging import Page, page_of
from nongcot.infra.ui.words import show_phone
from nongcot.kernel import clock
from nongcot.people import actions, labels, queries
from nongcot.people.actions.merges import CHOICES, pair_of
from nongcot.people.actions.person_values import is_empty, masked
from nongcot.people.forms.persons import MergePair, Why, show_born
from nongcot.people.models import Person
from nongcot.people.permissions import IMPORTERS, can_keep_all, can_keep_data, require_role
from nongcot.people.queries import records
from nongcot.people.shown.persons import told
from nongcot.people.unit_filter import asked_unit
from nongcot.people.views.person_actions import acting, person_or_404, person_page
from nongcot.people.views.units import actor_of

TABS = ("", "gop", "khac")


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Pairs to compare; with ``?xem=gop`` what was merged, with ``?xem=khac`` who was told apart."""
    actor = actor_of(request)
    require_role(actor, IMPORTERS)
    tab = request.GET.get("xem", "") if request.GET.get("xem") in TABS else ""
    if tab == "gop":
        page: Page[Any] = page_of(records.merges(actor), request)
    elif tab == "khac":
        page = page_of(records.kept_apart(actor), request)
    else:
        given = slots.gather("persons.pairs", request=request, actor=actor, day=clock.today())
        page = given[0] if given else Page([], 1, 1, has_next=False)
    return render(
        request,
        "people/duplicates.html",
        {"tab": tab, "page": page, "within": None if tab else asked_unit(request, day=clock.today())},
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One field of two records; ``choice`` is the bound field where they differ. Hidden: said to be there, no more."""

    label: str
    keep: str
    drop: str
    choice: Any = None


def _pair(request: HttpRequest, one: int, other: int) -> tuple[Person, Person]:
    """Two different persons the actor sees and answers for, the lower number first."""
    if one == other:
        raise Http404
    first, second = (person_or_404(request, pk) for pk in pair_of(one, other))
    actor = actor_of(request)
    if not can_keep_all(actor, [first.pk, second.pk]):
        raise PermissionDenied
    return first, second


@acting
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two records side by side: which value of each field stays, then merge them."""
    if request.method == "GET" and (moved := _moved(request, pk, other)):
        return moved
    keep, drop = _pair(request, pk, other)
    actor = actor_of(request)
    differing = [name for name in CHOICES if _differ(keep, drop, name)]
    form = partial(MergePair, differing=differing)

    def perform(given: dict[str, Any]) -> Done:
        choices = {name: given[name] for name in differing}
        actions.merge_persons(actor=actor, keep=keep, drop=drop, choices=choices, reason=given["reason"])
        said = _("Đã gộp hai hồ sơ của %(name)s. Có thể hoàn tác ở mục Đã gộp.")
        return Done(said % {"name": keep.name}, person_page(keep))

    day = clock.today()
    kept: dict[int, list[str]] = {keep.pk: [], drop.pk: []}
    for row in queries.records_of_persons([keep.pk, drop.pk]):
        kept[row.person_id].append(told(row))
    page = ActionPage(
        title=_("So sánh hai hồ sơ"),
        form=form,
        initial={name: _preferred(keep, drop, name) for name in differing},
        perform=perform,
        preview=lambda _given: _before_merge(keep, drop),
        submit=_("Gộp thành một hồ sơ"),
        back=reverse("people:duplicates"),
        objects=[("person", keep.pk), ("person", drop.pk)],
        template="people/compare_persons.html",
        context={
            "one": keep,
            "two": drop,
            "same": [_line(keep, drop, name) for name in CHOICES if name not in differing and _filled(keep, name)],
            "names": {name: _line(keep, drop, name) for name in differing},
            "posts_one": queries.posts_of(actor, keep, day=day),
            "posts_two": queries.posts_of(actor, drop, day=day),
            "records_one": kept[keep.pk],
            "records_two": kept[drop.pk],
        },
    )
    return page.answer(request)


def _moved(request: HttpRequest, pk: int, other: int) -> HttpResponse | None:
    """Where one of two was merged into the other already, its page."""
    for merge in records.merges(actor_of(request)).filter(dropped__in=[pk, other], undone_at__isnull=True):
        if {merge.dropped, merge.keep_id} == {pk, other}:
            return redirect(person_page(merge.keep_id))
    return None


def _columns(person: Person, name: str) -> list[Any]:
    column = {"name": "name", "citizen_id": "citizen_index"}.get(name)
    return [getattr(person, one) for one in ((column,) if column else CHOICES[name])]


def _differ(keep: Person, drop: Person, name: str) -> bool:
    return _columns(keep, name) != _columns(drop, name)


def _filled(person: Person, name: str) -> bool:
    return not all(is_empty(value) for value in _columns(person, name))


def _preferred(keep: Person, drop: Person, name: str) -> str:
    """What is chosen beforehand: what is filled in, the more precise birth, a name with its diacritics."""
    if not _filled(keep, name) or (name == "born" and len(drop.born) > len(keep.born)):
        return "drop"
    if name == "direct_work" and (drop.direct_work_on or date.min) > (keep.direct_work_on or date.min):
        return "drop"
    return "drop" if name == "name" and keep.name.isascii() and not drop.name.isascii() else "keep"


def _line(keep: Person, drop: Person, name: str) -> Line:
    return Line(labels.person_field(name), _shown(keep, name), _shown(drop, name))


def _shown(person: Person, name: str) -> str:
    if name == "contract":
        day = person.contract_ends_on
        return day.strftime("%d/%m/%Y") if day else _("không xác định thời hạn") if person.contract_open_ended else ""
    value = masked(person.citizen_last4) if name == "citizen_id" else getattr(person, name)
    if name == "party_member":
        return labels.yes_no(person.party_member)
    if name == "direct_work":
        return labels.direct_work(person.direct_work, person.direct_work_on)
    readers = {"sex": labels.sex, "born": show_born, "phone": show_phone}
    return readers[name](value) if name in readers else str(value)


def _before_merge(keep: Person, drop: Person) -> list[str]:
    count = drop.posts.count()
    told = [_("Hồ sơ 2 sẽ được gộp vào hồ sơ 1; lịch sử của cả hai được giữ lại.")]
    if count:
        told.append(_("%(count)d chức vụ của hồ sơ 2 chuyển sang; chức vụ ghi trùng thành một.") % {"count": count})
    if keep.citizen_index and drop.citizen_index and keep.citizen_index != drop.citizen_index:
        told.append(_("Hai hồ sơ có hai số định danh khác nhau: xin kiểm tra lại trước khi gộp."))
    return [*told, _("Sau khi gộp vẫn có thể hoàn tác, nếu hồ sơ chưa bị sửa tiếp.")]


@acting
def apart(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Say that two records are two persons."""
    one, two = _pair(request, pk, other)

    def perform(given: dict[str, Any]) -> Done:
        actions.keep_apart(actor=actor_of(request), a=one, b=two, reason=given["reason"])
        said = _("Đã ghi: hai hồ sơ là hai người khác nhau. Hệ thống sẽ không hỏi lại về hai hồ sơ này.")
        return Done(said, reverse("people:duplicates"))

    page = ActionPage(
        title=_("Hai người khác nhau"),
        intro=f"{_told(one)}; {_told(two)}",
        form=Why,
        perform=perform,
        submit=_("Xác nhận hai người khác nhau"),
        back=reverse("people:compare-persons", args=[one.pk, two.pk]),
        objects=[("person", one.pk), ("person", two.pk)],
    )
    return page.answer(request)


def _told(person: Person) -> str:
    return f"{person.name} ({show_born(person.born)})" if person.born else person.name


@acting
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Make two records of one again."""
    actor = actor_of(request)
    merge = get_object_or_404(records.merges(actor), pk=pk)
    if not can_keep_data(actor, merge.keep):
        raise PermissionDenied

    def perform(given: dict[str, Any]) -> Done:
        back = actions.undo_merge(actor=actor, merge=merge, reason=given["reason"])
        said = _("Đã hoàn tác: hồ sơ %(name)s trở lại như trước khi gộp.") % {"name": back.name}
        return Done(said, reverse("people:compare-persons", args=pair_of(merge.keep_id, back.pk)))

    page = ActionPage(
        title=_("Hoàn tác việc gộp hồ sơ"),
        intro=_("%(dropped)s đã được gộp vào %(kept)s.") % {"dropped": merge.dropped_name, "kept": merge.keep.name},
        form=Why,
        perform=perform,
        submit=_("Hoàn tác"),
        back=reverse("people:duplicates") + "?xem=gop",
        objects=[("person", merge.keep_id)],
    )
    return page.answer(request)


@acting
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Two records that were told apart may be compared again."""
    actor = actor_of(request)
    row = get_object_or_404(records.kept_apart(actor), pk=pk)
    one, two = row.one, row.other
    if not can_keep_all(actor, [one.pk, two.pk]):
        raise PermissionDenied

    def perform(given: dict[str, Any]) -> Done:
        actions.withdraw_apart(actor=actor, row=row, reason=given["reason"])
        address = reverse("people:compare-persons", args=[one.pk, two.pk])
        return Done(_("Đã bỏ xác nhận. Có thể so sánh lại hai hồ sơ."), address)

    page = ActionPage(
        title=_("Bỏ xác nhận hai người khác nhau"),
        intro=f"{_told(one)}; {_told(two)}",
        form=Why,
        perform=perform,
        submit=_("Bỏ xác nhận"),
        back=reverse("people:duplicates") + "?xem=khac",
        objects=[("person", one.pk), ("person", two.pk)],
    )
    return page.answer(request)
