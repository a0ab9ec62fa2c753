"""What a unit was on a day, as annotations of its rows.

Written as the database reads them: Django would put each together from a dozen objects, every page asks for several,
and it took longer to put them together than to find the answer.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import CharField, Field, Func, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from nongcot.people.models import MemberCount, UnitKindSpan, UnitName, UnitPlacement

_DAYS = "(one.from_day IS NULL OR one.from_day <= %s) AND (one.to_day IS NULL OR one.to_day > %s)"
_NEWEST = "(SELECT one.{} FROM {} one WHERE one.unit_id = {{}} AND {} ORDER BY one.{} DESC LIMIT 1)"
_TABLES = [model._meta.db_table for model in (UnitName, MemberCount, UnitPlacement, UnitKindSpan)]  # noqa: SLF001
_NAME = _NEWEST.format("name", _TABLES[0], _DAYS, "id")
_COUNTS = {field: _NEWEST.format(field, _TABLES[1], "one.day <= %s", "day") for field in ("members", "women")}
_KIND = _NEWEST.format("kind", _TABLES[3], _DAYS, "id")
_SUPERIOR = _NEWEST.format("superior_id", _TABLES[2], _DAYS, "id")


class _Newest(Func):
    """What the newest row about a unit says: ``paths`` name the unit and, perhaps, what holds where there is none.

    ``words`` has a place for the unit, and asks for the day once or twice.
    """

    def __init__(self, words: str, day: date, field: Field[Any, Any], *paths: str) -> None:
        super().__init__(*paths, output_field=field)
        self.words, self.day = words, day

    def as_sql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        unit, *otherwise = (compiler.compile(one) for one in self.source_expressions)
        days = [connection.ops.adapt_datefield_value(self.day)] * self.words.count("%s")
        asked, given = self.words.format(unit[0]), [*unit[1], *days]
        for words, more in otherwise:
            asked, given = f"COALESCE({asked}, {words})", [*given, *more]
        return asked, given


def name_on(day: date, path: str = "pk") -> _Newest:
    """The unit's name as of ``day``, as an annotation (its newest name where none is known for that day)."""
    newest = "name" if path == "pk" else f"{path.removesuffix('_id')}__name"
    return _Newest(_NAME, day, CharField(), path, newest)


def kind_on(day: date, path: str = "pk") -> _Newest:
    """The unit's kind as of ``day``, as an annotation: that of the span of the day, or the only one it ever had."""
    newest = "kind" if path == "pk" else f"{path.removesuffix('_id')}__kind"
    return _Newest(_KIND, day, CharField(), path, newest)


def members_on(day: date, field: str = "members", path: str = "pk") -> _Newest:
    """The newest count of members (or "women") not later than ``day``, as an annotation."""
    return _Newest(_COUNTS[field], day, IntegerField(), path)


def superior_on(day: date, path: str = "pk") -> _Newest:
    """The id of the superior as of ``day``, as an annotation."""
    return _Newest(_SUPERIOR, day, IntegerField(), path)


def name_then(path: str = "unit_id", day: str = "from_day") -> Coalesce:
    """The unit's name on the row's own first day, as an annotation; "" where either is not known."""
    first = OuterRef(day)
    begun, still = Q(from_day__isnull=True) | Q(from_day__lte=first), Q(to_day__isnull=True) | Q(to_day__gt=first)
    dated = UnitName.objects.filter(begun, still, unit=OuterRef(path)).order_by("-id").values("name")[:1]
    return Coalesce(Subquery(dated), Value(""), output_field=CharField())
