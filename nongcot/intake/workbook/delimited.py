"""CSV, TSV and other delimited text: the encoding and the delimiter are found from the content."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from nongcot.intake.kinds import ProblemKind
from nongcot.intake.workbook.book import MAX_COLUMNS, MAX_ROWS, Book, Row, Sheet, WorkbookError

_DELIMITERS = (",", ";", "\t", "|")
_WORDS = re.compile(
    r"\b(?:họ|tên|và|ngày|sinh|nữ|số|công|đoàn|chủ|tịch|chức|vụ|đơn|vị|điện|thoại|ủy|viên|phó|nguyễn|trần|lê|phạm|"
    r"hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|thị|văn|đức|hữu|ngọc|thành|phố|cơ|sở|trường|tỉnh|phường|xã|"
    r"cổ|phần|điện|bệnh|viện|nghiệp|ghi|chú|giới|tính|năm|trưởng|tổ)\b"
)


def read_text(data: bytes, name: str) -> Book:
    """A delimited text file as a book of one sheet. Bytes of the old TCVN3 and VNI fonts are given as they stand
    (read as Windows-1252), to be converted and shown by the reading. Raises WorkbookError."""
    text, encoding = decode(data)
    if not text.strip():
        raise WorkbookError(ProblemKind.EMPTY_FILE)
    delimiter, text = find_delimiter(text)
    sheet = Sheet(name=sheet_name(name), read=lambda: iter(()))
    sheet.read = lambda: _rows(text, delimiter, sheet)
    sheet.height = text.count("\n") + 1
    return Book(name=name, sheets=[sheet], text_encoding=encoding)


def sheet_name(name: str) -> str:
    """The file's name without folder and suffix: what a text file has for a sheet name."""
    base = re.split(r"[\\/]", name)[-1]
    return re.sub(r"\.(csv|tsv|txt|htm|html|xls|xml)$", "", base, flags=re.IGNORECASE)


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` and the encoding it was read with; raises WorkbookError when none fits."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    if data[:4000].count(0) > len(data[:4000]) // 8:
        little = data[1:4000:2].count(0) >= data[0:4000:2].count(0)
        encoding = "utf-16-le" if little else "utf-16-be"
        return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_old(data)


def _decode_old(data: bytes) -> tuple[str, str]:
    latin = _latin(data)
    choices = [(_score(latin), "cp1252", latin)]
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    choices.append((_score(vietnamese), "cp1258", vietnamese))
    broken = data.decode("utf-8", "replace")
    if broken.count("\ufffd") * 50 < len(broken):
        choices.append((_score(broken), "utf-8", broken))
    best = max(choices, key=lambda choice: choice[0])
    if best[0] <= choices[0][0] + 1:
        best = choices[0]
    return best[2], best[1]


_UNDEFINED = frozenset([0x81, 0x8D, 0x8F, 0x90, 0x9D])


def _latin(data: bytes) -> str:
    """Windows-1252 with the five undefined bytes kept as their own code points (fonts of the old days use them)."""
    return "".join(_CP1252[byte] for byte in data)


_CP1252 = [bytes([b]).decode("cp1252") if b not in _UNDEFINED else chr(b) for b in range(256)]


def _score(text: str) -> int:
    return len(_WORDS.findall(text[:200_000].casefold()))


def find_delimiter(text: str) -> tuple[str, str]:
    """The delimiter, and the text without Excel's own "sep=;" line."""
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        return told[1], text[told.end() :]
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        widths = _widths(text, delimiter)
        if not widths:
            continue
        width, lines = Counter(widths).most_common(1)[0]
        score = lines * 10 + min(width, 30) if width > 1 else 0
        if score > best_score:
            best, best_score = delimiter, score
    return best, text


def _widths(text: str, delimiter: str) -> list[int]:
    widths = []
    try:
        for row in csv.reader(io.StringIO(text[:60_000]), delimiter=delimiter):
            filled = [i for i, cell in enumerate(row) if cell.strip()]
            if len(filled) > 1:
                widths.append(len(row))
    except csv.Error:
        pass
    return widths[:200]


def _rows(text: str, delimiter: str, sheet: Sheet) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=delimiter)
    number = 0
    while number < MAX_ROWS:
        try:
            row: Row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            number += 1
            continue
        if len(row) > MAX_COLUMNS:
            if any(row[MAX_COLUMNS:]) and not sheet.notes:
                sheet.notes.append((ProblemKind.TOO_MANY_COLUMNS, {"columns": len(row), "limit": MAX_COLUMNS}))
            row = row[:MAX_COLUMNS]
        yield number, row
        number += 1
    sheet.notes.append((ProblemKind.TOO_MANY_ROWS, {"limit": MAX_ROWS}))
