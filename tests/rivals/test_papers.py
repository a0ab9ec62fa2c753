"""Eight editors give numbers to documents of one unit at the same moment: no number twice, none left out."""

from __future__ import annotations


def test_eight_at_once_get_eight_numbers_without_gap(rivals, world):
    assert sorted(rivals.ask("papers", world["units"][0])) == list(range(1, 9))
