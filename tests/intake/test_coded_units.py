"""Units by code: code, name, kind, superior_code, from; the way programs keep them, and Vietnamese lists too."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from nongcot.intake.commands import run_import
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 11, 22)
ENGLISH = ["code", "name", "kind", "superior_code", "from"]
VIETNAMESE = ["Mã", "Tên", "Loại hình", "Mã cấp trên", "Từ ngày"]
ROWS = [
    ["00", "Tổng Liên đoàn Lao động Việt Nam", "confederation", None, "1929-07-28"],
    ["01", "Liên đoàn Lao động tỉnh Sao Khuê", "provincial_federation", "00", "1990-01-01"],
    ["01.1", "Liên đoàn Lao động huyện An Phú", "direct_superior", "01", "1995-01-01"],
    ["00001", "Xã Tân Lập", "direct_superior", "01.1", "2004-01-01"],
    ["00002", "Phường An Phú", "direct_superior", "01.1", "2004-01-01"],
    ["01.2", "Công đoàn Khu công nghiệp Bình Khê", "direct_superior", "01", "2001-03-01"],
    ["00003", "Xã Tân Lập", "direct_superior", "01.2", "2004-02-29"],  # one name twice: the code tells them apart
    ["00004", "Công đoàn cơ sở Công ty May", "enterprise", "01.2", "2010-05-06"],
]


def write(path, header, rows):
    book = openpyxl.Workbook()
    for row in [header, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def applied(path):
    from rich.console import Console

    return run_import(
        files=[path], dry_run=False, day=DAY, console=Console(quiet=True), actor=SYSTEM, confirm_encodings=False
    )


def on_record():
    """(code, name, kind, code of the superior, first day) of all units."""
    found = []
    for unit in Unit.objects.order_by("code"):
        placed = unit.placements.select_related("superior").first()
        found.append([unit.code, unit.name, unit.kind, placed and placed.superior.code, str(unit.began_on)])
    return found


@pytest.mark.parametrize("header", [ENGLISH, VIETNAMESE])
def test_every_unit_stands_under_the_superior_of_its_code(header, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    assert applied(write(tmp_path / "units.xlsx", header, ROWS)) == 0
    assert on_record() == sorted(ROWS)


def test_a_confederation_is_never_put_under_a_federation(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    make.federation("Liên đoàn Lao động tỉnh Sao Mai")
    assert applied(write(tmp_path / "units.xlsx", ENGLISH, ROWS)) == 0
    assert Unit.objects.get(kind=UnitKind.CONFEDERATION).placements.count() == 0


@pytest.mark.parametrize("further", [[], ["Lê Thị Nga", "Chủ tịch", "99999"]], ids=["known", "one unknown"])
def test_officers_are_found_their_union_by_its_code_on_record(further, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    assert applied(write(tmp_path / "units.xlsx", ENGLISH, ROWS)) == 0
    header = ["Họ và tên", "Chức vụ", "Mã CĐCS"]
    rows = [["Lê Thị Hòa", "Chủ tịch", 4], ["Trần Văn Bình", "Ủy viên", "00004"], *([further] if further else [])]
    assert applied(write(tmp_path / "officers.xlsx", header, rows)) == 0
    assert Unit.objects.count() == len(ROWS)
    posts = Unit.objects.get(code="00004").posts.all()
    assert sorted(post.person.name for post in posts) == ["Lê Thị Hòa", "Trần Văn Bình"]


def test_a_list_of_officers_with_codes_is_still_one_of_officers(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    header = ["Mã đơn vị", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Mã cấp trên", "Từ ngày"]
    rows = [
        ["00004", "Lê Thị Hòa", "05/07/1985", "Chủ tịch", "Công đoàn cơ sở Công ty May", "01.2", "01/02/2023"],
        ["00004", "Trần Văn Bình", "12/10/1990", "Ủy viên", "Công đoàn cơ sở Công ty May", "01.2", "01/02/2023"],
    ]
    assert applied(write(tmp_path / "officers.xlsx", header, rows)) == 0
    unit = Unit.objects.get(code="00004")
    assert sorted(post.person.name for post in unit.posts.all()) == ["Lê Thị Hòa", "Trần Văn Bình"]
    assert unit.began_on is None
