"""The ``nongcot`` command. Exit status: 0 done; 1 the installation is not in order (doctor); 2 unusable arguments or
nothing readable; 3 with --strict when a row was rejected.

Imports of Django parts stand inside the functions: Django must be set up first, and --help must not need a database.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console

from nongcot.config import installation
from nongcot.config.command_parts import DAY, FILES, actor_here, day_of, ready
from nongcot.config.command_roster import posts, reorganise, units, vacancies


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nongcot")
def main() -> None:
    """Nòng Cốt: danh sách cán bộ công đoàn đúng và đủ, và việc gì đến hạn.

    A dated, true roster of union officers, and what is due.
    """


@main.command()
@FILES
@click.option("--as-of", type=DAY, help="Tính đến ngày (mặc định hôm nay). / As of this day (default: today).")
@click.option(
    "--out",
    "outs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Ghi ra tệp .json, .xlsx, .docx hoặc .pdf; dùng được nhiều lần. / Write to a file, by suffix; repeatable.",
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default=None, help="Ngôn ngữ. / Language.")
@click.option("--strict", is_flag=True, help="Mã thoát 3 nếu có dòng bị loại. / Exit 3 when a row was rejected.")
def diagnose(
    files: tuple[Path, ...], as_of: datetime | None, outs: tuple[Path, ...], lang: str | None, strict: bool
) -> None:
    """Đọc bảng tính và cho biết có những ai, việc gì đến hạn.

    Read spreadsheets and say what the federation has and what is due. Nothing is written to the database.
    """
    ready()
    from django.conf import settings
    from django.utils import translation

    from nongcot.intake.commands import run_diagnose

    language = lang or settings.LANGUAGE_CODE
    with translation.override(language):
        sys.exit(
            run_diagnose(
                files=list(files),
                as_of=day_of(as_of),
                outs=list(outs),
                language=language,
                strict=strict,
                console=Console(),
            )
        )


@main.command(name="import")
@FILES
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ thay đổi gì. / Only show what would change.")
@click.option("--as-of", type=DAY, help="Danh sách đúng vào ngày này. / The day on which the lists are true.")
@click.option(
    "--confirm-encodings",
    is_flag=True,
    help="Đã xem và đồng ý phần chuyển từ phông cũ (TCVN3, VNI). / Text in old encodings was looked at and is right.",
)
@click.option(
    "--end-is",
    type=click.Choice(["last-day", "first-day-after"]),
    help="“Đến ngày” là ngày cuối còn giữ chức vụ, hay ngày đầu không còn giữ; mặc định: theo chính các dòng. / "
    "Đến ngày is the last day a post was held, or the first it was not; default: as the rows tell.",
)
def import_files(
    files: tuple[Path, ...], dry_run: bool, as_of: datetime | None, confirm_encodings: bool, end_is: str | None
) -> None:
    """Đưa bảng tính vào cơ sở dữ liệu.

    Apply spreadsheets to the installation's database: all of it or nothing.
    """
    ready()
    from nongcot.intake.commands import run_import
    from nongcot.intake.kinds import EndIs

    sys.exit(
        run_import(
            files=list(files),
            dry_run=dry_run,
            day=day_of(as_of),
            console=Console(),
            actor=actor_here(),
            confirm_encodings=confirm_encodings,
            end_is=EndIs(end_is) if end_is else None,
        )
    )


for _command in (units, posts, vacancies, reorganise):
    main.add_command(_command)


@main.command()
@click.option("--as-of", type=DAY, help="Tính đến ngày. / As of this day.")
def duties(as_of: datetime | None) -> None:
    """Rà soát toàn bộ, mở và đóng các việc cần làm.

    Hold the facts of the database against the rules: open and close duties.
    """
    ready()
    from nongcot.duties.api import run

    outcome = run(actor=actor_here(), day=day_of(as_of))
    Console().print(
        f"Mở mới {outcome.opened}, cập nhật {outcome.changed}, đóng {outcome.closed}, giữ nguyên {outcome.unchanged}."
    )


@main.command()
@click.option("--as-of", type=DAY, help="Ngày nhắc (mặc định hôm nay). / The day of the reminders (default: today).")
def remind(as_of: datetime | None) -> None:
    """Gửi thư nhắc việc của hôm nay cho những ai đã chọn nhận; chạy lại không gửi hai lần.

    Send today's reminders by e-mail to those who chose them; a second run sends none twice.
    """
    ready()
    from nongcot.config.remind import run_remind

    sys.exit(run_remind(day=day_of(as_of), console=Console()))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(host: str, port: int) -> None:
    """Chạy ứng dụng web cùng tiến trình nền.

    Start the web application with its worker.
    """
    ready()
    from nongcot.config.serve import serve as run

    sys.exit(run(host, port))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-serve", is_flag=True, help="Chỉ tạo dữ liệu. / Only make the data.")
def demo(host: str, port: int, no_serve: bool) -> None:
    """Tạo một tỉnh hư cấu để xem thử rồi chạy ứng dụng.

    Fill an empty database with an invented province and serve it.
    """
    ready()
    from nongcot.config.demo import run_demo

    sys.exit(run_demo(host, port, Console(), serve=not no_serve))


@main.command()
def doctor() -> None:
    """Kiểm tra cài đặt này; mã thoát 1 nếu có điều phải sửa.

    Examine this installation; exit status 1 when something must be mended.
    """
    installation.set_up()
    from nongcot.config.doctor import run_doctor

    sys.exit(run_doctor(Console()))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--with-key", is_flag=True, help="Kèm khóa mã hóa số định danh. / Put the key of citizen ids in too.")
def backup(file: Path, with_key: bool) -> None:
    """Sao lưu toàn bộ dữ liệu ra một tệp, kể cả khi đang chạy.

    Back everything up into one new file, also while the application runs.
    """
    installation.set_up()
    from nongcot.config.backup import run_backup

    sys.exit(run_backup(file, with_key=with_key, console=Console()))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Không hỏi lại. / Do not ask.")
def restore(file: Path, yes: bool) -> None:
    """Phục hồi dữ liệu từ một tệp sao lưu; dữ liệu hiện có được giữ bên cạnh.

    Put a backup in place of the present data, which is kept beside it: all of it or nothing.
    """
    installation.set_up()
    from nongcot.config.backup import run_restore

    def ask(text: str) -> bool:
        try:
            return click.confirm(text, default=False)
        except click.Abort:  # nobody is there to answer
            return False

    sys.exit(run_restore(file, yes=yes, ask=ask, console=Console()))


@main.command()
def migrate() -> None:
    """Cập nhật cơ sở dữ liệu (PostgreSQL); cơ sở dữ liệu nhúng tự cập nhật.

    Bring a PostgreSQL database up to date; the embedded one brings itself.
    """
    installation.set_up()
    from django.core.management import call_command

    installation.own_database_file()
    call_command("migrate", interactive=False)


@main.command(name="add-user")
@click.argument("username")
@click.option("--name", required=True, help="Họ và tên. / Full name.")
@click.option("--role", required=True, help="federation_officer, superior_officer, chair, …")
@click.option("--unit", required=True, help="Mã hoặc tên đơn vị; tạo mới nếu chưa có đơn vị nào. / Code or name.")
def add_user(username: str, name: str, role: str, unit: str) -> None:
    """Tạo tài khoản và giao quyền trên một đơn vị (hỏi mật khẩu).

    Make a login with a role on a unit; asks for the password, or reads it from standard input.
    """
    ready()
    from nongcot.config.users import add_user as run

    sys.exit(run(username=username, name=name, role=role, unit=unit, actor=actor_here(), console=Console()))


@main.group()
def users() -> None:
    """Tài khoản: mở khóa đăng nhập, tạo liên kết đặt mật khẩu.

    Logins: unlock a sign-in, make a link to set a password.
    """


@users.command(name="unlock")
@click.argument("username")
def users_unlock(username: str) -> None:
    """Mở khóa đăng nhập sau nhiều lần sai. / Let a login try again after too many failures."""
    ready()
    from nongcot.config.users import unlock

    sys.exit(unlock(username=username, actor=actor_here(), console=Console()))


@users.command(name="link")
@click.argument("username")
@click.option("--site", default="http://127.0.0.1:8000", show_default=True, help="Địa chỉ của hệ thống. / Its address.")
def users_link(username: str, site: str) -> None:
    """Tạo liên kết dùng một lần để đặt mật khẩu. / Make a one-time link to set a password."""
    ready()
    from nongcot.config.users import link

    sys.exit(link(username=username, site=site, actor=actor_here(), console=Console()))


@main.group()
def rules() -> None:
    """Quy định: mức nào áp dụng ngày nào, theo văn bản nào.

    The rules: which value holds on which day, from which document.
    """


@rules.command(name="list")
@click.option("--as-of", type=DAY, help="Tính đến ngày. / As of this day.")
def rules_list(as_of: datetime | None) -> None:
    """Liệt kê quy định đang áp dụng. / List the rules in force."""
    ready()
    from nongcot.config.rules import list_rules

    sys.exit(list_rules(day=day_of(as_of), console=Console()))


@rules.command(name="show")
@click.argument("rule")
@click.option("--as-of", type=DAY, help="Tính đến ngày. / As of this day.")
def rules_show(rule: str, as_of: datetime | None) -> None:
    """Xem một quy định, nguồn và các mốc thay đổi. / Show one rule, its source and its changes."""
    ready()
    from nongcot.config.rules import show_rule

    sys.exit(show_rule(rule, day=day_of(as_of), console=Console()))


@rules.command(name="check")
def rules_check() -> None:
    """Kiểm tra dữ liệu quy định. / Check the data of the rules."""
    ready()
    from nongcot.config.rules import check_rules

    sys.exit(check_rules(console=Console()))
