"""What was counted and who stood goes when the rule lets it be kept no longer; who was elected is in the roster."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nongcot.staffing.models import Candidate, Congress, Nominee


@transaction.atomic
def forget_nominations(*, before: date) -> int:
    """Nominations and candidacies that did not lead to a post, and the votes of all, of congresses and cases closed
    before the day; how many nominations went. Doing it again does no more."""
    old = Congress.objects.filter(closed_on__lt=before)
    gone, _each = Nominee.objects.filter(congress__in=old, elected=False).delete()
    counted = Nominee.objects.filter(congress__in=old)
    counted.exclude(votes=None, second_votes=None).update(votes=None, second_votes=None)
    old.exclude(tally={}).update(tally={})
    cases = Candidate.objects.filter(case__closed_on__lt=before).exclude(state=Candidate.State.CHOSEN)
    return int(gone) + int(cases.delete()[0])
