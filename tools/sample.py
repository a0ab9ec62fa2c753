"""Writes docs/samples/danh-sach-can-bo.xlsx: an invented workbook with the habits of real ones, to try ``diagnose`` on.

    python tools/sample.py [PATH]

Three kinds of sheets: unions with members and terms; officers under group rows with a two-row header; one union by
itself. All persons, phones and employers are invented. The same bytes come out every time.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

PATH = Path(__file__).resolve().parent.parent / "docs" / "samples" / "danh-sach-can-bo.xlsx"
WARD = "CÔNG ĐOÀN PHƯỜNG BẾN MAI"

# Name, kind, sector, members, women, seats fixed, congress, term
UNITS: tuple[tuple[str, str, str, int | str, int | str, int, date | str, str], ...] = (
    ("CĐCS Công ty TNHH May Hoa Gạo", "Doanh nghiệp", "Ngoài nhà nước", 486, 402, 7, date(2025, 10, 18), "2025 - 2030"),
    ("CĐCS Công ty CP Gỗ Đại Lĩnh", "Doanh nghiệp", "Ngoài nhà nước", 132, 51, 5, date(2025, 11, 8), "2025 - 2030"),
    ("CĐCS Công ty TNHH Mirinae Vina", "Doanh nghiệp", "Ngoài nhà nước", "1.240", 1013, 9, "25/10/2025", "2025 - 2030"),
    ("CĐCS Bệnh viện Đa khoa khu vực Bến Mai", "Đơn vị sự nghiệp", "Nhà nước", 318, 221, 7, "12/9/2025", "2025 - 2030"),
    ("CĐCS Trường Mầm non tư thục Sơn Ca", "Ngoài công lập", "Ngoài nhà nước", 24, 24, 3, "20/05/2021", "2021 - 2026"),
    ("Nghiệp đoàn Xe ôm công nghệ Bến Mai", "Nghiệp đoàn", "Ngoài nhà nước", 41, 3, 3, "15-11-2025", "2025 - 2030"),
)

# Name, born (under Nam or Nữ), job, post, phone, from
Officer = tuple[str, str, date | str | int, str, str, str | int, str]
OFFICERS: dict[str, tuple[Officer, ...]] = {
    "I. CĐCS Công ty TNHH May Hoa Gạo": (
        ("Nguyễn Thị Thanh Hương", "Nữ", date(1985, 7, 5), "Trưởng phòng Nhân sự", "CT", 903000185, "18/10/2025"),
        ("Trần Văn Lợi", "Nam", "12/3/1981", "Quản đốc xưởng may", "PCT, CN UBKT", "0913.000.281", "nt"),
        ("LÊ THỊ KIM OANH", "Nữ", "1990", "Kế toán", "UVBCH, Trưởng ban Nữ công", "0935 000 390", "nt"),
        ("Phạm Đức Thịnh", "Nam", "5-9-88", "Cơ điện", "UV BCH", "0977000488; 0868000488", "nt"),
        ("Võ Thị Hoà", "Nữ", date(1993, 1, 22), "Tổ trưởng chuyền 4", "UVBCH", "84905000593", "nt"),
        ("Đặng Thị Ngọc Ánh", "Nữ", "tháng 2/1992", "KCS", "UVBCH", "0382000692", "nt"),
        ("Bùi Quang Huy", "Nam", date(1987, 11, 30), "Kho", "UV UBKT", "0796000787", "nt"),
        ("Nguyễn Thị Hạnh", "Nữ", date(1995, 4, 9), "May", "UV UBKT", "", "nt"),
    ),
    "II. CĐCS Công ty CP Gỗ Đại Lĩnh": (
        ("Hồ Minh Tâm", "Nam", date(1979, 8, 19), "Phó Giám đốc sản xuất", "PCT", "0918000979", "8/11/2025"),
        ("Nguyễn Văn Bình", "Nam", "1984", "Tổ trưởng tổ phôi", "UVBCH", "0988001084", "nt"),
        ("Phan Thị Lệ", "Nữ", date(1991, 12, 2), "Văn thư", "UVBCH, thủ quỹ", "0364001191", "nt"),
        ("Trương Hữu Phước", "Nam", date(1989, 3, 27), "Sơn", "UVBCH", "091 200 1289", "nt"),
    ),
    "III. CĐCS Công ty TNHH Mirinae Vina": (
        (
            "Huỳnh Thị Mỹ Dung",
            "Nữ",
            date(1983, 6, 14),
            "Trưởng phòng Hành chính",
            "Chủ tịch",
            "0907001383",
            "25/10/2025",
        ),
        ("Lê Quốc Khánh", "Nam", date(1986, 9, 2), "Trưởng ca", "Phó Chủ tịch", "0939001486", "nt"),
        ("Thạch Thị Sa Mết", "Nữ", "28/2/1990", "Tổ trưởng", "Phó Chủ tịch, TB Nữ công", "0977001590", "nt"),
        ("Vũ Thị Nhung", "Nữ", date(1992, 10, 11), "QC", "UV BTV, Chủ nhiệm UBKT", "0328001692", "nt"),
        ("Nguyễn Hoàng Nam", "Nam", date(1988, 5, 6), "Bảo trì", "UVBCH", "0356001788", "nt"),
        ("Đoàn Thị Thuý", "Nữ", date(1994, 7, 17), "Kế toán", "UVBCH, kế toán CĐ", "0703001894", "nt"),
        ("Đoàn Thị Thúy", "Nữ", date(1994, 7, 17), "Kế toán", "UV UBKT", "", "nt"),
        ("Ngô Văn Tài", "Nam", date(1991, 2, 8), "Tổ trưởng kho", "UVBCH", "0817001991", "nt"),
        ("Mai Thị Duyên", "Nữ", date(1996, 8, 25), "Lắp ráp", "UVBCH", "0862002096", "nt"),
        ("Cao Thị Yến", "Nữ", "31/2/1993", "Lắp ráp", "UVBCH", "0337002193", "nt"),
    ),
    "IV. CĐCS Bệnh viện Đa khoa khu vực Bến Mai": (
        ("Đỗ Quang Vinh", "Nam", date(1976, 4, 3), "Phó Giám đốc", "CT", "0913002276", "12/9/2025"),
        ("Nguyễn Thị Thu Hà", "Nữ", date(1982, 11, 20), "Điều dưỡng trưởng", "PCT", "0905002382", "nt"),
        ("Lương Thị Bích Vân", "Nữ", date(1987, 1, 15), "Điều dưỡng", "UVBCH, CN UBKT", "0978002487", "nt"),
        ("Trịnh Xuân Hải", "Nam", date(1980, 10, 10), "Bác sĩ", "UVBCH", "0982002580", "nt"),
        ("Dương Thị Hiền", "Nữ", date(1989, 6, 1), "Dược sĩ", "UVBCH, TB Nữ công", "0936002689", "nt"),
        ("Hoàng Văn Đạt", "Nam", date(1985, 12, 12), "Bảo vệ", "UV UBKT", "0345002885", "nt"),
        ("Lý Thị Thanh Trúc", "Nữ", date(1990, 3, 8), "Kỹ thuật viên", "UV UBKT", "0394002790", "nt"),
    ),
}
ALONE = "Công đoàn cơ sở Trường Mầm non tư thục Sơn Ca"
ALONE_OFFICERS: tuple[tuple[str, int, str, str, str], ...] = (
    ("Nguyễn Thị Bích Liên", 1978, "x", "Chủ tịch", "0914002878"),
    ("Tạ Thị Hồng Nhung", 1991, "x", "Phó Chủ tịch", "0975002991"),
    ("Phùng Văn Toàn", 1986, "", "Ủy viên", "0987003086"),
)


class Sheets:
    """The workbook and its few formats."""

    def __init__(self, path: Path) -> None:
        self.book = Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
        self.book.set_properties({"title": "Danh sách cán bộ công đoàn cơ sở (dữ liệu hư cấu)"})
        self.book.set_properties({"created": datetime(2026, 11, 2)})  # noqa: DTZ001  (a date, the same on every run)
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
        self.plain = self._format(base, border=1)
        self.date = self._format(base, border=1, num_format="dd/mm/yyyy")
        self.head = self._format(base, border=1, bold=True, align="center", text_wrap=True)
        self.title = self._format(base, bold=True, align="center")
        self.group = self._format(base, border=1, bold=True)
        self.free = self._format(base)

    def _format(self, base: dict[str, object], **more: object) -> Format:
        made: Format = self.book.add_format({**base, **more})
        return made

    def row(self, sheet: Worksheet, row: int, values: tuple[object, ...]) -> None:
        for column, value in enumerate(values):
            sheet.write(row, column, value, self.date if isinstance(value, date) else self.plain)


def write(path: Path) -> None:
    """Write the workbook to ``path``; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sheets = Sheets(path)
    _units(sheets)
    _officers(sheets)
    _alone(sheets)
    _notes(sheets)
    sheets.book.close()


