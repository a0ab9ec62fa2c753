"""A case of completing a committee as people do it on a phone: from the duty to the chair in the roster."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from nongcot.duties.api import run
from nongcot.kernel import clock
from nongcot.people.kinds import EndReason, Post, Role, UnitKind
from nongcot.staffing.models import CompletionCase
from tests.e2e.steps import follow
from tests.factories import people as make

TODAY = clock.today()


@pytest.fixture
def cast() -> dict[str, Any]:
    ward = make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    union = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    left = TODAY - timedelta(days=20)
    make.post(make.person("Trần Cũ"), union, Post.CHAIR, to_day=left, end_reason=EndReason.STEPPED_DOWN)
    for name in ("Phạm Hoa", "Đỗ Bình", "Lê Na"):
        make.post(make.person(name, born="1990-03-08", sex="female", phone="+84912000111"), union)
    user = make.officer(ward, Role.SUPERIOR_OFFICER, "lan")
    run(actor=make.SYSTEM, day=TODAY)
    return {"ward": ward, "union": union, "user": user}


def test_from_the_duty_to_the_chair_in_the_roster_on_a_phone(phone, cast, sign_in, assert_accessible, picture):
    sign_in(phone, cast["user"])
    phone.goto("/")
    empty_seat = phone.get_by_role("listitem").filter(has_text="Khuyết Chủ tịch")
    empty_seat.get_by_role("link", name="Xử lý").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kiện toàn: Chủ tịch")
    assert_accessible(phone)
    picture(phone, "completing-case")
    phone.get_by_role("link", name="Ghi đã làm Đề nghị cấp trên").click()
    phone.get_by_label("Số văn bản").fill("12/TTr-CĐCS")
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_text("12/TTr-CĐCS").first).to_be_visible()
    phone.get_by_role("link", name="Xem ai có thể giới thiệu").click()
    for name in ("Phạm Hoa", "Đỗ Bình"):
        phone.get_by_role("link", name=f"Giới thiệu {name}").click()
        follow(phone.get_by_role("button", name="Giới thiệu"))
    assert_accessible(phone)
    picture(phone, "completing-candidates")
    phone.get_by_role("link", name="So sánh").click()
    expect(phone.get_by_role("cell").filter(has_text="chưa có dữ liệu").first).to_be_visible()
    assert_accessible(phone)
    picture(phone, "completing-compare")
    phone.go_back()
    phone.get_by_role("link", name="Được bầu hoặc chỉ định Phạm Hoa").click()
    follow(phone.get_by_role("button", name="Ghi lại"))
    case = CompletionCase.objects.get(unit=cast["union"])
    phone.goto(f"/kien-toan/ho-so/{case.pk}/")
    phone.get_by_role("link", name="Ghi người giữ chức vụ").first.click()
    phone.get_by_label("Giữ chức vụ từ ngày").fill(f"{TODAY:%d/%m/%Y}")
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_text("Đã ghi: Phạm Hoa").first).to_be_visible()
    phone.goto(f"/kien-toan/ho-so/{case.pk}/")
    expect(phone.get_by_text("đã kiện toàn").first).to_be_visible()


def test_the_board_is_accessible_and_fits_a_phone(page, phone, cast, sign_in, assert_accessible, picture):
    for one in (page, phone):
        sign_in(one, cast["user"])
        one.goto("/kien-toan/")
        expect(one.get_by_role("link", name="Công đoàn cơ sở May Sao Mai").first).to_be_visible()
        assert_accessible(one)
    picture(page, "completing-board")
    picture(phone, "completing-board-phone")
