from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.core.files import File

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.intake import actions
from nongcot.intake.models import Import
from nongcot.people.api import create_unit
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import RoleGrant, Unit

DAY = date(2026, 11, 22)
ROOT = System("test")


@dataclass
class Province:
    federation: Unit
    ward: Unit
    other_ward: Unit
    officer: User  # of the whole federation
    superior: User  # of the ward only


@pytest.fixture
def province(db: None) -> Province:
    federation = create_unit(actor=ROOT, name="Liên đoàn Lao động tỉnh Sao Mai", kind=UnitKind.PROVINCIAL_FEDERATION)
    wards = [
        create_unit(actor=ROOT, name=name, kind=UnitKind.DIRECT_SUPERIOR, superior=federation)
        for name in ("Công đoàn phường An Phú", "Công đoàn phường Bình Hòa")
    ]
    officer = User.objects.create_user("huong", name="Nguyễn Thu Hương")
    superior = User.objects.create_user("nam", name="Lê Văn Nam")
    RoleGrant.objects.create(user=officer, unit=federation, role=Role.FEDERATION_OFFICER)
    RoleGrant.objects.create(user=superior, unit=wards[0], role=Role.SUPERIOR_OFFICER)
    return Province(federation, *wards, officer, superior)


Bring = Callable[..., Import]


@pytest.fixture
def bring(province: Province) -> Bring:
    """Receive, read and (unless told not to) apply files."""

    def run(*paths: Path, actor: User | System | None = None, day: date = DAY, apply: bool = True) -> Import:
        who = actor or province.officer
        files = [File(path.open("rb"), name=path.name) for path in paths]
        imported = actions.receive(actor=who, files=files, day=day)
        for file in files:
            file.close()
        actions.read(imported=imported, actor=who)
        if apply:
            actions.apply(actor=who, imported=imported)
            imported.refresh_from_db()
        return imported

    return run
