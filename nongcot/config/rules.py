"""`nongcot rules`: the rulebook on the terminal."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from nongcot.config.installation import EXIT_UNUSABLE
from nongcot.infra.rulebook.api import rulebook
from nongcot.regulations import Rulebook
from nongcot.regulations.errors import RuleError
from nongcot.regulations.kinds import Brackets, Cases, Entry, Node, Status


def _shown(node: Node) -> str:
    if isinstance(node, Brackets):
        steps = zip(node.starts, node.nodes, strict=True)
        return "; ".join(f"≥ {start}: {_shown(inner)}" for start, inner in steps)
    if isinstance(node, Cases):
        return "; ".join(f"{name}: {_shown(inner)}" for name, inner in node.nodes.items())
    if node.status is Status.NOT_ON_FILE:
        return _("chưa có văn bản")
    if node.value is None:
        return _("không giới hạn")
    return ", ".join(map(str, node.value)) if isinstance(node.value, tuple) else str(node.value)


def _source(book: Rulebook, entry: Entry) -> str:
    number = book.documents[entry.document].number
    return f"{number}, {entry.article}" + ("" if entry.verified else f" ({_('chưa kiểm chứng')})")


def list_rules(*, day: date, console: Console) -> int:
    """Print every rule in force on ``day``: id, title, value, source."""
    book = rulebook()
    table = Table(title=_("Quy định áp dụng ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"})
    for heading in (_("Mã"), _("Nội dung"), _("Mức"), _("Nguồn")):
        table.add_column(heading, overflow="fold")
    for rule, entry in book.rules_in_force(day):
        table.add_row(rule.id, rule.title, _shown(entry.node), _source(book, entry))
    console.print(table)
    return 0


def show_rule(rule_id: str, *, day: date, console: Console) -> int:
    """Print one rule on ``day`` with all its dated values. Exit status 2 when there is no such rule."""
    book = rulebook()
    if rule_id not in book.rules:
        console.print(_("Không có quy định mang mã %(id)s. Xem: nongcot rules list") % {"id": rule_id})
        return EXIT_UNUSABLE
    rule = book.rule(rule_id)
    console.print(f"[bold]{rule.id}[/bold]  {rule.title}", highlight=False)
    entry = rule.entry_on(day)
    if entry is None:
        console.print(_("Ngày %(day)s chưa có mức nào áp dụng.") % {"day": f"{day:%d/%m/%Y}"})
    else:
        console.print(f"{day:%d/%m/%Y}: {_shown(entry.node)} · {_source(book, entry)}", highlight=False)
        if entry.note:
            console.print(entry.note, markup=False)
    table = Table(title=_("Các mốc thay đổi"))
    for heading in (_("Từ ngày"), _("Đến trước ngày"), _("Mức"), _("Nguồn")):
        table.add_column(heading, overflow="fold")
    for line in book.changes(rule_id):
        to_day = f"{line.to_day:%d/%m/%Y}" if line.to_day else ""
        table.add_row(f"{line.from_day:%d/%m/%Y}", to_day, _shown(line.node), _source(book, line))
    console.print(table)
    return 0


def check_rules(*, console: Console) -> int:
    """Load everything strictly and print what a keeper should look at. Exit status 1 when a file does not load."""
    try:
        remarks = rulebook().check()
    except RuleError as error:
        console.print(str(error), markup=False)
        return 1
    for line in remarks:
        console.print(line, markup=False)
    console.print(_("Dữ liệu quy định hợp lệ."))
    return 0
