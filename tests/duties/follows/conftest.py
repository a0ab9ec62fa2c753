from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nongcot.kernel import clock
from nongcot.people.models import Unit
from tests.duties.follows.agreed import Committed
from tests.factories import people as make


@pytest.fixture
def change(django_capture_on_commit_callbacks: Any) -> Committed:
    """Do what a commit would do when the block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)  # type: ignore[no-any-return]


@pytest.fixture
def today() -> date:
    return clock.today()


@pytest.fixture
def top(change: Committed) -> Unit:
    with change():
        return make.federation()
