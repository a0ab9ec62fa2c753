from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nongcot.intake.cells.units import unit_key
from nongcot.intake.kinds import OfficerRow, PostRead, Reading, SheetKind, SheetReading, UnitRow
from nongcot.intake.roster import Doubt, Roster, build_roster, person_facts, unit_facts
from nongcot.kernel.text import fold
from nongcot.people.kinds import BodyKind, Post, Sector, Sex, UnitKind

EC, UBKT, GROUP = BodyKind.EXECUTIVE_COMMITTEE, BodyKind.INSPECTION_COMMITTEE, BodyKind.GROUP
CHAIR, MEMBER, HEAD = PostRead(EC, Post.CHAIR), PostRead(EC, Post.MEMBER), PostRead(UBKT, Post.HEAD)
GARMENT = "Công đoàn cơ sở Công ty TNHH May Xuân Lan"
SCHOOL = "Công đoàn cơ sở Trường Mầm non Hoa Sen"
DAY = date(2026, 11, 22)


def officer(
    name: str, row: int = 2, *posts: PostRead, unit: str = GARMENT, file: str = "a.xlsx", **facts: Any
) -> OfficerRow:
    sheet = facts.pop("sheet", "DS")
    return OfficerRow(file, sheet, row, unit, name, list(posts or (MEMBER,)), **facts)


def union(name: str = GARMENT, row: int = 2, *, file: str = "u.xlsx", **facts: Any) -> UnitRow:
    return UnitRow(file, "CĐCS", row, name, **facts)


def roster(*rows: OfficerRow | UnitRow, as_of: dict[str, date] | None = None, same: tuple[str, ...] = ()) -> Roster:
    sheets = [
        SheetReading(file, sheet, SheetKind.OFFICERS, 1, as_of=day)
        for file, day in (as_of or {}).items()
        for sheet in ("DS", "CĐCS")
    ]
    files = list(dict.fromkeys(r.file for r in rows))
    officers = [r for r in rows if isinstance(r, OfficerRow)]
    reading = Reading(files, sheets, officers, [r for r in rows if isinstance(r, UnitRow)])
    return build_roster(reading, same=same)


def people(found: Roster) -> list[tuple[str, str | None, int]]:
    """(name, birth, number of posts) of each person."""
    posts = Counter(p.person for p in found.posts)
    return sorted((p.name, p.born, posts[p.key]) for p in found.persons.values())


def doubts(found: Roster) -> list[Doubt]:
    return [pair.why for pair in found.doubtful]


# Units


def test_a_units_row_and_officers_under_an_abbreviated_name_are_one_union():
    found = roster(union(members=240), officer("Phan Thu Ánh", unit="CĐCS CTY TNHH MAY XUÂN LAN"))

    (unit,) = found.units.values()
    assert (unit.name, unit.members) == (GARMENT, 240)
    assert found.posts[0].unit == unit.key


def test_a_code_joins_two_names_and_keeps_apart_one_name_with_two_codes():
    renamed = roster(union("CĐCS Xí nghiệp May 5", code="A 1"), officer("An", unit=GARMENT, unit_code="a1"))
    assert [u.name for u in renamed.units.values()] == ["CĐCS Xí nghiệp May 5"]

    namesakes = roster(union(SCHOOL, 2, code="A1"), union(SCHOOL, 3, code="A2"))
    assert len(namesakes.units) == 2


def test_one_name_under_two_superiors_in_one_list_is_two_unions_and_in_two_lists_one():
    there = {"superior": "Công đoàn phường An Phú"}, {"superior": "Công đoàn phường Bình Hòa"}
    assert len(roster(union(SCHOOL, 2, **there[0]), union(SCHOOL, 3, **there[1])).units) == 2
    assert len(roster(union(SCHOOL, 2, **there[0]), union(SCHOOL, 2, file="v.xlsx", **there[1])).units) == 1


def test_officers_find_the_namesake_under_their_superior():
    found = roster(
        union(SCHOOL, 2, superior="Công đoàn phường An Phú", code="A1"),
        union(SCHOOL, 3, superior="Công đoàn phường Bình Hòa", code="A2"),
        officer("An", unit=SCHOOL, superior="CĐ phường Bình Hòa"),
    )
    assert [p.unit for p in found.posts] == ["code:A2"]


