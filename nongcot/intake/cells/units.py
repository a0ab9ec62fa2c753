"""Names of units: how they are written, under which key their forms meet, and what kind of unit a name tells."""

from __future__ import annotations

import re
from functools import lru_cache

from nongcot.intake.cells.understood import CACHED, Cell, plain
from nongcot.intake.cells.words import is_empty
from nongcot.kernel.text import fold, tone_key
from nongcot.kernel.unit_names import key_of, strip_labels, words_of

_EXPANSIONS = (
    (re.compile(r"\bCĐCS\b\.?|\bCDCS\b\.?|\bCĐ\s*CS\b\.?", re.IGNORECASE), "Công đoàn cơ sở"),
    (re.compile(r"\bLĐLĐ\b", re.IGNORECASE), "Liên đoàn Lao động"),
    (re.compile(r"\bNĐCS\b", re.IGNORECASE), "Nghiệp đoàn cơ sở"),
    (re.compile(r"\bC\.?\s?ty\b\.?", re.IGNORECASE), "Công ty"),
    (re.compile(r"(?<=Công ty )CP\b", re.IGNORECASE), "Cổ phần"),
    (re.compile(r"(?:(?<=^)|(?<=Công đoàn cơ sở ))BVĐK\b", re.IGNORECASE), "Bệnh viện Đa khoa"),
    (re.compile(r"(?:(?<=^)|(?<=Công đoàn cơ sở ))BV\b\.?", re.IGNORECASE), "Bệnh viện"),
    (re.compile(r"(?<=^)CĐ\b\.?(?=\s)", re.IGNORECASE), "Công đoàn"),
)
_ACRONYMS = frozenset(
    "TNHH MTV CP XNK TM DV SX XD KCN KCX THPT THCS TH MN UBND HĐND LĐLĐ CĐCS VN BVĐK TTYT HTX FDI BHXH PCCC "
    "VLXD TMDV SXTM TMCP XK NK II III IV VI VII VIII IX XI XII QTDND GTVT NN PTNT CNTT TP ĐT BOT EVN "
    "VNPT USA JSC".split()
)
# How these words are written in the middle of a name; every other syllable begins with a capital.
_SMALL = (
    "Công đoàn cơ sở|Nghiệp đoàn cơ sở|Công đoàn|Nghiệp đoàn|Liên đoàn Lao động|Công ty|Tổng công ty|Cổ phần|"
    "Trách nhiệm hữu hạn|một thành viên|hai thành viên|Bệnh viện|Đa khoa|Trường|Trung học phổ thông|"
    "Trung học cơ sở|Tiểu học|Mầm non|Mẫu giáo|Đại học|Cao đẳng nghề|Cao đẳng|Trung cấp|Trung tâm|Y tế|Xí nghiệp|"
    "Nhà máy|Chi nhánh|Hợp tác xã|Doanh nghiệp tư nhân|Xuất nhập khẩu|Thương mại|Dịch vụ|Sản xuất|Xây dựng|"
    "Đầu tư|Phát triển|Vận tải|Bến xe|Mía đường|Thủy sản|Điện tử|Bao bì|Cấp nước|Thoát nước|Dệt may|May mặc|"
    "Khu công nghiệp|Ngân hàng|Kho bạc|Văn phòng|Ủy ban nhân dân|Chế biến|Lương thực|Thực phẩm|Vật liệu|Vật tư|"
    "Cơ khí|Kỹ thuật|Công nghệ|Công nghiệp|Nông nghiệp|Lâm nghiệp|Môi trường|Đô thị|Du lịch|Khách sạn|Siêu thị|"
    "Dược phẩm|Giáo dục|Điện lực|Bưu điện|Viễn thông|Bảo hiểm|Giày da|Da giày|Thiết bị|Quốc tế|Tập đoàn|Tư vấn|"
    "tư thục|dân lập|công lập|ngoài công lập|bán công|dân tộc nội trú|nội trú|"
    "phường|xã|đặc khu|huyện|quận|tỉnh|thành phố|thị xã|và|các|của|Ltd"
).split("|")
_SMALL_FORMS = {tuple(tone_key(form).split()): form.split() for form in _SMALL}
_LONGEST_SMALL = max(map(len, _SMALL_FORMS))
_RUN = re.compile(r"[^\W_]+(?:\.[^\W_]+)*|\S")


