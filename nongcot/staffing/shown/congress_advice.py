"""What the rules say of the decisions about a congress: form, delegates, guests, seats. They warn; people decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nongcot.infra.rulebook.api import rulebook
from nongcot.people.kinds import SUPERIOR_KINDS
from nongcot.regulations import Value
from nongcot.staffing.labels import congress as labels
from nongcot.staffing.models import Congress
from nongcot.staffing.rules import congress as rules


@dataclass(frozen=True, slots=True)
class Advice:
    """One sentence about a decision, the rule it rests on; ``warning`` where what was decided goes against it."""

    about: str
    words: str
    rule: str
    verified: bool
    warning: bool = False


def advice_on(congress: Congress, decided: Mapping[str, Any], *, members: int | None) -> list[Advice]:
    """What the rules of the congress's day say of ``decided`` (form, delegates, guests, seats)."""
    kind, book = congress.unit.kind, rulebook().on(congress.planned_on)
    proposed = rules.form_for(book, kind=kind, members=members)
    other = proposed is not None and proposed.rule is not None and decided.get("form") != proposed.form
    found = [_told("form", labels.why_form(proposed, members), proposed.rule if proposed else None, warning=other)]
    if decided.get("form") == "delegates":
        most = rules.most_delegates(book, kind=kind, members=members)
        words = _("Đại biểu chính thức tối đa %(most)d người.")
        found.append(_limit("delegates", most, decided.get("delegates"), words, noted=kind in SUPERIOR_KINDS))
        found.append(_guests(decided, *rules.most_guests(book, decided.get("delegates"))))
    alone = rules.chair_only(book, kind=kind, members=members)
    if alone is not None:
        words = _("Đơn vị dưới %(from)d đoàn viên chỉ bầu Chủ tịch, không lập Ban Chấp hành.") % {"from": alone.value}
        return [*found, _told("seats", words, alone, warning=(decided.get("seats") or 1) > 1)]
    fewest, largest = rules.seats_range(book, kind=kind, name=congress.unit.name, members=members)
    seats = decided.get("seats")
    if fewest is not None and isinstance(fewest.value, int):
        words = _("Ban Chấp hành ít nhất %(fewest)d người.") % {"fewest": fewest.value}
        found.append(_told("seats", words, fewest, warning=seats is not None and seats < fewest.value))
    found.append(_limit("seats", largest, seats, _("Ban Chấp hành nhiều nhất %(most)d người.")))
    return found


def _told(about: str, words: str, rule: Value | None, *, warning: bool = False) -> Advice:
    return Advice(about, words, rule.ref.id if rule else "", rule is None or rule.ref.verified, warning)


def _limit(about: str, rule: Value | None, given: int | None, words: str, *, noted: bool = False) -> Advice:
    """``noted``: with the note of the rule, which says when a superior union may have more."""
    if rule is None or not isinstance(rule.value, int):
        unknown = {
            "delegates": _("Chưa có quy định đang lưu về số đại biểu tối đa của đơn vị này."),
            "seats": _("Chưa có quy định đang lưu về số ủy viên tối đa của đơn vị này."),
        }
        return Advice(about, unknown[about], "", True)
    told = words % {"most": rule.value}
    if noted and rule.note:
        told = f"{told} {rule.note}"
    return _told(about, told, rule, warning=given is not None and given > rule.value)


def _guests(decided: Mapping[str, Any], most: int | None, rule: Value | None) -> Advice:
    if rule is None:
        words = _("Chưa có mức khách mời chung; Liên đoàn có thể nhập mức của mình.")
        return Advice("guests", words, "congress.guests_share", True)
    if most is None:
        return _told("guests", _("Khách mời tính theo số đại biểu chính thức: xin ghi số đại biểu."), rule)
    given = decided.get("guests")
    words = _("Khách mời tối đa %(most)d người.") % {"most": most}
    return _told("guests", words, rule, warning=given is not None and given > most)


def warnings_of(advice: list[Advice]) -> list[str]:
    return [one.words for one in advice if one.warning]
