"""The words units' names are made of: abbreviations, their full forms, and which kind of unit a word tells."""

from __future__ import annotations

import re
from functools import lru_cache

from nongcot.kernel.text import tidy, tone_key

WORD = re.compile(r"[^\W_]+")

# Full form (any case) -> the short token under which all forms meet. Longer forms win.
_MEETING = {
    "liên đoàn lao động|lđlđ|ldld": "lđlđ",
    "công đoàn cơ sở|cđcs|cdcs|cđ cơ sở|cđ cs|công đoàn cs": "cđcs",
    "công đoàn|cđ": "cđ",
    "nghiệp đoàn cơ sở|nghiệp đoàn|nđcs|nđ": "nđ",
    "tổng công ty|tổng cty|tct|tcty": "tct",
    "công ty|cty|c ty|cong ty|cti": "cty",
    "cổ phần|cp|co phan|cph": "cp",
    "trách nhiệm hữu hạn|tnhh": "tnhh",
    "một thành viên|1 thành viên|mtv|1tv|1 tv|một tv": "mtv",
    "hai thành viên|2 thành viên|2tv|hai tv": "2tv",
    "việt nam|vietnam|viet nam|vn": "vn",
    "xuất nhập khẩu|xnk": "xnk",
    "xuất khẩu|xk": "xk",
    "nhập khẩu|nk": "nk",
    "thương mại|tm": "tm",
    "dịch vụ|dv": "dv",
    "sản xuất|sx": "sx",
    "xây dựng|xd": "xd",
    "đầu tư": "đtư",
    "doanh nghiệp tư nhân|dntn": "dntn",
    "hợp tác xã|htx": "htx",
    "xí nghiệp|xn": "xn",
    "trung học phổ thông|thpt": "thpt",
    "trung học cơ sở|thcs": "thcs",
    "tiểu học": "th",
    "mầm non|mn": "mn",
    "mẫu giáo|mg": "mg",
    "đại học|đh": "đh",
    "bệnh viện đa khoa|bvđk|bv đa khoa|bv đk|bệnh viện đk": "bv đa khoa",
    "bệnh viện|bv": "bv",
    "trung tâm y tế|ttyt|tt y tế": "ttyt",
    "trung tâm|ttâm": "trung tâm",
    "khu công nghiệp|kcn": "kcn",
    "khu chế xuất|kcx": "kcx",
    "ủy ban nhân dân|ubnd": "ubnd",
    "thành phố|tp": "tp",
}
PHRASES: dict[tuple[str, ...], tuple[str, ...]] = {
    tuple(tone_key(form).split()): tuple(short.split())
    for forms, short in _MEETING.items()
    for form in forms.split("|")
}
_LONGEST = max(map(len, PHRASES))
_CUT = ("xnk", "tm", "dv", "sx", "xd", "cp", "tnhh", "mtv", "cty", "vn")
# A union named after one of these is a grassroots union, also when "cơ sở" is not said.
EMPLOYERS = frozenset(
    tone_key(w)
    for w in "cty tct xn dntn htx bv ttyt thpt thcs th mn mg đh trường trung nhà chi ngân khách siêu trạm kho doanh "
    "tập tnhh cp bảo viện ban văn phòng sở chợ bưu điện hãng cửa vườn".split()
)
_SHORT = frozenset({"tm", "dv", "sx", "xd", "xnk", "đtư", "xk", "nk"})


@lru_cache(maxsize=4096)
def _cut(word: str) -> tuple[str, ...]:
    """A word glued from at least two abbreviations ("TMDV", "SXTMXNK") cut into them; else the word itself."""
    found: list[str] = []
    rest = word
    while rest:
        short = next((s for s in _CUT if rest.startswith(s)), None)
        if short is None:
            return (word,)
        found.append(short)
        rest = rest[len(short) :]
    return tuple(found)


def tokens(text: str) -> list[str]:
    """The words of a unit's name as meeting tokens, in order ("Công ty CP ..." and "CTY CỔ PHẦN ..." alike)."""
    words = [piece for word in WORD.findall(tidy(text)) for piece in _cut(tone_key(word))]
    found: list[str] = []
    i = 0
    while i < len(words):
        for length in range(min(_LONGEST, len(words) - i), 0, -1):
            short = PHRASES.get(tuple(words[i : i + length]))
            if short is not None:
                found.extend(short)
                i += length
                break
        else:
            found.append(words[i])
            i += 1
    return _without_and(_colleges(found))


def _colleges(found: list[str]) -> list[str]:
    """After "Trường", CĐ is cao đẳng."""
    for i in range(1, len(found)):
        if found[i] == _UNION and found[i - 1] == _SCHOOL:
            found[i : i + 1] = _COLLEGE
    return found


def _without_and(found: list[str]) -> list[str]:
    """ "TM và DV" is "TM DV"."""
    return [
        t
        for i, t in enumerate(found)
        if not (t == _AND and 0 < i < len(found) - 1 and found[i - 1] in _SHORT and found[i + 1] in _SHORT)
    ]


_AND = tone_key("và")
_UNION = tone_key("cđ")
_SCHOOL = tone_key("trường")
_COLLEGE = tone_key("cao đẳng").split()
