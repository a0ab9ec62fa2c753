from __future__ import annotations

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nongcot.intake.apply.plan import make_plan
from nongcot.intake.apply.write import write_plan
from nongcot.intake.kinds import Reading
from nongcot.intake.roster import build_roster
from nongcot.people.api import rebuild_reach
from tests.intake.conftest import DAY, ROOT, Province
from tests.intake.test_roster import OFFICERS, rows_of


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(OFFICERS, max_size=8))
def test_applying_twice_is_applying_once(province: Province, given_rows) -> None:
    def plan():
        reading = Reading(officers=rows_of(given_rows))
        return make_plan(build_roster(reading), actor=ROOT, under=province.federation.pk, day=DAY)

    with transaction.atomic():
        first = plan()
        write_plan(first, actor=ROOT, source="test")
        rebuild_reach([first.unit_ids[key] for key in first.new_units])
        second = plan()
        told = (second.new_units, second.new_persons, second.new_posts, second.changed)
        assert not second.anything, told
        transaction.set_rollback(True)
