"""The dashboard in a browser: both widths, light and dark; pictures clicked, tables read without scripts."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from nongcot.kernel import clock
from nongcot.people.kinds import Post, Role, UnitKind
from tests.factories import people as make


@pytest.fixture
def officer():
    """A federation with two wards, a union in need, chairs to count."""
    top = make.federation()
    wards = [make.unit(f"Công đoàn phường {name}", under=top, kind=UnitKind.DIRECT_SUPERIOR) for name in ("An", "Bình")]
    for number in range(6):
        union = make.unit(f"Công đoàn cơ sở Số {number}", under=wards[number % 2])
        sex = "female" if number % 2 else "male"
        make.post(make.person(born="1985-07-05", sex=sex, education="Đại học"), union, Post.CHAIR)
        make.term(union, planned_end=date(clock.today().year + number, 6, 1))
    make.duty(union, "committee.no_chair", opened_on=clock.today())
    make.duty(make.unit("Công đoàn cơ sở Cảng", under=top), "committee.vacant_seats", opened_on=clock.today())
    return make.officer(top, Role.FEDERATION_OFFICER)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_dashboard_is_accessible_and_fits_a_phone(dark, page, officer, sign_in, assert_accessible, picture):
    if dark:
        page.emulate_media(color_scheme="dark")
    sign_in(page, officer)
    page.goto("/tinh-hinh/")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert_accessible(page)
        expect(page.locator(".drawing-wide" if width == 1280 else ".drawing-narrow").first).to_be_visible()
    for summary in page.locator(".numbers > summary").all():
        summary.click()
    assert_accessible(page)
    picture(page, "dark-dashboard-tables" if dark else "dashboard-tables")


def test_a_part_of_a_picture_opens_its_list(page, officer, sign_in):
    sign_in(page, officer)
    page.goto("/tinh-hinh/")
    page.locator("#ages svg a rect").first.click()
    expect(page).to_have_url(re.compile(r"/tinh-hinh/ages/40-49\.female/"))
    expect(page.locator("tbody tr")).to_have_count(3)


def test_figures_and_tables_need_no_script(browser, live_server, officer, sign_in):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, officer)
    page.goto("/tinh-hinh/")
    page.locator("#terms summary").click()
    page.locator("#terms tbody a").first.click()
    expect(page.locator("tbody tr")).to_have_count(1)
    context.close()
