"""Lines that stand alone: titles above a table, group rows in it, totals and signatures below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from nongcot.intake.cells.units import looks_like_unit
from nongcot.kernel.text import fold, tidy
from nongcot.people.kinds import BodyKind, Post


class LineKind(StrEnum):
    UNIT = "unit"
    SUPERIOR = "superior"
    SECTION = "section"  # a body or a post for the rows below
    CATEGORY = "category"  # "Khối doanh nghiệp", "Khu vực nhà nước": says nothing about the unit
    TOTAL = "total"
    SIGNATURE = "signature"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of text says. Several can be set: "BAN CHẤP HÀNH CĐCS CÔNG TY A NHIỆM KỲ 2023 - 2028"."""

    kind: LineKind
    text: str
    unit: str | None = None
    superior: str | None = None
    body: BodyKind | None = None
    post: Post | None = None
    term: tuple[int, int] | None = None
    as_of: date | None = None
    numbered: str = ""  # the numbering in front: "I", "A", "1"


_NUMBERING = re.compile(r"^\s*((?:[IVXLC]{1,6}|[A-Za-zĐ]|\d{1,3}(?:\.\d{1,2}){0,2})\s*[.)/\-–:]+|\*|\+|-)\s*(?=\S)")
_ROMAN_SPACE = re.compile(r"^\s*([IVX]{1,5})\s+(?=[^\W\d_]{2})")
_TERM = re.compile(
    r"(?:nhiệm\s*k[ỳìyi]|nhiem\s*ky|\bnk|khóa|khoá|\bterm)[^\d]{0,14}((?:19|20)\d\d)\s*(?:-|–|—|/|đến|"
    r"den)\s*((?:19|20)?\d\d)",
    re.I,
)
_DAY = re.compile(r"(\d{1,2})\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{4})")
_DAY_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_LABEL = re.compile(
    r"^(?:tên\s+)?(?:đơn\s*vị|cđcs|cđ\s*cs|công\s*đoàn\s*cơ\s*sở|công\s*đoàn|cđ|doanh\s*nghiệp|"
    r"cơ\s*quan|đv|nghiệp\s*đoàn|company(?:\s*name)?|(?:trade\s*)?union|employer)"
    r"(?:\s*\([^)]*\))?\s*[:：]\s*(.*)$",
    re.I,
)
_SUPERIOR_LABEL = re.compile(
    r"^(?:công\s*đoàn|cđ|đơn\s*vị)?\s*(?:cấp\s*trên|chủ\s*quản|"
    r"quản\s*lý)(?:\s*trực\s*tiếp)?(?:\s*cơ\s*sở)?\s*[:：]\s*(.+)$",
    re.I,
)
_UNIT_INSIDE = re.compile(r"(?:công\s*đoàn\s*cơ\s*sở|cđcs|cđ\s*cs|nghiệp\s*đoàn(?:\s*cơ\s*sở)?)\s+(?=\S)", re.I)
_TOTAL = re.compile(
    r"(?!tong cong ty\b)(?:(?:tong cong|tong so|cong cong|cong tong|tong|cong|t cong|tc|"
    r"tong toan.*)(?: (?:cong|so|chung|hop|toan).*)?(?: \d.*)?"
    r"|(?:tong cong|tong so|tong|"
    r"cong)(?: (?:cdcs|cd|cong doan|nhom|muc|khoi|phan|don vi|nghiep doan|so|danh sach|la|gom|co|"
    r"toan|phuong|xa|dac khu|thi tran|huyen|quan|thi xa|tinh|kcn|cum|khu vuc|nganh|linh vuc|loai hinh|"
    r"[ivx]+|[a-h])\b.*)"
    r"|(?:tong cong(?! ty)|tong so|cong(?! doan| ty)).* "
    r"(?:dong chi|d c|dc|nguoi|uy vien|can bo|doan vien|uv|don vi|cdcs)"
    r"|(?:danh sach|an dinh|tong danh sach|bang)(?: (?:tren|nay))* "
    r".*(?:\b(?:gom|co)(?: \w+)? \d|tong cong(?! ty\b).*\d).*"
    r"|(?!cong doan|cdcs|nghiep doan).*\bco \d+ (?:dong chi|nguoi|can bo|uy vien)\b.*"
    r"|trong do.*|total.*|sub ?total.*|grand total.*)"
)
_SIGNATURE = re.compile(
    r"(?:nguoi lap|lap bieu|lap bang|nguoi tong hop|nguoi thong ke|nguoi ky|nguoi khai|nguoi bao cao|"
    r"can bo lap|tong hop$).*"
    r"|(?:tm|t m|tl|t l|kt|k t|tuq) (?:ban|bch|btv|chu tich|cong doan|cd|uy ban|doan|cap uy|dang uy|"
    r"thu truong|giam doc|truong).*"
    r"|thay mat .*|(?:da )?ky(?: ten)?(?: va| ghi| dong| ro| ho).*|ky ten.*|ki ten.*|noi nhan.*|xac nhan(?: cua.*)?|"
    r"dai dien .*|thu truong don vi.*|"
    r"(?:.{0,40} )?ngay (?:\d{1,2} )?thang (?:\d{1,2} )?nam(?: 20\d*)?|nguoi duyet.*|phe duyet.*|"
    r"luu vt.*|"
    r"signed.*|signature.*|prepared by.*|approved by.*"
)
_OFFICE_ALONE = re.compile(
    r"(?:quyen )?(?:chu tich|pho chu tich|giam doc|hieu truong|thu ky|ke toan truong|truong ban|"
    r"chu nhiem|to chuc)"
)
_MOTTO = re.compile(
    r"cong hoa xa hoi.*|doc lap tu do.*|socialist republic.*|independence freedom.*|mau so.*|"
    r"bieu (?:mau|so).*|phu luc.*"
)
_CATEGORY = re.compile(
    r"(?:cac )?(?:khoi|khu vuc|loai hinh|nhom|linh vuc|phan|cum|nganh) .*|"
    r"(?:cac )?(?:cdcs|cong doan co so|don vi|"
    r"doanh nghiep)(?: (?:khoi|khu vuc|thuoc|truc thuoc|trong|ngoai) .*)?|"
    r"(?:doanh nghiep|dn) (?:nha nuoc|ngoai nha nuoc|co von.*|fdi|tu nhan|ngoai quoc doanh)|"
    r"(?:don vi su nghiep|dvsn|su nghiep|hanh chinh su nghiep|hcsn|hanh chinh).*|co quan hanh chinh.*|"
    r"fdi|dnnn|dn nnn"
)
_SUPERIOR = re.compile(
    r"(?:lien doan lao dong|ldld|tong lien doan|cong doan cap tren).*"
    r"|(?:cong doan|cd) (?:xa|phuong|dac khu|thi tran|thi xa|huyen|quan|thanh pho|tp|tinh|tx|tt|p|"
    r"cac kcn|cac khu|khu cong nghiep|kcn|kkt|khu kinh te|kcx|nganh|vien chuc|tong cong ty|tct)\b.*"
)
_BEHIND_SUPERIOR = re.compile(r"\s*[:：]\s*|\s*[-–—(]\s*(?=(?:các|gồm|danh\s*sách|\d+)\b)", re.IGNORECASE)
_BODIES: tuple[tuple[re.Pattern[str], BodyKind], ...] = (
    (re.compile(r"(?:uy ban kiem tra|ubkt|ub kiem tra|uy ban kt)"), BodyKind.INSPECTION_COMMITTEE),
    (re.compile(r"(?:ban nu cong(?: quan chung)?|ban nc|nu cong|ban vi su tien bo.*)"), BodyKind.WOMENS_COMMITTEE),
    (re.compile(r"(?:ban thuong vu|btv|thuong vu)"), BodyKind.STANDING_COMMITTEE),
    (re.compile(r"(?:cong doan bo phan|cdbp|cd bo phan)"), BodyKind.SECTION),
    (
        re.compile(
            r"(?:to cong doan|to truong(?: va to pho)?(?: to)?(?: cong doan| cd)?|"
            r"to truong to pho(?: cong doan| cd)?|to pho(?: cong doan| cd)?)"
        ),
        BodyKind.GROUP,
    ),
    (re.compile(r"(?:ban chap hanh|bch|uy vien ban chap hanh|uv bch|uy vien bch)"), BodyKind.EXECUTIVE_COMMITTEE),
)
_LEAD = (
    r"(?:danh sach |ds |trich ngang |danh sach trich ngang |ly lich trich ngang |thanh vien |cac |"
    r"uy vien |dong chi |can bo |nhan su |doi ngu |co cau |thong tin |bieu )*"
)
_TRAIL = (
    r"(?: (?:cong doan co so|cong doan|cdcs|cd|nghiep doan|co so|truc thuoc|khoa|khoa \w+|lan thu \w+|"
    r"nhiem ky|nk|nam|nam \d{4}|\d{4}|duong nhiem|hien nay|gom|co|\d+|dong chi|nguoi|dc|d c|uy vien|"
    r"bo phan|san xuat|cac|va|to|pho))*"
)


