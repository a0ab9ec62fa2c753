"""``nongcot diagnose`` and ``nongcot import`` as functions.

Exit status: 0 done; 2 unusable arguments or nothing readable; 3 with ``strict`` when a row was rejected.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from nongcot.duties.api import run
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.longwork.quiet import without_collector
from nongcot.infra.rulebook.api import rulebook
from nongcot.infra.terminal import errors_of
from nongcot.intake import actions, labels
from nongcot.intake.apply.plan import make_plan
from nongcot.intake.diagnosis import diagnose, lost_rows
from nongcot.intake.doubts import told_pairs
from nongcot.intake.kinds import EndIs, Reading, SheetKind
from nongcot.intake.models import Import
from nongcot.intake.queries import coded_unions, own_unit
from nongcot.intake.reading import read_files
from nongcot.intake.reading.codes import OnRecord
from nongcot.intake.recognise.mapping import Guide
from nongcot.intake.report import KNOWN_SUFFIXES, print_diagnosis, write_report
from nongcot.intake.roster import build_roster
from nongcot.intake.summary import summarise
from nongcot.kernel import clock
from nongcot.people.api import Refused

DONE, UNUSABLE, ROWS_REJECTED = 0, 2, 3


def run_diagnose(
    *, files: Sequence[Path], as_of: date, outs: Sequence[Path], language: str, strict: bool, console: Console
) -> int:
    """Read ``files``, say what is there and what is due on ``as_of``; gives the exit status.

    What cannot work is refused before anything is read. Each output is written beside its place and moved there whole.
    """
    refusal = _refused_files(files) or _refused_outs(outs)
    if refusal:
        _say_error(console, refusal)
        return UNUSABLE
    with without_collector():
        reading = read_with_progress(files, console)
    if not any(sheet.rows for sheet in reading.sheets):
        _say_unreadable(console, reading)
        return UNUSABLE
    with without_collector(), console.status(_("Đang đối chiếu với quy định…")):
        diagnosis = diagnose(reading, day=as_of, rulebook=rulebook(), language=language)
    for out in outs:
        with console.status(_("Đang ghi %(file)s…") % {"file": escape(str(out))}):
            _write(diagnosis, out, language)
        console.print(_("Đã ghi %(file)s") % {"file": out}, markup=False, highlight=False)
    if not outs:
        print_diagnosis(diagnosis, console, language=language)
    return ROWS_REJECTED if strict and lost_rows(reading) else DONE


def read_with_progress(
    files: Sequence[Path], console: Console, guide: Guide | None = None, on_record: OnRecord | None = None
) -> Reading:
    """Read with a bar on the console that goes away when all is read; ``on_record`` as in :func:`read_files`."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(_("Đang đọc"), total=None)

        def step(file: str, done: int, total: int) -> None:
            name = escape(Path(file).name)
            bar.update(task, description=_("Đang đọc %(file)s") % {"file": name}, completed=done, total=total or None)

        return read_files(list(files), progress=step, guide=guide, on_record=on_record)


def _refused_files(files: Sequence[Path]) -> str:
    for file in files:
        if not file.exists():
            return _("Không tìm thấy tệp %(file)s.") % {"file": file}
        if not file.is_file():
            return _("%(file)s không phải là tệp.") % {"file": file}
        if not os.access(file, os.R_OK):
            return _("Không có quyền đọc tệp %(file)s.") % {"file": file}
    return "" if files else _("Xin cho biết ít nhất một tệp bảng tính.")


def _refused_outs(outs: Sequence[Path]) -> str:
    for out in outs:
        if out.suffix.lower() not in KNOWN_SUFFIXES:
            known = ", ".join(sorted(KNOWN_SUFFIXES))
            return _("Không ghi được %(file)s: đuôi tệp phải là một trong %(known)s.") % {"file": out, "known": known}
        folder = out.parent
        if not folder.is_dir():
            return _("Không ghi được %(file)s: không có thư mục %(folder)s.") % {"file": out, "folder": folder}
        if out.is_dir() or not os.access(folder, os.W_OK) or (out.exists() and not os.access(out, os.W_OK)):
            return _("Không có quyền ghi %(file)s.") % {"file": out}
    return ""


