"""A large roster workbook, the same on every machine: written once into the temporary folder, then reused."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from xlsxwriter import Workbook

from nongcot.config.demo import firms, names

VERSION = 2
OFFICERS_A_UNION = 12
HEADER = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Điện thoại", "Email", "Dân tộc", "Trình độ chuyên môn",
    "Lý luận chính trị", "Đảng viên", "Nơi làm việc", "Công việc", "Công đoàn cơ sở", "Công đoàn cấp trên",
    "Chức vụ công đoàn", "Từ ngày", "Số quyết định", "Ngày quyết định", "Ghi chú",
)  # fmt: skip
POSTS = ("CT", "PCT", "UVBCH", "UVBCH", "UVBCH, CN UBKT", "UV UBKT", "UV UBKT", "Kế toán", "TT", "TT", "TT", "TP")
Cell = str | int | date


def path(rows: int) -> Path:
    """The workbook of so many officers, with a header and 20 columns; written when it is not there yet."""
    folder = Path(tempfile.gettempdir()) / "nongcot-bench"
    folder.mkdir(exist_ok=True)
    found = folder / f"roster-{rows}-v{VERSION}.xlsx"
    if not found.exists():
        beside = found.with_suffix(".part")
        _write(beside, rows)
        beside.replace(found)
    return found


def _write(target: Path, rows: int) -> None:
    book = Workbook(str(target), {"constant_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Danh sách")
    for column, words in enumerate(HEADER):
        sheet.write_string(0, column, words)
    for number, row in enumerate(officers(rows), start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, value)
    book.close()


def officers(count: int) -> Iterator[tuple[Cell, ...]]:
    """Rows under :data:`HEADER`: twelve officers a union, unions under forty communes, one in fifty cells untidy."""
    rng = Random(20251122)
    unit = superior = employer = ""
    started = date(2025, 10, 1)
    for number in range(count):
        place = number % OFFICERS_A_UNION
        if place == 0:
            union = number // OFFICERS_A_UNION
            employer = f"Công ty TNHH {rng.choice(firms.LOCAL_BRANDS)} {union}"
            unit = f"{'CĐCS' if union % 5 == 0 else 'Công đoàn cơ sở'} {employer}"
            superior = f"Công đoàn phường Bến Mai {union % 40 + 1}"
            started = date(2025, 9, 8) + timedelta(days=rng.randrange(100))
        yield (number + 1, *_person(rng, number), employer, "Công nhân", unit, superior, POSTS[place], started,
               f"{rng.randrange(3, 300)}/QĐ-CĐP", started + timedelta(days=8), "")  # fmt: skip


def _person(rng: Random, number: int) -> tuple[Cell, ...]:
    """Name, birth, sex, citizen id, phone, e-mail, ethnicity, education, political theory, party."""
    woman = rng.random() < 0.6
    middle = _draw(rng, names.MIDDLE_FEMALE if woman else names.MIDDLE_MALE)
    given = _draw(rng, names.GIVEN_FEMALE if woman else names.GIVEN_MALE)
    name = " ".join(filter(None, (_draw(rng, names.FAMILY), middle, given)))
    born = date(1968, 1, 1) + timedelta(days=rng.randrange(12_500))
    phone = f"0{rng.choice(names.MOBILE_PREFIXES)}{rng.randrange(10**7):07d}"
    untidy = number % 50 == 7
    return (
        name.upper() if untidy else name,
        f"{born.day}/{born.month}/{born.year}" if number % 10 == 3 else born,
        "Nữ" if woman else "Nam",
        f"098{1 if woman else 0}{born.year % 100:02d}{number:06d}",
        f"{phone[:4]}.{phone[4:7]}.{phone[7:]}" if untidy else phone,
        f"nguoi{number}@saomai.example" if number % 2 else "",
        "Kinh",
        _draw(rng, names.EDUCATION),
        _draw(rng, names.POLITICAL_THEORY),
        "x" if rng.random() < 0.12 else "",
    )


def _draw(rng: Random, pairs: names.Weighted) -> str:
    return rng.choices([word for word, _ in pairs], [weight for _, weight in pairs])[0]
