"""Our own workbook, read in again, gives the same roster: units, officers, posts, days."""

from datetime import date
from pathlib import Path

import pytest

from nongcot.intake.diagnosis import diagnose
from nongcot.intake.reading import read_files
from nongcot.intake.report import write_report
from nongcot.people.kinds import GRASSROOTS_KINDS, BodyKind, Post
from nongcot.regulations import load

DAY = date(2026, 11, 22)
# Every post a list can name; what is not here (a "head" of an executive committee) no union has.
POSTS = (
    *((BodyKind.EXECUTIVE_COMMITTEE, post) for post in (Post.CHAIR, Post.VICE_CHAIR, Post.MEMBER, Post.ACCOUNTANT)),
    (BodyKind.EXECUTIVE_COMMITTEE, Post.TREASURER),
    *((BodyKind.INSPECTION_COMMITTEE, post) for post in (Post.HEAD, Post.DEPUTY_HEAD, Post.MEMBER)),
    *((BodyKind.WOMENS_COMMITTEE, post) for post in (Post.HEAD, Post.DEPUTY_HEAD, Post.MEMBER)),
    *((BodyKind.SECTION, post) for post in (Post.CHAIR, Post.VICE_CHAIR, Post.MEMBER)),
    *((BodyKind.GROUP, post) for post in (Post.GROUP_LEADER, Post.DEPUTY_GROUP_LEADER)),
)


@pytest.fixture
def read_again(tmp_path):
    def read_again(diagnosis, language):
        path = Path(tmp_path / "baocao.xlsx")
        write_report(diagnosis, path, language=language)
        return diagnose(read_files([path]), day=DAY, rulebook=load())

    return read_again


def _officers(unit):
    told = ({key: value for key, value in officer.items() if key != "citizen_id_last4"} for officer in unit["officers"])
    return sorted(told, key=lambda officer: tuple(map(str, officer.values())))


def _units(diagnosis):
    return {unit["name"]: {key: unit[key] for key in unit if key != "officers"} for unit in diagnosis["units"]}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_units_and_officers_come_back_the_same(read_again, make_diagnosis, language):
    diagnosis = make_diagnosis(units=30, people=6)
    again = read_again(diagnosis, language)
    assert again["rejected"] == []
    assert _units(again) == _units(diagnosis)
    assert [_officers(unit) for unit in again["units"]] == [_officers(unit) for unit in diagnosis["units"]]


def test_only_the_two_lists_are_taken_for_lists(read_again, diagnosis):
    sheets = read_again(diagnosis, "vi")["files"][0]["sheets"]
    assert {sheet["sheet"]: sheet["kind"] for sheet in sheets if sheet["kind"] != "ignored"} == {
        "Danh sách CĐCS": "units",
        "Danh sách cán bộ": "officers",
    }


def test_every_post_is_understood_again(read_again, make_diagnosis):
    diagnosis = make_diagnosis(units=len(POSTS), people=2)
    for unit, (body, post) in zip(diagnosis["units"], POSTS, strict=True):
        unit["officers"][1].update(body=body.value, post=post.value)
    again = read_again(diagnosis, "vi")
    assert [_officers(unit) for unit in again["units"]] == [_officers(unit) for unit in diagnosis["units"]]


@pytest.mark.parametrize("post", ["chair", "vice_chair", "member"])
def test_who_sits_on_the_standing_committee_keeps_both_seats(read_again, make_diagnosis, post):
    diagnosis = make_diagnosis(units=1, people=2)
    officers = diagnosis["units"][0]["officers"]
    officers[1]["post"] = post
    officers.append({**officers[1], "body": "standing_committee", "post": "member"})
    assert _officers(read_again(diagnosis, "vi")["units"][0]) == _officers(diagnosis["units"][0])


def test_every_kind_of_union_is_understood_again(read_again, make_diagnosis):
    kinds = sorted(kind.value for kind in GRASSROOTS_KINDS)
    diagnosis = make_diagnosis(units=len(kinds), people=2)
    for unit, kind in zip(diagnosis["units"], kinds, strict=True):
        unit.update(kind=kind, sector="non_state")
    assert [unit["kind"] for unit in read_again(diagnosis, "vi")["units"]] == kinds
