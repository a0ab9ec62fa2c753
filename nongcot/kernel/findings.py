"""What a check finds: a stable code and its facts, never a sentence.

A finding is pure data. The words for it are in the app's ``labels.py``; who answers for it and which action
resolves it are fixed by its :class:`nongcot.duties.kinds.CheckSpec`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class RuleRef:
    """The rule value a finding rests on.

    ``id`` is the rule's id ("committee.minimum"), ``document`` the id of the document it comes from, ``article`` the
    place in it, ``verified`` whether a person has checked the value against the document's own text.
    """

    id: str
    document: str
    article: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing or wrong on a day.

    ``unit`` and ``person`` are opaque keys (a database id, or the key of an in-memory roster); ``subject`` tells
    findings of the same code at one unit apart ("body:12", "field:members", "pair:4-9") and is stable between runs.
    ``facts`` holds only JSON values (dates as ISO text). ``due_on`` is set where the facts fix the day; otherwise
    ``within_days`` counts from the day the duty opens. ``warning`` is set when the finding rests on a rule that is
    unverified or has changed: it warns and says so, it does not block.
    """

    code: str
    unit: Any
    person: Any = None
    subject: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    rule: RuleRef | None = None
    due_on: date | None = None
    within_days: int | None = None
    warning: bool = False

    @property
    def key(self) -> tuple[str, Any, Any, str]:
        """What makes two findings of different days the same finding."""
        return (self.code, self.unit, self.person, self.subject)
