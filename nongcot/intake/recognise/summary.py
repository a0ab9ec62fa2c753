"""Tables that only count: so many unions, members or officers for each ward or kind. They list no unions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nongcot.intake.recognise.lines import LineKind, read_line, strip_numbering
from nongcot.kernel.text import fold, tidy

if TYPE_CHECKING:
    from nongcot.intake.recognise.candidate import Candidate

_UNIONS = (
    r"(?:cdcs|cong doan co so|cd co so|nghiep doan(?: co so)?|don vi|cdcs nghiep doan|cdcs va nghiep doan|"
    r"to chuc cong doan|cong doan)"
)
_COUNT_OF_UNIONS = re.compile(
    rf"(?:(?:tong so|so|ts|sl|so luong|tong|s l)(?: luong)? )+{_UNIONS}"
    r"(?: (?:hien co|truc thuoc|thanh lap.*|quan ly|moi.*|co .*|nghiep doan|\d+))*"
)
_PARENT_OF_COUNT = re.compile(rf"(?:(?:tong so|so|so luong) )?{_UNIONS} (?:tong so|tong cong|so luong|ts|sl)")
_PLACE = re.compile(
    r"(?:phuong|xa|dac khu|thi tran|huyen|quan|thi xa|thanh pho|tp|tinh|kcn|khu cong nghiep|cum cong nghiep|cum|"
    r"khu vuc|khoi|linh vuc|nganh|loai hinh) .*"
    r"|(?:doanh nghiep|dn|don vi su nghiep|dvsn|hcsn|hanh chinh su nghiep|co quan)"
    r"(?: (?:nha nuoc|ngoai .*|fdi|tu nhan|co von .*|cong lap|nuoc ngoai|trong nuoc))?"
)
_MOST = 0.6


def only_counts(candidates: Sequence[Candidate], names: Candidate) -> bool:
    """Whether a table with units in the column ``names`` counts unions instead of naming them."""
    if any(_counts_unions(c) for c in candidates if c is not names):
        return True
    texts = [tidy(cell) for cell in names.cells if isinstance(cell, str) and cell.strip()]
    kept = [text for text in texts if read_line(text).kind is not LineKind.TOTAL]
    return bool(kept) and sum(1 for text in kept if _PLACE.fullmatch(fold(text))) > _MOST * len(kept)


def is_place(text: str) -> bool:
    """Whether a name is that of a place, a zone or a kind, which has unions and is none: "KHU CÔNG NGHIỆP A"."""
    return bool(_PLACE.fullmatch(fold(strip_numbering(tidy(text))[0])))


def _counts_unions(c: Candidate) -> bool:
    path = [fold(text) for text in c.column.path if text]
    if not path or c.content.share("count") < 0.8:
        return False
    return bool(
        _COUNT_OF_UNIONS.fullmatch(path[-1]) or (len(path) > 1 and _PARENT_OF_COUNT.fullmatch(" ".join(path[-2:])))
    )
