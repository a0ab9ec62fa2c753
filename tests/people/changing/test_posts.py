"""Record, end, correct and withdraw posts: the verbs and their pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from nongcot.infra.audit.models import AuditEntry
from nongcot.people import api
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post, Role
from nongcot.people.models import Body, Person, PostHeld
from tests.factories import people as make
from tests.factories.people import BEGAN, SYSTEM

MOVE = date(2025, 7, 1)
BOARD = "executive_committee"
FORM = {"post": f"{BOARD}:member", "from_day": "05/07/2026", "mandate": "by_election"}


def text(answer):
    return answer.content.decode()


# The verbs


def test_an_ended_unit_takes_no_post_from_its_end_on(cast):
    api.end_unit(actor=SYSTEM, unit=cast.factory, day=MOVE, reason="dissolved")
    cast.factory.refresh_from_db()
    given = {"actor": SYSTEM, "unit": cast.factory, "body": BodyKind.EXECUTIVE_COMMITTEE, "post": Post.MEMBER}
    with pytest.raises(api.Refused, match="01/07/2025"):
        api.record_post(person=make.person(), from_day=MOVE, **given)
    assert api.record_post(person=make.person(), from_day=date(2025, 6, 30), **given).pk


def test_a_post_ends_once_with_its_legal_act_and_the_trail_tells_it(cast, trail_of):
    api.end_post(actor=cast.officer, held=cast.held, day=MOVE, reason=EndReason.RECALLED, note="QĐ 12")
    assert trail_of("people.end_post") == [{"to_day": [None, "2025-07-01"], "end_reason": [None, "recalled"]}]
    with pytest.raises(api.Refused, match="kết thúc từ trước"):
        api.end_post(actor=cast.officer, held=cast.held, day=MOVE, reason=EndReason.RECALLED)


def test_a_correction_says_from_what_to_what_and_why(cast, trail_of):
    api.correct_post(
        actor=cast.leader,
        held=cast.held,
        reason="Nhập nhầm năm",
        from_day=date(2021, 3, 4),
        mandate=Mandate.CONGRESS.value,
    )
    cast.held.refresh_from_db()
    assert (cast.held.from_day, cast.held.mandate) == (date(2021, 3, 4), "congress")
    assert trail_of("people.correct_post") == [
        {"from_day": ["2020-01-01", "2021-03-04"], "mandate": [None, "congress"]}
    ]
    assert AuditEntry.objects.get(action="people.correct_post").reason == "Nhập nhầm năm"


def test_an_end_can_be_taken_back_and_its_reason_goes_with_it(cast, trail_of):
    api.end_post(actor=SYSTEM, held=cast.held, day=MOVE, reason=EndReason.RETIRED)
    api.correct_post(actor=SYSTEM, held=cast.held, reason="Chưa nghỉ", to_day=None)
    cast.held.refresh_from_db()
    assert (cast.held.to_day, cast.held.end_reason) == (None, "")
    assert trail_of("people.correct_post") == [{"to_day": ["2025-07-01", None], "end_reason": ["retired", None]}]


def test_an_end_is_not_taken_back_when_the_post_was_given_anew(cast):
    api.end_post(actor=SYSTEM, held=cast.held, day=MOVE, reason=EndReason.RETIRED)
    make.post(cast.chair, cast.factory, Post.CHAIR, from_day=MOVE)
    with pytest.raises(api.Refused, match="đang giữ chức vụ này"):
        api.correct_post(actor=SYSTEM, held=cast.held, reason="Chưa nghỉ", to_day=None)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"reason": " ", "from_day": MOVE}, "lý do"),
        ({"reason": "x", "from_day": BEGAN}, "Không có gì khác"),
        ({"reason": "x", "to_day": BEGAN}, "phải sau ngày bắt đầu"),
    ],
)
def test_a_correction_is_refused_and_nothing_is_written(cast, fields, why):
    with pytest.raises(api.Refused, match=why):
        api.correct_post(actor=SYSTEM, held=cast.held, **fields)
    cast.held.refresh_from_db()
    assert (cast.held.from_day, cast.held.to_day) == (BEGAN, None)
    assert not AuditEntry.objects.filter(action="people.correct_post").exists()


def test_who_holds_a_post_is_no_correction(cast):
    with pytest.raises(TypeError, match="person"):
        api.correct_post(actor=SYSTEM, held=cast.held, reason="x", person=make.person())


def test_a_withdrawn_post_is_gone_and_the_trail_keeps_all_it_said(cast, trail_of):
    make.post(cast.chair, cast.factory, Post.HEAD, of=BodyKind.INSPECTION_COMMITTEE)
    assert api.withdraw_post(actor=cast.leader, held=cast.held, reason="Nhầm người") is False
    assert not PostHeld.objects.filter(pk=cast.held.pk).exists()
    assert Person.objects.filter(pk=cast.chair.pk).exists()
    assert trail_of("people.withdraw_post") == [
        {"person": [cast.chair.pk, None], "post": ["chair", None], "from_day": ["2020-01-01", None]}
    ]


def test_a_person_entered_for_a_withdrawn_post_goes_with_it(cast):
    assert api.withdraw_post(actor=SYSTEM, held=cast.held, reason="Nhầm người") is True
    assert not Person.objects.filter(pk=cast.chair.pk).exists()
    assert AuditEntry.objects.filter(action="people.remove_person", object_id=str(cast.chair.pk)).count() == 1


def test_a_person_of_whom_more_is_on_record_stays(cast):
    cast.chair.supports.create(unit=cast.factory, day=MOVE, kind="mentor")
    assert api.withdraw_post(actor=SYSTEM, held=cast.held, reason="Nhầm người") is False
    assert Person.objects.filter(pk=cast.chair.pk).exists()


def test_a_post_is_not_withdrawn_without_a_reason(cast):
    with pytest.raises(api.Refused, match="lý do"):
        api.withdraw_post(actor=SYSTEM, held=cast.held, reason="  ")
    assert PostHeld.objects.filter(pk=cast.held.pk).exists()


def test_nobody_touches_posts_of_a_foreign_unit(cast):
    foreign = make.post(make.person(), cast.foreign, Post.CHAIR)
    for role in (cast.officer, cast.leader, make.officer(cast.foreign, Role.READER, "xem")):
        with pytest.raises(PermissionDenied):
            api.end_post(actor=role, held=foreign, day=MOVE, reason=EndReason.RETIRED)
        with pytest.raises(PermissionDenied):
            api.correct_post(actor=role, held=foreign, reason="x", from_day=MOVE)
        with pytest.raises(PermissionDenied):
            api.withdraw_post(actor=role, held=foreign, reason="x")
        with pytest.raises(PermissionDenied):
            api.enter_person(actor=role, unit=cast.foreign, values={"name": "Trần An"})
    assert not AuditEntry.objects.filter(object_type="post_held").exists()


# Record on a page


def test_a_new_person_is_entered_with_the_post_in_one_go(cast, open_page, trail_of):
    page = open_page(cast.leader, "record-post", cast.factory.pk)
    new = {"person": "new", "name": "trần  văn Hòa", "born": "7/1990", "sex": "male", "phone": "0987 654 321"}
    answer = page.send(**FORM, **new, citizen_id="079 085 005 687", decision_number="12/QĐ", decision_day="1.7.2026")
    assert (answer.status_code, answer["Location"]) == (302, f"/don-vi/{cast.factory.pk}/#bodies")
    held = PostHeld.objects.exclude(pk=cast.held.pk).get()
    person = held.person
    assert (person.name, person.born, person.sex, person.phone) == ("trần văn Hòa", "1990-07", "male", "+84987654321")
    assert (person.citizen_last4, held.post, held.mandate) == ("5687", "member", "by_election")
    assert (held.from_day, held.decision_day) == (date(2026, 7, 5), date(2026, 7, 1))
    assert trail_of("people.enter_person")[0]["citizen_id"] == [None, "•••• 5687"]


def test_the_same_form_sent_twice_records_one_post_and_one_person(cast, open_page):
    page = open_page(cast.leader, "record-post", cast.factory.pk)
    for _time in range(2):
        answer = page.send(**FORM, person="new", name="Trần Văn Hòa", born="1990")
        assert answer.status_code == 302
    assert PostHeld.objects.filter(person__name="Trần Văn Hòa").count() == 1
    assert Person.objects.filter(name="Trần Văn Hòa").count() == 1


def test_a_refused_post_enters_no_person(cast, open_page):
    cast.factory.ended_on = MOVE
    cast.factory.save()
    page = open_page(cast.leader, "record-post", cast.factory.pk)
    answer = page.send(**FORM, person="new", name="Trần Văn Hòa", born="1990")
    assert answer.status_code == 422
    assert "đã kết thúc hoạt động từ ngày 01/07/2025" in text(answer)
    assert 'value="Trần Văn Hòa"' in text(answer)
    assert not Person.objects.filter(name="Trần Văn Hòa").exists()


@pytest.mark.parametrize("typed", ["uong", "Đặng Ưởng", "0912 345 678", "dang thi"])
def test_somebody_on_record_is_found_without_diacritics_or_by_phone_and_chosen(cast, open_page, typed):
    page = open_page(cast.leader, "record-post", cast.factory.pk)
    found = page.send(again="find", q=typed, **FORM)
    assert found.status_code == 200
    assert f'name="person" value="{cast.chair.pk}"' in text(found)
    assert "05/07/1985" in text(found) or "5/7/1985" in text(found)
    assert 'value="05/07/2026"' in text(found)
    assert "Còn chỗ cần sửa" not in text(found)
    page.send(**FORM, q=typed, person=cast.chair.pk)
    assert cast.chair.posts.filter(post="member").count() == 1


def test_only_persons_of_the_own_units_are_found_and_taken(cast, open_page):
    hidden = make.person("Lý Ưởng")
    make.post(hidden, cast.foreign)
    page = open_page(cast.leader, "record-post", cast.factory.pk)
    assert "Lý Ưởng" not in text(page.send(again="find", q="uong", **FORM))
    answer = page.send(**FORM, person=hidden.pk)
    assert answer.status_code == 422
    assert "Không tìm thấy người này" in text(answer)
    assert hidden.posts.count() == 1


def test_somebody_alike_is_shown_before_a_second_record_is_made(cast, open_page):
    page = open_page(cast.leader, "record-post", cast.factory.pk)
    new = {**FORM, "name": "ĐẶNG THỊ ƯỞNG", "born": "1985"}
    answer = page.send(**new, person="new")
    assert answer.status_code == 422
    assert f'value="{cast.chair.pk}"' in text(answer)
    assert "Là người khác" in text(answer)
    assert Person.objects.filter(search_key="dang thi uong").count() == 1
    assert page.send(**new, person="other").status_code == 302
    assert Person.objects.filter(search_key="dang thi uong").count() == 2


def test_a_second_holder_of_a_post_for_one_is_asked_about_and_not_refused(cast, open_page):
    page = open_page(cast.leader, "record-post", cast.factory.pk, f"?post={BOARD}:chair")
    assert f'value="{BOARD}:chair" selected' in text(page.shown)
    chair = {**FORM, "post": f"{BOARD}:chair", "person": "new", "name": "Trần Văn Hòa"}
    asked = page.send(sure=False, **chair)
    assert asked.status_code == 200
    assert "Đặng Thị Ưởng vẫn đang được ghi là Chủ tịch" in text(asked)
    assert PostHeld.objects.filter(post="chair").count() == 1
    assert page.send(**chair).status_code == 302
    assert PostHeld.objects.filter(post="chair").count() == 2


def test_a_group_needs_its_name_and_keeps_it(cast, open_page):
    page = open_page(cast.leader, "record-post", cast.factory.pk)
    given = {**FORM, "post": "group:group_leader", "person": cast.chair.pk}
    answer = page.send(**given)
    assert answer.status_code == 422
    assert "Xin ghi tên công đoàn bộ phận hoặc tổ công đoàn." in text(answer)
    assert page.send(**given, body_name="Tổ  may 1").status_code == 302
    assert Body.objects.get(kind="group").name == "Tổ may 1"


def test_what_is_wrong_is_said_all_at_once_and_all_that_was_typed_stays(cast, open_page):
    page = open_page(cast.leader, "record-post", cast.factory.pk)
    answer = page.send(person="new", name="Trần 2", born="32/1/1990", phone="12", from_day="31/02/2026", post="")
    assert answer.status_code == 422
    for value in ("Trần 2", "32/1/1990", "31/02/2026", "12"):
        assert f'value="{value}"' in text(answer), value
    assert text(answer).count('class="wrong"') >= 3


def test_what_somebody_else_did_meanwhile_is_shown_before_anything_is_written(cast, open_page):
    page = open_page(cast.leader, "record-post", cast.factory.pk)
    api.record_post(
        actor=cast.officer,
        unit=cast.factory,
        person=make.person("Vũ An"),
        body=BodyKind.EXECUTIVE_COMMITTEE,
        post=Post.VICE_CHAIR,
        from_day=MOVE,
    )
    answer = page.send(**FORM, person="new", name="Trần Văn Hòa")
    assert answer.status_code == 422
    assert "Người dùng phuong: Ghi chức vụ" in text(answer)
    assert "Phó Chủ tịch" in text(answer)
    assert not Person.objects.filter(name="Trần Văn Hòa").exists()
    page.keys["seen"] = str(answer.context["seen"])
    assert page.send(**FORM, person="new", name="Trần Văn Hòa").status_code == 302


def test_hostile_text_comes_back_unchanged_and_runs_nothing(cast, open_page):
    hostile = "<script>alert('Đào')</script>"
    page = open_page(cast.leader, "record-post", cast.factory.pk)
    answer = page.send(**{**FORM, "from_day": ""}, person="new", name=hostile, q=hostile, decision_number=hostile)
    assert hostile not in text(answer)
    assert "&lt;script&gt;alert(&#x27;Đào&#x27;)&lt;/script&gt;" in text(answer)


def test_as_somebody_types_only_a_piece_of_the_form_comes(cast, client):
    client.force_login(cast.leader)
    address = f"/don-vi/{cast.factory.pk}/chon-nguoi/"
    piece = text(client.get(address, {"q": "uong"}))
    assert f'name="person" value="{cast.chair.pk}"' in piece
    assert "<html" not in piece
    assert f'name="new-1-person" value="{cast.chair.pk}"' in text(
        client.get(address, {"prefix": "new-1", "new-1-q": "uong"})
    )
    assert '"><b' not in text(client.get(address, {"prefix": '"><b', "q": "uong"}))


# End, correct, withdraw on pages


def test_a_post_is_ended_on_a_page_after_a_question(cast, open_page):
    page = open_page(cast.leader, "end-post", cast.held.pk)
    given = {"day": "01/07/2025", "reason": "relieved", "note": "QĐ 15"}
    asked = page.send(sure=False, **given)
    assert "Đặng Thị Ưởng thôi giữ chức vụ Chủ tịch từ ngày 01/07/2025: Miễn nhiệm." in text(asked)
    assert page.send(**given).status_code == 302
    cast.held.refresh_from_db()
    assert (cast.held.to_day, cast.held.end_reason) == (MOVE, EndReason.RELIEVED)


def test_the_four_legal_acts_stand_apart_from_other_reasons(cast, open_page):
    page = text(open_page(cast.leader, "end-post", cast.held.pk).shown)
    first, second = page.split('<optgroup label="Theo quyết định">')[1].split("</optgroup>")[:2]
    assert [first.count(f'value="{code}"') for code in ("stepped_down", "relieved", "recalled", "removed")] == [1] * 4
    assert 'value="retired"' in second


def test_an_end_is_corrected_on_a_page_that_shows_what_is_on_record(cast, open_page):
    api.end_post(actor=SYSTEM, held=cast.held, day=MOVE, reason=EndReason.RETIRED)
    page = open_page(cast.leader, "correct-post", cast.held.pk)
    assert 'value="01/07/2025"' in text(page.shown)
    kept = {"post": "chair", "from_day": "01/01/2020", "to_day": "", "end_reason": "retired"}
    assert page.send(**kept, reason="Chưa nghỉ").status_code == 302
    cast.held.refresh_from_db()
    assert (cast.held.to_day, cast.held.end_reason) == (None, "")
    history = text(page.client.get(f"/chuc-vu/{cast.held.pk}/"))
    assert "Sửa chức vụ đã ghi" in history
    assert "thôi từ ngày: 01/07/2025 → —" in history
    assert "Chưa nghỉ" in history


def test_a_mistake_is_withdrawn_after_saying_what_goes(cast, open_page):
    page = open_page(cast.leader, "withdraw-post", cast.held.pk)
    asked = page.send(sure=False, reason="Nhầm người")
    assert "hồ sơ người này cũng được bỏ" in text(asked)
    assert PostHeld.objects.filter(pk=cast.held.pk).exists()
    assert page.send(reason="Nhầm người").status_code == 302
    assert not PostHeld.objects.filter(pk=cast.held.pk).exists()


def test_the_list_of_posts_narrows_to_a_post_held_twice(cast, client):
    make.post(make.person("Vũ An"), cast.factory, Post.CHAIR)
    make.post(make.person("Lý Bưởi"), cast.factory)
    client.force_login(cast.leader)
    page = text(client.get(f"/don-vi/{cast.factory.pk}/chuc-vu/?post={BOARD}:chair"))
    assert "Vũ An" in page
    assert "Đặng Thị Ưởng" in page
    assert "Lý Bưởi" not in page
    assert "Lý Bưởi" in text(client.get(f"/don-vi/{cast.factory.pk}/chuc-vu/?post=x:y"))
