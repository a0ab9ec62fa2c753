"""A ballot of a congress that is held again stays that of its election; a third round is not held."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from nongcot.kernel.errors import Refused
from nongcot.staffing.models import Ballot, CongressBallot, Nominee


def require_no_third_round(ballot: Ballot) -> None:
    """
    Raises:
        Refused: it is the counted second round of a congress's election.
    """
    if ballot.counted_at is not None and CongressBallot.objects.filter(ballot=ballot, round=2).exists():
        raise Refused(
            _("Đã bầu lần hai; hệ thống không lập bầu lần ba. Đại hội quyết định số lượng bằng số đã trúng cử.")
        )


def follow_repeat(ballot: Ballot, made: Ballot, places: Sequence[int]) -> None:
    """``made`` takes the place of a voided ballot of a congress, or is the second round of a counted one.

    ``places`` are those of ``ballot`` that stand in ``made``, in its order.
    """
    row = CongressBallot.objects.filter(ballot=ballot).first()
    if row is None:
        return
    before = "place" if row.round == 1 else "second_place"
    if ballot.voided_at is None:
        after = "second_place"
        CongressBallot.objects.filter(congress=row.congress_id, post=row.post, round=2).delete()
        CongressBallot.objects.create(congress_id=row.congress_id, post=row.post, round=2, ballot=made)
    else:
        after, row.ballot = before, made
        row.save(update_fields=["ballot"])
    nominees = list(Nominee.objects.filter(congress=row.congress_id, post=row.post))
    moved = {place: at for at, place in enumerate(places)}
    for one in nominees:
        setattr(one, after, moved.get(getattr(one, before)))
    Nominee.objects.bulk_update(nominees, [after])
