"""Many voters on a served installation that is killed (kill -9) in the middle: no ballot with a receipt is lost, none
counts twice. The full 3,000 in ten minutes: ``python -m bench.ballots``.
"""

from __future__ import annotations

import pytest

from bench.ballots import run


@pytest.mark.parametrize("voters", [60])
def test_nothing_is_lost_when_the_server_is_killed_while_they_vote(tmp_path, install_in, voters):
    home = tmp_path / "home"
    found = run(home=home, database=install_in(home), voters=voters, seconds=0.0, kills=1)
    assert found.receipted == voters
    assert found.killed == 1
    assert found.lost == []
    assert found.counted == voters
    assert found.wrong == []
