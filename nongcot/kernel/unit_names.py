"""Names of units of the union: what stands around them in a list, and the key under which their forms meet."""

from __future__ import annotations

import re
from functools import lru_cache

from nongcot.kernel.text import tidy, tone_key
from nongcot.kernel.unit_words import EMPLOYERS, tokens

_LABEL = re.compile(
    r"^(?:(?:tên )?(?:đơn vị|don vi|cơ quan|đơn vị công tác)(?: công tác)?|tên (?:cđcs|công đoàn cơ sở|đơn vị)|cđcs|"
    r"công đoàn cơ sở|thuộc)\s*[:：]\s*",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(
    r"^(?:\(?(?:[IVXL]{1,7}|\d{1,3}(?:\.\d{1,2})*)\s*[.)/:\-–—]+\s*|\(?[A-Za-zĐđ]\s*[.)]\s+|[IVXL]{1,7}\s+(?=[^\W\d_]{2}))(?=\S)"
)
_TAIL = re.compile(r"[\s.,;:\-–—]+$|\s*\(\s*\d+\s*(?:người|đ/c|đồng chí|cán bộ|uv|ủy viên)?\s*\)\s*$", re.IGNORECASE)

# "... (BCH khóa V)", "... (BCH", "... (UBKT)": which of its bodies a list speaks of, or a bracket cut off.
_BODY_BEHIND = re.compile(
    r"\s*\(\s*(?:bch|btv|ubkt|bnc|ban\s+chấp\s+hành|ban\s+thường\s+vụ|[uủ][yỷ]\s+ban\s+kiểm\s+tra|ban\s+nữ\s+công)"
    r"(?![^\W_])[^)]*\)?$",
    re.IGNORECASE,
)
_SCHOOL = tone_key("trường")


def strip_labels(text: str) -> str:
    """A line that names a unit, without list number, label ("Đơn vị:") and count of persons."""
    text = tidy(text)
    before = ""
    while text != before:
        before = text
        text = _TAIL.sub("", _LABEL.sub("", _LIST_NUMBER.sub("", text)))
    return _BODY_BEHIND.sub("", text) if "(" in text else text


def words_of(name: str) -> list[str]:
    """The words of a union's name in their one form, without those that only say that it is a grassroots union."""
    found = tokens(name)
    if found[:1] == ["cđcs"] and len(found) > 1:
        return found[1:]
    if found[:1] == ["cđ"] and len(found) > 1 and found[1] in EMPLOYERS:
        return found[1:]
    return found


@lru_cache(maxsize=1 << 15)
def key_of(text: str) -> str:
    """The key under which the forms of one unit's name meet: abbreviations and capitals do not count, tones do."""
    found = words_of(strip_labels(text))
    if found[:1] in (["tnhh"], ["cp"]):
        found = ["cty", *found]
    if len(found) > 1 and found[0] == _SCHOOL and found[1] in ("thpt", "thcs", "th", "mn", "mg", "đh"):
        found = found[1:]
    return " ".join(found)
