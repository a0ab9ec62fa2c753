"""A unit is merged into one that is itself merged on the same day: the last of them carries it on, and that is told."""

from __future__ import annotations

import pytest

from nongcot.people.kinds import Post
from nongcot.people.models import PostHeld, UnitSuccession
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.reorganisation.kinds import Notice, Trouble
from tests.factories import people as make
from tests.staffing.test_reorganising import DAY, EVE, at, carry_out, notices, plan_of, tree, troubles
from tests.staffing.test_reorganising import province as province  # noqa: PLC0414  (a fixture, for this file too)

pytestmark = pytest.mark.django_db
CHAIN = ["merge,A,B,,,2025-07-01,,continue", "merge,B,C,,,2025-07-01,,continue"]


def carried_on():
    rows = UnitSuccession.objects.values_list("predecessor__code", "successor__code")
    return sorted(rows)


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("rows", [CHAIN, CHAIN[::-1]], ids=["in order", "the last first"])
def test_a_chain_ends_in_the_unit_that_stands_when_the_day_is_over(rows):
    held = make.post(make.person("Trần An"), at("A"), Post.CHAIR)
    line = 2 + rows.index(CHAIN[0])
    assert (line, Notice.GOES_FURTHER) in notices(*rows)
    carry_out(*rows)
    assert carried_on() == [("A", "C"), ("B", "C")]
    assert {"A", "B", "C"} & set(tree(EVE)) == {"A", "B", "C"}
    assert {"A", "B", "C"} & set(tree(DAY)) == {"C"}
    held.refresh_from_db()
    assert held.to_day == DAY
    assert PostHeld.objects.filter(person=held.person, unit=at("C"), from_day=DAY).count() == 1


@pytest.mark.usefixtures("province")
def test_what_is_told_names_the_units_on_the_way_and_the_last_one():
    rows = [*CHAIN, "merge,C,N,Công đoàn cơ sở Công ty N,D1,2025-07-01,,continue"]
    kept = carry_out(*rows)
    told = {line.number: line for line in Reorganisation.objects.get(pk=kept.pk).lines.all()}
    said = next(one for one in told[2].said if one["kind"] == Notice.GOES_FURTHER)
    assert said["facts"] == {
        "unit": "Công đoàn cơ sở Công ty B, Công đoàn cơ sở Công ty C",
        "into": "Công đoàn cơ sở Công ty N",
    }
    assert told[2].into_name == "Công đoàn cơ sở Công ty N"
    assert carried_on() == [("A", "N"), ("B", "N"), ("C", "N")]
    assert tree(DAY)["N"] == ("Công đoàn cơ sở Công ty N", "D1")


@pytest.mark.usefixtures("province")
def test_the_parts_of_a_split_follow_too_and_the_same_part_twice_is_one():
    rows = ["split,A,B,,,2025-07-01,x,", "split,A,C,,,2025-07-01,,", "merge,B,C,,,2025-07-01,,"]
    carry_out(*rows)
    assert carried_on() == [("A", "C"), ("B", "C")]


@pytest.mark.usefixtures("province")
def test_units_that_would_end_in_one_another_are_refused():
    rows = ["merge,A,B,,,2025-07-01,,", "merge,B,C,,,2025-07-01,,", "merge,C,B,,,2025-07-01,,"]
    assert {kind for _line, kind in troubles(*rows)} == {Trouble.INTO_NOT_ALIVE}
    assert plan_of(*rows).troubles == []


@pytest.mark.usefixtures("province")
def test_mergers_of_different_days_stay_two_steps():
    rows = ["merge,A,B,,,2025-07-01,,continue", "merge,B,C,,,2025-08-01,,continue"]
    assert not [kind for _line, kind in notices(*rows) if kind == Notice.GOES_FURTHER]
    carry_out(*rows)
    assert carried_on() == [("A", "B"), ("B", "C")]
