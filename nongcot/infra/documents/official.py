"""An official document as plain values: said once, set as PDF (``pdf``) or Word (``docx``).

The form is that of union documents (QĐ 933/QĐ-TLĐ of 14/5/2024) with the page rules of NĐ 30/2020/NĐ-CP, Phụ lục I.
All text is data: nothing in it is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right"]
Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: ``share`` is its part of the width; ``group`` a header shared with its neighbours."""

    title: str
    share: float = 1.0
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A row of a table over its whole width, naming what the rows below belong to."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of the body: both edges even, its first line moved in. ``lead`` stands before it in bold ("Điều 1.");
    ``centred`` is a line of its own in bold ("QUYẾT ĐỊNH:")."""

    text: str
    italic: bool = False
    small: bool = False
    lead: str = ""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    columns: Sequence[Column]
    rows: Sequence[Row | Band]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG text made by ``charts``) with its caption and the same in words for those who cannot see it."""

    svg: str
    caption: str
    alt: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on pages are landscape (or portrait again)."""

    landscape: bool


Block = Heading | Paragraph | Bullets | Table | Picture | Turn


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The block over the title: issuing bodies on the left, the state's title on the right."""

    superior: str
    issuer: str
    number: str
    state: str
    motto: str
    place_and_date: str


@dataclass(frozen=True, slots=True)
class Party:
    """One of several who sign side by side; ``name`` stands in bold below room for a hand."""

    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who gets the document, and who signs it: ``note`` says how, ``name`` stands in bold below room for a hand.

    Where ``parties`` sign, they do so in one row, and who gets the document stands below.
    """

    recipients_title: str
    recipients: Sequence[str]
    on_behalf: str = ""
    position: str = ""
    note: str = ""
    name: str = ""
    parties: Sequence[Party] = ()


@dataclass(slots=True)
class OfficialDocument:
    """A whole document. ``language`` is "vi" or "en"; ``title`` the kind (BÁO CÁO), ``subject`` what it is about."""

    title: str
    subject: str
    letterhead: Letterhead
    blocks: list[Block] = field(default_factory=list)
    signature: Signature | None = None
    language: str = "vi"
    author: str = ""
