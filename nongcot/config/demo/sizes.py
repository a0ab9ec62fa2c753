"""How large committees and groups are, by members: the steps the sample province follows (HD 03/2020 item 9.1)."""

from __future__ import annotations

# (fewer members than, seats)
_SEATS = ((10, 1), (50, 3), (150, 5), (500, 7), (1500, 9), (3000, 11), (6000, 15))
_LARGEST = 17


def seats(members: int) -> int:
    """Seats the congress fixes for a union of so many members; one: a chair alone."""
    return next((number for limit, number in _SEATS if members < limit), _LARGEST)


def vice_chairs(number_of_seats: int) -> int:
    return 0 if number_of_seats < 3 else 1 if number_of_seats < 9 else 2


def standing(number_of_seats: int) -> int:
    """Seats of the standing committee where there may be one: about a third."""
    return 0 if number_of_seats < 9 else 3 if number_of_seats < 15 else 5


def inspection(members: int) -> int:
    return 0 if members < 30 else 3 if members < 1200 else 5


def womens(women: int) -> int:
    return 0 if women < 18 else 3 if women < 700 else 5


def groups(members: int) -> int:
    """Union groups: about one for 36 members in small unions, larger groups in large ones."""
    if members < 40:
        return 0
    return min(max(2, round((members / 36) ** 0.84)), 60)


def sections(members: int) -> int:
    return 0 if members < 1800 else 2 if members < 3500 else 4
