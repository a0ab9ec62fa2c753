"""Complete and correct what is known of a person, the labour contract, help for a first-term chair."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nongcot.infra import sealing
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.kernel.names import sort_key
from nongcot.people import api
from nongcot.people.errors import BadValues, Refused
from nongcot.people.kinds import Post, Role, SupportKind
from nongcot.people.models import Support
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit(under=make.federation())


@pytest.fixture
def chair(union):
    person = make.person("Nguyen Thi Dao")
    make.post(person, union, Post.CHAIR)
    return person


def test_what_is_missing_is_filled_in_and_kept_as_other_data_is(chair, union):
    typed = {
        "name": "  Nguyen  Thi Dao ",
        "sex": "female",
        "born": "5/7/1985",
        "citizen_id": "079 185 005 687",
        "phone": "0912 345 678",
        "other_phones": "0276 3822456; 0987654321",
        "email": "dao@congdoan.vn",
        "party_member": False,
        "note": "Nghỉ thai sản\nđến tháng 3",
    }
    person = api.complete_data(actor=make.officer(union, Role.CHAIR), person=chair, values=typed)
    person.refresh_from_db()
    assert (person.born, person.phone, person.other_phones) == (
        "1985-07-05",
        "+84912345678",
        "+842763822456 +84987654321",
    )
    assert (person.sex, person.email, person.party_member) == ("female", "dao@congdoan.vn", False)
    assert sealing.unseal(person.citizen_sealed) == "079185005687"
    assert (person.citizen_index, person.citizen_last4) == (sealing.index("079185005687"), "5687")
    assert person.note == "Nghỉ thai sản\nđến tháng 3"
    entry = AuditEntry.objects.get(action="people.complete_data")
    assert entry.changes["changes"]["born"] == [None, "1985-07-05"]
    assert entry.changes["changes"]["citizen_id"] == [None, "•••• 5687"]
    assert entry.changes["changes"]["party_member"] == [None, "•••"]
    assert "079185005687" not in str(entry.changes)
    assert "name" not in entry.changes["changes"]


def test_completing_replaces_nothing_and_writes_nothing_where_it_would(chair):
    api.complete_data(actor=SYSTEM, person=chair, values={"phone": "0912345678"})
    with pytest.raises(BadValues) as refused:
        api.complete_data(actor=SYSTEM, person=chair, values={"phone": "0987654321", "sex": "female"})
    assert list(refused.value.fields) == ["phone"]
    chair.refresh_from_db()
    assert (chair.phone, chair.sex) == ("+84912345678", "")


def test_a_birth_may_become_more_precise_without_a_reason_and_never_another(chair):
    api.complete_data(actor=SYSTEM, person=chair, values={"born": "1985"})
    api.complete_data(actor=SYSTEM, person=chair, values={"born": "7/1985"})
    with pytest.raises(BadValues):
        api.complete_data(actor=SYSTEM, person=chair, values={"born": "5/8/1985"})
    chair.refresh_from_db()
    assert chair.born == "1985-07"


def test_a_correction_of_what_is_there_needs_a_reason_and_carries_the_keys_along(chair):
    with pytest.raises(Refused, match="lý do"):
        api.correct_person(actor=SYSTEM, person=chair, values={"name": "Nguyễn Thị Đào"}, reason=" ")
    api.correct_person(actor=SYSTEM, person=chair, values={"name": "Nguyễn Thị Đào"}, reason="Viết thiếu dấu")
    chair.refresh_from_db()
    assert (chair.name, chair.search_key) == ("Nguyễn Thị Đào", "nguyen thi dao")
    assert chair.sort_key == sort_key("Nguyễn Thị Đào")
    entry = AuditEntry.objects.get(action="people.correct_person")
    assert (entry.changes["changes"]["name"], entry.reason) == (["Nguyen Thi Dao", "Nguyễn Thị Đào"], "Viết thiếu dấu")


def test_a_citizen_id_can_be_taken_away_and_leaves_no_digits(chair):
    api.complete_data(actor=SYSTEM, person=chair, values={"citizen_id": "079185005687"})
    api.correct_person(actor=SYSTEM, person=chair, values={"citizen_id": ""}, reason="Nhập nhầm người")
    chair.refresh_from_db()
    assert (chair.citizen_sealed, chair.citizen_index, chair.citizen_last4) == (None, "", "")


def test_what_changes_nothing_writes_nothing(chair):
    api.correct_person(actor=SYSTEM, person=chair, values={"name": chair.name, "born": "", "party_member": None})
    assert not AuditEntry.objects.filter(object_type="person", object_id=str(chair.pk)).exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", "Đào 2"),
        ("name", " "),
        ("sex", "x"),
        ("born", "31/02/1985"),
        ("born", "1890"),
        ("born", str(clock.today().year)),
        ("citizen_id", "12345"),
        ("phone", "0912"),
        ("other_phones", "0912345678, x"),
        ("email", "dao@"),
        ("party_member", "maybe"),
        ("employer", "x" * 301),
    ],
)
def test_each_value_that_cannot_be_is_named_with_its_field(chair, field, typed):
    with pytest.raises(BadValues) as refused:
        api.complete_data(actor=SYSTEM, person=chair, values={field: typed, "education": "Đại học"})
    assert list(refused.value.fields) == [field]
    chair.refresh_from_db()
    assert chair.education == ""


def test_a_chair_completes_the_own_union_only_and_only_those_who_serve_there_today(chair, union):
    foreign = make.unit(under=make.federation("LĐLĐ tỉnh khác"))
    with pytest.raises(PermissionDenied):
        api.complete_data(actor=make.officer(foreign, Role.CHAIR), person=chair, values={"sex": "female"})
    with pytest.raises(PermissionDenied):
        api.complete_data(actor=make.officer(union, Role.READER), person=chair, values={"sex": "female"})
    gone = make.person("Lê Thị Na")
    make.post(gone, union, to_day=clock.today())
    with pytest.raises(PermissionDenied):
        api.complete_data(actor=make.officer(union, Role.CHAIR), person=gone, values={"sex": "female"})
    api.complete_data(actor=make.officer(union, Role.SUPERIOR_OFFICER), person=gone, values={"sex": "female"})


def test_a_contract_ends_on_a_day_or_is_open_ended(chair, union):
    end = date(2031, 5, 31)
    actor = make.officer(union, Role.CHAIR)
    for bad in ({"ends_on": None}, {"ends_on": end, "open_ended": True}):
        with pytest.raises(Refused):
            api.record_contract(actor=actor, person=chair, **bad)
    api.record_contract(actor=actor, person=chair, ends_on=end, reason="Phụ lục 02")
    api.record_contract(actor=actor, person=chair, ends_on=end, reason="Phụ lục 02")
    chair.refresh_from_db()
    assert (chair.contract_ends_on, chair.contract_open_ended) == (end, False)
    entry = AuditEntry.objects.get(action="people.record_contract")
    assert (entry.changes["changes"]["contract_ends_on"], entry.reason) == ([None, "2031-05-31"], "Phụ lục 02")
    api.record_contract(actor=actor, person=chair, ends_on=None, open_ended=True)
    chair.refresh_from_db()
    assert (chair.contract_ends_on, chair.contract_open_ended) == (None, True)
    with pytest.raises(PermissionDenied):
        api.record_contract(actor=make.user(), person=chair, ends_on=end)


def test_help_for_a_chair_is_recorded_and_is_among_the_facts(chair, union):
    today = clock.today()
    actor = make.officer(union, Role.SUPERIOR_OFFICER)
    given = api.record_support(
        actor=actor, person=chair, unit=union, day=today, kind=SupportKind.MENTOR, by_whom=" Trần  Văn Bình"
    )
    assert (given.by_whom, given.actor) == ("Trần Văn Bình", actor)
    assert AuditEntry.objects.get(action="people.record_support").unit == union.pk
    for units in (None, [union.pk]):
        facts = {found.unit: found for found in api.unit_facts(today, units)}[union.pk]
        assert [post.supported_on for post in facts.posts] == [today]
        eve = {found.unit: found for found in api.unit_facts(today - timedelta(days=1), units)}[union.pk]
        assert [post.supported_on for post in eve.posts] == [None]
    assert api.facts_of_unit(today, union.pk) == facts
    assert api.facts_of_unit(today - timedelta(days=1), union.pk) == eve


def test_help_is_for_the_chair_of_the_day_by_an_officer_above(chair, union):
    today = clock.today()
    member = make.person("Lê Thị Na")
    make.post(member, union)
    actor = make.officer(union, Role.SUPERIOR_OFFICER)
    meeting = {"unit": union, "kind": SupportKind.MEETING}
    with pytest.raises(Refused, match="không phải Chủ tịch"):
        api.record_support(actor=actor, person=member, day=today, **meeting)
    with pytest.raises(Refused, match="sau hôm nay"):
        api.record_support(actor=actor, person=chair, day=today + timedelta(days=1), **meeting)
    with pytest.raises(Refused, match="tên người"):
        api.record_support(actor=actor, person=chair, day=today, unit=union, kind=SupportKind.MENTOR, by_whom=" ")
    with pytest.raises(PermissionDenied):
        api.record_support(actor=make.officer(union, Role.CHAIR), person=chair, day=today, **meeting)
    assert not Support.objects.exists()
