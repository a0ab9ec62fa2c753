"""The first hundred days on the chair's phone, and what those above see of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from nongcot.kernel import clock
from nongcot.people.kinds import Post, Role, UnitKind
from tests.factories import people as make


@pytest.fixture
def cast() -> dict[str, Any]:
    """A ward with a union whose chair took over eight days ago."""
    ward = make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    union = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    held = make.post(make.person("Nguyễn Thị Đào"), union, Post.CHAIR, from_day=clock.today() - timedelta(days=8))
    logins = make.officer(union, Role.CHAIR, "dao"), make.officer(ward, Role.SUPERIOR_OFFICER, "lan")
    return {"held": held, "union": union, "ward": ward, "chair": logins[0], "superior": logins[1]}


def test_a_chair_does_this_weeks_step_and_asks_for_help_on_the_phone(
    phone, page, cast, sign_in, assert_accessible, picture
):
    sign_in(phone, cast["chair"])
    phone.goto("/kien-toan/chu-tich-moi/")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Tuần này (tuần 2/14)")
    assert_accessible(phone)
    picture(phone, "x-first-term")
    phone.get_by_role("link", name="Đã làm xong").click()
    phone.get_by_label("Kết quả, điều còn vướng").fill("Đã gọi chị Lan")
    assert_accessible(phone)
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_role("status")).to_contain_text("Nhận quyết định, biết mình có quyền gì")
    expect(phone.get_by_role("heading", name="Nhận bàn giao sổ sách, con dấu")).to_be_visible()
    phone.get_by_role("link", name="Nhờ giúp").click()
    phone.get_by_label("Bạn cần giúp điều gì?").fill("Kế toán cũ chưa bàn giao sổ")
    phone.get_by_role("button", name="Gửi").click()
    expect(phone.get_by_text("Đang chờ trả lời.")).to_be_visible()

    sign_in(page, cast["superior"])
    page.goto("/kien-toan/chu-tich-moi/")
    assert_accessible(page)
    picture(page, "x-first-terms")
    page.get_by_role("link", name="Nguyễn Thị Đào").click()
    page.get_by_role("link", name="Trả lời", exact=True).click()
    page.get_by_label("Trả lời, hoặc việc đã giúp").fill("Sáng mai chúng tôi xuống")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_text("Sáng mai chúng tôi xuống")).to_be_visible()

    phone.reload()
    expect(phone.get_by_text("Sáng mai chúng tôi xuống")).to_be_visible()
    assert_accessible(phone)
    picture(phone, "x-first-term-answered")