def strip_numbering(text: str) -> tuple[str, str]:
    """The line without the numbering in front, and the numbering: "I. BAN ..." -> ("BAN ...", "I")."""
    found = _NUMBERING.match(text) or _ROMAN_SPACE.match(text)
    if not found:
        return text, ""
    return text[found.end() :], found[1].strip(" .)/-–:")


def is_numbering(cell: object) -> bool:
    """Whether a cell holds only an ordinal: 3, "12", "IV", "A.", "1.2"."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return True
    return isinstance(cell, str) and bool(
        re.fullmatch(r"\s*(?:[IVXLC]{1,7}|[A-Za-zĐ]|\d{1,5}(?:\.\d{1,3}){0,2})\s*[.)/\-]?\s*", cell)
    )


def is_group_numbering(cell: object) -> bool:
    """Whether a cell holds an ordinal that lists use for groups: a Roman number or a capital letter."""
    return isinstance(cell, str) and bool(re.fullmatch(r"\s*(?:[IVXLC]{1,7}|[A-ZĐ])\s*[.)/\-]?\s*", cell))


def _day(text: str, key: str) -> date | None:
    found = _DAY.search(text) or _DAY_WORDS.search(key)
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _term(text: str) -> tuple[int, int] | None:
    found = _TERM.search(text)
    if not found:
        return None
    first, last = int(found[1]), int(found[2])
    last += first // 100 * 100 if last < 100 else 0
    return (first, last) if 0 < last - first <= 10 else None


# "CĐCS Công ty A (BCH: 5 đ/c; ĐV: 230)", "... - 112 đoàn viên", "A Co., Ltd - Executive Committee, term".
_FIGURES = re.compile(
    r"\s*[(\-–,;:]\s*(?:bch|ban\s*chấp\s*hành|đv|đoàn\s*viên|tổng\s*số|ts)\b\s*[:=]?\s*\d"
    r"|\s*[(\-–,;:]\s*\d[\d.,]*\s*(?:đv|đoàn\s*viên|lao\s*động|cnlđ|nlđ)\b"
    r"|\s*[(\-–,;]\s*(?:(?:trade\s+union\s+)?executive\s+committee|trade\s+union|term\s+\d{4})",
    re.I,
)


def _without_term(text: str) -> str:
    cut = re.split(r"[,;(\-–]?\s*(?:\bnhiệm\s*k[ỳìyi]|\bnhiem\s*ky|\bnk\s*(?=[\d:(]))", text, maxsplit=1, flags=re.I)[0]
    cut = re.split(
        r"\s*\((?:tính|tinh|kèm|từ|có|đến)\b|[-–:]?\s*\(?(?:có\s+)?\d+\s*(?:đ/c|đồng chí|người|uỷ viên|ủy viên|đc)\b",
        cut,
        maxsplit=1,
        flags=re.I,
    )[0]
    cut = re.split(
        r"\s+(?:báo cáo|kính gửi|kính đề nghị|đề nghị|trân trọng|như sau|gồm có|xin|lập danh sách)\b",
        cut,
        maxsplit=1,
        flags=re.I,
    )[0]
    cut = re.split(r"\s+(?:qua\s+các\s+(?:thời|nhiệm|khóa)|giai\s+đoạn\s+\d)", cut, maxsplit=1, flags=re.I)[0]
    cut = re.sub(r"\s+(?:năm|đến năm)\s+20\d\d$", "", cut, flags=re.I)
    cut = _FIGURES.split(cut, maxsplit=1)[0]
    return cut.strip(" .,:;-–(")


def _body(key: str) -> BodyKind | None:
    for pattern, body in _BODIES:
        if re.fullmatch(rf"{_LEAD}{pattern.pattern}{_TRAIL}", key):
            return body
    return None


_POST_SECTIONS = (
    ("chu tich", Post.CHAIR),
    ("pho chu tich", Post.VICE_CHAIR),
    ("ke toan", Post.ACCOUNTANT),
    ("thu quy", Post.TREASURER),
)


_OF_UNIONS = r"(?: (?:cac|cong doan co so|cong doan|cdcs|cd|co so|nghiep doan))*"
_LIST_OF = r"(?:danh sach|ds|trich ngang) (?:cac |dong chi |can bo |trich ngang )*"
_WHERE = (
    r"(?: (?:truc thuoc|thuoc|nam|nhiem ky|khoa|khoi|phuong|xa|dac khu|tren|toan|huyen|quan|tinh|kcn|khu|chuyen trach|"
    r"khong chuyen trach|tinh den|thang|quy|do|duong nhiem|hien nay)\b.*)?"
)


def _post(key: str) -> Post | None:
    for words, post in _POST_SECTIONS:
        alone = re.fullmatch(rf"{_LEAD}{words}{_OF_UNIONS}", key)
        if alone or re.fullmatch(rf"{_LIST_OF}{words}{_OF_UNIONS}{_WHERE}", key):
            return post
    return None


def _unit_inside(text: str) -> str | None:
    """The union named somewhere in a title: "DANH SÁCH BCH CÔNG ĐOÀN CƠ SỞ CÔNG TY A" -> from "CÔNG ĐOÀN" on."""
    best = None
    for found in _UNIT_INSIDE.finditer(text):
        rest = _without_term(text[found.end() :])
        key = fold(rest)
        if len(key) > 3 and not re.fullmatch(_TRAIL, f" {key}") and not _CATEGORY.fullmatch(key):
            best = _without_term(text[found.start() :])
            break
    return best


def is_superior_name(name: str) -> bool:
    """Whether a unit's name is that of a superior union (ward, commune, industrial zone, federation)."""
    return bool(_SUPERIOR.fullmatch(fold(name)))


