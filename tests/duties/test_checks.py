"""What holds of the checks whatever the union: beside the situations in tests/scenarios."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.duties.checks import CHECKS, check_persons, check_unit
from nongcot.duties.kinds import Context
from nongcot.kernel.findings import Finding
from nongcot.people.facts import PersonFacts, PostFacts, TermFacts, UnitFacts
from nongcot.people.kinds import BodyKind, Mandate, Ownership, Post, Sector, UnitKind
from nongcot.regulations import EnteredValue, load

TODAY = date(2026, 11, 22)
EXECUTIVE = BodyKind.EXECUTIVE_COMMITTEE
days = st.dates(min_value=date(2017, 1, 1), max_value=date(2032, 1, 1))


def on(day: date) -> Context:
    return Context(day, load().on(day))


POSTS = st.builds(
    PostFacts,
    person=st.integers(1, 12),
    name=st.just("Nguyễn Văn An"),
    body=st.sampled_from(BodyKind),
    post=st.sampled_from(Post),
    from_day=st.none() | days,
    to_day=st.none() | days,
    mandate=st.none() | st.sampled_from(Mandate),
    contract_ends_on=st.none() | days,
    body_name=st.sampled_from(["", "Tổ may 1", "Tổ may 2"]),
    earlier_chair=st.none() | st.booleans(),
    missing=st.sampled_from([(), ("phone",), ("born", "sex")]),
)
TERMS = st.builds(
    TermFacts,
    body=st.sampled_from([EXECUTIVE, BodyKind.INSPECTION_COMMITTEE]),
    from_day=st.none() | days,
    to_day=st.none() | days,
    seats_fixed=st.none() | st.integers(1, 20),
    extended=st.booleans(),
)
UNITS = st.builds(
    UnitFacts,
    unit=st.integers(1, 9),
    name=st.just("Công đoàn cơ sở Công ty A"),
    kind=st.none() | st.sampled_from(UnitKind),
    sector=st.none() | st.sampled_from(Sector),
    ownership=st.none() | st.sampled_from(Ownership),
    began_on=st.none() | days,
    ended_on=st.none() | days,
    superior_ended_on=st.none() | days,
    members=st.none() | st.integers(0, 5000),
    terms=st.lists(TERMS, max_size=3),
    posts=st.lists(POSTS, max_size=15),
)


@given(UNITS, days, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(facts: UnitFacts, day: date, order: random.Random) -> None:
    shuffled = replace(facts, posts=order.sample(facts.posts, len(facts.posts)), terms=list(reversed(facts.terms)))

    assert check_unit(shuffled, on(day)) == check_unit(facts, on(day))


@given(UNITS, days)
def test_findings_are_told_apart_cite_a_rule_and_hold_plain_json(facts: UnitFacts, day: date) -> None:
    found = check_unit(facts, on(day))

    assert len({finding.key for finding in found}) == len(found)
    for finding in found:
        assert finding.rule is not None
        assert finding.rule.id in CHECKS[finding.code].rules
        assert finding.unit == facts.unit
        assert json.loads(json.dumps(finding.facts)) == finding.facts
        assert finding.due_on or finding.within_days


@given(UNITS, days)
def test_a_unit_that_has_ended_or_not_begun_gives_nothing(facts: UnitFacts, day: date) -> None:
    assert check_unit(replace(facts, ended_on=day), on(day)) == []
    assert check_unit(replace(facts, began_on=date(2033, 1, 1)), on(day)) == []


def vacant(found: list[Finding]) -> int:
    return sum(finding.facts["vacant"] for finding in found if finding.code == "committee.vacant_seats")


@given(UNITS, days)
def test_one_more_member_never_makes_a_vacancy(facts: UnitFacts, day: date) -> None:
    first = PostFacts("first", "An", EXECUTIVE, Post.MEMBER)
    one_more = PostFacts("one more", "Bình", EXECUTIVE, Post.MEMBER)
    before = replace(facts, posts=[*facts.posts, first])
    after = replace(facts, posts=[*facts.posts, first, one_more])

    assert vacant(check_unit(after, on(day))) == max(vacant(check_unit(before, on(day))) - 1, 0)


@given(UNITS, days)
def test_posts_of_the_past_never_make_a_larger_committee(facts: UnitFacts, day: date) -> None:
    gone = PostFacts("gone", "An", EXECUTIVE, Post.MEMBER, to_day=day)
    sizes = {"committee.above_maximum", "committee.over_fixed_size", "post.held_twice"}

    def large(posts: list[PostFacts]) -> list[Finding]:
        return [finding for finding in check_unit(replace(facts, posts=posts), on(day)) if finding.code in sizes]

    assert large([*facts.posts, gone]) == large(list(facts.posts))


def test_what_is_found_does_not_change_while_the_facts_do_not() -> None:
    facts = UnitFacts(
        unit=1,
        name="A",
        kind=UnitKind.ENTERPRISE,
        members=200,
        terms=[TermFacts(EXECUTIVE, date(2022, 1, 3), date(2027, 1, 3), 9)],
        posts=[PostFacts(1, "An", EXECUTIVE, Post.CHAIR, date(2026, 9, 1), contract_ends_on=TODAY)],
    )

    assert check_unit(facts, on(TODAY)) == check_unit(facts, on(date(2026, 11, 23)))


def test_a_deadline_the_federation_decided_moves_the_due_day() -> None:
    decided = EnteredValue("deadline.vacancy", date(2026, 1, 1), 45, "12/QĐ-LĐLĐ", "LĐLĐ tỉnh A", "Điều 1")
    book = load().with_values([decided])
    gone = PostFacts(1, "An", EXECUTIVE, Post.CHAIR, date(2023, 5, 1), date(2026, 10, 1))
    facts = UnitFacts(unit=1, name="A", kind=UnitKind.ENTERPRISE, members=200, posts=[gone])

    def due(context: Context) -> date | None:
        (finding,) = [f for f in check_unit(facts, context) if f.code == "committee.no_chair"]
        return finding.due_on

    assert due(on(TODAY)) == date(2026, 10, 31)
    assert due(Context(TODAY, book.on(TODAY))) == date(2026, 11, 15)


PERSONS = st.lists(
    st.builds(
        PersonFacts,
        person=st.integers(1, 1000),
        name=st.just("Nguyễn Văn An"),
        name_key=st.sampled_from(["nguyen van an", "tran thi binh"]),
        born=st.sampled_from([None, "1985", "1985-07", "1985-07-02", "1985-07-03"]),
        citizen_key=st.sampled_from([None, "x", "y"]),
        phone=st.sampled_from([None, "+84912345678"]),
        units=st.lists(st.integers(1, 3), max_size=2).map(tuple),
    ),
    max_size=20,
    unique_by=lambda person: person.person,
)


@given(PERSONS, st.randoms(use_true_random=False))
def test_each_pair_of_records_is_named_once_in_whatever_order(persons: list[PersonFacts], order: random.Random) -> None:
    found = check_persons(persons, on(TODAY))
    shuffled = check_persons(order.sample(persons, len(persons)), on(TODAY))

    assert {finding.key: finding for finding in shuffled} == {finding.key: finding for finding in found}
    assert len({finding.subject for finding in found}) == len(found)
    assert all(finding.person < finding.facts["other"] for finding in found)


def test_a_birth_date_that_half_the_province_shares_does_not_blow_up() -> None:
    same = [PersonFacts(n, "An", "an", "1990-01-01", None, None) for n in range(1, 1001)]

    assert len(check_persons(same, on(TODAY))) == 999


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_rests_on_rules_of_the_rulebook(code: str) -> None:
    spec = CHECKS[code]

    assert set(spec.rules) <= set(load().rules)
    assert spec.deadline is None or spec.deadline in load().rules


def test_the_codes_are_those_everybody_relies_on() -> None:
    assert set(CHECKS) == {
        "committee.no_chair",
        "committee.below_minimum",
        "committee.above_maximum",
        "committee.vacant_seats",
        "committee.over_fixed_size",
        "committee.replaced_beyond_share",
        "committee.standing_not_allowed",
        "inspection.missing",
        "inspection.too_many_committee_members",
        "term.ended",
        "term.ending",
        "chair.first_term",
        "contract.ends_before_term",
        "post.held_twice",
        "person.possible_duplicate",
        "unit.below_founding_minimum",
        "unit.should_have_ended",
        "unit.superior_ended",
        "data.missing",
        # of staffing
        "chair.asks_help",
        "congress.answer_due",
        "congress.step_due",
        "chair.mentor_asked",
        "chair.programme_ends",
        "chair.quiet",
        "chair.this_week",
        "handover.open",
    }
