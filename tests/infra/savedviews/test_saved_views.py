"""A view kept of a list opens the same list again; nobody sees or loses another's."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.savedviews.actions import MOST, save_view
from nongcot.infra.savedviews.models import SavedView
from nongcot.infra.savedviews.queries import kept_of
from nongcot.kernel.errors import Refused
from tests.factories import people as make

OFFICERS = "people:officers"


@pytest.fixture
def user(db):
    return make.officer(make.federation())


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def save(client: Client, name: str, query: str, page: str = OFFICERS):
    return client.post(reverse("savedviews:save"), {"page": page, "name": name, "query": query})


def test_a_view_is_saved_shown_opened_and_forgotten(user):
    client = signed_in(user)
    answer = save(client, "Chủ tịch nữ", "sex=female&post=chair&day=01/07/2026&after=x.1.1")
    assert answer.url == reverse(OFFICERS) + "?post=chair&sex=female"
    view = SavedView.objects.get()
    plain = client.get(reverse(OFFICERS)).content.decode()
    assert f'href="{reverse(OFFICERS)}?post=chair&amp;sex=female"' in plain
    assert "Bỏ cách xem này" in client.get(answer.url).content.decode()
    gone = client.post(reverse("savedviews:forget", args=[view.pk]))
    assert not SavedView.objects.exists()
    after = client.get(gone.url).content.decode()
    assert 'value="Chủ tịch nữ"' in after  # ready to be saved again
    assert AuditEntry.objects.filter(action__startswith="savedviews.").count() == 2


def test_the_same_name_again_gets_the_new_query_and_the_same_query_leaves_no_trace(user):
    save_view(actor=user, page=OFFICERS, name="Của tôi", query="sex=female")
    save_view(actor=user, page=OFFICERS, name="Của tôi", query="sex=female")
    assert AuditEntry.objects.filter(action="savedviews.save_view").count() == 1
    save_view(actor=user, page=OFFICERS, name="Của tôi", query="sex=male")
    assert SavedView.objects.get().query == "sex=male"


def test_what_narrows_nothing_goes_nowhere_or_is_too_much_is_refused(user):
    for page, query in [(OFFICERS, "day=1/1/2026&q=+"), ("accounts:mine", "a=b"), (OFFICERS, "q=" + "a" * 1001)]:
        with pytest.raises(Refused):
            save_view(actor=user, page=page, name="x", query=query)
    for number in range(MOST):
        save_view(actor=user, page=OFFICERS, name=f"Xem {number}", query="sex=male")
    with pytest.raises(Refused):
        save_view(actor=user, page=OFFICERS, name="Thêm", query="sex=male")
    save_view(actor=user, page=OFFICERS, name="Xem 0", query="sex=female")
    assert SavedView.objects.count() == MOST


def test_anothers_view_is_neither_shown_nor_forgotten(user):
    view = save_view(actor=make.officer(make.federation("khac")), page=OFFICERS, name="Riêng", query="sex=male")
    client = signed_in(user)
    assert "Riêng" not in client.get(reverse(OFFICERS)).content.decode()
    assert client.post(reverse("savedviews:forget", args=[view.pk])).status_code == 404
    assert SavedView.objects.filter(pk=view.pk).exists()


def test_hostile_names_and_queries_come_back_as_text(user):
    client, name = signed_in(user), '"><script>alert(1)</script>'
    answer = save(client, name, urlencode({"q": name, "next": "https://example.org/"}))
    assert answer.url.startswith(reverse(OFFICERS) + "?")
    page = client.get(answer.url).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert save(client, "Xa", "a=b", page="https://example.org/").status_code == 404


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=5), max_size=5))
def test_what_is_kept_of_a_query_is_kept_again_as_it_is(pairs):
    once = kept_of(urlencode(pairs))
    assert kept_of(once) == once
