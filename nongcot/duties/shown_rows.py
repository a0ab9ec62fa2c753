"""The rows of a list of duties, put together at once.

A template asks for each cell of each row anew; that took the inbox longer than finding its duties. Every value passes
through :func:`put`, which escapes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nongcot.duties.resolving import resolution
from nongcot.duties.shown import Shown
from nongcot.infra.accounts.models import User
from nongcot.infra.ui.addresses import address
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.markup import put
from nongcot.infra.ui.templatetags.ui import badge, day_query, due_badge, unverified
from nongcot.infra.ui.words import due_state
from nongcot.people.api import EDITORS, has_role

_EMPTY = mark_safe("")


@dataclass(frozen=True, slots=True)
class Look:
    """What each row of a list shows: a box to tick, its unit, how to postpone it; its title and rule, unless these
    stand above the list because all of its duties share them.
    """

    pick: bool = False
    unit: bool = True
    later: bool = True
    titled: bool = True


class _Page:
    """What all rows of a page share. Words that rows have in common are put together once."""

    def __init__(self, request: HttpRequest, look: Look) -> None:
        self.request, self.look = request, look
        self.reader = cast("User", request.user)
        self.query = day_query(request)
        self.day = asked_day(request)
        self.postpones = has_role(self.reader, EDITORS)
        self.may: dict[str, bool] = {}
        self.rules: dict[str, str] = {}
        self.dues: dict[date | None, SafeString] = {}
        self.sources: dict[tuple[str, str, bool, bool], SafeString] = {}

    def at(self, name: str, pk: int) -> str:
        return address(name, pk) + self.query

    def due(self, day: date | None) -> SafeString:
        if day not in self.dues:
            self.dues[day] = due_badge(day, self.day)
        return self.dues[day]

    def source(self, row: Shown) -> SafeString:
        """The rule with its citation; a list names the same few."""
        key = (row.duty.rule, row.cited, row.suggested, row.duty.verified)
        if key not in self.sources:
            self.sources[key] = _source(row, self)
        return self.sources[key]

    def resolves(self, code: str) -> bool:
        """Whether the reader may do what resolves duties of this code."""
        if code not in self.may:
            self.may[code] = has_role(self.reader, resolution(code).roles)
        return self.may[code]

    def rule(self, rule: str) -> str:
        """The address of a rule's page; a list names the same few."""
        if rule not in self.rules:
            self.rules[rule] = address("rulebook:rule", rule) + self.query
        return self.rules[rule]


def duty_rows(rows: Sequence[Shown], request: HttpRequest, look: Look) -> SafeString:
    """These duties as items of a list; links stay on the day of the page."""
    page = _Page(request, look)
    return mark_safe("".join(_row(row, page) for row in rows))  # noqa: S308  (each row is escaped)


def duty_source(row: Shown, request: HttpRequest) -> SafeString:
    """The rule a duty rests on, with its article and whether anybody has checked it; empty where there is none."""
    return _source(row, _Page(request, Look()))


def go_to(row: Shown, request: HttpRequest) -> str:
    """The address where a duty is resolved, on the day of the page."""
    path, mark, part = row.href.partition("#")
    day = day_query(request)
    joined = f"{path}&{day[1:]}" if day and "?" in path else f"{path}{day}"
    return f"{joined}{mark}{part}"


def _row(row: Shown, page: _Page) -> SafeString:
    due_on = row.duty.due_on
    return put(
        '<li class="duty-row duty-{}">{}<div class="duty-what">{}{}{}{}{}</div>{}'
        '<div class="duty-when">{}</div><div class="duty-act">{}</div></li>\n',
        due_state(due_on, page.day) if due_on else "none",
        _tick(row) if page.look.pick else "",
        _title(row, page),
        _about(row, page),
        _whose(row, page),
        _postponed(row),
        _why(row, page) if page.look.titled else "",
        _unit(row, page) if page.look.unit else "",
        page.due(due_on),
        _acts(row, page),
    )


def _tick(row: Shown) -> SafeString:
    return put(
        '<label class="tick"><input type="checkbox" name="duty" value="{}"><span class="sr">{} {}, {}</span></label>',
        row.duty.pk,
        _("Chọn"),
        row.title,
        row.name,
    )


def _title(row: Shown, page: _Page) -> SafeString:
    """What leads to the duty: its title, or what it says of this unit where the title stands above."""
    words = row.title if page.look.titled else row.sentence
    return put('<p class="duty-title"><a href="{}">{}</a></p>', page.at("duties:duty", row.duty.pk), words)


def _about(row: Shown, page: _Page) -> SafeString:
    person, second = row.duty.person, _EMPTY
    said = row.sentence if page.look.titled and row.sentence != row.title else ""
    if person is None:
        return put("<p>{}</p>", said) if said else _EMPTY
    if row.other:
        second = put(', <a href="{}">{}</a>', page.at("people:officer", row.other), _("hồ sơ thứ hai"))
    at = page.at("people:officer", person.pk)
    return put('<p>{}<a href="{}">{}</a>{}</p>', f"{said} · " if said else "", at, person.name, second)


def _whose(row: Shown, page: _Page) -> SafeString:
    duty = row.duty
    if duty.delegated_to_id:
        given = badge(_("đã giao"), "info")
        return put('<p>{} <span class="small quiet">{}</span></p>', given, duty.delegated_to)
    if not getattr(duty, "mine", False):
        return put('<p class="small quiet">{}</p>', row.role)
    return _EMPTY


def _postponed(row: Shown) -> SafeString:
    if row.duty.postponed_to is None:
        return _EMPTY
    until = _("đến %(day)s") % {"day": date_format(row.duty.postponed_to, "d/m/Y")}
    return put('<p>{} <span class="small quiet">{}</span></p>', badge(_("đã hoãn")), until)


def _unit(row: Shown, page: _Page) -> SafeString:
    return put('<div class="duty-unit"><a href="{}">{}</a></div>', page.at("people:unit", row.duty.unit_id), row.name)


def _why(row: Shown, page: _Page) -> SafeString:
    source = page.source(row)
    return put('<p class="source">{}</p>', source) if source else _EMPTY


def _source(row: Shown, page: _Page) -> SafeString:
    if not row.rule_title:
        return _EMPTY
    cited = f", {row.cited}" if row.cited else ""
    mark = badge(_("mức gợi ý"), "warn") if row.suggested else unverified(row.duty.verified)
    return put('{} <a href="{}">{}</a>{} {}', _("Căn cứ:"), page.rule(row.duty.rule), row.rule_title, cited, mark)


def _acts(row: Shown, page: _Page) -> SafeString:
    """What the reader may do about it: nothing is offered that would only lead to a page without it."""
    said = put('<span class="sr"> {}, {}</span>', row.title, row.name)
    later = _EMPTY
    if page.look.later and page.postpones and not row.duty.closed_on:
        at = page.at("duties:duty", row.duty.pk)
        words = _("Hoãn")
        later = put('<a class="button button-small button-quiet" href="{}#postpone">{}{}</a>', at, words, said)
    if not page.resolves(row.duty.code):
        return later
    go = go_to(row, page.request)
    return put('{}<a class="button button-small" href="{}">{}{}</a>', later, go, row.verb, said)
