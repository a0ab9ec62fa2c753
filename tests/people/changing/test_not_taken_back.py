"""What a file, a plan or an older version recorded cannot be taken back here: the page says so, and what to do."""

from __future__ import annotations

from nongcot.infra.audit.api import record
from nongcot.people import api
from nongcot.people.kinds import Role
from tests.factories import people as make
from tests.factories.people import SYSTEM

SAID = "Không rút lại được ở đây: hệ thống không giữ dữ liệu trước lần ghi này."


def test_a_change_whose_past_is_not_kept_says_so_to_those_who_could_take_it_back(cast, client):
    address = f"/don-vi/{cast.factory.pk}/thay-doi/"
    api.rename_unit(actor=SYSTEM, unit=cast.factory, name="Công đoàn cơ sở tên mới", day=make.BEGAN.replace(year=2025))
    client.force_login(make.officer(cast.factory, Role.SUPERIOR_OFFICER))
    assert SAID not in client.get(address).content.decode()
    pk = cast.factory.pk
    old = record(
        actor=SYSTEM,
        action="people.rename_unit",
        object_type="unit",
        object_id=pk,
        unit=pk,
        changes={"name": ["a", "b"]},
    )
    page = client.get(address).content.decode()
    assert page.count(SAID) == 1
    assert "xin hoàn tác lần nhập đó" in page
    assert f"/thay-doi/{old.pk}/rut/" not in page
    client.force_login(make.officer(cast.factory, Role.READER))
    assert SAID not in client.get(address).content.decode()
