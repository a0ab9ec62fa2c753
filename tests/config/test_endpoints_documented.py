"""The examples of docs/api.md, each run as it stands against a server that is really there."""

from __future__ import annotations

import re
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from nongcot.infra.httpapi.actions import make_token
from nongcot.infra.httpapi.models import Scope
from nongcot.intake.models import Import
from nongcot.kernel import clock
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import PostHeld, Unit
from tests.factories import people as make
from tests.intake.workbooks import OFFICERS, workbook

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLES = re.findall(r"```sh\n(.*?)```", (Path(__file__).resolve().parents[2] / "docs/api.md").read_text(), re.DOTALL)


@pytest.fixture
def shell(live_server: Any, tmp_path: Path) -> Any:
    """``shell(example)``: what its commands print, the first failing one ends it."""
    ward = make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    union, today = make.unit("Công đoàn cơ sở Công ty May Sao Mai", under=ward), clock.today()
    officer, ends = make.officer(ward, Role.SUPERIOR_OFFICER), today + timedelta(days=1)
    secret = make_token(actor=officer, name="docs", scope=Scope.WRITE, ends_on=ends, day=today)[1]
    row = (1, "Lý Thị Bưởi", "05/07/1985", "Nữ", union.name, "Chủ tịch CĐCS", "0912345678", "")
    workbook(tmp_path / "danh-sach.xlsx", {"Cán bộ": [OFFICERS, row]})

    plan = (
        f"operation,code,name,effective_on\nrename,{union.name},Công đoàn cơ sở Công ty May Sao Sáng,{today:%d/%m/%Y}\n"
    )
    (tmp_path / "phuong-an.csv").write_text(plan, encoding="utf-8")

    def run(example: str) -> str:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", example],
            env={
                "PATH": "/usr/bin:/bin",
                "TOKEN": secret,
                "SITE": live_server.url,
                "UNIT": str(union.pk),
                "LC_ALL": "C.UTF-8",
            },
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def test_every_example_of_the_documentation_does_what_it_says(shell):
    assert len(EXAMPLES) == 4
    told = [shell(example) for example in EXAMPLES]
    assert PostHeld.objects.get(post="vice_chair").decision_number == "17/QĐ-LĐLĐ"
    assert '"from": "2026-07-05"' in told[0]
    assert "deadline.vacancy" in told[1]
    imported = Import.objects.get()
    assert imported.changes.filter(kind="new").exists()
    assert imported.state == Import.State.UNDONE
    assert Unit.objects.filter(name="Công đoàn cơ sở Công ty May Sao Sáng").exists()
