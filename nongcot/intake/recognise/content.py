"""What the cells of a column look like, so that its content can confirm, choose or overrule the words of its header."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from nongcot.intake.cells.addresses import person_text, says_vacant, strip_address, strip_post
from nongcot.intake.cells.english_dates import is_english_date
from nongcot.intake.cells.numbers import members_and_women
from nongcot.intake.cells.posts import is_post_like, says_plain_member
from nongcot.intake.cells.units import looks_like_unit
from nongcot.intake.cells.words import is_ditto, is_empty
from nongcot.intake.kinds import Field
from nongcot.kernel.names import looks_like_person
from nongcot.kernel.text import fold, tidy

F = Field
_SOME = 0.2
_HUGE = 1e15  # beyond that a float is no whole number any more
_SURNAMES = frozenset(
    "vuong tiet doai nguy nham phac quyen sai uat vuu xong chung chuong cung dien lien man mau mieu tien thao nhu"
    " nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh truong doan dao mai to trinh "
    "ha lam luu luong cao chau ta tang thai thach trieu quach quan phung ong nghiem mac ma lu lo ky kieu khuc "
    "khuat khong kim kha huu hua hong han giang giap gia dam diep danh cu chu che cam bach banh bien au an ha "
    "la lai lang lau leu loc lieu moc mong nhan nhu ninh nong ngac nghi ngan on pho phi phu sam sung son than "
    "thi thieu tho ti tong tu tuong ung uong van vi vien vinh xa y yen hoac hac hau h' ksor rcom rmah siu nay "
    "kpa niê nie ayun eban mlo buon dieu ro bling chamalea katơ pinang thap kieu tieu thang tich tri trang ton "
    "trung luc loi vang giang ho ho".split()
)
_ADDRESSES = frozenset("ong ba anh chi co chu d dc dong thay mr mrs ms".split())  # folded first words of addresses
_DATE = re.compile(
    r"\d{1,2}\s*[./\-\\]\s*\d{1,2}\s*[./\-\\]\s*\d{2,4}(?:\s.*)?|\d{4}-\d{1,2}-\d{1,2}.*|"
    r"\d{1,2}\s*[/\-.]\s*\d{4}"
)
_LONG_DATE = re.compile(r".{0,8}\b(?:ngay\s+\d{1,2}\s+)?thang\s+\d{1,2}.{0,10}\d{4}")
_TERM = re.compile(r"(?:nk\s*|nhiem ky\s*|khoa\s+\w+\s*)?(?:19|20)\d\d\s*(?:-|–|—|/|den)\s*(?:19|20)?\d\d")
_DAY_MONTH = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_SEX_WORDS = frozenset({"nam", "nu", "male", "female", "m", "f", "trai", "gai", "ong", "ba"})
_FLAGS = frozenset({"x", "v", "co", "khong", "1", "0", "dv", "√", "✓", "✔", "+", "*", "yes", "no", "true", "false"})
_PEOPLES = frozenset(
    "kinh tay thai muong khmer kho me hoa nung mong h mong hmong dao gia rai ede e de ba na bana san chay cham "
    "co ho so dang san diu hre ra glai mnong tho xtieng khmu bru van kieu co tu giay ta oi ma gie trieng viet".split()
)
_EDUCATION = frozenset(
    "dh dai hoc cd cao dang tc trung cap ths thac si ts tien si thpt thcs so cap sc cn cu nhan ks ky su cnkt "
    "12 12 on dh tren dai hoc bac si cc cao cap dang hoc ptth khong lao dong pho thong ldpt".split()
)


@dataclass(slots=True)
class Profile:
    """Shares (0 to 1) of a column's filled sample cells that look like something; ``filled`` is their number."""

    filled: int = 0
    shares: dict[str, float] = field(default_factory=dict)
    distinct: int = 0

    def share(self, what: str) -> float:
        return self.shares.get(what, 0.0)


def _person(cell: str, key: str) -> bool:
    words = key.split()
    if len(words) > 2 and (words[0] not in _SURNAMES or len(words) > 3 or words[0] in _ADDRESSES):
        cell = person_text(tidy(cell)).name
        words = fold(cell).split()
    return 2 <= len(words) <= 7 and words[0] in _SURNAMES and looks_like_person(cell) and not _office(cell)


@lru_cache(maxsize=8192)
def _office(cell: str) -> bool:
    return is_post_like(cell) or looks_like_unit(cell)


