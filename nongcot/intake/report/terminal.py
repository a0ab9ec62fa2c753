"""The diagnosis on the terminal: totals, unions, what is due, what could not be read."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from nongcot.infra.documents.text import printable
from nongcot.intake.report import pictures, words
from nongcot.intake.report.figures import Diagnosis, Figures, State, UnitFigures, figures_of
from nongcot.intake.report.lists import in_need

MOST_UNITS = 25
MOST_REJECTED = 20
_STYLES = {State.COMPLETE: "green", State.INCOMPLETE: "yellow", State.URGENT: "bold red", State.UNKNOWN: "dim"}


def print_diagnosis(diagnosis: Diagnosis, console: Console, *, language: str = "vi") -> None:
    """Print ``diagnosis`` in ``language`` ("vi" or "en"). Text of the spreadsheets is never taken for markup."""
    with translation.override(language):
        _print(diagnosis, console)


def _print(diagnosis: Diagnosis, console: Console) -> None:
    figures = figures_of(diagnosis)
    console.print(_totals(diagnosis))
    if figures.units:
        console.print(_units(figures))
        _say_rest(console, len(figures.units) - MOST_UNITS)
    if figures.duties:
        console.print(_duties(figures))
    else:
        console.print(_("Không có việc cần làm nào được tìm thấy."))
    if diagnosis["rejected"]:
        console.print(_rejected(diagnosis["rejected"]))
        _say_rest(console, len(diagnosis["rejected"]) - MOST_REJECTED)
    if diagnosis["repaired"]:
        console.print(_repaired(diagnosis["repaired"]))
    if any(item.unverified for item in figures.duties):
        console.print(_("(*) Căn cứ chưa kiểm chứng: cần đối chiếu với văn bản trước khi dùng."))


def _totals(diagnosis: Diagnosis) -> Table:
    totals = diagnosis["totals"]
    table = Table(title=_title(_("Tính đến ngày %(day)s") % {"day": words.day(diagnosis["as_of"])}), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for label, count in (
        (_("Tệp"), len(diagnosis["files"])),
        (_("Đơn vị"), totals["units"]),
        (_("Cán bộ"), totals["persons"]),
        (_("Chức vụ"), totals["posts"]),
        (_("Việc cần làm"), len(diagnosis["duties"])),
        (_("Dòng không đọc được"), totals["rows_rejected"]),
        (_("Ô được hiểu lại"), totals["cells_repaired"]),
    ):
        table.add_row(label, words.number(count))
    return table


def _units(figures: Figures) -> Table:
    table = Table(title=_title(_("Công đoàn cơ sở")))
    table.add_column(_("Đơn vị"), overflow="fold", ratio=3)
    for heading in (_("Cán bộ"), _("BCH"), _("Khuyết"), _("Việc")):
        table.add_column(heading, justify="right")
    table.add_column(_("Tình trạng"))
    names = pictures.state_names()
    needy = in_need(figures)
    others = [unit for unit in figures.units if not unit.duties]
    for unit in (needy + others)[:MOST_UNITS]:
        table.add_row(*_unit_row(unit, names))
    return table


def _unit_row(unit: UnitFigures, names: dict[State, str]) -> tuple[Text | str, ...]:
    seats = unit.unit.get("seats_fixed")
    return (
        _plain(unit.unit["name"]),
        str(unit.people),
        f"{unit.seated}/{seats}" if seats is not None else str(unit.seated),
        "?" if unit.vacant is None else str(unit.vacant),
        str(len(unit.duties)),
        Text(names[unit.state], style=_STYLES[unit.state]),
    )


def _duties(figures: Figures) -> Table:
    table = Table(title=_title(_("Việc cần làm")))
    table.add_column(_("Việc"), overflow="fold", ratio=3)
    table.add_column(_("Số việc"), justify="right")
    table.add_column(_("Số đơn vị"), justify="right")
    table.add_column(_("Hạn sớm nhất"))
    for item in figures.duties:
        mark = " (*)" if item.unverified else ""
        title = _plain(words.duty_title(item.check) + mark)
        table.add_row(title, str(item.count), str(item.units), words.day(item.first_due))
    return table


def _rejected(items: list[dict[str, Any]]) -> Table:
    table = Table(title=_title(_("Không đọc được")))
    for heading in (_("Nơi"), _("Giá trị"), _("Vướng mắc"), _("Cần làm gì")):
        table.add_column(heading, overflow="fold")
    for item in items[:MOST_REJECTED]:
        place = " › ".join(part for part in (item.get("file"), item.get("sheet"), item.get("cell")) if part)
        value = str(item.get("value") or "")
        table.add_row(*map(_plain, (place, value[:60], words.problem(item), words.hint(item))))
    return table


def _repaired(items: list[dict[str, Any]]) -> Table:
    table = Table(title=_title(_("Ô được hiểu lại")))
    table.add_column(_("Lý do"), overflow="fold")
    table.add_column(_("Số ô"), justify="right")
    for why, count in Counter(item["why"] for item in items).most_common():
        table.add_row(_plain(words.repair(why)), words.number(count))
    return table


def _say_rest(console: Console, left_out: int) -> None:
    if left_out > 0:
        text = _("… và %(count)s dòng nữa; thêm --out baocao.xlsx để có danh sách đầy đủ.")
        console.print(text % {"count": words.number(left_out)}, markup=False, highlight=False)


def _plain(text: str) -> Text:
    """Text of others: no markup, no control characters that a terminal would obey."""
    return Text(printable(text).replace("\n", " ").replace("\r", " ").replace("\t", " "))


def _title(text: str) -> str:
    return f"[bold]{escape(text)}[/bold]"
