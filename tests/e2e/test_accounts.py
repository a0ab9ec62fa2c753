"""Second factor, passkeys, sessions and the guided start, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nongcot.config.start import code
from nongcot.infra.accounts import factors
from nongcot.infra.accounts.models import SignInRecord, User
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import Unit
from tests.e2e.steps import follow
from tests.factories import people as make
from tests.factories.people import PASSWORD
from tests.infra.accounts.conftest import SECRET, code_of


@pytest.fixture
def authenticator() -> Callable[[Page], None]:
    """``authenticator(page)``: the page's browser has a phone-like authenticator that knows its owner's finger."""

    def give(page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable", {"enableUI": False})
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    return give


def give_password(page: Page, username: str = "hoa") -> None:
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def test_a_passkey_is_made_and_then_signs_in_alone_and_as_second_step(page, authenticator, assert_accessible, picture):
    user = make.officer(make.federation(), Role.FEDERATION_OFFICER, "hoa")
    authenticator(page)
    give_password(page)
    page.goto("/tai-khoan/hai-lop/")
    picture(page, "account-factors")
    assert_accessible(page)
    page.get_by_role("link", name="Thêm khóa truy cập").click()
    page.get_by_label("Tên gợi nhớ").fill("Máy cơ quan")
    picture(page, "account-passkey-add")
    assert_accessible(page)
    page.get_by_role("button", name="Tạo khóa truy cập").click()
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    picture(page, "account-recovery")
    assert_accessible(page)
    page.get_by_role("button", name="Tôi đã cất giữ các mã này").click()
    expect(page.get_by_role("button", name="Gỡ Máy cơ quan")).to_be_visible()
    assert [key.name for key in factors.of(user).passkeys] == ["Máy cơ quan"]

    page.context.clear_cookies()
    page.goto("/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.get_by_role("heading", name="Việc cần làm")).to_be_visible()

    page.context.clear_cookies()
    give_password(page)
    expect(page.get_by_role("heading", name="Xác thực hai lớp")).to_be_visible()
    picture(page, "sign-in-second-step")
    assert_accessible(page)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page.get_by_role("heading", name="Việc cần làm")).to_be_visible()
    how = SignInRecord.objects.filter(outcome="signed_in").order_by("id").values_list("how", flat=True)
    assert list(how) == ["password", "passkey", "password_and_passkey"]


def test_a_browser_without_the_passkey_says_so_and_the_password_still_works(page, open_page, authenticator):
    user = make.officer(make.federation(), Role.FEDERATION_OFFICER, "hoa")
    factors.add_app(user, SECRET, counter=0)
    authenticator(page)
    page.goto("/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.get_by_text("Chưa đăng nhập được bằng khóa truy cập.")).to_be_visible()
    give_password(page)
    page.get_by_label("Mã xác thực").fill(code_of())
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_role("heading", name="Việc cần làm")).to_be_visible()


def test_the_account_shows_where_one_is_signed_in_and_ends_it(page, open_page, assert_accessible, picture):
    make.officer(make.federation(), Role.FEDERATION_OFFICER, "hoa")
    elsewhere = open_page(360)
    give_password(elsewhere)
    give_password(page)
    page.goto("/tai-khoan/")
    expect(page.get_by_text("phiên này")).to_have_count(1)
    picture(page, "account")
    assert_accessible(page)
    page.get_by_role("button", name="Kết thúc", exact=False).first.click()
    expect(page.get_by_text("Đã kết thúc phiên đăng nhập đó.")).to_be_visible()
    elsewhere.goto("/tai-khoan/")
    expect(elsewhere.get_by_role("button", name="Đăng nhập", exact=True)).to_be_visible()


def test_an_officer_finds_a_login_and_makes_a_link_that_opens_the_way_back_in(page, phone, assert_accessible, picture):
    top = make.federation()
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    make.officer(ward, Role.SUPERIOR_OFFICER, "phuong")
    make.officer(make.unit("Công đoàn cơ sở May", under=ward), Role.CHAIR, "chu-tich")
    give_password(page, "phuong")
    page.goto("/nguoi-dung/")
    picture(page, "users")
    assert_accessible(page)
    follow(page.get_by_role("link", name="Người dùng chu-tich"))
    picture(page, "user")
    assert_accessible(page)
    follow(page.get_by_role("button", name="Tạo liên kết đặt mật khẩu"))
    picture(page, "user-link")
    assert_accessible(page)
    phone.goto(page.get_by_label("Liên kết", exact=True).input_value())
    picture(phone, "reset-password")
    assert_accessible(phone)
    phone.get_by_label("Mật khẩu mới", exact=True).fill("mat-khau-khac-han")
    phone.get_by_label("Nhập lại mật khẩu mới").fill("mat-khau-khac-han")
    phone.get_by_role("button", name="Đặt mật khẩu").click()
    expect(phone.get_by_text("Mọi phiên và mã truy cập cũ đã kết thúc.", exact=False)).to_be_visible()


def test_a_locked_page_and_a_forgotten_password_say_what_to_do(phone, assert_accessible, picture):
    make.user("hoa")
    for _ in range(5):
        phone.goto("/dang-nhap/")
        phone.get_by_label("Tên đăng nhập").fill("hoa")
        phone.get_by_label("Mật khẩu").fill("sai")
        phone.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(phone.get_by_text("Xin đợi 15 phút rồi thử lại.")).to_be_visible()
    picture(phone, "sign-in-locked")
    assert_accessible(phone)
    phone.goto("/quen-mat-khau/")
    picture(phone, "forgotten")
    assert_accessible(phone)


@pytest.fixture
def start_home(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path
    settings.REQUIRE_SECOND_FACTOR = frozenset({"federation_officer"})


def test_an_empty_installation_is_started_in_four_steps(page, start_home, assert_accessible, picture):
    page.goto("/")
    picture(page, "start")
    assert_accessible(page)
    page.get_by_label("Mã bắt đầu").fill(code.current().lower())
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_label("Tên Liên đoàn Lao động").fill("Liên đoàn Lao động tỉnh Sao Mai")
    picture(page, "start-federation")
    assert_accessible(page)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Lan")
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    picture(page, "start-administrator")
    assert_accessible(page)
    page.get_by_role("button", name="Tạo tài khoản quản trị").click()

    expect(page.get_by_text("Vai trò của bạn phải có xác thực hai lớp.")).to_be_visible()
    page.get_by_role("link", name="Thêm ứng dụng tạo mã").click()
    page.get_by_text("Không quét được?").click()
    secret = re.sub(r"\s", "", page.locator("#secret").inner_text())
    picture(page, "account-code-app")
    assert_accessible(page)
    page.get_by_label("Mã 6 chữ số").fill(code_of(secret))
    page.get_by_role("button", name="Bật xác thực hai lớp").click()
    page.get_by_role("button", name="Tôi đã cất giữ các mã này").click()

    expect(page.get_by_role("heading", name="Bảng tính đầu tiên")).to_be_visible()
    picture(page, "start-spreadsheet")
    assert_accessible(page)
    page.get_by_role("link", name="Đưa bảng tính vào").click()
    expect(page).to_have_url(re.compile(r"/nhap-du-lieu/$"))
    assert Unit.objects.get().name == "Liên đoàn Lao động tỉnh Sao Mai"
    assert factors.of(User.objects.get()).app
