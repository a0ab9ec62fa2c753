"""The main task of each role with the keyboard alone; what has the focus is seen and is not behind a bar."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.people.kinds import Post, Role, UnitKind
from tests.e2e.test_keyboard import FOCUSED, tab_to
from tests.factories import people as make

# what has the focus and whether a bar that stays in place lies over the middle of it
COVERED = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const box = el.getBoundingClientRect();
  const over = document.elementFromPoint((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
    (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
  const bar = over && over.closest('.top, .nav, .tick-bar');
  return {html: el.outerHTML.slice(0, 120), covered: Boolean(bar && !bar.contains(el))};
}"""
PAGES = ("/", "/don-vi/", "/can-bo/", "/tinh-hinh/", "/nhap-du-lieu/")


@pytest.fixture
def cast() -> dict[str, Any]:
    top = make.federation()
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    shoes = make.unit("Công đoàn cơ sở Giày An Phú", under=ward)
    make.term(shoes, seats=3)
    make.post(make.person("Đặng Thị Ưởng", born="1985-07-05"), shoes, Post.VICE_CHAIR)
    make.post(make.person("Vũ An", born="1990"), shoes)
    duty = make.duty(shoes, "committee.no_chair", due_on=clock.today() - timedelta(days=3))
    return {"top": top, "ward": ward, "union": shoes, "duty": duty}


def test_a_chair_resolves_a_duty_on_a_phone(phone: Page, cast, sign_in) -> None:
    found = {"facts": {"shape": 1, "fields": ["sector"]}}
    make.duty(cast["union"], "data.missing", due_on=clock.today(), **found)
    sign_in(phone, make.officer(cast["union"], Role.CHAIR))
    phone.goto("/")
    tab_to(phone, "^Xử lý Thiếu thông tin", tag="a")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thông tin đơn vị")
    tab_to(phone, "^Khu vực", tag="select")
    phone.keyboard.press("End")  # the last of the choices
    tab_to(phone, "Ghi lại", tag="button")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text(cast["union"].name)
    cast["union"].refresh_from_db()
    assert cast["union"].sector == "non_state"


def test_a_superior_officer_postpones_a_duty(page: Page, cast, sign_in) -> None:
    sign_in(page, make.officer(cast["ward"], Role.SUPERIOR_OFFICER))
    page.goto("/")
    tab_to(page, "^Hoãn Chưa có Chủ tịch", tag="a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/viec/{cast['duty'].pk}/#postpone"))
    at = tab_to(page, "", tag="input", most=2)  # the form has the next focus, not the top of the page
    assert "Hoãn đến ngày" in at["name"]
    page.keyboard.type(f"{clock.today() + timedelta(days=3):%d/%m/%Y}")
    tab_to(page, "Lý do", tag="textarea", most=2)
    page.keyboard.type("Chờ đại hội")
    tab_to(page, "^Hoãn", tag="button", most=2)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã hoãn.")).to_be_visible()
    cast["duty"].refresh_from_db()
    assert cast["duty"].postponed_to == clock.today() + timedelta(days=3)


def test_an_inspector_narrows_the_officers_and_keeps_the_view(page: Page, cast, sign_in) -> None:
    sign_in(page, make.officer(cast["union"], Role.INSPECTOR))
    page.goto("/can-bo/")
    tab_to(page, "Chức vụ", tag="select")
    page.keyboard.type("Phó Chủ tịch")
    tab_to(page, "^Tìm", tag="button", most=2)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Vũ An")).to_have_count(0)
    tab_to(page, "Lưu cách xem này", tag="summary")
    page.keyboard.press("Enter")
    tab_to(page, "Tên cách xem", tag="input", most=1)
    page.keyboard.type("Các phó chủ tịch")
    tab_to(page, "^Lưu", tag="button", most=1)
    page.keyboard.press("Enter")
    expect(page.locator(".kept-views .chip[aria-current]")).to_have_text("Các phó chủ tịch")


def test_every_role_skips_opens_the_menu_sends_a_form_and_finds_an_officer(open_page, cast, sign_in) -> None:
    page = open_page(360)
    where = dict.fromkeys(Role, cast["union"])
    where |= {Role.SUPERIOR_OFFICER: cast["ward"], Role.FEDERATION_OFFICER: cast["top"]}
    for number, (role, unit) in enumerate(where.items()):
        page.set_viewport_size({"width": (360, 1280)[number % 2], "height": 800})
        page.context.clear_cookies()
        user = make.officer(unit, role)
        User.objects.filter(pk=user.pk).update(email="ai-do@example.vn")  # who has none cannot ask for mail
        sign_in(page, user)

        page.goto("/nhac-viec/")
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED)["name"] == "Đến nội dung chính", role
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", role
        tab_to(page, "", tag="input", most=3)
        page.keyboard.press("ArrowDown")
        tab_to(page, "^Ghi lại", tag="button", most=2)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_be_visible()

        tab_to(page, re.escape(str(user)), tag="summary", most=4)
        page.keyboard.press("Enter")
        tab_to(page, "Tài khoản của tôi", tag="a", most=2)
        page.keyboard.press("Escape")
        assert page.evaluate(FOCUSED)["tag"] == "summary", role
        expect(page.get_by_role("link", name="Tài khoản của tôi")).to_be_hidden()

        tab_to(page, "^Cán bộ", tag="a", most=8)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Cán bộ")
        tab_to(page, "Tên cán bộ", tag="input")
        page.keyboard.type("dang uong")
        expect(page.get_by_role("link", name="Vũ An")).to_have_count(0)
        tab_to(page, "^Đặng Thị Ưởng", tag="a")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Đặng Thị Ưởng")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_focus_goes_through_a_page_and_out_again(width: int, open_page, cast, sign_in) -> None:
    page = open_page(width)
    for number in range(8):
        make.post(make.person(f"Trần Hòa {number}"), cast["union"])
    sign_in(page, make.officer(cast["ward"], Role.SUPERIOR_OFFICER))
    for name in PAGES:
        page.goto(name)
        page.keyboard.press("Tab")
        first = page.evaluate(FOCUSED)
        assert first["name"] == "Đến nội dung chính", name
        for _ in range(200):
            page.keyboard.press("Tab")
            at = page.evaluate(COVERED)
            if at is None or page.evaluate(FOCUSED)["name"] == first["name"]:
                break
            assert page.evaluate(FOCUSED)["seen"], f"{name}: the focus is not seen on {at['html']}"
            assert not at["covered"], f"{name}: a bar covers {at['html']}"
        else:
            raise AssertionError(f"{name}: the focus does not come out of the page")
