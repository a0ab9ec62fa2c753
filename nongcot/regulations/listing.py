"""The rulebook as rows: what ``nongcot rules list | show | check`` and the rules page print. Data, no words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from nongcot.regulations.book import Rulebook
from nongcot.regulations.kinds import (
    Brackets,
    Cases,
    Confidence,
    Document,
    Entry,
    Node,
    Rule,
    RuleKind,
    Scalar,
    Status,
    ValueUnit,
)

Condition = tuple[str, str, int | str]  # ("members", ">=", 3000), ("members", "<", 10000), ("sector", "=", "state")


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One line of a value: the conditions it holds under, outermost first, and the value or why there is none."""

    conditions: tuple[Condition, ...]
    value: Scalar
    status: Status | None

    @property
    def text(self) -> str:
        """The value in digits: "15", "2/3", "30%", "0.35"; empty where there is none."""
        return show_scalar(self.value)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule on one day (``rules list``) or one of its dated values (``rules show``)."""

    id: str
    title: str
    title_en: str
    kind: RuleKind
    unit: ValueUnit
    lines: tuple[ValueLine, ...]
    from_day: date
    to_day: date | None
    document: Document
    article: str
    confidence: Confidence
    verified: bool
    carried: bool
    note: str
    decided_by: str = ""
    entered_by: str = ""

    @property
    def not_on_file(self) -> bool:
        return any(line.status is Status.NOT_ON_FILE for line in self.lines)


def list_rules(book: Rulebook, day: date) -> list[RuleRow]:
    """Every rule that has a value, or a document without its text, on the day; by id."""
    return [_row(book, rule, entry) for rule, entry in book.rules_in_force(day)]


def show_rule(book: Rulebook, rule_id: str, day: date | None = None) -> list[RuleRow]:
    """All dated values of a rule, oldest first; with a day only the one that holds on it, or none.

    Raises ``KeyError`` for an unknown rule.
    """
    rule = book.rules[rule_id]
    return [_row(book, rule, entry) for entry in rule.entries if day is None or entry.holds_on(day)]


def _row(book: Rulebook, rule: Rule, entry: Entry) -> RuleRow:
    return RuleRow(
        id=rule.id,
        title=rule.title,
        title_en=rule.title_en,
        kind=rule.kind,
        unit=rule.unit,
        lines=tuple(value_lines(entry.node, rule.by)),
        from_day=entry.from_day,
        to_day=entry.to_day,
        document=book.documents[entry.document],
        article=entry.article,
        confidence=entry.confidence,
        verified=entry.verified,
        carried=entry.carried,
        note=entry.note,
        decided_by=entry.decided_by,
        entered_by=entry.entered_by,
    )


def value_lines(node: Node, by: tuple[str, ...], above: tuple[Condition, ...] = ()) -> list[ValueLine]:
    """A value, ladder or table as flat lines."""
    if isinstance(node, Cases):
        return [
            line
            for name, case in node.nodes.items()
            for line in value_lines(case, by[1:], (*above, (by[0], "=", name)))
        ]
    if isinstance(node, Brackets):
        return [
            line
            for number, step in enumerate(node.nodes)
            for line in value_lines(step, by[1:], (*above, *_bounds(node, number, by[0])))
        ]
    return [ValueLine(above, node.value, node.status)]


def _bounds(node: Brackets, number: int, key: str) -> list[Condition]:
    start = node.starts[number]
    end = node.starts[number + 1] if number + 1 < len(node.starts) else node.below
    bounds: list[Condition] = [(key, ">=", start)] if start else []
    return bounds if end is None else [*bounds, (key, "<", end)]


def show_scalar(value: Scalar) -> str:
    """A value without its unit: whole per cents as such, other shares as fractions, lists joined by commas."""
    if value is None:
        return ""
    if isinstance(value, Fraction):
        per_cent = value * 100
        known = per_cent.denominator in {1, 2}
        return f"{Decimal(per_cent.numerator) / per_cent.denominator}%" if known else str(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)
