"""The questions of the dashboard: each a fixed number of queries for a whole province, and the rows behind each row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, ExtractYear

from nongcot.duties.api import closed
from nongcot.insight.kinds import UNKNOWN, Branch, Chairing, Question, Row, State
from nongcot.insight.rules import median_of
from nongcot.insight.scope import Scope
from nongcot.people.api import name_on
from nongcot.people.kinds import GRASSROOTS_KINDS, AgeBand, BodyKind, Education, Sex
from nongcot.people.models import Person, Term, TermExtension, Unit, UnitReach, on_day
from nongcot.people.rules import born_between, education_of

SEXES = (Sex.FEMALE.value, Sex.MALE.value, "")
AGE_ROWS = (*(band.value for band in AgeBand), UNKNOWN)
CLOSED_WITHIN = timedelta(days=365)

_STATE = Case(
    When(urgent=True, then=Value(State.URGENT.value)),
    When(lacking=True, then=Value(State.INCOMPLETE.value)),
    default=Value(State.COMPLETE.value),
    output_field=CharField(),
)


def completeness(scope: Scope) -> list[Row]:
    """Grassroots unions by state."""
    found = dict(scope.unions().annotate(state=_STATE).order_by().values_list("state").annotate(n=Count("pk")))
    return [Row(state.value, (found.get(state.value, 0),)) for state in State]


def branches(scope: Scope, most: int = 400) -> list[Branch]:
    """The units directly below ``scope.within`` with the states of the unions in their subtree: two queries.

    Without ``within`` those below the topmost units that the actor sees. Units without unions are left out.
    """
    day = scope.day
    tops = [scope.within] if scope.within is not None else _tops(scope)
    below = UnitReach.objects.filter(on_day(day), ancestor__in=tops, depth=1).values("unit")
    unions = scope.unions().annotate(state=_STATE)
    reach = UnitReach.objects.filter(on_day(day), ancestor__in=below, unit=OuterRef("pk")).order_by("-depth")
    counted = unions.annotate(branch=Subquery(reach.values("ancestor")[:1])).exclude(branch=None).order_by()
    states: dict[int, dict[str, int]] = defaultdict(dict)
    for branch, state, n in counted.values_list("branch", "state").annotate(n=Count("pk")):
        states[branch][state] = n
    kinds = {kind.value for kind in GRASSROOTS_KINDS}
    named = Unit.objects.filter(pk__in=states).annotate(day_name=name_on(day)).order_by("day_name", "pk")
    return [
        Branch(pk, name, kind in kinds, *(states[pk].get(state.value, 0) for state in State))
        for pk, name, kind in named.values_list("pk", "day_name", "kind")[:most]
    ]


def _tops(scope: Scope) -> list[int]:
    """The topmost units the actor sees."""
    above = UnitReach.objects.filter(on_day(scope.day), scope.units("ancestor_id"), unit=OuterRef("pk"), depth=1)
    alive = Q(ended_on__isnull=True) | Q(ended_on__gt=scope.day)
    rows = Unit.objects.filter(scope.units(), alive).annotate(above=Subquery(above.values("pk")[:1]))
    return list(rows.filter(above=None).values_list("pk", flat=True)[:50])


def _term_end(scope: Scope) -> Subquery:
    """The end, with its extensions, of the executive committee's term that runs on the day or ended last."""
    last = TermExtension.objects.filter(term=OuterRef("pk"), decision_day__lte=scope.day).order_by("-new_end")
    begun = Q(from_day__isnull=True) | Q(from_day__lte=scope.day)
    terms = Term.objects.filter(begun, body__unit=OuterRef("pk"), body__kind=BodyKind.EXECUTIVE_COMMITTEE)
    ends = terms.annotate(end=Coalesce(Subquery(last.values("new_end")[:1]), F("planned_end")))
    return Subquery(ends.order_by(F("from_day").desc(nulls_last=True), "-pk").values("end")[:1])


def terms(scope: Scope) -> list[Row]:
    """Grassroots unions by the year in which the term of the executive committee ends; "unknown" last."""
    rows = scope.unions().annotate(year=ExtractYear(_term_end(scope))).order_by().values_list("year")
    found = dict(rows.annotate(n=Count("pk")))
    missing = found.pop(None, 0)
    shown = [Row(str(year), (n,)) for year, n in sorted(found.items())]
    return [*shown, Row(UNKNOWN, (missing,))] if missing else shown


def _band(scope: Scope) -> Case:
    after = [(band, born_between(band, scope.day)[0]) for band in AgeBand]
    return Case(
        When(Q(born="") | Q(born__gt=scope.day.isoformat()), then=Value(UNKNOWN)),
        *(When(born__gt=born, then=Value(band.value)) for band, born in after if born),
        default=Value(after[-1][0].value),
        output_field=CharField(),
    )