def is_person_text(cell: Any) -> bool:
    """Whether a cell very likely holds a person's full name (a known family name first)."""
    return isinstance(cell, str) and len(cell) < 80 and _person(cell, fold(cell))


def _digits(cell: Any) -> str:
    if isinstance(cell, bool):
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) and abs(cell) < 1e15 else ""
    text = str(cell)
    digits = "".join(c for c in text if c.isdigit())
    return digits if len(digits) >= len(text.replace(" ", "").replace(".", "").replace("-", "")) - 4 else ""


def _phone(cell: Any, _: str) -> bool:
    if isinstance(cell, date) or (isinstance(cell, str) and _DATE.fullmatch(cell.strip())):
        return False
    text = str(cell) if not isinstance(cell, float) else _digits(cell)
    for part in re.split(r"[/;,\n]|\s-\s", text):
        digits = re.sub(r"\D", "", part)
        if len(digits) > 11 and not digits.startswith("84"):
            return False
        if re.fullmatch(r"(?:84|084|0084|0)?[235789]\d{8}(?:\d)?|0?1[2689]\d{8}|02\d{9}", digits):
            return True
    return False


def _citizen(cell: Any, _: str) -> bool:
    digits = _digits(cell)
    return len(digits) in (11, 12) or (len(digits) == 9 and digits[0] in "0123")


def _year(cell: Any, key: str) -> bool:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell == int(cell) and 1930 <= cell <= 2015
    return bool(re.fullmatch(r"(?:19[3-9]\d|20[01]\d)", key))


def _date(cell: Any, key: str) -> bool:
    if isinstance(cell, date):
        return True
    return isinstance(cell, str) and bool(
        _DATE.fullmatch(cell.strip()) or _LONG_DATE.fullmatch(key) or is_english_date(key)
    )


def _serial(cell: Any, key: str) -> bool:
    """A day as the program counts them, its format lost: 31234 is 6 July 1985."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return cell == int(cell) and 10_959 <= cell <= 73_050
    return bool(re.fullmatch(r"\d{5}(?: 0)?", key)) and 14_611 <= int(key[:5]) <= 73_050


def _count(cell: Any, key: str) -> bool:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return 0 <= cell < 1_000_000 and cell == int(cell)
    return bool(re.fullmatch(r"\d{1,3}(?:[ ]\d{3})*|\d{1,6}", key))


_TESTS: dict[str, Callable[[Any, str], bool]] = {
    "person": lambda cell, key: isinstance(cell, str) and _person(cell, key),
    "post": lambda cell, key: isinstance(cell, str) and bool(is_post_like(cell)) and not strip_post(cell)[1],
    "plain_member": lambda cell, key: says_plain_member(key),
    "unit": lambda cell, key: isinstance(cell, str) and looks_like_unit(cell),
    "phone": _phone,
    "citizen": _citizen,
    "date": _date,
    "year": _year,
    "serial": _serial,
    "sex": lambda cell, key: key in _SEX_WORDS,
    "flag": lambda cell, key: isinstance(cell, bool) or key in _FLAGS or str(cell).strip() in _FLAGS,
    "mark": lambda cell, key: isinstance(cell, float) and cell in (0.0, 1.0),
    "addressed": lambda cell, key: (
        key.split(" ")[0] in _ADDRESSES and strip_address(tidy(str(cell)))[0] != tidy(str(cell))
    ),
    "called": lambda cell, key: (  # with an address that is no family's name
        key.split(" ")[0] in _ADDRESSES - {"ong"} and strip_address(tidy(str(cell)))[0] != tidy(str(cell))
    ),
    "email": lambda cell, key: isinstance(cell, str) and bool(_EMAIL.search(cell)),
    "people": lambda cell, key: key in _PEOPLES,
    "education": lambda cell, key: bool(key) and all(word in _EDUCATION for word in key.split()),
    "term": lambda cell, key: isinstance(cell, str) and bool(_TERM.fullmatch(" ".join(_term_key(cell).split()))),
    "count": _count,
    "day_month": lambda cell, key: isinstance(cell, str) and _DAY_MONTH.fullmatch(cell.strip()) is not None,
    "of_them": lambda cell, key: isinstance(cell, str) and members_and_women(cell) is not None,
    "text": lambda cell, key: isinstance(cell, str) and any(c.isalpha() for c in cell),
    "word": lambda cell, key: isinstance(cell, str) and key.isalpha() and len(key) < 9,
}


def _term_key(cell: str) -> str:
    low = tidy(cell).casefold()
    return low.replace("đến", "den").replace("nhiệm kỳ", "nhiem ky").replace("khóa", "khoa").replace("khoá", "khoa")


def _finite(cell: Any) -> bool:
    return not isinstance(cell, float) or -_HUGE < cell < _HUGE


def _taken_apart(cells: Sequence[Any]) -> Sequence[Any]:
    """The cells, with each line of those that list several persons as a cell of its own."""
    if not any(isinstance(cell, str) and "\n" in cell for cell in cells):
        return cells
    apart: list[Any] = []
    for cell in cells:
        lines = [line for line in cell.split("\n") if line.strip()] if isinstance(cell, str) else []
        apart += lines if len(lines) > 1 and all(map(is_person_text, lines)) else [cell]
    return apart


def _nobody(cell: Any) -> bool:
    return isinstance(cell, str) and says_vacant(cell)


def profile(cells: Sequence[Any]) -> Profile:
    """The profile of a column's sample; empty cells and "as above" do not count."""
    kept = [
        cell
        for cell in _taken_apart(cells)
        if not is_empty(cell) and not is_ditto(cell) and _finite(cell) and not _nobody(cell)
    ]
    result = Profile(filled=len(kept), distinct=len({str(cell) for cell in kept}))
    if not kept:
        return result
    keyed = [(tidy(cell), fold(cell)) if isinstance(cell, str) else (cell, fold(str(cell))) for cell in kept]
    for what, test in _TESTS.items():
        hits = sum(1 for cell, key in keyed if test(cell, key))
        if hits:
            result.shares[what] = hits / len(kept)
    if "year" not in result.shares:  # among years 1 and 0 are counts
        result.shares["flag"] = result.share("flag") + result.share("mark")
    return result


