"""A reading and the files of an import as they are kept: sealed, because they hold citizen ids in the clear.

A sealed file is frames of ``<length, 4 bytes><sealed piece>``; nothing of it is readable without the key.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import IO, Any, Union, get_args, get_origin, get_type_hints

from django.core.files.base import ContentFile

from nongcot.infra import sealing
from nongcot.intake.kinds import OfficerRow, PostRead, Reading, Rejection, Repair, SheetReading, UnitRow

SHAPE = 1
_PIECE = 768 * 1024
_LISTS: dict[str, type[Any]] = {
    "sheets": SheetReading,
    "officers": OfficerRow,
    "units": UnitRow,
    "rejections": Rejection,
    "repairs": Repair,
}


def seal_file(pieces: Iterable[bytes]) -> ContentFile[bytes]:
    """The bytes as a sealed file, to be saved to storage."""
    frames = bytearray()
    for piece in pieces:
        sealed = sealing.seal(b64encode(piece).decode("ascii"))
        frames += len(sealed).to_bytes(4, "big") + sealed
    return ContentFile(bytes(frames))


def unseal_file(file: IO[bytes]) -> Iterator[bytes]:
    """The pieces that were sealed.

    Raises:
        ValueError: the file was cut off.
        cryptography.exceptions.InvalidTag: the key is another one, or the bytes were changed.
    """
    while head := file.read(4):
        length = int.from_bytes(head, "big")
        sealed = file.read(length)
        if len(head) < 4 or len(sealed) < length:
            raise ValueError("a sealed file was cut off")
        yield b64decode(sealing.unseal(sealed))


def write_reading(reading: Reading) -> ContentFile[bytes]:
    """The reading as one sealed file of compressed JSON lines; places of single cells of usable rows are left out."""
    return seal_file(_pieces(_compressed(_lines(reading))))


def read_reading(file: IO[bytes]) -> Reading:
    """The reading of :func:`write_reading`.

    Raises:
        ValueError: the file is of another shape or was cut off.
    """
    lines = _split(_decompressed(unseal_file(file)))
    head = json.loads(next(lines))
    if head["shape"] != SHAPE:
        raise ValueError(f"reading of shape {head['shape']}")
    reading = Reading(files=head["files"])
    for line in lines:
        name, values = json.loads(line)
        getattr(reading, name).append(_build(_LISTS[name], values))
    counted = {name: len(getattr(reading, name)) for name in _LISTS}
    if counted != head["counts"]:
        raise ValueError("a reading was cut off")
    return reading


def _lines(reading: Reading) -> Iterator[bytes]:
    counts = {name: len(getattr(reading, name)) for name in _LISTS}
    yield _line({"shape": SHAPE, "files": reading.files, "counts": counts})
    for name in _LISTS:
        for item in getattr(reading, name):
            yield _line([name, _values(item)])


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=_plain, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PostRead):
        return [value.body, value.post, value.body_name]
    return str(value)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    left_out = {"cells"} if kind in (OfficerRow, UnitRow) else set()
    return tuple(f.name for f in fields(kind) if f.name not in left_out)


def _values(item: Any) -> dict[str, Any]:
    kind: Any = type(item)
    values = ((name, getattr(item, name)) for name in _names(kind))
    return {name: value for name, value in values if value not in (None, "", [])}


def _build(kind: Any, values: dict[str, Any]) -> Any:
    decoders = _decoders(kind)
    built = {name: (decoders[name](value) if name in decoders else value) for name, value in values.items()}
    for name in _required(kind):
        built.setdefault(name, "")
    return kind(**built)


@cache
def _required(kind: Any) -> tuple[str, ...]:
    """Texts without a default, left out when they are empty."""
    hints = get_type_hints(kind)
    return tuple(name for name in _names(kind) if hints[name] is str)


@cache
def _decoders(kind: Any) -> dict[str, Callable[[Any], Any]]:
    found = {name: _decoder(hint) for name, hint in get_type_hints(kind).items()}
    return {name: decode for name, decode in found.items() if decode is not None}


def _decoder(hint: Any) -> Callable[[Any], Any] | None:
    if get_origin(hint) in (Union, UnionType):
        inner = [arg for arg in get_args(hint) if arg is not NoneType]
        return _decoder(inner[0]) if len(inner) == 1 else None
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {member.value: member for member in hint}.__getitem__
    if get_origin(hint) is list and get_args(hint) == (PostRead,):
        body, post = (_decoder(get_type_hints(PostRead)[name]) for name in ("body", "post"))
        if body is None or post is None:
            return None
        return lambda rows: [PostRead(body(b), post(p), name) for b, p, name in rows]
    if get_origin(hint) is list and get_origin(get_args(hint)[0]) is tuple:
        return lambda rows: [tuple(row) for row in rows]
    if get_origin(hint) is dict and isinstance(get_args(hint)[0], type) and issubclass(get_args(hint)[0], StrEnum):
        key = get_args(hint)[0]
        return lambda values: {key(name): value for name, value in values.items()}
    return None


def _compressed(lines: Iterable[bytes]) -> Iterator[bytes]:
    squeeze = zlib.compressobj(1)
    for line in lines:
        if piece := squeeze.compress(line):
            yield piece
    yield squeeze.flush()


def _decompressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    stretch = zlib.decompressobj()
    for piece in pieces:
        yield stretch.decompress(piece)
    yield stretch.flush()


def _pieces(parts: Iterable[bytes]) -> Iterator[bytes]:
    gathered = bytearray()
    for part in parts:
        gathered += part
        while len(gathered) >= _PIECE:
            yield bytes(gathered[:_PIECE])
            del gathered[:_PIECE]
    if gathered:
        yield bytes(gathered)


def _split(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    if rest:
        yield rest
