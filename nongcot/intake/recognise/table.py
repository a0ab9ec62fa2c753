"""What recognising a sheet gives: tables with the meaning of their columns. Pure values."""

from __future__ import annotations

from dataclasses import dataclass, field

from nongcot.intake.kinds import Field, SheetKind
from nongcot.people.kinds import BodyKind


@dataclass(slots=True)
class Column:
    """One column of a table: its 0-based number and its headers from the top down."""

    index: int
    path: tuple[str, ...]

    @property
    def header(self) -> str:
        return " ".join(self.path)


@dataclass(slots=True)
class PersonColumns:
    """A person kept beside a union in one row: "Chủ tịch | Điện thoại" in a list of unions."""

    post_text: str
    columns: dict[Field, int]


@dataclass(slots=True)
class Block:
    """One table: which column holds which field. Two tables side by side are two blocks with the same header rows."""

    kind: SheetKind
    columns: dict[Field, int]
    first: int  # first and last column, 0-based, inclusive
    last: int
    header_row: int | None  # 0-based; None for a table without headers
    data_row: int  # 0-based row of the first data row
    more_phones: list[int] = field(default_factory=list)
    people: list[PersonColumns] = field(default_factory=list)
    more_posts: list[int] = field(default_factory=list)  # "Chức vụ kiêm nhiệm" beside the column of posts
    kinds: dict[int, str] = field(default_factory=dict)  # columns "DNNN", "FDI" of which one is ticked
    flags: dict[int, BodyKind] = field(default_factory=dict)  # columns "BCH", "UBKT" marked with x
    facts: dict[Field, int] = field(default_factory=dict)  # of the unions, in a table of officers: members, seats, ...
    unknown: list[Column] = field(default_factory=list)
    paths: tuple[tuple[str, ...], ...] = ()
    unit_share: float = 1.0  # how much of the union column looks like names of unions or employers
    unsure_of_post: bool = False  # the column of posts was chosen by its content
    post_text: str = ""  # the post that the header of the names tells, where no column does: "Họ tên tổ trưởng"
    addressed: bool = True  # names have "Ông", "Bà", "Đ/c" before them
    weak_code: bool = False  # the header of the unit code ("Mã") leaves open whose code it is