def test_of_two_counts_of_members_the_newest_list_wins_and_the_other_is_listed():
    rows = union(members=240, file="old.xlsx"), union(members=250, file="new.xlsx")
    found = roster(*rows, as_of={"old.xlsx": date(2026, 1, 1), "new.xlsx": date(2026, 6, 1)})

    (unit,) = found.units.values()
    assert (unit.members, unit.counted_on) == (250, date(2026, 6, 1))
    assert [(c.field, c.kept, c.other, c.source.file) for c in found.conflicts] == [("members", 250, 240, "old.xlsx")]


def test_kind_and_sector_come_from_the_name_where_no_list_tells_them():
    found = roster(officer("An", unit=SCHOOL))
    (unit,) = found.units.values()
    assert (unit.kind, unit.sector) == (UnitKind.PUBLIC_SERVICE, Sector.STATE)


def test_a_superior_that_is_only_named_is_no_unit_but_is_told():
    found = roster(union(superior="Công đoàn phường An Phú"))
    (facts,) = unit_facts(found, DAY)
    assert (facts.superior, facts.superior_name) == (None, "Công đoàn phường An Phú")


def test_a_superior_that_has_ended_is_told_to_the_checks():
    ward = union("Công đoàn phường An Phú", 3, ended_on=date(2026, 7, 1))
    facts = {f.name: f for f in unit_facts(roster(union(superior="CĐ phường An Phú"), ward), DAY)}
    assert facts[GARMENT].superior_ended_on == date(2026, 7, 1)


# Terms


def test_a_day_from_a_units_table_beats_the_years_of_a_title():
    titled = officer("An", term_from=date(2022, 1, 1), term_to=date(2027, 1, 1))
    found = roster(titled, union(term_from=date(2022, 9, 12), term_to=date(2027, 9, 12), seats_fixed=11))

    (unit,) = found.units.values()
    assert [(t.from_day, t.to_day, t.seats_fixed) for t in unit.terms] == [(date(2022, 9, 12), date(2027, 9, 12), 11)]
    assert found.conflicts == []


def test_terms_that_follow_each_other_are_both_kept():
    found = roster(
        officer("An", 2, term_from=date(2018, 1, 1), term_to=date(2023, 1, 1)),
        officer("An", 2, sheet="DS2", term_from=date(2023, 1, 1), term_to=date(2028, 1, 1)),
    )
    assert [t.from_day.year for u in found.units.values() for t in u.terms] == [2018, 2023]


def test_seats_without_a_term_are_told_to_the_checks():
    (facts,) = unit_facts(roster(union(seats_fixed=7)), DAY)
    assert [(t.from_day, t.seats_fixed) for t in facts.terms] == [(None, 7)]


# Persons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"born": "1985"}, {"born": "1985-07-05"}),
        ({"born": "1985-07-05"}, {"born": "1985-07-05"}),
        ({"born": "1985-07"}, {}),
        ({}, {}),
        ({"citizen_id": "012345678901", "born": "1985"}, {"born": "1985"}),
        ({"citizen_id": "123456789", "born": "1985"}, {"citizen_id": "012345678901", "born": "1985"}),
    ],
)
def test_one_name_at_one_union_with_births_that_agree_is_one_person(one, other):
    found = roster(officer("Trần Thị Hòa", 2, MEMBER, **one), officer("TRẦN THỊ HOÀ", 3, HEAD, sheet="UBKT", **other))
    assert len(found.persons) == 1
    assert len(found.posts) == 2
    assert found.doubtful == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"born": "1985"}, {"born": "1986"}),
        ({"born": "1985-07-05"}, {"born": "1985-08-05"}),
        ({"born": "1985", "sex": Sex.MALE}, {"born": "1985", "sex": Sex.FEMALE}),
    ],
)
def test_one_name_at_one_union_with_facts_that_disagree_is_two_persons(one, other):
    found = roster(officer("Trần Thị Hòa", 2, **one), officer("Trần Thị Hòa", 3, **other))
    assert len(found.persons) == 2
    assert found.doubtful == []


