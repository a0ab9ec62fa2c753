"""The rules in force on a day, one rule with its changes, and entering a value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nongcot.infra.accounts.models import User
from nongcot.infra.acting.page import ActionPage, Done
from nongcot.infra.rulebook import shown
from nongcot.infra.rulebook.actions import enter_value
from nongcot.infra.rulebook.forms import Enter
from nongcot.infra.rulebook.permissions import can_keep, require_keeper
from nongcot.infra.rulebook.queries import rulebook
from nongcot.infra.rulebook.shown import ShownRule, rules_to_name, shown_entry, shown_rule
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import page_of
from nongcot.kernel.errors import Refused
from nongcot.kernel.text import fold, tidy
from nongcot.regulations import Rule, Rulebook, RuleKind
from nongcot.regulations.errors import RuleError

SIZE = 80  # rules on a page


def _sections(rows: list[ShownRule]) -> list[tuple[str, str, list[ShownRule]]]:
    """Missing ones first, then the deadlines the federation decides, regulations, the rest: (key, heading, rows)."""
    deadline, regulation = RuleKind.OWN_DEADLINE, RuleKind.REGULATION
    missing = [row for row in rows if row.entry and row.entry.missing and row.rule.kind is not RuleKind.LOCAL_EXAMPLE]
    known = [row for row in rows if row.entry and row not in missing]
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
    rows = [shown_rule(rule, book, day) for _name, rule in sorted(book.rules.items())]
    words = fold(search).split()
    rows = [row for row in rows if all(word in fold(f"{row.title} {row.rule.id}") for word in words)]
    page = page_of(list(_lines(_sections(rows))), request, SIZE)
    sections = [(*title, [line[-1] for line in lines]) for title, lines in groupby(page.rows, key=lambda one: one[:3])]
    context = {"sections": sections, "page": page, "search": search, "may_keep": can_keep(request.user)}
    return render(request, "rulebook/rules.html", context)


def _lines(sections: list[tuple[str, str, list[ShownRule]]]) -> Iterator[tuple[str, str, int, ShownRule]]:
    """Every rule with its section: (key, heading, how many it has, rule)."""
    return ((key, heading, len(rows), row) for key, heading, rows in sections for row in rows)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What changed when, newest first: by a regulation, or by a decision of the federation."""
    day, book = asked_day(request), rulebook()
    found = shown.changes(book, day)
    own = "own" in request.GET
    rows = [row for row in found if not own or row.after.entry.decided_by]
    context = {
        "coming": [row for row in rows if row.day > day],
        "past": [row for row in rows if row.day <= day],
        "own": own,
        "own_count": sum(1 for row in found if row.after.entry.decided_by),
        "count": len(found),
    }
    return render(request, "rulebook/changes.html", context)


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The documents in force on a day, and what of them nobody has entered yet."""
    rows = shown.documents(rulebook(), asked_day(request))
    return render(request, "rulebook/documents.html", {"rows": rows, "may_keep": can_keep(request.user)})


@login_not_required
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """For everybody, without a login: the regulations in force on a day with their sources."""
    day, book = asked_day(request), rulebook()
    rows = [shown_rule(rule, book, day) for rule, _entry in book.rules_in_force(day)]
    regulations = [row for row in rows if row.rule.kind is RuleKind.REGULATION and row.entry]
    told = [row for row in regulations if row.entry and not row.entry.missing]
    missing = [row for row in regulations if row.entry and row.entry.missing]
    unverified = [row for row in told if row.entry and not row.entry.entry.verified]
    context = {"rows": told, "missing": missing, "day": day, "unverified": len(unverified)}
    return render(request, "rulebook/public.html", context)


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
    context = {
        "row": shown_rule(found, book, day),
        "changes": [shown_entry(found, entry, book, day) for entry in reversed(found.entries)],
        "may_keep": can_keep(request.user),
    }
    return render(request, "rulebook/rule.html", context)


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Enter a value from a document, or decide the federation's own deadline."""
    require_keeper(request.user)
    day, book = asked_day(request), rulebook()
    found = _known(rule_id, book)
    row = shown_rule(found, book, day)

    def perform(given: dict[str, Any]) -> Done:
        _save(request, found, given)
        done = _("Đã ghi mức mới. Việc cần làm đang được tính lại.")
        return Done(done, reverse("rulebook:rule", args=[found.id]))

    own = found.kind is RuleKind.OWN_DEADLINE
    page = ActionPage(
        title=_("Quyết định thời hạn") if own else _("Nhập mức từ văn bản"),
        intro=row.title,
        form=partial(Enter, found, named=rules_to_name(found, book)),
        perform=perform,
        back=reverse("rulebook:rule", args=[found.id]),
        initial=_initial(row),
        objects=[("rule", found.id)],
        submit=_("Ghi mức này"),
        template="rulebook/enter.html",
        context={"row": row},
    )
    return page.answer(request)


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


def _save(request: HttpRequest, found: Rule, given: dict[str, Any]) -> None:
    """Raises Refused where the value does not fit the rule."""
    names = ("from_day", "value", "document_number", "issuer", "article", "decided_by", "signed_on", "note")
    assert isinstance(request.user, User)  # noqa: S101  (this page asks for a login)
    try:
        enter_value(actor=request.user, rule=found.id, **{name: given[name] for name in names})
    except RuleError as refused:
        raise Refused(_(refused.problem) % refused.problem_params) from refused
