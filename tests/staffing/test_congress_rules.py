"""The plan of a congress and what the rules propose, on both sides of every threshold."""

from __future__ import annotations

from datetime import date

import pytest

from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people.kinds import BodyKind
from nongcot.people.models import Unit
from nongcot.staffing.kinds.congress import CongressForm, CongressStep, Trouble
from nongcot.staffing.models import Congress
from nongcot.staffing.rules import congress as rules
from nongcot.staffing.shown.congress_advice import advice_on

pytestmark = pytest.mark.django_db
TODAY = clock.today()
DAY = date(2026, 3, 2)
BOARD = BodyKind.EXECUTIVE_COMMITTEE
STEP = CongressStep


def plan(form: str = "plenary", kind: str = "enterprise", day: date = DAY):
    return rules.plan(rulebook().on(day), kind=kind, form=form)


# The plan


@pytest.mark.parametrize(
    ("step", "due"),
    [
        ("plan", date(2026, 3, 9)),  # ninety days before, the federation's own
        ("consent", date(2026, 3, 24)),
        ("invitation", date(2026, 5, 28)),
        ("congress", date(2026, 6, 7)),
        ("first_meeting", date(2026, 6, 19)),  # ten working days: a Sunday, two weekends between
        ("file", date(2026, 6, 26)),  # fifteen
        ("recognition", None),  # runs from the day the file is sent
    ],
)
def test_each_step_has_its_day_counted_from_the_congress(step, due):
    [found] = [one for one in plan() if one.step == step]
    assert rules.due_on(found, date(2026, 6, 7), {}) == due


def test_after_the_congress_the_clocks_run_from_what_was_really_done():
    known = {one.step: one for one in plan()}
    done = {STEP.CONGRESS: date(2026, 6, 1), STEP.FILE: date(2026, 6, 5)}
    assert rules.due_on(known["first_meeting"], date(2026, 6, 7), done) == date(2026, 6, 15)
    assert rules.due_on(known["recognition"], date(2026, 6, 7), done) == date(2026, 6, 26)
    assert rules.due_on(known["entry"], date(2026, 6, 7), {**done, STEP.RECOGNITION: date(2026, 6, 26)}) == date(
        2026, 7, 1
    )


def test_delegates_are_elected_only_for_a_congress_of_delegates():
    assert "delegates" not in {one.step for one in plan("plenary")}
    steps = [one.step for one in plan("delegates")]
    assert steps.index("nominations") < steps.index("delegates") < steps.index("congress")


def test_a_superior_union_has_no_founding_clocks_but_the_federations_own():
    [one] = [step for step in plan("delegates", "direct_superior") if step.step == "first_meeting"]
    assert (one.days, one.working, one.founding) == (14, False, False)
    [one] = [step for step in plan() if step.step == "first_meeting"]
    assert (one.days, one.working, one.founding) == (10, True, True)


def test_before_any_rule_the_congress_and_its_entry_remain():
    assert [one.step for one in plan(day=date(2010, 1, 1))] == ["congress", "entry"]


@pytest.mark.parametrize(
    ("end", "last"),
    [
        (date(2026, 6, 6), date(2026, 6, 5)),  # a Friday: the end is the first day no longer in the term
        (date(2026, 6, 7), date(2026, 6, 5)),
        (date(2026, 6, 8), date(2026, 6, 5)),
        (date(2026, 6, 9), date(2026, 6, 8)),
    ],
)
def test_the_last_working_day_of_a_term(end, last):
    assert rules.last_day(end) == last


@pytest.mark.parametrize(
    ("planned", "found"),
    [
        (date(2026, 6, 8), [Trouble.AFTER_TERM]),
        (date(2026, 6, 7), []),
        (date(2026, 5, 31), []),  # ninety days after the opening: exactly enough
        (date(2026, 5, 30), [Trouble.TOO_SHORT]),
        (date(2026, 3, 1), [Trouble.OVERDUE, Trouble.TOO_SHORT]),
    ],
)
def test_the_plan_says_what_is_too_late(planned, found):
    given = {"term_end": date(2026, 6, 8), "opened_on": DAY, "day": DAY}
    assert rules.troubles(plan(), planned_on=planned, done={}, **given) == found
    assert rules.troubles(plan(), planned_on=planned, done={STEP.CONGRESS}, **given) == []


