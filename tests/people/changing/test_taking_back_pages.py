"""The trail of a unit offers to take back, to who may; its page says what will be again."""

from __future__ import annotations

from datetime import date

import pytest

from nongcot.people import api
from nongcot.people.kinds import Post, Role
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.people.changing.recorded import BOARD, end, newest, rename


def text(answer):
    return answer.content.decode()


def test_the_trail_offers_it_and_the_page_says_what_will_be_again(union, client):
    entry = newest(end(union))
    client.force_login(union.officer)
    page = text(client.get(f"/don-vi/{union.factory.pk}/thay-doi/"))
    assert f"/thay-doi/{entry.pk}/rut/" in page
    assert "Đặng Thị Ưởng, Chủ tịch" in page
    address = f"/don-vi/{union.factory.pk}/thay-doi/{entry.pk}/rut/"
    shown = client.get(address)
    keys = {key: str(shown.context[key]) for key in ("once", "seen")}
    assert client.post(address, {**keys, "reason": ""}).status_code == 422
    asked = client.post(address, {**keys, "reason": "Nhầm đơn vị"})
    assert "3 chức vụ đã thôi vì việc này sẽ được giữ lại như trước." in text(asked)
    sure = {**keys, "reason": "Nhầm đơn vị", "confirmed": asked.context["confirmed"]}
    assert client.post(address, sure).status_code == 302
    union.factory.refresh_from_db()
    assert union.factory.ended_on is None
    page = text(client.get(f"/don-vi/{union.factory.pk}/thay-doi/"))
    assert "đã rút lại" in page
    assert address not in page


def test_a_reader_sees_the_roster_in_the_trail_and_neither_persons_nor_roles_nor_a_link(union, client):
    rename(union)
    api.correct_person(actor=SYSTEM, person=union.chair, values={"job": "Tổ trưởng may"}, reason="x")
    seen = {}
    for role in (Role.READER, Role.CHAIR, Role.SUPERIOR_OFFICER):
        client.force_login(make.officer(union.factory, role))
        page = text(client.get(f"/don-vi/{union.factory.pk}/thay-doi/"))
        seen[role] = ("Đổi tên đơn vị" in page, "Cấp quyền" in page, "/rut/" in page)
    assert seen == {
        Role.READER: (True, False, False),
        Role.CHAIR: (True, False, False),
        Role.SUPERIOR_OFFICER: (True, True, True),
    }


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_trail_asks_as_often_for_many_lines_as_for_one(union, client, many, django_assert_max_num_queries):
    for number in range(many):
        api.record_post(
            actor=SYSTEM, unit=union.factory, person=make.person(f"Hồ {number}"), body=BOARD, post=Post.MEMBER,
            from_day=date(2026, 4, 1),
        )  # fmt: skip
    client.force_login(union.officer)
    client.get("/tai-khoan/")
    with django_assert_max_num_queries(19):
        client.get(f"/don-vi/{union.factory.pk}/thay-doi/")