def test_a_year_that_fits_two_persons_belongs_to_neither():
    found = roster(
        officer("Trần Thị Hòa", 2, born="1985-07-05"),
        officer("Trần Thị Hòa", 3, born="1985-03-01"),
        officer("Trần Thị Hòa", 4, HEAD, born="1985"),
    )
    assert len(found.persons) == 3
    assert doubts(found) == [Doubt.BIRTH_UNCLEAR, Doubt.BIRTH_UNCLEAR]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({}, {"name": "Trần Thị Hoa"}, Doubt.NAME_MARKS),
        ({"phones": ["+84912345678"]}, {"phones": ["+84987654321"]}, Doubt.PHONE_DIFFERS),
        (
            {"born": "1985-07-05", "citizen_id": "012345678901"},
            {"born": "1985-07-05", "citizen_id": "012345678902"},
            Doubt.CITIZEN_ID_DIFFERS,
        ),
    ],
)
def test_doubts_at_one_union_keep_apart_and_are_listed(one, other, why):
    name = other.get("name", "Trần Thị Hòa")
    other = {key: value for key, value in other.items() if key != "name"}
    found = roster(officer("Trần Thị Hòa", 2, **one), officer(name, 3, HEAD, **other))
    assert len(found.persons) == 2
    assert doubts(found) == [why]


def test_a_name_typed_without_diacritics_is_the_same_name():
    found = roster(officer("Tran Thi Hoa", 2, born="1985"), officer("Trần Thị Hòa", 3, HEAD, born="1985"))
    assert people(found) == [("Trần Thị Hòa", "1985", 2)]


def test_one_citizen_id_across_unions_is_one_person():
    found = roster(
        officer("Trần Thị Hòa", 2, citizen_id="012345678901"),
        officer("Trần Thị Hòa", 3, unit=SCHOOL, citizen_id="012345678901", born="1985"),
    )
    (person,) = found.persons.values()
    assert len(person.units) == 2
    assert person.born == "1985"


def test_one_citizen_id_of_two_names_and_births_is_asked_about():
    found = roster(
        officer("Trần Thị Hòa", 2, citizen_id="012345678901", born="1985"),
        officer("Lê Văn Nam", 3, citizen_id="012345678901", born="1990"),
    )
    assert len(found.persons) == 2
    assert doubts(found) == [Doubt.CITIZEN_ID_SHARED]


def test_name_birth_and_phone_join_across_unions_and_without_the_phone_it_is_asked():
    born = {"born": "1985-07-05"}
    phone = {"phones": ["+84912345678"]}
    rows = officer("Trần Thị Hòa", 2, **born, **phone), officer("Trần Thị Hòa", 3, unit=SCHOOL, **born, **phone)
    assert len(roster(*rows).persons) == 1

    rows = officer("Trần Thị Hòa", 2, **born, **phone), officer("Trần Thị Hòa", 3, unit=SCHOOL, **born)
    assert doubts(roster(*rows)) == [Doubt.ELSEWHERE]


def test_a_year_alone_says_nothing_across_unions():
    found = roster(officer("Trần Thị Hòa", 2, born="1985"), officer("Trần Thị Hòa", 3, unit=SCHOOL, born="1985"))
    assert len(found.persons) == 2
    assert found.doubtful == []


def test_what_a_human_found_to_be_one_person_is_one():
    rows = officer("Trần Thị Hòa", 2), officer("Trần Thị Hoa", 3, HEAD)
    (pair,) = roster(*rows).doubtful
    found = roster(*rows, same=(pair.key,))

    assert len(found.persons) == 1
    assert found.doubtful == []


def test_thousands_of_one_name_at_one_union_are_read_in_a_moment():
    rows = [officer("Nguyễn Văn An", n, phones=[f"+849{n:08d}"]) for n in range(3000)]
    assert len(roster(*rows).persons) == 3000


# Posts


def test_the_same_post_told_twice_is_one_and_other_days_are_another():
    first = {"from_day": date(2013, 3, 1), "to_day": date(2018, 3, 1)}
    second = {"from_day": date(2023, 3, 1)}
    found = roster(
        *(officer("An", n, CHAIR, born="1985", **days) for n, days in enumerate((first, second, second, {}), 2))
    )
    assert [(p.from_day, p.to_day) for p in found.posts] == [
        (date(2013, 3, 1), date(2018, 3, 1)),
        (date(2023, 3, 1), None),
    ]


def test_a_post_taken_up_and_left_on_one_day_was_held_on_that_day_and_on_none_before():
    one_day = {"from_day": date(2004, 1, 15), "to_day": date(2004, 1, 15)}
    found = roster(officer("An", 2, CHAIR, **one_day))
    assert [(p.from_day, p.to_day) for p in found.posts] == [(date(2004, 1, 15), date(2004, 1, 16))]


