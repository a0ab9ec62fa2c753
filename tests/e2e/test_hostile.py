"""Hostile text typed by a real user through real forms: it comes back as it was, runs nothing, breaks no page.

A console error fails a test here, and what the Content-Security-Policy refuses is one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nongcot.duties.models import Duty
from nongcot.intake.models import Import
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import DataRequest, Person, Unit
from tests.e2e.steps import follow
from tests.factories import people as make
from tests.intake.workbooks import officers

RUNS = "<script>window.x=true</script><img src=x onerror=window.x=true>"
# no digits: it is the name of a person, too
TEXT = f"=HYPERLINK(\"http://e\")\">{RUNS}{{{{ so }}}}{{% now 'Y' %}}'; DROP TABLE #let x = y #[*] مرحبا Hòa"
SHORT = "=<img src=x onerror=window.x=true>'#[*]"
WIDE = """[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.tagName + "." + e.className).slice(0, 9)"""
LINES = f"{TEXT}\nBcc: a@b.example"


@pytest.fixture
def cast() -> dict[str, Any]:
    top = make.federation()
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    return {"top": top, "ward": ward, "user": make.officer(top, Role.FEDERATION_OFFICER, "hoa")}


def save(page: Page, name: str = "Ghi lại") -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()
    again = page.get_by_role("button", name="Đồng ý")
    if again.count():
        again.click()
    expect(page.locator(".field-wrong, .message-error")).to_have_count(0)


def stands(page: Page, *texts: str) -> None:
    """The page shows these texts as they were typed, ran nothing of them, and fits a phone."""
    body = page.locator("body")  # what is seen, and what a fold hides
    shown = " ".join(f"{body.inner_text()} {body.text_content()}".split())
    assert [text for text in texts if " ".join(text.split()) not in shown] == [], page.url
    assert page.evaluate("window.x") is None
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sideways <= 0, (page.url, sideways, page.evaluate(WIDE))


def enter_unit(page: Page, ward: Unit) -> Unit:
    page.goto(reverse("people:create-unit", args=[ward.pk]))
    page.get_by_label("Tên đơn vị").fill(TEXT)
    page.get_by_label("Loại hình").select_option("enterprise")
    page.get_by_label("Mã đơn vị").fill(SHORT)
    page.get_by_label("Ngày thành lập").fill("01/02/2021")
    save(page)
    stands(page, TEXT)
    return Unit.objects.get(name=TEXT, code=SHORT)


def enter_post(page: Page, unit: Unit) -> Person:
    page.goto(reverse("people:record-post", args=[unit.pk]))
    page.get_by_text("Nhập người chưa có trong danh sách").click()
    page.get_by_label("Họ và tên").fill(f"\u202e{TEXT}\u200f")  # marks that nobody sees are left out
    page.get_by_label("Chức vụ", exact=True).select_option("group:group_leader")
    page.get_by_label("Tên công đoàn bộ phận hoặc tổ").fill(TEXT)
    page.get_by_label("Số quyết định, nghị quyết").fill(SHORT)
    page.get_by_label("Giữ chức vụ từ ngày").fill("05/07/2026")
    save(page)
    stands(page, TEXT, SHORT)
    return Person.objects.get(name=TEXT)


def enter_about(page: Page, person: Person) -> None:
    page.goto(reverse("people:edit-person", args=[person.pk]))
    for label in ("Nơi làm việc", "Công việc chuyên môn", "Trình độ chuyên môn"):
        page.get_by_label(label).fill(TEXT)
    page.get_by_label("Dân tộc").fill(SHORT)
    page.get_by_label("Ghi chú").fill(LINES)
    page.get_by_label("Lý do sửa").fill(LINES)
    save(page)
    stands(page, TEXT, SHORT)
    page.goto(reverse("people:add-record", args=[person.pk]))
    page.locator("input[name=kind]").first.check()
    for label in ("Nội dung", "Nơi đào tạo, cấp khen thưởng", "Ghi chú"):
        page.get_by_label(label).fill(TEXT)
    page.get_by_label("Số quyết định, số chứng chỉ").fill(SHORT)
    page.get_by_label("Ngày, hoặc ngày bắt đầu").fill("2025")
    save(page)
    stands(page, TEXT, SHORT)
    page.goto(reverse("people:register-data-request", args=[person.pk]))
    page.get_by_label("Người yêu cầu").fill(TEXT)
    page.get_by_label("Nội dung").fill(LINES)
    page.get_by_label("Ngày nhận").fill("02/11/2026")
    save(page)
    stands(page, TEXT)


def enter_view(page: Page) -> None:
    page.goto(reverse("people:officers"))
    page.get_by_label("Tên cán bộ hoặc đơn vị").fill(TEXT)
    expect(page).to_have_url(re.compile("q=%3DHYPERLINK"))
    page.get_by_text("Lưu cách xem này").click()
    page.get_by_label("Tên cách xem").fill(SHORT)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("link", name=SHORT)).to_be_visible()
    stands(page, TEXT, SHORT)
    expect(page.get_by_label("Tên cán bộ hoặc đơn vị")).to_have_value(TEXT[:100])


def enter_duty(page: Page, unit: Unit) -> Duty:
    duty = Duty.objects.filter(unit=unit, closed_on=None).first() or make.duty(unit)
    page.goto(reverse("duties:duty", args=[duty.pk]))
    page.get_by_label("Hoãn đến ngày").fill("05/07/2029")
    page.locator("#postpone").get_by_label("Lý do").fill(LINES)
    follow(page.get_by_role("button", name="Hoãn", exact=True))
    page.goto(reverse("duties:duty", args=[duty.pk]))
    stands(page, TEXT)
    return duty


def send_file(page: Page, folder: Path) -> Import:
    book = officers(
        folder / "=<img src=x onerror=window.x=true>' {{ so }}.xlsx",
        ("Vũ Thị An", "5/7/1985", "Nữ", f"CĐCS {RUNS}", f"Thủ môn {RUNS}", "", ""),
    )
    page.goto(reverse("intake:imports"))
    page.get_by_label("Tệp danh sách").set_input_files(book)
    page.get_by_role("button", name="Gửi và xem trước").click()
    expect(page.get_by_role("heading", name="Xem trước khi áp dụng")).to_be_visible()
    stands(page, RUNS)
    return Import.objects.get()


def test_hostile_text_typed_into_every_kind_of_field_stays_text(
    phone: Page, cast: dict[str, Any], sign_in, tmp_path: Path
) -> None:
    sign_in(phone, cast["user"])
    unit = enter_unit(phone, cast["ward"])
    person = enter_post(phone, unit)
    enter_about(phone, person)
    enter_view(phone)
    duty = enter_duty(phone, unit)
    imported = send_file(phone, tmp_path)
    asked = DataRequest.objects.get()
    shown = {
        reverse("people:units") + "?q=hyperlink": [TEXT],
        reverse("people:unit", args=[unit.pk]): [TEXT, SHORT],
        reverse("people:unit-trail", args=[unit.pk]): [TEXT, SHORT],
        reverse("people:officer", args=[person.pk]): [TEXT, SHORT],
        reverse("people:person-data", args=[person.pk]): [TEXT],
        reverse("people:data-requests"): [TEXT],
        reverse("people:data-request", args=[asked.pk]): [TEXT, LINES],
        reverse("people:officers"): [TEXT],
        reverse("people:officers") + "?day=05/07/2026&q=" + "%3Cscript%3Ewindow.x=true%3C/script%3E": [],
        reverse("duties:inbox") + "?view=postponed": [TEXT],
        reverse("duties:duty", args=[duty.pk]): [TEXT, LINES],
        reverse("duties:gather"): [],
        reverse("insight:dashboard") + f"?unit={unit.pk}": [TEXT],
        reverse("intake:import", args=[imported.pk]): [RUNS],
        reverse("intake:changes", args=[imported.pk]): [],
        reverse("intake:imports"): [imported.files.get().name],
    }
    wrong = []
    for address, texts in shown.items():
        phone.goto(address)
        try:
            stands(phone, *texts)
        except AssertionError as error:
            wrong.append(str(error))
    assert wrong == []
