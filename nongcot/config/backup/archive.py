"""The file of a backup: written whole or not at all, and believed only after every part was looked at."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

FORMAT, SHAPE = "nongcot-backup", 1
MANIFEST = "manifest.json"
KEY = "citizen.key"
FILES = "files/"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
_PIECE = 1024 * 1024
_LARGEST_MANIFEST = 64 * 1024 * 1024
# Sealed and compressed parts grow no smaller.
_PLAIN = frozenset({MANIFEST, DATABASES["sqlite"]})


class NoBackup(Exception):
    """A backup cannot be made or restored; the text says why and what to do. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Part:
    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What a backup says of itself. ``key_check`` tells whether a key is the one that sealed its data."""

    version: str
    made_at: str
    vendor: str
    migrations: list[list[str]]
    counts: dict[str, int]
    key_check: str
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def with_key(self) -> bool:
        return KEY in self.parts

    def dump(self) -> bytes:
        return json.dumps({"format": FORMAT, "shape": SHAPE, **asdict(self)}, ensure_ascii=False, indent=1).encode()


class Writer:
    """Puts parts into the file that is being written, counting and hashing them."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.parts: dict[str, Part] = {}

    def add(self, name: str, source: Path) -> bool:
        """Add a file; False when it is gone, as a file of an import that is dropped this very moment may be."""
        try:
            file = source.open("rb")
        except FileNotFoundError:
            return False
        with file:
            self._add(name, file)
        return True

    def _add(self, name: str, file: IO[bytes]) -> None:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if name in _PLAIN else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        digest, size = sha256(), 0
        with self.package.open(info, "w", force_zip64=True) as target:
            while piece := file.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        self.parts[name] = Part(size, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        manifest.parts = self.parts
        info = zipfile.ZipInfo(MANIFEST)
        info.compress_type = zipfile.ZIP_DEFLATED
        self.package.writestr(info, manifest.dump())


@contextlib.contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """A writer of ``target``, which appears (mode 600) only when all of it is on the disk.

    Raises:
        NoBackup: the file exists already, or its folder cannot be written.
    """
    if target.exists():
        raise NoBackup(_("Tệp %(file)s đã có; hãy chọn tên khác.") % {"file": target})
    try:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise NoBackup(_("Không ghi được vào thư mục %(folder)s.") % {"folder": target.parent}) from error
    partial = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with zipfile.ZipFile(file, "w", allowZip64=True) as package:
                yield Writer(package)
            file.flush()
            os.fsync(file.fileno())
        os.link(partial, target)  # unlike a rename never over a file that came there meanwhile
        _sync_folder(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """An opened backup with its manifest; its parts are not looked at yet.

    Raises:
        NoBackup: the file is not there, no backup of ours, cut off, or of a newer form.
    """
    try:
        package = zipfile.ZipFile(path)
    except OSError as error:
        raise NoBackup(_("Không mở được tệp %(file)s.") % {"file": path}) from error
    except zipfile.BadZipFile as error:
        raise NoBackup(_("%(file)s không phải bản sao lưu, hoặc bị cắt cụt.") % {"file": path}) from error
    with package:
        yield package, _manifest(package, path)


def _manifest(package: zipfile.ZipFile, path: Path) -> Manifest:
    foreign = NoBackup(_("%(file)s không phải bản sao lưu của Nòng Cốt.") % {"file": path})
    try:
        if package.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise foreign
        told: dict[str, Any] = json.loads(package.read(MANIFEST))
        if told.pop("format") != FORMAT:
            raise foreign
        shape = told.pop("shape")
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, OSError) as error:
        raise foreign from error
    if shape != SHAPE:
        raise NoBackup(_("Bản sao lưu của phiên bản mới hơn; hãy cập nhật chương trình trước."))
    try:
        parts = {name: Part(**part) for name, part in told.pop("parts").items()}
        manifest = Manifest(**told, parts=parts)
    except (TypeError, KeyError, AttributeError) as error:
        raise foreign from error
    _require_same_names(package, manifest)
    return manifest


def _require_same_names(package: zipfile.ZipFile, manifest: Manifest) -> None:
    """The parts are those of the manifest, once each, and none leads out of the folder it is put into."""
    names = [info.filename for info in package.infolist() if info.filename != MANIFEST]
    fine = sorted(names) == sorted(manifest.parts) and DATABASES.get(manifest.vendor) in manifest.parts
    if not fine or not all(map(_is_own, names)):
        raise NoBackup(_("Bản sao lưu bị hỏng: các phần không khớp với bản kê."))


def _is_own(name: str) -> bool:
    path = PurePosixPath(name)
    inside = name.startswith(FILES) and not path.is_absolute() and ".." not in path.parts and "\\" not in name
    return inside or name in {KEY, *DATABASES.values()}


def extract(package: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    """All parts into ``folder``, each compared with its size and checksum.

    Raises:
        NoBackup: a part differs from what the manifest says, or there is no room for it.
    """
    for name, part in manifest.parts.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            found = _copy(package, name, target, part.size)
        except (zipfile.BadZipFile, EOFError, zlib.error) as error:
            raise NoBackup(_("Bản sao lưu bị hỏng ở phần %(part)s.") % {"part": name}) from error
        except OSError as error:
            raise NoBackup(_("Không ghi được %(file)s: %(why)s") % {"file": target, "why": error.strerror}) from error
        if found != part:
            raise NoBackup(_("Bản sao lưu bị hỏng ở phần %(part)s.") % {"part": name})


def _copy(package: zipfile.ZipFile, name: str, target: Path, most: int) -> Part:
    digest, size = sha256(), 0
    with (
        package.open(name) as source,
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
    ):
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > most:
                break
            digest.update(piece)
            file.write(piece)
    return Part(size, digest.hexdigest())
