"""What a document of a case says: facts of the roster, the rules and the case, in a fixed number of queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.people import labels as people_labels
from nongcot.people.api import limited_persons, name_on, superior_on
from nongcot.people.facts import UnitFacts
from nongcot.people.kinds import COMMITTEE_SEATS, BodyKind, Post
from nongcot.people.models import Person, PostHeld, Unit, on_day
from nongcot.regulations import DocumentKind
from nongcot.staffing.kinds.completing import ActsHere, PlannedStep, Step
from nongcot.staffing.labels import completing as labels
from nongcot.staffing.labels import papers as words
from nongcot.staffing.models import Candidate, CompletionCase, IssuedPaper, StepDone
from nongcot.staffing.queries.candidates import facts_of

SHAPE = 1
_BASES = (DocumentKind.LAW, DocumentKind.CHARTER)


def papers_of(case: CompletionCase) -> dict[str, IssuedPaper]:
    """The documents issued in a case, by step."""
    return {row.step: row for row in IssuedPaper.objects.filter(case=case)}


def issuer_of(case: CompletionCase, step: PlannedStep, *, day: date) -> Unit | None:
    """Who issues the document of a step: the unit, or its superior; None where none is on record."""
    if step.who is ActsHere.UNIT:
        return case.unit
    above = Unit.objects.filter(pk=case.unit_id).annotate(above=superior_on(day)).values_list("above", flat=True)
    return Unit.objects.filter(pk__in=[pk for pk in above if pk]).first()


def paper_facts(case: CompletionCase, step: PlannedStep, *, day: date) -> dict[str, Any]:
    """``{"shape": 1, ...}``: all that the document of ``step`` says, as JSON values."""
    issuer = issuer_of(case, step, day=day)
    unit = Unit.objects.annotate(day_name=name_on(day), above=superior_on(day)).get(pk=case.unit_id)
    keys = [pk for pk in (unit.above, issuer.pk if issuer else None) if pk]
    named = Unit.objects.filter(pk__in=keys).annotate(day_name=name_on(day), above=superior_on(day))
    units = {row.pk: row for row in named}
    superior = units[unit.above].day_name if unit.above in units else ""
    facts = facts_of(case.unit_id, day=day)
    return {
        "shape": SHAPE,
        "step": step.step,
        "unit": unit.day_name,
        "superior": superior,
        "issuer": units[issuer.pk].day_name if issuer else "",
        "above_issuer": superior if issuer and issuer.pk == unit.pk else above_of(units, issuer, day),
        "seat": labels.seat(case.body, case.post),
        "way": case.way,
        "since": case.since.isoformat() if case.since else None,
        "basis": basis_on(day),
        "earlier": _earlier(case, step),
        "people": _people(case, day, chosen=step.step not in (Step.PROPOSAL, Step.CONSENT, Step.MINUTES)),
        "left_out": _candidates(case, chosen=False).filter(_not_named(day)).count(),
        "signer": signer_of(issuer.pk if issuer else None, day),
        **committee_on(facts, day),
    }


def above_of(units: dict[int, Any], issuer: Unit | None, day: date) -> str:
    """The name of what stands above the issuer; the confederation where nothing does."""
    above = units[issuer.pk].above if issuer else None
    found = Unit.objects.filter(pk=above).annotate(day_name=name_on(day)).first() if above else None
    return found.day_name if found else words.CONFEDERATION


def basis_on(day: date) -> list[str]:
    """The law on unions and the charter in force on the day, as the rulebook knows them."""
    found: dict[str, Any] = {}
    for document in rulebook().documents.values():
        in_force = document.in_force <= day and (document.ended is None or day < document.ended)
        unions = document.kind != DocumentKind.LAW or "Luật Công đoàn" in document.title
        if document.kind in _BASES and in_force and unions:
            before = found.get(document.kind)
            if before is None or document.in_force > before.in_force:
                found[document.kind] = document
    return [
        f"{found[kind].title}" + (f" ({found[kind].number})" if found[kind].number else "")
        for kind in _BASES
        if kind in found
    ]


def _earlier(case: CompletionCase, step: PlannedStep) -> list[dict[str, str]]:
    """The documents of the steps done so far."""
    rows = StepDone.objects.filter(case=case).exclude(step=step.step).exclude(document_number="")
    return [
        {
            "what": words.TITLES[Step(row.step)][0].capitalize() if row.step in words.TITLES else "Văn bản",
            "number": row.document_number,
            "day": (row.document_day or row.done_on).isoformat(),
        }
        for row in rows
    ]


def _people(case: CompletionCase, day: date, *, chosen: bool) -> list[dict[str, str]]:
    """Candidates not withdrawn (or only those chosen), with birth and the post they hold in the unit."""
    rows = list(_candidates(case, chosen=chosen).exclude(_not_named(day)).select_related("person"))
    held: dict[int, str] = {}
    posts = PostHeld.objects.filter(on_day(day), unit=case.unit_id, person__in=[row.person_id for row in rows])
    for person, body, post in posts.order_by("-pk").values_list("person", "body__kind", "post"):
        held[person] = people_labels.post_title(body, post)
    return [person_told(row.person, held.get(row.person_id, "")) for row in rows]


def _candidates(case: CompletionCase, *, chosen: bool) -> QuerySet[Candidate]:
    states = [Candidate.State.CHOSEN] if chosen else [Candidate.State.PROPOSED, Candidate.State.CHOSEN]
    return Candidate.objects.filter(case=case, state__in=states)


def _not_named(day: date) -> Q:
    """Candidates whom a document of the day leaves out: their data is limited, and nobody has elected them.

    Who was elected is named: the post is a fact of the union's own body, which the limit does not touch.
    """
    return Q(state=Candidate.State.PROPOSED, person__in=limited_persons(day))


def person_told(person: Person, post: str) -> dict[str, str]:
    """Somebody as a document tells of them."""
    born = show_partial(person.born) if is_partial_iso(person.born) else person.born
    return {"name": person.name, "born": born, "post": post}


def committee_on(facts: UnitFacts | None, day: date) -> dict[str, Any]:
    """The committee's term, the number the congress fixed and how many sit there."""
    if facts is None:
        return {"term": "", "seats": None, "holders": 0}
    begun = [one for one in facts.terms if one.body is BodyKind.EXECUTIVE_COMMITTEE and one.from_day]
    begun = [one for one in begun if one.from_day and one.from_day <= day]
    now = max(begun, key=lambda one: one.from_day or date.min, default=None)
    seats = [one for one in facts.posts if one.body is BodyKind.EXECUTIVE_COMMITTEE and one.post in COMMITTEE_SEATS]
    held = {one.person for one in seats if one.held_on(day)}
    years = [str(one.year) for one in (now.from_day, now.to_day) if one] if now else []
    return {"term": "–".join(years), "seats": now.seats_fixed if now else None, "holders": len(held)}


def signer_of(issuer: int | None, day: date, *, but: int | None = None) -> dict[str, str]:
    """Who signs for the issuer: the chair, or a vice chair in the chair's place; by the roster of the day.

    ``but`` is whom the document is about: nobody signs the own dismissal.
    """
    rows = PostHeld.objects.filter(on_day(day), unit=issuer or 0, body__kind=BodyKind.EXECUTIVE_COMMITTEE)
    rows = rows.exclude(person=but) if but else rows
    told = rows.filter(post__in=[Post.CHAIR.value, Post.VICE_CHAIR.value]).order_by("post", "pk")
    for post, name in told.values_list("post", "person__name"):
        return {"post": post, "name": name}
    return {"post": "", "name": ""}
