"""Pages for changes of one unit: its data, members, name, superior, beginning and end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.ui import slots
from nongcot.kernel import clock
from nongcot.people import actions, labels, picking, queries
from nongcot.people.forms.pickers import Pick
from nongcot.people.forms.units import (
    ChangeKind,
    CorrectUnit,
    CountMembers,
    CreateUnit,
    EndUnit,
    MoveUnit,
    RenameUnit,
)
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit
from nongcot.people.permissions import IMPORTERS, can_on_unit
from nongcot.people.placing import kinds_after, kinds_under, may_stand_under
from nongcot.people.queries import around
from nongcot.people.views.guard import telling, unit_for, unit_page
from nongcot.people.views.units import actor_of

_acting = require_http_methods(["GET", "POST"])
Perform = Callable[[dict[str, Any]], Done]


def _page(request: HttpRequest, unit: Unit, title: str, form: Any, perform: Perform, **options: Any) -> HttpResponse:
    """The page of one action on one unit."""
    page = ActionPage(
        title=title,
        intro=unit.name,
        form=form,
        perform=telling(request, [unit.pk], perform),
        back=unit_page(unit),
        units=[unit.pk],
        **{"context": {"unit": unit}, **options},
    )
    return page.answer(request)


def _decided(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("decision_number", "decision_day")}


@_acting
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Complete or correct the data of a unit."""
    unit = unit_for(request, pk)
    full = can_on_unit(actor_of(request), unit, roles=IMPORTERS)

    def perform(given: dict[str, Any]) -> Done:
        actions.correct_unit(actor=actor_of(request), unit=unit, **given)
        return Done(_("Đã ghi thông tin đơn vị."), unit_page(unit, "facts"))

    form = partial(CorrectUnit, full=full)
    initial = CorrectUnit.initial_of(unit)
    return _page(request, unit, _("Thông tin đơn vị"), form, perform, initial=initial)


@_acting
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the number of members on a day."""
    unit = unit_for(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.count_members(actor=actor_of(request), unit=unit, **given)
        return Done(_("Đã ghi số đoàn viên."), unit_page(unit, "members"))

    def preview(given: dict[str, Any]) -> list[str]:
        before = unit.member_counts.filter(day=given["day"]).first()
        if before is None or (before.members, before.women) == (given["members"], given["women"]):
            return []
        numbers = {"day": f"{before.day:%d/%m/%Y}", "members": before.members}
        return [_("Ngày %(day)s đã ghi %(members)s đoàn viên; số mới sẽ thay số này.") % numbers]

    initial = {"day": clock.today()}
    return _page(request, unit, _("Ghi số đoàn viên"), CountMembers, perform, initial=initial, preview=preview)


@_acting
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a unit another name from a day on."""
    unit = unit_for(request, pk, IMPORTERS)

    def perform(given: dict[str, Any]) -> Done:
        actions.rename_unit(actor=actor_of(request), unit=unit, **given)
        return Done(_("Đã ghi tên mới."), unit_page(unit, "history"))

    def preview(given: dict[str, Any]) -> list[str]:
        names = {"old": unit.name, "new": given["name"], "day": f"{given['day']:%d/%m/%Y}"}
        return [
            _("Từ ngày %(day)s, “%(old)s” mang tên “%(new)s”. Trước ngày đó vẫn là tên cũ.") % names,
            *_standing(unit),
        ]

    return _page(request, unit, _("Đổi tên đơn vị"), RenameUnit, perform, initial={"name": unit.name}, preview=preview)


def _standing(unit: Unit) -> list[str]:
    """What stands and falls with the unit today, in words."""
    today = clock.today()
    officers = around.officers_in(unit, day=today)
    below = around.units_under(unit, day=today)
    told = []
    if officers:
        told.append(
            ngettext(
                "%(unit)s có %(count)d cán bộ đang giữ chức vụ; các chức vụ giữ nguyên.",
                "%(unit)s có %(count)d cán bộ đang giữ chức vụ; các chức vụ giữ nguyên.",
                officers,
            )
            % {"unit": unit.name, "count": officers}
        )
    if below:
        told.append(
            ngettext("%(count)d đơn vị trực thuộc đi theo.", "%(count)d đơn vị trực thuộc đi theo.", below)
            % {"count": below}
        )
    return told


@_acting
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a unit under another superior from a day on."""
    unit = unit_for(request, pk, IMPORTERS)

    def perform(given: dict[str, Any]) -> Done:
        new, day = given["chosen"], given["day"]
        actions.move_unit(actor=actor_of(request), unit=unit, superior=new, day=day, **_decided(given))
        return Done(_("Đã ghi: trực thuộc %(name)s.") % {"name": new.name}, unit_page(unit, "history"))

    def preview(given: dict[str, Any]) -> list[str]:
        names = {"unit": unit.name, "new": given["chosen"].name, "day": f"{given['day']:%d/%m/%Y}"}
        return [
            _("Từ ngày %(day)s, %(unit)s trực thuộc %(new)s.") % names,
            *_standing(unit),
            *_losing(unit),
        ]

    return _page(
        request,
        unit,
        _("Chuyển cấp trên"),
        partial(MoveUnit, actor=actor_of(request), kinds=_superiors_of(unit), but=pk),
        perform,
        preview=preview,
        template="people/with_unit.html",
        context={"unit": unit, "legend": _("Cấp trên mới"), "for": "cap-tren"},
    )


@_acting
def change_kind(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a unit is of another kind from a day on."""
    unit = unit_for(request, pk, IMPORTERS)

    def perform(given: dict[str, Any]) -> Done:
        actions.change_unit_kind(actor=actor_of(request), unit=unit, **given)
        return Done(_("Đã ghi loại hình mới."), unit_page(unit, "history"))

    def preview(given: dict[str, Any]) -> list[str]:
        kinds = {"old": labels.unit_kind(unit.kind), "new": labels.unit_kind(given["kind"])}
        words = _("Từ ngày %(day)s, %(unit)s đổi từ %(old)s sang %(new)s. Trước ngày đó vẫn là loại hình cũ.")
        return [
            words % {**kinds, "unit": unit.name, "day": f"{given['day']:%d/%m/%Y}"},
            *_standing(unit),
            *chain.from_iterable(slots.gather("unit.kind", unit=unit, kind=given["kind"], day=given["day"])),
        ]

    form = partial(ChangeKind, kinds=kinds_after(unit.kind))
    return _page(request, unit, _("Đổi loại hình"), form, perform, preview=preview)