def _units(sheets: Sheets) -> None:
    sheet = sheets.book.add_worksheet("Đơn vị")
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 9, 14)
    sheet.merge_range(0, 0, 0, 9, WARD, sheets.title)
    sheet.merge_range(1, 0, 1, 9, "DANH SÁCH CÔNG ĐOÀN CƠ SỞ TRỰC THUỘC", sheets.title)
    head = ("STT", "Tên công đoàn cơ sở", "Loại hình", "Khu vực", "Số đoàn viên", "Trong đó nữ", "Số lượng UVBCH",
            "Ngày đại hội", "Nhiệm kỳ", "Ghi chú")  # fmt: skip
    for column, words in enumerate(head):
        sheet.write(3, column, words, sheets.head)
    for number, unit in enumerate(UNITS, start=1):
        sheets.row(sheet, 3 + number, (number, *unit, ""))
    total = 4 + len(UNITS)
    sheet.merge_range(total, 0, total, 3, "Tổng cộng", sheets.group)
    sheet.write_formula(total, 4, f"=SUM(E5:E{total})", sheets.group, 1001)


def _officers(sheets: Sheets) -> None:
    """Title block, a header of two rows with the birth date under Nam and Nữ, column numbers, group rows, signature."""
    sheet = sheets.book.add_worksheet("Cán bộ")
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 7, 20)
    sheet.merge_range(0, 0, 0, 2, "LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI", sheets.free)
    sheet.merge_range(1, 0, 1, 2, WARD, sheets.title)
    sheet.merge_range(3, 0, 3, 7, "DANH SÁCH CÁN BỘ CÔNG ĐOÀN CƠ SỞ", sheets.title)
    sheet.merge_range(4, 0, 4, 7, "(Tính đến ngày 31/10/2026)", sheets.free)
    for column, words in (
        (0, "STT"),
        (1, "Họ và tên"),
        (4, "Công việc"),
        (5, "Chức vụ CĐ"),
        (6, "Điện thoại"),
        (7, "Từ ngày"),
    ):
        sheet.merge_range(6, column, 7, column, words, sheets.head)
    sheet.merge_range(6, 2, 6, 3, "Ngày, tháng, năm sinh", sheets.head)
    sheet.write(7, 2, "Nam", sheets.head)
    sheet.write(7, 3, "Nữ", sheets.head)
    for column in range(8):
        sheet.write(8, column, column + 1, sheets.head)
    last = _people(sheets, sheet, 9)
    sheet.merge_range(last, 0, last, 1, f"Tổng cộng: {sum(map(len, OFFICERS.values()))} người", sheets.group)
    sheet.write(last + 2, 5, "TM. BAN THƯỜNG VỤ", sheets.title)
    sheet.write(last + 3, 5, "CHỦ TỊCH", sheets.title)


