"""Rules, their dated values and documents as pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from nongcot.infra.rulebook import labels
from nongcot.regulations import Document, DocumentKind, Rule, Rulebook, Status, ValueUnit
from nongcot.regulations.kinds import Entry, Leaf, Scalar


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a table as words; ``missing``: nobody has entered it."""

    where: str
    value: str
    missing: bool


@dataclass(frozen=True, slots=True)
class ShownEntry:
    entry: Entry
    document: Document
    lines: list[Line]
    own: bool
    now: bool

    @property
    def missing(self) -> bool:
        return any(line.missing for line in self.lines)


@dataclass(frozen=True, slots=True)
class ShownRule:
    rule: Rule
    title: str
    kind: str
    entry: ShownEntry | None


def shown_entry(rule: Rule, entry: Entry, book: Rulebook, day: date) -> ShownEntry:
    found = [
        Line(where, _words(leaf, rule, book), leaf.status is Status.NOT_ON_FILE)
        for where, leaf in labels.lines(entry.node, rule)
    ]
    document = book.documents[entry.document]
    return ShownEntry(entry, document, found, document.kind is DocumentKind.OWN, entry.holds_on(day))


def _words(leaf: Leaf, rule: Rule, book: Rulebook) -> str:
    """The value as words; one that names another rule ("wage.base"), or a family of them, by title."""
    named = _named(leaf.value, book) if leaf.status is None and rule.unit is ValueUnit.TEXT else ""
    return named or labels.leaf(leaf, rule.unit)


def _named(value: Scalar, book: Rulebook) -> str:
    """The title of the rule, or of the family of rules, that the value names; "" where it names none."""
    named = [one for name, one in book.rules.items() if name == value or name.startswith(f"{value}.")]
    if not named:
        return ""
    title = labels.title(named[0])
    return title if len(named) == 1 else title.rpartition(",")[0]


def rules_to_name(rule: Rule, book: Rulebook) -> list[tuple[str, str]]:
    """What a rule may name whose values are names of other rules, with titles: what it ever named, and whatever stands
    beside that in the book. Empty of any other rule.
    """
    leaves = [leaf for entry in rule.entries for _where, leaf in labels.lines(entry.node, rule)]
    told = dict.fromkeys(leaf.value for leaf in leaves if leaf.status is None)
    if rule.unit is not ValueUnit.TEXT or not told or not all(_named(value, book) for value in told):
        return []
    families = tuple(f"{value}." for value in told)
    kinds = {str(value).partition(".")[0] for value in told}
    beside = (name for name in book.rules if name.partition(".")[0] in kinds and not name.startswith(families))
    return [(str(value), _named(value, book)) for value in dict.fromkeys([*told, *beside])]


def shown_rule(rule: Rule, book: Rulebook, day: date) -> ShownRule:
    entry = rule.entry_on(day)
    shown = shown_entry(rule, entry, book, day) if entry else None
    return ShownRule(rule, labels.title(rule), labels.kind(rule.kind), shown)


@dataclass(frozen=True, slots=True)
class Change:
    """From ``day`` on ``after`` holds instead of ``before`` (None: nothing held before)."""

    day: date
    rule: Rule
    title: str
    before: ShownEntry | None
    after: ShownEntry

    @property
    def restated(self) -> bool:
        """The same value, now by another document."""
        return self.before is not None and self.before.lines == self.after.lines


def changes(book: Rulebook, day: date) -> list[Change]:
    """Every change of every rule that has a before or was entered by a person, newest first, those to come included.

    The first value of a rule that comes with the files is no change: it is where our knowledge begins. Neither is an
    entry that repeats value and document because from its day on they are less certain.
    """
    found = [change for rule in book.rules.values() for change in _changes_of(rule, book, day)]
    return sorted(found, key=lambda change: (-change.day.toordinal(), change.title))


def _changes_of(rule: Rule, book: Rulebook, day: date) -> Iterator[Change]:
    shown = [shown_entry(rule, entry, book, day) for entry in rule.entries]
    if shown and shown[0].entry.entered_by:
        yield Change(shown[0].entry.from_day, rule, labels.title(rule), None, shown[0])
    for before, after in pairwise(shown):
        if before.lines != after.lines or before.document.id != after.document.id:
            yield Change(after.entry.from_day, rule, labels.title(rule), before, after)


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document with the rules that rest on it on the day; ``missing`` of them wait for somebody to enter the text."""

    document: Document
    kind: str
    rules: list[ShownRule]
    replaced_by: Document | None

    @property
    def missing(self) -> list[ShownRule]:
        return [row for row in self.rules if row.entry and row.entry.missing]


def documents(book: Rulebook, day: date) -> list[ShownDocument]:
    """Documents in force on the day: those whose text is missing first, then the newest."""
    resting: dict[str, list[ShownRule]] = {}
    for rule, entry in book.rules_in_force(day):
        resting.setdefault(entry.document, []).append(shown_rule(rule, book, day))
    rows = [
        ShownDocument(
            one, labels.document_kind(one.kind), resting.get(one.id, []), book.documents.get(one.replaced_by or "")
        )
        for one in book.documents.values()
        if one.kind is not DocumentKind.OWN and one.in_force <= day and (one.ended is None or day < one.ended)
    ]
    return sorted(rows, key=lambda row: (not row.missing, -row.document.in_force.toordinal(), row.document.number))


def _document(one: Document, rows: list[ShownRule], book: Rulebook) -> ShownDocument:
    return ShownDocument(one, labels.document_kind(one.kind), rows, book.documents.get(one.replaced_by or ""))
