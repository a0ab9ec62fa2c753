"""What reading a spreadsheet gives: pure values, no Django, nothing written anywhere.

The flow: ``workbook`` opens a file safely into sheets of raw cells, ``recognise`` finds tables and columns,
``cells`` understands single values, ``reading`` puts it together into one :class:`Reading`; ``roster`` then joins the
rows of all files into units, persons and posts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from nongcot.people.kinds import BodyKind, EndReason, Mandate, Ownership, Post, Sector, Sex, UnitKind


class SheetKind(StrEnum):
    OFFICERS = "officers"
    UNITS = "units"
    IGNORED = "ignored"


class Field(StrEnum):
    """What a column can hold. Values are the keys of ``columns`` in the JSON contract."""

    NUMBER = "number"  # STT
    NAME = "name"
    FAMILY_NAME = "family_name"  # Họ và tên đệm, where the name is split in two columns
    GIVEN_NAME = "given_name"  # Tên
    BORN = "born"
    BORN_MALE = "born_male"  # birth date under "Nam": the column gives the sex
    BORN_FEMALE = "born_female"
    BORN_DAY = "born_day"  # birth date split over three columns
    BORN_MONTH = "born_month"
    BORN_YEAR = "born_year"
    SEX = "sex"
    MALE = "male"  # a column "Nam" with x
    FEMALE = "female"  # a column "Nữ" with x
    CITIZEN_ID = "citizen_id"
    PHONE = "phone"
    EMAIL = "email"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    EDUCATION = "education"  # trình độ chuyên môn
    GENERAL_EDUCATION = "general_education"  # trình độ văn hoá, 12/12
    POLITICAL_THEORY = "political_theory"
    PARTY_MEMBER = "party_member"
    PARTY_JOINED = "party_joined"
    DIRECT_WORK = "direct_work"  # "Trực tiếp/gián tiếp", or a column to tick
    DIRECT_WORK_ON = "direct_work_on"  # the day on which it was so
    INDIRECT_WORK = "indirect_work"  # a column to tick beside it
    EMPLOYER = "employer"
    JOB = "job"
    POST = "post"
    BODY = "body"
    BODY_NAME = "body_name"  # Tổ công đoàn, công đoàn bộ phận: which one its officers lead
    FROM_DAY = "from"
    TO_DAY = "to"
    LAST_DAY = "last_day"  # "Đến ngày" as the last day held: by what the rows tell, or because a person says so
    MANDATE = "mandate"
    END_REASON = "end_reason"
    DECISION_NUMBER = "decision_number"
    DECISION_DAY = "decision_day"
    CONTRACT_END = "contract_end"
    JOINED_UNION = "joined_union"
    ADDRESS = "address"
    NOTE = "note"
    # units
    UNIT = "unit"
    UNIT_CODE = "unit_code"
    KIND = "kind"
    SECTOR = "sector"
    SUPERIOR = "superior"
    SUPERIOR_CODE = "superior_code"
    MEMBERS = "members"
    WOMEN = "women"
    WORKERS = "workers"
    SEATS_FIXED = "seats_fixed"
    CONGRESS_DAY = "congress_day"
    TERM = "term"
    TERM_FROM = "term_from"
    TERM_TO = "term_to"
    BEGAN_ON = "began_on"
    ENDED_ON = "ended_on"


class EndIs(StrEnum):
    """What "Đến ngày" means, where a person says it for a whole import."""

    LAST_DAY = "last-day"  # the last day on which the post was held
    FIRST_DAY_AFTER = "first-day-after"  # the first day on which it was not


class RepairKind(StrEnum):
    SPACES = "spaces"
    UNICODE_FORM = "unicode_form"  # NFD text, look-alike letters
    CAPITALS = "capitals"
    DITTO = "ditto"
    PHONE_ZERO = "phone_zero"
    PHONE_FORMAT = "phone_format"
    SECOND_PHONE = "second_phone"
    DATE_FORMAT = "date_format"
    CENTURY = "century"
    YEAR_ONLY = "year_only"
    NUMBER_TEXT = "number_text"
    CITIZEN_ID_ZERO = "citizen_id_zero"
    POST_WORDS = "post_words"
    UNIT_WORDS = "unit_words"
    ENCODING = "encoding"
    SEX_FROM_COLUMN = "sex_from_column"
    UNIT_FROM_GROUP_ROW = "unit_from_group_row"
    UNIT_FROM_SHEET = "unit_from_sheet"
    BY_HAND = "by_hand"  # a person gave the cell another value while importing
    TITLE = "title"  # "Đ/c", "Ông", "ThS." before a name
    EXCHANGED = "exchanged"  # a phone and an address in each other's column
    VACANT = "vacant"  # "Khuyết" where a name should be: nobody


class ProblemKind(StrEnum):
    """Why a row, sheet or file could not be used. Labels give the sentence and the hint."""

    NO_NAME = "no_name"
    NO_UNIT = "no_unit"
    NO_UNIT_NAME = "no_unit_name"
    UNKNOWN_UNIT_CODE = "unknown_unit_code"
    UNKNOWN_SUPERIOR_CODE = "unknown_superior_code"
    UNKNOWN_POST = "unknown_post"
    NO_POST = "no_post"
    NO_OFFICER = "no_officer"  # "Đoàn viên" where a post should be: a member, who is no officer
    BAD_DATE = "bad_date"
    IMPOSSIBLE_DATE = "impossible_date"
    BAD_PHONE = "bad_phone"
    BAD_CITIZEN_ID = "bad_citizen_id"
    BAD_NUMBER = "bad_number"
    FORMULA_ERROR = "formula_error"
    UNKNOWN_KIND = "unknown_kind"
    DITTO_WITHOUT_ABOVE = "ditto_without_above"
    CONFLICTING_SEX = "conflicting_sex"
    TEXT_TOO_LONG = "text_too_long"
    NOT_UNDERSTOOD = "not_understood"  # a word where only certain words have a meaning (sex, yes or no, mandate)
    END_BEFORE_START = "end_before_start"
    END_WITHOUT_DAY = "end_without_day"
    # whole files and sheets
    EMPTY_FILE = "empty_file"
    NOT_A_SPREADSHEET = "not_a_spreadsheet"
    ENCRYPTED = "encrypted"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    ZIP_BOMB = "zip_bomb"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_ROWS = "too_many_rows"
    UNKNOWN_ENCODING = "unknown_encoding"
    NO_TABLE = "no_table"


class Encoding(StrEnum):
    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


@dataclass(slots=True, frozen=True)
class Repair:
    """One cell that was understood differently from what it says."""

    file: str
    sheet: str
    cell: str  # "C12"
    before: str
    after: str
    why: RepairKind


@dataclass(slots=True, frozen=True)
class Rejection:
    """One row (or sheet, or file: ``cell`` empty) that cannot be used, or one cell left out of a usable row.

    ``row_lost`` is False when only this cell's value was left empty and the row was kept.
    """

    file: str
    sheet: str
    cell: str
    value: str
    problem: ProblemKind
    params: dict[str, Any] = field(default_factory=dict)
    row_lost: bool = True
    row: str = ""  # what else stands in the row, for the first of each kind


@dataclass(slots=True)
class SheetReading:
    """What was understood of one table. A sheet with several tables gives several of these."""

    file: str
    sheet: str
    kind: SheetKind
    rows: int  # data rows understood (rejected rows included)
    columns: dict[Field, str] = field(default_factory=dict)  # field -> column letter
    header_row: int | None = None  # 1-based
    encoding: Encoding = Encoding.UNICODE
    needs_confirmation: bool = False  # an old encoding was converted: a person must look
    samples: list[tuple[str, str]] = field(default_factory=list)  # (as typed, as converted), for that person
    title: str = ""
    superior: str | None = None  # e.g. CÔNG ĐOÀN PHƯỜNG AN PHÚ in the title block
    as_of: date | None = None  # "(Tính đến ngày 31/10/2026)"
    shape: str = ""  # fingerprint of the header
    heads: list[tuple[str, str]] = field(default_factory=list)  # column letter, its header as it stands
    values: dict[str, list[str]] = field(default_factory=dict)  # column letter -> its first values
    others: list[str] = field(default_factory=list)  # letters of columns with a meaning that is no field of its own
    first_rows: list[tuple[int, str]] = field(default_factory=list)  # 1-based row, what stands in it


@dataclass(slots=True, frozen=True)
class PostRead:
    body: BodyKind
    post: Post
    body_name: str = ""  # "Tổ may 3"


@dataclass(slots=True)
class OfficerRow:
    """One usable row of an officers' table: one person at one union with one or several posts."""

    file: str
    sheet: str
    row: int  # 1-based
    unit: str  # as it should be written: NFC, tidy, capitals put right
    name: str
    posts: list[PostRead]
    unit_code: str | None = None
    sex: Sex | None = None
    born: str | None = None  # ISO, YYYY or YYYY-MM
    citizen_id: str | None = None  # 12 digits (or 9, the old kind)
    phones: list[str] = field(default_factory=list)  # E.164
    email: str | None = None
    ethnicity: str | None = None
    education: str | None = None
    political_theory: str | None = None
    party_member: bool | None = None
    direct_work: bool | None = None
    direct_work_on: date | None = None
    employer: str | None = None
    job: str | None = None
    contract_ends_on: date | None = None
    from_day: date | None = None
    to_day: date | None = None
    mandate: Mandate | None = None
    end_reason: EndReason | None = None
    decision_number: str | None = None
    decision_day: date | None = None
    note: str | None = None
    superior: str | None = None
    term_from: date | None = None  # from a title "Nhiệm kỳ 2023 - 2028": 1 January of the year
    term_to: date | None = None
    cells: dict[Field, str] = field(default_factory=dict)  # field -> "C12", to point at later


@dataclass(slots=True)
class UnitRow:
    """One usable row of a units' table."""

    file: str
    sheet: str
    row: int
    name: str
    code: str | None = None
    kind: UnitKind | None = None
    sector: Sector | None = None
    ownership: Ownership | None = None
    superior: str | None = None
    superior_code: str | None = None
    members: int | None = None
    women: int | None = None
    seats_fixed: int | None = None
    term_from: date | None = None
    term_to: date | None = None
    began_on: date | None = None
    ended_on: date | None = None
    cells: dict[Field, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """Everything read from any number of files."""

    files: list[str] = field(default_factory=list)  # names as given, in order
    sheets: list[SheetReading] = field(default_factory=list)
    officers: list[OfficerRow] = field(default_factory=list)
    units: list[UnitRow] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
