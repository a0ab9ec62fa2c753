"""Which kind of unit may stand under which: pure."""

from __future__ import annotations

from nongcot.people.kinds import GRASSROOTS_KINDS, UnitKind

_LEVELS: dict[str, int] = {
    UnitKind.CONFEDERATION: 0,
    UnitKind.PROVINCIAL_FEDERATION: 1,
    UnitKind.DIRECT_SUPERIOR: 2,
    **dict.fromkeys(GRASSROOTS_KINDS, 3),
    UnitKind.MEMBER_UNION: 4,
    UnitKind.SECTION: 5,
    UnitKind.GROUP: 6,
}


def may_stand_under(kind: str, superior: str) -> bool:
    """Whether a unit of ``kind`` may stand under one of kind ``superior``.

    A superior is of a higher level; only direct superiors may stand under one another (the union of an industrial park
    under that of all parks). Levels may be left out: a large union stands directly under the province.
    """
    if kind == superior == UnitKind.DIRECT_SUPERIOR:
        return True
    return _LEVELS[superior] < _LEVELS[kind]


def kinds_under(superior: str) -> list[UnitKind]:
    """The kinds that may stand under ``superior``, highest level first."""
    return [kind for kind in UnitKind if may_stand_under(kind, superior)]