# What must be found for a field to be believed. Several words: the best share of them counts.
_EVIDENCE: dict[Field, tuple[str, ...]] = {
    F.NAME: ("person", "text"),
    F.GIVEN_NAME: ("word", "text"),
    F.BORN: ("date", "year", "serial"),
    F.BORN_MALE: ("date", "year", "serial"),
    F.BORN_FEMALE: ("date", "year", "serial"),
    F.BORN_YEAR: ("year", "count"),
    F.BORN_DAY: ("count", "day_month"),
    F.BORN_MONTH: ("count",),
    F.SEX: ("sex", "flag"),
    F.MALE: ("flag", "sex"),
    F.FEMALE: ("flag", "sex"),
    F.PHONE: ("phone",),
    F.EMAIL: ("email",),
    F.CITIZEN_ID: ("citizen", "phone", "count"),
    F.POST: ("post", "plain_member"),
    F.ETHNICITY: ("people", "word"),
    F.MEMBERS: ("count", "of_them"),
    F.WOMEN: ("count",),
    F.WORKERS: ("count",),
    F.SEATS_FIXED: ("count",),
    F.CONGRESS_DAY: ("date", "year", "serial", "text"),
    F.FROM_DAY: ("date", "year", "serial", "text"),
    F.TO_DAY: ("date", "year", "serial", "text"),
    F.TERM: ("term", "year", "text"),
    F.UNIT: ("unit", "text"),
    F.PARTY_MEMBER: ("flag", "date", "text"),
}


def fits(found: Field, column: Profile) -> float:
    """How well a column's content fits a field: 0 to 1; 0.5 where the content cannot tell."""
    evidence = _EVIDENCE.get(found)
    if found is F.WOMEN and column.share("of_them") > _SOME:
        return 0.0
    if not column.filled or evidence is None:
        return 0.5
    shares = [column.share(what) for what in evidence]
    if found is F.BORN or (len(evidence) > 1 and evidence[:2] == ("date", "year")):
        return min(1.0, sum(shares))
    return min(1.0, max(shares[0], 0.9 * max(shares[1:], default=0.0)))


_STRONG: tuple[tuple[str, Field], ...] = (
    ("email", F.EMAIL),
    ("post", F.POST),
    ("person", F.NAME),
    ("sex", F.SEX),
    ("phone", F.PHONE),
    ("citizen", F.CITIZEN_ID),
)


def strong_field(column: Profile) -> Field | None:
    """The field that a column's content says plainly by itself, if any."""
    if column.filled < 2:
        return None
    for what, found in _STRONG:
        if column.share(what) >= 0.7:
            return found
    return None
