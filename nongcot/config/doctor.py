"""``nongcot doctor``: is this installation in order, and if not, what to do.

Exit status: 0 in order (there may be warnings); 1 something must be mended.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.utils import Error as DatabaseError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape

from nongcot.config import installation, static
from nongcot.config.checkup import Check, Level, ok
from nongcot.config.doctor_access import mail_server, reader_address, second_factors, start_code
from nongcot.config.serve import HEARTBEAT_SECONDS, heartbeat_path
from nongcot.infra.audit.guards import missing_guards
from nongcot.kernel import clock

OLDEST_POSTGRES = 150000
FREE_WARN, FREE_FAIL = 2 * 1024**3, 200 * 1024**2
WAITING_TOO_LONG = timedelta(minutes=10)
RUNNING_TOO_LONG = timedelta(hours=2)
CLOCK_SLACK_SECONDS = 120
CONNECT_SECONDS = 5
CONNECTION_WORDS = {
    "dbname",
    "user",
    "password",
    "host",
    "port",
    "service",
    "sslmode",
    "sslrootcert",
    "connect_timeout",
}
# nothing of this program can have happened before it was written
BUILT_IN = 2026


def python_version() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    if (3, 11) <= sys.version_info[:2] < (3, 14):
        return ok("python", version)
    return Check("python", Level.FAIL, version, _("Cần Python 3.11, 3.12 hoặc 3.13; hãy chạy lại make setup."))


def running_settings() -> Check:
    """Settings that are refused never come this far; these are accepted and yet wrong for real work."""
    if settings.DEBUG:
        return Check(
            "settings",
            Level.WARN,
            _("NONGCOT_DEBUG đang bật: trang lỗi lộ dữ liệu."),
            _("Bỏ NONGCOT_DEBUG trên máy dùng thật."),
        )
    served = set(settings.ALLOWED_HOSTS) - {"127.0.0.1", "localhost", "[::1]"}
    if served and not settings.ENVIRONMENT.https:
        return Check(
            "settings",
            Level.WARN,
            _("Phục vụ %(hosts)s mà không có https: mật khẩu đi qua mạng không được mã hóa.")
            % {"hosts": ", ".join(sorted(served))},
            _("Đặt sau máy chủ web có https rồi đặt NONGCOT_HTTPS=1."),
        )
    return ok("settings", _("Thiết lập hợp lệ."))


def home_folder() -> Check:
    home = Path(settings.HOME)
    if not os.access(home, os.W_OK | os.X_OK):
        return Check(
            "home",
            Level.FAIL,
            _("Không ghi được vào thư mục %(folder)s.") % {"folder": home},
            _("Cấp quyền ghi cho người dùng chạy nongcot, hoặc đặt NONGCOT_HOME sang thư mục khác."),
        )
    if home.stat().st_mode & 0o007:
        return Check(
            "home",
            Level.WARN,
            _("Người dùng khác trên máy đọc được thư mục %(folder)s (có dữ liệu cá nhân).") % {"folder": home},
            _("Chạy: chmod 750 %(folder)s") % {"folder": home},
        )
    return ok("home", str(home))


def disk_space() -> Check:
    free = shutil.disk_usage(settings.HOME).free
    found = _("Còn trống %(size)s GB.") % {"size": round(free / 1024**3, 1)}
    level = Level.FAIL if free < FREE_FAIL else Level.WARN if free < FREE_WARN else Level.OK
    return Check("disk", level, found, "" if level is Level.OK else _("Dọn bớt ổ đĩa hoặc chuyển NONGCOT_HOME."))


def database_file() -> Iterable[Check]:
    """The embedded database holds personal data: nobody else on the machine reads it."""
    path = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and path.exists() and path.stat().st_mode & 0o077:
        found = _("Người dùng khác trên máy đọc được cơ sở dữ liệu %(path)s (có dữ liệu cá nhân).") % {"path": path}
        yield Check("database_file", Level.WARN, found, _("Chạy: chmod 600 %(path)s") % {"path": path})


def secret_keys() -> Iterable[Check]:
    """A key that lies beside the data it protects is lost and found with it: fine for a trial, not for real work."""
    for code, given, name in (
        ("secret_key", settings.ENVIRONMENT.secret_key, "NONGCOT_SECRET_KEY"),
        ("citizen_key", settings.ENVIRONMENT.citizen_key, "NONGCOT_CITIZEN_KEY"),
    ):
        path = Path(settings.HOME) / f"{code.removesuffix('_key')}.key"
        if not given and path.exists() and path.stat().st_mode & 0o077:
            found = _("Người dùng khác trên máy đọc được khóa %(path)s.") % {"path": path}
            yield Check(code, Level.FAIL, found, _("Chạy: chmod 600 %(path)s") % {"path": path})
        elif not given and connection.vendor == "postgresql":
            yield Check(
                code,
                Level.WARN,
                _("Khóa do máy tự tạo, nằm trong %(path)s.") % {"path": path},
                _("Đặt %(name)s, giống nhau trên mọi máy, và giữ một bản ở nơi an toàn.") % {"name": name},
            )
        else:
            yield ok(code, _("Có khóa riêng, chỉ người chạy đọc được."))


def reach_database() -> None:
    """Connect once, quickly. Raises ``DatabaseError`` or, for a server, psycopg's own with the true reason."""
    if connection.vendor == "postgresql":
        # the pool would try for half a minute and then not say why
        import psycopg

        parameters = {**connection.get_connection_params(), "connect_timeout": CONNECT_SECONDS}
        psycopg.connect(**{name: value for name, value in parameters.items() if name in CONNECTION_WORDS}).close()
    with connection.cursor() as cursor:
        cursor.execute("select 1")


