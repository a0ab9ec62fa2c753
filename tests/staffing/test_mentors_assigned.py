"""The assignment of mentors: pure, held against trying everything."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import permutations

import pytest

from nongcot.kernel import clock
from nongcot.regulations import load
from nongcot.staffing.rules.mentors import Chair, Terms, assign, match, terms_of

D = timedelta(days=1)
TODAY = clock.today()
TERMS = Terms(
    3,
    30,
    {"same_superior": 4, "same_area": 1, "same_kind": 2, "same_sector": 1, "full_term": 1},
    term_months=60,
    most_months=180,
)
CAPACITY, LEAST_MONTHS = TERMS.capacity, TERMS.least_months
DECIDED = {"document_number": "01/QĐ", "issuer": "Liên đoàn", "article": "1", "decided_by": "Ban Thường vụ"}


def chair(person: int, **fields) -> Chair:
    given = {"unit": person, "kind": "enterprise", "sector": "", "superior": 1, "area": 9, **fields}
    return Chair(person, **given)


def test_half_a_term_is_the_least_and_three_new_chairs_the_most():
    new = chair(1)
    assert match(new, chair(2, months=LEAST_MONTHS), TERMS) is not None
    assert match(new, chair(2, months=LEAST_MONTHS - 1), TERMS) is None
    assert match(new, chair(2, months=99, load=CAPACITY - 1), TERMS) is not None
    assert match(new, chair(2, months=99, load=CAPACITY), TERMS) is None
    assert match(new, chair(1, months=99), TERMS) is None


def test_near_comes_before_alike_and_far_away_is_none():
    new = chair(1)
    same = match(new, chair(2, months=60, kind="public_service"), TERMS)
    near = match(new, chair(3, months=60, superior=2), TERMS)
    assert same.points > near.points
    assert match(new, chair(4, months=60, superior=2, area=8), TERMS) is None
    assert same.reasons == {"same_superior": True, "same_kind": False, "same_sector": False, "months": 60, "load": 0}


def test_each_full_term_counts_within_the_years_the_rule_counts():
    new, base = chair(1), match(chair(1), chair(2, months=59), TERMS).points
    counted = {months: match(new, chair(2, months=months), TERMS).points - base for months in (60, 119, 120, 179, 180)}
    assert counted == {60: 1, 119: 1, 120: 2, 179: 2, 180: 3}
    assert match(new, chair(2, months=400), TERMS).points - base == 3
    today = terms_of(load().on(date(2026, 11, 28)))
    assert (today.term_months, today.most_months) == (60, 180)
    before = terms_of(load().on(date(2010, 1, 1)))  # no text on file says how long a term was
    assert match(new, chair(2, months=400), before).points == base


def best_by_trying(seekers: list[Chair], mentors: list[Chair]) -> int:
    """The most points there are, by trying all ways."""
    places = [mentor for mentor in mentors for _n in range(CAPACITY - mentor.load)] + [None] * len(seekers)
    ways = {tuple(way) for way in permutations(range(len(places)), len(seekers))}
    points = {(s.person, m.person): found.points for s in seekers for m in mentors if (found := match(s, m, TERMS))}

    def total(way: tuple[int, ...]) -> int:
        chosen = zip(seekers, (places[n] for n in way), strict=True)
        return sum(points.get((s.person, m.person), 0) for s, m in chosen if m is not None)

    return max(map(total, ways))


@pytest.mark.parametrize("seed", range(12))
def test_the_assignment_is_the_best_there_is_and_the_same_every_time(seed):
    luck = random.Random(seed)  # noqa: S311  (drawn examples, no secret)
    drawn = {"kind": ("enterprise", "syndicate"), "superior": (1, 2), "sector": ("state", "non_state")}
    any_of = lambda: {name: luck.choice(values) for name, values in drawn.items()}  # noqa: E731
    seekers = [chair(n, **any_of()) for n in range(1, 4)]
    mentors = [chair(n, months=luck.choice((20, 40, 130)), load=luck.choice((1, 2)), **any_of()) for n in range(11, 14)]
    found = assign(seekers, mentors, frozenset(), TERMS)
    assert sum(one.points for one in found) == best_by_trying(seekers, mentors)
    assert assign(seekers[::-1], mentors[::-1], frozenset(), TERMS) == found


def test_nobody_gets_more_than_three_and_who_was_tried_is_left_out():
    seekers = [chair(n) for n in range(1, 6)]
    found = assign(seekers, [chair(11, months=200), chair(12, months=40)], frozenset({(1, 11)}), TERMS)
    load = [one.mentor.person for one in found]
    assert sorted(load) == [11, 11, 11, 12, 12]
    assert (1, 11) not in {(one.seeker.person, one.mentor.person) for one in found}
    assert len(assign(seekers, [chair(11, months=200)], frozenset(), TERMS)) == CAPACITY
    assert assign([], [], frozenset(), TERMS) == []
