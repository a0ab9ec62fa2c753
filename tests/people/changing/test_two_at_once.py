"""Two people edit one unit at once: on every form the second sees what the first changed before anything is written."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.people import api
from nongcot.people.urls import changes
from tests.factories import people as make
from tests.factories.people import SYSTEM

DAY = "01/03/2026"
END = {"day": DAY, "reason": "dissolved", "decision_number": "1/QĐ", "decision_day": DAY}
CONGRESS = {"day": DAY, "planned_end": "01/03/2031", "mandate": "congress", "rows": "0"}
# Every form about a unit, its terms and its posts, with what is sent.
FORMS = {
    "correct-unit": {"sector": "non_state", "kind": "enterprise", "began_on": "01/01/2020"},
    "count-members": {"day": DAY, "members": "90"},
    "change-unit-kind": {"kind": "public_service", "day": DAY},
    "rename-unit": {"name": "Tên khác", "day": DAY},
    "move-unit": {"other": "WARD", "day": DAY},
    "create-unit": {"name": "Tổ may 1", "kind": "group", "from_day": DAY},
    "end-unit": END,
    "take-back-change": {"reason": "Ghi nhầm"},
    "complete-document": {"decision_number": "3/QĐ-LĐLĐ", "decision_day": DAY},
    "record-post": {
        "person": "new",
        "name": "Trần Văn Hòa",
        "born": "1990",
        "post": "executive_committee:member",
        "from_day": DAY,
        "mandate": "by_election",
    },
    "congress": CONGRESS,
    "extend-term": {"new_end": "01/06/2030", "decision_number": "2/QĐ", "decision_day": DAY},
    "correct-term": {"from_day": "01/01/2020", "planned_end": "01/01/2030", "seats_fixed": "7", "reason": "x"},
    "end-post": {"day": DAY, "reason": "relieved"},
    "correct-post": {"reason": "x", "post": "chair", "from_day": "02/01/2020"},
    "withdraw-post": {"reason": "x"},
}
ELSEWHERE = {
    "unit-trail",
    "lacking-documents",
    "pick-unit",
    "pick-person",
    "posts",
    "post",
    "unit-term",
    "grants",
    "grant-role",
    "end-grant",
}


def test_no_form_of_a_unit_is_forgotten():
    assert {path.name for path in changes.urlpatterns} == FORMS.keys() | ELSEWHERE


@pytest.fixture
def about(cast):
    term = make.term(cast.factory)
    api.rename_unit(actor=SYSTEM, unit=cast.factory, name="Tên nhầm", day=date(2026, 2, 1))
    entry = AuditEntry.objects.filter(action="people.rename_unit").get()
    terms, posts = {"extend-term", "correct-term"}, {"end-post", "correct-post", "withdraw-post"}
    return {
        name: [term.pk]
        if name in terms
        else [cast.held.pk]
        if name in posts
        else [cast.factory.pk, entry.pk]
        if name == "take-back-change"
        else [cast.factory.pk, "post", cast.held.pk]
        if name == "complete-document"
        else [cast.factory.pk]
        for name in FORMS
    }


@pytest.mark.parametrize("name", sorted(FORMS))
def test_the_second_sees_what_the_first_changed(cast, client, about, name):
    client.force_login(cast.head)
    address = reverse(f"people:{name}", args=about[name])
    shown = client.get(address)
    sent = {key: str(shown.context[key]) for key in ("once", "seen")} | FORMS[name]
    sent |= {"other": str(cast.other_ward.pk)} if name == "move-unit" else {}
    sent |= {f"held-{cast.chair.pk}-again_elected": "on", f"held-{cast.chair.pk}-post": "chair"}
    api.count_members(actor=cast.officer, unit=cast.factory, day=date(2026, 1, 1), members=77)
    before = AuditEntry.objects.count()
    answer = client.post(address, sent)
    if answer.status_code == 200:
        answer = client.post(address, sent | {"confirmed": answer.context["confirmed"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Trong lúc bạn nhập, dữ liệu này đã có thay đổi." in page
    assert "đoàn viên: 77" in page
    assert AuditEntry.objects.count() == before