def database() -> Check:
    import psycopg

    try:
        reach_database()
    except (DatabaseError, psycopg.Error) as error:
        return Check(
            "database",
            Level.FAIL,
            _("Không mở được cơ sở dữ liệu: %(reason)s") % {"reason": str(error).strip().splitlines()[0]},
            _("Kiểm tra NONGCOT_DATABASE_URL và máy chủ cơ sở dữ liệu."),
        )
    if connection.vendor == "postgresql":
        version = connection.connection.info.server_version
        shown = f"PostgreSQL {version // 10000}.{version % 10000}"
        if version < OLDEST_POSTGRES:
            return Check("database", Level.FAIL, shown, _("Cần PostgreSQL 15 trở lên."))
        return ok("database", shown)
    import sqlite3

    return ok("database", f"SQLite {sqlite3.sqlite_version}")


def migrations() -> Check:
    pending = installation.pending_migrations()
    if not pending:
        return ok("migrations", _("Cơ sở dữ liệu đúng phiên bản."))
    found = _("Còn %(count)s bước cập nhật cơ sở dữ liệu chưa chạy.") % {"count": len(pending)}
    if connection.vendor == "sqlite":
        return Check("migrations", Level.WARN, found, _("Lệnh nongcot tiếp theo sẽ tự cập nhật."))
    return Check("migrations", Level.FAIL, found, _("Chạy: nongcot migrate"))


def integrity() -> Check:
    """Whether the embedded database's file is whole."""
    if connection.vendor != "sqlite":
        return ok("integrity", _("Do máy chủ cơ sở dữ liệu bảo đảm."))
    with connection.cursor() as cursor:
        cursor.execute("pragma quick_check(1)")
        said = cursor.fetchone()[0]
    if said == "ok":
        return ok("integrity", _("Tệp cơ sở dữ liệu nguyên vẹn."))
    found = _("Tệp cơ sở dữ liệu bị hỏng: %(reason)s") % {"reason": said}
    return Check("integrity", Level.FAIL, found, _("Dừng ứng dụng và phục hồi bản sao lưu gần nhất."))


def trail() -> Check:
    """Whether the database itself refuses to change the audit trail."""
    missing = missing_guards(connection)
    if not missing:
        return ok("trail", _("Nhật ký thao tác không thể sửa, xóa."))
    found = _("Nhật ký thao tác không được bảo vệ: thiếu %(names)s.") % {"names": ", ".join(missing)}
    return Check("trail", Level.FAIL, found, _("Chạy: nongcot migrate"))


def static_files() -> Check:
    if static.are_current():
        return ok("static", _("Tệp giao diện đầy đủ."))
    return Check(
        "static",
        Level.WARN,
        _("Tệp giao diện chưa được chuẩn bị cho phiên bản này."),
        _("nongcot serve sẽ tự chuẩn bị khi khởi động."),
    )


