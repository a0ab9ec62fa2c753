"""Enter a value of a rule."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.infra.rulebook.models import RuleValue
from nongcot.infra.rulebook.queries import rulebook
from nongcot.kernel import clock
from nongcot.regulations.kinds import EnteredValue


@transaction.atomic
def enter_value(
    *,
    actor: User | System,
    rule: str,
    from_day: date,
    value: Any,
    document_number: str,
    issuer: str,
    article: str,
    decided_by: str,
    signed_on: date | None = None,
    note: str = "",
) -> RuleValue:
    """A value of ``rule`` that holds from ``from_day`` on, laid over the values of the files.

    ``value`` is a number, a text, or a mapping as in a rule file (``brackets``, ``cases``). The caller has checked that
    the actor may keep rules (roles are known above this app).

    Raises:
        nongcot.regulations.errors.RuleError: the rule is unknown or the value does not fit it; nothing is written.
    """
    row = EnteredValue(
        rule=rule,
        from_day=from_day,
        value=value,
        document_number=document_number,
        document_issuer=issuer,
        document_signed=signed_on,
        article=article,
        decided_by=decided_by,
        entered_by=str(actor),
        note=note,
    )
    rulebook().with_values([row])  # refuses what does not fit, before anything is written
    made = RuleValue.objects.create(
        rule=rule,
        from_day=from_day,
        value=value,
        document_number=document_number,
        issuer=issuer,
        signed_on=signed_on,
        article=article,
        decided_by=decided_by,
        note=note,
        entered_by=actor if isinstance(actor, User) else None,
        entered_at=clock.now(),
    )
    record(
        actor=actor,
        action="rulebook.enter_value",
        object_type="rule",
        object_id=rule,
        changes={"rule": [None, rule], "from_day": [None, from_day.isoformat()], "value": [None, value]},
        reason=note,
    )
    events.announce("rulebook.value_entered", rule=rule, from_day=from_day)
    return made
