from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.models import AuditEntry
from nongcot.intake.cells.posts import posts
from nongcot.intake.cells.unit_kinds import unit_kind
from nongcot.intake.cells.words import mandate as read_mandate
from nongcot.intake.export import _kind, export_roster
from nongcot.intake.models import Import
from nongcot.kernel import clock
from nongcot.people import labels
from nongcot.people.api import limit_processing, register_request
from nongcot.people.kinds import BodyKind, DataRequestKind, Mandate, Ownership, Post, Sector, UnitKind
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
from tests.intake.apply.test_apply import GARMENT, HOA, NAM, officers, rows
from tests.intake.conftest import DAY, ROOT, Bring, Province
from tests.intake.workbooks import UNITS, workbook

FULL = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Công đoàn cơ sở", "Chức vụ công đoàn", "Điện thoại", "Số CCCD",
    "Email", "Dân tộc", "Từ ngày", "Đến ngày", "Hình thức", "Đảng viên", "Ghi chú",
)  # fmt: skip


def fill(tmp_path: Path, bring: Bring) -> None:
    """A roster with everything an export must keep."""
    school = "CĐCS Trường Mầm non Hoa Sen"
    bring(
        workbook(
            tmp_path / "in.xlsx",
            {
                "CĐCS": [
                    UNITS,
                    (1, GARMENT, "Doanh nghiệp FDI", "1.250", 900, 11, "12.9.2022", "2022-2027"),
                    (2, school, "ĐVSN công lập", 34, None, 3, "23-11-2025", "2025-2030"),
                ],
                "Cán bộ": [
                    FULL,
                    (1, "Trần Thị Hòa", date(1985, 7, 5), "Nữ", GARMENT, "Chủ tịch, UV BTV", "0912345678/0987654321",
                     "012185000001", "hoa@example.vn", "Kinh", date(2022, 9, 12), None, "Bầu tại đại hội", "x", "=1+1"),
                    (2, "Lê Văn Nam", 1990, "Nam", GARMENT, "UV BCH, CN UBKT", None, None, None, "Tày", None, None,
                     None, None, None),
                    (3, "Phạm Thị Lan", None, "Nữ", GARMENT, "Tổ trưởng tổ may 3", "0399888777", None, None, None,
                     None, None, None, None, None),
                    (4, "Phạm Thị Lan", None, "Nữ", GARMENT, "Tổ trưởng tổ may 4", "0399888666", None, None, None,
                     None, None, None, None, None),
                    (5, "Đỗ Văn Bình", "7/1979", "Nam", school, "Chủ tịch", None, None, None, None, date(2020, 1, 1),
                     date(2025, 11, 23), None, None, None),
                    (6, "Trần Thị Hòa", date(1985, 7, 5), "Nữ", school, "UV BCH", None, "012185000001", None, None,
                     date(2025, 11, 23), None, "Bầu bổ sung", None, None),
                ],
            },
        )
    )  # fmt: skip


def roster() -> dict[str, object]:
    """The roster without primary keys, as of the day."""
    held = PostHeld.objects.values_list(
        "person__name", "person__born", "person__sex", "person__phone", "person__other_phones", "person__email",
        "person__citizen_index", "person__ethnicity", "person__party_member", "person__note", "unit__name",
        "body__kind", "body__name", "post", "from_day", "to_day", "mandate",
    )  # fmt: skip
    return {
        "units": sorted(Unit.objects.values_list("name", "kind", "sector", "ownership")),
        "placements": sorted(UnitPlacement.objects.values_list("unit__name", "superior__name")),
        "counts": sorted(MemberCount.objects.values_list("unit__name", "members", "women"), key=str),
        "terms": sorted(
            Term.objects.values_list("body__unit__name", "from_day", "planned_end", "seats_fixed"), key=str
        ),
        "posts": sorted(held, key=str),
    }


def test_our_own_export_changes_nothing(tmp_path: Path, province: Province, bring: Bring) -> None:
    fill(tmp_path, bring)
    path = tmp_path / "out.xlsx"
    export_roster(province.officer, DAY, path)
    before = rows()
    imported = bring(path)

    assert imported.summary["plan"]["changed"] == []
    assert imported.summary["plan"]["kept"] == []
    assert rows() == before


def test_our_own_export_into_an_empty_database_gives_the_same_roster(
    tmp_path: Path, province: Province, bring: Bring
) -> None:
    fill(tmp_path, bring)
    path = tmp_path / "out.xlsx"
    export_roster(ROOT, DAY, path)
    before = roster()
    for model in (PostHeld, Term, Body, Person, MemberCount, UnitReach, UnitName, UnitPlacement):
        model.objects.all().delete()
    province.superior.grants.all().delete()
    province.officer.grants.all().delete()
    Import.objects.all().delete()
    Unit.objects.all().delete()
    bring(path, actor=ROOT)

    assert roster() == before


def test_an_export_is_audited_and_holds_no_formula(tmp_path: Path, province: Province, bring: Bring) -> None:
    fill(tmp_path, bring)
    path = tmp_path / "out.xlsx"
    export_roster(province.officer, DAY, path)

    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=1+1"} <= {"s"}
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert AuditEntry.objects.filter(action="intake.export", actor=province.officer).count() == 1


def test_who_may_not_import_may_not_export(tmp_path: Path, province: Province) -> None:
    stranger = User.objects.create_user("la", name="Người lạ")
    with pytest.raises(PermissionDenied):
        export_roster(stranger, DAY, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize("kind", list(UnitKind))
@pytest.mark.parametrize("sector", [None, *Sector])
@pytest.mark.parametrize("ownership", [None, *Ownership])
def test_the_words_for_a_kind_are_read_back_to_it_or_say_less(
    kind: UnitKind, sector: Sector | None, ownership: Ownership | None
) -> None:
    words = _kind(Unit(kind=kind, sector=sector or "", ownership=ownership or ""))
    read = unit_kind(words)
    assert read.problem is None
    assert read.value[0] in (kind, None)
    assert read.value[2] in (ownership, None)


@pytest.mark.parametrize(("body", "post"), list(labels.TITLES))
def test_the_words_for_a_post_are_read_back_to_it(body: BodyKind, post: Post) -> None:
    read = posts(labels.post_title(body, post))
    assert (body, post) in {(p.body, p.post) for p in read.value}


@pytest.mark.parametrize("mandate", list(Mandate))
def test_the_words_for_a_mandate_are_read_back_to_it(mandate: Mandate) -> None:
    assert read_mandate(labels.mandate(mandate)).value is mandate


def test_whose_data_is_limited_is_in_no_export_and_no_file_changes_it(
    tmp_path: Path, province: Province, bring: Bring
) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA, NAM))
    hoa = Person.objects.get(phone="+84912345678")
    kind = DataRequestKind.RESTRICTION
    asked = register_request(actor=ROOT, person=hoa, kind=kind, received_on=clock.today(), requester=hoa.name)
    limit_processing(actor=ROOT, request=asked, day=clock.today())
    path = tmp_path / "out.xlsx"
    export_roster(province.officer, DAY, path)
    cells = {cell.value for row in openpyxl.load_workbook(path)["Cán bộ"].iter_rows() for cell in row}
    assert (hoa.name in cells, NAM[0] in cells) == (False, True)

    plan = bring(officers(tmp_path / "b.xlsx", (*HOA[:5], "0399888777", ""))).summary["plan"]
    assert (plan["changed"], {kept["field"] for kept in plan["kept"]}) == ([], {"phone", "other_phones"})
    hoa.refresh_from_db()
    assert hoa.phone == "+84912345678"
