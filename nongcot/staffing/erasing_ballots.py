"""What ballots keep of a person whose data is erased: lines of a census, names of candidates, typed reasons."""

from __future__ import annotations

import secrets

from django.db.models import Q

from nongcot.people.api import ERASED_NAME, Traces
from nongcot.people.models import Person
from nongcot.staffing.models import Ballot, BallotCandidate, BallotVoter


def forget_person(person: Person, traces: Traces) -> None:
    """Blank the person's lines in the ballots of the person's units. That somebody may vote or stood stays.

    A namesake in the same units is blanked too: a census is over with its ballot, and rather a line too many goes than
    one too few.
    """
    ballots = Ballot.objects.filter(unit__in=traces.lineage)
    for voter in BallotVoter.objects.filter(ballot__in=ballots).iterator(1000):
        by_field = bool(voter.contact) and traces.in_text(voter.contact)
        if by_field or traces.named(voter.name):
            voter.name, voter.contact, voter.hint = ERASED_NAME, "", ""
            voter.key_index = f"erased:{secrets.token_hex(16)}"
            voter.save(update_fields=["name", "contact", "hint", "key_index"])
    lines = BallotCandidate.objects.filter(Q(ballot__in=ballots) | Q(person=person)).select_related("person")
    for candidate in lines.iterator(1000):
        if candidate.person_id == person.pk or traces.in_text(candidate.name):
            candidate.name, candidate.withdrawn_reason = ERASED_NAME, ""
            candidate.person, candidate.no_person = None, True
            candidate.save(update_fields=["name", "withdrawn_reason", "person", "no_person"])
    for row in ballots.exclude(void_reason=""):
        if traces.in_text(row.void_reason):
            row.void_reason = ""
            row.save(update_fields=["void_reason"])
