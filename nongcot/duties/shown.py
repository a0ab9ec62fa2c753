"""A duty as a page shows it: its words, the rule with its source, the page that resolves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.duties import labels
from nongcot.duties.checks import CHECKS
from nongcot.duties.models import Duty
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel.findings import RuleRef
from nongcot.regulations import Rulebook

# action -> the part of the unit's page where it is done
_PLACES = {
    "people.record_post": "bodies",
    "people.end_post": "bodies",
    "people.record_term": "bodies",
    "people.count_members": "members",
    "people.end_unit": "history",
    "people.move_unit": "history",
    "people.complete_data": "facts",
}
_OF_PERSONS = frozenset({"people.record_support", "people.record_contract", "people.merge_persons"})


@dataclass(frozen=True, slots=True)
class Shown:
    """``name`` is the unit's name on the day; ``href`` the page where it is resolved (without its day).

    ``other`` is the second of two records that may be one person.
    """

    duty: Duty
    title: str
    sentence: str
    to_do: str
    role: str
    name: str
    href: str
    anchor: str
    verb: str
    rule_title: str
    cited: str
    note: str
    suggested: bool
    other: int | None


def shown(duty: Duty, book: Rulebook | None = None) -> Shown:
    """The words of one duty; a code that is no check any more is shown by its code."""
    book = book or rulebook()
    known = duty.code in CHECKS
    href, anchor, verb = _place(duty, CHECKS[duty.code].action if known else "")
    rule = book.rules.get(duty.rule)
    document = book.documents.get(duty.document)
    ref = RuleRef(duty.rule, duty.document, duty.article, duty.verified) if duty.rule else None
    return Shown(
        duty=duty,
        title=labels.title(duty.code) if known else duty.code,
        sentence=labels.sentence(duty.code, duty.facts) if known else "",
        to_do=labels.to_do(duty.code) if known else "",
        role=labels.role_name(duty.role),
        name=getattr(duty, "unit_name", None) or duty.unit.name,
        href=href,
        anchor=anchor,
        verb=verb,
        rule_title="" if rule is None else rule.title if (get_language() or "vi").startswith("vi") else rule.title_en,
        cited=_cited(duty, document),
        note=labels.source(ref, book) if ref else "",
        other=_other(duty),
        suggested=ref is not None and document is not None and document.kind == "own",
    )


def _other(duty: Duty) -> int | None:
    """The other person of a pair, out of the subject "pair:4-9"."""
    pair = duty.subject.removeprefix("pair:").split("-")
    if not duty.subject.startswith("pair:") or not all(part.isdigit() for part in pair):
        return None
    return next((int(part) for part in pair if int(part) != duty.person_id), None)


def _cited(duty: Duty, document: Any) -> str:
    """Article and number, as officers cite: "mục 9.1, HD 03/HD-TLĐ"."""
    if document is None:
        return ", ".join(part for part in (duty.article, duty.document) if part)
    return "" if document.kind == "own" else ", ".join(part for part in (duty.article, document.number) if part)


def _place(duty: Duty, action: str) -> tuple[str, str, str]:
    if action in _OF_PERSONS and duty.person_id:
        return reverse("people:officer", args=[duty.person_id]), "", _("Mở hồ sơ")
    unit = reverse("people:unit", args=[duty.unit_id])
    return unit, _PLACES.get(action, ""), _("Xử lý")
