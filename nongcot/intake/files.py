"""Names and contents of the files people send: nothing in a name is trusted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath, PureWindowsPath

from nongcot.kernel.text import tidy

KNOWN_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".html", ".htm"})
_LENGTH = 150


def safe_name(name: str) -> str:
    """The last part of a file's name, tidy and short, with no character that means something to a file system."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    kept = "".join("_" if c in '<>:"/\\|?*' or not c.isprintable() else c for c in tidy(last)).strip(" .")
    if len(kept) > _LENGTH:
        suffix = PurePosixPath(kept).suffix[:10]
        kept = kept[: _LENGTH - len(suffix)].rstrip() + suffix
    return kept or "tep"


def known_suffix(name: str) -> str:
    """The suffix a stored file gets; ``.bin`` for one we do not know (its kind is told by its bytes anyway)."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix in KNOWN_SUFFIXES else ".bin"


def told_apart(names: Iterable[str]) -> list[str]:
    """The names with a number where two are equal: a reading tells its files apart by name."""
    taken: set[str] = set()
    result = []
    for name in names:
        path, n, free = PurePosixPath(name), 2, name
        while free.casefold() in taken:
            free, n = f"{path.stem} ({n}){path.suffix}", n + 1
        taken.add(free.casefold())
        result.append(free)
    return result
