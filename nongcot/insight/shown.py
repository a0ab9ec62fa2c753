"""The pictures of the dashboard as words and figures, the same for the page, its files and the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from nongcot.infra.documents.charts import number, share_of
from nongcot.insight import labels
from nongcot.insight.kinds import (
    ALL,
    CHAIRS,
    DIRECT,
    FEMALE,
    MALE,
    OFFICERS,
    UNKNOWN,
    UNTOLD,
    Below,
    Figures,
    Finished,
    Question,
    Row,
    State,
)


class Opens(NamedTuple):
    """The list behind a figure; ``unit`` None: of the unit shown."""

    question: Question
    key: str
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, or words, and the list it opens, if it counts one."""

    value: int | str
    opens: Opens | None = None

    @property
    def text(self) -> str:
        return number(self.value) if isinstance(self.value, int) else self.value


@dataclass(frozen=True, slots=True)
class ShownRow:
    """``cells`` stand under the picture's columns; ``unit`` is the one a row speaks of, where rows are units."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """``rows`` and the sum of them; ``facts`` is what a drawing needs besides; ``said`` a sentence on what it shows."""

    question: Question
    rows: list[ShownRow]
    total: ShownRow | None = None
    said: str = ""
    below: Below | None = None
    counts: list[Row] = field(default_factory=list)

    @property
    def title(self) -> str:
        return labels.title(self.question)

    @property
    def note(self) -> str:
        return labels.note(self.question)

    @property
    def columns(self) -> list[str]:
        return labels.columns(self.question)

    @property
    def counted(self) -> int:
        """What the picture counts in all."""
        first = self.total.cells[-1 if self.question is Question.AGES else 0].value if self.total else 0
        return first if isinstance(first, int) else 0

    @property
    def lines(self) -> list[ShownRow]:
        """The rows and their sum: the whole table."""
        return [*self.rows, self.total] if self.total else self.rows


def pictures(told: Figures) -> dict[Question, Picture]:
    """All pictures of what was counted, by question."""
    return {question: picture(question, told) for question in Question}


def picture(question: Question, told: Figures) -> Picture:
    """One picture of what was counted."""
    if question in {Question.PACE, Question.CLOSING}:
        return _finished(told.done, question)
    if question is Question.UNITS:
        return _units(told.below)
    if question is Question.AGES:
        return _ages(told.officers.ages)
    if question is Question.MAKE_UP:
        return _make_up(told.officers.make_up)
    shares = {
        Question.COMPLETENESS: told.below.states,
        Question.TERMS: told.terms,
        Question.FIRST_TERM: told.officers.first_term,
        Question.EDUCATION: told.officers.education,
    }
    return _shares(question, shares[question])


def _shares(question: Question, rows: list[Row]) -> Picture:
    """A count a row, with its share of all."""
    whole = sum(row.total for row in rows)
    shown = [_share_row(question, row.key, row.total, whole) for row in rows]
    return Picture(question, shown, _total(question, [whole, share_of(whole, whole)]), counts=rows)


def _share_row(question: Question, key: str, n: int, whole: int) -> ShownRow:
    return ShownRow(key, labels.row(question, key), (Cell(n, Opens(question, key)), Cell(share_of(n, whole))))


def _total(question: Question, values: Sequence[int | str]) -> ShownRow:
    """The last row: its first figure opens everything the picture counts."""
    cells = [Cell(value, Opens(question, ALL) if not at else None) for at, value in enumerate(values)]
    return ShownRow(ALL, labels.total(), tuple(cells))


def _units(below: Below) -> Picture:
    rows = [
        ShownRow(
            str(one.unit), one.name, _states(one.total, [one.complete, one.incomplete, one.urgent], one.unit), one.unit
        )
        for one in below.branches
    ]
    if below.leaves:
        alike = [below.alike.get(state, 0) for state in State]
        rows.append(ShownRow(DIRECT, labels.row(Question.UNITS, DIRECT), _states(sum(alike), alike, None)))
    sums = [
        sum(one.complete for one in below.branches) + below.alike.get(State.COMPLETE, 0),
        sum(one.incomplete for one in below.branches) + below.alike.get(State.INCOMPLETE, 0),
        sum(one.urgent for one in below.branches) + below.alike.get(State.URGENT, 0),
    ]
    cells = [Cell(sum(sums), Opens(Question.COMPLETENESS, ALL))]
    cells += [Cell(n, Opens(Question.COMPLETENESS, state.value)) for n, state in zip(sums, State, strict=True)]
    cells.append(Cell(share_of(sums[0], sum(sums))))
    return Picture(Question.UNITS, rows, ShownRow(ALL, labels.total(), tuple(cells)), below=below)


def _states(whole: int, states: Sequence[int], unit: int | None) -> tuple[Cell, ...]:
    """Of a unit below, or of the unions that stand directly (``unit`` None): all, by state, the share complete."""

    def opens(state: str) -> Opens:
        if unit is None:
            return Opens(Question.UNITS, f"{DIRECT}.{state}" if state else DIRECT)
        return Opens(Question.COMPLETENESS, state or ALL, unit)

    cells = [Cell(n, opens(state.value)) for n, state in zip(states, State, strict=True)]
    return (Cell(whole, opens("")), *cells, Cell(share_of(states[0], whole)))


def _ages(rows: list[Row]) -> Picture:
    parts = [FEMALE, MALE, UNKNOWN, ""]
    columns = [sum(row.values[at] for row in rows) for at in range(3)]
    every = Row(ALL, tuple(columns))

    def cells(row: Row) -> tuple[Cell, ...]:
        named = zip((*row.values, row.total), parts, strict=True)
        return tuple(Cell(n, Opens(Question.AGES, f"{row.key}.{each}" if each else row.key)) for n, each in named)

    shown = [ShownRow(row.key, labels.row(Question.AGES, row.key), cells(row)) for row in rows]
    return Picture(Question.AGES, shown, ShownRow(ALL, labels.total(), cells(every)), counts=rows)


def _make_up(rows: list[Row]) -> Picture:
    whole, traits = (rows[0], rows[1:]) if rows else (Row(ALL, (0, 0, 0)), [])

    def opens(key: str, part: str) -> Opens:
        return Opens(Question.MAKE_UP, f"{key}.{part}")

    def cells(row: Row) -> tuple[Cell, ...]:
        chairs, officers, untold = row.values
        last = Cell("–") if row.key == ALL else Cell(untold, opens(row.key, UNTOLD))
        return (
            Cell(chairs, opens(row.key, CHAIRS)),
            Cell(share_of(chairs, whole.values[0])),
            Cell(officers, opens(row.key, OFFICERS)),
            Cell(share_of(officers, whole.values[1])),
            last,
        )

    shown = [ShownRow(row.key, labels.row(Question.MAKE_UP, row.key), cells(row)) for row in traits]
    total = ShownRow(ALL, labels.row(Question.MAKE_UP, ALL), cells(whole)) if rows else None
    return Picture(Question.MAKE_UP, shown, total, counts=rows)


def _finished(done: Finished, question: Question) -> Picture:
    by_month = question is Question.PACE
    rows = (done.by_month if by_month else done.by_kind) if done.whole else []

    def line(row: Row, label: str) -> ShownRow:
        n, days = row.values
        return ShownRow(row.key, label, (Cell(n, Opens(question, row.key)), Cell(days if n else "–")))

    shown = [line(row, labels.row(question, row.key)) for row in rows]
    total = line(done.whole, labels.total()) if done.whole else None
    return Picture(question, shown, total, labels.movement(*done.halves) if by_month else "", counts=rows)
