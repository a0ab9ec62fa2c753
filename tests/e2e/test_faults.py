"""Bad days: the network goes in the middle of a form, two people edit one unit, a browser without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from nongcot.duties.models import Duty
from nongcot.kernel import clock
from nongcot.people.kinds import Post, Role, Sector, UnitKind
from nongcot.people.models import Person, Unit
from tests.factories import people as make


@pytest.fixture
def cast() -> dict[str, Any]:
    top = make.federation()
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    factory = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    make.term(factory, seats=3)
    make.post(make.person("Đặng Thị Ưởng", born="1985-07-05"), factory, Post.CHAIR)
    chair, officer = make.officer(factory, Role.CHAIR, "hoa"), make.officer(ward, Role.SUPERIOR_OFFICER, "lan")
    return {"factory": factory, "chair": chair, "officer": officer}


def test_a_form_sent_without_a_network_is_sent_again_whole_and_once(phone: Page, cast, sign_in) -> None:
    sign_in(phone, cast["chair"])
    form = f"/don-vi/{cast['factory'].pk}/chuc-vu/moi/?post=executive_committee:member"
    phone.goto(form)
    phone.get_by_text("Nhập người chưa có trong danh sách").click()
    phone.get_by_label("Họ và tên").fill("Vũ An")
    phone.get_by_label("Giữ chức vụ từ ngày").fill("05/07/2026")
    phone.context.set_offline(True)
    with phone.expect_event("requestfailed"):
        phone.get_by_role("button", name="Ghi lại").click()
    with pytest.raises(Error):
        phone.goto(form)  # still no network
    phone.context.set_offline(False)
    assert not Person.objects.filter(name="Vũ An").exists()
    phone.goto(form)
    phone.get_by_role("button", name="Lấy lại nội dung đã nhập").click()
    expect(phone.get_by_label("Họ và tên")).to_have_value("Vũ An")
    expect(phone.get_by_label("Giữ chức vụ từ ngày")).to_have_value("05/07/2026")
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_text("Đã ghi: Vũ An")).to_be_visible()
    assert Person.objects.filter(name="Vũ An").count() == 1
    phone.goto(form)
    expect(phone.get_by_role("button", name="Lấy lại nội dung đã nhập")).to_be_hidden()


def test_two_people_edit_one_unit_and_the_second_sees_what_the_first_changed(
    open_page: Callable[[int], Page], cast, sign_in
) -> None:
    first, second = open_page(1280), open_page(360)
    sign_in(first, cast["officer"])
    sign_in(second, cast["chair"])
    for page in (first, second):
        page.goto(f"/don-vi/{cast['factory'].pk}/thong-tin/")
    change(first, "Khu vực nhà nước")
    expect(first.get_by_role("status")).to_be_visible()
    change(second, "Khu vực ngoài nhà nước")
    told = second.get_by_role("alert")
    for words in ("dữ liệu này đã có thay đổi", "Người dùng lan", "Khu vực nhà nước"):
        expect(told.first).to_contain_text(words)
    assert Unit.objects.get(pk=cast["factory"].pk).sector == Sector.STATE
    expect(second.get_by_label("Khu vực").locator("option:checked")).to_have_text("Khu vực ngoài nhà nước")
    second.get_by_role("button", name="Ghi lại").click()
    expect(second.get_by_role("status")).to_be_visible()
    assert Unit.objects.get(pk=cast["factory"].pk).sector == Sector.NON_STATE


def change(page: Page, sector: str) -> None:
    page.get_by_label("Khu vực").select_option(label=sector)
    page.get_by_label("Lý do sửa").fill("Xác nhận lại với đơn vị")
    page.get_by_role("button", name="Ghi lại").click()


def test_duties_are_postponed_and_members_counted_without_javascript(browser, live_server, cast, sign_in) -> None:
    duties = [make.duty(cast["factory"], code, due_on=clock.today()) for code in ("committee.no_chair", "term.ended")]
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 800}
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    sign_in(page, cast["chair"])
    page.goto("/")
    for title in ("Chưa có Chủ tịch", "Đã hết nhiệm kỳ"):
        page.get_by_label(f"Chọn {title}").check()
    page.get_by_role("button", name="Hoãn các việc").click()
    page.get_by_label("Hoãn đến ngày").fill(f"{clock.today() + timedelta(days=9):%d/%m/%Y}")
    page.get_by_label("Lý do").fill("Chờ đại hội")
    page.get_by_role("button", name="Hoãn").click()
    expect(page.get_by_role("status")).to_contain_text("Đã hoãn 2 việc.")
    assert Duty.objects.filter(pk__in=[duty.pk for duty in duties], postponed_to__isnull=False).count() == 2
    page.goto(f"/don-vi/{cast['factory'].pk}/doan-vien/")
    page.get_by_label("Số đoàn viên").fill("320")
    page.get_by_label("Trong đó nữ").fill("200")
    page.get_by_role("button", name="Ghi lại").click()
    page.goto("/can-bo/?q=uong")
    expect(page.get_by_role("link", name="Đặng Thị Ưởng")).to_be_visible()
    context.close()