def fonts() -> Check:
    from nongcot.infra.documents.fonts import missing_fonts

    missing = missing_fonts()
    if not missing:
        return ok("fonts", _("Phông chữ cho văn bản đầy đủ."))
    found = _("Thiếu phông chữ cho văn bản: %(names)s.") % {"names": ", ".join(missing)}
    return Check("fonts", Level.WARN, found, _("Chạy lại: make setup"))


def translations() -> Check:
    folder = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES"
    source, compiled = folder / "django.po", folder / "django.mo"
    if compiled.exists() and (not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime):
        return ok("translations", _("Bản tiếng Anh sẵn sàng."))
    return Check("translations", Level.WARN, _("Bản tiếng Anh chưa được biên dịch."), _("Chạy lại: make setup"))


def worker() -> Check:
    """Whether background tasks get done: those that wait too long or hang, then this machine's sign of life."""
    from django_tasks_db.models import DBTaskResult

    now = clock.now()
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - WAITING_TOO_LONG).count()
    if waiting:
        found = _("%(count)s việc nền đã chờ quá 10 phút: không có tiến trình nền nào nhận.") % {"count": waiting}
        return Check("worker", Level.FAIL, found, _("Khởi động lại: nongcot serve"))
    hanging = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=now - RUNNING_TOO_LONG).count()
    if hanging:
        found = _("%(count)s việc nền chạy đã quá 2 giờ, có thể đã bị ngắt giữa chừng.") % {"count": hanging}
        return Check("worker", Level.WARN, found, _("Xem nhật ký của nongcot serve, rồi làm lại việc đó."))
    path = heartbeat_path()
    if path.exists() and time.time() - path.stat().st_mtime < 3 * HEARTBEAT_SECONDS:
        return ok("worker", _("Tiến trình nền đang chạy."))
    found = _("Tiến trình nền không chạy trên máy này; không có việc nào đang chờ.")
    return Check("worker", Level.WARN, found, _("Chạy: nongcot serve"))


def clock_is_sane() -> Check:
    """A wrong clock makes wrong duties: compare with the database server's, or at least with the calendar."""
    now = clock.now()
    if now.year < BUILT_IN:
        found = _("Đồng hồ của máy chỉ %(day)s.") % {"day": now.date().isoformat()}
        return Check("clock", Level.FAIL, found, _("Chỉnh đồng hồ, bật đồng bộ giờ qua mạng (NTP)."))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select clock_timestamp()")
            apart = abs((cursor.fetchone()[0] - clock.now()).total_seconds())
        if apart > CLOCK_SLACK_SECONDS:
            found = _("Đồng hồ lệch %(seconds)s giây so với máy chủ cơ sở dữ liệu.") % {"seconds": round(apart)}
            return Check("clock", Level.FAIL, found, _("Bật đồng bộ giờ qua mạng (NTP) trên cả hai máy."))
    return ok("clock", clock.today().strftime("%d/%m/%Y"))


def examine() -> list[Check]:
    """Look at everything that can be looked at; what needs the database is left out when there is none."""
    checks = [
        python_version(),
        running_settings(),
        reader_address(),
        home_folder(),
        disk_space(),
        *database_file(),
        *secret_keys(),
        database(),
    ]
    alone: list[Callable[[], Check]] = [static_files, fonts, translations]
    if checks[-1].level is not Level.FAIL:
        checks += [integrity(), migrations()]
        if checks[-1].level is Level.OK:
            alone += [trail, worker, second_factors, start_code, mail_server]
        alone.append(clock_is_sane)
    return checks + [look() for look in alone]


COLOURS = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "red"}


def run_doctor(console: Console) -> int:
    """Examine and print; returns 1 when something must be mended, else 0."""
    words = {Level.OK: _("tốt"), Level.WARN: _("lưu ý"), Level.FAIL: _("phải sửa")}
    width = max(len(word) for word in words.values())
    checks = examine()
    for check in checks:
        colour = COLOURS[check.level]
        console.print(
            f"[{colour}]{words[check.level]:<{width}}[/]  {check.code:<12} {escape(check.found)}", soft_wrap=True
        )
        if check.remedy:
            console.print(f"{'':<{width}}  {'':<12} → {escape(check.remedy)}", soft_wrap=True)
    return 1 if any(check.level is Level.FAIL for check in checks) else 0
