"""What a plan does to the units: thought through row by row over plain values, before anything is written.

The rows of one day are taken as the kinds stand in :class:`OperationKind`: what is created first is there to be moved,
merged and split into. A plan is all or nothing: every trouble is found and told, none is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from nongcot.kernel.unit_names import key_of
from nongcot.people.kinds import Told, UnitEnd, UnitKind
from nongcot.people.placing import may_become, may_stand_under
from nongcot.staffing.reorganisation.kinds import (
    Answers,
    Effect,
    Ending,
    Node,
    Notice,
    Operation,
    OperationKind,
    PostsWay,
    Said,
    Split,
    Trouble,
)
from nongcot.staffing.reorganisation.ordering import code_key

_LOOKED_AT = 50
KindOfName = Callable[[str], UnitKind | None]


class Foreseen:
    """The units as they stand while a plan is thought through; ``foreseeing.foresee`` is the way in."""

    def __init__(
        self, units: Iterable[Node], kind_of_name: KindOfName, default_superior: Node | None, answers: Answers
    ) -> None:
        self.effect, self.answers = Effect(), answers
        self.kind_of_name, self.default_superior = kind_of_name, default_superior
        self.by_code: dict[str, Node] = {}
        self.by_name: dict[str, list[Node]] = defaultdict(list)
        self.below: dict[int, dict[int, Node]] = defaultdict(dict)
        self.count = 0
        self.ending: dict[int, date] = {}
        self.placed: set[tuple[int, date]] = set()
        self.carried: set[tuple[int, int, date]] = set()
        for unit in units:
            self._enter(unit)

    def _enter(self, unit: Node) -> None:
        self.count = max(self.count, unit.key + 1)
        if unit.code:
            self.by_code[code_key(unit.code)] = unit
        elif unit.pk:
            self.by_code[f"#{unit.pk}"] = unit  # how a page names it
        self.by_name[key_of(unit.name)].append(unit)
        if unit.superior is not None:
            self.below[unit.superior.key][unit.key] = unit

    # telling

    def trouble(self, kind: Trouble, op: Operation, **facts: str) -> None:
        self.effect.troubles.append(Said(kind, op.line, op.code, tuple(facts.items())))

    def notice(self, kind: Notice, op: Operation, **facts: str) -> None:
        self.effect.notices.append(Said(kind, op.line, op.code, tuple(facts.items())))

    # finding

    def find(self, op: Operation, column: str) -> Node | None:
        """The unit of the code in this column, or of this name where no unit has such a code; tells what is wrong."""
        code = str(getattr(op, column))
        found = self.look_up(code, op.day)
        if len(found) > 1:
            self.trouble(Trouble.AMBIGUOUS_UNIT, op, unit=code, column=column)
        elif not found:
            self.trouble(Trouble.UNKNOWN_UNIT, op, unit=code, column=column)
        else:
            self.about(op, column, found[0])
            if found[0].mine:
                return found[0]
            self.trouble(Trouble.OUT_OF_REACH, op, unit=found[0].name, column=column)
        return None

    def about(self, op: Operation, column: str, unit: Node) -> None:
        self.effect.about.setdefault(op.line, {}).setdefault(column, (unit, unit.name))

    def look_up(self, code: str, day: date) -> list[Node]:
        known = self.by_code.get(code_key(code))
        if known is not None:
            return [known]
        named = self.by_name.get(key_of(code), [])
        return [unit for unit in named if unit.alive_on(day)] or named

    # the operations

    def create(self, op: Operation) -> None:
        name = op.name
        if not name:
            return self.trouble(Trouble.NO_NAME, op)
        known = self.by_code.get(code_key(op.code))
        if known is not None:
            return self.trouble(Trouble.CODE_TAKEN if known.pk else Trouble.CREATED_TWICE, op, unit=known.name)
        self.make(op, code=op.code, name=name, like=None)
        return None

    def make(self, op: Operation, *, code: str, name: str, like: Node | None) -> Node | None:
        """A unit of this plan, of the kind that is told, that its name tells, or of that which it carries on.

        Its kind is open where the list that told the one it carries on, or those beside it, left theirs open.
        """
        kind = op.unit_kind or self.kind_of_name(name) or (like.kind if like else None)
        superior = like.superior if like else self.default_superior
        if op.superior_code:
            superior = self.find(op, "superior_code")
            if superior is None:
                return None
        beside = self._kinds_beside(superior)
        if kind is None and like is None:
            if len(beside) != 1:
                self.trouble(Trouble.KIND_UNKNOWN, op, unit=name)
                return None
            (kind,) = beside
        if superior is not None and not self._stands(superior, kind, op):
            return None
        made = Node(self.count, 0, code, name, kind, began_on=op.day, superior=superior, told=Told.NOTHING)
        made.sector = like.sector if like and like.kind == kind else ""
        self._enter(made)
        self.about(op, "code" if op.kind == OperationKind.CREATE else "into_code", made)
        self.effect.created.append(made)
        self.effect.renamed.append((made, name, op.day))
        if superior is not None:
            self.effect.moved.append((made, superior, op.day))
            self.placed.add((made.key, op.day))
        return made

    def _kinds_beside(self, superior: Node | None) -> set[UnitKind | None]:
        """The kinds of the first units that stand under ``superior`` already; None where those of all are open."""
        beside = islice(self.below[superior.key].values(), _LOOKED_AT) if superior else ()
        kinds = {unit.kind for unit in beside}
        return kinds if kinds == {None} else kinds - {None}

    def _stands(self, superior: Node, kind: UnitKind | None, op: Operation) -> bool:
        if not superior.alive_on(op.day):
            self.trouble(Trouble.SUPERIOR_NOT_ALIVE, op, unit=superior.name)
        elif not may_stand_under(kind or "", superior.stored_kind):
            self.trouble(Trouble.PLACING, op, unit=superior.name)
        else:
            return True
        return False

    def rename(self, op: Operation) -> None:
        unit = self._standing(op)
        if unit is None:
            return
        if not op.name:
            self.trouble(Trouble.NO_NAME, op)
        elif unit.name == op.name:
            self.notice(Notice.SAME_NAME, op, unit=unit.name)
        else:
            self.call(unit, op.name, op)

    def call(self, unit: Node, name: str, op: Operation) -> None:
        if unit.named_from is not None and unit.named_from >= op.day:
            return self.trouble(Trouble.LATER_FACTS, op, unit=unit.name)
        self.effect.renamed.append((unit, name, op.day))
        self.by_name[key_of(name)].append(unit)
        unit.name, unit.named_from = name, op.day
        return None

    def kind(self, op: Operation) -> None:
        """The unit is of another kind; whether that fits what stands above and below is asked when the day is over."""
        unit = self._standing(op)
        if unit is None:
            return None
        if op.unit_kind is None:
            return self.trouble(Trouble.NO_KIND, op)
        if op.unit_kind == unit.kind:
            return self.notice(Notice.SAME_KIND, op, unit=unit.name)
        if not may_become(unit.stored_kind, op.unit_kind):
            return self.trouble(Trouble.FIXED_KIND, op, unit=unit.name)
        if unit.kind_from is not None and unit.kind_from >= op.day:
            return self.trouble(Trouble.LATER_FACTS, op, unit=unit.name)
        self.effect.first_kinds.setdefault(unit.key, unit.kind)
        self.effect.kinds.append((unit, op.unit_kind, op.day))
        self.effect.kinds_by_line[op.line] = unit
        unit.kind, unit.kind_from = op.unit_kind, op.day
        return None

    def kinds_fit(self, ops: Sequence[Operation]) -> None:
        """Tell of every unit of another kind that does not fit where it stands, or what stands below it, that day."""
        for op in ops:
            unit = self.effect.kinds_by_line.get(op.line)
            if unit is None:
                continue
            if unit.superior is not None and not may_stand_under(unit.stored_kind, unit.superior.stored_kind):
                self.trouble(Trouble.KIND_ABOVE, op, unit=unit.superior.name)
            low = (one for one in self.below[unit.key].values() if one.alive_on(op.day))
            wrong = next((one for one in low if not may_stand_under(one.stored_kind, unit.stored_kind)), None)
            if wrong is not None:
                self.trouble(Trouble.KIND_BELOW, op, unit=wrong.name)

    def move(self, op: Operation) -> None:
        unit = self._standing(op)
        if unit is None:
            return None
        if not op.superior_code:
            return self.trouble(Trouble.NO_SUPERIOR, op)
        superior = self.find(op, "superior_code")
        if superior is None or not self._stands(superior, unit.kind, op):
            return None
        if superior is unit.superior:
            return self.notice(Notice.SAME_SUPERIOR, op, unit=unit.name, superior=superior.name)
        self.place(unit, superior, op)
        return None

    def place(self, unit: Node, superior: Node, op: Operation) -> bool:
        above: Node | None = superior
        while above is not None:
            if above is unit:
                self.trouble(Trouble.CIRCLE, op, unit=unit.name)
                return False
            above = above.superior
        if (unit.key, op.day) not in self.placed and unit.placed_from is not None and unit.placed_from >= op.day:
            self.trouble(Trouble.LATER_FACTS, op, unit=unit.name)
            return False
        if unit.superior is not None:
            self.below[unit.superior.key].pop(unit.key, None)
        unit.superior, unit.placed_from = superior, op.day
        self.placed.add((unit.key, op.day))
        self.below[superior.key][unit.key] = unit
        self.effect.moved.append((unit, superior, op.day))
        return True

    def merge(self, op: Operation) -> None:
        unit = self._standing(op)
        into = self._successor(op, unit) if unit else None
        if unit is None or into is None:
            return None
        if into is unit:  # a plan that lists every part of the new unit names the one that goes on too
            return self.notice(Notice.GOES_ON, op, unit=unit.name)
        self._carry_on(unit, into, op.day, UnitEnd.MERGED)
        self._below_to(unit, into, op)
        self._close(Ending(unit, op.day, UnitEnd.MERGED, op.line, into, op.posts), op)
        return None

    def _successor(self, op: Operation, unit: Node) -> Node | None:
        """The unit of ``into_code``; one that is not on record is created when its name is told."""
        if not op.into_code:
            self.trouble(Trouble.NO_INTO, op)
            return None
        if op.name and not self.look_up(op.into_code, op.day):
            made = self.make(op, code=op.into_code, name=op.name, like=unit)
            if made is not None:
                self.notice(Notice.CREATED_FOR, op, unit=made.name)
            return made
        into = self.find(op, "into_code")
        if into is not None and not into.alive_on(op.day):
            self.trouble(Trouble.INTO_NOT_ALIVE, op, unit=into.name)
            return None
        if into is not None:
            self._as_told(into, op)
        return into

    def _as_told(self, into: Node, op: Operation) -> None:
        """A row may tell a successor on record its new name and superior too."""
        if op.name and op.name != into.name:
            self.call(into, op.name, op)
            self.notice(Notice.RENAMED_TOO, op, unit=into.name)
        superior = self.find(op, "superior_code") if op.superior_code else None
        if superior is None or superior is into.superior or not self._stands(superior, into.kind, op):
            return
        if self.place(into, superior, op):
            self.notice(Notice.MOVED_TOO, op, unit=into.name, superior=superior.name)

    def _carry_on(self, unit: Node, into: Node, day: date, how: UnitEnd) -> None:
        if unit is into or (unit.key, into.key, day) in self.carried:
            return
        self.carried.add((unit.key, into.key, day))
        self.effect.successions.append((unit, into, day, how))
        if not into.pk:
            into.told = max(into.told, unit.told, key=lambda told: told.rank)

    def _below_to(self, unit: Node, into: Node, op: Operation, stay: Collection[int] = ()) -> None:
        """The units that still stand under one that ends go to its successor on the same day."""
        left = [one for one in self.below[unit.key].values() if one.alive_on(op.day) and one.key not in stay]
        moved = [one for one in left if one is not into and self._may_go(one, into, op) and self.place(one, into, op)]
        if into.superior is unit and unit.superior is not None:
            self.place(into, unit.superior, op)
        if moved:
            self.notice(Notice.BELOW_MOVED, op, number=str(len(moved)), unit=into.name)

    def _may_go(self, one: Node, into: Node, op: Operation) -> bool:
        if may_stand_under(one.stored_kind, into.stored_kind):
            return True
        self.trouble(Trouble.PLACING, op, unit=into.name)
        return False

    def split(self, ops: Sequence[Operation]) -> None:
        """All rows that split one unit: it goes on in several, one of which is the default for what is not told."""
        first = ops[0]
        unit = self._standing(first)
        if unit is None:
            return None
        if len({op.day for op in ops}) > 1:
            return self.trouble(Trouble.DIFFERENT_DAYS, first, unit=unit.name)
        for op in ops:
            self.about(op, "code", unit)
        found = {op.line: self._successor(op, unit) for op in ops}
        parts = {line: part for line, part in found.items() if part is not None}
        if len(parts) < len(found):
            return None
        told = Split(first.line, unit, first.day, parts, None, unit not in parts.values(), first.posts)
        told.below = [one for one in self.below[unit.key].values() if one.alive_on(first.day)]
        told.below = [one for one in told.below if one not in parts.values()]
        self.effect.splits.append(told)
        chosen = self._default(ops)
        if len(chosen) != 1:
            return self.trouble(Trouble.TWO_DEFAULTS if chosen else Trouble.NO_DEFAULT, first, unit=unit.name)
        told.default, told.posts = chosen[0].line, chosen[0].posts
        for part in parts.values():
            self._carry_on(unit, part, first.day, UnitEnd.SPLIT)
        self._share_out(told, chosen[0])
        if told.ends:
            heir, placed = parts[chosen[0].line], self.answers.posts
            given = {post: parts[line] for post, line in placed.items() if line in parts}
            ending = Ending(unit, first.day, UnitEnd.SPLIT, first.line, heir, chosen[0].posts, given)
            self._close(ending, first)
        return None

    def _default(self, ops: Sequence[Operation]) -> list[Operation]:
        """The part that takes what nobody places otherwise: as answered, as marked, or the only one."""
        answered = self.answers.defaults.get(ops[0].line)
        chosen = [op for op in ops if op.line == answered]
        return chosen or ([op for op in ops if op.default] if len(ops) > 1 else list(ops))

    def _share_out(self, told: Split, op: Operation) -> None:
        """The units below go to the part a person named; the others to the default, and that is told."""
        heir, unit, stay = told.parts[op.line], told.unit, set()
        for one in told.below:
            part = told.parts.get(self.answers.units.get(one.pk, 0), heir)
            if part is unit:
                stay.add(one.key)
            elif part is not heir and self._may_go(one, part, op):
                self.place(one, part, op)
        if heir is not unit:
            self._below_to(unit, heir, op, stay)
            self.notice(Notice.BY_DEFAULT, op, unit=heir.name)

    def end(self, op: Operation) -> None:
        unit = self._standing(op)
        if unit is None:
            return
        left = sum(one.alive_on(op.day) for one in self.below[unit.key].values())
        if left:
            self.notice(Notice.BELOW_LEFT, op, number=str(left))
        self._close(Ending(unit, op.day, UnitEnd.DISSOLVED, op.line), op)

    def _standing(self, op: Operation) -> Node | None:
        """The unit of the row, which must stand on that day and not have begun on it."""
        unit = self.find(op, "code")
        if unit is None:
            return None
        if unit.key in self.ending and op.day >= self.ending[unit.key]:
            self.trouble(Trouble.ENDED_TWICE, op, unit=unit.name)
        elif not unit.alive_on(op.day) or unit.began_on == op.day:
            self.trouble(Trouble.NOT_ALIVE, op, unit=unit.name)
        else:
            return unit
        return None

    def _close(self, ending: Ending, op: Operation) -> None:
        unit = ending.unit
        known_later = (unit.key, op.day) not in self.placed and unit.placed_from and unit.placed_from >= op.day
        if unit.kind_from and unit.kind_from >= op.day and unit.key not in self.effect.first_kinds:
            known_later = True
        if known_later or (unit.named_from and unit.named_from >= op.day):
            return self.trouble(Trouble.LATER_FACTS, op, unit=unit.name)
        if ending.into is None:
            ending = replace(ending, posts=PostsWay.END)
        unit.ended_on = self.ending[unit.key] = op.day
        self.effect.ended.append(ending)
        return None
