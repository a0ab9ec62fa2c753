"""One key, several clients at one moment, and a server that dies before it answers: one effect, never two."""

from __future__ import annotations

import signal

import pytest


def test_eight_clients_with_one_key_have_one_effect_and_one_answer(rivals, world):
    found = rivals.ask("same-key", world["secret"], world["units"][0], 0)
    assert [status for status, _again, _answer in found["given"]] == [200] * 8
    assert sorted(again for _status, again, _answer in found["given"]) == [False] + [True] * 7
    assert len({str(answer) for _status, _again, answer in found["given"]}) == 1
    assert (found["counts"], found["trail"], found["keys"]) == ([100], 1, 1)


def test_one_key_for_eight_different_requests_does_one_and_refuses_seven(rivals, world):
    found = rivals.ask("same-key", world["secret"], world["units"][1], 1)
    assert sorted(status for status, _again, _answer in found["given"]) == [200] + [409] * 7
    assert (len(found["counts"]), found["trail"], found["keys"]) == (1, 1, 1)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_server_killed_before_its_answer_has_done_all_or_nothing_and_the_same_key_finishes_it(rivals, world, when):
    unit, secret = world["units"][2], world["secret"]
    before = rivals.ask("state", unit)
    assert rivals.ask("die", secret, unit, when) == -signal.SIGKILL
    if when == "before":
        assert rivals.ask("state", unit) == before, "nothing half-done"
        return
    done = rivals.ask("state", unit)
    assert (done["counts"], done["keys"]) == ([77], 1)
    status, again, _answer = rivals.ask("one", secret, unit, 77)
    assert (status, again) == (200, True)
    assert rivals.ask("state", unit)["trail"] == done["trail"]
