"""Restore a backup: everything is looked at first, then one transaction turns the old database into the new one.

Files are only added, so that the old database finds its own as long as it is the one in use; the old database is kept.
Killed at any point, the installation has the old data or the new, never a mixture.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape

from nongcot.config.backup import postgres, sqlite
from nongcot.config.backup.archive import DATABASES, FILES, KEY, Manifest, NoBackup, extract, reading
from nongcot.config.backup.making import EXIT_DONE, EXIT_REFUSED, key_check, room_for
from nongcot.kernel import clock

_STAGED = "restored"
_FOLDER = "restoring-"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: the manifest, where the data from before is kept, and counts that differ by now."""

    manifest: Manifest
    before: str
    differing: dict[str, tuple[int, int]]  # table -> rows in the backup, rows now


def restore(path: Path, *, confirm: Callable[[Manifest], bool]) -> Restored | None:
    """Put the backup at ``path`` in place of this installation's data; None when ``confirm`` says no.

    Raises:
        NoBackup: the file is damaged or foreign, of another kind of database, newer than the program, or sealed with
            another key. Nothing was changed.
    """
    home = Path(settings.HOME)
    with _alone(home), reading(path) as (package, manifest):
        _require_fitting(manifest)
        if not room_for(home, 2 * sum(part.size for part in manifest.parts.values())):
            raise NoBackup(_("Ổ đĩa không đủ chỗ để phục hồi."))
        with tempfile.TemporaryDirectory(dir=home, prefix=_FOLDER) as name:
            folder = Path(name)
            extract(package, manifest, folder)
            key = _usable_key(manifest, folder)
            staged = folder / DATABASES[manifest.vendor]
            if manifest.vendor == "sqlite":
                _prepare_sqlite(staged, manifest)
            if not confirm(manifest):
                return None
            stamp = clock.now().strftime("%Y%m%d-%H%M%S")
            _keep_key(key, home, stamp)
            _add_files(folder / FILES, Path(settings.MEDIA_ROOT), stamp)
            before = _replace(staged, manifest, home, stamp)
    return Restored(manifest, before, _differing(manifest))


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One restoring at a time; what a killed one left unpacked is removed."""
    with (home / "restore.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise NoBackup(_("Đang có một lần phục hồi khác.")) from error
        for left in home.glob(f"{_FOLDER}*"):
            shutil.rmtree(left)
        yield


def _require_fitting(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        told = {"made": names[manifest.vendor], "here": names[connection.vendor]}
        raise NoBackup(_("Bản sao lưu của %(made)s, còn cài đặt này dùng %(here)s (NONGCOT_DATABASE_URL).") % told)
    ours = MigrationLoader(None, ignore_no_migrations=True)
    known = {*ours.disk_migrations, *(pair for one in ours.disk_migrations.values() for pair in one.replaces)}
    if any((app, name) not in known for app, name in manifest.migrations):
        text = _("Bản sao lưu do phiên bản %(version)s ghi, mới hơn chương trình này; hãy cập nhật chương trình trước.")
        raise NoBackup(text % {"version": manifest.version})


def _usable_key(manifest: Manifest, folder: Path) -> str | None:
    """The key to put into the home folder; None when the installation has the right one.

    Raises:
        NoBackup: the data was sealed with another key, and the file does not hold it or the environment another.
    """
    if manifest.key_check == key_check():
        return None
    if not manifest.with_key or settings.ENVIRONMENT.citizen_key:
        place = Path(settings.HOME) / KEY
        text = _(
            "Khóa mã hóa của cài đặt này không phải khóa của bản sao lưu. Hãy đặt NONGCOT_CITIZEN_KEY, "
            "hoặc chép khóa cũ vào %(place)s, rồi phục hồi lại."
        )
        raise NoBackup(text % {"place": place})
    key = (folder / KEY).read_text().strip()
    if key_check(key) != manifest.key_check:
        raise NoBackup(_("Bản sao lưu bị hỏng ở phần %(part)s.") % {"part": KEY})
    return key


def _prepare_sqlite(staged: Path, manifest: Manifest) -> None:
    """The copy is whole, holds what the manifest says, and is brought up to this program before it is used."""
    if not sqlite.is_whole(staged) or sqlite.counts(staged) != manifest.counts:
        raise NoBackup(_("Bản sao lưu bị hỏng ở phần %(part)s.") % {"part": staged.name})
    if not _is_older(manifest):
        return
    connections.databases[_STAGED] = {**connection.settings_dict, "NAME": str(staged), "OPTIONS": {}}
    try:
        call_command("migrate", database=_STAGED, verbosity=0, interactive=False)
    finally:
        connections[_STAGED].close()
        del connections[_STAGED], connections.databases[_STAGED]


def _keep_key(key: str | None, home: Path, stamp: str) -> None:
    """Put the key of the backup where the installation looks for it; the one from before stays beside it."""
    if key is None:
        return
    place = home / KEY
    if place.exists():
        os.link(place, home / f"citizen-before-{stamp}.key")
    fresh = home / f".{KEY}.{stamp}"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key)
    fresh.replace(place)
    settings.CITIZEN_KEY = key


def _add_files(source: Path, media: Path, stamp: str) -> None:
    """Each file moves in whole; one of the same name that differs is put beside it."""
    for path in sorted(source.rglob("*")) if source.exists() else []:
        if not path.is_file():
            continue
        target = media / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            if target.read_bytes() == path.read_bytes():
                continue
            target.rename(target.with_name(f"{target.name}.before-{stamp}"))
        path.rename(target)


def _replace(staged: Path, manifest: Manifest, home: Path, stamp: str) -> str:
    """Turn the old database into the new; gives where the old one is kept."""
    if connection.vendor == "sqlite":
        live, before = Path(connection.settings_dict["NAME"]), home / f"before-restore-{stamp}.sqlite3"
        connection.close()
        if live.exists():
            sqlite.snapshot(live, before)
        sqlite.replace(live, staged)
        return str(before) if before.exists() else ""
    schema = f"before_restore_{stamp.replace('-', '_')}"
    connection.close()
    server = postgres.Server(connection.settings_dict)
    postgres.replace(server, staged, manifest.counts, schema)
    try:
        if _is_older(manifest):
            call_command("migrate", verbosity=0, interactive=False)
    except Exception as error:
        connection.close()
        postgres.put_back(server, schema)
        raise NoBackup(_("Không cập nhật được dữ liệu phục hồi: %(why)s") % {"why": error}) from error
    return schema


def _is_older(manifest: Manifest) -> bool:
    """Whether this program has migrations that the backup's tables have not seen."""
    applied = {(app, name) for app, name in manifest.migrations}
    return any(key not in applied for key in MigrationLoader(None, ignore_no_migrations=True).graph.nodes)


