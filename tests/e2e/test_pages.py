"""The first pages as a person uses them: signing in, doing what is due, looking somebody up, as of any day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people import actions
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post, Role, UnitKind
from tests.factories import people as make
from tests.factories.people import PASSWORD, SYSTEM

MOVE = date(2025, 7, 1)
FIRST_LOAD = 150_000
HOSTILE = "Công ty <script>alert('Đào')</script> & Con"


def days(n: int) -> date:
    return clock.today() + timedelta(days=n)


@pytest.fixture
def cast() -> dict[str, Any]:
    """A federation, a ward moved from a district, a factory with a committee, duties near and far."""
    top = make.federation()
    district = make.unit("Liên đoàn Lao động huyện Bình Khê", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    factory = make.unit("Công đoàn cơ sở Công ty May Sao Mai", under=district)
    actions.move_unit(actor=SYSTEM, unit=factory, superior=ward, day=MOVE)
    actions.rename_unit(actor=SYSTEM, unit=factory, name="Công đoàn cơ sở May Sao Mai Xanh", day=MOVE)
    for year, members, women in ((2023, 310, 210), (2024, 342, 240), (2025, 280, 190)):
        actions.count_members(actor=SYSTEM, unit=factory, day=date(year, 12, 31), members=members, women=women)
    make.term(factory, from_day=date(2023, 3, 1), planned_end=date(2028, 3, 1), seats=5)
    earlier = make.post(make.person("Lý Thị Bưởi"), factory, Post.CHAIR)
    actions.end_post(actor=SYSTEM, held=earlier, day=MOVE, reason=EndReason.RETIRED)
    who = make.person(
        "Đặng Thị Ưởng", citizen_id="079085005687", phone="+84912345678", born="1985-07-05", ethnicity="Kinh"
    )
    make.post(who, factory, Post.CHAIR, from_day=MOVE, mandate=Mandate.BY_ELECTION, decision_number="12/QĐ-LĐLĐ")
    make.post(make.person("Trần Văn Hòa"), factory, Post.MEMBER, from_day=MOVE)
    make.post(make.person("Vũ An"), factory, Post.HEAD, of=BodyKind.INSPECTION_COMMITTEE, from_day=MOVE)
    hostile = make.unit(HOSTILE, under=ward)
    facts = {"shape": 1, "vacant": 3, "seats": 5, "vacant_since": "2026-09-01"}
    seats = make.duty(factory, "committee.vacant_seats", facts=facts, due_on=days(-12), opened_on=days(-40))
    make.duty(factory, "term.ending", facts={"shape": 1, "ends_on": "2028-03-01"}, due_on=days(5))
    make.duty(hostile, "committee.no_chair", due_on=days(90))
    user = make.officer(top, Role.FEDERATION_OFFICER, "hoa")
    return {"top": top, "ward": ward, "factory": factory, "who": who, "duty": seats, "user": user, "hostile": hostile}


def addresses(cast: dict[str, Any]) -> dict[str, str]:
    return {
        "inbox": "/",
        "inbox-narrowed": "/?kind=data.missing",
        "duty": f"/viec/{cast['duty'].pk}/",
        "units": "/don-vi/",
        "units-found": "/don-vi/?q=cong&ended=on",
        "unit": f"/don-vi/{cast['factory'].pk}/",
        "unit-past": f"/don-vi/{cast['factory'].pk}/?day=01/05/2024",
        "unit-hostile": f"/don-vi/{cast['hostile'].pk}/",
        "officers": "/can-bo/",
        "officers-none": "/can-bo/?q=khong+co+ai",
        "officer": f"/can-bo/{cast['who'].pk}/",
        "rules": "/quy-dinh/",
        "rule": "/quy-dinh/committee.maximum/",
        "rule-enter": "/quy-dinh/committee.maximum/nhap/",
        "deadline-enter": "/quy-dinh/deadline.vacancy/nhap/",
        "account": "/tai-khoan/",
        "not-found": "/khong-co/",
    }


def test_signing_in_leads_to_what_is_due(page, cast, assert_accessible, picture):
    page.goto("/")
    expect(page).to_have_title("Đăng nhập · Nòng Cốt")
    assert_accessible(page)
    picture(page, "sign-in")
    page.get_by_label("Tên đăng nhập").fill("hoa")
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Tên đăng nhập hoặc mật khẩu không đúng")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc cần làm")
    expect(page.get_by_text("quá hạn 12 ngày")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_is_accessible_and_fits_a_phone(dark, page, cast, sign_in, assert_accessible, picture):
    if dark:
        page.emulate_media(color_scheme="dark")
    sign_in(page, cast["user"])
    for name, address in addresses(cast).items():
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        assert_accessible(page)
        page.set_viewport_size({"width": 360, "height": 800})
        assert_accessible(page)
        picture(page, f"dark-{name}" if dark else name)
        page.set_viewport_size({"width": 1280, "height": 800})


def test_a_duty_is_opened_and_postponed(phone, cast, sign_in):
    sign_in(phone, cast["user"])
    phone.goto("/")
    phone.get_by_role("link", name="Hoãn Khuyết ủy viên Ban Chấp hành").click()
    phone.get_by_label("Hoãn đến ngày").fill(f"{days(20):%d/%m/%Y}")
    phone.get_by_label("Lý do").fill("Chờ hội nghị Ban Chấp hành")
    phone.get_by_role("button", name="Hoãn").click()
    expect(phone.get_by_role("status")).to_contain_text("Đã hoãn")
    expect(phone.get_by_text("quá hạn 12 ngày")).to_have_count(0)
    phone.get_by_role("link", name="Đã hoãn").click()
    expect(phone.get_by_text("quá hạn 12 ngày")).to_be_visible()


def test_a_duty_leads_to_the_place_where_it_is_resolved(page, cast, sign_in):
    sign_in(page, cast["user"])
    page.goto("/")
    page.get_by_role("link", name="Xử lý Khuyết ủy viên Ban Chấp hành").click()
    expect(page).to_have_url(re.compile(r"/kien-toan/ho-so/\d+/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiện toàn: Ủy viên Ban Chấp hành")


def test_the_tree_opens_a_branch_when_clicked(page, cast, sign_in):
    sign_in(page, cast["user"])
    page.goto("/don-vi/")
    expect(page.get_by_text("May Sao Mai Xanh")).to_have_count(0)
    page.locator("summary", has_text="Công đoàn phường An Phú").click()
    page.get_by_role("link", name="Công đoàn cơ sở May Sao Mai Xanh").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Công đoàn cơ sở May Sao Mai Xanh")


def test_officers_are_found_while_typing_without_diacritics(page, cast, sign_in):
    sign_in(page, cast["user"])
    page.goto("/can-bo/")
    expect(page.get_by_role("link", name="Vũ An")).to_be_visible()
    page.get_by_label("Tên cán bộ hoặc đơn vị").press_sequentially("dang uong")
    expect(page.get_by_role("link", name="Vũ An")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"q=dang"))
    page.get_by_role("link", name="Đặng Thị Ưởng").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đặng Thị Ưởng")


def test_the_citizen_id_is_shown_on_demand_and_the_view_is_kept(page, cast, sign_in):
    sign_in(page, cast["user"])
    page.goto(f"/can-bo/{cast['who'].pk}/")
    expect(page.get_by_text("079085005687")).to_have_count(0)
    page.get_by_role("button", name="Xem đầy đủ").click()
    expect(page.get_by_text("079085005687")).to_be_visible()
    assert AuditEntry.objects.filter(action="people.view_citizen_id", object_id=str(cast["who"].pk)).count() == 1


def test_another_day_is_chosen_and_left_again(phone, cast, sign_in):
    sign_in(phone, cast["user"])
    phone.goto(f"/don-vi/{cast['factory'].pk}/")
    phone.get_by_label("Số liệu tính đến ngày").fill("1/5/2024")
    phone.get_by_role("button", name="Xem", exact=True).click()
    expect(phone.get_by_text("Không phải hôm nay")).to_be_visible()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Công đoàn cơ sở Công ty May Sao Mai")
    expect(phone.locator("#bodies").get_by_role("link", name="Lý Thị Bưởi")).to_be_visible()
    phone.locator("#bodies").get_by_role("link", name="Lý Thị Bưởi").click()
    expect(phone.get_by_text("Không phải hôm nay")).to_be_visible()
    phone.get_by_role("link", name="Về hôm nay").click()
    expect(phone.get_by_text("Không phải hôm nay")).to_have_count(0)


def test_a_deadline_is_decided_and_shown(page, cast, sign_in):
    sign_in(page, cast["user"])
    page.goto("/quy-dinh/")
    page.get_by_role("link", name="Quyết định Số ngày để bổ sung chức danh, ủy viên khuyết").click()
    page.locator("input[name^=value_]").fill("45")
    page.get_by_label("Áp dụng từ ngày").fill("01/01/2026")
    page.get_by_label("Người hoặc tập thể quyết định").fill("Ban Thường vụ")
    page.get_by_role("button", name="Ghi mức này").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi mức mới")
    expect(page.get_by_text("45 ngày")).to_be_visible()


def test_the_language_is_switched_and_the_person_signs_out(page, cast, sign_in):
    sign_in(page, cast["user"])
    page.goto("/can-bo/")
    page.locator(".top .menu summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"/can-bo/$"))
    page.locator(".top .menu summary").click()
    page.locator("form[action='/dang-xuat/'] button").click()
    expect(page).to_have_url(re.compile(r"/dang-nhap/$"))


def test_the_menu_closes_when_one_clicks_elsewhere_or_escapes(page, cast, sign_in):
    sign_in(page, cast["user"])
    page.goto("/don-vi/")
    for leave in (lambda: page.locator("h1").click(), lambda: page.keyboard.press("Escape")):
        page.locator(".top .menu summary").click()
        expect(page.get_by_role("button", name="English")).to_be_visible()
        leave()
        expect(page.get_by_role("button", name="English")).to_be_hidden()


def test_the_keyboard_reaches_the_content_first(page, cast, sign_in):
    sign_in(page, cast["user"])
    page.goto("/don-vi/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_what_a_finger_touches_on_a_phone_is_large_enough(phone, cast, sign_in):
    sign_in(phone, cast["user"])
    for address in addresses(cast).values():
        phone.goto(address)
        small = phone.eval_on_selector_all(
            ".button, .nav a, .chip, .menu > summary, select, summary, .pick-row, "
            "input:not([type=hidden], [type=checkbox], .sr, .pick-row input)",
            "all => all.filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)",
        )
        assert small == [], address


def test_everything_works_without_javascript(browser, live_server, cast, sign_in):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 800}
    )
    page = context.new_page()
    sign_in(page, cast["user"])
    page.goto("/don-vi/")
    page.locator("summary", has_text="Công đoàn phường An Phú").click()
    page.get_by_role("link", name="Xem các đơn vị trực thuộc").first.click()
    expect(page.get_by_role("link", name="Công đoàn cơ sở May Sao Mai Xanh")).to_be_visible()
    page.goto("/can-bo/")
    page.get_by_label("Tên cán bộ hoặc đơn vị").fill("uong")
    page.get_by_role("button", name="Tìm").click()
    expect(page.get_by_role("link", name="Đặng Thị Ưởng")).to_be_visible()
    expect(page.get_by_role("link", name="Vũ An")).to_have_count(0)
    context.close()


def test_the_first_load_of_the_inbox_stays_within_its_budget(browser, live_server, cast, sign_in):
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    sign_in(page, cast["user"])
    # what is sent compressed on the wire by the real server; the test server sends scripts and styles plain
    sizes: dict[str, int] = {}
    page.on("response", lambda response: sizes.__setitem__(response.url, response.request.sizes()["responseBodySize"]))
    page.goto("/", wait_until="networkidle")
    assert any("app.css" in url for url in sizes)
    plain = sum(size for url, size in sizes.items() if not url.endswith(("htmx-2.min.js", "app.css")))
    packed = sum(size for url, size in sizes.items() if url.endswith(("htmx-2.min.js", "app.css"))) / 2.8
    assert plain + packed < FIRST_LOAD, sizes
    context.close()


def test_a_hostile_name_is_shown_as_it_is(page, cast, sign_in):
    sign_in(page, cast["user"])
    page.goto("/?view=others")
    expect(page.get_by_role("link", name=HOSTILE, exact=True).first).to_be_visible()


def test_a_list_prints_without_its_controls(page, cast, sign_in):
    sign_in(page, cast["user"])
    page.goto("/can-bo/")
    page.emulate_media(media="print")
    expect(page.get_by_text("Đặng Thị Ưởng")).to_be_visible()
    for control in (".top", ".nav", ".filters", ".actions"):
        expect(page.locator(control).first).to_be_hidden()