@lru_cache(maxsize=4096)
def read_line(text: str) -> Line:
    """What one line of text above, in or below a table says."""
    tidied = tidy(text)
    bare, numbered = strip_numbering(tidied)
    key = fold(bare)
    if not key:
        return Line(LineKind.OTHER, tidied)
    term = _term(tidied)
    as_of = _day(bare, key) if re.search(r"\b(?:tinh|den|thoi diem|ngay)\b", key) else None
    if _MOTTO.fullmatch(key):
        return Line(LineKind.OTHER, tidied)
    labelled = _SUPERIOR_LABEL.match(bare)
    if labelled:
        return Line(LineKind.SUPERIOR, tidied, superior=_without_term(labelled[1]), term=term)
    labelled = _LABEL.match(bare)
    if labelled and _without_term(labelled[1]):
        return _unit_line(tidied, _without_term(labelled[1]), term, numbered)
    if _TOTAL.fullmatch(key):
        return Line(LineKind.TOTAL, tidied, numbered=numbered)
    if _SIGNATURE.fullmatch(key):
        return Line(LineKind.SIGNATURE, tidied, as_of=as_of)
    return _group_line(tidied, bare, key, term, as_of, numbered)


def _unit_line(text: str, name: str, term: tuple[int, int] | None, numbered: str, body: BodyKind | None = None) -> Line:
    if is_superior_name(name):
        return Line(LineKind.SUPERIOR, text, superior=name, term=term, numbered=numbered, body=body)
    return Line(LineKind.UNIT, text, unit=name, term=term, numbered=numbered, body=body)