def _differing(manifest: Manifest) -> dict[str, tuple[int, int]]:
    if connection.vendor == "sqlite":
        now = sqlite.counts(Path(connection.settings_dict["NAME"]))
    else:
        with postgres.Server(connection.settings_dict).connect() as asked:
            now = postgres.counts(asked)
    # migrations newer than the backup add rows about themselves
    about_program = {"django_migrations", "django_content_type", "auth_permission"}
    return {
        table: (rows, now.get(table, -1))
        for table, rows in manifest.counts.items()
        if table not in about_program and now.get(table, -1) != rows
    }


def run_restore(path: Path, *, yes: bool, ask: Callable[[str], bool], console: Console) -> int:
    """The command: say what the backup holds, ask, restore, and look at the result. Exit status 0 or 2."""

    def confirm(manifest: Manifest) -> bool:
        made = timezone.localtime(datetime.fromisoformat(manifest.made_at))
        told = {"day": f"{made:%H:%M %d/%m/%Y}", "version": manifest.version, "rows": sum(manifest.counts.values())}
        text = _("Bản sao lưu lúc %(day)s, phiên bản %(version)s, %(rows)d dòng; đã kiểm tra, còn nguyên vẹn.")
        console.print(escape(text % told), soft_wrap=True)
        return yes or ask(_("Thay toàn bộ dữ liệu hiện có bằng bản sao lưu này?"))

    try:
        done = restore(path, confirm=confirm)
    except NoBackup as refused:
        console.print(escape(str(refused)), soft_wrap=True)
        console.print(_("Dữ liệu hiện có không thay đổi."), soft_wrap=True)
        return EXIT_REFUSED
    if done is None:
        console.print(_("Đã thôi. Dữ liệu hiện có không thay đổi."), soft_wrap=True)
        return EXIT_REFUSED
    kept = _("Dữ liệu trước đó được giữ ở: %(place)s") % {"place": done.before} if done.before else ""
    console.print(escape(" ".join([_("Đã phục hồi."), kept]).strip()), soft_wrap=True)
    return _look(done, console)


def _look(done: Restored, console: Console) -> int:
    """Counts of rows and the state of the database after restoring."""
    from nongcot.config import doctor

    for table, (then, now) in done.differing.items():
        text = _("Bảng %(table)s: bản sao lưu có %(then)d dòng, nay có %(now)d (ứng dụng đang chạy đã ghi thêm?).")
        console.print(escape(text % {"table": table, "then": then, "now": now}), soft_wrap=True)
    checks = [doctor.database(), doctor.integrity(), doctor.migrations(), doctor.trail()]
    faults = [check for check in checks if check.level is doctor.Level.FAIL]
    for check in faults:
        console.print(escape(f"{check.found} {check.remedy}"), soft_wrap=True)
    if not faults and not done.differing:
        text = _("Đã đối chiếu: %(tables)d bảng đủ số dòng, cơ sở dữ liệu nguyên vẹn.")
        console.print(text % {"tables": len(done.manifest.counts)}, soft_wrap=True)
    console.print(_("Nếu ứng dụng đang chạy, hãy khởi động lại nongcot serve."), soft_wrap=True)
    return EXIT_REFUSED if faults else EXIT_DONE
