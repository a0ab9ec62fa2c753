"""The engine among rivals: two runs at once, a run killed in the middle, an action while a run is at work."""

from __future__ import annotations

import os
import signal

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
    assert found["waiting"] == [[[unit], None]]