def _cased_word(word: str) -> str:
    if (
        word.upper() in _ACRONYMS
        or any(c.isdigit() for c in word)
        or re.fullmatch(r"[b-df-hj-np-tv-xzđ]+", word.lower())
    ):
        return word.upper()
    return word[:1].upper() + word[1:].lower()


def _put_capitals_right(text: str) -> str:
    """ "CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH GIÀY THUẬN HÒA" -> "Công đoàn cơ sở Công ty TNHH Giày Thuận Hòa"."""
    spans = list(re.finditer(r"[^\W_]+", text))
    keys = [tone_key(m[0]) for m in spans]
    result: list[str] = []
    last = i = 0
    while i < len(spans):
        length = next((n for n in range(_LONGEST_SMALL, 0, -1) if tuple(keys[i : i + n]) in _SMALL_FORMS), 0)
        forms = _SMALL_FORMS[tuple(keys[i : i + length])] if length else [_cased_word(spans[i][0])]
        for form in forms:
            word = form[:1].upper() + form[1:] if not last and not result else form
            result += [text[last : spans[i].start()], word]
            last = spans[i].end()
            i += 1
    return "".join([*result, text[last:]])


def _is_capitals(text: str) -> bool:
    letters = [w for w in re.findall(r"[^\W\d_]+", text) if w.upper() not in _ACRONYMS]
    shouted = sum(w.isupper() for w in letters)
    return bool(letters) and (
        shouted == len(letters)
        or all(w.islower() for w in letters)
        or (shouted * 10 >= len(letters) * 8 and shouted > 4)
    )


@lru_cache(maxsize=CACHED)
def _unit_name(text: str) -> str:
    name = strip_labels(text)
    for pattern, full in _EXPANSIONS:
        name = pattern.sub(full, name)
    if _is_capitals(strip_labels(text)):
        name = _put_capitals_right(name)
    elif name[:1].islower():
        name = name[:1].upper() + name[1:]
    return name


def unit_name(text: Cell) -> str:
    """A unit's name as it should be shown.

    "I. CĐCS CTY CP MÍA ĐƯỜNG LAM GIANG" -> "Công đoàn cơ sở Công ty Cổ phần Mía đường Lam Giang".
    """
    return "" if is_empty(text) else _unit_name(plain(text)[:500])


def unit_key(text: Cell) -> str:
    """The key under which the forms of one unit's name meet; empty for an empty cell."""
    return "" if is_empty(text) else key_of(plain(text)[:500])


_UNIT_BEGINNINGS = (
    "cong doan|cdcs|cd |nghiep doan|lien doan lao dong|ldld|cong ty|cty|c ty|tong cong ty|xi nghiep|nha may|truong |"
    "benh vien|bv |"
    "trung tam|hop tac xa|htx|doanh nghiep|dntn|tnhh|chi nhanh|ngan hang|tap doan|chi cuc|so |bao hiem|vien |tram |"
    "tct|bvdk|"
    "co phan |ban quan ly|van phong|kho bac|khach san|sieu thi|quy tin dung|cao dang|dai hoc|thpt|thcs|tieu hoc|"
    "mam non|to cong doan"
).split("|")
_NOT_UNITS = (
    "cong doan vien|nghiep doan vien|cong ty me|truong ban|truong phong|truong khoa|truong nhom|so luong|so thu tu|"
    "so dien|so tt|van phong pham|cong tac|vien chuc|trong do|so cccd|so cmnd|"
    "truong hop|so lieu|so nguoi|so doan|so quyet|so nha|so dt|so uy|so bhxh"
).split("|")


def _begins(key: str, phrases: list[str] | tuple[str, ...]) -> bool:
    return any(key.startswith(p) for p in phrases)


_ENGLISH_ENDS = re.compile(
    r".* (?:co ltd|ltd|company limited|limited company|jsc|joint stock company|corp|corporation|llc|inc) "
)


@lru_cache(maxsize=CACHED)
def looks_like_unit(text: str) -> bool:
    """Whether a line or cell could name a unit: it begins as such names do and says more than that."""
    name = strip_labels(text)
    key = fold(name) + " "
    if len(name) > 200 or _begins(key, _NOT_UNITS):
        return False
    if not _begins(key, _UNIT_BEGINNINGS) and not _ENGLISH_ENDS.fullmatch(key):
        return False
    return len(words_of(name)) > 1