def test_what_is_next_passes_over_nothing_before_the_congress_and_everything_after_it():
    steps = plan()
    assert rules.current(steps, {"consent"}).step == "plan"
    assert rules.current(steps, {"plan", "consent"}).step == "preparation"
    assert rules.current(steps, {"congress"}).step == "first_meeting"
    assert rules.current(steps, {"congress", "first_meeting", "file", "recognition"}).step == "entry"


# What the rules propose


@pytest.mark.parametrize(
    ("members", "form"), [(149, CongressForm.PLENARY), (150, CongressForm.DELEGATES), (None, None)]
)
def test_the_form_follows_from_the_members_on_the_day(members, form):
    found = rules.form_for(rulebook().on(DAY), kind="enterprise", members=members)
    assert (found.form if found else None) == form


def test_a_superior_meets_by_delegates_and_a_section_as_it_decides():
    book = rulebook().on(DAY)
    assert rules.form_for(book, kind="direct_superior", members=None).form == CongressForm.DELEGATES
    assert rules.form_for(book, kind="section", members=400) is None


@pytest.mark.parametrize(("members", "most"), [(5000, 150), (5001, 200)])
def test_the_largest_number_of_delegates(members, most):
    assert rules.most_delegates(rulebook().on(DAY), kind="enterprise", members=members).value == most


@pytest.mark.parametrize(("members", "seats"), [(2999, (3, 15)), (3000, (3, 19))])
def test_the_seats_have_a_fewest_and_a_most(members, seats):
    found = rules.seats_range(rulebook().on(DAY), kind="enterprise", name="", members=members)
    assert tuple(one.value for one in found) == seats


@pytest.mark.parametrize(
    ("name", "members", "most"),
    [
        ("Liên đoàn Lao động tỉnh Sao Mai", 99_999, 35),
        ("Liên đoàn Lao động tỉnh Sao Mai", 100_000, 49),
        ("Liên đoàn Lao động tỉnh Sao Mai", None, None),
        ("Liên đoàn Lao động Thành phố Hồ Chí Minh", None, 55),
    ],
)
def test_a_provincial_federation_has_a_most_too(name, members, most):
    found = rules.seats_range(rulebook().on(DAY), kind="provincial_federation", name=name, members=members)
    assert [one and one.value for one in found] == [None, most]


def test_a_union_under_ten_members_elects_a_chair_alone():
    book = rulebook().on(DAY)
    for kind in ("enterprise", "member_union", "section"):  # item 9.1.a names all three before it
        assert rules.chair_only(book, kind=kind, members=9) is not None
        assert rules.chair_only(book, kind=kind, members=10) is None
    for kind in ("direct_superior", "provincial_federation", "group", ""):
        assert rules.chair_only(book, kind=kind, members=9) is None


def test_no_guests_of_another_province_are_counted():
    assert rules.most_guests(rulebook().on(DAY), 100) == (None, None)


@pytest.mark.parametrize(("delegates", "warned"), [(200, False), (201, True)])
def test_a_large_superior_is_told_when_it_may_have_more_delegates(delegates, warned):
    unit = Unit(name="Công đoàn các khu công nghiệp", kind="direct_superior")
    decided = {"form": "delegates", "delegates": delegates}
    told = advice_on(Congress(unit=unit, planned_on=DAY), decided, members=None)
    (found,) = (one for one in told if one.about == "delegates")
    assert found.words.startswith("Đại biểu chính thức tối đa 200 người. Đến 300 khi có hơn 80.000 đoàn viên")
    assert found.warning is warned


# The verbs
