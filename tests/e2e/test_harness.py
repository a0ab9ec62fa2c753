"""The browser fixtures themselves: they must be able to fail."""

import pytest

GOOD = """<!doctype html><html lang="vi"><head><title>Thử</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Công đoàn cơ sở</h1><p>Đủ dấu: ẵ ữ ợ</p></main></body></html>"""
BAD = """<!doctype html><html><head><title></title></head><body><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<input></body></html>"""


def test_a_good_page_is_accessible_and_pictured(page, assert_accessible, picture):
    page.set_content(GOOD)
    assert_accessible(page)
    picture(page, "harness")
    assert page.viewport_size["width"] == 1280


def test_a_bad_page_is_not_accessible(page, assert_accessible):
    page.set_content(BAD)
    with pytest.raises(AssertionError) as failure:
        assert_accessible(page)
    for rule in ("document-title", "html-has-lang", "image-alt", "label"):
        assert rule in str(failure.value)


def test_a_page_that_scrolls_sideways_is_noticed(phone, picture):
    phone.set_content('<body><div style="width: 2000px">rộng</div></body>')
    with pytest.raises(AssertionError, match="scrolls sideways"):
        picture(phone, "harness-wide")


def test_the_live_server_answers(page, live_server):
    assert page.goto("/").status in {200, 302, 404}
