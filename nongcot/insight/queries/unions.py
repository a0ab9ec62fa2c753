"""Questions about unions: how complete they are, where they stand, when their terms end."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, ExtractYear, RowNumber

from nongcot.insight.kinds import ALL, DIRECT, UNKNOWN, Below, Branch, Leaf, Question, Row, State
from nongcot.insight.rules import by_year, years_of
from nongcot.insight.scope import Scope
from nongcot.people.api import name_on, superior_on, unit
from nongcot.people.kinds import GRASSROOTS_KINDS, BodyKind
from nongcot.people.models import Term, TermExtension, Unit, UnitReach, on_day
from nongcot.people.rules import name_order

MOST_LEAVES = 60  # of each state; all of them are in the list behind
_GRASSROOTS = [kind.value for kind in GRASSROOTS_KINDS]

STATE = Case(
    When(urgent=True, then=Value(State.URGENT.value)),
    When(lacking=True, then=Value(State.INCOMPLETE.value)),
    default=Value(State.COMPLETE.value),
    output_field=CharField(),
)


def below(scope: Scope) -> Below:
    """The superior unions directly below ``scope.within`` with the unions of their subtrees, and the unions there.

    Without ``within`` those below the topmost units that the actor sees. Each union of the scope is counted once; units
    without unions are left out. At most four queries.
    """
    unions = _placed(scope).annotate(state=STATE).order_by()
    states: dict[int, dict[str, int]] = defaultdict(dict)
    directly = False
    for branch, state, n in unions.values_list("branch", "state").annotate(n=Count("pk")):
        if branch is None:
            directly = True
        else:
            states[branch][state] = n
    if not states:
        return Below([], _leaves(unions, scope) if directly else [])
    named = Unit.objects.filter(pk__in=states).annotate(day_name=name_on(scope.day)).values_list("pk", "day_name")
    branches = [Branch(pk, name, *(states[pk].get(state.value, 0) for state in State)) for pk, name in named]
    branches.sort(key=lambda branch: (name_order(branch.name), branch.unit))
    return Below(branches, _leaves(unions.filter(branch=None), scope) if directly else [])


def _placed(scope: Scope) -> QuerySet[Any]:
    """The unions with ``branch``: the superior union directly below the unit shown under which they stand, or None."""
    tops = [scope.top] if scope.top is not None else _tops(scope)
    near = UnitReach.objects.filter(on_day(scope.day), ancestor__in=tops, depth=1)
    over = near.exclude(unit__kind__in=_GRASSROOTS).values("unit")
    reach = UnitReach.objects.filter(on_day(scope.day), ancestor__in=over, unit=OuterRef("pk")).order_by("-depth")
    return scope.unions().annotate(branch=Subquery(reach.values("ancestor")[:1]))


def _leaves(unions: QuerySet[Any], scope: Scope) -> list[Leaf]:
    """The first of each state by name, each with how many are alike."""
    rows = unions.annotate(
        day_name=name_on(scope.day),
        alike=Window(Count("pk"), partition_by=[F("state")]),
        place=Window(RowNumber(), partition_by=[F("state")], order_by=[F("day_name").asc(), F("pk").asc()]),
    ).filter(place__lte=MOST_LEAVES)
    found = [Leaf(pk, name, State(state), n) for pk, name, state, n in _four(rows)]
    return sorted(found, key=lambda leaf: (name_order(leaf.name), leaf.unit))


def _four(rows: QuerySet[Any]) -> Any:
    return rows.values_list("pk", "day_name", "state", "alike")


def _tops(scope: Scope) -> list[int]:
    """The topmost units the actor sees."""
    above = UnitReach.objects.filter(on_day(scope.day), scope.units("ancestor_id"), unit=OuterRef("pk"), depth=1)
    alive = Q(ended_on__isnull=True) | Q(ended_on__gt=scope.day)
    rows = Unit.objects.filter(scope.units(), alive).annotate(above=Subquery(above.values("pk")[:1]))
    return list(rows.filter(above=None).values_list("pk", flat=True)[:50])


def own_unit(scope: Scope) -> Unit | None:
    """The one topmost unit of the actor, as :func:`people.api.unit` gives it; None where there are several or none."""
    tops = _tops(scope)
    return unit(scope.actor, tops[0], day=scope.day) if len(tops) == 1 else None


def _term_end(scope: Scope) -> Subquery:
    """The end, with its extensions, of the executive committee's term that runs on the day or ended last."""
    last = TermExtension.objects.filter(term=OuterRef("pk"), decision_day__lte=scope.day).order_by("-new_end")
    begun = Q(from_day__isnull=True) | Q(from_day__lte=scope.day)
    terms_ = Term.objects.filter(begun, body__unit=OuterRef("pk"), body__kind=BodyKind.EXECUTIVE_COMMITTEE)
    ends = terms_.annotate(end=Coalesce(Subquery(last.values("new_end")[:1]), F("planned_end")))
    return Subquery(ends.order_by(F("from_day").desc(nulls_last=True), "-pk").values("end")[:1])


def terms(scope: Scope) -> list[Row]:
    """Grassroots unions by the year in which the term of the executive committee ends (:func:`rules.by_year`)."""
    rows = scope.unions().annotate(year=ExtractYear(_term_end(scope))).order_by().values_list("year")
    return by_year(dict(rows.annotate(n=Count("pk"))), scope.day.year)


def unions_behind(scope: Scope, question: Question, key: str) -> QuerySet[Unit]:
    """The unions that a cell of "completeness", "units" or "terms" counts, by name.

    Raises:
        KeyError: there is no such row.
    """
    if question is Question.UNITS:
        return _standing_directly(scope, key)
    rows = described(scope)
    if key == ALL:
        return rows
    if question is Question.COMPLETENESS:
        if key not in {state.value for state in State}:
            raise KeyError(key)
        return rows.filter(state=key)
    if key == UNKNOWN:
        return rows.filter(term_end__isnull=True)
    first, last = years_of(key)
    rows = rows if first is None else rows.filter(term_end__year__gte=first)
    return rows.filter(term_end__isnull=False) if last is None else rows.filter(term_end__year__lte=last)


def _standing_directly(scope: Scope, key: str) -> QuerySet[Unit]:
    row, _dot, state = key.partition(".")
    if row != DIRECT or (state and state not in {each.value for each in State}):
        raise KeyError(key)
    unions = _placed(scope).filter(branch=None).order_by().values("pk")
    rows = described(scope).filter(pk__in=unions)
    return rows.filter(state=state) if state else rows


def described(scope: Scope) -> QuerySet[Any]:
    """The unions with ``state``, ``term_end``, ``day_name`` and the name of their superior, by name."""
    rows: QuerySet[Any] = scope.unions().annotate(
        state=STATE, term_end=_term_end(scope), day_name=name_on(scope.day), over=superior_on(scope.day)
    )
    return rows.order_by("day_name", "pk")


def names(units: set[int], scope: Scope) -> dict[int, str]:
    """The names of these units on the day: one query."""
    rows = Unit.objects.filter(pk__in=units).annotate(day_name=name_on(scope.day))
    return dict(rows.values_list("pk", "day_name"))