def _write(diagnosis: dict[str, object], out: Path, language: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{out.stem}-", suffix=out.suffix.lower(), dir=out.parent)
    os.close(handle)
    beside = Path(name)
    try:
        write_report(diagnosis, beside, language=language)
        beside.chmod(0o666 & ~_umask())
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _say_unreadable(console: Console, reading: Reading) -> None:
    console = errors_of(console)
    _say_error(console, _("Không đọc được danh sách nào trong các tệp đã cho."))
    for rejection in reading.rejections[:20]:
        where = " / ".join(part for part in (rejection.file, rejection.sheet, rejection.cell) if part)
        console.print(f"  {where}: {labels.problem(rejection.problem)}", markup=False, highlight=False)
        console.print(f"    {labels.hint(rejection.problem)}", markup=False, highlight=False)


def _say_error(console: Console, text: str) -> None:
    errors_of(console).print(text, style="bold red", markup=False, highlight=False)


def run_import(
    *,
    files: Sequence[Path],
    dry_run: bool,
    day: date,
    console: Console,
    actor: User | System,
    confirm_encodings: bool = False,
    end_is: EndIs | None = None,
) -> int:
    """Apply ``files`` to the database as true on ``day``, all or nothing; gives the exit status.

    With ``dry_run`` nothing is written. Text converted from an old encoding needs ``confirm_encodings``; persons in
    doubt stay apart. ``end_is`` says what "Đến ngày" means where no header does.
    """
    refusal = _refused_files(files)
    if refusal:
        _say_error(console, refusal)
        return UNUSABLE
    if dry_run:
        return _dry_run(files, day, console, actor, Guide(end_is=end_is))
    try:
        return _import(files, day, console, actor, confirm_encodings, end_is=end_is)
    except Refused as refused:
        _say_error(console, str(refused))
        return UNUSABLE


def _dry_run(files: Sequence[Path], day: date, console: Console, actor: User | System, guide: Guide) -> int:
    reading = read_with_progress(files, console, guide, partial(coded_unions, actor))
    if not any(sheet.rows for sheet in reading.sheets):
        _say_unreadable(console, reading)
        return UNUSABLE
    under = own_unit(actor)
    plan = make_plan(build_roster(reading), actor=actor, under=under.pk if under else None, day=day)
    _say_plan(console, summarise(reading, plan), len(told_pairs(plan)), written=False)
    return DONE


def _import(
    files: Sequence[Path],
    day: date,
    console: Console,
    actor: User | System,
    confirm_encodings: bool,
    *,
    end_is: EndIs | None,
) -> int:
    with ExitStack() as opened:
        uploads = [File(opened.enter_context(file.open("rb")), name=file.name) for file in files]
        imported = actions.receive(actor=actor, files=uploads, day=day, end_is=end_is)
    units = _apply_with_progress(actor, imported, console, confirm_encodings)
    if imported.state == Import.State.FAILED:
        _say_error(console, _("Không đọc được danh sách nào trong các tệp đã cho."))
        _say_problems(errors_of(console), imported.summary)
        return UNUSABLE
    if imported.state != Import.State.APPLIED:
        _say_encodings(console, imported)
        actions.drop(actor=actor, imported=imported)
        return UNUSABLE
    with console.status(_("Đang rà soát việc cần làm…")):
        if units:
            run(actor=actor, day=clock.today(), units=units)
    imported.refresh_from_db()
    _say_plan(console, imported.summary, imported.pairs.filter(answer="").count(), written=True)
    return DONE


def _apply_with_progress(
    actor: User | System, imported: Import, console: Console, confirm_encodings: bool
) -> list[int]:
    """Read and apply with a bar of the stage that is at work; it goes away when all is done."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(_("Đang đọc"), total=None)

        def tell(stage: actions.Stage, file: str, percent: int) -> None:
            words = {
                actions.Stage.READ: _("Đang đọc %(file)s") % {"file": escape(file)},
                actions.Stage.COMPARE: _("Đang so với danh sách đang có"),
                actions.Stage.WRITE: _("Đang ghi vào danh sách"),
            }
            total = 100 if stage is actions.Stage.READ else None
            bar.update(task, description=words[stage], completed=percent, total=total)

        return actions.read_and_apply(actor=actor, imported=imported, confirm_encodings=confirm_encodings, tell=tell)


def _say_encodings(console: Console, imported: Import) -> None:
    console = errors_of(console)
    _say_error(console, _("Có phần chữ gõ bằng phông cũ (TCVN3, VNI). Xin xem phần đã chuyển dưới đây:"))
    for sheet in imported.summary["sheets"]:
        for before, after in sheet["samples"] if sheet["needs_confirmation"] else []:
            console.print(f"  {sheet['file']} / {sheet['sheet']}: {before} → {after}", markup=False, highlight=False)
    console.print(_("Nếu đúng, chạy lại với --confirm-encodings."), markup=False, highlight=False)


def _say_plan(console: Console, summary: dict[str, Any], doubtful: int, *, written: bool) -> None:
    plan = summary["plan"]
    for sheet in summary["sheets"]:
        ends = labels.ends_told([name for name, _letter in sheet["columns"]])
        if ends and sheet["kind"] == SheetKind.OFFICERS:
            console.print(f"  {sheet['file']} / {sheet['sheet']}: {ends}", markup=False, highlight=False)
    table = Table(title=_("Đã ghi") if written else _("Sẽ ghi (chưa ghi gì)"), show_header=False)
    for words, count in (
        (_("Đơn vị mới"), plan["new_units"]),
        (_("Người mới"), plan["new_persons"]),
        (_("Chức vụ mới"), plan["new_posts"]),
        (_("Nhiệm kỳ mới"), plan["new_terms"]),
        (_("Số đoàn viên được ghi"), plan["new_counts"]),
        (_("Thông tin thay đổi"), plan["changed_count"]),
        (_("Khác với dữ liệu đang có, giữ nguyên"), plan["kept_count"]),
        (_("Đơn vị không thuộc quyền, bỏ qua"), len(plan["refused"])),
        (_("Cặp người cần xem có phải là một"), doubtful),
        (_("Dòng, ô không dùng được"), sum(p["count"] for p in summary["problems"])),
    ):
        table.add_row(words, str(count))
    console.print(table)
    if not plan["anything"]:
        console.print(_("Danh sách không có gì mới so với dữ liệu đang có."), markup=False, highlight=False)
    _say_problems(console, summary)


def _say_problems(console: Console, summary: dict[str, Any]) -> None:
    for problem in summary["problems"]:
        example = problem["examples"][0]
        where = " / ".join(part for part in (example["file"], example["sheet"], example["cell"]) if part)
        text = f"  {labels.problem(problem['kind'])} ({problem['count']}) {where}"
        console.print(text, markup=False, highlight=False)
        console.print(f"    {labels.hint(problem['kind'])}", markup=False, highlight=False)
