"""The rulebook: what holds on a day, and from which document.

``Rulebook.at("committee.maximum", day, members=3400)`` answers or raises; ``Rulebook.on(day)`` gives the same for one
day with everything looked up once, for loops over a whole country.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from nongcot.kernel.findings import RuleRef
from nongcot.regulations import entered
from nongcot.regulations.errors import MissingKey, NotInForce, NotOnFile, OutsideTable
from nongcot.regulations.kinds import (
    Brackets,
    Cases,
    Document,
    EnteredValue,
    Entry,
    Leaf,
    Node,
    Rule,
    Status,
    Value,
)


class Rulebook:
    """All rules and documents. Never changed after it is made: overlaying gives a new one."""

    def __init__(self, rules: Mapping[str, Rule], documents: Mapping[str, Document]) -> None:
        self.rules = dict(rules)
        self.documents = dict(documents)
        self._days: dict[date, DayBook] = {}

    def at(self, rule_id: str, day: date, **keys: Any) -> Value:
        """The value of a rule on a day. Keys are those of the rule's ``by`` (members=…, region=…).

        Raises :class:`NotInForce`, :class:`NotOnFile`, :class:`MissingKey`; ``KeyError`` for an unknown rule.
        """
        return self.on(day).at(rule_id, **keys)

    def on(self, day: date) -> DayBook:
        """The rules of one day, each looked up once."""
        found = self._days.get(day)
        if found is None:
            if len(self._days) > 400:
                self._days.clear()
            found = self._days[day] = DayBook(self, day)
        return found

    def rule(self, rule_id: str) -> Rule:
        """The rule with all its dated values; ``KeyError`` when there is none of this id."""
        return self.rules[rule_id]

    def document(self, document_id: str) -> Document:
        return self.documents[document_id]

    def with_values(self, rows: Iterable[EnteredValue | Mapping[str, Any]]) -> Rulebook:
        """A new rulebook with values entered by people laid over these. See :mod:`nongcot.regulations.entered`."""
        return Rulebook(*entered.overlay(self.rules, self.documents, rows))

    def rules_in_force(self, day: date) -> list[tuple[Rule, Entry]]:
        """Every rule that has a line on the day (also one whose value is not on file), by id."""
        found = [(rule, rule.entry_on(day)) for _, rule in sorted(self.rules.items())]
        return [(rule, entry) for rule, entry in found if entry is not None]

    def changes(self, rule_id: str) -> tuple[Entry, ...]:
        """All dated values of a rule, oldest first."""
        return self.rules[rule_id].entries

    def not_on_file(self, day: date) -> list[tuple[Rule, Document]]:
        """Rules whose document is in force on the day while its value, or a part of its table, was never entered."""
        lines = self.rules_in_force(day)
        return [(rule, self.documents[entry.document]) for rule, entry in lines if _has_gap(entry.node)]

    def unverified(self, day: date) -> list[tuple[Rule, Entry]]:
        """Rules of the day whose value nobody has checked yet."""
        return [(rule, entry) for rule, entry in self.rules_in_force(day) if not entry.verified]

    def check(self) -> list[str]:
        """What a keeper of the data should look at, as Vietnamese sentences; empty when there is nothing."""
        return [*self._days_without_value(), *self._idle_documents()]

    def _days_without_value(self) -> list[str]:
        found = []
        for rule in self.rules.values():
            for before, after in zip(rule.entries, rule.entries[1:], strict=False):
                if before.to_day and before.to_day < after.from_day:
                    days = f"{before.to_day:%d/%m/%Y}–{after.from_day:%d/%m/%Y}"
                    found.append(f"{rule.id}: không có mức nào trong khoảng {days}.")
        return found

    def _idle_documents(self) -> list[str]:
        used = {entry.document for rule in self.rules.values() for entry in rule.entries}
        used |= {document.replaced_by for document in self.documents.values() if document.replaced_by}
        idle = sorted(set(self.documents) - used)
        return [f"Văn bản {name} không được quy tắc nào dẫn và không thay thế văn bản nào." for name in idle]


class DayBook:
    """The rules of one day. ``at`` raises as :meth:`Rulebook.at` does; ``find`` answers None instead."""

    __slots__ = ("_found", "_trees", "book", "day")

    def __init__(self, book: Rulebook, day: date) -> None:
        self.book = book
        self.day = day
        self._trees: dict[str, Any] = {}
        self._found: dict[Any, Value | None] = {}

    def at(self, rule_id: str, **keys: Any) -> Value:
        tree = self._trees.get(rule_id)
        if tree is None:
            tree = self._trees[rule_id] = self._grow(rule_id)
        answer = tree if not keys or type(tree) is Value else self._descend(rule_id, tree, keys)
        if type(answer) is Value:
            return answer
        raise self._refusal(rule_id, answer)

    def find(self, rule_id: str, **keys: Any) -> Value | None:
        """The value, or None where nothing can be said on this day (not in force, not on file, outside the table)."""
        key = (rule_id, *keys.values()) if keys else rule_id
        try:
            return self._found[key]
        except KeyError:
            pass
        try:
            value: Value | None = self.at(rule_id, **keys)
        except (NotInForce, NotOnFile):
            value = None
        if len(self._found) > 100_000:
            self._found.clear()
        self._found[key] = value
        return value

    def _grow(self, rule_id: str) -> Any:
        """The rule's value tree of the day with ready-made :class:`Value` leaves; a str is a kind of refusal."""
        rule = self.book.rules[rule_id]
        entry = rule.entry_on(self.day)
        return "not_in_force" if entry is None else _grow(rule, entry, entry.node)

    def _descend(self, rule_id: str, tree: Any, keys: dict[str, Any]) -> Any:
        for name in self.book.rules[rule_id].by:
            if type(tree) is Value or type(tree) is str:
                return tree
            key = keys.get(name)
            if key is None:
                raise MissingKey(rule_id, name)
            tree = _step(tree, key, MissingKey(rule_id, name, key) if type(tree) is dict else None)
        return tree

    def _refusal(self, rule_id: str, answer: Any) -> Exception:
        rule = self.book.rules[rule_id]
        entry = rule.entry_on(self.day)
        if answer == "not_on_file" and entry is not None:
            return NotOnFile(rule_id, self.day, self.book.documents[entry.document], rule.title)
        if answer == "not_in_force":
            earlier = [e.document for e in rule.entries if e.from_day <= self.day]
            document = self.book.documents[earlier[-1]] if earlier else None
            return NotInForce(rule_id, self.day, rule.title, document)
        if answer == "outside" and entry is not None:
            return OutsideTable(rule_id, self.day, rule.title, self.book.documents[entry.document])
        return MissingKey(rule_id, ", ".join(rule.by))


def _grow(rule: Rule, entry: Entry, node: Node) -> Any:
    if isinstance(node, Brackets):
        return (node.starts, tuple(_grow(rule, entry, step) for step in node.nodes), node.below)
    if isinstance(node, Cases):
        return {name: _grow(rule, entry, case) for name, case in node.nodes.items()}
    if node.status is Status.NOT_ON_FILE:
        return "not_on_file"
    ref = RuleRef(rule.id, entry.document, entry.article, entry.verified)
    return Value(node.value, ref, entry.from_day, entry.to_day, entry.note, entry.confidence, entry.carried)


def _step(tree: Any, key: Any, unknown: MissingKey | None) -> Any:
    if type(tree) is dict:
        found = tree.get(str(key))
        if found is None and unknown is not None:
            raise unknown
        return found
    starts, nodes, below = tree
    if key < starts[0] or (below is not None and key >= below):
        return "outside"
    return nodes[bisect_right(starts, key) - 1]


def _has_gap(node: Node) -> bool:
    if isinstance(node, Leaf):
        return node.status is Status.NOT_ON_FILE
    steps = node.nodes if isinstance(node, Brackets) else node.nodes.values()
    return any(_has_gap(step) for step in steps)
