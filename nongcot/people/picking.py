"""Choosing a person or a unit in a form: who is meant by what was typed, and who might be the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from nongcot.infra import sealing
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.ui.words import show_phone
from nongcot.kernel.citizen_ids import read_citizen_id
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.kernel.phones import read_phone
from nongcot.kernel.text import fold, tidy
from nongcot.people import labels, queries
from nongcot.people.models import Person, PostHeld, Unit
from nongcot.people.permissions import IMPORTERS, unit_scope
from nongcot.people.rules import post_rank

MOST = 8
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row to choose from; ``detail`` tells namesakes apart."""

    pk: int
    name: str
    detail: str


def find_persons(
    actor: User | System, text: str, *, day: date, near: int | None = None, most: int = MOST
) -> list[Candidate]:
    """Persons the actor may see by words of the name without diacritics, by phone, or by the whole citizen id.

    Those who ever held a post in the unit ``near`` come first.
    """
    rows = queries.persons(actor)
    digits = "".join(c for c in text if c.isdigit())
    if digits and not any(c.isalpha() for c in text):
        citizen, phone = read_citizen_id(text), read_phone(text)
        known = Q(citizen_index=sealing.index(citizen)) if citizen else Q()
        known |= Q(phone=phone) if phone else Q()
        rows = rows.filter(known) if known else rows.none()
    else:
        words = fold(text).split()
        if len("".join(words)) < _SHORTEST:
            return []
        for word in words:
            rows = rows.filter(search_key__contains=word)
    here = Exists(PostHeld.objects.filter(unit=near or 0, person=OuterRef("pk")))
    return describe(actor, rows.annotate(here=here).order_by("-here", "sort_key", "pk")[:most], day=day)


def possible_duplicates(
    actor: User | System, *, name: str, born: str = "", phone: str = "", citizen_id: str = "", day: date
) -> list[Candidate]:
    """Persons the actor may see who may be the one described: the same citizen id, or the name and what else is known.

    ``born`` is partial ISO, ``phone`` E.164. With neither of them the name alone is a reason to look.
    """
    named = Q(search_key=fold(name))
    if born or phone:
        alike = Q(born="", phone="")
        alike |= Q(born__startswith=born[:4]) if born else Q()
        alike |= Q(phone=phone) if phone else Q()
        named &= alike
    same = named | Q(citizen_index=sealing.index(citizen_id)) if citizen_id else named
    return describe(actor, queries.persons(actor).filter(same).order_by("pk")[:MOST], day=day)


def describe(actor: User | System, persons: Iterable[Person], *, day: date) -> list[Candidate]:
    """Persons with birth, phone and what they hold on ``day`` in the actor's units: one query for all of them."""
    found = list(persons)
    held: dict[int, list[tuple[int, str]]] = {}
    for post in queries.posts(actor, day=day).filter(person__in=found) if found else ():
        title = f"{labels.post_title(post.body.kind, post.post)}, {post.unit.name}"
        held.setdefault(post.person_id, []).append((post_rank(post.post), title))
    return [Candidate(one.pk, one.name, _detail(one, sorted(held.get(one.pk, [])))) for one in found]


def _detail(person: Person, held: list[tuple[int, str]]) -> str:
    born = show_partial(person.born) if is_partial_iso(person.born) else person.born
    parts = [born, show_phone(person.phone) if person.phone else "", held[0][1] if held else ""]
    return " · ".join(part for part in parts if part)


def find_units(
    actor: User | System, text: str, *, day: date, kinds: Collection[str], but: int | None = None, most: int = MOST
) -> list[Candidate]:
    """Units of these kinds that the actor answers for above the chairs, by words of the name of ``day`` or the code.

    Without any words the first ones, where there are not many.
    """
    mine = unit_scope(actor, roles=IMPORTERS)
    rows = queries.find_units(actor, text, day=day).filter(mine, kind__in=[str(kind) for kind in kinds])
    found = list(rows.exclude(pk=but or 0)[:most])
    if not found and (code := tidy(text)):
        coded = queries.units(actor, day=day).filter(mine, code__iexact=code)
        found = list(coded.filter(kind__in=[str(kind) for kind in kinds]).exclude(pk=but or 0)[:most])
    return _named(found, day)


def find_seen_units(actor: User | System, text: str, *, day: date, most: int = MOST) -> list[Candidate]:
    """Units of any kind that the actor may see, by words of the name of ``day`` or the code: for narrowing a list."""
    found = list(queries.find_units(actor, text, day=day)[:most])
    if not found and (code := tidy(text)):
        found = list(queries.units(actor, day=day).filter(code__iexact=code).order_by("pk")[:most])
    return _named(found, day)


def _named(found: list[Unit], day: date) -> list[Candidate]:
    above = queries.names_of({u.superior_id_on for u in found if u.superior_id_on}, day=day)  # type: ignore[attr-defined]
    return [
        Candidate(u.pk, u.day_name, " · ".join(p for p in (u.code, above.get(u.superior_id_on, "")) if p))  # type: ignore[attr-defined]
        for u in found
    ]


def unit_candidate(actor: User | System, pk: int, *, day: date) -> Candidate | None:
    """One unit as a choice, if the actor answers for it above the chairs."""
    rows = queries.units(actor, day=day).filter(unit_scope(actor, roles=IMPORTERS), pk=pk)
    return next(iter(_named(list(rows), day)), None)
