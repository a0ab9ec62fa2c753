"""The pages about one person: what they show, keep and lead to; two records side by side."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from nongcot.duties.duplicates import CODE
from nongcot.duties.models import Duty
from nongcot.duties.resolving import resolve_url
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.kinds import Post, Role
from nongcot.people.models import KeptApart, Person, PersonMerge, Support
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('Đào')</script>"


@pytest.fixture
def union():
    return make.unit(under=make.federation())


@pytest.fixture
def chair(union):
    person = make.person("Nguyễn Thị Đào", citizen_id="079185005687", phone="+84912345678", born="1985")
    make.post(person, union, Post.CHAIR)
    return person


@pytest.fixture
def twin(union):
    person = make.person("Nguyễn Thị Đào", born="1985-07-05", email="dao@congdoan.vn")
    make.post(person, union)
    return person


@pytest.fixture
def officer(client, union):
    login = make.officer(union, Role.SUPERIOR_OFFICER)
    client.force_login(login)
    return login


def shown(client, name: str, *args: int) -> dict[str, object]:
    """What the form of a page holds when it is opened, with its hidden keys: as a browser would send it back."""
    context = client.get(reverse(name, args=args)).context
    form = context["form"]
    values = {bound.html_name: bound.value() for bound in form}
    sent = {key: "" if value is None else value for key, value in values.items() if value is not False}
    return {**sent, "once": context["once"], "seen": context["seen"]}


def test_a_form_sent_back_as_it_was_shown_changes_nothing(client, chair, officer):
    sent = shown(client, "people:edit-person", chair.pk)
    before = Person.objects.filter(pk=chair.pk).values().get()
    assert client.post(reverse("people:edit-person", args=[chair.pk]), sent).status_code == 302
    assert Person.objects.filter(pk=chair.pk).values().get() == before
    assert not AuditEntry.objects.filter(object_type="person").exists()


def test_the_citizen_id_is_never_on_the_form(client, chair, officer):
    page = client.get(reverse("people:edit-person", args=[chair.pk])).content.decode()
    assert "079185005687" not in page
    assert "bốn số cuối 5687" in page
    assert "data-secret" in page


def test_what_is_wrong_or_lacks_a_reason_is_said_at_its_field(client, chair, officer):
    address = reverse("people:edit-person", args=[chair.pk])
    sent = shown(client, "people:edit-person", chair.pk)
    wrong = client.post(address, sent | {"email": "dao@", "phone": "0987 654 321"})
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["email", "__all__"]
    replaced = client.post(address, sent | {"email": "dao@congdoan.vn", "phone": "0987 654 321"})
    assert "ghi lý do sửa" in str(replaced.context["form"].errors["phone"])
    assert 'value="0987 654 321"' in replaced.content.decode()
    done = client.post(address, sent | {"email": "dao@congdoan.vn", "phone": "0987 654 321", "reason": "Số mới"})
    assert done["Location"] == reverse("people:officer", args=[chair.pk])
    chair.refresh_from_db()
    assert (chair.phone, chair.email, chair.citizen_last4) == ("+84987654321", "dao@congdoan.vn", "5687")


def test_the_second_to_write_sees_the_change_of_the_first(client, chair, officer):
    address = reverse("people:edit-person", args=[chair.pk])
    sent = shown(client, "people:edit-person", chair.pk)
    api.complete_data(actor=SYSTEM, person=chair, values={"job": "Tổ trưởng chuyền may"})
    answer = client.post(address, sent | {"email": "dao@congdoan.vn"})
    assert answer.status_code == 422
    assert "Tổ trưởng chuyền may" in answer.content.decode()
    chair.refresh_from_db()
    assert chair.email == ""


def test_hostile_text_comes_back_unchanged_and_runs_nothing(client, chair, officer):
    sent = shown(client, "people:edit-person", chair.pk) | {"note": HOSTILE, "employer": HOSTILE}
    assert client.post(reverse("people:edit-person", args=[chair.pk]), sent).status_code == 302
    chair.refresh_from_db()
    assert (chair.note, chair.employer) == (HOSTILE, HOSTILE)
    for name in ("people:edit-person", "people:officer", "people:person-data"):
        assert HOSTILE not in client.get(reverse(name, args=[chair.pk])).content.decode()


def test_what_several_officers_lack_is_filled_in_on_one_page(client, chair, twin, union):
    client.force_login(make.officer(union, Role.CHAIR))
    third = make.person("Lê Văn Ba", sex="male", phone="+84911111111", born="1990")
    make.post(third, union)
    sent = shown(client, "people:complete-persons", union.pk)
    names = {f"sex_{chair.pk}", f"sex_{twin.pk}", f"phone_{twin.pk}"}
    assert {name for name in sent if name not in ("once", "seen")} == names
    address = reverse("people:complete-persons", args=[union.pk])
    wrong = client.post(address, sent | {f"sex_{chair.pk}": "female", f"phone_{twin.pk}": "12"})
    assert list(wrong.context["form"].errors) == [f"phone_{twin.pk}", "__all__"]
    chair.refresh_from_db()
    assert chair.sex == ""
    assert client.post(address, sent).status_code == 422
    done = client.post(address, sent | {f"sex_{chair.pk}": "female", f"phone_{twin.pk}": "0911222333"})
    assert done["Location"] == address
    assert Person.objects.get(pk=chair.pk).sex == "female"
    assert Person.objects.get(pk=twin.pk).phone == "+84911222333"


def test_contract_and_help_are_recorded_and_lead_back_to_the_person(client, chair, officer):
    contract = reverse("people:record-contract", args=[chair.pk])
    assert client.post(contract, shown(client, "people:record-contract", chair.pk)).status_code == 422
    sent = shown(client, "people:record-contract", chair.pk) | {"ends_on": "31/05/2031"}
    assert client.post(contract, sent)["Location"] == reverse("people:officer", args=[chair.pk])
    assert Person.objects.get(pk=chair.pk).contract_ends_on == date(2031, 5, 31)
    support = reverse("people:record-support", args=[chair.pk])
    sent = shown(client, "people:record-support", chair.pk) | {"day": f"{clock.today():%d/%m/%Y}"}
    assert client.post(support, sent | {"kind": "mentor"}).status_code == 422
    assert client.post(support, sent | {"kind": "mentor", "by_whom": "Trần Văn Bình"}).status_code == 302
    assert Support.objects.get().by_whom == "Trần Văn Bình"
    assert "Trần Văn Bình" in client.get(support).content.decode()


def test_two_records_are_compared_merged_after_a_question_and_taken_apart_again(client, chair, twin, officer):
    address = reverse("people:compare-persons", args=[twin.pk, chair.pk])
    sent = shown(client, "people:compare-persons", twin.pk, chair.pk)
    assert sent["born"] == "drop"
    assert sent["phone"] == "keep"
    asking = client.post(address, sent)
    assert "1 chức vụ của hồ sơ 2" in asking.content.decode()
    assert Person.objects.filter(pk=twin.pk).exists()
    done = client.post(address, sent | {"confirmed": asking.context["confirmed"]})
    assert done["Location"] == reverse("people:officer", args=[chair.pk])
    chair.refresh_from_db()
    assert (chair.born, chair.email, chair.citizen_last4) == ("1985-07-05", "dao@congdoan.vn", "5687")
    assert client.get(address)["Location"] == reverse("people:officer", args=[chair.pk])
    merge = PersonMerge.objects.get()
    history = client.get(reverse("people:duplicates") + "?xem=gop").content.decode()
    undo = reverse("people:undo-merge", args=[merge.pk])
    assert undo in history
    assert client.post(undo, shown(client, "people:undo-merge", merge.pk)).status_code == 302
    assert Person.objects.filter(pk=twin.pk).exists()
    assert undo not in client.get(reverse("people:duplicates") + "?xem=gop").content.decode()


def test_two_persons_are_told_apart_and_that_is_taken_back(client, chair, twin, officer):
    apart = reverse("people:keep-apart", args=[chair.pk, twin.pk])
    sent = shown(client, "people:keep-apart", chair.pk, twin.pk) | {"reason": "Khác quê quán"}
    assert client.post(apart, sent)["Location"] == reverse("people:duplicates")
    row = KeptApart.objects.get()
    listed = client.get(reverse("people:duplicates") + "?xem=khac").content.decode()
    assert "Khác quê quán" in listed
    back = client.post(reverse("people:withdraw-apart", args=[row.pk]), shown(client, "people:withdraw-apart", row.pk))
    assert back["Location"] == reverse("people:compare-persons", args=[chair.pk, twin.pk])
    assert not KeptApart.objects.exists()


def test_the_list_of_pairs_says_why_and_names_nobody_out_of_reach(client, chair, twin, officer, union):
    facts = {"shape": 1, "other": twin.pk, "reasons": ["name_year_unit"], "same_unit": True}
    make.duty(union, CODE, person=chair, subject=f"pair:{chair.pk}-{twin.pk}", facts=facts)
    elsewhere = make.unit(under=make.federation("LĐLĐ tỉnh khác"))
    foreign = make.person("Nguyễn Thị Lạ")
    make.post(foreign, elsewhere)
    far = facts | {"other": foreign.pk}
    make.duty(union, CODE, person=chair, subject=f"pair:{chair.pk}-{foreign.pk}", facts=far)
    page = client.get(reverse("people:duplicates")).content.decode()
    assert reverse("people:compare-persons", args=[chair.pk, twin.pk]) in page
    assert "Cùng họ tên, năm sinh và cùng công đoàn" in page
    assert "một hồ sơ ngoài phạm vi của bạn" in page
    assert "Nguyễn Thị Lạ" not in page
    assert client.get(reverse("people:compare-persons", args=[chair.pk, foreign.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_list_of_pairs_asks_few_questions_however_many(
    count, client, officer, union, django_assert_max_num_queries
):
    for _ in range(count):
        one, other = make.person("Lê Na"), make.person("Lê Na")
        for who in (one, other):
            make.post(who, union)
        facts = {"shape": 1, "other": other.pk, "reasons": ["name_birth"], "same_unit": True}
        make.duty(union, CODE, person=one, subject=f"pair:{one.pk}-{other.pk}", facts=facts)
    with django_assert_max_num_queries(12):
        client.get(reverse("people:duplicates"))


def test_each_duty_about_a_person_leads_to_the_page_that_resolves_it(chair, twin, union):
    pair = {"shape": 1, "other": twin.pk, "reasons": []}
    expected = {
        "person.possible_duplicate": reverse("people:compare-persons", args=[chair.pk, twin.pk]),
        "contract.ends_before_term": reverse("people:record-contract", args=[chair.pk]),
        "chair.first_term": reverse("people:record-support", args=[chair.pk]),
    }
    found = {code: resolve_url(Duty(code=code, unit=union, person=chair, facts=pair)) for code in expected}
    assert found == expected
    lacking = {"shape": 1, "fields": [], "officers": {"born": 2}}
    duty = Duty(code="data.missing", unit=union, facts=lacking)
    assert resolve_url(duty) == reverse("people:complete-persons", args=[union.pk])


def test_the_buttons_of_a_person_are_for_those_who_may(client, chair, union):
    address = reverse("people:officer", args=[chair.pk])
    edit, data = reverse("people:edit-person", args=[chair.pk]), reverse("people:person-data", args=[chair.pk])
    for role, sees in (
        (Role.SUPERIOR_OFFICER, (True, True)),
        (Role.CHAIR, (True, False)),
        (Role.READER, (False, False)),
    ):
        client.force_login(make.officer(union, role))
        page = client.get(address).content.decode()
        assert (edit in page, data in page) == sees, role


def test_where_nobody_lacks_anything_the_page_says_so(client, union, officer):
    full = make.person("Lê Văn Ba", sex="male", phone="+84911111111", born="1990")
    make.post(full, union)
    page = client.get(reverse("people:complete-persons", args=[union.pk])).content.decode()
    assert "Không còn cán bộ nào thiếu thông tin." in page
    assert 'name="once"' not in page


def test_the_list_of_officers_leads_to_duplicates_and_requests_for_those_who_may(client, chair, union):
    for role, sees in ((Role.SUPERIOR_OFFICER, True), (Role.CHAIR, False)):
        client.force_login(make.officer(union, role))
        page = client.get(reverse("people:officers")).content.decode()
        assert (reverse("people:duplicates") in page, reverse("people:data-requests") in page) == (sees, sees)
