"""PDF by typst: the one place that knows it.

Text of users goes in as JSON data only (``sys_inputs``), never into markup; system fonts are never used, so that the
same document looks the same on every machine.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from nongcot.infra.documents.fonts import SERIF, font_paths
from nongcot.infra.documents.official import Band, Block, OfficialDocument, Table, Turn
from nongcot.infra.documents.text import breakable, printable

_TEMPLATE = Path(__file__).parent / "official.typ"
# Tags let screen readers follow the tables, but make a list of 5,000 officers four times as large to send.
MOST_TAGGED_ROWS = 2_000
_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def official_pdf(document: OfficialDocument) -> bytes:
    """``document`` as the bytes of a PDF: A4, fonts embedded, text extractable, tagged unless very long."""
    data = {
        "title": printable(document.title),
        "subject": printable(document.subject),
        "author": printable(document.author),
        "language": document.language,
        "fonts": list(SERIF),
        "letterhead": _cleaned(asdict(document.letterhead)),
        "parts": _parts(document.blocks),
        "signature": _cleaned(asdict(document.signature)) if document.signature else None,
    }
    rows = sum(len(block.rows) for block in document.blocks if isinstance(block, Table))
    return _compile(_TEMPLATE, {"data": json.dumps(data, ensure_ascii=False)}, pdf_tags=rows <= MOST_TAGGED_ROWS)


def svg_to_png(svg: str, ppi: float = 220) -> bytes:
    """A drawing as PNG, for formats that cannot show SVG everywhere; ``ppi`` is pixels an inch (72 units)."""
    return _compile(_PICTURE, {"svg": svg}, format="png", ppi=ppi)


def _compile(source: Path | bytes, inputs: dict[str, str], **options: Any) -> bytes:
    made: bytes = typst.compile(
        source, sys_inputs=inputs, font_paths=[*map(str, font_paths())], ignore_system_fonts=True, **options
    )
    return made


def _parts(blocks: list[Block]) -> list[dict[str, Any]]:
    """The blocks by runs of pages that lie the same way."""
    parts: list[dict[str, Any]] = [{"landscape": False, "blocks": []}]
    for block in blocks:
        if isinstance(block, Turn):
            parts.append({"landscape": block.landscape, "blocks": []})
        else:
            parts[-1]["blocks"].append(_block(block))
    return [part for part in parts if part["blocks"]]


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if not isinstance(block, Table):
        return {"kind": kind, **_cleaned(asdict(block))}
    return {
        "kind": kind,
        "small": block.small,
        "columns": [_cleaned(asdict(column)) for column in block.columns],
        "header_rows": 2 if any(column.group for column in block.columns) else 1,
        "rows": [_text(row.text) if isinstance(row, Band) else [*map(_text, row)] for row in block.rows],
    }


def _text(value: str) -> str:
    return breakable(printable(value))


def _cleaned(value: Any) -> Any:
    """Every text inside ``value`` made printable; a drawing only that, for it is not read as words."""
    if isinstance(value, dict):
        return {key: printable(item) if key == "svg" else _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return _text(value) if isinstance(value, str) else value
