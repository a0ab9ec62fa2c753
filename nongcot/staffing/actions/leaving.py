"""Issue a document of the end of a post: it gets its number in the same register as all others of its issuer."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.infra.rulebook.api import rulebook
from nongcot.people.api import EDITORS, IMPORTERS, Refused, require_on_unit
from nongcot.people.models import PostHeld
from nongcot.staffing.actions.papers import enter_in_register
from nongcot.staffing.kinds.leaving import Writes
from nongcot.staffing.labels.leaving import TITLES
from nongcot.staffing.labels.papers import signed_by
from nongcot.staffing.models import IssuedPaper
from nongcot.staffing.queries.leaving import issuer_of, leaving_facts
from nongcot.staffing.rules import leaving as rules

Actor = User | System


@transaction.atomic
def issue_leaving_paper(
    *, actor: Actor, held: PostHeld, how: str, paper: str, day: date, first: int | None = None
) -> IssuedPaper:
    """The document of the act ``how`` by which ``held`` ends gets its number; what it says is kept as it is now.

    ``first`` as in ``issue_paper``. The end itself is recorded by ``people.end_post``: a paper ends no post.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or not for who issues it.
        Refused: the post does not end by this act, the act has no such document or one with a number already, the
            person writes it, no superior is on record, or ``first`` is given though the year has numbers already.
    """
    require_on_unit(actor, held.unit_id, roles=EDITORS)
    held = PostHeld.objects.select_for_update(of=("self",)).select_related("person", "unit", "body").get(pk=held.pk)
    if how not in rules.ways(held.end_reason, ended=held.to_day is not None):
        raise Refused(_("Chức vụ này không kết thúc theo hình thức ấy."))
    planned = next((one for one in rules.papers_of(rulebook().on(day), how) if one.paper == paper), None)
    if planned is None or planned.who is Writes.PERSON:
        raise Refused(_("Hình thức này không có văn bản ấy để cấp số."))
    issuer = issuer_of(held, planned.who, day=day)
    if issuer is None:
        raise Refused(_("Chưa ghi công đoàn cấp trên của đơn vị nên chưa rõ ai ban hành."))
    require_on_unit(actor, issuer, roles=IMPORTERS if planned.who is Writes.ABOVE else EDITORS)
    if IssuedPaper.objects.filter(held=held, how=how, step=planned.paper).exists():
        raise Refused(_("Văn bản này đã được cấp số."))
    with override("vi"):
        facts = leaving_facts(held, planned, how, day=day)
    made = enter_in_register(
        actor=actor,
        issuer=issuer,
        day=day,
        first=first,
        signed=signed_by(TITLES[planned.paper][1], issuer.kind),
        facts=facts,
        step=planned.paper.value,
        held=held,
        how=how,
    )
    record(
        actor=actor,
        action="staffing.issue_leaving_paper",
        object_type="post_held",
        object_id=held.pk,
        unit=held.unit_id,
        changes={
            "paper": [None, planned.paper.value],
            "document_number": [None, made.full_number],
            "document_day": [None, day.isoformat()],
        },
    )
    return made
