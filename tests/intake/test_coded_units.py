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


def test_what_does_not_fit_together_is_said_and_the_rest_is_recorded(tmp_path, settings, capsys):
    """A superior nobody knows, a row without a name, a code whose zeros a spreadsheet took away."""
    settings.MEDIA_ROOT = tmp_path / "media"
    rows = [
        *ROWS,
        ["00005", "Công đoàn cơ sở Công ty Gạch", "enterprise", "77", "2011-01-01"],
        ["00006", None, "enterprise", "01.2", "2011-01-01"],
        ["00007", "Công đoàn cơ sở Công ty Ngói", "enterprise", 1, "2011-01-01"],
    ]
    from rich.console import Console

    path = write(tmp_path / "units.xlsx", ENGLISH, rows)
    given = {"files": [path], "day": DAY, "actor": SYSTEM, "console": Console(width=200)}
    for dry_run in (True, False):
        assert run_import(**given, dry_run=dry_run) == 0
        said = capsys.readouterr().out
        assert "Mã cấp trên này không có trong danh sách đã đọc, cũng không có trong hệ thống. (2) units.xlsx" in said
        assert "Dòng này không có tên đơn vị. (1) units.xlsx / Sheet / B11" in said
        assert "Dòng, ô không dùng được              │ 3 " in said
    placed = {unit: above for unit, *_rest, above, _day in on_record()}
    assert placed.keys() == {row[0] for row in rows} - {"00006"}
    assert (placed["00005"], placed["00007"]) == (None, None)  # 1 may be 01 as well as 00001: nothing is guessed


def test_a_superior_s_code_without_its_zeros_is_found_where_only_one_is_meant(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    make.unit("Công đoàn Khu công nghiệp", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR, code="0077")
    rows = [["00005", "Công đoàn cơ sở Công ty Gạch", "enterprise", 77, "2011-01-01"]]
    assert applied(write(tmp_path / "units.xlsx", ENGLISH, rows)) == 0
    assert Unit.objects.get(code="00005").placements.get().superior.code == "0077"


def test_a_blank_union_is_not_that_of_the_row_above_where_its_code_is_another(tmp_path, settings, capsys):
    from rich.console import Console

    settings.MEDIA_ROOT = tmp_path / "media"
    assert applied(write(tmp_path / "units.xlsx", ENGLISH, ROWS)) == 0
    header = ["Họ và tên", "Chức vụ", "Mã CĐCS", "Tên CĐCS"]
    rows = [
        ["Lê Thị Hòa", "Chủ tịch", "00004", "Công đoàn cơ sở Công ty May"],
        ["Trần Văn Bình", "Phó Chủ tịch", "00004", None],
        ["Phạm Thị Hà", "Ủy viên", None, None],
        ["Lê Thị Nga", "Chủ tịch", "99999", None],
    ]
    path = write(tmp_path / "officers.xlsx", header, rows)
    given = {"files": [path], "day": DAY, "actor": SYSTEM, "console": Console(width=200)}
    for dry_run in (True, False):
        assert run_import(**given, dry_run=dry_run) == 0
        assert "officers.xlsx / Sheet / C5" in capsys.readouterr().out
    assert Unit.objects.count() == len(ROWS)
    assert Unit.objects.get(code="00004").posts.count() == 3


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