def _superiors_of(unit: Unit) -> list[str]:
    return [kind.value for kind in UnitKind if may_stand_under(unit.kind, kind)]


def _losing(unit: Unit) -> list[str]:
    """Whose logins no longer reach the unit when it leaves its superior."""
    count = around.logins_of_superior(unit, day=clock.today())
    if not count:
        return []
    return [_("%(count)d tài khoản của cấp trên cũ sẽ không còn quyền đối với đơn vị này.") % {"count": count}]


@_acting
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a new unit under this one."""
    superior = unit_for(request, pk, IMPORTERS)
    made: list[Unit] = []

    def perform(given: dict[str, Any]) -> Done:
        code = given.pop("code") or None
        unit = actions.create_unit(actor=actor_of(request), superior=superior, code=code, **given)
        made.append(unit)
        return Done(_("Đã ghi %(name)s. Tiếp theo, xin ghi Ban Chấp hành.") % {"name": unit.name}, unit_page(unit))

    def preview(given: dict[str, Any]) -> list[str]:
        alike = queries.find_units(actor_of(request), given["name"], day=clock.today())[:3]
        return [
            _("Đã có “%(name)s”. Chỉ thành lập nếu đây là đơn vị khác.") % {"name": one.day_name}  # type: ignore[attr-defined]
            for one in alike
        ]

    form = partial(CreateUnit, kinds=kinds_under(superior.kind))
    return _page(request, superior, _("Thành lập đơn vị trực thuộc"), form, perform, preview=preview)


@_acting
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a unit; it may be carried on by another."""
    unit = unit_for(request, pk, IMPORTERS)

    def perform(given: dict[str, Any]) -> Done:
        actions.end_unit(
            actor=actor_of(request),
            unit=unit,
            day=given["day"],
            reason=given["reason"],
            **_decided(given),
            successor=given["chosen"],
        )
        return Done(_("Đã ghi kết thúc hoạt động của %(name)s.") % {"name": unit.name}, unit_page(unit, "history"))

    def preview(given: dict[str, Any]) -> list[str]:
        return _before_end(unit, given)

    return _page(
        request,
        unit,
        _("Kết thúc hoạt động"),
        partial(EndUnit, actor=actor_of(request), kinds=[unit.kind, *_superiors_of(unit)], but=pk),
        perform,
        preview=preview,
        danger=True,
        template="people/with_unit.html",
        context={
            "unit": unit,
            "legend": _("Đơn vị tiếp nhận (khi hợp nhất, sáp nhập, chia tách)"),
            "for": "tiep-nhan",
        },
    )


def _before_end(unit: Unit, given: dict[str, Any]) -> list[str]:
    day, how = given["day"], labels.unit_end(given["reason"])
    names = {"unit": unit.name, "day": f"{day:%d/%m/%Y}", "how": how}
    told = [_("%(unit)s kết thúc hoạt động từ ngày %(day)s: %(how)s.") % names]
    if given["chosen"]:
        told.append(_("Đơn vị tiếp nhận: %(name)s.") % {"name": given["chosen"].name})
    officers = around.officers_in(unit, day=day)
    if officers:
        told.append(
            ngettext(
                "%(count)d cán bộ đang giữ chức vụ sẽ thôi giữ chức vụ từ ngày đó.",
                "%(count)d cán bộ đang giữ chức vụ sẽ thôi giữ chức vụ từ ngày đó.",
                officers,
            )
            % {"count": officers}
        )
    below = around.units_under(unit, day=clock.today())
    if below:
        told.append(
            ngettext(
                "Còn %(count)d đơn vị trực thuộc: mỗi đơn vị sẽ có việc chuyển cấp trên.",
                "Còn %(count)d đơn vị trực thuộc: mỗi đơn vị sẽ có việc chuyển cấp trên.",
                below,
            )
            % {"count": below}
        )
    members = queries.member_counts(unit, day=day, most=1)
    if members and members[-1].members:
        told.append(
            _("%(count)d đoàn viên (theo số liệu ngày %(day)s) cần được bố trí sinh hoạt.")
            % {"count": members[-1].members, "day": f"{members[-1].day:%d/%m/%Y}"}
        )
    return told


@require_safe
def pick_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """The units found, as a piece of a form, while somebody types: superiors, or those that may carry this one on."""
    unit = unit_for(request, pk, IMPORTERS)
    kinds = _superiors_of(unit)
    if request.GET.get("for") == "tiep-nhan":
        kinds = [unit.kind, *kinds]
    search = request.GET.get("q", "")[:100]
    found = picking.find_units(actor_of(request), search, day=clock.today(), kinds=kinds, but=pk)
    pick = Pick("other", "q", search, "", found, asked=bool(search), kind="unit")
    return render(request, "people/pick_list.html", {"pick": pick})
