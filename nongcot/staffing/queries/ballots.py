"""Questions about ballots: limited to the actor's units; a voter's by the code, everybody's by the slug."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel.text import fold
from nongcot.people.api import EDITORS, posts, unit, unit_scope
from nongcot.people.models import Unit
from nongcot.staffing.ballots.kinds import CensusLine, KeyField, Mailed
from nongcot.staffing.ballots.secrets import Keys, keys_of, read_code
from nongcot.staffing.models import Ballot, BallotVoter, CompletionCase, CountedVote, SealedVote
from nongcot.staffing.permissions.ballots import ballots

MOST_UNITS = 20


@dataclass(frozen=True, slots=True)
class Register:
    """How far the census is: how many may vote, have a link, got a paper, have neither; and the ballots in the box."""

    voters: int
    links: int
    papers: int
    left: int
    box: int


def listed(actor: User | System) -> QuerySet[Ballot]:
    """The ballots the actor sees, newest first, with their units."""
    return ballots(actor).select_related("unit")


def one(actor: User | System, pk: int) -> Ballot:
    """
    Raises:
        Ballot.DoesNotExist: there is none, or the actor may not see its unit.
    """
    return ballots(actor).select_related("unit", "repeats").get(pk=pk)


def register(ballot: Ballot) -> Register:
    given = ballot.voters.aggregate(
        voters=Count("pk"),
        links=Count("voter_key"),
        papers=Count("pk", filter=Q(on_paper=True)),
        left=Count("pk", filter=Q(on_paper=False, voter_key=None)),
    )
    return Register(**given, box=SealedVote.objects.filter(ballot=ballot).count())


@dataclass(frozen=True, slots=True)
class Post:
    """How far the letters of a ballot are: how many wait, were interrupted, were sent, failed."""

    waiting: int
    begun: int
    sent: int
    failed: int

    @property
    def any(self) -> bool:
        return bool(self.waiting or self.begun or self.sent or self.failed)


def post_of(ballot: Ballot) -> Post:
    states = (Mailed.WAITING, Mailed.BEGUN, Mailed.SENT, Mailed.FAILED)
    return Post(**ballot.voters.aggregate(**{one.value: Count("pk", filter=Q(mailed=one.value)) for one in states}))


def voters(ballot: Ballot, words: str = "") -> QuerySet[BallotVoter]:
    """The lines of the census, by name or field where ``words`` are given."""
    rows = BallotVoter.objects.filter(ballot=ballot).order_by("pk")
    for word in words.split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(contact__icontains=word) | Q(hint__endswith=word))
    return rows


def voter(actor: User | System, pk: int) -> BallotVoter:
    """
    Raises:
        BallotVoter.DoesNotExist: there is none, or the actor may not see its unit.
    """
    return BallotVoter.objects.select_related("ballot__unit").get(unit_scope(actor, path="ballot__unit_id"), pk=pk)


def line_of(typed: str) -> tuple[BallotVoter, Keys] | None:
    """The line a code belongs to, and its keys; None for no code of ours."""
    code = read_code(typed)
    if code is None:
        return None
    keys = keys_of(code)
    line = BallotVoter.objects.select_related("ballot__unit").filter(voter_key=keys.voter).first()
    return None if line is None else (line, keys)


def of_code(typed: str) -> tuple[BallotVoter, Keys, bool] | None:
    """As :func:`line_of`, and whether the code has a ballot in the box."""
    found = line_of(typed)
    if found is None:
        return None
    line, keys = found
    return line, keys, SealedVote.objects.filter(pk=keys.row, box_key=keys.box).exists()


def public(slug: UUID) -> Ballot | None:
    return Ballot.objects.select_related("unit").filter(slug=slug).first()


def published(ballot: Ballot, receipt: str = "") -> QuerySet[CountedVote]:
    """The published list of a counted ballot, by receipt; of one receipt where it is given."""
    rows = CountedVote.objects.filter(ballot=ballot)
    return rows.filter(receipt=receipt) if receipt else rows


def superior_name(actor: User | System, of: Ballot | CompletionCase, *, day: date) -> str:
    """The name of the superior of the unit on ``day``; "" where it has none."""
    above = unit(actor, of.unit_id, day=day).superior_id_on  # type: ignore[attr-defined]
    return Unit.objects.filter(pk=above).values_list("name", flat=True).first() or ""


def units_to_run(actor: User, words: str) -> list[Unit]:
    """Units the actor may hold a ballot in, whose name has these words; the shortest names first."""
    rows = Unit.objects.filter(unit_scope(actor, roles=EDITORS), ended_on=None)
    for word in fold(words).split()[:6]:
        rows = rows.filter(names__search_key__contains=word)
    return list(rows.distinct().order_by("name")[:MOST_UNITS])


def officers(actor: User | System, unit: Unit, by: KeyField, *, day: date) -> tuple[list[CensusLine], list[str]]:
    """The unit's officers on ``day`` as lines of a census, and the names of those whose field is not on record."""
    rank = Case(When(post="chair", then=Value(0)), default=Value(1), output_field=IntegerField())
    held = posts(actor, day=day).filter(unit=unit).select_related("person").order_by(rank, "person__sort_key")
    persons = {row.person_id: row.person for row in held}
    lines, missing = [], []
    for person in persons.values():
        key = {KeyField.PHONE: person.phone, KeyField.EMAIL: person.email.lower(), KeyField.CODE: f"CB{person.pk}"}.get(
            by, ""
        )
        if key:
            lines.append(CensusLine(0, person.name, key))
        else:
            missing.append(person.name)
    return lines, missing
