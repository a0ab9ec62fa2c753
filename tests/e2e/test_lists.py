"""The list of officers as it is worked with, and two records of one person: compared, merged, undone, kept apart."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nongcot.people import actions
from nongcot.people.kinds import BodyKind, Post, Role, UnitKind
from nongcot.people.models import KeptApart, Person
from tests.e2e.steps import follow
from tests.factories import people as make
from tests.factories.people import SYSTEM

# by given name, the Vietnamese way: an, ân after it; tones huyền hỏi ngã sắc nặng
ORDER = ["Vũ Văn An", "Lê Thị Ân", "Đỗ Hoa", "Trần Hòa", "Bùi Thị Hỏa", "Đặng Ưởng"]
DAY = "01/05/2026"


@pytest.fixture
def cast() -> dict[str, Any]:
    top = make.federation()
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    unions = [make.unit(f"Công đoàn cơ sở {name}", under=ward) for name in ("May Sao Mai", "Dệt Bình Minh")]
    for number, name in enumerate(reversed(ORDER)):
        kind = Post.CHAIR if number < 2 else Post.MEMBER
        make.post(make.person(name, born=f"198{number}-07-05", sex="female"), unions[number % 2], kind)
    user = make.officer(top, Role.FEDERATION_OFFICER, "hoa")
    return {"ward": ward, "unions": unions, "user": user}


def names(page: Page) -> list[str]:
    return page.locator("#officers tbody a[href*='/can-bo/']").all_inner_texts()


def test_officers_are_sorted_narrowed_kept_as_a_view_and_printed(page: Page, cast, sign_in) -> None:
    sign_in(page, cast["user"])
    page.goto(reverse("people:officers") + f"?day={DAY}")
    assert names(page) == ORDER
    page.locator("select[name=post]").select_option("chair")
    expect(page.locator("#officers tbody tr")).to_have_count(2)
    page.get_by_label("Tên cán bộ hoặc đơn vị").press_sequentially("dang uong")
    expect(page.locator("#officers tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"day=01(/|%2F)05(/|%2F)2026"))
    page.get_by_text("Lưu cách xem này").click()
    page.get_by_label("Tên cách xem").fill("Chủ tịch họ Đặng")
    follow(page.get_by_role("button", name="Lưu", exact=True))
    page.goto(reverse("people:officers"))
    page.get_by_role("link", name="Chủ tịch họ Đặng").click()
    expect(page.locator("#officers tbody tr")).to_have_count(1)
    expect(page.get_by_label("Tên cán bộ hoặc đơn vị")).to_have_value("dang uong")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Đặng Ưởng")).to_be_visible()
    expect(page.locator(".filters").first).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Bỏ cách xem này").click()
    expect(page.get_by_role("link", name="Chủ tịch họ Đặng")).to_have_count(0)


def test_one_union_is_chosen_by_typing_its_name(page: Page, cast, sign_in, assert_accessible) -> None:
    union = cast["unions"][1]
    sign_in(page, cast["user"])
    page.goto(reverse("people:officers"))
    page.locator(".unit-choice summary").click()
    page.get_by_label("Gõ tên (không cần dấu) hoặc mã đơn vị").press_sequentially("det binh")
    page.get_by_role("radio", name="Công đoàn cơ sở Dệt Bình Minh").check()
    expect(page.locator("#officers tbody tr")).to_have_count(3)
    expect(page.locator(".unit-choice summary")).to_contain_text("Công đoàn cơ sở Dệt Bình Minh")
    expect(page).to_have_url(re.compile(rf"unit_q=&unit={union.pk}&"))
    assert_accessible(page)
    page.goto(reverse("duties:done") + f"?unit={union.pk}")
    expect(page.locator(".unit-choice summary")).to_contain_text("Công đoàn cơ sở Dệt Bình Minh")
    page.locator(".unit-choice summary").click()
    page.get_by_label("Gõ tên (không cần dấu) hoặc mã đơn vị").press_sequentially("an phu")
    page.get_by_role("radio", name="Công đoàn phường An Phú").check()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Lọc", exact=True).click()
    expect(page).to_have_url(re.compile(rf"unit_q=&unit={cast['ward'].pk}&"))


def test_the_chosen_day_is_kept_from_page_to_page(page: Page, cast, sign_in) -> None:
    sign_in(page, cast["user"])
    page.goto(reverse("people:officers") + f"?day={DAY}")
    for name in ("Đặng Ưởng", "Công đoàn cơ sở May Sao Mai", "Cán bộ"):
        page.locator("main").get_by_role("link", name=name, exact=True).first.click()
        expect(page.get_by_text("Không phải hôm nay")).to_be_visible()
        expect(page.get_by_label("Số liệu tính đến ngày")).to_have_value(DAY)


def test_the_files_of_the_list_hold_what_the_page_shows(page: Page, cast, sign_in, tmp_path: Path) -> None:
    sign_in(page, cast["user"])
    page.goto(reverse("people:officers") + f"?day={DAY}&q=may+sao+mai")
    shown = names(page)
    assert len(shown) == 3
    with page.expect_download() as loaded:
        page.get_by_role("link", name="Xuất CSV").click()
    loaded.value.save_as(tmp_path / "a.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == shown
    assert {row[5] for row in rows[1:]} == {"Công đoàn cơ sở May Sao Mai"}
    page.get_by_role("button", name="Trích ngang (Excel)").click()
    expect(page.get_by_text("Tệp đã lập xong")).to_be_visible()
    expect(page.get_by_text(f"Số liệu tính đến ngày {DAY}")).to_be_visible()
    with page.expect_download() as loaded:
        page.get_by_role("button", name="Tải về").click()
    loaded.value.save_as(tmp_path / "a.xlsx")
    cells = [str(cell.value) for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active for cell in row]
    assert sorted(name for name in ORDER if name in cells) == sorted(shown)
    page.get_by_role("link", name="Quay lại danh sách").click()
    assert names(page) == shown


def test_two_records_of_one_person_are_merged_undone_and_kept_apart(page: Page, cast, sign_in) -> None:
    first = Person.objects.get(name="Đặng Ưởng")
    twin = make.person(first.name, born=first.born, sex=first.sex)
    held = {"body": BodyKind.EXECUTIVE_COMMITTEE, "post": Post.MEMBER, "from_day": make.BEGAN}
    actions.record_post(actor=SYSTEM, person=twin, unit=cast["unions"][1], **held)
    sign_in(page, cast["user"])
    page.goto(reverse("people:duplicates"))
    page.get_by_role("link", name=re.compile("^So sánh")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("So sánh hai hồ sơ")
    page.get_by_role("button", name="Gộp thành một hồ sơ").click()
    page.get_by_role("button", name="Đồng ý").click()
    expect(page.get_by_text("Đã gộp hai hồ sơ của Đặng Ưởng")).to_be_visible()
    assert Person.objects.filter(name="Đặng Ưởng").count() == 1
    page.goto(reverse("people:duplicates") + "?xem=gop")
    page.get_by_role("link", name="Hoàn tác").click()
    page.locator("main").get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("status").first).to_be_visible()
    assert Person.objects.filter(name="Đặng Ưởng").count() == 2
    page.goto(reverse("people:duplicates"))
    page.get_by_role("link", name=re.compile("^So sánh")).click()
    page.get_by_role("link", name="Hai người khác nhau").click()
    page.get_by_label("Lý do").fill("Hai chị em họ")
    page.get_by_role("button", name="Xác nhận hai người khác nhau").click()
    expect(page.get_by_text("Không có hồ sơ nào nghi trùng.")).to_be_visible()
    assert KeptApart.objects.get().reason == "Hai chị em họ"
