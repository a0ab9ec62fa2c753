"""``nongcot reorganise`` as a function. Exit status: 0 done; 2 unusable file or a plan that cannot be carried out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from nongcot.infra.audit.api import System
from nongcot.infra.terminal import errors_of
from nongcot.intake import labels as intake_labels
from nongcot.people.api import Refused
from nongcot.staffing import actions
from nongcot.staffing.labels import reorganising as labels
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.reorganisation.reading import PlanRead, WorkbookError, read_plan
from nongcot.staffing.reorganisation.stored import summarise

DONE, UNUSABLE = 0, 2
_SHOWN = 50


def run_reorganise(*, file: Path, decision: str, dry_run: bool, actor: System, console: Console) -> int:
    """Carry out the plan in ``file`` as ``decision`` orders, all or nothing; with ``dry_run`` only say what it does."""
    try:
        plan = read_plan(file)
    except WorkbookError as wrong:
        _say(console, f"{intake_labels.problem(wrong.problem)} {intake_labels.hint(wrong.problem)}")
        return UNUSABLE
    if dry_run:
        return _dry_run(plan, actor, console)
    try:
        kept = actions.receive_plan(
            actor=actor,
            operations=plan.operations,
            troubles=plan.troubles,
            cells=plan.cells,
            decision=decision,
            file_name=file.name,
        )
        if kept.summary["trouble_count"]:
            return _say_troubles(kept.summary, console)
        _carry_out(kept, actor, console)
    except actions.Refusal as refusal:
        return _say_troubles(refusal.summary, console)
    except Refused as refused:
        _say(console, str(refused))
        return UNUSABLE
    kept.refresh_from_db()
    _say_counts(kept.summary, console, title=_("Đã sắp xếp"))
    undo = _('Phương án số %(number)d. Rút lại: nongcot reorganise --undo %(number)d --reason "..."')
    console.print(undo % {"number": kept.pk}, markup=False, highlight=False)
    return DONE


def run_take_back(*, number: int, reason: str, actor: System, console: Console) -> int:
    """Take back the plan with this number that was carried out, whole; where something stands in the way, say what."""
    plan = Reorganisation.objects.filter(pk=number).first()
    if plan is None:
        _say(console, _("Không có phương án số %(number)d.") % {"number": number})
        return UNUSABLE
    try:
        actions.take_plan_back(actor=actor, plan=plan, reason=reason)
    except actions.InTheWay as refused:
        _say(console, str(refused))
        for one in refused.told[:_SHOWN]:
            _line({"line": 0}, str(labels.in_the_way(one)["words"]), errors_of(console))
        return UNUSABLE
    except Refused as refused:
        _say(console, str(refused))
        return UNUSABLE
    console.print(_("Đã rút lại phương án số %(number)d: mọi đơn vị như trước.") % {"number": number}, markup=False)
    return DONE


def _dry_run(plan: PlanRead, actor: System, console: Console) -> int:
    summary = summarise(*actions.foresee_plan(actor, plan.operations, plan.troubles))
    if summary["trouble_count"]:
        return _say_troubles(summary, console)
    _say_counts(summary, console, title=_("Sẽ sắp xếp (chưa ghi gì)"))
    return DONE


def _carry_out(plan: Reorganisation, actor: System, console: Console) -> None:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(_("Đang sắp xếp"), total=100)
        actions.reorganise(actor=actor, plan=plan, tell=lambda percent: bar.update(task, completed=percent))


def _say_counts(summary: dict[str, Any], console: Console, *, title: str) -> None:
    table = Table(title=title, show_header=False)
    for name, number in summary["counts"].items():
        if number:
            table.add_row(labels.count(name), str(number))
    if not any(summary["counts"].values()):
        table.add_row(_("Không có gì thay đổi."), "")
    console.print(table)
    for one in summary["notices"][:_SHOWN]:
        _line(one, labels.notice(one), console)
    _say_more(summary["notice_count"], console)


def _say_troubles(summary: dict[str, Any], console: Console) -> int:
    console = errors_of(console)
    _say(console, _("Chưa thực hiện gì: phương án có %(count)d điểm phải sửa.") % {"count": summary["trouble_count"]})
    for one in summary["troubles"][:_SHOWN]:
        _line(one, f"{_place(one)}{labels.trouble(one)}", console)
    _say_more(summary["trouble_count"], console)
    return UNUSABLE


def _place(one: dict[str, Any]) -> str:
    name = labels.column_of(one)
    return _("cột %(column)s: ") % {"column": f"{name} ({labels.column(name)})"} if name else ""


def _line(one: dict[str, Any], text: str, console: Console) -> None:
    where = _("Dòng %(line)d, %(code)s") % {"line": one["line"], "code": one["code"]} if one["line"] else ""
    console.print(f"  {where}: {text}" if where else f"  {text}", markup=False, highlight=False)


def _say_more(number: int, console: Console) -> None:
    if number > _SHOWN:
        console.print(_("  … và %(count)d điểm nữa") % {"count": number - _SHOWN}, markup=False, highlight=False)


def _say(console: Console, text: str) -> None:
    errors_of(console).print(text, style="bold red", markup=False, highlight=False)
