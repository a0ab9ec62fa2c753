"""What the reader sees when something cannot be shown, and what every answer carries."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from nongcot.infra.rulebook.api import rulebook
from nongcot.infra.rulebook.middleware import RulebookMiddleware
from nongcot.regulations import NotInForce, NotOnFile
from tests.factories import people as make


@pytest.mark.django_db
def test_what_is_not_there_is_said_in_vietnamese(client):
    client.force_login(make.user())
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "Không tìm thấy" in response.content.decode()


@pytest.mark.django_db
def test_what_is_not_allowed_is_said_in_vietnamese(client):
    client.force_login(make.user())
    response = client.get("/quy-dinh/deadline.vacancy/nhap/")
    assert response.status_code == 403
    assert "Không có quyền" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_to_be_sent_again():
    client = Client(enforce_csrf_checks=True)
    make.user("hoa")
    response = client.post("/dang-nhap/", {"username": "hoa", "password": make.PASSWORD})
    assert response.status_code == 403
    assert "Phiên làm việc đã cũ" in response.content.decode()


@pytest.mark.parametrize(("name", "words"), [("400", "Yêu cầu không hợp lệ"), ("500", "Hệ thống gặp lỗi")])
def test_pages_of_errors_need_no_request(name, words):
    with translation.override("vi"):
        assert words in render_to_string(f"{name}.html")


def page_about(error: Exception) -> str | None:
    request: HttpRequest = RequestFactory().get("/")
    with translation.override("vi"):
        response = RulebookMiddleware(lambda _request: None).process_exception(request, error)
    return None if response is None else f"{response.status_code} {response.content.decode()}"


@pytest.mark.django_db
def test_a_rule_that_is_not_on_file_is_named_with_a_way_to_enter_it():
    with pytest.raises(NotOnFile) as raised:
        rulebook().at("allowance.commune_table", date(2026, 5, 1))
    page = page_about(raised.value)
    assert page.startswith("409")
    assert "613/QĐ-TLĐ" in page
    assert "/quy-dinh/allowance.commune_table/" in page


@pytest.mark.django_db
def test_a_day_without_a_value_is_said_and_other_errors_are_left_alone():
    with pytest.raises(NotInForce) as raised:
        rulebook().at("committee.maximum", date(1990, 1, 1), members=10)
    assert "01/01/1990" in page_about(raised.value)
    assert page_about(ValueError("x")) is None


@pytest.mark.django_db
def test_every_page_carries_the_strict_content_policy(client):
    policy = client.get("/dang-nhap/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
