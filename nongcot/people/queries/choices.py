"""The filters of the list of officers that are about the post and the person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from nongcot.people.derived.words import MISSING
from nongcot.people.kinds import AgeBand
from nongcot.people.lists.choice import Choice
from nongcot.people.models import Person, PostHeld, Term, TermExtension, on_day
from nongcot.people.rules import born_between, education_of


def _educated(level: str) -> Q:
    """Persons whose education, as it is written, is of this level."""
    written = Person.objects.order_by().values_list("education", flat=True).distinct()
    return Q(education__in=[text for text in written if education_of(text) == level])


def narrowed(rows: QuerySet[Any], choice: Choice, day: date) -> QuerySet[Any]:
    """Lines of posts and persons as chosen."""
    plain = {"body_kind": choice.body, "post": choice.post, "sex": choice.sex}
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if choice.party is not None:
        rows = rows.filter(party_member=choice.party)
    if choice.missing:
        bit = RawSQL("people_postline.missing & %s <> 0", [MISSING[choice.missing]], output_field=BooleanField())
        rows = rows.filter(bit)
    if choice.age:
        rows = born(rows, *born_between(AgeBand(choice.age), day))
    if choice.education:
        rows = rows.filter(Exists(Person.objects.filter(_educated(choice.education), pk=OuterRef("person_id"))))
    if choice.first_term:
        rows = rows.filter(~Exists(_earlier_posts()), from_day__isnull=False)
    if choice.ends_in:
        rows = rows.filter(Exists(_terms_ending(choice.ends_in, day)))
    return rows


def born(rows: QuerySet[Any], after: str, until: str | None) -> QuerySet[Any]:
    """Lines of those born after the one day, as ISO text, and not after the other (None: any)."""
    return rows.filter(born__gt=after) if until is None else rows.filter(born__gt=after, born__lte=until)


def _earlier_posts() -> QuerySet[PostHeld]:
    """Other posts of the same person that began before the line's own, or may have: their first day is not known."""
    others = PostHeld.objects.filter(person=OuterRef("person_id")).exclude(pk=OuterRef("held_id"))
    return others.filter(Q(from_day__isnull=True) | Q(from_day__lt=OuterRef("from_day")))


def _terms_ending(year: int, day: date) -> QuerySet[Term]:
    """Terms of the line's body, of the day, whose end with all extensions decided by then lies in ``year``."""
    decided = TermExtension.objects.filter(term=OuterRef("pk"), decision_day__lte=day)
    ends = Q(planned_end__year=year) & ~Exists(decided.filter(new_end__year__gt=year))
    moved = Exists(decided.filter(new_end__year=year)) & ~Exists(decided.filter(new_end__year__gt=year))
    # the body by a join: found by a question of its own, PostgreSQL held every line against every term of the country
    return Term.objects.filter(on_day(day), body=OuterRef("held__body_id")).filter(ends | Q(moved))
