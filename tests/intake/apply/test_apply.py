from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from nongcot.infra import sealing
from nongcot.infra.audit.models import AuditEntry
from nongcot.intake import actions
from nongcot.people.api import Refused, end_post
from nongcot.people.kinds import EndReason, UnitKind
from nongcot.people.models import (
    Body,
    MemberCount,
    Person,
    PostHeld,
    Term,
    Unit,
    UnitName,
    UnitPlacement,
    UnitReach,
)
from tests.intake.conftest import DAY, ROOT, Bring, Province
from tests.intake.workbooks import OFFICERS, UNITS, officers, workbook

TABLES = (Unit, UnitName, UnitPlacement, UnitReach, MemberCount, Body, Term, Person, PostHeld)
# What somebody asked for, whatever came of it: that a file came, that it be applied or taken back.
ASKED = ("intake.receive", "intake.start_applying", "intake.start_undoing")
GARMENT = "CĐCS Công ty TNHH May Xuân Lan"
HOA = ("Trần Thị Hòa", date(1985, 7, 5), "Nữ", GARMENT, "Chủ tịch", "0912345678", "012185000001")
NAM = ("Lê Văn Nam", date(1990, 2, 1), "Nam", GARMENT, "PCT, CN UBKT", "0987654321", "")


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table an import may touch."""
    trail = AuditEntry.objects.exclude(action__in=ASKED)
    told = {model.__name__: sorted(model.objects.values_list()) for model in TABLES}
    return {**told, "AuditEntry": sorted(trail.values_list())}


def test_a_new_union_stands_under_the_actors_unit_with_its_officers_and_posts(
    tmp_path: Path, province: Province, bring: Bring
) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA, NAM), actor=province.superior)

    unit = Unit.objects.get(kind=UnitKind.ENTERPRISE)
    assert unit.name == "Công đoàn cơ sở Công ty TNHH May Xuân Lan"
    assert unit.placements.get().superior == province.ward
    assert set(UnitReach.objects.filter(unit=unit).values_list("ancestor", "depth")) == {
        (unit.pk, 0),
        (province.ward.pk, 1),
        (province.federation.pk, 2),
    }
    held = PostHeld.objects.order_by("id").values_list("person__name", "body__kind", "post", "from_day", "unit")
    assert list(held) == [
        ("Trần Thị Hòa", "executive_committee", "chair", None, unit.pk),
        ("Lê Văn Nam", "executive_committee", "vice_chair", None, unit.pk),
        ("Lê Văn Nam", "inspection_committee", "head", None, unit.pk),
    ]
    hoa = Person.objects.get(name="Trần Thị Hòa")
    assert (hoa.sex, hoa.born, hoa.phone, hoa.citizen_last4) == ("female", "1985-07-05", "+84912345678", "0001")
    assert sealing.unseal(hoa.citizen_sealed) == "012185000001"
    assert hoa.citizen_index == sealing.index("012185000001")


def test_importing_the_same_file_again_changes_nothing_at_all(tmp_path: Path, bring: Bring) -> None:
    path = officers(tmp_path / "a.xlsx", HOA, NAM)
    bring(path)
    before = rows()

    again = bring(path, day=date(2026, 12, 1))

    assert rows() == before
    assert again.state == "applied"
    assert again.summary["plan"]["anything"] is False


def test_members_seats_and_the_term_come_from_the_units_table(tmp_path: Path, bring: Bring) -> None:
    path = workbook(
        tmp_path / "u.xlsx",
        {"DS CĐCS": [UNITS, (1, GARMENT, "DN ngoài nhà nước", "1.250", 900, 11, "12.9.2022", "2022-2027")]},
    )
    bring(path)
    before = rows()
    bring(path, day=date(2027, 1, 1))

    assert rows() == before
    assert MemberCount.objects.values_list("day", "members", "women").get() == (DAY, 1250, 900)
    term = Term.objects.get()
    assert (term.from_day, term.planned_end, term.seats_fixed, term.to_day) == (
        date(2022, 9, 12),
        date(2027, 9, 12),
        11,
        None,
    )
    assert Unit.objects.get(kind=UnitKind.ENTERPRISE).sector == "non_state"


def test_a_new_phone_is_written_with_its_trail_and_the_old_one_kept(tmp_path: Path, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA))
    bring(officers(tmp_path / "b.xlsx", (*HOA[:5], "0399888777", "")))

    hoa = Person.objects.get()
    assert (hoa.phone, hoa.other_phones, hoa.citizen_last4) == ("+84399888777", "+84912345678", "0001")
    trail = AuditEntry.objects.get(action="intake.update_person")
    assert trail.object_id == str(hoa.pk)
    assert trail.changes["changes"] == {
        "phone": ["…678", "…777"],  # the trail keeps only the last digits
        "other_phones": ["", "•••"],
    }
    before = rows()
    bring(officers(tmp_path / "a.xlsx", HOA))
    assert rows() == before


def test_a_post_that_was_ended_is_not_brought_back_by_the_old_list(
    tmp_path: Path, province: Province, bring: Bring
) -> None:
    path = officers(tmp_path / "a.xlsx", HOA, NAM)
    bring(path)
    held = PostHeld.objects.get(post="chair")
    end_post(actor=province.officer, held=held, day=date(2026, 12, 1), reason=EndReason.RETIRED)
    before = rows()

    again = bring(path, day=date(2026, 12, 20))

    assert rows() == before
    assert [k["field"] for k in again.summary["plan"]["kept"]] == ["to_day"]


DATED = (*OFFICERS, "Từ ngày", "Đến ngày")


def test_days_complete_a_post_that_had_none_and_a_told_end_is_kept(tmp_path: Path, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA))
    bring(officers(tmp_path / "b.xlsx", (*HOA, date(2023, 3, 1), date(2026, 3, 1)), header=DATED))

    held = PostHeld.objects.get()
    assert (held.from_day, held.to_day) == (date(2023, 3, 1), date(2026, 3, 1))


def test_two_holdings_of_one_post_on_different_days_are_two(tmp_path: Path, bring: Bring) -> None:
    path = officers(
        tmp_path / "a.xlsx",
        (*HOA, date(2013, 3, 1), date(2018, 3, 1)),
        (*HOA, date(2023, 3, 1), None),
        header=DATED,
    )
    bring(path)
    before = rows()
    bring(path)

    assert rows() == before
    assert list(PostHeld.objects.order_by("from_day").values_list("from_day", "to_day")) == [
        (date(2013, 3, 1), date(2018, 3, 1)),
        (date(2023, 3, 1), None),
    ]


def test_an_unknown_first_day_never_empties_a_known_one(tmp_path: Path, bring: Bring) -> None:
    bring(officers(tmp_path / "b.xlsx", (*HOA, date(2023, 3, 1), None), header=DATED))
    before = rows()
    bring(officers(tmp_path / "a.xlsx", HOA))

    assert rows() == before


def test_abbreviated_names_meet_the_union_on_record(tmp_path: Path, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA))
    short = "CĐCS CTY TNHH MAY XUÂN LAN"
    bring(officers(tmp_path / "b.xlsx", (*NAM[:3], short, *NAM[4:])))

    assert Unit.objects.filter(kind=UnitKind.ENTERPRISE).count() == 1
    assert PostHeld.objects.count() == 3


def test_one_citizen_id_is_one_person_at_two_unions(tmp_path: Path, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA))
    elsewhere = ("Trần Thị Hòa", 1985, "Nữ", "CĐCS Trường Mầm non Hoa Sen", "UV BCH", "", "012185000001")
    bring(officers(tmp_path / "b.xlsx", elsewhere))

    hoa = Person.objects.get()
    assert hoa.born == "1985-07-05"
    assert hoa.posts.count() == 2


def test_the_same_name_and_birth_elsewhere_stay_two_persons_and_are_asked_about(tmp_path: Path, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", (*HOA[:5], "", "")))
    elsewhere = ("Trần Thị Hòa", date(1985, 7, 5), "Nữ", "CĐCS Trường Mầm non Hoa Sen", "UV BCH", "", "")
    imported = bring(officers(tmp_path / "b.xlsx", elsewhere), apply=False)

    (pair,) = imported.pairs.all()
    assert (pair.why, pair.second["known"]) == ("elsewhere", Person.objects.get().pk)


def test_a_doubtful_pair_found_to_be_one_person_becomes_one(tmp_path: Path, province: Province, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", (*HOA[:5], "", "")))
    elsewhere = ("Trần Thị Hòa", date(1985, 7, 5), "Nữ", "CĐCS Trường Mầm non Hoa Sen", "UV BCH", "", "")
    path = officers(tmp_path / "b.xlsx", elsewhere)
    imported = bring(path, apply=False)
    key = imported.pairs.get().key
    actions.decide(actor=province.officer, imported=imported, encodings={}, persons={key: "same"})
    imported.refresh_from_db()
    actions.apply(actor=province.officer, imported=imported)

    assert Person.objects.get().posts.count() == 2
    before = rows()
    bring(path)
    assert rows() == before


def test_two_of_one_name_without_birth_stay_apart_and_a_second_import_finds_both(tmp_path: Path, bring: Bring) -> None:
    one = ("Nguyễn Thị Hoa", None, "Nữ", GARMENT, "Tổ trưởng tổ may 1", "0912345678", "")
    other = ("Nguyễn Thị Hoa", None, "Nữ", GARMENT, "Tổ trưởng tổ may 2", "0987654321", "")
    path = officers(tmp_path / "a.xlsx", one, other)
    imported = bring(path)
    before = rows()
    bring(path)

    assert [pair.why for pair in imported.pairs.all()] == ["phone_differs"]
    assert Person.objects.count() == 2
    assert rows() == before


def test_a_union_of_another_superior_is_refused_and_listed(tmp_path: Path, province: Province, bring: Bring) -> None:
    header = (*OFFICERS, "Công đoàn cấp trên trực tiếp")
    path = officers(
        tmp_path / "a.xlsx",
        (*HOA, "Công đoàn phường Bình Hòa"),
        (*NAM[:3], "CĐCS Trường Mầm non Hoa Sen", *NAM[4:], "Công đoàn phường An Phú"),
        header=header,
    )
    imported = bring(path, actor=province.superior)

    assert imported.summary["plan"]["refused"] == [
        {"unit": "Công đoàn cơ sở Công ty TNHH May Xuân Lan", "why": "out_of_reach"}
    ]
    assert list(Person.objects.values_list("name", flat=True)) == ["Lê Văn Nam"]


def test_a_person_of_another_superior_gets_the_new_post_but_keeps_their_facts(
    tmp_path: Path, province: Province, bring: Bring
) -> None:
    header = (*OFFICERS, "Công đoàn cấp trên trực tiếp")
    bring(officers(tmp_path / "a.xlsx", (*HOA, "Công đoàn phường Bình Hòa"), header=header))
    here = (
        "Trần Thị Hòa",
        date(1985, 7, 5),
        "Nữ",
        "CĐCS Trường Mầm non Hoa Sen",
        "UV BCH",
        "0399888777",
        "012185000001",
    )
    bring(officers(tmp_path / "b.xlsx", here), actor=province.superior)

    hoa = Person.objects.get()
    assert (hoa.posts.count(), hoa.phone) == (2, "+84912345678")


def test_who_may_not_import_is_refused_at_every_step(tmp_path: Path, province: Province, bring: Bring) -> None:
    path = officers(tmp_path / "a.xlsx", HOA)
    imported = bring(path, apply=False)

    with pytest.raises(PermissionDenied):
        actions.apply(actor=province.superior, imported=imported)
    with pytest.raises(PermissionDenied):
        actions.decide(actor=province.superior, imported=imported, encodings={}, persons={})
    with pytest.raises(PermissionDenied):
        actions.drop(actor=province.superior, imported=imported)
    assert not Person.objects.exists()


def test_an_applied_import_is_not_dropped_and_a_dropped_one_is_not_applied(
    tmp_path: Path, province: Province, bring: Bring
) -> None:
    applied = bring(officers(tmp_path / "a.xlsx", HOA))
    with pytest.raises(Refused):
        actions.drop(actor=province.officer, imported=applied)
    dropped = bring(officers(tmp_path / "b.xlsx", NAM), apply=False)
    actions.drop(actor=province.officer, imported=dropped)
    dropped.refresh_from_db()
    assert dropped.state == "dropped"
    assert not dropped.reading


def test_files_are_kept_sealed(tmp_path: Path, bring: Bring) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Họ và tên,Công đoàn cơ sở,Chức vụ,Số CCCD\nTrần Thị Hòa," + GARMENT + ",Chủ tịch,012185000001\n")
    imported = bring(path)

    kept = imported.files.get()
    with kept.file.open("rb") as file, imported.reading.open("rb") as reading:
        assert b"012185000001" not in file.read() + reading.read()
    assert "012185000001" not in str(imported.summary)
    assert Person.objects.get().citizen_last4 == "0001"


@pytest.mark.parametrize(("named", "told"), [("Công đoàn phường Hòa Lạc", True), ("Công đoàn phường An Phú", False)])
def test_a_superior_that_nobody_knows_is_told_with_where_the_union_stands_instead(
    named: str, told: bool, tmp_path: Path, province: Province, bring: Bring
) -> None:
    header, row = ("Tên CĐCS", "Công đoàn cấp trên", "Tổng số đoàn viên"), (GARMENT, named, 40)
    imported = bring(workbook(tmp_path / "a.xlsx", {"DS": [header, row]}), actor=province.officer)

    stands = Unit.objects.get(kind=UnitKind.ENTERPRISE).placements.get().superior
    assert stands == (province.federation if told else province.ward)
    lines = imported.changes.filter(about="unit").values_list("kind", "field", "before", "after")
    new = ("new", "unit", "", "" if told else named)
    assert set(lines) == ({new, ("kept", "superior", province.federation.name, named)} if told else {new})


def test_an_import_by_the_machine_stands_under_the_one_federation(
    tmp_path: Path, province: Province, bring: Bring
) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA), actor=ROOT)

    assert Unit.objects.get(kind=UnitKind.ENTERPRISE).placements.get().superior == province.federation
