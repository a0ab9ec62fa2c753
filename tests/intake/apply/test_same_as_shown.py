"""What was shown before applying is what is written; where that cannot be, nothing is written and it is shown again."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from nongcot.intake import actions
from nongcot.intake.models import Import, PlannedChange
from nongcot.people.models import MemberCount, Person, PostHeld, Term, Unit
from tests.intake.apply.test_apply import GARMENT, HOA, NAM
from tests.intake.conftest import Bring, Province
from tests.intake.workbooks import OFFICERS, UNITS, officers, workbook

SCHOOL = "CĐCS Trường Mầm non Hoa Sen"
POSTS = ("Chủ tịch", "PCT", "UV BCH", "UV BTV, CN UBKT", "Tổ trưởng tổ 3", "Thủ môn")
BORN = ("5/7/1985", "1985", "tháng 7/1985", "32/13/1985", "", "1.2.1979")


def messy(path: Path, seed: int, count: int = 120) -> Path:
    """Rows as they come: names that recur, impossible days, unknown posts, two unions under several names."""
    chance = random.Random(seed)  # noqa: S311
    names = [f"Nguyễn Văn {letter}" for letter in "ABCDEFGHIK"] + ["Trần Thị Hòa", "TRẦN THỊ HOÀ"]
    people = [
        (
            n, chance.choice(names), chance.choice(BORN), chance.choice(["Nam", "Nữ", "N?"]),
            chance.choice([GARMENT, SCHOOL, "CĐ Cty TNHH May Xuân Lan"]), chance.choice(POSTS),
            chance.choice(["0912.345.678", "912345678", "không có", ""]), chance.choice(["012185000001", "12", ""]),
        )
        for n in range(count)
    ]  # fmt: skip
    units = [(1, GARMENT, "DN ngoài nhà nước", 1000 + seed, 900, 11, "12.9.2022", "2022-2027")]
    return workbook(path, {"CĐCS": [UNITS, *units], "Cán bộ": [OFFICERS, *people]})


def counts() -> dict[str, int]:
    models = {"new_units": Unit, "new_persons": Person, "new_posts": PostHeld, "new_terms": Term}
    return {name: model.objects.count() for name, model in models.items()}


def lines(imported: Import) -> list[tuple[str, ...]]:
    columns = ("kind", "unit", "about", "name", "field", "before", "after")
    return sorted(PlannedChange.objects.filter(imported=imported).values_list(*columns))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_counted_before_is_what_is_there_after(
    tmp_path: Path, bring: Bring, province: Province, seed: int
) -> None:
    bring(messy(tmp_path / "before.xlsx", seed + 100, 40))
    imported = bring(messy(tmp_path / "a.xlsx", seed), apply=False)
    before, shown, told = counts(), imported.summary["plan"], lines(imported)
    members = MemberCount.objects.count()

    actions.apply(actor=province.officer, imported=imported)

    imported.refresh_from_db()
    assert imported.state == Import.State.APPLIED
    assert imported.summary["plan"] == shown
    assert lines(imported) == told
    assert {name: count - before[name] for name, count in counts().items()} == {name: shown[name] for name in before}
    assert MemberCount.objects.count() - members <= shown["new_counts"]


def test_two_officers_who_read_at_once_and_apply_in_turn_write_each_thing_once(
    tmp_path: Path, bring: Bring, province: Province
) -> None:
    one = bring(officers(tmp_path / "a.xlsx", HOA, NAM), apply=False)
    other = bring(officers(tmp_path / "b.xlsx", HOA, NAM), apply=False)
    actions.apply(actor=province.officer, imported=one)
    written = counts()

    assert actions.apply(actor=province.officer, imported=other) == []
    other.refresh_from_db()
    assert (other.state, other.summary["moved"]) == (Import.State.READ, True)
    assert other.summary["plan"]["anything"] is False, "what would change now is shown"
    assert counts() == written

    actions.apply(actor=province.officer, imported=other)
    other.refresh_from_db()
    assert (other.state, other.summary["moved"]) == (Import.State.APPLIED, False)
    assert counts() == written


def test_a_change_elsewhere_between_looking_and_applying_is_nobodys_business(
    tmp_path: Path, bring: Bring, province: Province
) -> None:
    one = bring(officers(tmp_path / "a.xlsx", HOA), apply=False)
    bring(officers(tmp_path / "b.xlsx", ("Đỗ Văn Bình", "1979", "Nam", SCHOOL, "Chủ tịch", "", "")))
    actions.apply(actor=province.officer, imported=one)
    one.refresh_from_db()
    assert one.state == Import.State.APPLIED


def test_an_answer_about_persons_is_counted_in_before_it_is_applied(
    tmp_path: Path, bring: Bring, province: Province
) -> None:
    twice = [("Phạm Thị Lan", "5/7/1979", "Nữ", union, "UV BCH", "", "") for union in (GARMENT, SCHOOL)]
    imported = bring(officers(tmp_path / "a.xlsx", *twice), apply=False)
    (pair,) = imported.pairs.all()
    assert imported.summary["plan"]["new_persons"] == 2

    imported = actions.decide(actor=province.officer, imported=imported, persons={pair.key: actions.SAME})
    assert actions.outdated(imported)
    imported = actions.start_planning(actor=province.officer, imported=imported)
    imported = actions.plan_again(actor=province.officer, imported=imported)
    assert not actions.outdated(imported)
    assert imported.summary["plan"]["new_persons"] == 1
    assert [each.key for each in imported.pairs.all()] == [pair.key], "it can be answered otherwise"

    actions.apply(actor=province.officer, imported=imported)
    assert Person.objects.count() == 1
