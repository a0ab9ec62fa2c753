"""The kind of a union ticked in one of several columns: "Loại hình" over "DNNN | DN ngoài NN | FDI"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nongcot.intake.cells.unit_kinds import unit_kind
from nongcot.kernel.text import fold

if TYPE_CHECKING:
    from nongcot.intake.recognise.candidate import Candidate

_OF_KINDS = re.compile(r"\b(?:loai hinh|khu vuc|thanh phan|phan loai|loai|kind|type)\b")
_TICKED = 0.7


def ticked_kinds(candidates: Sequence[Candidate]) -> dict[int, str]:
    """Columns headed by a kind under one header, with marks only: column -> kind as written. They mean nothing else."""
    found: dict[int, str] = {}
    for c in candidates:
        path = [text for text in c.column.path if text]
        if len(path) < 2 or not _OF_KINDS.search(fold(path[-2])) or not unit_kind(path[-1]).value[0]:
            continue
        if c.content.filled and c.content.share("flag") >= _TICKED:
            found[c.column.index] = path[-1]
    if len(found) < 2:
        return {}
    for c in candidates:
        if c.column.index in found:
            c.guesses = ()
    return found
