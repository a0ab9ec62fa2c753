"""``nongcot diagnose`` and ``nongcot import`` as functions.

Exit status: 0 done; 2 unusable arguments or nothing readable; 3 with ``strict`` when a row was rejected.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from nongcot.infra.rulebook.api import rulebook
from nongcot.intake.diagnosis import diagnose, lost_rows
from nongcot.intake.kinds import Reading
from nongcot.intake.reading import read_files
from nongcot.intake.report import KNOWN_SUFFIXES, print_diagnosis, write_report

DONE, UNUSABLE, ROWS_REJECTED = 0, 2, 3

Step = Callable[[str, int, int], None]


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
    reading = read_with_progress(files, console)
    if not any(sheet.rows for sheet in reading.sheets):
        _say_unreadable(console, reading)
        return UNUSABLE
    with console.status(_("Đang đối chiếu với quy định…")):
        diagnosis = diagnose(reading, day=as_of, rulebook=rulebook(), language=language)
    for out in outs:
        with console.status(_("Đang ghi %(file)s…") % {"file": escape(str(out))}):
            _write(diagnosis, out, language)
        console.print(_("Đã ghi %(file)s") % {"file": out}, markup=False, highlight=False)
    if not outs:
        print_diagnosis(diagnosis, console, language=language)
    return ROWS_REJECTED if strict and lost_rows(reading) else DONE


def read_with_progress(files: Sequence[Path], console: Console) -> Reading:
    """Read with a bar on the console that goes away when all is read."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(_("Đang đọc"), total=None)

        def step(file: str, done: int, total: int) -> None:
            name = escape(Path(file).name)
            bar.update(task, description=_("Đang đọc %(file)s") % {"file": name}, completed=done, total=total or None)

        return read_files(list(files), progress=step)


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
    from nongcot.intake import labels

    _say_error(console, _("Không đọc được danh sách nào trong các tệp đã cho."))
    for rejection in reading.rejections[:20]:
        where = " / ".join(part for part in (rejection.file, rejection.sheet, rejection.cell) if part)
        console.print(f"  {where}: {labels.problem(rejection.problem)}", markup=False, highlight=False)
        console.print(f"    {labels.hint(rejection.problem)}", markup=False, highlight=False)


def _say_error(console: Console, text: str) -> None:
    console.print(text, style="bold red", markup=False, highlight=False)
