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
    under that of all parks). Levels may be left out: a large union stands directly under the province. A kind that is
    not on record ("": a list told one nobody understands) speaks against no place.
    """
    if not (kind and superior):
        return True
    if kind == superior == UnitKind.DIRECT_SUPERIOR:
        return True
    return _LEVELS[superior] < _LEVELS[kind]


# The federation and the confederation are what they are; no other unit becomes one of them.
_FIXED = frozenset({UnitKind.CONFEDERATION, UnitKind.PROVINCIAL_FEDERATION})


def may_become(kind: str, new: str) -> bool:
    """Whether a unit of ``kind`` may be of kind ``new`` from some day on: of any but the two highest.

    Where it stands and what stands under it are asked by :func:`may_stand_under`.
    """
    return kind != new and not {kind, new} & _FIXED


def kinds_after(kind: str) -> list[UnitKind]:
    """The kinds a unit of ``kind`` may become, highest level first."""
    return [new for new in UnitKind if may_become(kind, new)]


def kinds_under(superior: str) -> list[UnitKind]:
    """The kinds that may stand under ``superior``, highest level first."""
    return [kind for kind in UnitKind if may_stand_under(kind, superior)]
