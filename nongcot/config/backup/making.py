"""Make a backup while the application runs."""

from __future__ import annotations

import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape

from nongcot.config.backup import postgres, sqlite
from nongcot.config.backup.archive import DATABASES, FILES, KEY, Manifest, NoBackup, Writer, writing
from nongcot.infra import sealing
from nongcot.kernel import clock

EXIT_DONE, EXIT_REFUSED = 0, 2
_KEY_CHECK = "nongcot backup: which key sealed this"


def key_check(key: str | None = None) -> str:
    """A one-way mark of ``key`` (default: the installation's): equal marks mean that sealed data can be read."""
    return sealing.index(_KEY_CHECK, key)


def key_place() -> str:
    """Where the key is, in words: the person who makes a backup must keep it apart."""
    if settings.ENVIRONMENT.citizen_key:
        return "NONGCOT_CITIZEN_KEY"
    return str(Path(settings.HOME) / KEY)


def make_backup(target: Path, *, with_key: bool) -> Manifest:
    """Write everything into the new file ``target``.

    Raises:
        NoBackup: it cannot be written, or the database not be read. There is no file then.
    """
    media = Path(settings.MEDIA_ROOT)
    with writing(target) as writer, tempfile.TemporaryDirectory(dir=target.parent, prefix=".nongcot-backup-") as folder:
        # Files first and again after the database: whatever the database speaks of at its moment is then among them.
        _add_files(writer, media)
        copy = Path(folder) / DATABASES[connection.vendor]
        counts = _snapshot(copy)
        _add_files(writer, media)
        if not writer.add(copy.name, copy):
            raise NoBackup(_("Không đọc được cơ sở dữ liệu."))
        if with_key:
            key = Path(folder) / KEY
            key.touch(mode=0o600)
            key.write_text(settings.CITIZEN_KEY)
            writer.add(KEY, key)
        manifest = Manifest(
            version=version("nongcot"),
            made_at=clock.now().isoformat(timespec="seconds"),
            vendor=connection.vendor,
            migrations=applied_migrations(),
            counts=counts,
            key_check=key_check(),
        )
        writer.finish(manifest)
    return manifest


def applied_migrations() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _snapshot(copy: Path) -> dict[str, int]:
    if connection.vendor == "postgresql":
        if not applied_migrations():  # an empty file would pass for a backup
            text = _("Cơ sở dữ liệu %(name)s chưa có bảng nào của Nòng Cốt nên không có gì để sao lưu. Xin xem lại "
                     "NONGCOT_DATABASE_URL; nếu là cài đặt mới, chạy: nongcot migrate")  # fmt: skip
            raise NoBackup(text % {"name": connection.settings_dict["NAME"]})
        return postgres.snapshot(postgres.Server(connection.settings_dict), copy)
    source = Path(connection.settings_dict["NAME"])
    if not source.exists():
        raise NoBackup(_("Chưa có cơ sở dữ liệu %(file)s để sao lưu.") % {"file": source})
    return sqlite.snapshot(source, copy)


def _add_files(writer: Writer, media: Path) -> None:
    for path in sorted(media.rglob("*")):
        name = FILES + path.relative_to(media).as_posix()
        if path.is_file() and not path.is_symlink() and name not in writer.parts:
            writer.add(name, path)


def run_backup(target: Path, *, with_key: bool, console: Console) -> int:
    """The command: make the backup and say what is in it, and where its key is. Exit status 0 or 2."""
    try:
        manifest = make_backup(target.absolute(), with_key=with_key)
    except NoBackup as refused:
        console.print(escape(str(refused)), soft_wrap=True)
        return EXIT_REFUSED
    except OSError as error:
        console.print(escape(_("Không ghi được bản sao lưu: %(why)s") % {"why": error.strerror}), soft_wrap=True)
        return EXIT_REFUSED
    files = sum(name.startswith(FILES) for name in manifest.parts)
    told = {
        "file": target,
        "rows": sum(manifest.counts.values()),
        "tables": len(manifest.counts),
        "files": files,
        "size": round(target.stat().st_size / 1024**2, 1),
    }
    text = _("Đã ghi %(file)s: %(rows)d dòng trong %(tables)d bảng, %(files)d tệp tải lên, %(size)s MB.")
    console.print(escape(text % told), soft_wrap=True)
    console.print(escape(_key_words(with_key)), soft_wrap=True)
    return EXIT_DONE


def _key_words(with_key: bool) -> str:
    if with_key:
        return _(
            "Bản sao lưu có cả khóa mã hóa: ai có tệp này đọc được mọi số định danh. "
            "Hãy cất giữ như cất con dấu, không gửi qua thư điện tử."
        )
    return _(
        "Bản sao lưu KHÔNG có khóa mã hóa số định danh và tệp tải lên. Khóa ở %(place)s: "
        "hãy giữ một bản ở nơi khác; không có khóa thì không phục hồi được."
    ) % {"place": key_place()}


def room_for(folder: Path, size: int) -> bool:
    return shutil.disk_usage(folder).free > size
