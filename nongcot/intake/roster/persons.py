"""Joins the rows of all files into persons: by citizen id, else by name, birth and unit. In doubt they stay apart.

The order in which files are read never matters: whoever could belong to two different persons belongs to neither, and
the pairs are listed for a human.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from nongcot.intake.kinds import OfficerRow
from nongcot.intake.roster.kinds import Doubt
from nongcot.kernel.text import fold, tone_key
from nongcot.people.kinds import Sex

FULL = len("1985-07-05")
# Above this many different writings of one name at one unit, only full birth dates join and no pairs are compared.
_TOO_MANY = 40

Pair = tuple[int, int, Doubt]


@dataclass(slots=True)
class Who:
    """What is known of one cluster of rows."""

    name: str
    born: str | None
    citizen_id: str | None
    sex: Sex | None
    phones: frozenset[str]
    tables: frozenset[tuple[str, str]]


class _Clusters:
    """Rows joined into clusters (union-find); a cluster is named by its first row."""

    def __init__(self, rows: Sequence[OfficerRow]) -> None:
        self.rows = rows
        self._above = list(range(len(rows)))
        self._below: dict[int, list[int]] = {}

    def find(self, i: int) -> int:
        above = self._above
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self.find(i), self.find(j)))
        if a != b:
            self._above[b] = a
            self._below.setdefault(a, [a]).extend(self._below.pop(b, [b]))

    def members(self, i: int) -> list[int]:
        root = self.find(i)
        return self._below.get(root, [root])

    def roots(self, rows: Iterable[int]) -> list[int]:
        return sorted({self.find(i) for i in rows})

    def who(self, root: int) -> Who:
        rows = [self.rows[i] for i in self.members(root)]
        born = max((r.born for r in rows if r.born), key=lambda b: (len(b), b), default=None)
        names = sorted({r.name for r in rows}, key=lambda n: (n.isascii(), tone_key(n)))
        return Who(
            name=names[0],
            born=born,
            citizen_id=max((r.citizen_id for r in rows if r.citizen_id), key=lambda c: (len(c), c), default=None),
            sex=next((r.sex for r in rows if r.sex), None),
            phones=frozenset(phone for r in rows for phone in r.phones),
            tables=frozenset((r.file, r.sheet) for r in rows),
        )


Relation = Callable[[Who, Who], "bool | Doubt"]


def join_persons(rows: Sequence[OfficerRow], unit_of: Sequence[str]) -> tuple[list[list[int]], list[Pair]]:
    """Clusters of row numbers, one a person, and pairs of rows whose persons may be one.

    ``unit_of[i]`` is the key of the unit of ``rows[i]``.
    """
    clusters = _Clusters(rows)
    pairs: list[Pair] = []
    names = [fold(row.name) for row in rows]
    _by_citizen_id(clusters, names, pairs)
    _grouped(clusters, zip(unit_of, names, strict=True), same_at_unit, pairs)
    elsewhere = ((n, r.born) if r.born and len(r.born) == FULL else None for n, r in zip(names, rows, strict=True))
    _grouped(clusters, elsewhere, same_elsewhere, pairs)
    people = [clusters.members(i) for i in range(len(rows)) if clusters.find(i) == i]
    apart = {(clusters.find(a), clusters.find(b), why) for a, b, why in pairs}
    return people, sorted((min(a, b), max(a, b), why) for a, b, why in apart if a != b)


def _by_citizen_id(clusters: _Clusters, names: Sequence[str], pairs: list[Pair]) -> None:
    groups: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(clusters.rows):
        if row.citizen_id:
            groups[row.citizen_id].append(i)
    for group in groups.values():
        if len(group) == 1:
            continue
        first: dict[str, int] = {}
        for i in group:
            clusters.join(first.setdefault(names[i], i), i)
        _settle(clusters, clusters.roots(group), _same_citizen, pairs)


def _grouped(clusters: _Clusters, keys: Iterable[object], relation: Relation, pairs: list[Pair]) -> None:
    groups: dict[object, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        if key is not None:
            groups[key].append(i)
    for group in groups.values():
        if len(group) > 1:
            _settle(clusters, clusters.roots(group), relation, pairs)


def _settle(clusters: _Clusters, roots: list[int], relation: Relation, pairs: list[Pair]) -> None:
    """Join the clusters of one group that are the same; list those that may be."""
    if len(roots) < 2:
        return
    roots = _join_equal(clusters, roots, relation)
    if len(roots) > _TOO_MANY:
        pairs += [(a, b, Doubt.ELSEWHERE) for a, b in pairwise(roots)] if relation is same_elsewhere else []
        return
    who = {root: clusters.who(root) for root in roots}
    same: dict[int, set[int]] = {root: {root} for root in roots}
    for a, b in combinations(roots, 2):
        found = relation(who[a], who[b])
        if found is True:
            same[a].add(b)
            same[b].add(a)
        elif found:
            pairs.append((a, b, found))
    vague = {root for root in roots if any(b not in same[a] for a, b in combinations(same[root], 2))}
    for a, b in combinations(roots, 2):
        if b in same[a]:
            _join_or_doubt(clusters, a, b, vague, pairs)


def _join_or_doubt(clusters: _Clusters, a: int, b: int, vague: set[int], pairs: list[Pair]) -> None:
    if a in vague or b in vague:
        pairs.append((a, b, Doubt.BIRTH_UNCLEAR))
    else:
        clusters.join(a, b)


def _join_equal(clusters: _Clusters, roots: list[int], relation: Relation) -> list[int]:
    """Clusters that say word for word the same are one; what is left is compared pair by pair."""
    if relation is _same_citizen:
        return roots
    first: dict[object, int] = {}
    for root in roots:
        who = clusters.who(root)
        if who.born is not None and len(who.born) == FULL and relation is same_at_unit:
            key: object = (who.born, who.citizen_id)
        else:
            key = (tone_key(who.name), who.born, who.citizen_id, who.sex, who.phones)
            if relation is same_elsewhere and not (who.phones or who.citizen_id):
                continue
        clusters.join(first.setdefault(key, root), root)
    return clusters.roots(roots)


def births_agree(a: str | None, b: str | None) -> bool:
    """Whether two partial birth dates can be one: "1985" agrees with "1985-07-05", nothing disagrees with None."""
    return a is None or b is None or a.startswith(b) or b.startswith(a)


def names_agree(a: str, b: str) -> bool:
    """Whether two names of one folded form can be one: the same letters and tones, or one typed without any."""
    return tone_key(a) == tone_key(b) or a.isascii() or b.isascii()


def _ids_differ(a: Who, b: Who) -> bool:
    """An old id of nine digits and a new one of twelve are no contradiction."""
    if a.citizen_id is None or b.citizen_id is None or len(a.citizen_id) != len(b.citizen_id):
        return False
    return a.citizen_id != b.citizen_id


def _same_citizen(a: Who, b: Who) -> bool | Doubt:
    if a.born and b.born and births_agree(a.born, b.born):
        return True
    return Doubt.CITIZEN_ID_SHARED


def same_at_unit(a: Who, b: Who) -> bool | Doubt:
    """Whether two persons of one folded name at one unit are one: True, False, or why it is in doubt."""
    if not births_agree(a.born, b.born):
        return False
    if _ids_differ(a, b):
        return Doubt.CITIZEN_ID_DIFFERS if a.born and b.born else False
    if a.born and a.born == b.born and len(a.born) == FULL:
        return True
    if a.sex and b.sex and a.sex is not b.sex:
        return False
    if not names_agree(a.name, b.name):
        return Doubt.NAME_MARKS
    other_phone = bool(a.phones and b.phones and not a.phones & b.phones)
    if other_phone and (not a.born or not b.born or a.tables & b.tables):
        return Doubt.PHONE_DIFFERS
    return True


def same_elsewhere(a: Who, b: Who) -> bool | Doubt:
    """Two persons of one folded name and one full birth date, at any units."""
    if _ids_differ(a, b):
        return False
    return True if a.phones & b.phones else Doubt.ELSEWHERE
