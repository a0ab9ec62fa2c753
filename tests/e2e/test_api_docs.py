"""The API's documentation in a real browser, under our own Content-Security-Policy and without any foreign server."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("width", [360, 1280])
def test_the_documentation_opens_and_an_operation_unfolds(open_page, width):
    page = open_page(width)
    foreign = []
    page.on("request", lambda asked: foreign.append(asked.url))
    page.goto("/api/docs")
    operation = page.locator(".opblock-summary-path", has_text="/api/posts").first
    operation.wait_for()
    operation.click()
    page.locator(".opblock-body").first.wait_for()
    assert {url.split("/")[2] for url in foreign if url.startswith("http")} == {page.url.split("/")[2]}
