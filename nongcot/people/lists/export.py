"""The list of officers as a file: rows as plain tuples, a few thousand at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.documents.listing import Echo
from nongcot.infra.documents.text import safe_csv_cell
from nongcot.infra.ui.words import show_phone
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.people import labels, queries
from nongcot.people.lists.choice import Choice

_CHUNK = 2000
_COLUMNS = (
    "person__name", "sex", "born", "body_kind", "post", "held__body__name", "unit_id", "person__phone",
    "person__email", "from_day", "person__direct_work", "person__direct_work_on",
)  # fmt: skip


def csv_lines(actor: User | System, choice: Choice, *, day: date, language: str) -> Iterator[str]:
    """The lines of the file in ``language``: they are made while the answer is sent, when the request's own is gone.

    The first one carries the byte order mark, which tells Excel that the text is UTF-8.
    """
    writer = csv.writer(Echo())
    rows = queries.all_lines(actor, choice, day=day).values_list(*_COLUMNS).iterator(chunk_size=_CHUNK)
    with override(language):
        yield "\ufeff" + str(writer.writerow(_head()))
    words = _Words()
    names: dict[int, str] = {}
    while chunk := list(islice(rows, _CHUNK)):
        unknown = {row[6] for row in chunk} - names.keys()
        names |= {pk: safe_csv_cell(name) for pk, name in queries.names_of(unknown, day=day).items()}
        with override(language):
            lines = [str(writer.writerow(_row(row, names, words))) for row in chunk]
        yield "".join(lines)


def _head() -> list[str]:
    return [
        _("Họ và tên"),
        _("Giới tính"),
        _("Ngày sinh"),
        _("Chức vụ"),
        _("Tổ chức"),
        _("Đơn vị"),
        _("Điện thoại"),
        _("Thư điện tử"),
        _("Từ ngày"),
        _("Trực tiếp sản xuất"),
        _("Ngày tính trực tiếp sản xuất"),
    ]


class _Words:
    """The words of kinds, looked up once for each kind: a list has a hundred thousand rows and thirty kinds."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], str] = {}

    def title(self, body: str, post: str) -> str:
        return self._once(labels.post_title, body, post)

    def body(self, kind: str) -> str:
        return self._once(labels.body, kind)

    def sex(self, kind: str) -> str:
        return self._once(labels.sex, kind)

    def _once(self, words: Any, *kinds: str) -> str:
        key = (words.__name__, *kinds)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = words(*kinds)
        return found


@lru_cache(maxsize=1 << 15)
def _born(born: str) -> str:
    return show_partial(born) if is_partial_iso(born) else safe_csv_cell(born)


@lru_cache(maxsize=1 << 14)
def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def _row(row: tuple[Any, ...], names: dict[int, str], words: _Words) -> list[str]:
    """The cells of one row; whatever somebody typed is made safe, our own words and days are."""
    name, sex, born, body, post, body_name, unit, phone, email, from_day, direct, direct_on = row
    return [
        safe_csv_cell(name),
        words.sex(sex),
        _born(born),
        words.title(body, post),
        safe_csv_cell(body_name) if body_name else words.body(body),
        names.get(unit, ""),
        safe_csv_cell(show_phone(phone)) if phone else "",
        safe_csv_cell(email) if email else "",
        _day(from_day),
        labels.yes_no(direct),
        _day(direct_on),
    ]
