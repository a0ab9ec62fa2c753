"""A question that is put into SQL once for each shape, and from then on only asked with other values.

Django puts a queryset into SQL anew each time; for the page of one unit, or the look after one changed fact, that took
longer than the database needs to answer. ``@prepared`` stands before a function that builds a queryset from its named
arguments, and gives the rows::

    @prepared
    def posts_of(*, unit: int, day: date) -> QuerySet[PostHeld]:
        return PostHeld.objects.filter(on_day(day), unit=unit).select_related("person")

    posts_of(unit=5, day=day)

Whole numbers, days, texts and sequences of them are *values*; None, an enum, True or False are of the *shape*. A value
has to reach the SQL as it is (a day reckoned from it is another argument), and nothing else may depend on it. See
docs/adr/0005-prepared-questions.md.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import wraps
from itertools import count
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet

_log = logging.getLogger(__name__)
P = ParamSpec("P")
Row = TypeVar("Row")
Values = Mapping[str, Any]

_VALUES = frozenset({int, date, str})
_LONGEST = 128  # values of one argument, the branches of a province; SQL for more is rarely asked for twice
_MOST_SHAPES = 200  # of one question: what is asked for all day is soon there again
_UNKNOWN = object()
_FIRST_NUMBER = 2_000_000_000  # within a column of four bytes, and nobody's key
_BITS = 64  # with the sign, of the longest number a column holds
_FIRST_DAY = date(8000, 1, 1)
_PRIVATE = "\ue000"  # a character that no text has


class NotPreparable(Exception):
    """The SQL of a question depends on a value in another way than by having it as a parameter."""


def prepared(make: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """The function that asks what ``make`` builds; it takes named arguments only.

    Raises:
        NotPreparable: the first time that a shape is asked for, with ``PREPARED_STRICTLY`` of the settings, as tests
            have it. Else the fault is logged, and questions of that shape are put together each time.
        TypeError: an argument is neither a value nor of a shape.
    """
    known: dict[Any, Any] = {}

    @wraps(make)
    def ask(*args: P.args, **given: P.kwargs) -> list[Row]:
        values, shape = _parted(given)
        if values is None:
            return list(make(*args, **given))
        key = (connection.vendor, shape)
        question = known.get(key, _UNKNOWN)
        if question is _UNKNOWN:
            if len(known) >= _MOST_SHAPES:
                known.clear()  # another thread may do so at any time: nothing is read from it twice
            question = known[key] = _question_or_none(make, given, values)
        return list(make(*args, **given)) if question is None else question.rows(values)

    ask.is_prepared = True  # type: ignore[attr-defined]
    return ask


@dataclass(frozen=True, slots=True)
class _Place:
    """A parameter that is the value of an argument (``at``: of a sequence the one there), written as a ``kind``."""

    name: str
    at: int | None
    kind: type

    def take(self, values: Values) -> Any:
        value = values[self.name] if self.at is None else values[self.name][self.at]
        return value if type(value) is self.kind else self.kind(value)


@dataclass(frozen=True, slots=True)
class _Question:
    """``parameters`` has a :class:`_Place` where a value belongs; all else is fixed."""

    queryset: QuerySet[Any, Any]
    compiler: Any
    sql: str
    parameters: Sequence[Any]

    def rows(self, values: Values) -> list[Any]:
        asked = self.queryset.all()
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[asked.db]  # that of this thread
        filled = tuple(one.take(values) if isinstance(one, _Place) else one for one in self.parameters)
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, filled)
        asked.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        return list(asked)


def _parted(given: Values) -> tuple[Values | None, tuple[Any, ...]]:
    """The values, and the shape they are of; no values where the question is to be asked as it is."""
    values: dict[str, Any] = {}
    shape: list[Any] = []
    for name, told in sorted(given.items()):
        if _too_long(told):
            return None, ()
        if type(told) in _VALUES:
            values[name] = told
            shape.append((name, type(told)))
        elif told is None or isinstance(told, Enum | bool):
            shape.append((name, told))
        elif not isinstance(told, Collection) or isinstance(told, Mapping):
            raise TypeError(f"{name} is neither a value nor of a shape: {told!r}")
        elif 0 < len(told) <= _LONGEST:
            values[name] = _filled_up(tuple(told))
            shape.append((name, _one_type(name, values[name]), len(values[name])))
        else:
            return None, ()
    return values, tuple(shape)


def _too_long(told: Any) -> bool:
    """Whether it is a number that no column holds: of those Django knows that nothing is found, and SQLite refuses."""
    return type(told) is int and told.bit_length() >= _BITS


def _one_type(name: str, told: tuple[Any, ...]) -> type:
    kinds = {type(one) for one in told}
    if len(kinds) > 1 or not kinds.issubset(_VALUES):
        raise TypeError(f"{name} is no sequence of values of one type: {told!r}")
    return kinds.pop()


def _filled_up(told: tuple[Any, ...]) -> tuple[Any, ...]:
    """As many as the next power of two, the last one again and again: "in (1, 2, 2, 2)" is "in (1, 2)"."""
    size = 1 << (len(told) - 1).bit_length()
    return told + told[-1:] * (size - len(told))


def _question_or_none(make: Callable[..., QuerySet[Any, Any]], given: Values, values: Values) -> _Question | None:
    try:
        return _question(make, given, values)
    except NotPreparable:
        if settings.PREPARED_STRICTLY:
            raise
        _log.exception("asked as it is, each time anew")
        return None


def _question(make: Callable[..., QuerySet[Any, Any]], given: Values, values: Values) -> _Question | None:
    """Built twice, each time with values that nobody has: where both are found again is their place. None: it is empty
    whatever is asked for.
    """
    numbers = count()
    ones, others = ({name: _stand_in(value, numbers) for name, value in values.items()} for _turn in range(2))
    try:
        queryset, compiler, sql, parameters = _compiled(make(**{**given, **ones}))
        _queryset, _compiler, other_sql, other_parameters = _compiled(make(**{**given, **others}))
    except EmptyResultSet:
        return None
    if sql != other_sql or len(parameters) != len(other_parameters):
        raise NotPreparable(f"{make.__qualname__}: its SQL changes with a value")
    places = {pair: place for name in values for pair, place in _places(name, ones[name], others[name])}
    pairs = zip(parameters, other_parameters, strict=True)
    found = tuple(_parameter(make, one, other, places) for one, other in pairs)
    lost = set(values) - {one.name for one in found if isinstance(one, _Place)}
    if lost:
        raise NotPreparable(f"{make.__qualname__}: does not ask with {', '.join(sorted(lost))}")
    return _Question(queryset, compiler, sql, found)


def _compiled(queryset: QuerySet[Any, Any]) -> tuple[QuerySet[Any, Any], Any, str, Sequence[Any]]:
    compiler = queryset.query.get_compiler(queryset.db)
    sql, parameters = compiler.as_sql()
    return queryset, compiler, sql, parameters


def _stand_in(value: Any, numbers: count[int]) -> Any:
    if isinstance(value, tuple):
        return tuple(_stand_in(one, numbers) for one in value)
    number = next(numbers)
    if isinstance(value, str):
        return f"{_PRIVATE}{number}"
    return _FIRST_DAY + timedelta(days=number) if isinstance(value, date) else _FIRST_NUMBER + number


Places = dict[tuple[str, str], tuple[str, int | None]]


def _places(name: str, one: Any, other: Any) -> list[tuple[tuple[str, str], tuple[str, int | None]]]:
    if not isinstance(one, tuple):
        return [((str(one), str(other)), (name, None))]
    return [((str(a), str(b)), (name, at)) for at, (a, b) in enumerate(zip(one, other, strict=True))]


def _parameter(make: Callable[..., Any], one: Any, other: Any, places: Places) -> Any:
    if one == other:
        return one
    place = places.get((str(one), str(other)))  # SQLite is given days as texts
    if place is None:
        raise NotPreparable(f"{make.__qualname__}: reckons {one!r} from a value")
    return _Place(*place, type(one))
