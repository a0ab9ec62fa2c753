"""The rules in force on a day, one rule with its changes, and entering a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.accounts.models import User
from nongcot.infra.rulebook import labels
from nongcot.infra.rulebook.actions import enter_value
from nongcot.infra.rulebook.forms import Enter
from nongcot.infra.rulebook.permissions import can_keep, require_keeper
from nongcot.infra.rulebook.queries import rulebook
from nongcot.infra.ui.days import asked_day
from nongcot.kernel.text import fold, tidy
from nongcot.regulations import Document, DocumentKind, Rule, Rulebook, RuleKind, Status
from nongcot.regulations.errors import RuleError
from nongcot.regulations.kinds import Entry


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a table as words; ``missing``: nobody has entered it."""

    where: str
    value: str
    missing: bool


@dataclass(frozen=True, slots=True)
class ShownEntry:
    entry: Entry
    document: Document
    lines: list[Line]
    own: bool
    now: bool

    @property
    def missing(self) -> bool:
        return any(line.missing for line in self.lines)


@dataclass(frozen=True, slots=True)
class ShownRule:
    rule: Rule
    title: str
    kind: str
    entry: ShownEntry | None


def _entry(rule: Rule, entry: Entry, book: Rulebook, day: date) -> ShownEntry:
    found = [
        Line(where, labels.leaf(leaf, rule.unit), leaf.status is Status.NOT_ON_FILE)
        for where, leaf in labels.lines(entry.node, rule)
    ]
    document = book.documents[entry.document]
    return ShownEntry(entry, document, found, document.kind is DocumentKind.OWN, entry.holds_on(day))


def _rule(rule: Rule, book: Rulebook, day: date) -> ShownRule:
    entry = rule.entry_on(day)
    shown = _entry(rule, entry, book, day) if entry else None
    return ShownRule(rule, labels.title(rule), labels.kind(rule.kind), shown)


def _sections(rows: list[ShownRule]) -> list[tuple[str, str, list[ShownRule]]]:
    """Missing ones first, then the deadlines the federation decides, regulations, the rest: (key, heading, rows)."""
    deadline, regulation = RuleKind.OWN_DEADLINE, RuleKind.REGULATION
    missing = [row for row in rows if row.entry and row.entry.missing]
    known = [row for row in rows if row.entry and not row.entry.missing]
    sections = [
        ("missing", _("Chưa có nội dung, cần nhập từ văn bản"), missing),
        ("own", _("Thời hạn do Liên đoàn quyết định"), [row for row in known if row.rule.kind is deadline]),
        ("regulations", _("Quy định đang áp dụng"), [row for row in known if row.rule.kind is regulation]),
        ("others", _("Khác"), [row for row in known if row.rule.kind not in (deadline, regulation)]),
        ("idle", _("Không có mức vào ngày này"), [row for row in rows if row.entry is None]),
    ]
    return [section for section in sections if section[2]]


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule as of a day."""
    day, book = asked_day(request), rulebook()
    search = tidy(request.GET.get("q", ""))[:100]
    rows = [_rule(rule, book, day) for _name, rule in sorted(book.rules.items())]
    words = fold(search).split()
    rows = [row for row in rows if all(word in fold(f"{row.title} {row.rule.id}") for word in words)]
    context = {"sections": _sections(rows), "search": search, "may_keep": can_keep(request.user)}
    return render(request, "rulebook/rules.html", context)


def _known(rule_id: str, book: Rulebook) -> Rule:
    try:
        return book.rule(rule_id)
    except KeyError:
        raise Http404 from None


@require_safe
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule: what holds on the day, from which document, and how it changed."""
    day, book = asked_day(request), rulebook()
    found = _known(rule_id, book)
    shown = _rule(found, book, day)
    context = {
        "row": shown,
        "changes": [_entry(found, entry, book, day) for entry in reversed(found.entries)],
        "may_keep": can_keep(request.user),
    }
    return render(request, "rulebook/rule.html", context)


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Enter a value from a document, or decide the federation's own deadline."""
    require_keeper(request.user)
    day, book = asked_day(request), rulebook()
    found = _known(rule_id, book)
    row = _rule(found, book, day)
    form = Enter(found, request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid() and _save(request, found, form):
        messages.success(request, _("Đã ghi mức mới. Việc cần làm sẽ được tính lại ở lần chạy tới."))
        return redirect("rulebook:rule", found.id)
    return render(request, "rulebook/enter.html", {"row": row, "form": form}, status=422 if form.errors else 200)


def _initial(row: ShownRule) -> dict[str, object]:
    """The document known to be in force, where its value is what is missing."""
    if row.entry is None or not row.entry.missing:
        return {}
    document = row.entry.document
    article = row.entry.entry.article
    return {
        "from_day": row.entry.entry.from_day,
        "document_number": document.number,
        "issuer": document.issuer,
        "signed_on": document.signed,
        "article": "" if article.startswith("chưa rõ") else article,
    }


def _save(request: HttpRequest, found: Rule, form: Enter) -> bool:
    given = form.cleaned_data
    names = ("from_day", "value", "document_number", "issuer", "article", "decided_by", "signed_on", "note")
    assert isinstance(request.user, User)  # noqa: S101  (this page asks for a login)
    try:
        enter_value(actor=request.user, rule=found.id, **{name: given[name] for name in names})
    except RuleError as refused:
        form.add_error(None, _(refused.problem) % refused.problem_params)
        return False
    return True
