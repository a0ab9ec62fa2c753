"""A chair on a phone: record a post, end one, record a congress; and the same without JavaScript."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from nongcot.people.kinds import BodyKind, EndReason, Post, Role, UnitKind
from nongcot.people.models import Person, PostHeld, Term
from tests.factories import people as make


@pytest.fixture
def cast() -> dict[str, Any]:
    top = make.federation()
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    factory = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    make.term(factory, seats=3)
    chair = make.post(make.person("Đặng Thị Ưởng", born="1985-07-05"), factory, Post.CHAIR)
    make.post(make.person("Lý Bưởi", born="1990"), factory)
    make.post(make.person("Hồ Sen", born="1991"), factory, Post.HEAD, of=BodyKind.INSPECTION_COMMITTEE)
    return {"factory": factory, "chair": chair, "user": make.officer(factory, Role.CHAIR, "chu-tich")}


def save(page: Any) -> None:
    page.get_by_role("button", name="Ghi lại").click()


def test_a_post_is_recorded_on_a_phone_with_somebody_found_while_typing(
    phone, cast, sign_in, assert_accessible, picture
):
    sign_in(phone, cast["user"])
    phone.goto(f"/don-vi/{cast['factory'].pk}/")
    phone.get_by_text("Cập nhật", exact=True).click()
    assert_accessible(phone)
    phone.get_by_role("link", name="Ghi chức vụ").click()
    phone.get_by_label("Tìm theo tên").press_sequentially("ho sen")
    phone.get_by_role("radio", name="Hồ Sen").check()
    phone.get_by_label("Chức vụ", exact=True).select_option("executive_committee:vice_chair")
    phone.get_by_label("Giữ chức vụ từ ngày").fill("5/7/2026")
    assert_accessible(phone)
    picture(phone, "record-post")
    save(phone)
    expect(phone.get_by_text("Đã ghi: Hồ Sen, Phó Chủ tịch.")).to_be_visible()
    held = PostHeld.objects.get(post="vice_chair")
    assert (held.person.name, held.from_day) == ("Hồ Sen", date(2026, 7, 5))


def test_what_an_action_changed_in_the_duties_is_told_at_once(phone, cast, sign_in):
    sign_in(phone, cast["user"])
    phone.goto(f"/chuc-vu/{cast['chair'].pk}/thoi/")
    phone.get_by_label("Thôi giữ chức vụ từ ngày").fill("01/07/2026")
    phone.get_by_label("Hình thức").select_option("relieved")
    save(phone)
    expect(phone.get_by_text("Miễn nhiệm.", exact=False)).to_be_visible()
    phone.get_by_role("button", name="Đồng ý").click()
    expect(
        phone.get_by_text(re.compile("Việc cần làm mới: .*Khuyết Chủ tịch|Việc cần làm mới: .*Chủ tịch"))
    ).to_be_visible()
    cast["chair"].refresh_from_db()
    assert (cast["chair"].to_day, cast["chair"].end_reason) == (date(2026, 7, 1), EndReason.RELIEVED)


def test_a_congress_is_recorded_on_a_phone(phone, cast, sign_in, assert_accessible, picture):
    sign_in(phone, cast["user"])
    phone.goto(f"/don-vi/{cast['factory'].pk}/dai-hoi/")
    phone.get_by_label("Ngày đại hội").fill("08/03/2026")
    phone.get_by_label("Nhiệm kỳ đến ngày").fill("08/03/2031")
    phone.get_by_label("Tái cử Lý Bưởi").uncheck()
    first = phone.get_by_role("group", name="Người trúng cử mới 1")
    first.get_by_text("Nhập người chưa có trong danh sách").click()
    first.get_by_label("Họ và tên").fill("Vũ An")
    first.get_by_label("Ngày sinh").fill("1992")
    phone.get_by_role("button", name="Thêm dòng").click()
    expect(phone.get_by_role("group", name="Người trúng cử mới 5")).to_be_visible()
    expect(phone.get_by_label("Tái cử Lý Bưởi")).not_to_be_checked()
    expect(first.get_by_label("Họ và tên")).to_have_value("Vũ An")
    assert_accessible(phone)
    picture(phone, "congress")
    save(phone)
    expect(phone.get_by_text("Thôi giữ chức vụ do hết nhiệm kỳ: Lý Bưởi.")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Đồng ý").click()
    expect(phone.get_by_text("Đã ghi kết quả đại hội")).to_be_visible()
    now = PostHeld.objects.filter(to_day__isnull=True, body__kind="executive_committee").order_by("pk")
    assert [(held.person.name, held.post) for held in now] == [("Đặng Thị Ưởng", "chair"), ("Vũ An", "member")]
    assert Term.objects.filter(to_day__isnull=True).get().from_day == date(2026, 3, 8)


def test_a_post_is_recorded_without_javascript(browser, live_server, cast, sign_in):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 800}
    )
    page = context.new_page()
    sign_in(page, cast["user"])
    page.goto(f"/don-vi/{cast['factory'].pk}/chuc-vu/moi/?post=executive_committee:member")
    page.get_by_label("Giữ chức vụ từ ngày").fill("05/07/2026")
    page.get_by_label("Tìm theo tên").fill("ho sen")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("radio", name="Hồ Sen").check()
    save(page)
    expect(page.get_by_text("Đã ghi: Hồ Sen")).to_be_visible()
    context.close()
    assert PostHeld.objects.filter(person__name="Hồ Sen", post="member", from_day=date(2026, 7, 5)).count() == 1


def lose_the_answer(route: Any) -> None:
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort()
    else:
        route.continue_()


def test_a_lost_network_loses_nothing_and_doubles_nothing(phone, cast, sign_in):
    sign_in(phone, cast["user"])
    phone.goto(f"/don-vi/{cast['factory'].pk}/chuc-vu/moi/?post=executive_committee:member")
    phone.get_by_text("Nhập người chưa có trong danh sách").click()
    phone.get_by_label("Họ và tên").fill("Vũ An")
    phone.get_by_label("Giữ chức vụ từ ngày").fill("05/07/2026")
    # the answer is lost on its way: the server has written, the phone does not know
    phone.route("**/chuc-vu/moi/**", lose_the_answer)
    with phone.expect_event("requestfailed"):
        save(phone)
    phone.context.clear_cookies(name="nongcot_done")  # it came with the answer
    phone.unroute("**/chuc-vu/moi/**", lose_the_answer)
    phone.goto(f"/don-vi/{cast['factory'].pk}/chuc-vu/moi/?post=executive_committee:member")
    phone.get_by_role("button", name="Lấy lại nội dung đã nhập").click()
    expect(phone.get_by_label("Họ và tên")).to_have_value("Vũ An")
    save(phone)
    expect(phone.get_by_text("đã được ghi ở lần gửi trước")).to_be_visible()
    assert Person.objects.filter(name="Vũ An").count() == 1
