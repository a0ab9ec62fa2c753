"""The inbox as people use it: postponing, delegating, several at once, choosing reminders, on a phone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from nongcot.duties.models import Duty
from nongcot.infra.notices.models import Reminder
from nongcot.kernel import clock
from nongcot.people.kinds import Role, UnitKind
from tests.factories import people as make

FACTS = {"shape": 1}


def days(n: int) -> date:
    return clock.today() + timedelta(days=n)


@pytest.fixture
def cast() -> dict[str, Any]:
    """A ward with unions below it, its officer, a chair who can be given something, duties of both."""
    top = make.federation()
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    unions = [
        make.unit(f"Công đoàn cơ sở {name}", under=ward) for name in ("May Sao Mai", "Gỗ Bình Khê", "Giày Lạc Hồng")
    ]
    user = make.officer(ward, Role.SUPERIOR_OFFICER, "lan")
    user.email = "lan@example.vn"
    user.save()
    chair = make.officer(unions[0], Role.CHAIR, "hoa")
    made = [make.duty(union, due_on=days(n * 10 - 5), opened_on=days(-20 - n)) for n, union in enumerate(unions)]
    made.append(make.duty(unions[0], "term.ended", facts={**FACTS, "ended_on": "2026-01-01"}, due_on=days(-2)))
    made.append(make.duty(unions[0], "term.ending", facts={**FACTS, "ends_on": "2027-03-01"}, due_on=days(40)))
    closed = make.duty(unions[1], "post.held_twice", facts=FACTS, opened_on=days(-30), due_on=days(-9))
    Duty.objects.filter(pk=closed.pk).update(closed_on=days(-3))
    return {"ward": ward, "unions": unions, "user": user, "chair": chair, "duties": made}


def test_every_page_of_the_inbox_is_accessible_and_fits_a_phone(page, cast, sign_in, assert_accessible, picture):
    sign_in(page, cast["user"])
    several = "&".join(f"duty={duty.pk}" for duty in cast["duties"][:3])
    addresses = {
        "inbox": "/",
        "inbox-others": "/?view=others",
        "inbox-filtered": f"/?unit={cast['unions'][0].pk}&until={days(5):%d/%m/%Y}",
        "duty-actions": f"/viec/{cast['duties'][0].pk}/",
        "several-postpone": f"/viec/nhieu/?do=postpone&{several}",
        "several-delegate": f"/viec/nhieu/?do=delegate&duty={cast['duties'][0].pk}",
        "gather": "/viec/noi-don/",
        "done": "/viec/da-xong/",
        "reminders": "/nhac-viec/",
    }
    for name, address in addresses.items():
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        assert_accessible(page)
        page.set_viewport_size({"width": 360, "height": 800})
        assert_accessible(page)
        picture(page, f"x-{name}")
        page.set_viewport_size({"width": 1280, "height": 800})


def test_a_duty_is_delegated_and_taken_back_on_a_phone(phone, cast, sign_in):
    sign_in(phone, cast["user"])
    phone.goto(f"/viec/{cast['duties'][0].pk}/")
    phone.get_by_label("Giao cho").select_option(str(cast["chair"].pk))
    phone.get_by_label("Lời dặn").fill("Xong trước hội nghị")
    phone.get_by_role("button", name="Giao việc").click()
    expect(phone.get_by_role("status")).to_contain_text("Đã giao việc cho Người dùng hoa")
    expect(phone.get_by_text("Xong trước hội nghị")).to_be_visible()
    phone.goto("/?view=delegated")
    expect(phone.get_by_text("đã giao", exact=True)).to_be_visible()
    phone.locator(".duty-title a").click()
    phone.get_by_role("button", name="Nhận lại việc").click()
    expect(phone.get_by_role("status")).to_contain_text("đã trở về người phụ trách")


def test_several_are_chosen_and_postponed_together(phone, cast, sign_in):
    sign_in(phone, cast["user"])
    phone.goto("/")
    expect(phone.get_by_role("button", name="Hoãn các việc")).to_be_hidden()  # nothing is ticked yet
    for union in cast["unions"]:
        phone.get_by_label(f"Chọn Chưa có Chủ tịch, {union.name}").check()
    phone.get_by_role("button", name="Hoãn các việc").hover()  # stays within reach, wherever one has scrolled to
    phone.evaluate("scrollTo(0, 0)")
    expect(phone.get_by_role("button", name="Hoãn các việc")).to_be_in_viewport()
    phone.get_by_role("button", name="Hoãn các việc").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hoãn 3 việc")
    phone.get_by_label("Hoãn đến ngày").fill(f"{days(20):%d/%m/%Y}")
    phone.get_by_label("Lý do").fill("Chờ hội nghị")
    phone.get_by_role("button", name="Hoãn").click()
    expect(phone.get_by_role("status")).to_contain_text("Đã hoãn 3 việc.")
    expect(phone.get_by_text("Chưa có Chủ tịch")).to_have_count(0)
    phone.get_by_role("link", name="Đã hoãn").click()
    expect(phone.locator(".duty-row")).to_have_count(3)
    phone.locator(".duty-title a").first.click()
    phone.get_by_role("button", name="Làm tiếp ngay").click()
    expect(phone.get_by_role("status")).to_contain_text("trở lại danh sách")


def test_where_duties_gather_opens_the_list_behind_it(page, cast, sign_in):
    sign_in(page, cast["user"])
    page.goto("/")
    page.get_by_role("link", name="Nơi dồn việc").click()
    row = page.get_by_role("row", name="Công đoàn cơ sở May Sao Mai")
    # where a test commits, the engine finds more by itself
    here = Duty.objects.filter(unit=cast["unions"][0], closed_on__isnull=True).count()
    expect(row.get_by_role("cell").nth(1)).to_have_text(str(here))
    expect(row.get_by_role("cell").nth(2)).to_have_text("2")
    row.get_by_role("link", name="Xem việc").click()
    expect(page.locator(".duty-row")).to_have_count(here)
    expect(page.locator(".duty-row").get_by_text("Gỗ Bình Khê")).to_have_count(0)


def test_reminders_and_the_calendar_are_chosen(phone, cast, sign_in):
    sign_in(phone, cast["user"])
    phone.goto("/")
    phone.get_by_role("link", name="Nhắc việc").click()
    phone.get_by_label("Hằng ngày").check()
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_role("status")).to_contain_text("Đã ghi cách nhắc việc.")
    assert Reminder.objects.get(user=cast["user"]).frequency == "daily"
    phone.get_by_role("button", name="Tạo địa chỉ lịch").click()
    address = phone.get_by_label("Địa chỉ lịch").input_value()
    assert phone.request.get("/lich/" + address.rpartition("/")[2]).status == 200
    phone.get_by_role("button", name="Thu hồi địa chỉ").click()
    expect(phone.get_by_role("status")).to_contain_text("Đã thu hồi địa chỉ lịch")
    assert phone.request.get("/lich/" + address.rpartition("/")[2]).status == 404
