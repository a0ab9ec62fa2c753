"""`nongcot units`, `posts` and `vacancies`: the dated roster on the terminal and for other programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from nongcot.config.installation import EXIT_UNUSABLE
from nongcot.infra.audit.api import System
from nongcot.infra.documents.text import safe_csv_cell
from nongcot.infra.terminal import errors_of
from nongcot.people import api
from nongcot.people.kinds import Post
from nongcot.people.models import Unit

TABLE, JSON, CSV = "table", "json", "csv"
Row = dict[str, Any]


def show_units(*, day: date, kind: str, actor: System, console: Console) -> int:
    """Print the units that exist on ``day`` by code: code, name, kind, superior_code, from, to."""
    rows = api.units(actor, day=day).order_by("code", "pk")
    codes = dict(Unit.objects.values_list("pk", "code"))
    columns = ("code", "day_name", "day_kind", "superior_id_on", "began_on", "ended_on")
    found = (
        {"code": code, "name": name, "kind": kind_of, "superior_code": codes.get(above), "from": began, "to": ended}
        for code, name, kind_of, above, began, ended in rows.values_list(*columns).iterator(chunk_size=5000)
    )
    return _print(found, ("code", "name", "kind", "superior_code", "from", "to"), kind, console)


def show_posts(*, day: date, unit: str, kind: str, actor: System, console: Console) -> int:
    """Print the posts held on ``day``, of all units or of the one with the code ``unit``; 2 when there is none."""
    rows = api.posts(actor, day=day)
    if unit:
        found = _by_code(unit, console)
        if found is None:
            return EXIT_UNUSABLE
        rows = rows.filter(unit=found)
    rows = rows.annotate(unit_name=api.name_on(day, "unit_id"))
    rows = rows.order_by("unit__code", "unit_id", "person__sort_key", "pk")
    columns = ("person__name", "unit_name", "unit__code", "body__kind", "post", "from_day", "to_day")
    names = ("person", "unit", "code", "body", "post", "from", "to")
    told = (dict(zip(names, row, strict=True)) for row in rows.values_list(*columns).iterator(chunk_size=5000))
    return _print(told, names, kind, console)


def show_vacancies(
    *, post: Post, from_day: date, to_day: date, unit: str, kind: str, actor: System, console: Console
) -> int:
    """Print when nobody held ``post`` within [from_day, to_day): unit, code, post, from, to, days; 2 when unusable."""
    if to_day <= from_day:
        errors_of(console).print(_("Ngày cuối phải sau ngày đầu."), style="red")
        return EXIT_UNUSABLE
    found = _by_code(unit, console) if unit else None
    if unit and found is None:
        return EXIT_UNUSABLE
    names = ("unit", "code", "post", "from", "to", "days")
    rows = (
        dict(zip(names, (one.name, one.code, one.post.value, one.from_day, one.to_day, one.days), strict=True))
        for one in api.vacancies(actor, post=post, from_day=from_day, to_day=to_day, unit=found)
    )
    return _print(rows, names, kind, console)


def _by_code(code: str, console: Console) -> Unit | None:
    """The unit of this code, spaces and small letters forgiven; says so on standard error if there is none."""
    code = code.strip()
    found = Unit.objects.filter(code=code).first() or Unit.objects.filter(code__iexact=code).order_by("pk").first()
    if found is None:
        words = _("Không có đơn vị mang mã %(code)s. Xem: nongcot units") % {"code": code}
        errors_of(console).print(words, markup=False)
    return found


def _print(rows: Iterable[Row], columns: Sequence[str], kind: str, console: Console) -> int:
    """As a table for people, or to standard output as JSON or CSV for programs."""
    if kind == JSON:
        _json(rows)
    elif kind == CSV:
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows([safe_csv_cell(_plain(row[name])) for name in columns] for row in rows)
    else:
        table = Table(*columns)
        for row in rows:
            table.add_row(*(str(_plain(row[name]) or "") for name in columns))
        console.print(table)
    return 0


def _json(rows: Iterable[Row]) -> None:
    """A list, a row a line, written as it is read."""
    sys.stdout.write("[")
    for line in _separated(rows):
        sys.stdout.write(line)
    sys.stdout.write("\n]\n")


def _separated(rows: Iterable[Row]) -> Iterator[str]:
    before = "\n"
    for row in rows:
        yield before + json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False)
        before = ",\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
