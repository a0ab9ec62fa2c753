"""Which duties would open and close if units were of another kind: asked before that is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.duties import labels
from nongcot.duties.checks import check_unit
from nongcot.duties.kinds import Context
from nongcot.infra.bulk import chunks
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel.findings import Finding
from nongcot.people.api import unit_facts
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit


@dataclass(slots=True)
class Foreseen:
    """How many duties of each check open, and how many close."""

    opened: Counter[str] = field(default_factory=Counter)
    closed: Counter[str] = field(default_factory=Counter)


def after_kind(kinds: Mapping[int, UnitKind], *, day: date) -> dict[int, Foreseen]:
    """Of each unit: what the rules of ``day`` find otherwise when it is of the kind given, everything else as it is.

    A fixed number of queries for a thousand units. A unit that does not exist on the day is left out.
    """
    context = Context(day=day, book=rulebook().on(day))
    found = {}
    for part in chunks(kinds):
        for facts in unit_facts(day, part):
            before = {_key(one) for one in check_unit(facts, context)}
            after = {_key(one) for one in check_unit(replace(facts, kind=kinds[facts.unit]), context)}
            found[facts.unit] = Foreseen(
                Counter(code for code, *_rest in after - before), Counter(code for code, *_rest in before - after)
            )
    return found


def _key(one: Finding) -> tuple[Any, ...]:
    return (one.code, one.person, one.subject)


def kind_changed(*, unit: Unit, kind: UnitKind, day: date) -> list[str]:
    """The same of one unit in words: for the page that changes its kind."""
    found = after_kind({unit.pk: kind}, day=day).get(unit.pk, Foreseen())
    told = []
    if found.opened:
        told.append(
            _("Theo quy định của loại hình mới sẽ có thêm việc: %(titles)s.") % {"titles": _titles(found.opened)}
        )
    if found.closed:
        told.append(_("Không còn việc: %(titles)s.") % {"titles": _titles(found.closed)})
    return told or [_("Theo quy định của loại hình mới, không có việc nào thêm hoặc bớt.")]


def _titles(codes: Counter[str]) -> str:
    return "; ".join(labels.title(code) for code in sorted(codes))