_ENGLISH_UNION = re.compile(r"(.+?)\s+(?:grassroots\s+)?(?:trade|labou?r)\s+union", re.IGNORECASE)


def _group_line(  # noqa: PLR0917
    text: str, bare: str, key: str, term: tuple[int, int] | None, as_of: date | None, numbered: str
) -> Line:
    name = _without_term(bare)
    if is_superior_name(name):
        name = _BEHIND_SUPERIOR.split(name, maxsplit=1)[0]
    name_key = fold(name)
    body = _body(name_key)
    if body or _post(name_key):
        return Line(LineKind.SECTION, text, body=body, post=_post(name_key), term=term, as_of=as_of, numbered=numbered)
    if _CATEGORY.fullmatch(name_key):
        return Line(LineKind.CATEGORY, text, term=term, as_of=as_of, numbered=numbered)
    if is_superior_name(name):
        return Line(LineKind.SUPERIOR, text, superior=name, term=term, as_of=as_of, numbered=numbered)
    inside = _unit_inside(bare)
    above = _UNIT_INSIDE.sub("", inside, count=1) if inside else ""
    if above and is_superior_name(above):  # "CÁN BỘ CĐCS CÔNG ĐOÀN PHƯỜNG A": the unions below that union
        return Line(LineKind.SUPERIOR, text, superior=above, term=term, as_of=as_of, numbered=numbered)
    if inside:
        before = fold(bare[: bare.casefold().find(inside.casefold()[:8])])
        named = next((b for pattern, b in _BODIES if pattern.search(before)), None)
        return Line(LineKind.UNIT, text, unit=inside, body=named, term=term, as_of=as_of, numbered=numbered)
    english = _ENGLISH_UNION.fullmatch(name)
    name = english[1] if english and looks_like_unit(english[1]) else name
    if looks_like_unit(name) and not key.startswith(
        ("danh sach", "ds ", "bao cao", "tong hop", "bieu ", "bang ", "thong ke")
    ):
        return Line(LineKind.UNIT, text, unit=name, term=term, as_of=as_of, numbered=numbered)
    named = _title_body(key)
    return Line(LineKind.OTHER, text, body=named, term=term, as_of=as_of, numbered=numbered)


