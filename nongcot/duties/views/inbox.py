"""The inbox: what I can do, by what can be done; apart from it what waits for somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nongcot.duties import queries, surveying
from nongcot.duties.kinds import Whose
from nongcot.duties.shown import Shown, all_shown, shown
from nongcot.duties.views.common import actor_of, branches, code_of, day_of, kinds, within_of
from nongcot.infra.documents.listing import Column, Listing, answer
from nongcot.infra.rulebook.api import rulebook
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.paging import Page, page_number, page_of
from nongcot.kernel import clock
from nongcot.people.api import EDITORS, has_role, limited_persons
from nongcot.people.models import Unit

SIZE, ASIDE = 20, 5
POSTPONED = "postponed"
VIEWS = ("", *(whose.value for whose in Whose), POSTPONED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader wants to see. ``view`` is empty (mine, then others), one of :class:`Whose`, or "postponed"."""

    day: date
    within: Unit | None
    view: str
    code: str
    overdue: bool
    until: date | None
    roles: frozenset[str]

    @classmethod
    def read(cls, request: HttpRequest) -> Asked:
        day = asked_day(request)
        view = request.GET.get("view", "")
        return cls(
            day=day,
            within=within_of(request, day),
            view=view if view in VIEWS else "",
            code=code_of(request),
            overdue="overdue" in request.GET,
            until=day_of(request, "until"),
            roles=queries.roles_of(actor_of(request)),
        )

    @property
    def current(self) -> bool:
        return self.day >= clock.today()

    @property
    def narrowed(self) -> bool:
        return bool(self.view or self.code or self.overdue or self.until or self.within)

    def rows(self, request: HttpRequest, whose: Whose | None) -> Any:
        return queries.inbox(
            actor_of(request),
            day=self.day,
            code=self.code,
            overdue=self.overdue,
            postponed=self.view == POSTPONED,
            within=self.within,
            whose=whose,
            until=self.until,
            roles=self.roles,
            current=self.current,
        )


def _whose(view: str) -> Whose | None:
    return Whose(view) if view in set(Whose) else Whose.MINE if not view else None


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """My open duties by what I can do about them, nearest first; then what waits for somebody else."""
    actor, asked = actor_of(request), Asked.read(request)
    tally = surveying.survey(actor, day=asked.day, roles=asked.roles, within=asked.within, current=asked.current)
    with_aside = not asked.view and page_number(request) == 1
    if tally.whole and asked.view != POSTPONED:
        page, aside = _from_survey(request, asked, tally, with_aside=with_aside)
    else:
        page = page_of(asked.rows(request, _whose(asked.view)), request, SIZE)
        aside = list(asked.rows(request, Whose.OTHERS)[: ASIDE + 1]) if with_aside else []
    book = rulebook() if page.rows or aside else None
    choice = branches(request, asked.day, asked.within)
    context = {
        "asked": asked,
        "page": page,
        "groups": groups(all_shown(page.rows, book)),
        "aside": blocks(all_shown(aside[:ASIDE], book)),
        "aside_count": len(aside[:ASIDE]),
        "aside_more": len(aside) > ASIDE,
        "alone": bool(aside) and not page.rows and not queries.others_at_work(actor, day=clock.today()),
        "tally": tally,
        "others": tally.total - tally.mine,
        "past": asked.day != clock.today(),
        "kinds": kinds(tally.by_code) if tally.whole and tally.total else kinds(),
        "pick": asked.day == clock.today() and has_role(actor, EDITORS),
        "lone": lone_unit([*page.rows, *aside], choice["superiors"]),
        **choice,
    }
    return render(request, "duties/inbox.html", context)


def _from_survey(
    request: HttpRequest, asked: Asked, survey: surveying.Survey, *, with_aside: bool
) -> tuple[Page[Any], list[Any]]:
    """The page and what stands aside, out of a survey that knows where each duty stands: one query for both."""
    choices: dict[str, Any] = {"code": asked.code, "overdue": asked.overdue, "until": asked.until}
    keys = page_of(survey.chosen(whose=_whose(asked.view), **choices), request, SIZE)
    beside = survey.chosen(whose=Whose.OTHERS, **choices)[: ASIDE + 1] if with_aside else []
    found = surveying.these(actor_of(request), [*keys.rows, *beside], day=asked.day, roles=asked.roles)
    by_key = {duty.pk: duty for duty in found}
    rows = [by_key[key] for key in keys.rows if key in by_key]
    return replace(keys, rows=rows), [by_key[key] for key in beside if key in by_key]


@dataclass(frozen=True, slots=True)
class Block:
    """Duties that share their title and the rule they rest on: both are said once, above them."""

    title: str
    rows: list[Shown]


@dataclass(frozen=True, slots=True)
class Group:
    """Duties about which one can do the same."""

    heading: str
    count: int
    blocks: list[Block]


def groups(rows: list[Shown]) -> list[Group]:
    """Rows under what one can do about them; the group with the nearest day first."""
    found: dict[str, list[Shown]] = {}
    for row in rows:
        found.setdefault(row.heading, []).append(row)
    return [Group(heading, len(each), blocks(each)) for heading, each in found.items()]


def blocks(rows: list[Shown]) -> list[Block]:
    """Rows by what they share; the block with the nearest day first."""
    found: dict[tuple[str, str, str, bool], Block] = {}
    for row in rows:
        shared = (row.title, row.rule_title, row.cited, row.duty.verified)
        found.setdefault(shared, Block(row.title, [])).rows.append(row)
    return list(found.values())


def lone_unit(rows: Sequence[Any], superiors: Sequence[Any]) -> str:
    """The name of the unit of all these duties, where the reader has no superior union to choose from; else empty."""
    alone = not superiors and len({duty.unit_id for duty in rows}) == 1
    return str(rows[0].unit_name) if alone else ""


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as it is filtered, all of its rows."""
    asked = Asked.read(request)
    rows = asked.rows(request, _whose(asked.view) if asked.view else None)
    rows = rows.exclude(person__in=limited_persons(clock.today()))  # whose data is limited goes into no file
    columns = [
        Column(_("Việc"), 34),
        Column(_("Nội dung"), 50),
        Column(_("Đơn vị"), 40),
        Column(_("Cán bộ"), 24),
        Column(_("Hạn"), 12),
        Column(_("Phát hiện ngày"), 12),
        Column(_("Hoãn đến"), 12),
        Column(_("Người phụ trách"), 24),
        Column(_("Căn cứ"), 40),
    ]
    book = rulebook()
    lines = (_line(shown(duty, book)) for duty in rows.iterator(chunk_size=2000))
    return answer(kind, Listing("viec-can-lam", _("Việc cần làm"), asked.day, columns, lines))


def _line(row: Shown) -> list[str | date | None]:
    duty = row.duty
    owner = str(duty.delegated_to) if duty.delegated_to else row.role
    source = ", ".join(part for part in (row.rule_title, row.cited) if part)
    who = duty.person.name if duty.person else ""
    return [row.title, row.sentence, row.name, who, duty.due_on, duty.opened_on, duty.postponed_to, owner, source]
