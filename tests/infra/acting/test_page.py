"""A page for one action: asked through a small site of its own that renames a unit."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.test import Client
from django.urls import include, path

from nongcot.config.urls import urlpatterns as house
from nongcot.infra.acting.models import Submission
from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.people.api import count_members, rename_unit
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import Unit, UnitName
from tests.factories import people as make

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


class Rename(forms.Form):
    name = forms.CharField(max_length=300)


def rename(request, pk):
    unit = Unit.objects.get(pk=pk)

    def perform(given):
        if given["name"] == "không":
            raise Refused("Tên này không được.")
        rename_unit(actor=request.user, unit=unit, name=given["name"], day=clock.today())
        return Done("Đã đổi tên.", f"/don-vi/{pk}/")

    def preview(given):
        return ["Tên mới rất dài."] if len(given["name"]) > 50 else []

    page = ActionPage(
        title="Đổi tên", form=Rename, perform=perform, back=f"/don-vi/{pk}/", units=[pk], preview=preview, danger=True
    )
    return page.answer(request)


urlpatterns = [path("doi-ten/<int:pk>/", rename), path("", include(house))]


@pytest.fixture
def union(db) -> Unit:
    return make.unit("Công đoàn cơ sở An Phú", under=make.federation(), kind=UnitKind.ENTERPRISE)


@pytest.fixture
def client(union) -> Client:
    browser = Client()
    browser.force_login(make.officer(union, Role.SUPERIOR_OFFICER))
    return browser


def hidden(response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    assert found, name
    return found[1]


def opened(client: Client, union: Unit) -> dict[str, str]:
    response = client.get(f"/doi-ten/{union.pk}/")
    assert response.status_code == 200
    return {"once": hidden(response, "once"), "seen": hidden(response, "seen")}


def names(union: Unit) -> list[str]:
    return list(UnitName.objects.filter(unit=union).order_by("pk").values_list("name", flat=True))


def test_the_action_is_done_and_leads_to_its_page(client, union):
    response = client.post(f"/doi-ten/{union.pk}/", {**opened(client, union), "name": "Công đoàn Bình Khê"})
    assert (response.status_code, response["Location"]) == (302, f"/don-vi/{union.pk}/")
    assert names(union)[-1] == "Công đoàn Bình Khê"


def test_the_same_form_sent_twice_acts_once_and_leads_to_the_same_page(client, union):
    keys = opened(client, union)
    for _attempt in range(2):
        response = client.post(f"/doi-ten/{union.pk}/", {**keys, "name": "Công đoàn Bình Khê"})
        assert response["Location"] == f"/don-vi/{union.pk}/"
    assert names(union) == ["Công đoàn cơ sở An Phú", "Công đoàn Bình Khê"]
    assert AuditEntry.objects.filter(action="people.rename_unit").count() == 1
    assert "được ghi ở lần gửi trước" in client.get(f"/don-vi/{union.pk}/").content.decode()


def test_what_somebody_else_changed_is_shown_before_it_is_written_over(client, union):
    keys = opened(client, union)
    other = make.officer(union, Role.SUPERIOR_OFFICER, "le.van.khac")
    count_members(actor=other, unit=union, day=clock.today(), members=321, women=123)

    refused = client.post(f"/doi-ten/{union.pk}/", {**keys, "name": "Công đoàn của tôi"})
    page = refused.content.decode()
    assert refused.status_code == 422
    for said in (str(other), "321", 'value="Công đoàn của tôi"'):
        assert said in page
    assert len(names(union)) == 1

    again = {"once": hidden(refused, "once"), "seen": hidden(refused, "seen"), "name": "Công đoàn của tôi"}
    assert client.post(f"/doi-ten/{union.pk}/", again).status_code == 302
    assert names(union)[-1] == "Công đoàn của tôi"


def test_a_refusal_keeps_what_was_typed_and_writes_nothing(client, union):
    response = client.post(f"/doi-ten/{union.pk}/", {**opened(client, union), "name": "không"})
    assert response.status_code == 422
    assert "Tên này không được." in response.content.decode()
    assert Submission.objects.count() == 0


def test_a_form_that_is_not_valid_keeps_its_key(client, union):
    keys = opened(client, union)
    response = client.post(f"/doi-ten/{union.pk}/", {**keys, "name": ""})
    assert (response.status_code, hidden(response, "once")) == (422, keys["once"])


def test_a_preview_asks_first_and_asks_again_when_what_follows_has_changed(client, union):
    long = {**opened(client, union), "name": "Công đoàn " + "x" * 60}
    asked = client.post(f"/doi-ten/{union.pk}/", long)
    assert (asked.status_code, "Tên mới rất dài." in asked.content.decode()) == (200, True)
    assert client.post(f"/doi-ten/{union.pk}/", {**long, "confirmed": "something else"}).status_code == 200
    assert len(names(union)) == 1
    sure = {**long, "confirmed": hidden(asked, "confirmed")}
    assert client.post(f"/doi-ten/{union.pk}/", sure).status_code == 302
    assert len(names(union)) == 2


def test_one_key_cannot_mean_two_pages(client, union):
    keys = opened(client, union)
    other = make.unit("Công đoàn cơ sở khác", under=union, kind=UnitKind.MEMBER_UNION)
    assert client.post(f"/doi-ten/{union.pk}/", {**keys, "name": "Một"}).status_code == 302
    assert client.post(f"/doi-ten/{other.pk}/", {**keys, "name": "Hai"}).status_code == 422
    assert names(other) == ["Công đoàn cơ sở khác"]
