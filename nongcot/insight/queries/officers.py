"""Questions about officers: their age and sex, education and make-up, and who chairs for the first time."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from nongcot.insight.kinds import (
    ALL,
    CHAIRS,
    FEMALE,
    MALE,
    OFFICERS,
    SENSITIVE,
    UNKNOWN,
    UNTOLD,
    Chairing,
    Officers,
    Question,
    Row,
    Trait,
)
from nongcot.insight.rules import is_minority
from nongcot.insight.scope import Scope
from nongcot.people.api import name_on
from nongcot.people.kinds import AgeBand, Education, Sex
from nongcot.people.models import Person
from nongcot.people.rules import born_between, education_of

SEXES = {FEMALE: Sex.FEMALE.value, MALE: Sex.MALE.value, UNKNOWN: ""}
AGE_ROWS = (*(band.value for band in AgeBand), UNKNOWN)
_COLUMNS = {Trait.PARTY: "party_member", Trait.DIRECT: "direct_work"}
_YOUNG = (AgeBand.UNDER_30, AgeBand.FROM_30)


def _band(scope: Scope) -> Case:
    after = [(band, born_between(band, scope.day)[0]) for band in AgeBand]
    return Case(
        When(Q(born="") | Q(born__gt=scope.day.isoformat()), then=Value(UNKNOWN)),
        *(When(born__gt=born, then=Value(band.value)) for band, born in after if born),
        default=Value(after[-1][0].value),
        output_field=CharField(),
    )


def _chairs(scope: Scope) -> QuerySet[Any]:
    """Persons who chair a grassroots union, each once, with ``chairing``."""
    return scope.officers().annotate(chairing=_chairing(scope)).exclude(chairing="")


def _chairing(scope: Scope) -> Case:
    """Of an officer: :class:`Chairing`, or the empty string of one who chairs no grassroots union.

    Each set of persons is looked up once, not for each person.
    """
    chairs: QuerySet[Any] = scope.chairs()
    unknown = chairs.filter(Q(from_day__isnull=True) | Q(untold=True))
    return Case(
        When(pk__in=chairs.filter(before=True).values("person"), then=Value(Chairing.AGAIN.value)),
        When(pk__in=unknown.values("person"), then=Value(Chairing.UNKNOWN.value)),
        When(pk__in=chairs.values("person"), then=Value(Chairing.FIRST.value)),
        default=Value(""),
        output_field=CharField(),
    )


def officers(scope: Scope) -> Officers:
    """What is counted of officers, each person once: one query.

    * ages: by band; the parts are women, men, not known;
    * first_term: chairs of grassroots unions: for the first time, again, not known;
    * education: by level;
    * make_up: of chairs and of all officers, how many are so, and of how many it is not known. A row each for women,
      those under 40 and those who work in production; for members of the party and of ethnic minorities only where the
      actor may know it of each of these persons. The first row, "all", is of how many.
    """
    fields = ["chairing", "band", "sex", "education", "direct_work"]
    fields += ["party_member", "ethnicity"] if scope.may_read_sensitive else []
    asked = scope.officers().annotate(band=_band(scope), chairing=_chairing(scope)).order_by()
    aged: Counter[tuple[str, str]] = Counter()
    chairing: Counter[str] = Counter()
    levels: Counter[Education] = Counter()
    made: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for *values, n in asked.values_list(*fields).annotate(n=Count("pk")):
        told = dict(zip(fields, values, strict=True))
        aged[told["band"], told["sex"] if told["sex"] in SEXES.values() else ""] += n
        chairing[told["chairing"]] += n
        levels[education_of(told["education"])] += n
        _add(made[ALL], told["chairing"], n, so=True)
        for trait in _traits(scope):
            _add(made[trait], told["chairing"], n, so=_is(trait, told))
    return Officers(
        ages=[Row(band, tuple(aged[band, sex] for sex in SEXES.values())) for band in AGE_ROWS],
        first_term=[Row(kind.value, (chairing[kind.value],)) for kind in Chairing],
        education=[Row(level.value, (levels[level],)) for level in Education],
        make_up=[Row(key, tuple(made[key])) for key in (ALL, *_traits(scope))] if made else [],
    )


def _traits(scope: Scope) -> list[Trait]:
    return [trait for trait in Trait if trait not in SENSITIVE or scope.may_read_sensitive]


def _add(into: list[int], chairing: str, n: int, *, so: bool | None) -> None:
    into[0] += n if so and chairing else 0
    into[1] += n if so else 0
    into[2] += n if so is None else 0


def _is(trait: Trait, told: dict[str, Any]) -> bool | None:
    """Whether a person is so; None where it is not known."""
    if trait is Trait.WOMEN:
        return told["sex"] == Sex.FEMALE if told["sex"] else None
    if trait is Trait.YOUNG:
        return told["band"] in _YOUNG if told["band"] != UNKNOWN else None
    if trait in (Trait.PARTY, Trait.DIRECT):
        known: bool | None = told[_COLUMNS[trait]]
        return known
    return is_minority(told["ethnicity"]) if told["ethnicity"].strip() else None


def persons_behind(scope: Scope, question: Question, key: str) -> QuerySet[Person]:
    """The officers that a cell of a picture counts, by given name.

    Raises:
        KeyError: there is no such cell.
    """
    row, _dot, part = key.partition(".")
    rows: QuerySet[Any]
    if question is Question.AGES:
        rows = _of_age(scope, row, part)
    elif question is Question.MAKE_UP:
        rows = _made_up(scope, row, part)
    elif part:
        raise KeyError(key)
    elif question is Question.FIRST_TERM:
        rows = _chairs(scope)
        rows = rows if row == ALL else rows.filter(chairing=Chairing(_one_of(Chairing, row)))
    else:
        rows = scope.officers()
        rows = rows if row == ALL else rows.filter(education__in=_written(scope, row))
    return rows.order_by("sort_key", "pk")


def _of_age(scope: Scope, band: str, sex: str) -> QuerySet[Any]:
    if band not in (*AGE_ROWS, ALL) or (sex and sex not in SEXES):
        raise KeyError(band, sex)
    rows = scope.officers().annotate(band=_band(scope))
    rows = rows if band == ALL else rows.filter(band=band)
    if sex == UNKNOWN:
        return rows.exclude(sex__in=[SEXES[FEMALE], SEXES[MALE]])
    return rows.filter(sex=SEXES[sex]) if sex else rows


def _written(scope: Scope, level: str) -> list[str]:
    wanted = Education(_one_of(Education, level))
    texts = scope.officers().order_by().values_list("education", flat=True).distinct()
    return [text for text in texts if education_of(text) == wanted]


def _made_up(scope: Scope, trait: str, part: str) -> QuerySet[Any]:
    if part not in {CHAIRS, OFFICERS, UNTOLD} or (trait == ALL and part == UNTOLD):
        raise KeyError(part)
    rows = scope.officers().annotate(band=_band(scope))
    if part == CHAIRS:
        rows = rows.filter(pk__in=scope.chairs().values("person"))
    if trait == ALL:
        return rows
    asked = Trait(_one_of(Trait, trait))
    if asked not in _traits(scope):
        raise KeyError(trait)
    if asked is Trait.WOMEN:
        return rows.filter(sex="") if part == UNTOLD else rows.filter(sex=Sex.FEMALE)
    if asked is Trait.YOUNG:
        return rows.filter(band=UNKNOWN) if part == UNTOLD else rows.filter(band__in=[band.value for band in _YOUNG])
    if asked in (Trait.PARTY, Trait.DIRECT):
        return rows.filter(**{_COLUMNS[asked]: None if part == UNTOLD else True})
    texts = scope.officers().order_by().values_list("ethnicity", flat=True).distinct()
    wanted = [text for text in texts if (not text.strip() if part == UNTOLD else is_minority(text))]
    return rows.filter(ethnicity__in=wanted)


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
