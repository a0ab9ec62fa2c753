"""What a look after one changed fact asks: little, and no more in a large province than in a small one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.duties.actions.looks import owe_look
from nongcot.duties.api import run
from nongcot.duties.models import Duty
from nongcot.people.kinds import EndReason, Post
from nongcot.people.models import Person, PostHeld, Unit
from tests.duties.follows.agreed import Committed, codes, followed
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
# Look at what asks more before raising these: every question is half a millisecond and more in the country, of fifty
MOST_UNCHANGED = 14
MOST_OF_A_VACANCY = {"sqlite": 21, "postgresql": 22}  # there COPY is told too
READS_AND_WRITES = ("SELECT", "INSERT", "UPDATE", "DELETE", "COPY", "WITH", "(")


def _asked(change: Committed, unit: Unit, day: date) -> list[str]:
    """The questions of one look, with all that follows it after the commit; without words of transactions and locks."""
    with CaptureQueriesContext(connection) as asked, change():
        run(actor=SYSTEM, day=day, units=[unit.pk])
    told = [query["sql"] for query in asked if query["sql"].startswith(READS_AND_WRITES)]
    return [sql for sql in told if "pg_advisory" not in sql]


def _unions(top: Unit, many: int, began: date) -> list[Unit]:
    """Unions with a chair long in office, a deputy and a member."""
    made = [make.unit(under=top) for _n in range(many)]
    for unit in made:
        for post in (Post.CHAIR, Post.VICE_CHAIR, Post.MEMBER):
            born = date(1960, 1, 1) + timedelta(days=Person.objects.count())  # nobody is somebody else's double
            make.post(make.person(born=born.isoformat(), sex="female"), unit, post, from_day=began)
    return made


def test_a_look_after_one_fact_asks_little_however_many_unions_there_are(
    change: Committed, top: Unit, today: date
) -> None:
    began, unchanged, vacant = today - timedelta(days=900), [], []
    for many in (1, 3, 30):
        unit = _unions(top, many, began)[0]
        run(actor=SYSTEM, day=today)
        _asked(change, unit, today)  # what is looked up once
        unchanged.append(_asked(change, unit, today))
        PostHeld.objects.filter(unit=unit, post=Post.CHAIR).update(to_day=today, end_reason=EndReason.RETIRED)
        owe_look(actor=SYSTEM, units=[unit.pk])
        vacant.append(_asked(change, unit, today))
        assert {"committee.no_chair", "handover.open"} <= codes(unit), "the fact opened duties, one of them of staffing"
        assert followed(), "the look at all finds nothing left"
    assert Duty.objects.filter(code="committee.no_chair", closed_on=None).count() == len(vacant)
    for asked, most in ((unchanged, MOST_UNCHANGED), (vacant, MOST_OF_A_VACANCY[connection.vendor])):
        assert max(map(len, asked)) <= most, "\n".join([str([len(a) for a in asked]), *(q[:160] for q in asked[-1])])
        assert len({len(one) for one in asked}) == 1
