"""Small workbooks for tests, as officers would type them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

OFFICERS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Công đoàn cơ sở",
    "Chức vụ công đoàn",
    "Điện thoại",
    "Số CCCD",
)
UNITS = (
    "STT",
    "Tên CĐCS",
    "Loại hình",
    "Tổng số đoàn viên",
    "Trong đó nữ",
    "Số lượng UV BCH",
    "Ngày đại hội",
    "Nhiệm kỳ",
)


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    """An XLSX file with one table a sheet; the first row is the header, days are real dates."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(r, c, value)
                    elif value is not None:
                        sheet.write(r, c, value)
    return path


def officers(path: Path, *rows: Sequence[Any], header: Sequence[str] = OFFICERS) -> Path:
    """A list of officers: (name, born, sex, union, post, phone, citizen id) a row, numbered here."""
    return workbook(path, {"DS": [header, *((n, *row) for n, row in enumerate(rows, 1))]})
