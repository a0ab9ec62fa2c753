"""A small law that loads; tests break one thing in it at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

DOCUMENT: dict[str, Any] = {
    "id": "old-guide",
    "number": "03/HD",
    "kind": "guidance",
    "issuer": "Tổng Liên đoàn",
    "title": "Hướng dẫn cũ",
    "signed": "2020-02-20",
    "in_force": "2020-02-20",
    "ended": "2024-12-25",
    "replaced_by": "new-guide",
    "text_on_file": False,
    "confidence": "sure",
}
ENTRY: dict[str, Any] = {
    "from": "2020-02-20",
    "value": 3,
    "document": "old-guide",
    "article": "mục 9.1",
    "confidence": "sure",
    "verified": True,
    "checked": "hai nguồn độc lập",
}
RULE: dict[str, Any] = {
    "id": "committee.minimum",
    "title": "Số ủy viên tối thiểu",
    "title_en": "Fewest members",
    "unit": "person",
    "values": [ENTRY],
}

Write = Callable[..., Path]


@pytest.fixture
def law(tmp_path: Path) -> Write:
    """Writes a folder of documents and one rule; ``None`` as a value leaves the key out."""

    def write(
        rule: dict[str, Any] | None = None, entry: dict[str, Any] | None = None, document: dict[str, Any] | None = None
    ) -> Path:
        new_guide = DOCUMENT | {"id": "new-guide", "number": "99/HD", "in_force": "2024-12-25", "ended": None}
        documents = [DOCUMENT | (document or {}), new_guide | {"replaced_by": None}]
        for row in documents:
            put(tmp_path / "documents" / f"{row['id']}.yaml", row)
        put(
            tmp_path / "rules" / "committee" / "minimum.yaml", RULE | {"values": [ENTRY | (entry or {})]} | (rule or {})
        )
        return tmp_path

    return write


def put(path: Path, row: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(row), encoding="utf-8")


def text_of(row: dict[str, Any]) -> str:
    """YAML with dates unquoted, as a keeper of the data writes them; keys with None are left out."""
    kept = {key: value for key, value in row.items() if value is not None}
    if isinstance(kept.get("values"), list):
        kept["values"] = [{k: v for k, v in entry.items() if v is not None} for entry in kept["values"]]
    dumped = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)
    return "".join(_unquoted(line) for line in dumped.splitlines(keepends=True))


def _unquoted(line: str) -> str:
    head, _, tail = line.partition(": ")
    bare = tail.strip().strip("'")
    return f"{head}: {bare}\n" if len(bare) == 10 and bare[:4].isdigit() and bare[4] == "-" else line
