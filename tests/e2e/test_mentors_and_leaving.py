"""A mentor proposed, named and agreed to; a post that ends with its papers and its handover: on a phone and wide."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from nongcot.kernel import clock
from nongcot.people.kinds import EndReason, Post, Role, UnitKind
from tests.e2e.steps import follow
from tests.factories import people as make

D = timedelta(days=1)


@pytest.fixture
def cast() -> dict[str, Any]:
    """A ward with a new chair, an experienced one and one of a year."""
    today = clock.today()
    ward = make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    union = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    wood = make.unit("Công đoàn cơ sở Gỗ Bình Khê", under=ward)
    shoes = make.unit("Công đoàn cơ sở Giày Hòa Phát", under=ward)
    held = make.post(make.person("Nguyễn Thị Đào"), union, Post.CHAIR, from_day=today - 8 * D)
    make.post(make.person("Lê Văn Khê"), wood, Post.CHAIR)
    make.post(make.person("Phạm Thị Trẻ"), shoes, Post.CHAIR, from_day=today - 400 * D)
    return {
        "held": held,
        "union": union,
        "shoes": make.officer(shoes, Role.CHAIR, "tre"),
        "chair": make.officer(union, Role.CHAIR, "dao"),
        "superior": make.officer(ward, Role.SUPERIOR_OFFICER, "lan"),
    }


def test_a_mentor_named_by_hand_is_agreed_to_on_the_phone_and_confirmed(
    phone, page, cast, sign_in, assert_accessible, picture
):
    sign_in(page, cast["superior"])
    page.goto("/kien-toan/chu-tich-moi/kem-cap/")
    expect(page.get_by_text("Lê Văn Khê")).to_be_visible()
    expect(page.get_by_text("nhiều nhất 3 Chủ tịch mới")).to_be_visible()
    assert_accessible(page)
    picture(page, "x-mentors-proposed")
    page.goto(f"/kien-toan/chu-tich-moi/{cast['held'].pk}/")
    page.get_by_role("link", name="Chỉ định người kèm cặp").click()
    page.get_by_label("Tìm Chủ tịch theo tên").fill("hoa phat")
    follow(page.get_by_role("button", name="Tìm"))
    assert_accessible(page)
    picture(page, "x-choose-mentor")
    page.get_by_role("link", name="Chọn Phạm Thị Trẻ").click()
    page.get_by_label("Lý do chỉ định").fill("Cùng ngành, cùng khu trọ, đã quen nhau")
    page.get_by_role("button", name="Chỉ định").click()
    expect(page.get_by_text("chưa đủ 30 tháng")).to_be_visible()
    assert_accessible(page)
    picture(page, "x-name-mentor")
    page.get_by_role("button", name="Chỉ định").click()
    expect(page.get_by_text("Cùng ngành, cùng khu trọ")).to_be_visible()

    for login, words in (("shoes", "Người kèm cặp đồng ý"), ("chair", "Chủ tịch mới đồng ý")):
        sign_in(phone, cast[login])
        phone.goto("/kien-toan/chu-tich-moi/kem-cap/")
        assert_accessible(phone)
        picture(phone, f"x-mentor-{login}")
        phone.get_by_role("link", name=words).click()
        phone.get_by_role("button", name="Đồng ý").click()
        expect(phone.get_by_role("status")).to_contain_text("Đã ghi ý kiến đồng ý")
    page.reload()
    page.get_by_role("link", name="Xác nhận").click()
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_role("status")).to_contain_text("Phạm Thị Trẻ kèm cặp Nguyễn Thị Đào")
    assert_accessible(page)
    picture(page, "x-mentors-confirmed")


def test_a_post_ends_with_its_papers_and_is_handed_over_on_the_phone(
    phone, page, cast, sign_in, assert_accessible, picture
):
    today = clock.today()
    former = make.post(
        make.person("Trần Thị Cũ"),
        cast["union"],
        Post.CHAIR,
        from_day=today - 900 * D,
        to_day=today - 8 * D,
        end_reason=EndReason.RELIEVED,
    )
    sign_in(phone, cast["chair"])
    phone.goto("/kien-toan/ban-giao/")
    assert_accessible(phone)
    picture(phone, "x-handovers")
    follow(phone.get_by_role("link", name="Trần Thị Cũ"))
    assert_accessible(phone)
    picture(phone, "x-handover")
    phone.get_by_label("Người nhận bàn giao").select_option(label="Nguyễn Thị Đào")
    phone.get_by_label("Con dấu của công đoàn").select_option(label="đã bàn giao")
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_role("status")).to_contain_text("Đã ghi việc bàn giao")
    phone.get_by_role("link", name="Văn bản thôi giữ chức vụ").click()
    expect(phone.get_by_role("heading", name="Miễn nhiệm")).to_be_visible()
    assert_accessible(phone)
    picture(phone, "x-leaving")
    follow(phone.get_by_role("link", name="Cấp số Biên bản"))
    assert_accessible(phone)
    phone.get_by_role("button", name="Cấp số").click()
    expect(phone.get_by_text("01/BB-CĐCS", exact=True)).to_be_visible()

    sign_in(page, cast["superior"])
    page.goto(f"/kien-toan/ban-giao/{former.pk}/")
    page.get_by_role("link", name="Kết thúc khi chưa xong").click()
    page.get_by_label("Lý do kết thúc khi chưa bàn giao xong").fill("Sổ sách bị cháy, có biên bản của công an")
    assert_accessible(page)
    picture(page, "x-drop-handover")
    page.get_by_role("button", name="Kết thúc theo dõi").click()
    expect(page.get_by_text("Sổ sách bị cháy")).to_be_visible()
    assert_accessible(page)
    picture(page, "x-handover-dropped")
