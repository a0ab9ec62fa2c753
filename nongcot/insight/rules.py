"""Into which row something falls: pure, no Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from nongcot.insight.kinds import AGE_BOUNDS, UNKNOWN, Education
from nongcot.kernel.text import fold

# Words looked for in the folded text, highest level first: "sau dai hoc" holds "dai hoc".
_DEGREES: tuple[tuple[Education, tuple[str, ...]], ...] = (
    (
        Education.POSTGRADUATE,
        ("tien si", "tien sy", "thac si", "thac sy", "sau dai hoc", "cao hoc", "ths", "chuyen khoa"),
    ),
    (Education.UNIVERSITY, ("dai hoc", "cu nhan", "ky su", "bac si", "duoc si", "luat su", "kien truc su")),
    (Education.COLLEGE, ("cao dang",)),
    (Education.INTERMEDIATE, ("trung cap", "trung hoc chuyen nghiep", "thcn", "so cap")),
    (
        Education.SCHOOL,
        ("12/12", "11/12", "10/12", "9/12", "thpt", "thcs", "pho thong", "cap 3", "cap 2", "trung hoc co so"),
    ),
)
_SHORT: Mapping[str, Education] = {
    "dh": Education.UNIVERSITY,
    "cd": Education.COLLEGE,
    "tc": Education.INTERMEDIATE,
    "ts": Education.POSTGRADUATE,
    "12": Education.SCHOOL,
}


def education_of(text: str) -> Education:
    """The level that a text such as "ĐH Luật" or "12/12" speaks of; the highest one where it names several."""
    folded = fold(text)
    if not folded.strip():
        return Education.UNKNOWN
    for level, words in _DEGREES:
        if any(word in folded for word in words):
            return level
    words_of_it = folded.replace(",", " ").replace(".", " ").split()
    found = [_SHORT[word] for word in words_of_it if word in _SHORT]
    return min(found, key=list(Education).index) if found else Education.OTHER


def birthday_before(day: date, years: int) -> str:
    """Who is born on this ISO day or earlier is at least ``years`` old on ``day``.

    Compared as text this is right for births of which only the year or month is known too (``kernel.dates.age_on``:
    the birthday counts as passed).
    """
    return f"{day.year - years:04d}-{day.month:02d}-{day.day:02d}"


def age_bands() -> list[str]:
    """The keys of the bands, youngest first: "0-29", "30-39" … "60-"; then "unknown"."""
    starts = (0, *AGE_BOUNDS)
    ends = [str(bound - 1) for bound in AGE_BOUNDS]
    return [*(f"{start}-{end}" for start, end in zip(starts, [*ends, ""], strict=True)), UNKNOWN]


def median_of(counts: Iterable[tuple[int, int]]) -> int:
    """The (lower) median of values given as (value, how often).

    Raises:
        ValueError: nothing is given.
    """
    pairs = sorted(counts)
    half = (sum(times for _value, times in pairs) + 1) // 2
    for value, times in pairs:
        half -= times
        if half <= 0:
            return value
    raise ValueError("a median of nothing")