def test_an_ended_post_that_is_also_listed_without_days_is_held_again():
    ended = {"from_day": date(2013, 3, 1), "to_day": date(2018, 3, 1)}
    found = roster(officer("An", 2, CHAIR, **ended), officer("An", 3, CHAIR))
    assert [(p.from_day, p.to_day) for p in found.posts] == [(None, None), (date(2013, 3, 1), date(2018, 3, 1))]


def test_a_chair_is_no_plain_member_of_the_same_committee_on_the_same_days():
    assert [p.post for p in roster(officer("An", 2, CHAIR), officer("An", 3, MEMBER)).posts] == [Post.CHAIR]
    before = officer("An", 3, MEMBER, from_day=date(2018, 1, 1), to_day=date(2023, 1, 1))
    found = roster(officer("An", 2, CHAIR, from_day=date(2023, 1, 1)), before)
    assert [p.post for p in found.posts] == [Post.CHAIR, Post.MEMBER]


def test_leaders_of_two_groups_hold_two_posts():
    groups = PostRead(GROUP, Post.GROUP_LEADER, "Tổ may 1"), PostRead(GROUP, Post.GROUP_LEADER, "Tổ may 2")
    assert len(roster(officer("An", 2, *groups)).posts) == 2


def test_checks_are_told_who_chaired_before():
    found = roster(
        officer("An", 2, CHAIR, citizen_id="012345678901", from_day=date(2013, 1, 1), to_day=date(2018, 1, 1)),
        officer("An", 3, CHAIR, unit=SCHOOL, citizen_id="012345678901", from_day=date(2023, 1, 1)),
    )
    earlier = {f.name: [p.earlier_chair for p in f.posts] for f in unit_facts(found, DAY)}
    assert earlier == {GARMENT: [False], SCHOOL: [True]}
    assert [len(p.units) for p in person_facts(found)] == [2]


# Order


NAMES = st.sampled_from(["Trần Thị Hòa", "Trần Thị Hoa", "Tran Thi Hoa", "Lê Văn Nam"])
OFFICERS = st.builds(
    lambda file, name, unit, born, citizen, phone, post, start: {
        "file": file,
        "name": name,
        "unit": unit,
        "born": born,
        "citizen_id": citizen,
        "phones": [phone] if phone else [],
        "posts": [post],
        "from_day": start,
    },
    st.sampled_from(["a.xlsx", "b.xlsx", "c.xlsx"]),
    NAMES,
    st.sampled_from([GARMENT, "CĐCS Cty TNHH May Xuân Lan", SCHOOL]),
    st.sampled_from([None, "1985", "1985-07", "1985-07-05", "1985-03-01"]),
    st.sampled_from([None, None, "012345678901", "012345678902", "123456789"]),
    st.sampled_from([None, "+84912345678", "+84987654321"]),
    st.sampled_from([CHAIR, MEMBER, HEAD]),
    st.sampled_from([None, date(2018, 1, 1), date(2023, 1, 1)]),
)


def rows_of(given_rows: list[dict[str, Any]]) -> list[OfficerRow]:
    return [OfficerRow(sheet="DS", row=n, **facts) for n, facts in enumerate(given_rows, 2)]


def as_values(found: Roster) -> Any:
    return (list(found.units.values()), list(found.persons.values()), found.posts, found.doubtful, found.conflicts)


@settings(max_examples=150, deadline=None)
@given(st.lists(OFFICERS, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_change_the_roster(given_rows, random):
    shuffled = rows_of(given_rows)
    random.shuffle(shuffled)
    assert as_values(roster(*shuffled)) == as_values(roster(*rows_of(given_rows)))


@settings(max_examples=100, deadline=None)
@given(st.lists(OFFICERS, max_size=9))
def test_every_row_is_held_by_somebody_of_its_name_and_nobody_has_two_citizen_ids(given_rows):
    rows = rows_of(given_rows)
    found = roster(*rows)
    held = {(found.units[p.unit].match_key, fold(found.persons[p.person].name), p.body, p.post) for p in found.posts}
    for row in rows:
        posts = {row.posts[0].post} if row.posts[0] != MEMBER else {Post.MEMBER, Post.CHAIR}
        keys = {
            (unit_key(row.unit), fold(name), row.posts[0].body, post)
            for post in posts
            for name in {r.name for r in rows}
        }
        assert keys & held
    full = {r.citizen_id for r in rows if r.citizen_id and len(r.citizen_id) == 12}
    assert len(found.persons) >= len(full & {p.citizen_id for p in found.persons.values()})
    assert {p.citizen_id for p in found.persons.values()} >= full
