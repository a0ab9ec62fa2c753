"""What is done: the first page asks a prepared question, for every choice the same as the list it is the first of."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client

from nongcot.duties.kinds import CloseReason
from nongcot.duties.models import Duty
from nongcot.duties.queries import PAGE, closed, first_closed
from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.people.models import Unit
from nongcot.people.permissions import remember
from tests.factories import people as make

pytestmark = pytest.mark.django_db


def _close(unit: Unit, day: date, **more: Any) -> Duty:
    given: dict[str, Any] = {"code": "committee.no_chair", "close_reason": CloseReason.FACTS_CHANGED} | more
    return Duty.objects.create(unit=unit, role="chair", opened_on=day - timedelta(days=1), closed_on=day, **given)


@pytest.mark.parametrize("remembers", [True, False])
def test_the_first_page_is_the_beginning_of_the_list(ward: Unit, officer: User, remembers: bool) -> None:
    day, unions = clock.today(), [make.unit(f"CĐCS {n}", under=ward) for n in range(2)]
    for back, union in product(range(PAGE), unions):
        _close(union, day - timedelta(days=back), code=("committee.no_chair", "data.missing")[back % 2])
    _close(make.unit("Của nơi khác"), day)
    if remembers:
        remember(officer)
    choices = product(
        ("", "data.missing"), (None, unions[0]), (None, day - timedelta(days=5)), (day, day - timedelta(9))
    )
    for code, within, since, shown in choices:
        asked: dict[str, Any] = {"code": code, "within": within, "since": since, "day": shown}
        found = first_closed(officer, **asked)
        assert found == list(closed(officer, **asked)[: PAGE + 1])
        assert found or (since is not None and since > shown)


def test_a_row_is_escaped_and_says_what_it_can(ward: Unit, signed_in: Client) -> None:
    union = make.unit("CĐCS <b>Đá & Cát</b>", under=ward)
    _close(union, clock.today(), code="no.check_any_more", due_on=clock.today() - timedelta(days=3))
    page = signed_in.get("/viec/da-xong/").content.decode()
    assert "CĐCS &lt;b&gt;Đá &amp; Cát&lt;/b&gt;" in page
    assert ("<b>Đá" in page, "no.check_any_more" in page, "quá hạn" in page) == (False, True, True)