_GROUP_LINE = re.compile(r"(?:tổ\s+(?:công\s*đoàn|cđ)|công\s*đoàn\s*bộ\s*phận|cđ\s*bp)\b[:.]?(.*)", re.IGNORECASE)


def name_of_group(text: str) -> str:
    """ "I. Tổ công đoàn May 1" -> "May 1": which group or section a line speaks of; empty if it is none by name."""
    found = _GROUP_LINE.fullmatch(strip_numbering(tidy(text))[0])
    name = _without_term(found[1]) if found else ""
    return "" if re.fullmatch(_TRAIL, f" {fold(name)}") else name


def inside_union(line: Line) -> Line:
    """A line that names a group or section, read inside its union: a body, and no unit of its own."""
    if line.kind is not LineKind.UNIT or not name_of_group(line.text):
        return line
    body = BodyKind.GROUP if fold(strip_numbering(tidy(line.text))[0]).startswith("to ") else BodyKind.SECTION
    return replace(line, kind=LineKind.SECTION, unit=None, body=body)


def _title_body(key: str) -> BodyKind | None:
    """The one body that a title names ("DANH SÁCH TỔ TRƯỞNG CÔNG ĐOÀN NĂM 2026"); None when it names several."""
    found = {body for pattern, body in _BODIES if re.search(rf"\b{pattern.pattern}\b", key)}
    return found.pop() if len(found) == 1 else None


def is_office_alone(text: str) -> bool:
    """ "CHỦ TỊCH" alone on a line: the head of a signature, or a section, as the rows below tell."""
    return bool(_OFFICE_ALONE.fullmatch(fold(text)))
