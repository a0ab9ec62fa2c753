"""Rows of an officers' table: one person at one union with one or several posts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Protocol, cast

from nongcot.intake.cells.addresses import strip_post
from nongcot.intake.cells.citizen_ids import citizen_id
from nongcot.intake.cells.dates import born, day
from nongcot.intake.cells.phones import phones
from nongcot.intake.cells.understood import Understood
from nongcot.intake.cells.units import unit_name
from nongcot.intake.cells.words import direct_work, email, end_reason, flag, is_empty, mandate, text
from nongcot.intake.kinds import Field, OfficerRow, PostRead, ProblemKind, RepairKind
from nongcot.intake.reading.bodies import body_columns, with_body_names
from nongcot.intake.reading.cells import RowCells
from nongcot.intake.reading.codes import Codes
from nongcot.intake.reading.contacts import fill_contacts
from nongcot.intake.reading.context import Context
from nongcot.intake.reading.days import check_end, fill_span, term_of_row
from nongcot.intake.reading.ends import Ends, after_last
from nongcot.intake.reading.names import understood_unit
from nongcot.intake.reading.notes import CellRefs, Notes, most_telling
from nongcot.intake.reading.person import is_vacant, read_name, read_sex
from nongcot.intake.reading.posts import post_of_section, posts_in, posts_text, unit_behind_post
from nongcot.intake.reading.several import persons_apart
from nongcot.intake.recognise.table import Block
from nongcot.kernel.clock import today
from nongcot.kernel.text import tidy
from nongcot.people.kinds import BodyKind, Post

F = Field
Row = list[Any]
_DAYS = ((F.FROM_DAY, "from_day"), (F.TO_DAY, "to_day"), (F.LAST_DAY, "to_day"), (F.DECISION_DAY, "decision_day"),
         (F.DIRECT_WORK_ON, "direct_work_on"))  # fmt: skip
_DEPARTMENTS = 0.3  # a column "Đơn vị công tác" below a named union holds departments if less of it looks like unions
_ONE_EACH = (F.POST, F.PHONE, F.BORN, F.CITIZEN_ID, F.EMAIL)  # columns with a line for each of several persons
_MARKS = frozenset("xXvV")
_BODY_NAMES = frozenset(BodyKind)  # as our own exports name them
_DAY_IN_NUMBER = re.compile(r"^(.*?)[,;\s]*(?:ngày|ngay|-)?\s*(\d{1,2}[./-]\d{1,2}[./-]\d{4})\s*$", re.I)


class _Parser(Protocol):
    def __call__(self, cell: Any) -> Understood[Any]: ...


_WORDS: tuple[tuple[Field, str, _Parser], ...] = (
    (F.CITIZEN_ID, "citizen_id", citizen_id),
    (F.EMAIL, "email", email),
    (F.EDUCATION, "education", text),
    (F.POLITICAL_THEORY, "political_theory", text),
    (F.ETHNICITY, "ethnicity", text),
    (F.EMPLOYER, "employer", text),
    (F.JOB, "job", text),
    (F.NOTE, "note", text),
    (F.UNIT_CODE, "unit_code", text),
    (F.MANDATE, "mandate", mandate),
    (F.END_REASON, "end_reason", end_reason),
)


class OfficerReader:
    """Reads the data rows of one block, in order."""

    def __init__(
        self,
        block: Block,
        notes: Notes,
        context: Context,
        emit: Callable[[OfficerRow], None],
        codes: Codes | None = None,
    ) -> None:
        self.beside: Callable[[int, Row], None] | None = None  # takes what a row tells of its union
        self.ends: Ends | None = None  # asks what "Đến ngày" means, where nobody has said it
        self.block, self.notes, self.context, self.emit = block, notes, context, emit
        self.codes = codes if F.UNIT_CODE in block.columns else None
        self.last_code: str | None = None  # for blank cells below it
        self.columns = block.columns
        more = (*block.more_phones, *block.more_posts, *block.flags)
        self.cells = RowCells(block.columns, notes, more)
        self.latest = today()
        self.simple = [
            (block.columns[found], name, parser, self.cells.known[block.columns[found]])
            for found, name, parser in self._parsers()
            if found in block.columns
        ]
        self.birth_columns = [block.columns[f] for f in (F.BORN, F.BORN_MALE, F.BORN_FEMALE) if f in block.columns]
        self.last: OfficerRow | None = None
        self.last_unit: str | None = None  # from the union column, for blank cells below it
        self.named_code = ""  # ... and the code beside it
        self.name = self._name_column()
        self.departments = block.unit_share < _DEPARTMENTS
        self.body_columns = body_columns(block, self.departments)
        self.late = codes
        self.behind = ("", "")  # the post and the union in one cell, where nothing else names the union

    def _parsers(self) -> list[tuple[Field, str, _Parser]]:
        event_day = partial(day, year_only_as_first=True, latest=self.latest)
        self.born = partial(born, latest=self.latest)
        return [*_WORDS, *((found, name, event_day) for found, name in _DAYS)]

    def group_changed(self) -> None:
        """A group row names a union: blank cells of the union column mean it from now on."""
        self.last_unit = self.last_code = None
        self.last = None

    def read(self, row: int, cells: Row, merged: frozenset[int] | None = None) -> None:
        """One data row: an officer (or several) is emitted, or a rejection listed."""
        if self.beside:
            self.beside(row, cells)
        name = cells[self.name] if self.name is not None and self.name < len(cells) else ""
        if type(name) is str and "\n" in name:
            for part in self._persons_apart(cells):
                self._read(row, part, merged)
        else:
            self._read(row, cells, merged)

    def _persons_apart(self, cells: Row) -> list[Row]:
        telling = [self.columns[found] for found in _ONE_EACH if found in self.columns]
        padded = [*cells, *[""] * (self.cells.width - len(cells))]
        return persons_apart(padded, self.name or 0, telling) or [cells]

    def _read(self, row: int, cells: Row, merged: frozenset[int] | None) -> None:
        self.cells.load(row, cells)
        if self._continues(merged):
            return
        if self.name is not None and is_vacant(self.cells, self.notes, self.name):
            self._vacant(row)
            return
        name, told = read_name(self.cells, self.notes, self.block.addressed)
        if name is None:
            return
        unit = self._unit(row)
        code = self._code() if self.codes else None
        if unit is None and code is None:
            self.notes.reject(row, self._name_column(), name, ProblemKind.NO_UNIT)
            return
        posts = self._posts(row)
        if posts is None:
            return
        officer = OfficerRow(self.notes.file, self.notes.sheet, row + 1, unit or "", name, posts)
        officer.sex = read_sex(self.cells, self.notes) or (told.sex if told else None)
        self._fill(officer)
        if told:
            officer.born = officer.born or self.born(told.born).value
            officer.phones = officer.phones or phones(told.phone).value
        self.last = officer
        if code is not None and self.codes and not self._names_unit():
            officer.unit_code = code
            self.codes.wait(officer, self.notes, self.columns[F.UNIT_CODE], self.block.weak_code)
        self.emit(officer)

    def _vacant(self, row: int) -> None:
        """Nobody holds this post: no officer, but a union of the list all the same."""
        self.last = None
        unit = self._unit(row)
        if unit and self.late:
            self.late.vacant(self.notes, row, unit)

    def _name_column(self) -> int | None:
        return self.columns.get(F.NAME, self.columns.get(F.FAMILY_NAME))

    def _continues(self, merged: frozenset[int] | None) -> bool:
        """A further post of the person above: the name is merged over both rows, or left out with all else."""
        name = self._name_column()
        if name is None or self.last is None or F.POST not in self.columns:
            return False
        if self.cells.cells[name] != "" and merged is None:
            return False
        if merged is None or name not in merged:
            kept = (F.POST, F.BODY, F.FROM_DAY, F.TO_DAY, F.LAST_DAY)
            others = [column for found, column in self.columns.items() if found not in kept]
            if any(not is_empty(self.cells.cells[column]) for column in others):
                return False
            if self.last.row != self.cells.row:
                return False
        found = self._posts(self.cells.row)
        if found:
            self.last.posts = [*self.last.posts, *(post for post in found if post not in self.last.posts)]
            self.last.row = self.cells.row + 1 if merged is None else self.last.row
        return True

    # --- union -----------------------------------------------------------------------------------------------------

    def _unit(self, row: int) -> str | None:
        column = self.columns.get(F.UNIT)
        above = self.context.group_unit or self.context.unit
        self.behind = ("", "")
        if column is not None and not (above and self.departments):
            cell = self.cells.raw(F.UNIT)
            if cell != "" and not is_empty(cell):
                return self._unit_in_cell(column, cell)
            if self.last_unit is not None and self._own_code() in ("", self.named_code):
                self.notes.repair(row, column, self.cells.dittos.get(column, ""), self.last_unit, RepairKind.DITTO)
                return self.last_unit
        if not above and F.POST in self.columns:
            self.behind = unit_behind_post(self.cells.text(F.POST))
            above = self.behind[1]
        return unit_name(above) or None if above else None

    def _unit_in_cell(self, column: int, cell: Any) -> str | None:
        name = self.cells.parse(column, cell, understood_unit)
        self.last_unit = name or self.last_unit
        self.named_code = self._own_code()
        return name

    def _own_code(self) -> str:
        return str(self.cells.raw(F.UNIT_CODE)).strip() if self.codes and not self.block.weak_code else ""

    def _names_unit(self) -> bool:
        return F.UNIT in self.columns and not is_empty(self.cells.raw(F.UNIT))

    def _code(self) -> str | None:
        """The code of the union; where the table names no union otherwise, a blank cell means the code above."""
        code = self.cells.get(F.UNIT_CODE, text) or None
        if code is None and F.UNIT not in self.columns and not (self.context.group_unit or self.context.unit):
            code = self.last_code
        self.last_code = code or self.last_code
        return code

    # --- posts -----------------------------------------------------------------------------------------------------

    def _posts(self, row: int) -> list[PostRead] | None:
        """The posts of the row; None when it is rejected."""
        found = self._posts_told(row)
        return with_body_names(found, self.cells, self.body_columns, self.context.body_name) if found else found

    def _posts_told(self, row: int) -> list[PostRead] | None:
        column = self.columns.get(F.POST)
        cell = self.behind[0] or self.cells.raw(F.POST)
        marked = self._further_posts() + self._marked_bodies()
        body = self._body() or self.context.body
        if column is None or cell == "" or is_empty(cell):
            found = (
                posts_in(self._post_behind_name(), body).value
                or marked
                or posts_in(self.block.post_text, body).value
                or (post_of_section(body, self.context.post) if column is None or self.context.post else None)
            )
            if found is None:
                self.notes.reject(row, column if column is not None else self._name_column(), cell, ProblemKind.NO_POST)
            return found
        read = posts_in(cell if isinstance(cell, str) else str(cell), body)
        if not read.value and not marked:
            self.notes.reject(row, column, cell, read.problem or ProblemKind.UNKNOWN_POST, read.params)
            return None
        if read.problem is not None:
            self.notes.reject(row, column, cell, read.problem, read.params, lost=False)
        elif column in self.cells.dittos:
            self.notes.repair(row, column, self.cells.dittos[column], posts_text(read.value), RepairKind.DITTO)
        elif read.repairs:
            self.notes.repair(row, column, cell, posts_text(read.value), most_telling(read.repairs))
        return read.value + [post for post in marked if post not in read.value and not self._leads(read.value, post)]

    def _post_behind_name(self) -> str:
        cell = self.cells.raw(F.NAME)
        return strip_post(tidy(cell))[1] if isinstance(cell, str) else ""

    def _leads(self, found: list[PostRead], extra: PostRead) -> bool:
        """Whether somebody with these posts sits in that body anyway."""
        return extra.post is Post.MEMBER and any(post.body is extra.body for post in found)

    def _further_posts(self) -> list[PostRead]:
        """Posts held beside the main one, in a column of their own; other offices there are none of the union."""
        cells = (self.cells.cells[column] for column in self.block.more_posts)
        return [post for cell in cells if isinstance(cell, str) for post in posts_in(cell, None).value]

    def _marked_bodies(self) -> list[PostRead]:
        """Columns "BCH", "UBKT" with x: a seat in each; with "CT", "PCN": that post."""
        marked: list[PostRead] = []
        if not self.block.flags:
            return marked
        for column, body in self.block.flags.items():
            cell = self.cells.cells[column]
            if is_empty(cell):
                continue
            if flag(cell).value:
                marked.append(PostRead(body, Post.MEMBER))
            elif isinstance(cell, str):
                marked += [post for post in posts_in(cell, body).value if post not in marked]
        return marked

    def _body(self) -> BodyKind | None:
        if F.BODY not in self.columns or is_empty(self.cells.raw(F.BODY)):
            return None
        written = self.cells.text(F.BODY).strip()
        if written in _BODY_NAMES:
            return BodyKind(written)
        read = posts_in(f"Ủy viên {written}", None)
        return read.value[-1].body if read.value else None

    # --- all the rest ----------------------------------------------------------------------------------------------

    def _fill(self, officer: OfficerRow) -> None:
        cells = self.cells
        officer.born = self._born()
        fill_contacts(officer, self.cells, self.block.more_phones)
        fill_span(officer, self.cells)
        row, quiet = cells.cells, not (cells.lost_dittos or cells.dittos)
        for column, name, parser, known in self.simple:
            cell = row[column]
            if cell == "" and quiet:
                continue
            read = known.get(cell)
            if read is None or not quiet or read.repairs or read.problem is not None or type(cell) is bool:
                value = cells.parse(column, cell, parser)
            else:  # known, and nothing to note: the quick way for nearly all cells
                value = read.value
            if value is not None and value != "":
                setattr(officer, name, value)
        if F.PARTY_MEMBER in self.columns:
            officer.party_member = cells.get(F.PARTY_MEMBER, flag)
        if F.PARTY_JOINED in self.columns and not is_empty(cells.raw(F.PARTY_JOINED)):
            officer.party_member = True
        if F.DIRECT_WORK in self.columns or F.INDIRECT_WORK in self.columns:
            officer.direct_work = self._direct_work()
        if F.DECISION_NUMBER in self.columns:
            self._fill_decision(officer)
        if F.CONTRACT_END in self.columns:
            officer.contract_ends_on = self._contract_end()
        self._fill_surroundings(officer)
        officer.cells = cast("dict[Field, str]", CellRefs(self.columns, cells.row))
        self._check_end(officer)

    def _direct_work(self) -> bool | None:
        """As the column says; a mark in the column "gián tiếp" says no, unless both are marked: that says nothing."""
        told = self.cells.get(F.DIRECT_WORK, direct_work) if F.DIRECT_WORK in self.columns else None
        if F.INDIRECT_WORK not in self.columns or not self.cells.get(F.INDIRECT_WORK, direct_work):
            return told
        return None if told else False

    def _check_end(self, officer: OfficerRow) -> None:
        told = check_end(officer, self.cells, self.notes)
        if self.ends is not None:
            self.ends.officers.append(officer)
            if told and officer.to_day is not None:
                self.ends.dated.append(officer)
        elif told and F.LAST_DAY in self.columns:
            after_last(officer)

    def _fill_surroundings(self, officer: OfficerRow) -> None:
        superior = unit_name(self.cells.raw(F.SUPERIOR)) if F.SUPERIOR in self.columns else ""
        if not superior:
            found = self.context.superior_of(officer.unit)
            superior = unit_name(found) if found else ""
        officer.superior = superior or None
        officer.term_from, officer.term_to = term_of_row(self.cells, self.block, self.context)

    def _born(self) -> str | None:
        for column in self.birth_columns:
            cell = self.cells.cells[column]
            if cell != "" and not is_empty(cell) and not (type(cell) is str and cell.strip() in _MARKS):
                return self.cells.parse(column, cell, self.born)
        if F.BORN_YEAR in self.columns:
            return self._born_in_parts()
        if self.columns.get(F.BORN) in self.cells.lost_dittos:
            self.cells.get(F.BORN, self.born)
        return None

    def _born_in_parts(self) -> str | None:
        parts = [
            self.cells.text(found).strip() for found in (F.BORN_DAY, F.BORN_MONTH, F.BORN_YEAR) if found in self.columns
        ]
        kept = [part for part in parts if part and not is_empty(part)]
        if not kept:
            return None
        return self.cells.parse(self.columns[F.BORN_YEAR], "/".join(kept), self.born)

    def _fill_decision(self, officer: OfficerRow) -> None:
        number = self.cells.get(F.DECISION_NUMBER, text)
        found = _DAY_IN_NUMBER.match(number)
        if found and officer.decision_day is None and F.DECISION_DAY not in self.columns:
            officer.decision_day = day(found[2]).value
            number = found[1].rstrip(" ,;-") if officer.decision_day else number
        officer.decision_number = number or None

    def _contract_end(self) -> date | None:
        """The day a labour contract ends; words ("không xác định thời hạn") are no problem."""
        cell = self.cells.raw(F.CONTRACT_END)
        if isinstance(cell, str) and not any(c.isdigit() for c in cell):
            return None
        read = day(cell)
        if read.problem is not None and isinstance(cell, str) and any(c.isalpha() for c in tidy(cell)):
            return None
        return self.cells.get(F.CONTRACT_END, day)
