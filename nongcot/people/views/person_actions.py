"""Pages that change one person: what is known, the contract, help for a first-term chair."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.kernel import clock
from nongcot.people import actions, labels, queries
from nongcot.people.errors import BadValues, Refused
from nongcot.people.forms.persons import Contract, EditPerson, GiveSupport, MissingData
from nongcot.people.models import Person, Unit
from nongcot.people.permissions import EDITORS, IMPORTERS, can_edit_person, can_on_unit, can_read_sensitive
from nongcot.people.queries import records
from nongcot.people.views.units import actor_of, unit_or_404

acting = require_http_methods(["GET", "POST"])
MOST_LISTED = 40


def person_or_404(request: HttpRequest, pk: int) -> Person:
    found = queries.persons(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def person_page(person: Person | int) -> str:
    """The address of a person's page."""
    return reverse("people:officer", args=[person if isinstance(person, int) else person.pk])


def editable(request: HttpRequest, pk: int) -> Person:
    """A person the login may change.

    Raises:
        Http404: there is none, or the login may not see them.
        PermissionDenied: it may see, not change them.
    """
    person = person_or_404(request, pk)
    if not can_edit_person(actor_of(request), person):
        raise PermissionDenied
    return person


class Marked:
    """A form whose fields are marked with what a verb says about its values."""

    def __init__(self, make: Callable[..., BaseForm]) -> None:
        self._make = make
        self.form: BaseForm | None = None

    def __call__(self, *args: Any, **options: Any) -> BaseForm:
        self.form = self._make(*args, **options)
        return self.form

    def mark(self, bad: BadValues, suffix: str = "") -> None:
        """Put each sentence at its field; one whose field the form does not have is said above all."""
        assert self.form is not None  # noqa: S101  (a verb is called with a form's values)
        for name, sentence in bad.fields.items():
            field = f"{name}{suffix}"
            self.form.add_error(field if field in self.form.fields else None, sentence)


def _marked() -> Refused:
    return Refused(_("Còn chỗ cần sửa, xin xem các dòng được đánh dấu. Nội dung đã nhập vẫn giữ nguyên."))


@acting
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Complete or correct what is known of a person."""
    person, actor = editable(request, pk), actor_of(request)
    form = Marked(partial(EditPerson, person=person, sensitive=can_read_sensitive(actor, person)))

    def perform(given: dict[str, Any]) -> Done:
        values, reason = EditPerson.values(given), given["reason"]
        try:
            if reason:
                actions.correct_person(actor=actor, person=person, values=values, reason=reason)
            else:
                actions.complete_data(actor=actor, person=person, values=values)
        except BadValues as bad:
            form.mark(bad)
            raise _marked() from None
        return Done(_("Đã ghi thông tin của %(name)s.") % {"name": given["name"]}, person_page(person))

    page = ActionPage(
        title=_("Sửa thông tin cán bộ"),
        intro=person.name,
        form=form,
        initial=EditPerson.initial_of(person),
        perform=perform,
        back=person_page(person),
        objects=[("person", person.pk)],
        template="people/edit_person.html",
    )
    return page.answer(request)


@acting
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing of the officers of one unit, all on one page."""
    unit = _unit_for(request, pk)
    found = records.lacking(unit, day=clock.today(), most=MOST_LISTED)
    rows = [(held.person, labels.post_title(held.body.kind, held.post), names) for held, names in found]
    if not rows and request.method == "GET":
        return render(request, "people/nobody_lacking.html", {"unit": unit})
    form = Marked(partial(MissingData, rows=rows))

    def perform(_given: dict[str, Any]) -> Done:
        count = _complete_all(request, rows, form)
        again = reverse("people:complete-persons", args=[unit.pk])
        return Done(_("Đã bổ sung thông tin của %(count)d cán bộ.") % {"count": count}, again)

    page = ActionPage(
        title=_("Bổ sung thông tin cán bộ"),
        intro=unit.day_name,  # type: ignore[attr-defined]
        form=form,
        perform=perform,
        back=reverse("people:unit", args=[unit.pk]),
        objects=[("person", person.pk) for person, _title, _names in rows],
        template="people/complete_persons.html",
        context={"unit": unit, "more": len(rows) == MOST_LISTED},
    )
    return page.answer(request)


def _complete_all(request: HttpRequest, rows: list[Any], form: Marked) -> int:
    """Fill in for each person what was typed; gives for how many. One wrong value and nothing is written."""
    assert isinstance(form.form, MissingData)  # noqa: S101
    count, wrong = 0, False
    for person, _title, names in rows:
        values = form.form.values(person, names)
        if not values:
            continue
        try:
            actions.complete_data(actor=actor_of(request), person=person, values=values)
        except BadValues as bad:
            form.mark(bad, suffix=f"_{person.pk}")
            wrong = True
        count += 1
    if wrong:
        raise _marked()
    if not count:
        raise Refused(_("Chưa nhập thông tin nào."))
    return count


def _unit_for(request: HttpRequest, pk: int) -> Unit:
    unit = unit_or_404(request, pk, clock.today())
    if not can_on_unit(actor_of(request), unit, roles=EDITORS):
        raise PermissionDenied
    return unit


@acting
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """Until when the person's labour contract runs."""
    person = editable(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.record_contract(actor=actor_of(request), person=person, **given)
        return Done(_("Đã ghi hợp đồng lao động của %(name)s.") % {"name": person.name}, person_page(person))

    page = ActionPage(
        title=_("Hợp đồng lao động"),
        intro=person.name,
        form=Contract,
        initial={"ends_on": person.contract_ends_on, "open_ended": bool(person.contract_open_ended)},
        perform=perform,
        back=person_page(person),
        objects=[("person", person.pk)],
        template="people/contract.html",
    )
    return page.answer(request)


@acting
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Record how a chair of a first term was helped."""
    person, actor, today = person_or_404(request, pk), actor_of(request), clock.today()
    unit = records.chaired_units(actor, person, day=today).first()
    if unit is None:
        units = records.units_of(actor, person)
        if not any(can_on_unit(actor, one, roles=IMPORTERS) for one in units):
            raise PermissionDenied
        raise Http404
    if not can_on_unit(actor, unit, roles=IMPORTERS):
        raise PermissionDenied

    def perform(given: dict[str, Any]) -> Done:
        actions.record_support(actor=actor, person=person, unit=unit, **given)
        return Done(_("Đã ghi việc giúp đỡ %(name)s.") % {"name": person.name}, person_page(person))

    page = ActionPage(
        title=_("Giúp đỡ Chủ tịch lần đầu nhận nhiệm vụ"),
        intro=f"{person.name}, {unit.name}",
        form=GiveSupport,
        initial={"day": today},
        perform=perform,
        back=person_page(person),
        objects=[("person", person.pk)],
        template="people/give_support.html",
        context={"given": records.supports(person)[:10]},
    )
    return page.answer(request)
