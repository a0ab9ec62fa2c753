"""Who is elected, which vote is valid, whether a tally form can be true: what a jurist would check."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.staffing.ballots.census import pasted
from nongcot.staffing.ballots.kinds import BallotKind, BallotState, Fault, KeyField, Paper, Times
from nongcot.staffing.ballots.rules import count, elect, is_vote, second_round, state_of, tally_agrees
from nongcot.staffing.ballots.secrets import keys_of, new_code, read_code, spaced

HALF = Fraction(1, 2)
AT = datetime(2026, 12, 1, 8, tzinfo=UTC)
TIMES = Times(AT, AT + timedelta(hours=2))
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (AT - SECOND, BallotState.PREPARED),
        (AT, BallotState.OPEN),
        (AT + timedelta(hours=2) - SECOND, BallotState.OPEN),
        (AT + timedelta(hours=2), BallotState.CLOSED),
    ],
)
def test_a_ballot_is_open_by_the_clock_alone(now, state):
    assert state_of(TIMES, now) is state


@pytest.mark.parametrize(
    ("votes", "seats", "collected", "elected", "tied", "left"),
    [
        ([50], 1, 100, [], [], 1),  # half is not more than half
        ([51], 1, 100, [0], [], 0),
        ([50], 1, 99, [0], [], 0),
        ([70, 90, 60, 51], 2, 100, [1, 0], [], 0),  # too many: by rank
        ([60, 60], 1, 100, [], [0, 1], 1),  # two tied for chair above half: second vote
        ([80, 60, 60, 60], 3, 100, [0], [1, 2, 3], 2),  # three for two seats
        ([80, 60, 60], 3, 100, [0, 1, 2], [], 0),  # tied, but a seat for each
        ([80, 40, 30], 2, 100, [0], [], 1),
        ([0, 0], 1, 0, [], [], 1),  # nobody voted
    ],
)
def test_elected_with_more_than_half_of_the_votes_collected(votes, seats, collected, elected, tied, left):
    outcome = elect(votes, seats=seats, collected=collected, threshold=HALF)
    assert (outcome.elected, outcome.tied, outcome.seats_left) == (elected, tied, left)


def test_the_second_round_is_between_the_tied_or_else_between_those_not_elected():
    tied = elect([80, 60, 60], seats=2, collected=100, threshold=HALF)
    assert second_round(tied, [0, 1, 2]) == [1, 2]
    short = elect([80, 40, 30], seats=2, collected=100, threshold=HALF)
    assert second_round(short, [0, 1, 2]) == [1, 2]
    assert second_round(elect([80], seats=1, collected=100, threshold=HALF), [0]) == []


def test_blank_and_invalid_votes_are_collected_votes():
    paper = Paper(issued=4, collected=4, invalid=1, blank=1, counts=[{"1": 2}, {"1": 0}])
    counted = count(BallotKind.ELECTION, ["10", "10", "00", "01"], places=2, seats=1, threshold=HALF, paper=paper)
    assert (counted.collected, counted.online, counted.invalid, counted.blank) == (8, 4, 1, 2)
    assert [each["1"] for each in counted.counts] == [4, 1]
    assert counted.outcome.elected == []  # 4 of 8 is half, not more


def test_a_vote_for_who_withdrew_counts_for_nobody_and_stays_a_vote():
    counted = count(BallotKind.ELECTION, ["110", "011"], places=3, seats=2, threshold=HALF, withdrawn=[1])
    assert [each["1"] for each in counted.counts] == [1, 0, 1]
    assert (counted.collected, counted.blank) == (2, 0)


@pytest.mark.parametrize(
    ("kind", "marks", "valid"),
    [
        (BallotKind.ELECTION, "110", True),
        (BallotKind.ELECTION, "111", False),  # three for two seats
        (BallotKind.ELECTION, "000", True),
        (BallotKind.ELECTION, "11", False),
        (BallotKind.ELECTION, "y00", False),
        (BallotKind.RESOLUTION, "yna", True),
        (BallotKind.RESOLUTION, "ynh", False),
        (BallotKind.CONFIDENCE, "hml", True),
        (BallotKind.CONFIDENCE, "0ml", True),
    ],
)
def test_which_marks_can_be_cast(kind, marks, valid):
    assert is_vote(kind, marks, places=3, seats=2) is valid


def test_nobody_can_be_chosen_after_withdrawing():
    assert not is_vote(BallotKind.ELECTION, "100", places=3, seats=2, withdrawn=[0])


@pytest.mark.parametrize(
    ("numbers", "agrees"),
    [
        ((5, 5, 0, 0, 3, 2), True),
        ((6, 5, 0, 0, 3, 2), False),  # more given out than marked in the census
        ((5, 6, 0, 0, 3, 2), False),  # more collected than given out
        ((5, 5, 1, 1, 2, 2), False),  # 4 marks on 3 valid papers with one seat
        ((5, 5, 1, 1, 2, 1), True),
        ((5, 5, 3, 3, 0, 0), False),
        ((5, 5, 0, 0, 2, 2), False),  # a valid paper without a mark is a blank one
    ],
)
def test_a_tally_form_must_be_able_to_be_true(numbers, agrees):
    issued, collected, invalid, blank, first, second = numbers
    paper = Paper(issued, collected, invalid, blank, [{"1": first}, {"1": second}])
    assert tally_agrees(BallotKind.ELECTION, paper, seats=1, given=5) is agrees


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8), st.integers(1, 4), st.integers(40, 80))
def test_never_more_elected_than_seats_and_never_one_below_another_who_is_not(votes, seats, collected):
    outcome = elect(votes, seats=seats, collected=collected, threshold=HALF)
    assert len(outcome.elected) + outcome.seats_left == seats
    assert all(2 * votes[place] > collected for place in outcome.elected + outcome.tied)
    rest = [votes[place] for place in range(len(votes)) if place not in outcome.elected]
    assert all(votes[place] > max(rest, default=-1) or not outcome.tied for place in outcome.elected)


def test_a_census_is_read_as_typed_and_as_copied_from_a_spreadsheet():
    read = pasted(
        "STT\tHọ và tên\tSố điện thoại\n1\tTrần Thị Lan\t0912 345 678\n\n2\tLê Văn An\t+84 987 654 321", KeyField.PHONE
    )
    assert [(line.name, line.key) for line in read.lines] == [
        ("Trần Thị Lan", "+84912345678"),
        ("Lê Văn An", "+84987654321"),
    ]
    typed = pasted("Trần Thị Lan; nb01\nLê Văn An, NB02", KeyField.CODE)
    assert [(line.name, line.key) for line in typed.lines] == [("Trần Thị Lan", "NB01"), ("Lê Văn An", "NB02")]


def test_what_is_wrong_in_a_census_is_told_all_at_once():
    read = pasted("Lan; 0912345678\nAn; 12\nBình\n; 0912345679\nHoa; 0912 345 678", KeyField.PHONE)
    assert [(line, fault) for line, fault, _text in read.faults] == [
        (2, Fault.BAD_KEY),
        (3, Fault.NO_KEY),
        (4, Fault.NO_NAME),
        (5, Fault.TWICE),
    ]


def test_a_code_is_understood_as_people_type_it():
    code = new_code()
    assert read_code(f" {spaced(code).lower()} ") == code
    assert read_code(code.replace("0", "O").replace("1", "l")) == code
    assert read_code(code[:-1]) is None
    assert read_code("") is None


def test_the_two_keys_of_a_code_say_nothing_of_each_other():
    keys, others = keys_of(new_code()), keys_of(new_code())
    assert len({keys.voter, keys.box, others.voter, others.box}) == 4
    assert 0 < keys.row < 2**63
