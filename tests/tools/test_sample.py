"""The sample workbook of the README: what is committed is what the tool writes, and it can be read."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parent.parent.parent
_spec = importlib.util.spec_from_file_location("nongcot_tools_sample", ROOT / "tools" / "sample.py")
assert _spec is not None
assert _spec.loader is not None
sample = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(sample)


def cells(path: Path) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_committed_workbook_is_what_the_tool_writes(tmp_path: Path) -> None:
    sample.write(tmp_path / "again.xlsx")
    assert cells(tmp_path / "again.xlsx") == cells(sample.PATH)
    assert sample.PATH.stat().st_size < 60_000


def test_it_says_that_it_is_invented() -> None:
    assert "hư cấu" in str(cells(sample.PATH)["Ghi chú"][0][0])
