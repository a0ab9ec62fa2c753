"""The filters of the list of officers that are about the post and the person."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from nongcot.people.derived.words import MISSING
from nongcot.people.listing import Choice, Education, born_between
from nongcot.people.models import Person, PostHeld, Term, TermExtension, on_day

# As lists write them; SQLite knows no capitals beyond ASCII, so both are named.
_EDUCATION: dict[str, tuple[str, ...]] = {
    Education.POSTGRADUATE: (
        "thạc s",
        "Thạc s",
        "THẠC S",
        "tiến s",
        "Tiến s",
        "TIẾN S",
        "sau đại",
        "Sau đại",
        "ThS",
        "TS",
    ),
    Education.UNIVERSITY: ("đại học", "Đại học", "ĐẠI HỌC", "ĐH", "cử nhân", "Cử nhân", "kỹ sư", "Kỹ sư", "kĩ sư"),
    Education.COLLEGE: ("cao đẳng", "Cao đẳng", "CAO ĐẲNG", "CĐ"),
    Education.VOCATIONAL: ("trung cấp", "Trung cấp", "TRUNG CẤP", "trung học chuyên", "Trung học chuyên"),
    Education.SCHOOL: ("/12", "/10", "phổ thông", "Phổ thông", "THPT", "PTTH", "THCS"),
}


def _written(level: str) -> Q:
    return reduce(or_, (Q(education__contains=words) for words in _EDUCATION[level]))


def _educated(level: str) -> Q:
    """Persons whose education is written so; of two levels the higher one counts."""
    higher = list(_EDUCATION)[: list(_EDUCATION).index(level)]
    found = _written(level)
    for above in higher:
        found &= ~_written(above)
    return found


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
        after, until = born_between(choice.age, day)
        rows = rows.filter(born__gt=after) if until is None else rows.filter(born__gt=after, born__lte=until)
    if choice.education:
        rows = rows.filter(Exists(Person.objects.filter(_educated(choice.education), pk=OuterRef("person_id"))))
    if choice.first_term:
        rows = rows.exclude(Exists(_earlier_posts()))
    if choice.ends_in:
        rows = rows.filter(Exists(_terms_ending(choice.ends_in, day)))
    return rows


def _earlier_posts() -> QuerySet[PostHeld]:
    """Posts of the same person that began before the line's own post."""
    return PostHeld.objects.filter(person=OuterRef("person_id"), from_day__lt=OuterRef("from_day"))


def _terms_ending(year: int, day: date) -> QuerySet[Term]:
    """Terms of the line's body, of the day, whose end with all extensions decided by then lies in ``year``."""
    decided = TermExtension.objects.filter(term=OuterRef("pk"), decision_day__lte=day)
    ends = Q(planned_end__year=year) & ~Exists(decided.filter(new_end__year__gt=year))
    moved = Exists(decided.filter(new_end__year=year)) & ~Exists(decided.filter(new_end__year__gt=year))
    body = PostHeld.objects.filter(pk=OuterRef(OuterRef("held_id"))).values("body")
    return Term.objects.filter(on_day(day), body__in=body).filter(ends | Q(moved))
