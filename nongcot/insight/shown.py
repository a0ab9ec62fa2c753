"""The pictures of the dashboard as words and figures, the same for the page, its files and the report."""

from __future__ import annotations

from dataclasses import dataclass

from nongcot.insight import labels
from nongcot.insight.kinds import Question, Row
from nongcot.insight.queries import QUESTIONS
from nongcot.insight.scope import Scope


@dataclass(frozen=True, slots=True)
class ShownRow:
    """``cells`` are the figures under the picture's columns; ``share`` is the row's per cent of the longest bar."""

    key: str
    label: str
    cells: tuple[int, ...]
    share: int
    part: int


@dataclass(frozen=True, slots=True)
class Picture:
    question: Question
    title: str
    note: str
    columns: list[str]
    rows: list[ShownRow]

    @property
    def total(self) -> int:
        """What the picture counts in all; of times nothing is summed."""
        return sum(row.cells[0] if self.question is Question.CLOSING else row.cells[-1] for row in self.rows)


def picture(scope: Scope, question: Question) -> Picture:
    """One picture: one to two queries."""
    rows = QUESTIONS[question](scope)
    most = max((_length(question, row) for row in rows), default=0) or 1
    shown = [_row(question, row, most) for row in rows]
    return Picture(question, labels.title(question), labels.note(question), labels.columns(question), shown)


def pictures(scope: Scope) -> list[Picture]:
    return [picture(scope, question) for question in Question]


def _length(question: Question, row: Row) -> int:
    return row.values[1] if question is Question.CLOSING else row.total


def _row(question: Question, row: Row, most: int) -> ShownRow:
    cells = (*row.values, row.total) if question is Question.AGES else row.values
    part = round(100 * row.values[0] / row.total) if question is Question.AGES and row.total else 100
    return ShownRow(row.key, labels.row(question, row.key), cells, round(100 * _length(question, row) / most), part)
