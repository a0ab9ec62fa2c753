"""A reorganisation in a real browser: a plan sent, what it does looked at, a split answered, carried out."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from nongcot.kernel import clock
from nongcot.people.kinds import Post, Role, UnitKind
from nongcot.people.models import Unit
from tests.e2e.steps import follow
from tests.factories import people as make

PLAN = """Thao tác,Mã đơn vị,Đơn vị tiếp nhận,Tên mới,Cấp trên,Ngày hiệu lực,Mặc định,Chức vụ
Sáp nhập,B,A,CĐCS Công ty A và B,,01/07/2025,,tiếp tục
Chia tách,D1,W1,Công đoàn phường Một,P,01/07/2025,,tiếp tục
Chia tách,D1,W2,Công đoàn phường Hai,P,01/07/2025,,tiếp tục
"""


@pytest.fixture
def officer():
    top = make.unit("Liên đoàn Lao động tỉnh Sao Mai", kind=UnitKind.PROVINCIAL_FEDERATION, code="P")
    district = make.unit("Liên đoàn Lao động huyện Một", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="D1")
    for code in "ABC":
        union = make.unit(f"Công đoàn cơ sở Công ty {code}", under=district, code=code)
        make.post(make.person(), union, Post.CHAIR)
    make.post(make.person("Trần Thị Hoa"), district, Post.CHAIR)
    return make.officer(top, Role.FEDERATION_OFFICER, "ban-to-chuc")


def send(page: Page, plan: Path) -> None:
    page.get_by_label("Tệp phương án").set_input_files(plan)
    page.get_by_label("Quyết định sắp xếp").fill("123/QĐ-LĐLĐ ngày 25/06/2025")
    page.get_by_role("button", name="Gửi và xem trước").click()
    expect(page.get_by_role("heading", name=re.compile("Phương án sắp xếp"))).to_be_visible()


def test_a_plan_is_sent_looked_at_answered_and_carried_out(
    page: Page, officer, sign_in, tmp_path: Path, assert_accessible, picture
) -> None:
    plan = tmp_path / "phuong-an.csv"
    plan.write_text(PLAN, encoding="utf-8")
    sign_in(page, officer)
    page.goto("/don-vi/")
    follow(page.get_by_role("link", name="Sắp xếp tổ chức"))
    assert_accessible(page)
    picture(page, "reorganisation-start")
    send(page, plan)
    expect(page.get_by_text("1 đơn vị chưa có nơi nhận mặc định")).to_be_visible()
    assert_accessible(page)
    picture(page, "reorganisation-open")

    follow(page.get_by_role("link", name="Xếp từng đơn vị, từng người"))
    assert_accessible(page)
    picture(page, "reorganisation-splits")
    follow(page.get_by_role("link", name="Liên đoàn Lao động huyện Một"))
    assert_accessible(page)
    picture(page, "reorganisation-split")
    page.get_by_label("Công đoàn phường Một", exact=True).check()
    page.get_by_label("Công đoàn cơ sở Công ty C chuyển sang").select_option(label="Công đoàn phường Hai")
    page.get_by_role("button", name="Ghi và tính lại").click()

    page.get_by_role("link", name="Xem từng dòng").click()
    expect(page.get_by_text("1 chức vụ tiếp tục ở đơn vị tiếp nhận").first).to_be_visible()
    assert_accessible(page)
    picture(page, "reorganisation-lines")
    follow(page.get_by_role("link", name="123/QĐ-LĐLĐ ngày 25/06/2025"))
    assert_accessible(page)
    picture(page, "reorganisation-preview")
    page.get_by_label("Tôi đã xem những gì sẽ thay đổi").check()
    page.get_by_role("button", name="Thực hiện phương án").click()
    expect(page.get_by_role("heading", name=re.compile("Phương án đã thực hiện"))).to_be_visible()
    assert_accessible(page)
    picture(page, "reorganisation-done")

    page.goto(f"/don-vi/{Unit.objects.get(code='C').pk}/?day=01/07/2025")
    expect(page.get_by_role("link", name="Công đoàn phường Hai").first).to_be_visible()
    page.goto(f"/don-vi/{Unit.objects.get(code='C').pk}/?day=30/06/2025")
    expect(page.get_by_role("link", name="Liên đoàn Lao động huyện Một").first).to_be_visible()


def test_what_is_wrong_is_told_on_a_phone_by_row_column_and_value(
    phone: Page, officer, sign_in, tmp_path: Path, assert_accessible
) -> None:
    plan = tmp_path / "phuong-an.csv"
    plan.write_text(PLAN.replace("B,A,", "B,KHONG-CO,").replace("CĐCS Công ty A và B", ""), encoding="utf-8")
    sign_in(phone, officer)
    phone.goto("/kien-toan/sap-xep/")
    send(phone, plan)
    expect(phone.get_by_text("Đơn vị tiếp nhận “KHONG-CO”:")).to_be_visible()
    expect(phone.get_by_role("button", name="Thực hiện phương án")).not_to_be_visible()
    assert_accessible(phone)


def test_one_union_is_merged_from_its_page_on_a_phone_and_that_is_taken_back(
    phone: Page, officer, sign_in, assert_accessible, picture
) -> None:
    sign_in(phone, officer)
    union = Unit.objects.get(code="B")
    phone.goto(f"/don-vi/{union.pk}/")
    phone.get_by_text("Cập nhật", exact=True).click()
    phone.get_by_role("link", name="Sáp nhập vào đơn vị khác").click()
    expect(phone.get_by_label("Đơn vị tiếp nhận", exact=True)).to_be_visible()
    assert_accessible(phone)
    phone.get_by_label("Đơn vị tiếp nhận", exact=True).fill("A")
    phone.get_by_label("Có hiệu lực từ ngày").fill("01/07/2025")
    phone.get_by_label("Quyết định sắp xếp").fill("5/QĐ-LĐLĐ")
    phone.get_by_role("button", name="Xem trước").click()

    phone.get_by_role("link", name="Hẹn giờ thực hiện").click()
    expect(phone.get_by_label("Bắt đầu ngày")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_label("Bắt đầu ngày").fill(f"{clock.today() + timedelta(days=1):%d/%m/%Y}")
    phone.get_by_label("Lúc").fill("22:30")
    phone.get_by_role("button", name="Hẹn giờ").click()
    expect(phone.get_by_text("Xin xem trước khi ghi")).to_be_visible()
    assert_accessible(phone)
    picture(phone, "reorganisation-schedule")
    phone.get_by_role("button", name="Đồng ý").click()
    expect(phone.locator("#hen-gio")).to_be_visible()
    assert_accessible(phone)
    picture(phone, "reorganisation-scheduled")
    phone.get_by_role("button", name="Bỏ hẹn giờ").click()
    expect(phone.get_by_role("status").first).to_contain_text("Đã bỏ hẹn giờ")

    phone.get_by_label("Tôi đã xem những gì sẽ thay đổi").check()
    phone.get_by_role("button", name="Thực hiện phương án").click()
    expect(phone.get_by_role("heading", name=re.compile("Phương án đã thực hiện"))).to_be_visible()
    union.refresh_from_db()
    assert union.ended_on is not None

    phone.get_by_role("link", name="Rút lại cả phương án").click()
    phone.get_by_label("Lý do rút").fill("Quyết định được thay thế")
    phone.get_by_role("button", name="Rút lại").click()
    expect(phone.get_by_text("Những thay đổi này của phương án không còn")).to_be_visible()
    assert_accessible(phone)
    picture(phone, "reorganisation-take-back")
    phone.get_by_role("button", name="Đồng ý").click()
    expect(phone.get_by_text("Lý do: Quyết định được thay thế")).to_be_visible()
    assert_accessible(phone)
    picture(phone, "reorganisation-taken-back")
    union.refresh_from_db()
    assert union.ended_on is None


def test_the_form_of_a_split_can_be_used_by_everybody(phone: Page, officer, sign_in, assert_accessible) -> None:
    sign_in(phone, officer)
    phone.goto(f"/kien-toan/sap-xep/don-vi/{Unit.objects.get(code='B').pk}/chia-tach/")
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
