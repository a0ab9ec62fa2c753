"""A real Chromium on a real server: the fixtures of the browser tests.

``page``              a fresh page, 1280 px wide, Vietnamese; the test fails when its console shows an error
``phone``             the same at 360 px
``open_page``         ``open_page(width)``: as many as wanted, each with cookies of its own
``sign_in``           ``sign_in(page, user)``: a session for the user, without the form
``live_server``       pytest-django's: the application in a thread, with ``live_server.url``
``assert_accessible`` ``assert_accessible(page)``: no violation of WCAG 2.2 A or AA
``picture``           ``picture(page, "inbox")``: fails when the page scrolls sideways at 360 px; with ``--pictures``
                      keeps whole-page pictures at 360 and 1280 px in e2e-pictures/ to look at
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / "e2e-pictures"
NARROW, WIDE = 360, 1280
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],  # not every element that keeps every rule as well
}
# an open menu lies over what is below it, which is then no target of its whole size
RUN = """options => axe.run({...options,
  rules: {'target-size': {enabled: !document.querySelector('details.menu[open]')}}}).then(found => found.violations)"""
# what a finger touches on a phone and is lower than 44 px
TOO_SMALL = """() => Array.from(document.querySelectorAll(
  '.button, .nav a, .chip, .menu > summary, select, summary, .pick-row, '
  + 'input:not([type=hidden], [type=checkbox], [type=radio], .sr, .pick-row input)'))
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 200))"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is a browser test with a database that its server's thread can see."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    # playwright's sync API runs an event loop in this thread, where Django would otherwise refuse the database
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), headless=True, args=ARGUMENTS)
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[[int], Page]]:
    """``open_page(width)``: a page of its own browser context whose console errors fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_at(width: int) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale="vi-VN",
            viewport={"width": width, "height": 800},
            timezone_id="Asia/Ho_Chi_Minh",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_at
    for context in contexts:
        context.close()
    # the browser itself reports a page's 403, 404 or 429, and that there is no network; a test about one says so
    known = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
    assert [said for said in complaints if not any(words in said for words in known)] == []


@pytest.fixture
def page(open_page: Callable[[int], Page]) -> Page:
    return open_page(WIDE)


@pytest.fixture
def phone(open_page: Callable[[int], Page]) -> Page:
    return open_page(NARROW)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """``sign_in(page, user)`` gives the page's browser a session of the user."""

    def give_session(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return give_session


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """``assert_accessible(page)`` fails with every broken rule of WCAG 2.2 A and AA and the elements that break it."""
    from axe_playwright_python.sync_playwright import Axe

    script = Axe().axe_script

    def check(page: Page) -> None:
        if not page.evaluate("() => Boolean(window.axe)"):  # half a megabyte: once a page, not once a size
            page.evaluate(script)
        violations = page.evaluate(RUN, RULES)
        told = [
            f"{each['id']} ({each['impact']}): {each['help']}\n    "
            + "\n    ".join(node["html"] for node in each["nodes"])
            for each in violations
        ]
        assert not told, "\n" + "\n".join(told)

    return check


@pytest.fixture
def picture(pytestconfig: pytest.Config) -> Callable[..., None]:
    """``picture(page, name)`` fails when the page scrolls sideways at 360 px; with ``--pictures`` keeps both widths."""
    kept = pytestconfig.getoption("--pictures")

    def take(page: Page, name: str) -> None:
        before = page.viewport_size
        for width in (WIDE, NARROW) if kept else (NARROW,):
            page.set_viewport_size({"width": width, "height": 800})
            if kept:
                file = PICTURES / f"{re.sub(r'[^a-z0-9-]+', '-', name.lower())}-{width}.png"
                page.screenshot(path=file, full_page=True)
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if before:
            page.set_viewport_size(before)
        assert sideways <= 0, f"{name}: scrolls sideways by {sideways} px at {NARROW} px"

    return take
