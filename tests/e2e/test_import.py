"""Import in a real browser: send, look, decide, apply; also without JavaScript and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from nongcot.intake.models import Import
from nongcot.kernel import clock
from nongcot.people.models import Person
from tests.e2e.steps import follow
from tests.intake.conftest import Province
from tests.intake.conftest import province as province  # noqa: PLC0414  (a fixture, for this file too)
from tests.intake.workbooks import OFFICERS, officers
from tests.intake.workbooks import workbook as workbook_of

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
    expect(page.get_by_text("Cùng họ tên và ngày sinh, ở hai đơn vị").first).to_be_visible()
    expect(page.get_by_text("“Thủ môn”")).to_be_visible()
    assert_accessible(page)
    picture(page, "import-preview")

    follow(page.get_by_role("link", name=re.compile("Xem từng cặp và trả lời")))
    assert_accessible(page)
    picture(page, "import-pairs")
    page.get_by_label("Cùng một người").check()
    page.get_by_role("button", name="Lưu và về lần nhập").click()
    expect(page.get_by_text("Mọi cặp đã được trả lời.")).to_be_visible()
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


@pytest.mark.parametrize("width", [360, 1280])
def test_a_file_is_corrected_applied_and_taken_back(
    open_page: Callable[[int], Page],
    width: int,
    province: Province,
    sign_in,
    tmp_path: Path,
    assert_accessible,
    picture,
) -> None:
    header = (*OFFICERS[:6], "Liên hệ", "Ghi chú")
    book = officers(
        tmp_path / "danh sách.xlsx",
        ("Trần Thị Hòa", "5/7/1985", "Nữ", GARMENT, "Chủ tịch", "0912345678", "Phụ trách nữ công"),
        ("Đỗ Văn Bình", "31/02/1985", "Nam", GARMENT, "Thủ môn", "", ""),
        header=header,
    )
    page = open_page(width)
    sign_in(page, province.officer)
    send(page, book)

    follow(page.get_by_role("link", name="Sửa cách hiểu DS"))
    assert_accessible(page)
    picture(page, "import-sheet")
    page.get_by_label("Cột H", exact=True).select_option(label="Chức vụ chuyên môn")
    page.get_by_role("button", name="Ghi và đọc lại tệp").click()
    expect(page.get_by_text("Đã ghi cách hiểu mới và đọc lại tệp.")).to_be_visible()
    page.get_by_text("8 cột").click()
    expect(page.get_by_role("row", name=re.compile("H.*Ghi chú.*Chức vụ chuyên môn"))).to_be_visible()

    page.get_by_role("link", name=re.compile("Sửa ngay tại đây.*Không hiểu chức vụ")).click()
    expect(page.get_by_text("Cả dòng: 2 | Đỗ Văn Bình")).to_be_visible()
    assert_accessible(page)
    picture(page, "import-cells")
    page.get_by_label("Ghi lại ô F3").fill("UV BCH")
    page.get_by_role("button", name="Ghi và đọc lại tệp").click()
    expect(page.get_by_text("Đã ghi lại 1 ô và đọc lại tệp.")).to_be_visible()

    page.get_by_role("link", name="Xem từng thay đổi, theo đơn vị").click()
    expect(page.get_by_role("cell", name=re.compile("Đỗ Văn Bình"))).to_be_visible()
    assert_accessible(page)
    picture(page, "import-changes")
    page.go_back()
    page.get_by_role("button", name="Áp dụng vào danh sách").click()
    expect(page.get_by_role("heading", name=re.compile("Kết quả nhập"))).to_be_visible()
    assert Person.objects.get(name="Trần Thị Hòa").job == "Phụ trách nữ công"

    follow(page.get_by_role("link", name="Hoàn tác cả lần nhập"))
    assert_accessible(page)
    page.get_by_label("Lý do hoàn tác").fill("Nhập nhầm tệp")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("2 người mới bị xóa")).to_be_visible()
    picture(page, "import-undo")
    page.get_by_role("button", name="Đồng ý: Hoàn tác").click()
    expect(page.get_by_text("Lý do: Nhập nhầm tệp")).to_be_visible()
    assert_accessible(page)
    assert not Person.objects.exists()
    page.goto("/nhap-du-lieu/cach-doc/")
    assert_accessible(page)
    picture(page, "import-mappings")


def test_a_file_of_another_federation_says_so_and_waits_for_a_word(
    phone: Page, province: Province, sign_in, tmp_path: Path, assert_accessible, picture
) -> None:
    head = [("LIÊN ĐOÀN LAO ĐỘNG TỈNH BÌNH MINH",), ("CÔNG ĐOÀN PHƯỜNG TÂN LẬP",), (), OFFICERS]
    row = (1, "Trần Thị Hòa", "5/7/1985", "Nữ", "CĐCS Công ty Xa", "Chủ tịch", "", "")
    sign_in(phone, province.officer)
    send(phone, workbook_of(tmp_path / "gửi nhầm.xlsx", {"DS": [*head, row]}))
    said = phone.get_by_role("alert").filter(has_text="Tệp này có vẻ của liên đoàn khác")
    expect(said).to_contain_text("BÌNH MINH")
    assert_accessible(phone)
    picture(phone, "import-foreign")
    said.get_by_role("link", name="Đến bước ghi").click()
    apply = phone.get_by_role("button", name="Áp dụng vào danh sách")
    apply.click()
    expect(phone.get_by_text("Xin xác nhận đúng là danh sách của mình")).to_be_visible()
    assert not Person.objects.exists()
    phone.get_by_label("Tôi đã xem lại: đây đúng là danh sách của đơn vị mình").check()
    apply.click()
    expect(phone.get_by_role("heading", name=re.compile("Kết quả nhập"))).to_be_visible()
    assert Person.objects.count() == 1


def test_without_javascript_the_progress_page_comes_again_by_itself(
    browser, live_server, province: Province, sign_in
) -> None:
    imported = Import.objects.create(
        unit=province.federation, by=province.officer, at=clock.now(), day=clock.today(), state="applying"
    )
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    sign_in(page, province.officer)
    page.goto(f"/nhap-du-lieu/{imported.pk}/")
    expect(page.get_by_role("heading", name="Đang ghi vào danh sách", level=2)).to_be_visible()
    Import.objects.update(state="stopped")
    expect(page.get_by_text("Máy chủ bị ngắt hai lần khi đang")).to_be_visible(timeout=20_000)
    context.close()
