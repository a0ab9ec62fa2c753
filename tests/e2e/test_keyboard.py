"""The main jobs with the keyboard alone: what has the focus shows it, is in view, and lets go again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nongcot.kernel import clock
from nongcot.people.kinds import Post, Role, UnitKind
from nongcot.people.models import Person, PostHeld
from tests.factories import people as make
from tests.factories.people import PASSWORD
from tests.intake.workbooks import officers

MOST_TABS = 60
# what the focused element is called, and whether one sees that it has the focus
FOCUSED = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const style = getComputedStyle(el), box = el.getBoundingClientRect();
  const labels = [...(el.labels || [])].map(label => label.textContent);
  return {
    tag: el.tagName.toLowerCase(), type: el.type || "",
    name: (el.getAttribute("aria-label") || labels.join(" ") || el.textContent || "").replace(/\\s+/g, " ").trim(),
    seen: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      && box.bottom > 0 && box.top < innerHeight && box.right > 0,
  };
}"""


@pytest.fixture
def cast() -> dict[str, Any]:
    top = make.federation()
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    factory = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    make.term(factory, seats=3)
    make.post(make.person("Đặng Thị Ưởng", born="1985-07-05"), factory, Post.CHAIR)
    make.post(make.person("Vũ An", born="1990"), factory)
    duty = make.duty(factory, "term.ended", due_on=clock.today() - timedelta(days=3))
    user = make.officer(top, Role.FEDERATION_OFFICER, "hoa")
    return {"top": top, "factory": factory, "user": user, "duty": duty}


def tab_to(page: Page, name: str, *, tag: str = "", most: int = MOST_TABS) -> dict[str, Any]:
    """Press Tab until an element of this name has the focus; every one on the way must show its focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:
            continue
        assert at["seen"], f"the focus cannot be seen on {at}"
        if re.search(name, at["name"]) and (not tag or at["tag"] == tag):
            return at
    raise AssertionError(f"{name!r} is not reached with {most} tabs from {page.url}")


def test_one_signs_in_skips_the_navigation_and_opens_a_duty(page: Page, cast) -> None:
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").focus()
    page.keyboard.type("hoa")
    tab_to(page, "Mật khẩu", tag="input")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc cần làm")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "Đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    tab_to(page, "Đã hết nhiệm kỳ|Nhiệm kỳ đã hết", tag="a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/viec/{cast['duty'].pk}/"))
    tab_to(page, "^Xử lý", tag="a")


def test_the_menu_opens_and_lets_go(page: Page, cast, sign_in) -> None:
    sign_in(page, cast["user"])
    page.goto("/")
    tab_to(page, "hoa", tag="summary")
    page.keyboard.press("Enter")
    tab_to(page, "Tài khoản của tôi", tag="a", most=2)
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED)["tag"] == "summary"
    expect(page.get_by_role("link", name="Tài khoản của tôi")).to_be_hidden()


def test_a_post_is_recorded(page: Page, cast, sign_in) -> None:
    sign_in(page, cast["user"])
    page.goto(f"/don-vi/{cast['factory'].pk}/chuc-vu/moi/?post=executive_committee:member")
    tab_to(page, "Nhập người chưa có|radio", tag="input")
    page.keyboard.press("Space")
    tab_to(page, "^Họ và tên", tag="input")
    page.keyboard.type("Lý Bưởi")
    tab_to(page, "Giữ chức vụ từ ngày", tag="input")
    page.keyboard.type("05/07/2026")
    tab_to(page, "Ghi lại", tag="button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã ghi: Lý Bưởi")).to_be_visible()
    assert PostHeld.objects.filter(person__name="Lý Bưởi", from_day=date(2026, 7, 5)).count() == 1


def test_an_officer_is_searched_and_the_list_taken_away(page: Page, cast, sign_in) -> None:
    sign_in(page, cast["user"])
    page.goto("/can-bo/")
    tab_to(page, "Tên cán bộ", tag="input")
    page.keyboard.type("dang uong")
    expect(page.get_by_role("link", name="Vũ An")).to_have_count(0)
    with page.expect_download() as taken:
        tab_to(page, "Xuất CSV")
        page.keyboard.press("Enter")
    assert "Đặng Thị Ưởng" in Path(taken.value.path()).read_text(encoding="utf-8-sig")
    tab_to(page, "^Đặng Thị Ưởng", tag="a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đặng Thị Ưởng")


def test_a_workbook_is_imported(page: Page, cast, sign_in, tmp_path: Path) -> None:
    row = ("Trần Thị Hòa", "5/7/1985", "Nữ", cast["factory"].name, "UV BCH", "0912345678", "")
    book = officers(tmp_path / "danh sách.xlsx", row)
    sign_in(page, cast["user"])
    page.goto("/nhap-du-lieu/")
    at = tab_to(page, "Tệp danh sách", tag="input")
    assert at["type"] == "file"
    page.get_by_label("Tệp danh sách").set_input_files(book)  # the machine's own dialogue, not ours
    tab_to(page, "Gửi và xem trước", tag="button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Xem trước khi áp dụng"))).to_be_visible()
    tab_to(page, "Áp dụng vào danh sách", tag="button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Kết quả nhập"))).to_be_visible()
    assert Person.objects.filter(name="Trần Thị Hòa").count() == 1
