"""What stands around a person's name: an ordinal, an address ("Ông", "Đ/c") or a degree ("ThS.") before it, a birth or
a post behind it, or nobody at all ("khuyết")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nongcot.intake.cells.posts import is_post_like, posts
from nongcot.kernel.text import fold, tone_key
from nongcot.people.kinds import Sex

_ADDRESS = re.compile(
    r"^(?:(ông|bà|anh|chị|cô(?:\s+giáo)?|chú|mr|mrs|ms)|đ\s*/\s*c|đ\s*\.\s*c|đc|đồng\s+chí|thầy(?:\s+giáo)?)\s*[.:]?\s*(?:\((?:bà|ông)\)\s*)?(?=\S+\s+\S+)",
    re.IGNORECASE,
)
_SEX = {
    "ông": Sex.MALE, "anh": Sex.MALE, "chú": Sex.MALE, "mr": Sex.MALE,
    "bà": Sex.FEMALE, "chị": Sex.FEMALE, "cô": Sex.FEMALE, "mrs": Sex.FEMALE, "ms": Sex.FEMALE,
}  # fmt: skip
# "Ông Cao Thắng" may be somebody of the family Ông; before one of these families it is an address.
_FAMILIES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh mai truong dao doan "
    "luong".split()
)
# Degrees that no Vietnamese name begins with: letters without a vowel, or abbreviations with their point.
_SHORT = (
    r"(?:pgs|gs|tskh|ts|th\.?\s?s|(?:bs|ds)(?:\.?\s?ck\s?(?:ii|i|[12]))?|ck\s?(?:ii|i|[12])|kts|ktv|ks|cn|ls|ys|đd|"
    r"ngưt|ngnd|ttưt|ttnd|nsưt|nsnd|dr|prof)"
)
_DEGREES = re.compile(rf"^(?:{_SHORT}(?:\s*[.,/\-–]+\s*|\s+))+(?=\S+\s+\S+)", re.IGNORECASE)
_DEGREES_BEHIND = re.compile(rf"\s*[,;–—-]\s*{_SHORT}(?:[.,/\s-]+{_SHORT})*\.?$", re.IGNORECASE)
_LONG_DEGREE = re.compile(
    r"^(?:(?:phó\s+)?giáo\s+s[uư]|bác\s+s[ĩỹ]|tiến\s+s[ĩỹ]|thạc\s+s[ĩỹ]|dược\s+s[ĩỹ]|y\s+s[ĩỹ]|k[ỹĩ]\s+sư|"
    r"kiến\s+trúc\s+sư|luật\s+sư|cử\s+nhân|điều\s+dưỡng|nhà\s+giáo)[,.:]?\s+(?=\S+\s+\S+)",
    re.IGNORECASE,
)
_STARTS = frozenset(
    "ông bà anh chị cô chú mr mrs ms đc đ đồng thầy pgs gs tskh ts ths th bs bscki bsckii bsck ds dscki dsckii dsck ck "
    "cki ckii kts ktv ks cn ls ys đd ngưt ngnd ttưt ttnd nsưt nsnd dr prof phó giáo bác tiến thạc dược y kỹ kĩ kiến "
    "luật cử điều nhà".split()
)
_PLAIN = re.compile(r"([^\W\d_]+)(?: [^\W\d_]+)+")


def strip_address(name: str, usual: bool = True) -> tuple[str, Sex | None]:
    """The tidy name without the address or degrees before it, and the sex the address tells.

    ``usual`` is False where the other names around have no address: "Ông" is a family's name then.
    """
    found = _ADDRESS.match(name)
    if not found:
        return strip_degrees(name), None
    rest = name[found.end() :]
    word = (found[1] or "").casefold().split(" ")[0]
    glued = found[0][-1:].isalpha()  # "Anhthư": a word that only begins so
    if glued or _is_family(found[0].strip(), word, rest, usual):
        return name, None
    return strip_degrees(rest), _SEX.get(word)


def _is_family(written: str, word: str, rest: str, usual: bool) -> bool:
    """Whether "Ông Cao Thắng", "Đồng Chí Văn Thanh" is the whole name of somebody."""
    known = fold(rest).split(" ")[0] in _FAMILIES
    if word == "ông":
        return not (usual and (len(rest.split()) > 2 or known))
    return written == "Đồng Chí" and not rest.isupper() and not known


def strip_degrees(name: str) -> str:
    """The name without "ThS.", "BS CKI" or "Kỹ sư" before it and ", ThS" behind it."""
    found = _DEGREES.match(name)
    if not found:
        found = _LONG_DEGREE.match(name)
        if found and fold(name[found.end() :]).split(" ")[0] not in _FAMILIES:
            found = None
    rest = name[found.end() :] if found else name
    behind = _DEGREES_BEHIND.search(rest)
    return rest[: behind.start()] if behind and " " in rest[: behind.start()].strip() else rest


_BEHIND = re.compile(r"^([^-–—,;:(\n]+?)\s*(?:\(([^()]+)\)|(?:\s[-–—]|[,;:\n]|[-–—]\s)\s*(.+?))\s*[.,;]*$", re.DOTALL)


def strip_post(name: str) -> tuple[str, str]:
    """The name without a post written behind it, and that post: "Nguyễn Văn An - Chủ tịch", "... (Phó Chủ tịch)"."""
    if len(name) > 120 or not any(c in name for c in "(-–—,;:\n"):
        return name, ""
    found = _BEHIND.match(name)
    written = (found[2] or found[3] or "").strip() if found else ""
    if not found or not written or " " not in found[1].strip() or is_post_like(found[1]):
        return name, ""
    read = posts(written)
    return (found[1].strip(), written) if read.value and read.problem is None else (name, "")


_ORDINAL = re.compile(r"^(?:\(?\d{1,3}\s*[.)/:\-–]|[-–+*•])\s*(?=[^\W\d_])")
_BIRTH = re.compile(
    r"(?:\s*[(,;–—-]\s*(?:(?:s\.?n\.?|n\.?s\.?|sinh\s*ngày|sinh\s*năm|năm\s*sinh|sinh)\s*:?\s*)?|"
    r"\s+(?:s\.?n\.?|n\.?s\.?|sinh\s*ngày|sinh\s*năm|năm\s*sinh|sinh)\s*:?\s*)"
    r"(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|(?:19|20)\d\d)\s*\)?\s*\.?$",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"\s*[-–—,;:(\n]?\s*(?:(?:số\s*)?(?:điện\s*thoại|đt|sđt|đtdđ|dđ|di\s*động|tel|phone)\s*[:.]?\s*)?"
    r"(\+?\d[\d .\-]{7,14}\d)\s*\)?\.?$",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"\s*(?:\([^()]*\)|[*,;.:]+)\s*$")


@dataclass(frozen=True, slots=True)
class PersonText:
    """A cell of names taken apart: the name, the sex its address tells, a birth and a phone written behind it."""

    name: str
    sex: Sex | None = None
    born: str = ""
    phone: str = ""
    titled: bool = False  # an address or a degree was left off


def is_bare_name(written: str) -> bool:
    """Whether a tidy text is words only, the first of them no address or degree: nearly all names."""
    plain = _PLAIN.fullmatch(written)
    return plain is not None and plain[1].lower() not in _STARTS


def person_text(written: str, usual: bool = True) -> PersonText:
    """What a tidy cell of names says of the person; ``usual`` as in :func:`strip_address`."""
    if is_bare_name(written):
        return PersonText(written)
    bare = _ORDINAL.sub("", written, count=1)
    bare, phone = _cut(bare, _PHONE)
    bare, born = _cut(bare, _BIRTH)
    bare = strip_post(bare)[0]
    name, sex = strip_address(bare, usual)
    return PersonText(_TRAIL.sub("", name) or name, sex, born, phone, name != bare)


def _cut(text: str, behind: re.Pattern[str]) -> tuple[str, str]:
    """The text without what the pattern finds behind it, and that."""
    found = behind.search(text) if text[-3:].strip(" ).")[-1:].isdigit() else None
    return (text[: found.start()], found[1]) if found and found.start() else (text, "")


_VACANT = re.compile(
    r"(?:(?:vi tri|chuc danh|con|dang|hien|hien dang) )*(?:khuyet\b.*|bo trong|de trong|vacant|vacancy)"
    r"|(?:con )?thieu(?: \d.*| nguoi.*)?"
    r"|(?:chua|cho) (?:co|bau|kien toan|bo sung|bo tri|phan cong|chon|de cu|xac dinh|cu|chi dinh|bo nhiem)\b.*"
    r"|ko(?: co)?|con (?:trong|thieu).*"
)
_EMPTY = frozenset({tone_key("trống"), "trong"})
_NONE = (tone_key("không"), "khong")
_VACANT_STARTS = frozenset("vckdđhtbVCKDĐHTB( -–—−_.…/")


def may_say_vacant(cell: str) -> bool:
    """A quick look before :func:`says_vacant` or a dash is looked for: names of most families cannot."""
    return cell[:1] in _VACANT_STARTS


def says_vacant(cell: str) -> bool:
    """Whether a cell of names says that nobody holds the post: "Khuyết", "(chưa bầu)", "trống"."""
    if cell[:1] not in _VACANT_STARTS or len(cell) > 80:
        return False
    key = fold(cell)
    if key == "trong":
        return tone_key(cell.strip(" ().")) in _EMPTY
    if key.startswith("kho"):  # "Khổng Cô" is somebody
        return key in ("khong", "khong co", "khong co nguoi") and tone_key(cell.strip(" ().")).startswith(_NONE)
    return bool(_VACANT.fullmatch(key))