def _people(sheets: Sheets, sheet: Worksheet, row: int) -> int:
    for union, officers in OFFICERS.items():
        sheet.merge_range(row, 0, row, 7, union, sheets.group)
        for number, (name, sex, born, job, post, phone, since) in enumerate(officers, start=1):
            row += 1
            under = (born, "") if sex == "Nam" else ("", born)
            sheets.row(sheet, row, (number, name, *under, job, post, phone, since))
        row += 1
    return row


def _alone(sheets: Sheets) -> None:
    """One sheet for one union: its name in the first cell, years only, x for women."""
    sheet = sheets.book.add_worksheet("MN Sơn Ca")
    sheet.set_column(1, 1, 28)
    sheet.write(0, 0, ALONE, sheets.free)
    for column, words in enumerate(("TT", "Họ tên", "Năm sinh", "Nữ", "Chức danh", "SĐT")):
        sheet.write(2, column, words, sheets.head)
    for number, (name, year, woman, post, phone) in enumerate(ALONE_OFFICERS, start=1):
        sheets.row(sheet, 2 + number, (number, name, year, woman, post, phone))


def _notes(sheets: Sheets) -> None:
    sheet = sheets.book.add_worksheet("Ghi chú")
    sheet.write(0, 0, "Tất cả người, đơn vị và số điện thoại trong tệp này đều là hư cấu.", sheets.free)
    sheet.write(1, 0, "Nghiệp đoàn Xe ôm công nghệ chưa gửi danh sách.", sheets.free)


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else PATH
    write(path)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
