"""What a document of a congress says: facts of the roster, the plan, the nominees and the count, as JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from nongcot.people import labels as people_labels
from nongcot.people.api import members_on, name_on, superior_on
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.models import Person, PostHeld, Unit, on_day
from nongcot.people.rules import post_rank
from nongcot.staffing.kinds.congress import CongressStep, Election, Planned
from nongcot.staffing.kinds.congress_papers import PAPERS, CongressPaper
from nongcot.staffing.labels import congress as labels
from nongcot.staffing.models import Congress, CongressStepDone, IssuedPaper, Nominee
from nongcot.staffing.queries.candidates import facts_of, limited_of
from nongcot.staffing.queries.first_meeting import SEATS, Meeting, meeting_of
from nongcot.staffing.queries.nominees import elected_of, nominees_of, seats_of, standing
from nongcot.staffing.queries.papers import above_of, basis_on, committee_on, person_told, signer_of
from nongcot.staffing.rules.congress import due_on

SHAPE = 1
_OF_THE_ELECTED = {CongressPaper.FIRST_MEETING, CongressPaper.FILE, CongressPaper.LIST, CongressPaper.RECOGNITION}


def issued_of(congress: Congress) -> dict[str, IssuedPaper]:
    """The documents issued of a congress, by kind."""
    return {row.step: row for row in IssuedPaper.objects.filter(congress=congress)}


def issuer_of(congress: Congress, paper: CongressPaper, *, day: date) -> Unit | None:
    """Who issues a document: the unit, or its superior; None where none is on record."""
    if not PAPERS[paper].above:
        return congress.unit
    rows = Unit.objects.filter(pk=congress.unit_id).annotate(above=superior_on(day))
    return Unit.objects.filter(pk__in=[pk for pk in rows.values_list("above", flat=True) if pk]).first()


def congress_facts(congress: Congress, paper: CongressPaper, plan: Sequence[Planned], *, day: date) -> dict[str, Any]:
    """``{"shape": 1, ...}``: all that the document says. Of persons it tells in ``people`` alone."""
    issuer = issuer_of(congress, paper, day=day)
    unit: Any = Unit.objects.annotate(day_name=name_on(day), above=superior_on(day), counted=members_on(day)).get(
        pk=congress.unit_id
    )
    keys = [pk for pk in (unit.above, issuer.pk if issuer else None) if pk]
    named: Any = Unit.objects.filter(pk__in=keys).annotate(day_name=name_on(day), above=superior_on(day))
    units = {row.pk: row for row in named}
    superior = units[unit.above].day_name if unit.above in units else ""
    done = dict(CongressStepDone.objects.filter(congress=congress).values_list("step", "done_on"))
    held_on, met_on = done.get(CongressStep.CONGRESS), done.get(CongressStep.FIRST_MEETING)
    meeting = meeting_of(congress)
    return {
        "shape": SHAPE,
        "paper": paper.value,
        "unit": unit.day_name,
        "superior": superior,
        "issuer": units[issuer.pk].day_name if issuer and issuer.pk in units else unit.day_name if issuer else "",
        "above_issuer": superior if issuer and issuer.pk == unit.pk else above_of(units, issuer, day),
        "day": (held_on or congress.planned_on).isoformat(),
        "form": congress.form,
        "members": unit.counted,
        "delegates": congress.delegates,
        "guests": congress.guests,
        "seats_new": congress.seats,
        "chair_direct": congress.chair_direct,
        **_papers(congress.tally.get("member", {})),
        "plan": _plan(congress, plan, done) if paper is CongressPaper.PLAN else [],
        "basis": basis_on(day),
        "earlier": _earlier(congress, paper),
        "people": _people(congress, paper, max(filter(None, (held_on, met_on)), default=day), day),
        "meeting": _of_meeting(meeting, congress)
        if paper is CongressPaper.FIRST_MEETING
        else _chair(congress, paper, day),
        "met_on": met_on.isoformat() if met_on else None,
        "left_out": len(_not_named(standing(nominees_of(congress), Post.MEMBER), day)),
        "signer": signer_of(issuer.pk if issuer else None, day),
        **committee_on(facts_of(congress.unit_id, day=held_on or day), held_on or day),
    }


def _plan(congress: Congress, plan: Sequence[Planned], done: dict[str, date]) -> list[dict[str, Any]]:
    found = []
    for step in plan:
        due = due_on(step, congress.planned_on, done)
        if due is not None and due <= congress.planned_on:
            found.append({"step": labels.step(step.step), "day": due.isoformat()})
    return found


def _earlier(congress: Congress, paper: CongressPaper) -> list[dict[str, str]]:
    """The documents of the steps done before that of this one."""
    rows = CongressStepDone.objects.filter(congress=congress).exclude(document_number="")
    return [
        {"what": "Văn bản", "number": row.document_number, "day": (row.document_day or row.done_on).isoformat()}
        for row in rows.exclude(step=PAPERS[paper].step)
    ]


def _people(congress: Congress, paper: CongressPaper, day: date, today: date) -> list[dict[str, Any]]:
    """The new committee where the document follows the election, else those who stand, with their votes."""
    if paper in _OF_THE_ELECTED:
        meeting = meeting_of(congress)
        found = _entered(congress, day) or _elected(congress, day, fresh=any(row.elected for row in meeting.rows))
        return found if paper is CongressPaper.FIRST_MEETING else _with_meeting(found, meeting)
    rows = nominees_of(congress)
    chairs = {row.person_id for row in standing(rows, Post.CHAIR)}
    shown = standing(rows, Post.MEMBER)
    hidden = _not_named(shown, today)
    shown = [row for row in shown if row.person_id not in hidden]
    held = _held(congress.unit_id, [row.person_id for row in shown], day)
    return [_told(row.person, held.get(row.person_id, ""), row, chairs) for row in shown]


def _elected(congress: Congress, day: date, *, fresh: bool) -> list[dict[str, Any]]:
    """Whom the congress elected, with what it elected them to; before the first meeting with the posts they hold."""
    chosen = elected_of(nominees_of(congress))
    held = {} if fresh else _held(congress.unit_id, list(chosen), day)
    member = people_labels.post_title(BodyKind.EXECUTIVE_COMMITTEE, Post.MEMBER) if fresh else ""
    chair = people_labels.post_title(BodyKind.EXECUTIVE_COMMITTEE, Post.CHAIR)
    found = [(row, chair if row.post == Post.CHAIR else held.get(who, member)) for who, row in chosen.items()]
    return [_told(row.person, title, row) for row, title in found]


def _with_meeting(found: list[dict[str, Any]], meeting: Meeting) -> list[dict[str, Any]]:
    """The new committee with what its first meeting elected: each person once, with every title."""
    own = {who: people_labels.post_title(BodyKind.EXECUTIVE_COMMITTEE, post) for who, post in meeting.posts().items()}
    titles: dict[int, list[str]] = {one["person"]: [own.get(one["person"], one["post"])] for one in found}
    heads = {row.person_id for row in meeting.elected(Election.INSPECTION_HEAD)}
    others = []
    for election in (Election.STANDING, Election.INSPECTION):
        body, post = SEATS[election]
        for row in meeting.elected(election):
            head = election is Election.INSPECTION and row.person_id in heads
            if row.person_id not in titles:
                others.append(_told(row.person, ""))
            title = people_labels.post_title(body, Post.HEAD if head else post)
            titles.setdefault(row.person_id, []).append(title)
    return [{**one, "post": "; ".join(titles[one["person"]])} for one in [*found, *others]]


def _papers(counted: dict[str, Any]) -> dict[str, int | None]:
    """How many papers were issued, collected and invalid, in the second round ("again") too."""
    second = counted.get("second", {})
    names = ("issued", "collected", "invalid")
    return {name: counted.get(name) for name in names} | {f"{name}_again": second.get(name) for name in names}


def _of_meeting(meeting: Meeting, congress: Congress) -> list[dict[str, Any]]:
    """The elections of the first meeting with who stood, the votes and who was elected."""
    found = []
    for asked in meeting.asked:
        rows = [row for row in meeting.rows if row.post == asked.election]
        if not rows:
            continue
        counted = congress.tally.get(asked.election, {})
        found.append(
            {
                "election": asked.election.value,
                "seats": seats_of(congress, asked.election),
                **_papers(counted),
                "people": [_told(row.person, "", row) for row in rows],
            }
        )
    return found


def _chair(congress: Congress, paper: CongressPaper, day: date) -> list[dict[str, Any]]:
    """The election of the chair by the congress itself, for its minutes; told as one of the meeting is."""
    if paper not in (CongressPaper.COUNT, CongressPaper.MINUTES) or not congress.chair_direct:
        return []
    rows = standing(nominees_of(congress), Post.CHAIR)
    hidden = _not_named(rows, day)
    counted = congress.tally.get(Post.CHAIR, {})
    found = {
        "election": Post.CHAIR.value,
        "seats": 1,
        **_papers(counted),
        "people": [_told(row.person, "", row) for row in rows if row.person_id not in hidden],
    }
    return [found] if rows else []


def _not_named(rows: Sequence[Nominee], day: date) -> set[int]:
    """Nominees whom a document of the day leaves out: their data is limited, and nobody has elected them."""
    return limited_of([row.person_id for row in rows if not row.elected], day=day)


def _entered(congress: Congress, day: date) -> list[dict[str, Any]]:
    """Who holds a post that began with the new term, the highest first."""
    if congress.term is None:
        return []
    rows = PostHeld.objects.filter(on_day(day), body=congress.term.body_id).select_related("person", "body")
    rows = rows.filter(from_day__gte=congress.term.from_day)
    ordered = sorted(rows, key=lambda row: (post_rank(row.post), row.person.sort_key))
    return [_told(row.person, people_labels.post_title(row.body.kind, row.post)) for row in ordered]


def _held(unit: int, persons: Sequence[int], day: date) -> dict[int, str]:
    rows = PostHeld.objects.filter(on_day(day), unit=unit, person__in=persons).order_by("-pk")
    told = rows.values_list("person", "body__kind", "post")
    return {person: people_labels.post_title(BodyKind(body), Post(post)) for person, body, post in told}


def _told(person: Person, post: str, row: Nominee | None = None, chairs: set[int] | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {**person_told(person, post), "person": person.pk, "sex": person.sex, "job": person.job}
    if row is not None:
        told |= {
            "votes": row.votes,
            "votes_again": row.second_votes,
            "elected": row.elected,
            "chair": row.person_id in (chairs or set()),
        }
    return told
