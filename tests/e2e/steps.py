"""Steps that the browser tests share."""

from __future__ import annotations

from playwright.sync_api import Locator


def follow(link: Locator) -> None:
    """Click ``link`` (or a button that sends a form) and wait until the page it leads to has been loaded.

    A click alone may come back while the old page is still there; what then looks the page over as a whole (axe, its
    width, the database behind it) would look at the old one, or at one that is just going away.
    """
    with link.page.expect_navigation():
        link.click()
