"""Pages for training and awards of a person."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nongcot.infra.acting.page import ActionPage, Done
from nongcot.people import actions, labels, queries
from nongcot.people.forms.posts import Withdraw
from nongcot.people.forms.records import CorrectRecord, RecordFields
from nongcot.people.kinds import RecordKind
from nongcot.people.models import PersonRecord
from nongcot.people.permissions import can_edit_person
from nongcot.people.views.person_actions import acting, editable, person_page
from nongcot.people.views.units import actor_of

_TEMPLATE = "people/record.html"


@acting
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a training or an award. ``?kind=award`` chooses the kind beforehand."""
    person = editable(request, pk)
    asked = request.GET.get("kind", "")
    kind = RecordKind(asked) if asked in set(RecordKind) else RecordKind.TRAINING

    def perform(given: dict[str, Any]) -> Done:
        made = actions.add_record(actor=actor_of(request), person=person, **given)
        return Done(_("Đã ghi: %(title)s.") % {"title": made.title}, person_page(person) + "#qua-trinh")

    page = ActionPage(
        title=_("Ghi đào tạo, bồi dưỡng, khen thưởng"),
        intro=person.name,
        form=RecordFields,
        initial={"kind": kind.value},
        perform=perform,
        back=person_page(person),
        objects=[("person", person.pk)],
        template=_TEMPLATE,
    )
    return page.answer(request)


def _record(request: HttpRequest, pk: int) -> PersonRecord:
    """The record, for a login that may change it.

    Raises:
        Http404: there is none, or the login may not see the person.
        PermissionDenied: it may see the person, not change the record.
    """
    row = queries.person_records(actor_of(request)).select_related("person").filter(pk=pk).first()
    if row is None:
        raise Http404
    if not can_edit_person(actor_of(request), row.person):
        raise PermissionDenied
    return row


@acting
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what was recorded wrongly."""
    row = _record(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.correct_record(actor=actor_of(request), row=row, **given)
        return Done(_("Đã sửa."), person_page(row.person_id) + "#qua-trinh")

    page = ActionPage(
        title=_("Sửa nội dung đã ghi"),
        intro=row.person.name,
        form=CorrectRecord,
        initial=CorrectRecord.initial_of(row),
        perform=perform,
        back=person_page(row.person_id),
        objects=[("person", row.person_id)],
        template=_TEMPLATE,
    )
    return page.answer(request)


@acting
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was recorded by mistake."""
    row = _record(request, pk)

    def perform(given: dict[str, Any]) -> Done:
        actions.withdraw_record(actor=actor_of(request), row=row, reason=given["reason"])
        return Done(_("Đã rút nội dung ghi nhầm. Lịch sử thay đổi vẫn giữ."), person_page(row.person_id))

    def preview(_given: dict[str, Any]) -> list[str]:
        when = labels.record_days(row.from_day, row.to_day)
        what = f"{labels.record(row.kind)}: {row.title}{f' ({when})' if when else ''}"
        return [_("%(what)s, của %(name)s, sẽ không còn trong hồ sơ.") % {"what": what, "name": row.person.name}]

    page = ActionPage(
        title=_("Rút nội dung ghi nhầm"),
        intro=f"{row.person.name}, {row.title}",
        form=Withdraw,
        submit=_("Rút"),
        danger=True,
        perform=perform,
        preview=preview,
        back=person_page(row.person_id),
        objects=[("person", row.person_id)],
    )
    return page.answer(request)
