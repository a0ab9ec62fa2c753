"""The translations: Vietnamese is the source language, English is complete.

    python tools/messages.py extract          bring the English catalogue up to date with the sources
    python tools/messages.py merge FILE...    extract, then fill in lines "msgid<TAB>english" (or: msgid, one, other)
    python tools/messages.py check            exit 1 when a translation is missing, unsure, left over or does not fit
    python tools/messages.py compile          write the .mo files the application reads

In a TSV file a line break inside a message is written ``\\n``. Placeholders are named: ``%(name)s``, never ``%s``.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "nongcot"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"

# which arguments are messages: (1, 2) singular and plural; ((1, "c"), 2) context and message
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "marked": None,  # nongcot.regulations.errors: a package without Django
    "flaw": None,
    "word": None,  # gettext_noop by a shorter name
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

# a date that never moves: the history of the file is git's business
DAY = datetime(2026, 1, 1, tzinfo=UTC)
NAMED = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
UNNAMED = re.compile(r"(?<!%)(?:%%)*%[sdif]")


@dataclass(slots=True)
class Found:
    """One message of the sources: where it is said, and its plural when it has one."""

    plural: str | None = None
    places: set[str] = field(default_factory=set)


Key = tuple[str | None, str]  # context, msgid


def python_of(path: Path) -> bytes:
    """The file as Python that Babel can read: templates are turned into calls of gettext, one line each."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    # what stands around the calls is blanked out to X and spaces; indentation would mislead the tokenizer
    return "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines()).encode()


def files() -> Iterator[Path]:
    for suffix in ("*.py", "*.html", "*.txt"):
        for path in sorted(PACKAGE.rglob(suffix)):
            if "migrations" not in path.parts and (suffix == "*.py" or "templates" in path.parts):
                yield path


def said() -> dict[Key, Found]:
    """Every message of the package's Python and templates."""
    found: dict[Key, Found] = {}
    for path in files():
        source = io.BytesIO(python_of(path))
        options = {"encoding": "utf-8"}
        for _line, message, _comments, context in babel_extract("python", source, KEYWORDS, options=options):
            msgid, plural = message if isinstance(message, tuple) else (message, None)
            if not msgid:
                continue
            entry = found.setdefault((context, msgid), Found())
            entry.plural = entry.plural or plural
            entry.places.add(str(path.relative_to(ROOT)))
    return found


def texts(value: Any) -> tuple[str, ...]:
    """A message's source or translation as it comes from Babel: one string, or one for each number."""
    return tuple(value) if isinstance(value, (tuple, list)) else (value or "",)


def read() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def write(catalogue: Catalog) -> None:
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False)


def updated() -> Catalog:
    """The catalogue of what is said today, with the translations that are known; what is no longer said is gone."""
    old = read()
    new = Catalog(
        locale="en", domain="django", project="nongcot", version="", creation_date=DAY, revision_date=DAY, fuzzy=False
    )
    for (context, msgid), entry in said().items():
        before = old.get(msgid, context=context)
        identity = (msgid, entry.plural) if entry.plural else msgid
        string: Any = before.string if before and isinstance(before.string, tuple) == bool(entry.plural) else None
        flags = {"python-format"} if NAMED.search(msgid) else set()
        new.add(identity, string, [(place, 0) for place in sorted(entry.places)], flags=flags, context=context)
    return new


def english_of(paths: list[Path]) -> dict[str, tuple[str, ...]]:
    """msgid -> its English: one string, or two for a message with a plural."""
    known: dict[str, tuple[str, ...]] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = [part.replace("\\n", "\n") for part in line.split("\t")]
            if len(columns) >= 2 and columns[0]:
                known[columns[0]] = tuple(columns[1:])
    return known


def fill(catalogue: Catalog, english: dict[str, tuple[str, ...]]) -> list[str]:
    """Put ``english`` into the messages it fits; returns the msgids that nothing says (any more)."""
    unused = set(english)
    for message in catalogue:
        msgid = texts(message.id)[0]
        if not msgid or msgid not in english:
            continue
        unused.discard(msgid)
        given = english[msgid]
        message.string = (given[0], given[-1]) if isinstance(message.id, tuple) else given[0]
    return sorted(unused)


def problems_of(message: Message) -> Iterator[str]:
    """Why the English of one message cannot be shown."""
    sources, strings = texts(message.id), texts(message.string)
    if not all(strings):
        yield "no English"
        return
    if message.fuzzy:
        yield "unsure (fuzzy)"
    if any(UNNAMED.search(source) for source in sources):
        yield "placeholder without a name"
    wanted = {name for source in sources for name in NAMED.findall(source)}
    for string in strings:
        if not set(NAMED.findall(string)) <= wanted:
            yield f"a placeholder the source does not have: {sorted(set(NAMED.findall(string)) - wanted)}"
    missing = wanted - {name for string in strings for name in NAMED.findall(string)}
    if missing:
        yield f"a placeholder is missing: {sorted(missing)}"
    if any(string.startswith("\n") != sources[0].startswith("\n") for string in strings):
        yield "begins with a line break on one side only"


def check() -> list[str]:
    """One line per message whose translation is missing, unsure, left over or does not fit."""
    catalogue, today = read(), said()
    lines = []
    for (context, msgid), entry in sorted(today.items(), key=lambda item: item[0][1]):
        message = catalogue.get(msgid, context=context)
        if message is None or isinstance(message.id, tuple) != bool(entry.plural):
            lines.append(f"not in the catalogue: {msgid!r} ({min(entry.places)})")
            continue
        lines += [f"{problem}: {msgid!r} ({min(entry.places)})" for problem in problems_of(message)]
    for message in catalogue:
        msgid = texts(message.id)[0]
        if msgid and (message.context, msgid) not in today:
            lines.append(f"left over: {msgid!r}")
    return lines


def compile_all() -> None:
    for path in sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parts[-3])
        target = path.with_suffix(".mo")
        fresh = target.with_suffix(".new")
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        fresh.replace(target)


def main() -> int:
    parser = argparse.ArgumentParser(description="The translations of the words shown.")
    parser.add_argument("action", choices=["extract", "merge", "check", "compile"])
    parser.add_argument("files", nargs="*", type=Path, help="TSV files, for merge")
    arguments = parser.parse_args()
    if arguments.action == "compile":
        compile_all()
        return 0
    if arguments.action == "check":
        problems = check()
        print("\n".join(problems) or "translations: complete")
        return 1 if problems else 0
    catalogue = updated()
    unused = fill(catalogue, english_of(arguments.files))
    write(catalogue)
    missing = sum(1 for message in catalogue if message.id and not all(message.string or [""]))
    print(f"translations: {len(catalogue)} messages, {missing} without English")
    if unused:
        print("said nowhere:\n" + "\n".join(f"  {msgid}" for msgid in unused))
    return 0


if __name__ == "__main__":
    sys.exit(main())
