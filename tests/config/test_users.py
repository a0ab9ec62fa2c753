"""Logins from the machine itself, by the real command."""

from __future__ import annotations

import re

import pytest
from rich.console import Console

from nongcot.config import users
from nongcot.infra.accounts import limits
from nongcot.infra.audit.models import AuditEntry
from tests.factories import people as make
from tests.factories.people import SYSTEM


@pytest.mark.django_db
def test_a_locked_login_is_unlocked(client, capsys):
    make.user("hoa")
    for _ in range(5):
        client.post("/dang-nhap/", {"username": "hoa", "password": "sai"})
    assert users.unlock(username="hoa", actor=SYSTEM, console=Console()) == 0
    assert "Đã mở khóa đăng nhập của hoa (1 địa chỉ)" in capsys.readouterr().out
    assert limits.locked_names() == []
    assert AuditEntry.objects.get(action="accounts.unlock_sign_in").actor_name == "test"


@pytest.mark.django_db
def test_an_unknown_login_is_told(capsys):
    assert users.unlock(username="[bold]x", actor=SYSTEM, console=Console()) == 2
    assert users.link(username="[bold]x", site="http://x", actor=SYSTEM, console=Console()) == 2
    assert capsys.readouterr().out.count("Không có tài khoản [bold]x.") == 2


def test_the_command_makes_a_login_and_a_link(run_nongcot, install_in, tmp_path):
    there = {"home": tmp_path / "installed", "env": {"NONGCOT_DATABASE_URL": install_in(tmp_path / "installed")}}
    given = (
        "add-user",
        "lan",
        "--name",
        "Nguyễn Thị Lan",
        "--role",
        "federation_officer",
        "--unit",
        "LĐLĐ tỉnh Sao Mai",
    )
    made = run_nongcot(*given, stdin="mot-mat-khau-dai\n", **there)
    assert (made.returncode, made.stdout) == (0, "Đã tạo tài khoản lan tại LĐLĐ tỉnh Sao Mai.\n")
    link = run_nongcot("users", "link", "lan", "--site", "https://canbo.example.vn/", **there)
    assert link.returncode == 0
    assert re.search(r"^https://canbo\.example\.vn/dat-mat-khau/\S+/$", link.stdout, re.MULTILINE)
    assert run_nongcot("users", "unlock", "lan", **there).returncode == 0
