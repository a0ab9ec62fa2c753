"""The engine among rivals: two runs at once, a run killed in the middle, an action while a run is at work."""

from __future__ import annotations

import os
import signal

import pytest

from nongcot.duties.turns import take_turn


def test_runs_at_one_moment_open_every_duty_once(rivals, world):
    found = rivals.ask("runs", 4)
    assert all(told.startswith("Outcome(") for told in found["given"]), found["given"]
    assert found["all"] > 0
    assert (found["twice"], found["again"]) == (0, False)


def test_a_run_killed_in_the_middle_leaves_nothing_and_the_next_one_does_all(rivals, world):
    unit = world["units"][0]
    rivals.ask("forget")
    before = rivals.ask("state", unit)
    assert before["all"] == 0
    for write in (1, 2):  # after the duties, after their events
        assert rivals.ask("die-running", write) == -signal.SIGKILL
        assert rivals.ask("state", unit) == before
    assert rivals.ask("runs", 1)["again"] is False
    after = rivals.ask("state", unit)
    assert after["all"] == after["told"] > 0


def test_an_action_does_not_wait_for_a_run_for_all_and_its_unit_is_looked_at_after_it(rivals, world):
    if not os.environ.get("NONGCOT_DATABASE_URL", "").startswith("postgres"):
        assert take_turn([1], wait=False), "SQLite lets one write at a time: there is nothing to wait for"
        return
    unit = world["units"][1]
    found = rivals.ask("busy", unit)
    assert found["seconds"] < 10
    assert found["asked"] == 1
    assert found["owed"] == [[[unit], "", "test"]]
    assert rivals.ask("pay")["owed"] == []


@pytest.mark.parametrize(("at", "number"), [("before", 0), ("within", 1)])
def test_a_process_killed_between_an_action_and_its_run_leaves_the_unit_to_the_worker(rivals, world, at, number):
    unit = world["units"][number]
    rivals.ask("chair", unit)
    before = rivals.ask("state", unit)
    assert "committee.no_chair" not in before["duties"]
    assert rivals.ask("die-following", unit, at) == -signal.SIGKILL
    assert rivals.ask("state", unit) == before, "the post has ended, the duties do not know yet"
    assert rivals.ask("owed") == [[[unit], "", "test"]]
    found = rivals.ask("pay")
    assert ["opened", "committee.no_chair", "test"] in found["news"], "in the name of whoever ended the post"
    assert (found["owed"], found["again"]) == ([], False)
    assert rivals.ask("pay")["news"] == []


def test_a_value_whose_process_was_killed_is_not_forgotten(rivals, world):
    rivals.ask("pay")
    assert rivals.ask("die-valued") == -signal.SIGKILL
    assert [row[:2] for row in rivals.ask("owed")] == [[None, "deadline.vacancy"]]
    found = rivals.ask("pay")
    assert {kind for kind, _code, _who in found["news"]} == {"changed"}
    assert (found["owed"], found["again"]) == ([], False)
