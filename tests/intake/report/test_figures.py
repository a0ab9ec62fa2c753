"""The figures of the report, counted by hand on small rosters."""

from datetime import date

import pytest

from nongcot.intake.report.figures import State, figures_of, holding

DAY = date(2026, 11, 22)


def _officer(name="Lê Thị Hòa", post="chair", **more):
    facts = {
        "body": "executive_committee",
        "sex": "female",
        "born": "1985",
        "phone": None,
        "email": None,
        "from": None,
        "to": None,
    }
    return {"name": name, "post": post, "citizen_id_last4": None, **facts, **more}


def _unit(name="A", officers=(), **more):
    facts = {"kind": "enterprise", "sector": None, "members": None, "superior": None, "seats_fixed": None, "term": None}
    return {"name": name, "officers": list(officers), **facts, **more}


def _duty(check, unit="A", **more):
    return {"check": check, "unit": unit, "person": None, "due_on": None, "facts": {}, "rule": None, **more}


def _figures(units, duties=()):
    return figures_of({"as_of": "2026-11-22", "units": units, "duties": list(duties), "totals": {}})


@pytest.mark.parametrize(
    ("checks", "state"),
    [
        ([], State.COMPLETE),
        (["person.possible_duplicate"], State.COMPLETE),
        (["data.missing"], State.UNKNOWN),
        (["committee.vacant_seats", "data.missing"], State.INCOMPLETE),
        (["chair.first_term"], State.COMPLETE),
        (["inspection.too_many_committee_members"], State.INCOMPLETE),
        (["future.check"], State.INCOMPLETE),
        (["committee.vacant_seats", "committee.no_chair"], State.URGENT),
        (["term.ended"], State.URGENT),
    ],
)
def test_the_state_of_a_union_follows_from_what_is_due(checks, state):
    figures = _figures([_unit(officers=[_officer()])], [_duty(check) for check in checks])
    assert figures.units[0].state is state


def test_a_union_of_which_nobody_is_known_is_not_called_complete():
    assert _figures([_unit()]).units[0].state is State.UNKNOWN


def test_vacant_seats_count_persons_not_posts():
    officers = [
        _officer("A", "chair"),
        _officer("B", "member"),
        _officer("B", "member", body="standing_committee"),
        _officer("C", "head", body="inspection_committee"),
        _officer("D", "accountant"),
    ]
    unit = _figures([_unit(officers=officers, seats_fixed=5)]).units[0]
    assert (unit.people, unit.seated, unit.vacant) == (4, 2, 3)


def test_more_officers_than_seats_is_no_negative_vacancy_and_unknown_seats_are_unknown():
    assert _figures([_unit(officers=[_officer("A"), _officer("B", "member")], seats_fixed=1)]).units[0].vacant == 0
    assert _figures([_unit(officers=[_officer()])]).units[0].vacant is None


def test_posts_are_counted_on_the_day_with_half_open_ranges():
    ends, begins = _officer("A", to="2026-11-22"), _officer("B", **{"from": "2026-11-22"})
    assert holding([ends, begins, _officer("C", **{"from": "2026-11-23"})], DAY) == [begins]


def test_only_who_holds_a_post_on_the_day_is_seated_and_counted():
    unit = _unit(officers=[_officer("A", to="2026-11-22"), _officer("B", "member", to="2026-11-23")], seats_fixed=3)
    figures = _figures([unit])
    assert (figures.units[0].seated, figures.units[0].vacant) == (1, 2)
    assert sum(figures.people.values()) == 1
    assert sum(figures.chairs.values()) == 0


def test_superiors_are_no_tiles_but_their_people_count():
    federation = _unit("LĐLĐ", [_officer("Trần Văn Đức", sex="male")], kind="provincial_federation")
    figures = _figures([federation, _unit(officers=[_officer()])])
    assert sum(figures.states.values()) == 1
    assert dict(figures.people) == {"male": 1, "female": 1}
    assert dict(figures.chairs) == {"male": 1, "female": 1}


def test_one_person_at_two_unions_is_one_person():
    assert _figures([_unit("A", [_officer()]), _unit("B", [_officer()])]).people["female"] == 1


def test_duties_at_no_unit_of_the_list_are_kept():
    figures = _figures(
        [_unit()], [_duty("unit.superior_ended", unit="Nơi khác"), _duty("person.possible_duplicate", unit=None)]
    )
    assert [duty["unit"] for duty in figures.unplaced] == ["Nơi khác", None]


def test_duties_are_counted_by_check_the_most_frequent_first():
    unchecked = {"id": "r", "document": "d", "article": "", "verified": False}
    nothing = {"id": None, "document": None, "article": None, "verified": False}
    figures = _figures(
        [_unit("A"), _unit("B")],
        [
            _duty("term.ended", "A", due_on="2026-11-21", rule=nothing),
            _duty("committee.no_chair", "A", due_on="2027-01-01", rule=unchecked),
            _duty("committee.no_chair", "B", due_on="2026-12-01"),
        ],
    )
    assert [(d.check, d.count, d.units, d.first_due, d.unverified) for d in figures.duties] == [
        ("committee.no_chair", 2, 2, "2026-12-01", 1),
        ("term.ended", 1, 1, "2026-11-21", 0),
    ]
    assert figures.overdue == 1


def test_terms_are_counted_by_the_year_they_end():
    units = [
        _unit("A", term={"from": "2022-05-12", "to": "2027-05-12"}),
        _unit("B", term={"from": None, "to": None}),
        _unit("C"),
    ]
    assert dict(_figures(units).terms) == {2027: 1, None: 2}
