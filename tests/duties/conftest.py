"""A federation, a ward and its officer, signed in."""

from __future__ import annotations

import pytest

from nongcot.people.kinds import Role, UnitKind
from tests.factories import people as make


@pytest.fixture
def top():
    return make.federation()


@pytest.fixture
def ward(top):
    return make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def officer(ward):
    return make.officer(ward, Role.SUPERIOR_OFFICER)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client
