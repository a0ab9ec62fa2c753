"""Issue the documents of a congress, and tick what the file for recognition holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel.text import tidy
from nongcot.people.api import EDITORS, IMPORTERS, Refused, require_on_unit
from nongcot.staffing.actions.congress import done_of, held_congress, plan_of, record_congress_step, tell
from nongcot.staffing.actions.papers import enter_in_register
from nongcot.staffing.actions.steps import Written
from nongcot.staffing.kinds.congress_papers import PAPERS, CongressPaper
from nongcot.staffing.labels.congress_papers import TITLES
from nongcot.staffing.labels.papers import signed_by
from nongcot.staffing.models import Congress, IssuedPaper
from nongcot.staffing.queries.congress_papers import congress_facts, issuer_of
from nongcot.staffing.rules.congress_file import file_items

Actor = User | System
SHAPE = 1


@transaction.atomic
def issue_congress_paper(
    *, actor: Actor, congress: Congress, paper: str, day: date, first: int | None = None
) -> IssuedPaper:
    """The document gets the next number of its issuer and year; what it says is kept as it is now.

    Where the document is the step (a proposal, a decision), the step is done with it. ``first`` as in ``issue_paper``.

    Raises:
        PermissionDenied: the actor does not answer for the unit, or not for who issues it.
        Refused: the congress is closed, there is no such document or it was issued, no superior is on record, the step
            cannot be done yet, or ``first`` is given though the year has numbers already.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    if paper not in set(CongressPaper):
        raise Refused(_("Bước này không có văn bản mẫu."))
    kind = CongressPaper(paper)
    drafted = PAPERS[kind]
    issuer = issuer_of(row, kind, day=day)
    if issuer is None:
        raise Refused(_("Chưa ghi công đoàn cấp trên của đơn vị nên chưa rõ ai ban hành."))
    require_on_unit(actor, issuer, roles=IMPORTERS if drafted.above else EDITORS)
    if IssuedPaper.objects.filter(congress=row, step=kind.value).exists():
        raise Refused(_("Văn bản của bước này đã ban hành."))
    plan = plan_of(row)
    with override("vi"):
        facts = congress_facts(row, kind, plan, day=day)
    made = enter_in_register(
        actor=actor,
        issuer=issuer,
        day=day,
        first=first,
        signed=signed_by(TITLES[kind][1], issuer.kind),
        facts=facts,
        step=kind.value,
        congress=row,
    )
    told = {"document_number": [None, made.full_number], "document_day": [None, day.isoformat()]}
    tell(actor, row, "issue_congress_paper", congress_paper=[None, kind.value], **told)  # type: ignore[arg-type]
    if drafted.does and drafted.step not in done_of(row) and drafted.step in {one.step for one in plan}:
        written = Written(day, document_number=made.full_number, document_day=day)
        record_congress_step(actor=actor, congress=row, step=drafted.step, written=written, day=day)
    return made


class Ticked(TypedDict):
    """Whether a thing is in the file, and what is said of it."""

    there: bool
    detail: str


@transaction.atomic
def tick_congress_file(*, actor: Actor, congress: Congress, items: Mapping[str, Ticked], others: str = "") -> Congress:
    """Say what the file for recognition holds; ``others`` are further papers, one a line.

    Raises:
        PermissionDenied: the actor does not answer for the unit.
        Refused: the congress is closed, or a thing is none of the list.
    """
    require_on_unit(actor, congress.unit_id, roles=EDITORS)
    row = held_congress(congress)
    known = {item.id for item in file_items(row.planned_on)}
    if unknown := items.keys() - known:
        raise Refused(_("Danh mục hồ sơ không có mục %(item)s.") % {"item": min(unknown)})
    kept = {key: {"there": bool(one["there"]), "detail": tidy(one["detail"])[:200]} for key, one in items.items()}
    before = sum(one["there"] for one in row.file.get("items", {}).values())
    row.file = {"shape": SHAPE, "items": kept, "others": others.strip()[:1000]}
    row.save(update_fields=["file"])
    tell(actor, row, "tick_congress_file", papers_there=[before, sum(one["there"] for one in kept.values())])
    return row
