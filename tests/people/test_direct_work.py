"""Whether a person works directly in production: a fact with its day, told or not told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nongcot.infra.audit import trail
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.errors import BadValues, Refused
from nongcot.people.kinds import EndReason, Post, Role
from nongcot.people.person_document import document
from nongcot.people.queries.records import direct_work_before
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.people.test_person_pages import shown

pytestmark = pytest.mark.django_db
TODAY = clock.today()
JULY = date(2026, 7, 5)


@pytest.fixture
def union():
    return make.unit(under=make.federation())


@pytest.fixture
def chair(union):
    person = make.person("Trần Thị Đào")
    make.post(person, union, Post.CHAIR)
    return person


def told(person):
    person.refresh_from_db()
    return (person.direct_work, person.direct_work_on)


def test_told_of_a_day_else_of_today_and_corrected_with_a_reason_the_old_answer_in_the_trail(chair):
    api.complete_data(actor=SYSTEM, person=chair, values={"direct_work": True, "direct_work_on": "05/07/2026"})
    assert told(chair) == (True, JULY)
    with pytest.raises(BadValues):
        api.complete_data(actor=SYSTEM, person=chair, values={"direct_work": False})
    # The form sends the day back as it stands: another answer is of today.
    values = {"direct_work": False, "direct_work_on": JULY}
    api.correct_person(actor=SYSTEM, person=chair, values=values, reason="Chuyển lên văn phòng")
    assert told(chair) == (False, TODAY)
    api.correct_person(actor=SYSTEM, person=chair, values={"direct_work": None}, reason="Ghi nhầm người")
    assert told(chair) == (None, None)
    kept = [entry.changes["changes"] for entry in AuditEntry.objects.filter(object_type="person").order_by("pk")]
    assert kept == [
        {"direct_work": [None, True], "direct_work_on": [None, "2026-07-05"]},
        {"direct_work": [True, False], "direct_work_on": ["2026-07-05", TODAY.isoformat()]},
        {"direct_work": [False, None], "direct_work_on": [TODAY.isoformat(), None]},
    ]
    second = AuditEntry.objects.filter(object_type="person").order_by("pk")[1]
    first = trail.line(second).changes[0]
    assert (first.field, first.before, first.after) == ("Trực tiếp sản xuất, công tác", "có", "không")


def test_a_day_that_lies_ahead_or_of_nothing_told_is_refused(chair):
    tomorrow = TODAY + timedelta(days=1)
    for values in (
        {"direct_work": True, "direct_work_on": tomorrow},
        {"direct_work_on": JULY},
        {"direct_work": "maybe"},
    ):
        with pytest.raises(BadValues):
            api.complete_data(actor=SYSTEM, person=chair, values=values)
    api.complete_data(actor=SYSTEM, person=chair, values={"direct_work": True, "direct_work_on": TODAY})
    assert told(chair) == (True, TODAY)


def test_on_the_page_and_in_the_form(client, chair, union):
    client.force_login(make.officer(union, Role.CHAIR))
    page = reverse("people:officer", args=[chair.pk])
    assert "Trực tiếp sản xuất" not in client.get(page).content.decode()
    sent = shown(client, "people:edit-person", chair.pk) | {"direct_work": "no", "direct_work_on": "05/07/2026"}
    assert client.post(reverse("people:edit-person", args=[chair.pk]), sent).status_code == 302
    assert told(chair) == (False, JULY)
    assert "không (ngày 05/07/2026)" in client.get(page).content.decode()
    assert client.get(page).context["direct_before"] == []
    for answer, day in ((True, JULY + timedelta(days=30)), (False, TODAY)):
        values = {"direct_work": answer, "direct_work_on": day}
        api.correct_person(actor=SYSTEM, person=chair, values=values, reason="Chuyển việc")
    shown_page = client.get(page)
    assert [words for words, _entry in shown_page.context["direct_before"]] == [
        "có (ngày 04/08/2026)",
        "không (ngày 05/07/2026)",
    ]
    assert f"sửa ngày {TODAY:%d/%m/%Y}: có (ngày 04/08/2026)" in shown_page.content.decode()
    listed = b"".join(client.get(reverse("people:officers-csv")).streaming_content).decode().splitlines()
    assert listed[0].endswith("Trực tiếp sản xuất,Ngày tính trực tiếp sản xuất")
    assert listed[1].endswith(f",không,{TODAY:%d/%m/%Y}")


def test_a_list_is_named_until_somebody_says_otherwise_by_hand(chair):
    type(chair).objects.update(direct_work=True, direct_work_on=JULY, direct_work_source="ds.xlsx")
    chair.refresh_from_db()
    assert direct_work_before(chair) == []  # whose record a list made: nothing in the trail
    api.correct_person(actor=SYSTEM, person=chair, values={"direct_work": False}, reason="Hỏi lại")
    chair.refresh_from_db()
    assert (chair.direct_work, chair.direct_work_source) == (False, None)


def test_two_records_become_one_and_the_answer_goes_with_its_day(client, chair, union):
    other = make.person("Trần Thị Đào", direct_work=True, direct_work_on=JULY, direct_work_source="ds.xlsx")
    merge = api.merge_persons(actor=SYSTEM, keep=chair, drop=other)
    chair.refresh_from_db()
    assert (chair.direct_work, chair.direct_work_on, chair.direct_work_source) == (True, JULY, "ds.xlsx")
    api.undo_merge(actor=SYSTEM, merge=merge)
    assert told(chair) == (None, None)


def test_given_to_the_person_and_erased_with_the_name_in_files_others_came_by(union):
    person = make.person("Lê Thị Sáu Hai", direct_work=False, direct_work_on=JULY, direct_work_source="ds.xlsx")
    make.post(person, union, from_day=date(1990, 1, 1), to_day=date(1995, 1, 1), end_reason=EndReason.RETIRED)
    other = make.person("Vũ Ba", direct_work=True, direct_work_on=JULY, direct_work_source="Le Thi Sau Hai.xlsx")
    data = api.export_person(actor=SYSTEM, person=person)
    assert (data["person"]["direct_work"], data["person"]["direct_work_on"]) == ("False", "2026-07-05")
    facts = document(data, issuer="LĐLĐ tỉnh", day=TODAY).blocks[2].rows
    assert ["Trực tiếp sản xuất, công tác", "không"] in facts
    api.erase_person(actor=SYSTEM, person=person, reason="Theo yêu cầu")
    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.direct_work, person.direct_work_on, person.direct_work_source) == (None, None, None)
    assert (other.direct_work, other.direct_work_source) == (True, None)


def test_an_erased_person_answers_nothing_more(union):
    person = make.person("Lê Thị Bảy")
    make.post(person, union, from_day=date(1990, 1, 1), to_day=date(1995, 1, 1), end_reason=EndReason.RETIRED)
    api.erase_person(actor=SYSTEM, person=person, reason="Theo yêu cầu")
    with pytest.raises(Refused):
        api.complete_data(actor=SYSTEM, person=person, values={"direct_work": True})
