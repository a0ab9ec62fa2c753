"""Which group or section an officer leads, where a column of its own names it."""

from __future__ import annotations

import re
from dataclasses import replace

from nongcot.intake.cells.units import looks_like_unit
from nongcot.intake.kinds import Field, PostRead, RepairKind
from nongcot.intake.reading.cells import RowCells
from nongcot.intake.recognise.table import Block
from nongcot.kernel.text import tidy
from nongcot.people.kinds import BodyKind

F = Field
_NAMED = frozenset({BodyKind.GROUP, BodyKind.SECTION})
_LEAD = re.compile(
    r"^(?:(?:tổ|nhóm)\s+(?:công\s*đoàn|cđ)|công\s*đoàn\s*bộ\s*phận|cđ\s*bp|cđ\s*bộ\s*phận|tổ)\b[.:]?\s*", re.IGNORECASE
)
_LONGEST = 120


def body_columns(block: Block, departments: bool) -> list[int]:
    """The columns that may name it, the more telling first. ``departments``: the column of units holds departments."""
    wanted = (F.BODY_NAME, F.EMPLOYER, *((F.UNIT,) if departments else ()))
    return [block.columns[found] for found in wanted if found in block.columns]


def body_name(written: str, body: BodyKind) -> str:
    """ "Tổ công đoàn may 1", "may 1" of a group give "Tổ may 1", "1" gives "Tổ 1"; "CĐBP Khoa Nội" of a section gives
    "Khoa Nội"."""
    bare = _LEAD.sub("", tidy(written)[:_LONGEST])
    return f"Tổ {bare}" if body is BodyKind.GROUP and bare else bare


def with_body_names(posts: list[PostRead], cells: RowCells, columns: list[int], above: str) -> list[PostRead]:
    """The posts with the name of their group or section: from the row, else from a line ``above`` it."""
    for post in posts:
        if post.body in _NAMED and not post.body_name:
            break
    else:
        return posts
    written, column = _written(cells, columns)
    if not (written or above):
        return posts
    named = [
        replace(post, body_name=body_name(written or above, post.body))
        if post.body in _NAMED and not post.body_name
        else post
        for post in posts
    ]
    if column is not None and column in cells.dittos:
        cells.notes.repair(cells.row, column, cells.dittos[column], written, RepairKind.DITTO)
    return named


def _written(cells: RowCells, columns: list[int]) -> tuple[str, int | None]:
    for column in columns:
        written = cells.shown(column)
        of_work = column != cells.columns.get(F.BODY_NAME) and looks_like_unit(written) and not _LEAD.match(written)
        if any(c.isalnum() for c in written) and not of_work:
            return written, column
    return "", None
