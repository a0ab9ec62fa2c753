"""The commands about the dated roster: units, posts, vacancies, reorganise."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console

from nongcot.config.command_parts import DAY, actor_here, day_of, ready

FORMAT = click.option(
    "--format",
    "kind",
    type=click.Choice(["table", "json", "csv"]),
    default=None,
    help="Dạng in ra; mặc định: bảng trên màn hình, JSON khi chuyển cho chương trình khác. / "
    "How to print; default: a table on a terminal, JSON into a pipe.",
)
UNIT = click.option("--unit", default="", help="Mã đơn vị. / Code of a unit.")


def _kind(given: str | None) -> str:
    return given or ("table" if sys.stdout.isatty() else "json")


@click.command()
@click.option("--as-of", type=DAY, help="Tính đến ngày (mặc định hôm nay). / As of this day (default: today).")
@FORMAT
def units(as_of: datetime | None, kind: str | None) -> None:
    """Liệt kê các đơn vị có vào một ngày: mã, tên, loại hình, cấp trên.

    List the units that exist on a day.
    """
    ready()
    from nongcot.config.roster import show_units

    sys.exit(show_units(day=day_of(as_of), kind=_kind(kind), actor=actor_here(), console=Console()))


@click.command()
@click.option("--as-of", type=DAY, help="Tính đến ngày (mặc định hôm nay). / As of this day (default: today).")
@UNIT
@FORMAT
def posts(as_of: datetime | None, unit: str, kind: str | None) -> None:
    """Liệt kê ai giữ chức vụ gì vào một ngày.

    List who holds which post on a day.
    """
    ready()
    from nongcot.config.roster import show_posts

    sys.exit(show_posts(day=day_of(as_of), unit=unit, kind=_kind(kind), actor=actor_here(), console=Console()))


@click.command()
@UNIT
@click.option("--post", default="chair", show_default=True, help="chair, vice_chair, member, …")
@click.option("--from", "from_day", type=DAY, required=True, help="Từ ngày. / From this day.")
@click.option(
    "--to", "to_day", type=DAY, help="Đến trước ngày này (mặc định hôm nay). / Up to this day (default: today)."
)
@FORMAT
def vacancies(unit: str, post: str, from_day: datetime, to_day: datetime | None, kind: str | None) -> None:
    """Những lúc không ai giữ một chức vụ trong Ban Chấp hành.

    When nobody held a post of the executive committee.
    """
    ready()
    from nongcot.config.roster import show_vacancies
    from nongcot.people.kinds import Post

    if post not in set(Post):
        raise click.BadParameter(", ".join(Post), param_hint="--post")
    sys.exit(
        show_vacancies(
            post=Post(post),
            from_day=day_of(from_day),
            to_day=day_of(to_day),
            unit=unit,
            kind=_kind(kind),
            actor=actor_here(),
            console=Console(),
        )
    )


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--decision", default="", help="Số, ngày của quyết định sắp xếp. / The decision that orders it.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ thay đổi gì. / Only show what would change.")
@click.option("--undo", type=int, metavar="N", help="Rút lại cả phương án số N. / Take plan number N back, whole.")
@click.option("--reason", default="", help="Lý do rút. / Why it is taken back.")
def reorganise(file: Path | None, decision: str, dry_run: bool, undo: int | None, reason: str) -> None:
    """Sáp nhập, chia tách, giải thể, đổi tên, chuyển, thành lập đơn vị theo một phương án.

    Merge, split, end, rename, move and create units by a plan: all of it or nothing.
    """
    if undo is not None:
        _undo(undo, reason)
    if file is None:
        raise click.UsageError("Xin ghi tệp phương án. / Name the file of the plan.")
    if not (decision.strip() or dry_run):
        raise click.UsageError("Xin ghi --decision. / Name the decision with --decision.")
    ready()
    from nongcot.staffing.commands import run_reorganise

    sys.exit(run_reorganise(file=file, decision=decision, dry_run=dry_run, actor=actor_here(), console=Console()))


def _undo(number: int, reason: str) -> None:
    if not reason.strip():
        raise click.UsageError("Xin ghi --reason. / Say why with --reason.")
    ready()
    from nongcot.staffing.commands import run_take_back

    sys.exit(run_take_back(number=number, reason=reason, actor=actor_here(), console=Console()))
