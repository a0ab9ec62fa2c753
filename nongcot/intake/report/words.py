"""How the report says days, numbers, posts, duties and rules in the active language."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot import regulations
from nongcot.duties import labels as duty_labels
from nongcot.intake import labels as intake_labels
from nongcot.intake.kinds import ProblemKind
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.kernel.findings import RuleRef
from nongcot.people import labels as people_labels


def is_vietnamese() -> bool:
    return (get_language() or "vi").startswith("vi")


def day(value: str | date | None) -> str:
    """A day, or the part of one that is known: "05/07/2026", "7/1985", "1985" (English: "5 Jul 2026")."""
    if not value:
        return ""
    text = value.isoformat() if isinstance(value, date) else value[:10]
    if not is_partial_iso(text):
        return text
    if is_vietnamese() or len(text) < 10:
        return show_partial(text)
    return format_date(date.fromisoformat(text), "d MMM y", locale="en")


def number(value: int | None) -> str:
    return "" if value is None else str(format_decimal(value, locale=_locale()))


def share(part: int, whole: int) -> str:
    """``part`` of ``whole`` as per cent with one decimal; a dash where there is nothing to divide."""
    return str(format_percent(part / whole, "0.0%", locale=_locale())) if whole else "–"


def phone(value: str | None) -> str:
    """An E.164 number as people in Viet Nam dial it ("0987 382 894"); a foreign one as it is."""
    if not value or not value.startswith("+84") or not value[3:].isdigit():
        return value or ""
    local = "0" + value[3:]
    return f"{local[:4]} {local[4:7]} {local[7:]}" if len(local) == 10 else local


def phone_digits(value: str | None) -> str:
    """The same without spaces, as it is typed into lists."""
    return phone(value).replace(" ", "")


def post_title(officer: dict[str, Any]) -> str:
    return people_labels.post_title(officer.get("body"), officer.get("post"))


def duty_title(code: str) -> str:
    """What is due, in a few words; the code itself for a check we have no words for."""
    try:
        return duty_labels.title(code)
    except KeyError:
        return code


def duty_sentence(duty: dict[str, Any]) -> str:
    """What is missing at this unit, with its figures; the code itself for a check we have no words for."""
    try:
        return duty_labels.sentence(duty["check"], duty.get("facts") or {})
    except KeyError:
        return str(duty["check"])


def problem(item: dict[str, Any]) -> str:
    """What is wrong: the item may carry the code or the sentence."""
    return intake_labels.problem(item.get("problem") or "")


def hint(item: dict[str, Any]) -> str:
    given = item.get("hint") or ""
    code = item.get("problem") or ""
    return given if given or code not in set(ProblemKind) else intake_labels.hint(code)


def repair(code: str) -> str:
    return intake_labels.repair(code)


def source(rule: dict[str, Any] | None) -> str:
    """The document and article a finding rests on, marked when nobody has checked the value against the text."""
    if not rule or not rule.get("id"):
        return ""
    named = RuleRef(rule["id"], rule.get("document") or "", rule.get("article") or "", bool(rule.get("verified")))
    return duty_labels.source(named)


def checked(rule: dict[str, Any]) -> str:
    """Whether the value was compared with the document's own text."""
    found = _documents().get(rule.get("document") or "")
    if found is not None and found.kind is regulations.DocumentKind.OWN:
        return _("không phải quy định")
    return _("đã kiểm chứng") if rule.get("verified") else _("chưa kiểm chứng")


def document(document_id: str) -> str:
    """The number of a document as it is cited ("QĐ 933/QĐ-TLĐ"); the id itself where we hold no such document."""
    found = _documents().get(document_id)
    return (found.number or found.title) if found else document_id


def document_title(document_id: str) -> str:
    found = _documents().get(document_id)
    return found.title if found else ""


def rule_title(rule_id: str) -> str:
    rule = regulations.load().rules.get(rule_id)
    if rule is None:
        return rule_id
    return rule.title if is_vietnamese() else rule.title_en


def _locale() -> str:
    return "vi" if is_vietnamese() else "en"


@cache
def _documents() -> dict[str, regulations.Document]:
    return regulations.load().documents
