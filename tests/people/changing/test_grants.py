"""Who may do what, from when to when: the verbs and the page Phân quyền."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.kinds import Role
from nongcot.people.models import RoleGrant
from tests.factories import people as make
from tests.factories.people import BEGAN, SYSTEM


def text(answer):
    return answer.content.decode()


def shown(day):
    return f"{day:%d/%m/%Y}"


def test_a_known_login_gets_a_role_after_saying_how_far_it_reaches(cast, open_page, trail_of):
    make.user("hoa", name="Trần Hoa")
    page = open_page(cast.officer, "grant-role", cast.factory.pk)
    given = {"login": "known", "username": "hoa", "role": "chair", "from_day": "05/07/2026"}
    assert "mọi đơn vị trực thuộc" in text(page.send(sure=False, **given))
    answer = page.send(**given)
    assert (answer.status_code, answer["Location"]) == (302, f"/don-vi/{cast.factory.pk}/phan-quyen/")
    assert trail_of("people.grant_role")[-1] == {
        "user": [None, "hoa"],
        "role": [None, "chair"],
        "from_day": [None, "2026-07-05"],
        "to_day": [None, None],
    }
    assert page.send(**given).status_code == 302
    assert RoleGrant.objects.filter(user__username="hoa").count() == 1


def test_a_new_login_has_no_password_and_leads_to_where_its_link_is_made(cast, open_page):
    page = open_page(cast.officer, "grant-role", cast.factory.pk)
    given = {"login": "new", "username": "an.vu", "name": "Vũ An", "role": "chair", "from_day": shown(clock.today())}
    answer = page.send(**given)
    made = User.objects.get(username="an.vu")
    assert answer["Location"] == f"/nguoi-dung/{made.pk}/"
    assert not made.has_usable_password()
    assert page.client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"login": "known", "username": "khong-co"}, "Không có tài khoản nào"),
        ({"login": "new", "username": "chu-tich", "name": "X Y"}, "Tên đăng nhập này đã có"),
        ({"login": "new", "username": "moi"}, "Xin nhập họ và tên"),
        ({"login": "new", "username": "mới <b>", "name": "X"}, "không có dấu cách"),
        ({"login": "known", "username": "chu-tich"}, "đang có vai trò này"),
    ],
)
def test_what_does_not_fit_is_refused_and_makes_neither_login_nor_role(cast, open_page, given, why):
    before = (User.objects.count(), RoleGrant.objects.count())
    page = open_page(cast.officer, "grant-role", cast.factory.pk)
    answer = page.send(**given, role="chair", from_day=shown(clock.today()))
    assert answer.status_code == 422
    assert why in text(answer)
    assert (User.objects.count(), RoleGrant.objects.count()) == before


def test_nobody_gives_more_than_the_own_level_has(cast, open_page):
    page = open_page(cast.officer, "grant-role", cast.factory.pk)
    assert 'value="federation_officer"' not in text(page.shown)
    answer = page.send(login="known", username="chu-tich", role="federation_officer", from_day="05/07/2026")
    assert answer.status_code == 422
    with pytest.raises(PermissionDenied):
        api.grant_role(
            actor=cast.officer, user=cast.leader, unit=cast.ward, role=Role.FEDERATION_OFFICER, from_day=BEGAN
        )
    with pytest.raises(PermissionDenied):
        api.grant_role(actor=cast.leader, user=make.user(), unit=cast.factory, role=Role.READER, from_day=BEGAN)
    head = RoleGrant.objects.get(user=cast.head)
    with pytest.raises(PermissionDenied):
        api.end_grant(actor=cast.officer, grant=head, day=clock.today())


def test_a_role_is_ended_on_a_page_and_opens_nothing_from_that_day(cast, open_page, client, trail_of):
    grant = RoleGrant.objects.get(user=cast.leader)
    page = open_page(cast.officer, "end-grant", grant.pk)
    assert page.send(day=shown(clock.today()), reason="Thôi giữ chức vụ").status_code == 302
    assert trail_of("people.end_grant") == [{"to_day": [None, clock.today().isoformat()]}]
    client.force_login(cast.leader)
    assert client.get(f"/don-vi/{cast.factory.pk}/").status_code == 404


def test_nobody_ends_the_own_role_and_an_end_is_not_before_the_beginning(cast):
    own = RoleGrant.objects.get(user=cast.officer)
    with pytest.raises(api.Refused, match="chính mình"):
        api.end_grant(actor=cast.officer, grant=own, day=clock.today())
    with pytest.raises(api.Refused, match="trước ngày bắt đầu"):
        api.end_grant(actor=SYSTEM, grant=own, day=BEGAN - timedelta(days=1))
    api.end_grant(actor=SYSTEM, grant=own, day=clock.today())
    with pytest.raises(api.Refused, match="đã kết thúc"):
        api.end_grant(actor=SYSTEM, grant=own, day=clock.today())


def test_the_page_tells_who_has_and_had_a_role_here_and_from_above(cast, client):
    ended = make.grant(make.user("cu", name="Hồ Sen"), cast.factory, Role.READER)
    api.end_grant(actor=SYSTEM, grant=ended, day=clock.today())
    client.force_login(cast.head)
    page = text(client.get(f"/don-vi/{cast.factory.pk}/phan-quyen/"))
    here, _mark, rest = page.partition("Có quyền từ cấp trên")
    assert "Người dùng chu-tich" in here
    assert "Người dùng phuong" in rest
    assert "Quyền đã kết thúc (1)" in rest
    assert "Hồ Sen" in rest
    client.force_login(cast.officer)
    assert "Người dùng lien-doan" not in text(client.get(f"/don-vi/{cast.factory.pk}/phan-quyen/"))
