"""The guided start of an empty installation, and that no stranger takes it."""

from __future__ import annotations

import stat

import pytest

from nongcot.config import serve
from nongcot.config.start import actions, code
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel.errors import Refused
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import RoleGrant, Unit
from tests.factories import people as make

pytestmark = pytest.mark.django_db
NAME = "Liên đoàn Lao động tỉnh Sao Mai"
WHO = {
    "name": "Nguyễn Thị Lan",
    "username": "lan",
    "email": "",
    "password": "mot-mat-khau-dai",
    "again": "mot-mat-khau-dai",
}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def test_an_empty_installation_leads_to_the_start(client):
    page = client.get("/", follow=True)
    assert [where for where, _status in page.redirect_chain] == ["/dang-nhap/?next=/", "/bat-dau/"]
    assert "Bắt đầu với Nòng Cốt" in page.content.decode()


@pytest.mark.parametrize("address", ["/bat-dau/lien-doan/", "/bat-dau/quan-tri/"])
def test_without_the_code_no_step_opens(address, client):
    assert client.get(address)["Location"] == "/bat-dau/"
    assert client.post(address, {**WHO, "name": NAME})["Location"] == "/bat-dau/"
    assert not Unit.objects.exists()


@pytest.mark.parametrize("given", ["", "AAAA-AAAA-AAAA-AAAA-AAAA", "ă", "0" * 300])
def test_a_wrong_code_opens_nothing(given, client):
    assert client.post("/bat-dau/", {"code": given}).status_code == 422
    assert client.get("/bat-dau/lien-doan/")["Location"] == "/bat-dau/"


def test_the_code_is_made_once_and_only_its_owner_reads_it(home):
    first = code.current()
    assert code.current() == first
    assert len(first.replace("-", "")) == 20
    assert stat.S_IMODE((home / "start-code.txt").stat().st_mode) == 0o600
    assert code.fits(f" {first.lower().replace('-', ' ')} ")
    assert code.link("http://127.0.0.1:8000/") == f"http://127.0.0.1:8000/bat-dau/?code={first}"


def test_all_steps_lead_to_the_second_factor_and_the_code_is_void(
    client, settings, home, django_capture_on_commit_callbacks
):
    settings.REQUIRE_SECOND_FACTOR = frozenset({"federation_officer"})
    assert client.get(f"/bat-dau/?code={code.current()}")["Location"] == "/bat-dau/lien-doan/"
    assert client.post("/bat-dau/lien-doan/", {"name": " ", "unit_code": ""}).status_code == 422
    assert client.post("/bat-dau/lien-doan/", {"name": NAME, "unit_code": "SM"})["Location"] == "/bat-dau/quan-tri/"
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/bat-dau/quan-tri/", WHO)
    assert page["Location"] == "/tai-khoan/hai-lop/?next=%2Fbat-dau%2Fbang-tinh%2F"
    assert client.get("/")["Location"].startswith("/tai-khoan/hai-lop/")
    unit, grant = Unit.objects.get(), RoleGrant.objects.get()
    assert (unit.name, unit.code, unit.kind) == (NAME, "SM", UnitKind.PROVINCIAL_FEDERATION)
    assert (grant.user.username, grant.unit, grant.role) == ("lan", unit, Role.FEDERATION_OFFICER)
    assert not (home / "start-code.txt").exists()
    done = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"people.create_unit", "accounts.create_user", "people.grant_role"} <= done


def test_who_stops_in_the_middle_goes_on_where_it_was(client):
    actions.found_federation(actor=actions.STARTER, name=NAME)
    assert client.post("/bat-dau/", {"code": code.current()})["Location"] == "/bat-dau/quan-tri/"
    assert client.get("/bat-dau/lien-doan/")["Location"] == "/bat-dau/quan-tri/"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"again": "khac-han-mat-khau"}, "không giống nhau"),
        ({"password": "1234567890", "again": "1234567890"}, "mật khẩu"),
        ({"password": "lan", "again": "lan"}, "10"),
        ({"username": ""}, "Xin điền ô này"),
    ],
)
def test_an_administrator_that_will_not_do_is_told_why(change, said, client):
    actions.found_federation(actor=actions.STARTER, name=NAME)
    client.post("/bat-dau/", {"code": code.current()})
    page = client.post("/bat-dau/quan-tri/", {**WHO, **change})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not User.objects.exists()


def test_once_there_is_a_login_the_start_is_closed(client):
    actions.found_federation(actor=actions.STARTER, name=NAME)
    client.post("/bat-dau/", {"code": code.current()})
    make.user("hoa")
    assert client.get("/bat-dau/quan-tri/")["Location"] == "/dang-nhap/"
    given = {key: value for key, value in WHO.items() if key != "again"}
    with pytest.raises(Refused, match="đã có người quản trị"):
        actions.create_first_administrator(actor=actions.STARTER, **given)
    with pytest.raises(Refused, match="đã có người quản trị"):
        actions.found_federation(actor=actions.STARTER, name="Khác")


def test_there_is_one_federation(client):
    actions.found_federation(actor=actions.STARTER, name=NAME)
    with pytest.raises(Refused, match="đã được đặt tên"):
        actions.found_federation(actor=actions.STARTER, name="Khác")


def test_serve_prints_the_link_while_nobody_has_a_login():
    assert serve.first_steps("http://127.0.0.1:8000/") == (
        f"Cài đặt lần đầu: mở http://127.0.0.1:8000/bat-dau/?code={code.current()} để bắt đầu.\n"
    )
    make.user("hoa")
    assert serve.first_steps("http://127.0.0.1:8000/") == ""


def test_a_weak_password_is_refused_in_vietnamese(client):
    client.get(f"/bat-dau/?code={code.current()}")
    client.post("/bat-dau/lien-doan/", {"name": NAME, "unit_code": ""})
    short = client.post("/bat-dau/quan-tri/", {**WHO, "password": "an-79xq", "again": "an-79xq"})
    assert "Mật khẩu quá ngắn: cần ít nhất 10 ký tự." in short.content.decode()
    own = {**WHO, "username": "nguyenthilan", "password": "nguyenthilan1", "again": "nguyenthilan1"}
    page = client.post("/bat-dau/quan-tri/", own).content.decode()
    assert "Mật khẩu quá giống tên đăng nhập, họ tên hoặc địa chỉ thư của mình." in page
    assert not User.objects.exists()
