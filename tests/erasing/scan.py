"""Everything an installation keeps, as text: every table, unsealed where it is sealed, and every file."""

from __future__ import annotations

import zlib
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models
from openpyxl import load_workbook

from nongcot.infra import sealing
from nongcot.intake.models import Ledger
from nongcot.intake.stored import unseal_file
from nongcot.kernel.text import fold


def tables() -> Iterator[tuple[str, str]]:
    """Each row of each table with where it stands, as text."""
    for model in apps.get_models(include_auto_created=True):
        names = [field.attname for field in model._meta.concrete_fields]
        for row in model._base_manager.values_list(*names):
            for name, value in zip(names, row, strict=True):
                yield f"{model._meta.label}.{name} {row[0]}", _text(model, name, value)


def _text(model: type[models.Model], name: str, value: object) -> str:
    if not isinstance(value, bytes | bytearray | memoryview):
        return str(value)
    content = bytes(value)
    if content[:2] == b"PK":
        sheets = load_workbook(BytesIO(content), read_only=True).worksheets
        return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    plain = sealing.unseal(content)
    return zlib.decompress(b64decode(plain)).decode() if model is Ledger else plain


def files() -> Iterator[tuple[str, str]]:
    """Each kept file by its name, as text."""
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            yield str(path), _content(path)


def _content(path: Path) -> str:
    with path.open("rb") as file:
        content = b"".join(unseal_file(file))
    if content[:2] == b"PK":
        sheets = load_workbook(BytesIO(content), read_only=True).worksheets
        return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    try:
        return zlib.decompress(content).decode()
    except zlib.error:
        return content.decode(errors="replace")


def where(*told: str) -> list[str]:
    """The places where one of these texts is found, however its letters are written."""
    wanted = [fold(text) for text in told]
    return [
        place
        for place, text in (*tables(), *files())
        if any(each in fold(text) or each in text.replace(" ", "").replace(".", "") for each in wanted)
    ]
