"""What lists leave untold opens no duty in the database either, and more told later opens what is due."""

from __future__ import annotations

from pathlib import Path

import pytest

from nongcot.duties import api as duties
from nongcot.duties.models import Duty
from nongcot.infra.audit.models import AuditEntry
from nongcot.intake.diagnosis import diagnose
from nongcot.intake.reading import read_files
from nongcot.people.api import create_unit
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit
from nongcot.regulations import load
from tests.intake.conftest import DAY, ROOT, Bring, Province
from tests.intake.habit_files import to_xlsx
from tests.intake.habits import Grid
from tests.intake.test_coverage import HEAD, UNIONS, A, B

CHAIRS = Grid("CB", [HEAD, [1, "Trần Văn An", A, "Chủ tịch"], [2, "Lê Thị Bình", B, "Chủ tịch"]])
WHOLE = Grid("CB", [HEAD, [1, "Trần Văn An", A, "Chủ tịch"], [2, "Võ Kim Chi", A, "UV BCH"], *CHAIRS.rows[2:]])
ONE_LEFT_OUT = Grid("CB", WHOLE.rows[:3])
LEADERS_OF_GROUPS = Grid("CB", [HEAD, [1, "Trần Văn An", A, "Tổ trưởng tổ CĐ 1"], [2, "Lê Thị Bình", B, "Tổ trưởng"]])
SEATS = ["committee.below_minimum", "committee.vacant_seats", "inspection.missing"]


def book(folder: Path, *grids: Grid) -> Path:
    path = folder / f"{len(list(folder.iterdir()))}.xlsx"
    path.write_bytes(to_xlsx(list(grids)))
    return path


def told() -> dict[str, str]:
    return {unit.name[-1]: unit.told for unit in Unit.objects.filter(kind=UnitKind.ENTERPRISE)}


def due() -> list[tuple[str, str]]:
    duties.run(actor=ROOT, day=DAY)
    found = Duty.objects.filter(closed_on=None, unit__kind=UnitKind.ENTERPRISE)
    codes = [(code, name[-1]) for code, name in found.values_list("code", "unit__name")]
    return sorted(pair for pair in codes if pair[0].startswith(("committee.", "inspection.")))


def both(codes: list[str]) -> list[tuple[str, str]]:
    return sorted((code, unit) for code in codes for unit in "AB")


@pytest.mark.parametrize(
    ("grids", "how_much", "expected"),
    [
        ((UNIONS,), {"A": "nothing", "B": "nothing"}, []),
        ((UNIONS, LEADERS_OF_GROUPS), {"A": "nothing", "B": "nothing"}, []),
        ((UNIONS, CHAIRS), {"A": "leaders", "B": "leaders"}, []),
        ((UNIONS, WHOLE), {"A": "all", "B": "all"}, both(SEATS)),
        (
            (UNIONS, ONE_LEFT_OUT),
            {"A": "all", "B": "all"},
            [
                ("committee.below_minimum", "A"),
                ("committee.no_chair", "B"),
                ("committee.vacant_seats", "A"),
                ("inspection.missing", "A"),
            ],
        ),
        (
            (UNIONS, Grid("CB", [*CHAIRS.rows[:2], [2, "Lê Thị Bình", "Công đoàn cơ sở Công ty C", "Chủ tịch"]])),
            {"A": "leaders", "B": "leaders", "C": "leaders"},
            [("committee.no_chair", "B")],
        ),
    ],
)
def test_the_database_finds_what_the_file_alone_shows(
    tmp_path: Path,
    province: Province,
    bring: Bring,
    grids: tuple[Grid, ...],
    how_much: dict[str, str],
    expected: list[tuple[str, str]],
) -> None:
    path = book(tmp_path, *grids)

    bring(path)

    assert told() == how_much
    assert due() == expected
    alone = diagnose(read_files([path]), day=DAY, rulebook=load())["duties"]
    alone = [(d["check"], d["unit"][-1]) for d in alone if d["check"].startswith(("committee.", "inspection."))]
    assert sorted(alone) == expected


def test_a_second_import_of_the_same_chairs_writes_nothing(tmp_path: Path, province: Province, bring: Bring) -> None:
    bring(book(tmp_path, UNIONS, CHAIRS))
    before = AuditEntry.objects.filter(action="intake.apply_unit").count()

    again = bring(book(tmp_path, UNIONS, CHAIRS))

    assert again.state == "applied"
    assert AuditEntry.objects.filter(action="intake.apply_unit").count() == before
    assert told() == {"A": "leaders", "B": "leaders"}


def test_a_full_list_after_the_chairs_raises_what_is_told_and_opens_the_duties(
    tmp_path: Path, province: Province, bring: Bring
) -> None:
    bring(book(tmp_path, UNIONS, CHAIRS))
    assert due() == []

    bring(book(tmp_path, UNIONS, WHOLE))

    assert told() == {"A": "all", "B": "all"}
    assert due() == both(SEATS)
    entry = AuditEntry.objects.filter(action="intake.apply_unit", unit=Unit.objects.get(name=B).pk).latest("pk")
    assert entry.changes["changes"] == {"unit.told": ["leaders", "all"]}


def test_a_full_list_alone_raises_through_the_page_that_shows_the_plan(
    tmp_path: Path, province: Province, bring: Bring
) -> None:
    bring(book(tmp_path, UNIONS))
    imported = bring(book(tmp_path, CHAIRS), apply=False)

    changed = [d for d in imported.summary["plan"]["changed"] if d["field"] == "told"]

    assert [(d["about"], d["name"][-1], d["before"], d["after"]) for d in changed] == [
        ("unit", "A", "nothing", "leaders"),
        ("unit", "B", "nothing", "leaders"),
    ]


def test_chairs_after_a_full_list_take_nothing_away(tmp_path: Path, province: Province, bring: Bring) -> None:
    bring(book(tmp_path, UNIONS, WHOLE))
    bring(book(tmp_path, UNIONS, CHAIRS))
    bring(book(tmp_path, UNIONS))

    assert told() == {"A": "all", "B": "all"}


def test_a_union_opened_by_hand_answers_for_its_roster_whatever_list_names_it(
    tmp_path: Path, province: Province, bring: Bring
) -> None:
    create_unit(actor=ROOT, name=A, kind=UnitKind.ENTERPRISE, superior=province.ward)

    bring(book(tmp_path, UNIONS, CHAIRS))

    assert told() == {"A": "all", "B": "leaders"}


def test_of_two_names_that_are_one_union_on_record_the_one_told_best_counts(
    tmp_path: Path, province: Province, bring: Bring
) -> None:
    bring(book(tmp_path, UNIONS))
    union = Unit.objects.get(name=A)
    renamed = "Công đoàn cơ sở Công ty TNHH May Đông Á"
    union.names.create(name=renamed, search_key="", match_key="")
    rows = [[1, "Trần Văn An", A, "Chủ tịch"], [2, "Võ Kim Chi", A, "UV BCH"], [3, "Tổ Văn Tư", renamed, "Tổ trưởng"]]

    for _ in range(2):
        bring(book(tmp_path, Grid("CB", [HEAD, *rows])))
        assert told()["A"] == "all"