def ages(scope: Scope) -> list[Row]:
    """Officers by band of age; the parts are women, men, not known."""
    rows = scope.officers().annotate(band=_band(scope)).order_by().values_list("band", "sex")
    found = {(band, sex): n for band, sex, n in rows.annotate(n=Count("pk"))}
    return [Row(band, tuple(found.get((band, sex), 0) for sex in SEXES)) for band in AGE_ROWS]


_CHAIRING = Case(
    When(before=True, then=Value(Chairing.AGAIN.value)),
    When(Q(from_day__isnull=True) | Q(untold=True), then=Value(Chairing.UNKNOWN.value)),
    default=Value(Chairing.FIRST.value),
    output_field=CharField(),
)


def first_term(scope: Scope) -> list[Row]:
    """Chairs of grassroots unions: for the first time, again, not known."""
    rows = scope.chairs().annotate(chairing=_CHAIRING).order_by().values_list("chairing")
    found = dict(rows.annotate(n=Count("person", distinct=True)))
    return [Row(kind.value, (found.get(kind.value, 0),)) for kind in Chairing]


def education(scope: Scope) -> list[Row]:
    """Officers by level of education."""
    levels: Counter[Education] = Counter()
    for text, n in scope.officers().order_by().values_list("education").annotate(n=Count("pk")):
        levels[education_of(text)] += n
    return [Row(level.value, (levels[level],)) for level in Education]


def closing(scope: Scope) -> list[Row]:
    """Duties closed in the year before the day, by code: (how many, the median of the days they were open)."""
    rows = closed(scope.actor, day=scope.day, within=scope.within, since=scope.day - CLOSED_WITHIN)
    days: dict[str, Counter[int]] = defaultdict(Counter)
    spans = rows.order_by().values_list("code", "opened_on", "closed_on").annotate(n=Count("pk"))
    for code, opened_on, closed_on, n in spans:
        days[code][(closed_on - opened_on).days] += n
    found = [Row(code, (sum(each.values()), median_of(each.items()))) for code, each in days.items()]
    return sorted(found, key=lambda row: (-row.values[0], row.key))


QUESTIONS: dict[Question, Callable[[Scope], list[Row]]] = {
    Question.COMPLETENESS: completeness,
    Question.TERMS: terms,
    Question.AGES: ages,
    Question.FIRST_TERM: first_term,
    Question.EDUCATION: education,
    Question.CLOSING: closing,
}


def unions_behind(scope: Scope, question: Question, key: str) -> QuerySet[Unit]:
    """The unions that a row of "completeness" or "terms" counts, by name.

    Raises:
        KeyError: there is no such row.
    """
    rows: QuerySet[Any] = scope.unions().annotate(state=_STATE, term_end=_term_end(scope), day_name=name_on(scope.day))
    if question is Question.COMPLETENESS:
        rows = rows.filter(state=_one_of(State, key))
    elif key == UNKNOWN:
        rows = rows.filter(term_end__isnull=True)
    elif key.isascii() and key.isdigit() and len(key) == 4:
        rows = rows.filter(term_end__year=int(key))
    else:
        raise KeyError(key)
    return rows.order_by("day_name", "pk")


def persons_behind(scope: Scope, question: Question, key: str) -> QuerySet[Person]:
    """The officers that a row of "ages", "first_term" or "education" counts, by given name.

    Raises:
        KeyError: there is no such row.
    """
    rows: QuerySet[Any] = scope.officers()
    if question is Question.AGES:
        if key not in AGE_ROWS:
            raise KeyError(key)
        rows = rows.annotate(band=_band(scope)).filter(band=key)
    elif question is Question.FIRST_TERM:
        chairs = scope.chairs().annotate(chairing=_CHAIRING).filter(chairing=_one_of(Chairing, key))
        rows = rows.filter(pk__in=chairs.values("person"))
    else:
        level = _one_of(Education, key)
        texts = scope.officers().order_by().values_list("education", flat=True).distinct()
        rows = rows.filter(education__in=[text for text in texts if education_of(text) == level])
    return rows.order_by("sort_key", "pk")


def _one_of(kind: Any, key: str) -> str:
    if key not in {one.value for one in kind}:
        raise KeyError(key)
    return key


def posts_of(scope: Scope, persons: list[Person]) -> dict[int, list[Any]]:
    """The posts these persons hold on the day in the scope, with ``unit_name``: one query."""
    held: dict[int, list[Any]] = defaultdict(list)
    rows = scope.posts().filter(person__in=persons).annotate(unit_name=name_on(scope.day, "unit_id"))
    for row in rows.select_related("body").order_by("pk"):
        held[row.person_id].append(row)
    return held
