"""A congress as a first-time chair holds it on a phone: from the plan to the new term in the roster."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nongcot.kernel import clock
from nongcot.people.kinds import Post, Role, UnitKind
from nongcot.people.models import PostHeld
from nongcot.staffing.actions import open_congress
from nongcot.staffing.models import Congress
from tests.e2e.steps import follow
from tests.factories import people as make

TODAY = clock.today()
TYPED = f"{TODAY:%d/%m/%Y}"


@pytest.fixture
def cast() -> dict[str, Any]:
    ward = make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    union = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    began = TODAY - timedelta(days=1750)
    make.term(union, from_day=began, planned_end=TODAY + timedelta(days=60), seats=3)
    for name, post in (("Phạm Hoa", Post.CHAIR), ("Đỗ Bình", Post.MEMBER), ("Lê Na", Post.MEMBER)):
        make.post(make.person(name, born="1990-03-08", sex="female", phone="+84912000111"), union, post, from_day=began)
    return {"ward": ward, "union": union, "chair": make.officer(union, Role.CHAIR, "hoa")}


def record(phone: Page, step: str, **fields: str) -> None:
    phone.get_by_role("link", name=f"Ghi đã làm {step}").first.click()
    for label, value in fields.items():
        phone.get_by_label(label.replace("_", " ")).fill(value)
    phone.get_by_role("button", name="Ghi lại").click()


def plan_it(phone, cast, assert_accessible, picture):
    """The congress is planned; what the superior must do is said."""
    phone.goto(f"/don-vi/{cast['union'].pk}/")
    follow(phone.get_by_role("link", name="Chuẩn bị đại hội"))
    assert_accessible(phone)
    phone.get_by_label("Ngày đại hội dự kiến").fill(TYPED)
    phone.get_by_role("button", name="Lập kế hoạch").click()
    expect(phone.get_by_role("heading", name="Việc tiếp theo: Kế hoạch, tờ trình xin tổ chức đại hội")).to_be_visible()
    expect(phone.get_by_text("một số bước đã muộn ngay từ đầu")).to_be_visible()
    assert_accessible(phone)
    picture(phone, "congress-plan")
    phone.get_by_role("link", name="Cấp số Tờ trình kèm kế hoạch").first.click()
    phone.get_by_role("button", name="Cấp số").click()
    expect(phone.get_by_text("01/TTr-CĐCS").first).to_be_visible()
    expect(phone.get_by_text("Công đoàn cấp trên ghi bước này.").first).to_be_visible()


def nominate(phone, cast, assert_accessible, picture):
    """The size is decided, against the advice, and three are nominated for two seats."""
    phone.get_by_role("link", name="Ghi hình thức, số lượng").click()
    phone.get_by_label("Số ủy viên Ban Chấp hành khóa mới").fill("2")
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_text("Xin xem trước khi ghi")).to_be_visible()  # fewer than three: asked once more
    phone.get_by_role("button", name="Ghi lại").click()
    phone.get_by_role("link", name="Danh sách đề cử").click()
    for name in ("Phạm Hoa", "Đỗ Bình", "Lê Na"):
        phone.get_by_role("link", name=f"Đề cử {name}", exact=True).click()
        phone.get_by_role("button", name="Đề cử").click()
    expect(phone.get_by_text("số dư 1").first).to_be_visible()
    assert_accessible(phone)
    picture(phone, "congress-nominees")


def vote(phone, cast, assert_accessible, picture):
    """One is elected at once, one in the second round."""
    congress = Congress.objects.get(unit=cast["union"])
    phone.goto(f"/kien-toan/dai-hoi/{congress.pk}/")
    record(phone, "Đại hội")
    phone.get_by_role("link", name="Nhập kết quả kiểm phiếu giấy Bầu Ban Chấp hành").click()
    phone.get_by_label("Số phiếu phát ra").fill("41")
    for label, number in (("Số phiếu thu về", "40"), ("Phạm Hoa", "38"), ("Đỗ Bình", "20"), ("Lê Na", "12")):
        phone.get_by_label(label).fill(number)
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_text("Còn thiếu 1 người được quá nửa số phiếu")).to_be_visible()
    assert_accessible(phone)
    picture(phone, "congress-second-round")
    phone.get_by_role("link", name="Nhập kết quả kiểm phiếu lần hai Bầu Ban Chấp hành").click()
    for label, number in (("Số phiếu thu về", "40"), ("Đỗ Bình", "25"), ("Lê Na", "12")):
        phone.get_by_label(label).fill(number)
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_text("trúng cử", exact=True)).to_have_count(2)
    assert_accessible(phone)
    picture(phone, "congress-counted")


def begin_the_term(phone, cast, assert_accessible, picture):
    """The results are seen before they are in the roster."""
    phone.get_by_role("link", name="Ghi kết quả đại hội").first.click()
    phone.get_by_label("Phạm Hoa").select_option("chair")
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_text("Thôi giữ chức vụ do hết nhiệm kỳ: Lê Na.")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_text("Đã ghi nhiệm kỳ mới với 2 người trúng cử.")).to_be_visible()
    now = PostHeld.objects.filter(unit=cast["union"], to_day=None).values_list("person__name", "post")
    assert set(now) == {("Phạm Hoa", "chair"), ("Đỗ Bình", "member")}


def meet(phone, cast, assert_accessible, picture):
    """The first meeting elects a vice chair."""
    record(phone, "Phiên họp thứ nhất của Ban Chấp hành mới")
    phone.get_by_role("link", name="Bầu cử tại phiên họp thứ nhất").click()
    expect(phone.get_by_text("Không bầu: Ban Chấp hành dưới 9 ủy viên")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("link", name="Lập danh sách bầu Bầu Phó Chủ tịch").click()
    phone.get_by_label("Đỗ Bình").check()
    phone.get_by_label("Số người được bầu").fill("1")
    assert_accessible(phone)
    picture(phone, "congress-slate")
    phone.get_by_role("button", name="Ghi lại").click()
    phone.get_by_role("link", name="Nhập kết quả kiểm phiếu giấy Bầu Phó Chủ tịch").click()
    for label, number in (("Số phiếu thu về", "2"), ("Đỗ Bình", "2")):
        phone.get_by_label(label).fill(number)
    phone.get_by_role("button", name="Ghi lại").click()
    phone.get_by_role("link", name="Ghi kết quả phiên họp vào danh sách cán bộ").click()
    phone.get_by_role("button", name="Ghi vào danh sách").click()
    phone.get_by_text("Chưa có kết quả: Bầu Ủy ban kiểm tra").wait_for()  # not elected yet: asked before
    phone.get_by_role("button", name="Đồng ý: Ghi vào danh sách").click()
    expect(phone.get_by_text("Đã ghi kết quả phiên họp thứ nhất vào danh sách cán bộ.")).to_be_visible()
    assert PostHeld.objects.filter(person__name="Đỗ Bình", to_day=None, post="vice_chair").exists()
    phone.get_by_role("link", name="Bầu cử tại phiên họp thứ nhất").click()
    expect(phone.get_by_text("Kết quả phiên họp thứ nhất đã ở trong danh sách cán bộ.")).to_be_visible()
    picture(phone, "congress-first-meeting")


def look_over_the_file(phone, cast, assert_accessible, picture):
    """What the file for recognition lacks is said."""
    phone.get_by_role("link", name="Công đoàn cơ sở May Sao Mai").first.click()
    follow(phone.get_by_role("link", name="Kiểm hồ sơ"))
    assert_accessible(phone)
    phone.get_by_label("Biên bản đại hội").check()
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_text("Hồ sơ còn thiếu 4 loại giấy tờ.").first).to_be_visible()
    picture(phone, "congress-file")


def test_a_first_time_chair_goes_from_the_plan_to_the_new_term(phone, cast, sign_in, assert_accessible, picture):
    sign_in(phone, cast["chair"])
    for part in (plan_it, nominate, vote, begin_the_term, meet, look_over_the_file):
        part(phone, cast, assert_accessible, picture)


def test_the_board_is_accessible_and_fits_a_phone(page, phone, cast, sign_in, assert_accessible, picture):
    given = {"planned_on": TODAY + timedelta(days=50), "form": "plenary", "day": TODAY}
    open_congress(actor=make.SYSTEM, unit=cast["union"], **given)
    officer = make.officer(cast["ward"], Role.SUPERIOR_OFFICER, "lan")
    for one in (page, phone):
        sign_in(one, officer)
        one.goto("/kien-toan/")
        one.get_by_role("link", name="Đại hội").click()
        expect(one.get_by_role("link", name="Công đoàn cơ sở May Sao Mai").first).to_be_visible()
        assert_accessible(one)
    picture(page, "congress-board")
    picture(phone, "congress-board-phone")
