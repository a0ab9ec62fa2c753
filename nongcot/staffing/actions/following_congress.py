"""Congresses follow the roster: a new term, an extension, the end of the unit, whoever recorded it and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from nongcot.infra.audit.api import System
from nongcot.infra.prepared import prepared
from nongcot.infra.rulebook.api import rulebook
from nongcot.people.kinds import BodyKind
from nongcot.people.models import Term, TermExtension
from nongcot.regulations import Rulebook
from nongcot.staffing.actions.congress import close, done_of, settle, stand, tell
from nongcot.staffing.actions.first_meeting import OF_ENTRY
from nongcot.staffing.actions.steps import Written, columns_of
from nongcot.staffing.kinds.congress import CongressEnd, CongressStep
from nongcot.staffing.models import Congress, CongressStepDone
from nongcot.staffing.queries.congress import term_end_of
from nongcot.staffing.rules.days import days_of


@transaction.atomic
def follow_congresses(*, day: date, units: Collection[int] | None = None) -> int:
    """Bring the congresses (of ``units``) up to date with the terms on record; how many changed.

    A closed one opens again when its term was taken back, or its unit is there again. Over an unchanged roster it
    writes nothing: five queries, however many congresses there are; one where ``units`` never had any.
    """
    if units is not None and not _any(units=units):
        return 0
    again = _reopen(day=day, units=units)
    rows = Congress.objects.filter(closed_on__isnull=True).select_related("unit")
    if units is not None:
        rows = rows.filter(unit__in=units)
    standing = list(rows.order_by("pk"))
    if not standing:
        return 0
    terms = _running([row.unit_id for row in standing])
    entered = set(
        CongressStepDone.objects.filter(
            congress__in=[row.pk for row in standing], step=CongressStep.ENTRY.value
        ).values_list("congress", flat=True)
    )
    book = rulebook()
    followed = [row.pk for row in standing if _follow(row, terms.get(row.unit_id, []), row.pk in entered, day, book)]
    return len({*again, *followed})


@prepared
def _any(*, units: Collection[int]) -> QuerySet[Congress, int]:
    return Congress.objects.filter(unit__in=units).values_list("pk", flat=True)[:1]


def _reopen(*, day: date, units: Collection[int] | None) -> list[int]:
    """Congresses closed though their term, or the end of their unit, is on record no more: open again, with a line in
    their history. Not where the unit prepares, or has held, another one since."""
    lost = Q(end=CongressEnd.COMPLETED, term__isnull=True)
    alive = Q(end=CongressEnd.FELL_AWAY) & (Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gt=day))
    later = Congress.objects.filter(Q(closed_on__isnull=True) | Q(pk__gt=OuterRef("pk")), unit=OuterRef("unit"))
    rows = Congress.objects.filter(lost | alive).exclude(Exists(later)).select_related("unit")
    if units is not None:
        rows = rows.filter(unit__in=units)
    found = list(rows.order_by("pk"))
    for row in found:
        before, row.closed_on, row.end = row.end, None, ""
        row.save(update_fields=["closed_on", "end"])
        tell(System(_("Hệ thống")), row, "reopen_congress", congress_end=[before, None])
    return [row.pk for row in found]


def _running(units: list[int]) -> dict[int, list[Term]]:
    """The terms without a real end, the newest first."""
    found: dict[int, list[Term]] = defaultdict(list)
    rows = Term.objects.filter(body__unit__in=units, body__kind=BodyKind.EXECUTIVE_COMMITTEE, to_day__isnull=True)
    extensions = Prefetch("extensions", queryset=TermExtension.objects.order_by("new_end"))
    told: Any = rows.annotate(unit=F("body__unit_id")).prefetch_related(extensions)
    for term in told.order_by(F("from_day").desc(nulls_last=True), "-pk"):
        found[term.unit].append(term)
    return found


def _follow(row: Congress, terms: list[Term], entered: bool, day: date, book: Rulebook) -> bool:
    if row.unit.ended_on is not None and row.unit.ended_on <= day:
        close(row, CongressEnd.FELL_AWAY, day=day)
        return True
    if entered and row.term_id is None:
        return _taken_back(row)
    newest = terms[0] if terms else None
    if newest is None or newest.pk == row.term_id:
        return False
    if not entered and _is_new(row, newest, book):
        link(row, newest, done=done_of(row), day=day)
        return True
    end = term_end_of(newest)
    if entered or (row.running_id, row.term_end) == (newest.pk, end):
        return False
    row.running, row.term_end = newest, end
    row.save(update_fields=["running", "term_end"])
    return True


def _taken_back(row: Congress) -> bool:
    """The new term was taken back: its entry is to be done again, and what the house wrote down with it."""
    steps = CongressStepDone.objects.filter(congress=row)
    steps.filter(Q(step=CongressStep.ENTRY) | Q(by__isnull=True, by_name="")).delete()
    row.meeting = {name: value for name, value in row.meeting.items() if name not in OF_ENTRY}
    stand(row, done_of(row))
    row.save(update_fields=["step", "due_on", "meeting"])
    return True


def _is_new(row: Congress, term: Term, book: Rulebook) -> bool:
    """Whether ``term`` began with this congress: on its day, or not long before it was begun to be prepared here.

    An older term is one that was missing on record.
    """
    if term.pk == row.running_id or term.from_day is None:
        return False
    late = days_of(book.on(row.opened_on), _ENTERED_LATE)
    first = row.opened_on - timedelta(days=late or 0)
    return term.from_day >= min(done_of(row).get(CongressStep.CONGRESS, first), first)


_ENTERED_LATE = "congress.entered_late"


def link(row: Congress, term: Term, *, done: dict[str, date], day: date) -> None:
    """``term`` is that of this congress: the congress was held, and its results are in the roster."""
    row.term = term
    row.save(update_fields=["term"])
    first = term.from_day or day
    found = {CongressStep.CONGRESS: first, CongressStep.ENTRY: day}
    for step, on in found.items():
        if step not in done:
            CongressStepDone.objects.create(congress=row, **columns_of(None, step, Written(on)))
            done[step] = on
    if term.decision_number and CongressStep.RECOGNITION not in done:
        on = term.decision_day or day
        recognised = columns_of(None, CongressStep.RECOGNITION, Written(on, term.decision_number, term.decision_day))
        CongressStepDone.objects.create(congress=row, **recognised)
        done[CongressStep.RECOGNITION] = on
    settle(row, done, day=day)
