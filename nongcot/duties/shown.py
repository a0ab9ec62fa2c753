"""A duty as a page shows it: its words, the rule with its source, the page that resolves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.duties import labels
from nongcot.duties.checks import CHECKS
from nongcot.duties.models import Duty
from nongcot.duties.resolving import resolution, resolve_url
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel.findings import RuleRef
from nongcot.regulations import Rulebook

_Key = tuple[str, str, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Shown:
    """``name`` is the unit's name on the day; ``href`` the page where it is resolved (without its day),
    ``heading`` what one can do about duties of its kind.

    ``other`` is the second of two records that may be one person.
    """

    duty: Duty
    title: str
    sentence: str
    to_do: str
    role: str
    name: str
    href: str
    verb: str
    heading: str
    rule_title: str
    cited: str
    note: str
    suggested: bool
    other: int | None


def shown(duty: Duty, book: Rulebook | None = None) -> Shown:
    """The words of one duty; a code that is no check any more is shown by its code."""
    return all_shown([duty], book)[0]


def all_shown(duties: Iterable[Duty], book: Rulebook | None = None) -> list[Shown]:
    """The words of these duties; what several of them say alike is put together once."""
    book, said = book or rulebook(), dict[_Key, dict[str, Any]]()
    found = []
    for duty in duties:
        key = (duty.code, duty.role, duty.rule, duty.document, duty.article, duty.verified)
        if key not in said:
            said[key] = _said(duty, book)
        found.append(
            Shown(
                duty=duty,
                sentence=labels.sentence(duty.code, duty.facts) if duty.code in CHECKS else "",
                name=getattr(duty, "unit_name", None) or duty.unit.name,
                href=resolve_url(duty),
                other=_other(duty),
                **said[key],
            )
        )
    return found


def _said(duty: Duty, book: Rulebook) -> dict[str, Any]:
    """What is said alike of all duties of this code, role, rule and source."""
    known = duty.code in CHECKS
    how = resolution(duty.code)
    rule = book.rules.get(duty.rule)
    document = book.documents.get(duty.document)
    ref = RuleRef(duty.rule, duty.document, duty.article, duty.verified) if duty.rule else None
    return {
        "title": labels.title(duty.code) if known else duty.code,
        "to_do": labels.to_do(duty.code) if known else "",
        "role": labels.role_name(duty.role),
        "verb": _(how.button),
        "heading": _(how.heading),
        "rule_title": ""
        if rule is None
        else rule.title
        if (get_language() or "vi").startswith("vi")
        else rule.title_en,
        "cited": _cited(duty, document),
        "note": labels.source(ref, book) if ref else "",
        "suggested": ref is not None and document is not None and document.kind == "own",
    }


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
