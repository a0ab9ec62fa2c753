"""The list of officers as a workbook in the layout of a "danh sách trích ngang", one row for a person in a unit.

The birth date stands under "Nam" or "Nữ", as such lists have it; our own reader, like any office's, takes the sex from
the column. Training and awards stand at the end, those of the day or earlier; our reader leaves them alone. Ethnicity
and party membership are given only where the actor may read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.http import QueryDict
from django.utils.translation import override

from nongcot.infra.accounts.models import User
from nongcot.infra.documents.xlsx import Sheet, SheetColumn, WorkbookWriter
from nongcot.infra.listfiles.api import Tell
from nongcot.infra.ui.words import show_phone
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.people import labels, queries
from nongcot.people.forms.narrowing import choice_of
from nongcot.people.kinds import RecordKind, Sex
from nongcot.people.permissions import SENSITIVE_READERS, has_role
from nongcot.people.shown.persons import told

_CHUNK = 2000
_BORN, _SCHOOLING = "Ngày, tháng, năm sinh", "Trình độ"
_COLUMNS = (
    SheetColumn("TT", 6),
    SheetColumn("Họ và tên", 26),
    SheetColumn("Nam", 12, group=_BORN),
    SheetColumn("Nữ", 12, group=_BORN),
    SheetColumn("Dân tộc", 10),
    SheetColumn("Chuyên môn", 18, wrap=True, group=_SCHOOLING),
    SheetColumn("Lý luận chính trị", 12, wrap=True, group=_SCHOOLING),
    SheetColumn("Đảng viên", 8, align="center"),
    SheetColumn("Chức vụ chuyên môn", 22, wrap=True),
    SheetColumn("Công đoàn cơ sở", 40, wrap=True),
    SheetColumn("Chức vụ công đoàn", 30, wrap=True),
    SheetColumn("Từ ngày", 12),
    SheetColumn("Đào tạo, bồi dưỡng", 30, wrap=True),
    SheetColumn("Khen thưởng", 30, wrap=True),
    SheetColumn("Điện thoại", 14),
    SheetColumn("Ghi chú", 22, wrap=True),
)
_READ = (
    "person_id", "unit_id", "person__name", "sex", "born", "person__ethnicity", "person__education",
    "person__political_theory", "party_member", "person__job", "body_kind", "post", "held__body__name", "from_day",
    "person__phone", "open_to_reader",
)  # fmt: skip
_PERSON, _UNIT, _SEX, _BORN_ON, _BODY, _POST, _BODY_NAME, _FROM, _PHONE, _OPEN = 0, 1, 3, 4, 10, 11, 12, 13, 14, 15


def workbook(actor: User, query: str, day: date, tell: Tell) -> bytes:
    """The officers that the list narrows to with ``query``, as of ``day``; ``tell`` hears the rows written and all."""
    choice = choice_of(QueryDict(query), sensitive=has_role(actor, SENSITIVE_READERS))
    lines = queries.profile_lines(actor, choice, day=day)
    known = _Known()
    read = lines.values_list(*_READ).iterator(chunk_size=_CHUNK)
    total = lines.count()
    rows = _chunked(read, known, day, lambda done: tell(done, total))
    with override("vi"):  # a form of the office, whatever the reader's language
        writer = WorkbookWriter(title="Danh sách trích ngang cán bộ công đoàn")
        title = ("DANH SÁCH TRÍCH NGANG CÁN BỘ CÔNG ĐOÀN", f"(Tính đến ngày {day:%d/%m/%Y})")
        writer.add(Sheet("Trích ngang", _COLUMNS, _rows(rows, known), title))
    return writer.finish()


@dataclass(slots=True)
class _Known:
    """What is looked up for a chunk of rows together: names of units, and by (person, kind) training and awards."""

    names: dict[int, str] = field(default_factory=dict)
    records: dict[tuple[int, str], list[str]] = field(default_factory=dict)


def _chunked(rows: Iterator[Any], known: _Known, day: date, tell: Callable[[int], None]) -> Iterator[tuple[Any, ...]]:
    """The rows, a chunk at a time: before each one its progress is told and ``known`` gets what it lacks.

    The first person of a chunk may be the last of the one before: what is known of the others is forgotten.
    """
    done = 0
    last: int | None = None
    while chunk := list(islice(rows, _CHUNK)):
        tell(done)
        known.names |= queries.names_of({row[_UNIT] for row in chunk} - known.names.keys(), day=day)
        known.records = {key: told for key, told in known.records.items() if key[0] == last}
        for row in queries.records_by_person({row[_PERSON] for row in chunk} - {last}, day=day):
            known.records.setdefault((row.person_id, row.kind), []).append(told(row))
        yield from chunk
        done, last = done + len(chunk), chunk[-1][_PERSON]


def _rows(rows: Iterator[Any], known: _Known) -> Iterator[list[Any]]:
    for number, (key, held) in enumerate(groupby(rows, key=itemgetter(_PERSON, _UNIT)), 1):
        records = ["; ".join(known.records.get((key[0], kind), ())) for kind in RecordKind]
        yield [number, *_row(list(held), known.names.get(key[1], ""), records)]


def _row(held: Sequence[tuple[Any, ...]], unit: str, records: list[str]) -> list[Any]:
    _person, _unit, name, sex, born, ethnicity, education, theory, party, job = held[0][:10]
    born = show_partial(born) if is_partial_iso(born) else born
    readable = held[0][_OPEN]
    since = {row[_FROM] for row in held}
    together = len(since) == 1  # else each post says its own first day
    return [
        name,
        born if sex == Sex.MALE else "",
        born if sex == Sex.FEMALE else "",
        ethnicity if readable else "",
        education,
        theory,
        "x" if readable and party else "",
        job,
        unit,
        ", ".join(dict.fromkeys(_title(row, dated=not together) for row in held)),
        held[0][_FROM] if together else None,
        *records,
        show_phone(held[0][_PHONE]),
        _note(sex, born),
    ]


def _note(sex: str, born: str) -> str:
    """What the two columns of birth dates cannot hold: whose sex is not known, and the sex of whom no date is known."""
    if born and sex not in (Sex.MALE, Sex.FEMALE):
        return f"Sinh {born}, chưa rõ nam hay nữ"
    return "" if born or not sex else labels.sex(sex)


def _title(row: tuple[Any, ...], *, dated: bool) -> str:
    title = labels.post_title(row[_BODY], row[_POST])
    named = f"{title} {row[_BODY_NAME]}" if row[_BODY_NAME] else title
    return f"{named} (từ {row[_FROM]:%d/%m/%Y})" if dated and row[_FROM] else named
