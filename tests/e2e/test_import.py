"""Import in a real browser: send, look, decide, apply; also without JavaScript and on a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.intake.conftest import Province
from tests.intake.conftest import province as province  # noqa: PLC0414  (a fixture, for this file too)
from tests.intake.workbooks import officers

GARMENT = "CĐCS Công ty TNHH May Xuân Lan"
SCHOOL = "CĐCS Trường Mầm non Hoa Sen"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return officers(
        tmp_path / "danh sách quý 4.xlsx",
        ("TRẦN THỊ HÒA", "5/7/1985", "Nữ", GARMENT, "Chủ tịch", 912345678, "012185000001"),
        ("Lê Văn Nam", "1990", "Nam", GARMENT, "PCT, CN UBKT", "0987.654.321", ""),
        ("Phạm Thị Lan", "5/7/1979", "Nữ", GARMENT, "UV BCH", "", ""),
        ("Phạm Thị Lan", "5/7/1979", "Nữ", SCHOOL, "Chủ tịch", "", ""),
        ("Đỗ Văn Bình", "31/02/1985", "Nam", GARMENT, "Thủ môn", "", ""),
    )


def send(page: Page, workbook: Path) -> None:
    page.goto("/nhap-du-lieu/")
    page.get_by_label("Tệp danh sách").set_input_files(workbook)
    page.get_by_role("button", name="Gửi và xem trước").click()
    expect(page.get_by_role("heading", name=re.compile("Xem trước khi áp dụng"))).to_be_visible()


def test_a_workbook_is_sent_looked_at_and_applied(
    page: Page, province: Province, sign_in, workbook: Path, assert_accessible, picture
) -> None:
    sign_in(page, province.officer)
    page.goto("/nhap-du-lieu/")
    assert_accessible(page)
    picture(page, "import-start")
    send(page, workbook)
    expect(page.get_by_text("Cùng họ tên và ngày sinh, ở hai đơn vị")).to_be_visible()
    expect(page.get_by_text("“Thủ môn”")).to_be_visible()
    assert_accessible(page)
    picture(page, "import-preview")

    page.get_by_label("Cùng một người").check()
    page.get_by_role("button", name="Áp dụng vào danh sách").click()
    expect(page.get_by_role("heading", name=re.compile("Kết quả nhập"))).to_be_visible()
    assert_accessible(page)
    picture(page, "import-result")
    page.goto("/nhap-du-lieu/")
    picture(page, "import-list")
    page.goto("/can-bo/?q=hoa")
    expect(page.get_by_text("Trần Thị Hòa").first).to_be_visible()


def test_a_phone_sends_and_applies_too(phone: Page, province: Province, sign_in, workbook: Path) -> None:
    sign_in(phone, province.superior)
    send(phone, workbook)
    phone.get_by_role("button", name="Áp dụng vào danh sách").click()
    expect(phone.get_by_role("heading", name=re.compile("Kết quả nhập"))).to_be_visible()


def test_a_dropped_import_writes_nothing(page: Page, province: Province, sign_in, workbook: Path) -> None:
    sign_in(page, province.officer)
    send(page, workbook)
    page.get_by_role("button", name="Bỏ lần nhập này").click()
    expect(page.get_by_text("Đã bỏ lần nhập này. Không có gì được ghi vào danh sách.")).to_be_visible()
