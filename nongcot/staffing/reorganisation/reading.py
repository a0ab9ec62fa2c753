"""A plan of reorganisation out of a spreadsheet: CSV, XLSX, XLS or ODS, with English or Vietnamese headers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nongcot.intake.cells import dates, unit_kinds
from nongcot.intake.cells.understood import plain
from nongcot.intake.workbook import Row, Sheet, WorkbookError, open_workbook
from nongcot.kernel.text import fold, tidy
from nongcot.people.kinds import UnitKind
from nongcot.staffing.reorganisation.kinds import Operation, OperationKind, PostsWay, Said, Trouble
from nongcot.staffing.reorganisation.ordering import code_key

__all__ = ["PlanRead", "WorkbookError", "read_plan"]

_HEADERS = {
    "operation": "operation|thao tac|hinh thuc|hinh thuc sap xep|phuong an|phuong an sap xep|noi dung sap xep",
    "code": "code|ma|ma don vi|don vi|ma don vi cu|don vi cu|don vi sap xep",
    "into_code": "into code|ma don vi moi|don vi moi|ma don vi tiep nhan|don vi tiep nhan|nhap vao|sap nhap vao",
    "name": "name|ten|ten moi|ten don vi|ten don vi moi",
    "superior_code": "superior code|ma cap tren|cap tren|cong doan cap tren|ma cong doan cap tren|cap tren moi",
    "effective_on": "effective on|ngay|ngay hieu luc|hieu luc tu|co hieu luc tu|tu ngay|ngay co hieu luc",
    "default": "default|mac dinh|don vi mac dinh",
    "posts": "posts|chuc vu|xu ly chuc vu|can bo",
    "kind": "kind|loai hinh|loai don vi",
}
_COLUMN = {words: column for column, all_words in _HEADERS.items() for words in all_words.split("|")}
_NEEDED = frozenset({"operation", "code", "effective_on"})
_OPERATIONS = {
    OperationKind.CREATE: "create|thanh lap|lap moi|thanh lap moi",
    OperationKind.RENAME: "rename|doi ten",
    OperationKind.KIND: "kind|doi loai hinh|chuyen loai hinh|thay doi loai hinh",
    OperationKind.MOVE: "move|chuyen|chuyen cap tren|dieu chuyen|chuyen giao",
    OperationKind.MERGE: "merge|sap nhap|hop nhat|nhap",
    OperationKind.SPLIT: "split|tach|chia|chia tach",
    OperationKind.END: "end|dissolve|giai the|ket thuc|ket thuc hoat dong|cham dut hoat dong",
}
_KIND = {words: kind for kind, all_words in _OPERATIONS.items() for words in all_words.split("|")}
_POSTS = {
    PostsWay.END: "|end|ket thuc|thoi",
    PostsWay.CONTINUE: "continue|tiep tuc|giu nguyen",
    PostsWay.APPOINT: "appoint|chi dinh|chi dinh het nhiem ky",
}
_WAY = {words: way for way, all_words in _POSTS.items() for words in all_words.split("|")}
_YES = frozenset("x 1 true yes y co mac dinh default v".split()) | {"mac dinh"}
_NO = frozenset({"", "0", "false", "no", "n", "khong"})
_HEADER_WITHIN = 30  # a title may stand above the header


@dataclass(slots=True)
class PlanRead:
    """The rows of a plan that are understood, what is wrong with the others, and the cells of all of them as typed."""

    operations: list[Operation] = field(default_factory=list)
    troubles: list[Said[Trouble]] = field(default_factory=list)
    cells: dict[int, dict[str, str]] = field(default_factory=dict)


def read_plan(source: Path | bytes, name: str | None = None) -> PlanRead:
    """The plan in the first sheet that has its columns (operation, code, effective_on at the least).

    Raises:
        WorkbookError: the file cannot be opened as a spreadsheet.
    """
    for sheet in open_workbook(source, name).sheets:
        columns, rows = _header(sheet)
        if columns:
            return _read(columns, rows)
    return PlanRead(troubles=[Said(Trouble.NO_COLUMNS, 0)])


def _header(sheet: Sheet) -> tuple[dict[str, int], Iterator[tuple[int, Row]]]:
    """Which column stands where, and the rows below the header; no columns where the sheet is no plan."""
    rows = sheet.rows()
    for number, row in rows:
        columns: dict[str, int] = {}
        for place, cell in enumerate(row):
            column = _COLUMN.get(fold(str(cell)).replace("_", " "))
            if column:
                columns.setdefault(column, place)
        if columns.keys() >= _NEEDED:
            return columns, rows
        if number > _HEADER_WITHIN:
            break
    return {}, iter(())


def _read(columns: dict[str, int], rows: Iterator[tuple[int, Row]]) -> PlanRead:
    plan = PlanRead()
    marks: dict[int, str] = {}
    for number, row in rows:
        cells = {column: row[place] if place < len(row) else "" for column, place in columns.items()}
        if any(str(cell).strip() for cell in cells.values()):
            _one(plan, number + 1, cells, marks)
    _mark_defaults(plan, marks)
    return plan


def _one(plan: PlanRead, line: int, cells: dict[str, Any], marks: dict[int, str]) -> None:
    text = {column: tidy(plain(cell)) for column, cell in cells.items()}
    plan.cells[line] = {column: typed[:300] for column, typed in text.items() if typed}
    kind = _KIND.get(fold(text["operation"]))
    day = dates.day(cells["effective_on"]).value
    way = _WAY.get(fold(text.get("posts", "")))
    wrong = [
        (kind is None, Trouble.UNKNOWN_OPERATION, "operation"),
        (not text["code"], Trouble.NO_CODE, "code"),
        (day is None, Trouble.BAD_DAY, "effective_on"),
        (way is None, Trouble.BAD_POSTS, "posts"),
    ]
    found = [Said(t, line, text["code"], (("value", text.get(column, "")),)) for bad, t, column in wrong if bad]
    unit_kind = _unit_kind(text.get("kind", ""))
    if text.get("kind") and unit_kind is None:
        found.append(Said(Trouble.BAD_KIND, line, text["code"], (("value", text["kind"]),)))
    if found or kind is None or day is None or way is None:
        plan.troubles += found
        return
    marks[line] = text.get("default", "")
    plan.operations.append(
        Operation(
            line,
            kind,
            text["code"],
            day,
            into_code=text.get("into_code", ""),
            name=text.get("name", ""),
            superior_code=text.get("superior_code", ""),
            posts=way,
            unit_kind=unit_kind,
        )
    )


def _unit_kind(text: str) -> UnitKind | None:
    return unit_kinds.unit_kind(text).value[0] if text else None


def _mark_defaults(plan: PlanRead, marks: dict[int, str]) -> None:
    """The default among the parts of a split unit: a mark in its row, or its code in any of them."""
    parts: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for op in plan.operations:
        if op.kind == OperationKind.SPLIT:
            parts[code_key(op.code)].add(code_key(op.into_code))
            named[code_key(op.code)].add(code_key(marks[op.line]))
    for place, op in enumerate(plan.operations):
        if op.kind != OperationKind.SPLIT:
            continue
        mark = marks[op.line]
        by_code = named[code_key(op.code)] & parts[code_key(op.code)]
        if fold(mark) in _YES or code_key(op.into_code) in by_code:
            plan.operations[place] = replace(op, default=True)
        elif fold(mark) not in _NO and code_key(mark) not in parts[code_key(op.code)]:
            plan.troubles.append(Said(Trouble.BAD_DEFAULT, op.line, op.code, (("value", mark),)))
