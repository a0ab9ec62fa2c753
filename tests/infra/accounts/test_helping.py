"""The way back in: one-time links, by an officer above or by e-mail; and the logins an officer answers for."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from nongcot.infra.accounts import actions, links, queries, tasks
from nongcot.infra.accounts.kinds import Outcome
from nongcot.infra.accounts.models import SignInRecord, User
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.people.kinds import Role, UnitKind
from tests.factories import people as make
from tests.factories.people import PASSWORD, SYSTEM

pytestmark = pytest.mark.django_db
FRESH = "mat-khau-khac-han"


@contextmanager
def travel(**further):
    now = clock.now() + timedelta(**further)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: now)
        yield


def use(link, password=FRESH):
    client = Client()
    form = client.get(link, follow=True)
    if not form.context["validlink"]:
        return None
    return client.post(form.request["PATH_INFO"], {"new_password1": password, "new_password2": password})


@pytest.fixture
def house():
    top = make.federation()
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    other = make.unit("Công đoàn phường Bình Khê", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    union = make.unit("Công đoàn cơ sở May", under=ward)
    return {
        "top": make.officer(top, Role.FEDERATION_OFFICER, "lien-doan"),
        "ward": make.officer(ward, Role.SUPERIOR_OFFICER, "phuong"),
        "other": make.officer(other, Role.SUPERIOR_OFFICER, "phuong-khac"),
        "chair": make.officer(union, Role.CHAIR, "chu-tich"),
        "nobody": make.user("moi"),
        "union": union,
    }


def helped(actor) -> set[str]:
    return {user.username for user in queries.users(actor)}


def test_an_officer_helps_those_below_and_nobody_beside_or_above(house):
    assert helped(house["top"]) == {"phuong", "phuong-khac", "chu-tich", "moi"}
    assert helped(house["ward"]) == {"chu-tich"}
    assert helped(house["other"]) == set()
    assert helped(house["chair"]) == set()


def test_who_also_has_a_role_elsewhere_is_helped_from_above_both_only(house):
    make.grant(house["chair"], house["other"].grants.get().unit, Role.READER)
    assert helped(house["ward"]) == set()
    assert "chu-tich" in helped(house["top"])


def test_a_federation_officer_of_a_ward_is_no_superiors_business(house):
    make.grant(house["chair"], house["union"], Role.FEDERATION_OFFICER)
    assert helped(house["ward"]) == set()


def test_a_role_that_begins_later_is_helped_as_it_will_be_then(house):
    later = {"from_day": clock.today() + timedelta(days=1)}
    make.grant(house["nobody"], house["union"], Role.CHAIR, **later)
    assert helped(house["ward"]) == {"chu-tich", "moi"}
    assert actions.make_password_link(actor=house["ward"], user=house["nobody"]).startswith("/dat-mat-khau/")
    make.grant(house["chair"], house["union"], Role.FEDERATION_OFFICER, **later)
    assert helped(house["ward"]) == {"moi"}
    with pytest.raises(PermissionDenied):
        actions.make_password_link(actor=house["ward"], user=house["chair"])


@pytest.mark.parametrize(
    "verb",
    [
        lambda actor, user: actions.make_password_link(actor=actor, user=user),
        lambda actor, user: actions.unlock_sign_in(actor=actor, user=user),
        lambda actor, user: actions.remove_second_factor(actor=actor, user=user, reason="Mất máy"),
        lambda actor, user: actions.block_user(actor=actor, user=user, reason="Nghỉ việc"),
        lambda actor, user: actions.unblock_user(actor=actor, user=user),
    ],
)
def test_no_verb_works_on_a_login_of_others(verb, house):
    for actor, user in (("ward", "phuong-khac"), ("ward", "top"), ("chair", "ward"), ("top", "top")):
        with pytest.raises(PermissionDenied):
            verb(house[actor], User.objects.get(pk=house.get(user, house["other"]).pk))
    assert AuditEntry.objects.filter(action__startswith="accounts.").count() == 0


def test_a_login_is_made_by_who_answers_for_others(house):
    made = actions.create_user(actor=house["ward"], username=" lan ", name="Nguyễn Thị Lan")
    assert (made.username, made.has_usable_password()) == ("lan", False)
    with pytest.raises(Refused, match="đã có"):
        actions.create_user(actor=house["ward"], username="lan", name="Khác")
    with pytest.raises(PermissionDenied):
        actions.create_user(actor=house["chair"], username="khac", name="Khác")


def test_a_link_sets_one_password_and_the_way_in_is_open(house):
    link = actions.make_password_link(actor=house["ward"], user=house["chair"])
    assert use(link)["Location"] == "/dang-nhap/"
    house["chair"].refresh_from_db()
    assert house["chair"].check_password(FRESH)
    assert use(link) is None
    entry = AuditEntry.objects.get(action="accounts.set_forgotten_password")
    assert entry.actor == house["chair"]
    assert FRESH not in str(entry.changes)


def test_the_token_is_not_in_the_address_while_the_password_is_typed(client, house):
    link = actions.make_password_link(actor=house["ward"], user=house["chair"])
    assert client.get(link)["Location"] == re.sub(r"[^/]+/$", "set-password/", link)


def test_a_link_is_void_after_two_days(house):
    class TwoDaysAgo(PasswordResetTokenGenerator):
        def _now(self):
            return datetime.now() - timedelta(hours=48, seconds=5)  # noqa: DTZ005, TID251

    number = urlsafe_base64_encode(force_bytes(house["chair"].pk))
    assert use(f"/dat-mat-khau/{number}/{TwoDaysAgo().make_token(house['chair'])}/") is None


def test_a_link_is_void_once_its_owner_signed_in(house, client):
    link = links.path_for(house["chair"])
    client.post("/dang-nhap/", {"username": "chu-tich", "password": PASSWORD})
    assert use(link) is None


def test_a_link_of_a_blocked_login_opens_nothing(house):
    link = actions.make_password_link(actor=house["ward"], user=house["chair"])
    actions.block_user(actor=house["ward"], user=house["chair"], reason="Nghỉ việc")
    assert use(link) is None
    with pytest.raises(Refused, match="đang bị khóa"):
        actions.make_password_link(actor=house["ward"], user=house["chair"])


@pytest.mark.parametrize("link", ["/dat-mat-khau/x/y/", "/dat-mat-khau/MQ/set-password/", "/dat-mat-khau/%00/a-b/"])
def test_a_made_up_link_says_what_to_do(link, client):
    page = client.get(link, follow=True)
    assert "đã dùng rồi hoặc đã quá 48 giờ" in page.content.decode()


def test_a_link_that_will_not_do_keeps_the_rules_for_passwords(house):
    page = use(links.path_for(house["chair"]), "1234567890")
    assert page.status_code == 200
    house["chair"].refresh_from_db()
    assert house["chair"].check_password(PASSWORD)


def test_without_a_mail_server_the_page_says_whom_to_ask(client):
    page = client.get("/quen-mat-khau/").content.decode()
    assert "liên kết dùng một lần" in page
    assert 'name="who"' not in page
    client.post("/quen-mat-khau/", {"who": "hoa"})
    assert mail.outbox == []


def test_by_mail_whoever_has_an_address_gets_a_link_and_the_answer_tells_nothing(client, settings):
    settings.EMAIL_CONFIGURED = True
    user = make.user("hoa", email="hoa@example.vn")
    make.user("lan")
    answers = {client.post("/quen-mat-khau/", {"who": who}, follow=True).content for who in ("hoa", "HOA@example.vn")}
    assert [message.to for message in mail.outbox] == [["hoa@example.vn"]] * 2
    strangers = [client.post("/quen-mat-khau/", {"who": who}, follow=True) for who in ("lan", "khong-co")]
    text = "Nếu tài khoản có thư điện tử"
    assert all(text in page.decode() for page in answers)
    assert all(text in page.content.decode() for page in strangers)
    assert len(mail.outbox) == 2
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    use(link)
    user.refresh_from_db()
    assert user.check_password(FRESH)


def test_the_e_mails_of_one_login_are_few_and_name_the_installation(client, settings):
    settings.EMAIL_CONFIGURED = True
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"site_url": "https://canbo.example.vn"})
    user = make.user("hoa", email="hoa@example.vn")
    for _ in range(5):
        client.post("/quen-mat-khau/", {"who": "hoa"})
    assert len(mail.outbox) == 3
    assert "https://canbo.example.vn/dat-mat-khau/" in mail.outbox[0].body
    with travel(hours=1, seconds=1):
        client.post("/quen-mat-khau/", {"who": "hoa"})
    assert len(mail.outbox) == 4
    User.objects.filter(pk=user.pk).update(is_active=False)
    with travel(hours=3):
        client.post("/quen-mat-khau/", {"who": "hoa"})
    assert len(mail.outbox) == 4


@pytest.mark.parametrize("who", ["hoa", "khong-co"])
def test_asking_for_a_link_does_the_same_work_for_who_exists_and_who_does_not(who, client, settings, monkeypatch):
    settings.EMAIL_CONFIGURED = True
    user = make.user("hoa", email="hoa@example.vn")
    given = []
    monkeypatch.setattr(tasks.actions, "send_password_link", lambda **facts: given.append(facts))
    client.post("/quen-mat-khau/", {"who": who})
    assert [facts["users"] for facts in given] == [[user.pk] if who == "hoa" else []]
    assert mail.outbox == []


def test_a_blocked_login_is_out_at_once_and_can_be_let_in_again(house):
    client = Client()
    client.post("/dang-nhap/", {"username": "chu-tich", "password": PASSWORD})
    with pytest.raises(Refused, match="lý do"):
        actions.block_user(actor=house["ward"], user=house["chair"], reason=" ")
    actions.block_user(actor=house["ward"], user=house["chair"], reason="Nghỉ việc")
    assert client.get("/tai-khoan/").status_code == 302
    assert AuditEntry.objects.get(action="accounts.block_user").reason == "Nghỉ việc"
    actions.unblock_user(actor=house["ward"], user=house["chair"])
    assert client.post("/dang-nhap/", {"username": "chu-tich", "password": PASSWORD}).status_code == 302


def test_a_lost_second_factor_is_taken_away_by_an_officer(house, with_app):
    with_app(house["chair"])
    with pytest.raises(Refused, match="lý do"):
        actions.remove_second_factor(actor=house["ward"], user=house["chair"], reason="")
    actions.remove_second_factor(actor=house["ward"], user=house["chair"], reason="Mất điện thoại")
    page = Client().post("/dang-nhap/", {"username": "chu-tich", "password": PASSWORD})
    assert page["Location"] == "/"
    with pytest.raises(Refused, match="chưa bật"):
        actions.remove_second_factor(actor=house["ward"], user=house["chair"], reason="Mất điện thoại")


def test_the_link_is_shown_to_the_officer_once(house, confirmed):
    client = confirmed(house["ward"])
    page = client.post(f"/nguoi-dung/{house['chair'].pk}/lien-ket/")
    link = re.search(r"http://testserver(/dat-mat-khau/\S+/)<", page.content.decode())[1]
    assert page["Cache-Control"].count("no-store") == 1
    assert use(link)["Location"] == "/dang-nhap/"


def test_the_page_of_a_login_shows_how_it_signed_in_and_unlocks(house, client):
    for _ in range(5):
        Client().post("/dang-nhap/", {"username": "chu-tich", "password": "sai"})
    client.force_login(house["ward"])
    address = f"/nguoi-dung/{house['chair'].pk}/"
    page = client.get(address).content.decode()
    assert "Sai mật khẩu" in page
    assert "Đang tạm khóa" in page
    assert "tạm khóa đăng nhập" in client.get("/nguoi-dung/").content.decode()
    assert "có thể đăng nhập lại ngay" in client.post(address + "mo-khoa-dang-nhap/", follow=True).content.decode()
    assert "Đang tạm khóa" not in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/nguoi-dung/", "/nguoi-dung/?q=nguoi"])
def test_the_list_asks_as_many_questions_for_a_hundred_logins_as_for_one(address, house, client):
    client.force_login(house["ward"])
    counts = []
    for more in (0, 2, 97):
        for _ in range(more):
            user = make.officer(house["union"], Role.READER)
            SignInRecord.objects.create(at=clock.now(), user=user, username=user.username, outcome=Outcome.SIGNED_IN)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2] <= 8


def test_a_hostile_name_comes_back_unchanged_and_runs_nothing(house, client):
    house["chair"].name = "<script>alert('Đào')</script>"
    house["chair"].save()
    client.force_login(house["ward"])
    for address in ("/nguoi-dung/", f"/nguoi-dung/{house['chair'].pk}/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(&#x27;Đào&#x27;)&lt;/script&gt;" in page


def test_my_name_and_e_mail_are_changed_with_a_trace(confirmed):
    user = make.user("hoa")
    client = confirmed(user)
    page = client.post("/tai-khoan/thong-tin/", {"name": "  Trần Thị Hòa ", "email": "hoa@example.vn"}, follow=True)
    assert "Trần Thị Hòa" in page.content.decode()
    entry = AuditEntry.objects.get(action="accounts.change_profile")
    assert entry.changes["changes"]["name"] == ["Người dùng hoa", "Trần Thị Hòa"]
    assert "email" in entry.changes["changes"]
    assert client.post("/tai-khoan/thong-tin/", {"name": "", "email": "x"}).status_code == 422
    client.post("/tai-khoan/thong-tin/", {"name": "Trần Thị Hòa", "email": "hoa@example.vn"})
    assert AuditEntry.objects.filter(action="accounts.change_profile").count() == 1


def test_system_may_help_everybody(house):
    assert links.path_for(house["top"]) == actions.make_password_link(actor=SYSTEM, user=house["top"])
