"""Names of persons: their order in a list, their capitals, and what is not a name."""

from __future__ import annotations

import base64
import re
import unicodedata
from functools import lru_cache

from nongcot.kernel.text import TONES, fold, tidy, tone_key

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg"  # in ASCII order, one for each letter of the alphabet
_LETTER = dict(zip(_ALPHABET, _CODES, strict=True))
_TONE = {tone: str(rank) for rank, tone in enumerate(TONES, start=1)}
_BRACKETS = re.compile(r"\(([^()]*)\)")


def _letter_codes(letter: str) -> str:
    """The code of one base letter (NFC, no tone): Vietnamese letters first, other marks ignored."""
    code = _LETTER.get(letter)
    if code:
        return code
    base = unicodedata.normalize("NFD", letter)[0]
    return _LETTER.get(base) or (base if base.isascii() and base.isdigit() else f"z{ord(base):06X}")


@lru_cache(maxsize=1 << 15)
def _word_key(word: str) -> str:
    """Letters, a space, tones: the space is below every letter, so a word comes before its own extensions."""
    letters, tones = [], []
    for c in unicodedata.normalize("NFC", word.casefold()):
        if not c.isalnum():
            continue
        decomposed = unicodedata.normalize("NFD", c)
        tone = next((_TONE[x] for x in decomposed if x in _TONE), "0")
        bare = unicodedata.normalize("NFC", "".join(x for x in decomposed if x not in _TONE))
        letters.append(_letter_codes(bare))
        tones.append(tone)
    # Only the tones themselves count, not where they stand: hòa and hoà are one word.
    return f"{''.join(letters)} {''.join(t for t in tones if t != '0')}" if letters else ""


@lru_cache(maxsize=1 << 15)
def sort_key(full_name: str) -> str:
    """A plain-ASCII key by which any binary order sorts persons as Vietnamese lists do.

    The given name (last word) decides, then the other words in order; word by word letters before tones
    (ngang huyền hỏi ngã sắc nặng). Words in brackets come last of all.
    """
    extra = " ".join(_BRACKETS.findall(full_name))
    words = tidy(_BRACKETS.sub(" ", full_name)).split() or extra.split()
    ordered = words[-1:] + words[:-1] + (extra.split() if words != extra.split() else [])
    return _collation_proof(",".join(key for key in map(_word_key, ordered) if key))


def _collation_proof(key: str) -> str:
    """Digits and lower-case letters only, in the same order: no database collation sorts these otherwise."""
    return base64.b32hexencode(key.encode("ascii", "replace")).decode().rstrip("=").lower()


_LETTER_RUN = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1 << 15)
def proper_case(name: str) -> str:
    """ "CAO NGỌC THÚY" -> "Cao Ngọc Thúy"; a name in mixed capitals is left as it was typed."""
    if not (name.isupper() or name.islower()):
        return name
    return _LETTER_RUN.sub(lambda run: run[0][:1].upper() + run[0][1:].lower(), name)


# Folded words with which a line that is not a person begins, or that no name contains.
_NOT_PERSONS = tuple(
    "tong cong|tong so|cong|cong cong|tong|nguoi lap|lap bieu|nguoi ky|ky ten|cong doan|nghiep doan|lien doan|cdcs|cd|"
    "cong ty|cty|truong|benh vien|trung tam|phong|ban chap hanh|ban thuong vu|ban nu cong|bch|btv|ubkt|uy ban|"
    "uy vien|chu tich|pho chu tich|chu nhiem|to truong|to pho|to|to cong doan|tm|t m|kt|thay mat|thu truong|"
    "giam doc|truong ban|ghi chu|danh sach|ho va ten|ho ten|ho|ten|stt|tt|so tt|don vi|noi nhan|luu|nhu tren|nt|"
    "dia chi|dien thoai|ngay|nam sinh|xac nhan|ke toan|thu quy|can bo|dong chi|tinh den|nhiem ky|phu luc|mau so|"
    "bieu mau|cong hoa|doc lap|xi nghiep|nha may|doanh nghiep|hop tac xa|uy quyen|chua co|khuyet|trong|khong co|"
    "co quan|chi nhanh|van phong|xuong|khoi|nhom|muc|stt ho|trong do|nu|nam|so luong".split("|")
)
_NOT_PERSON_WORDS = frozenset("tnhh ubkt bch btv cdcs ubnd thpt thcs mtv xnk kcn htx ldld".split())
_MAY_BE_SURNAMES = frozenset(
    {"to", "truong", "tong", "trong", "luu", "ho", "cong", "phong", "ban", "nhom", "khoi", "nam", "ten"}
)
_NAME_SHAPE = re.compile(r"[^\W\d_]+(?:[ '’.\-ʼ]+[^\W\d_]+)*[.']?")


_NOT_A_PERSON = frozenset(_NOT_PERSONS)
_NOT_A_BEGINNING = tuple(phrase + " " for phrase in _NOT_PERSONS if phrase not in _MAY_BE_SURNAMES)


def _begins_like_no_person(key: str) -> bool:
    return key in _NOT_A_PERSON or key.startswith(_NOT_A_BEGINNING)


# Words of the office that only their diacritics tell from names: "Tô Trương Ngọc Trang" is no "tổ trưởng".
_SPELLED = frozenset(
    tone_key(words)
    for words in (
        "tổng cộng|tổng số|tổ trưởng|tổ phó|tổ công|trưởng ban|chủ tịch|phó chủ|chủ nhiệm|cán bộ|kế toán|thủ quỹ|"
        "văn phòng|trong đó|công ty|công đoàn|họ tên|họ và|đơn vị|như trên|giám đốc|trung tâm|ủy viên|uỷ viên|"
        "ban chấp|ban nữ|ban thường|số lượng|phụ lục|xác nhận|danh sách|khuyết|không có|chưa có|thay mặt|thủ trưởng|"
        "năm sinh|người lập|người ký"
    ).split("|")
)
_MISREAD = frozenset(fold(words) for words in _SPELLED)


def _spelled_otherwise(name: str) -> bool:
    """Whether the first two words are one of those phrases only without their diacritics."""
    first = " ".join(name.split()[:2])
    return not first.isascii() and fold(first) in _MISREAD and tone_key(first) not in _SPELLED


def _is_family_dong(name: str) -> bool:
    """ "Đồng Chí Thanh", each word with its capital, is somebody of the family Đồng; "đồng chí Thanh" is addressed."""
    words = name.split()
    return len(words) in (3, 4) and all(word[:1].isupper() for word in words)


@lru_cache(maxsize=1 << 15)
def looks_like_person(name: str) -> bool:
    """Whether ``name`` could be a person's name: letters only, at most six words, no word of the office.

    Names of ethnic minorities ("Y Bhưm Niê", "K'Brêo", "H' Hen Niê") and single words count; a caller with better
    evidence should trust a single word less.
    """
    name = _BRACKETS.sub(" ", tidy(name)).strip()
    if not name or len(name) > 60 or not _NAME_SHAPE.fullmatch(" ".join(name.split())):
        return False
    key = fold(name)
    words = key.split()
    if not 1 <= len(words) <= 6 or max(map(len, words)) < 2 or max(map(len, words)) > 12:
        return False
    if words[:2] == ["dong", "chi"] and _is_family_dong(name):
        return True
    return not ((_begins_like_no_person(key) and not _spelled_otherwise(name)) or _NOT_PERSON_WORDS.intersection(words))
