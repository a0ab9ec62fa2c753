"""The form to enter a value of a rule: a plain value, or the table its rule is looked up in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.rulebook import labels
from nongcot.infra.ui.fields import DayField
from nongcot.regulations import Rule, RuleKind, ValueUnit
from nongcot.regulations.kinds import Brackets, Cases, Node

SPARE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Group:
    """One part of the table: the cases that lead to it, and how many rows of (from, value) it has (0: one value)."""

    path: tuple[str, ...]
    rows: int

    @property
    def title(self) -> str:
        return "; ".join(map(labels.case_name, self.path))


def shape_of(rule: Rule) -> list[Group]:
    """The parts of the table to fill in, as in the newest value that has one."""
    nodes = [entry.node for entry in reversed(rule.entries) if isinstance(entry.node, Brackets | Cases)]
    if not rule.by:
        return [Group((), 0)]
    return list(_groups(nodes[0], rule.by)) if nodes else [Group((), 2 + SPARE_ROWS)]


def _groups(node: Node, by: tuple[str, ...], path: tuple[str, ...] = ()) -> Iterator[Group]:
    if isinstance(node, Cases):
        for name, below in node.nodes.items():
            yield from _groups(below, by[1:], (*path, name))
    elif by:
        yield Group(path, (len(node.starts) if isinstance(node, Brackets) else 1) + SPARE_ROWS)
    else:
        yield Group(path, 0)


def read_value(text: str, unit: ValueUnit) -> Any:
    """What a person typed as the JSON value a rule file would hold.

    Raises:
        ValueError: it does not fit the unit.
    """
    text = text.strip()
    if unit is ValueUnit.YES_NO:
        return {"yes": True, "no": False}[text]
    if unit is ValueUnit.LIST:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if unit is ValueUnit.TEXT:
        return text
    if unit is ValueUnit.SHARE:
        return str(_share(text))
    if unit is ValueUnit.COEFFICIENT:
        return str(Decimal(text.replace(",", ".")))
    return _whole(text)


def _whole(text: str) -> int:
    digits = text.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 15:
        raise ValueError(text)
    return int(digits)


def _share(text: str) -> Fraction:
    if text.endswith("%"):
        return Fraction(text[:-1].strip().replace(",", ".")) / 100
    return Fraction(text.replace(",", "."))


class Enter(forms.Form):
    """``values`` holds the parts of the table with their bound fields, for the template."""

    from_day = DayField(label=gettext_lazy("Áp dụng từ ngày"))
    document_number = forms.CharField(label=gettext_lazy("Số văn bản"), max_length=120)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200)
    signed_on = DayField(label=gettext_lazy("Ngày ký"), required=False)
    article = forms.CharField(
        label=gettext_lazy("Điều, khoản"),
        max_length=200,
        help_text=gettext_lazy("Chỗ ghi mức này, ví dụ: Điều 4 khoản 2"),
    )
    decided_by = forms.CharField(label=gettext_lazy("Người hoặc tập thể quyết định"), max_length=200)
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        rule: Rule,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        initial: dict[str, Any] | None = None,
        named: Sequence[tuple[str, str]] = (),
    ) -> None:
        """``named``: the rules, with their titles, of which a value names one; none where values are no names."""
        super().__init__(data, files, initial=initial)
        self.rule = rule
        self.named = named
        self.own = rule.kind is RuleKind.OWN_DEADLINE
        self.groups = shape_of(rule)
        for number, group in enumerate(self.groups):
            self._add_fields(number, group)
        if self.own:
            for name in ("document_number", "issuer", "article"):
                self.fields[name].required = False
        else:
            self.fields["decided_by"].label = _("Người đối chiếu với văn bản")

    def _add_fields(self, number: int, group: Group) -> None:
        if not group.rows:
            self.fields[f"value_{number}"] = self._value_field(capfirst(group.title) or _("Mức"), required=True)
        for row in range(group.rows):
            start = forms.CharField(label=_("Từ số đoàn viên, dòng %(row)s") % {"row": row + 1}, required=False)
            start.widget.attrs |= {"inputmode": "numeric"} | ({"value": "0"} if row == 0 and not self.is_bound else {})
            self.fields[f"start_{number}_{row}"] = start
            field = self._value_field(_("Mức, dòng %(row)s") % {"row": row + 1}, required=row == 0)
            self.fields[f"value_{number}_{row}"] = field

    def _value_field(self, label: str, *, required: bool) -> forms.Field:
        unit = self.rule.unit
        if unit is ValueUnit.YES_NO:
            choices = [("yes", _("có")), ("no", _("không"))]
            return forms.ChoiceField(label=label, choices=choices, required=required)
        if self.named:
            return forms.ChoiceField(label=label, choices=[("", _("chọn mức")), *self.named], required=required)
        widget = forms.Textarea(attrs={"rows": 3}) if unit is ValueUnit.LIST else forms.TextInput()
        help_text = labels.form_unit(unit).capitalize() if not self.rule.by else ""
        return forms.CharField(label=label, required=required, widget=widget, help_text=help_text, max_length=2000)

    def single(self) -> list[forms.BoundField]:
        """The fields of values that stand alone."""
        return [self[f"value_{number}"] for number, group in enumerate(self.groups) if not group.rows]

    def tables(self) -> list[tuple[str, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """The ladders: (title, rows of (from, value))."""
        return [
            (group.title, [(self[f"start_{number}_{row}"], self[f"value_{number}_{row}"]) for row in range(group.rows)])
            for number, group in enumerate(self.groups)
            if group.rows
        ]

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        parts = [self._read(number, group, given) for number, group in enumerate(self.groups)]
        if not self.errors:
            given["value"] = _assemble(self.groups, parts)
        if self.own:
            decided = given.get("decided_by", "")
            given["document_number"] = given.get("document_number") or _("Ý kiến của %(who)s") % {"who": decided}
            given["issuer"] = given.get("issuer") or decided
            given["article"] = given.get("article") or _("toàn văn")
        return given

    def _read(self, number: int, group: Group, given: dict[str, Any]) -> Any:
        if not group.rows:
            return self._value(f"value_{number}", given)
        ladder = []
        for row in range(group.rows):
            start, value = given.get(f"start_{number}_{row}", ""), given.get(f"value_{number}_{row}", "")
            if not start and not value:
                continue
            ladder.append(
                {
                    "from": self._start(f"start_{number}_{row}", start),
                    "value": self._value(f"value_{number}_{row}", given),
                }
            )
        starts = [step["from"] for step in ladder]
        if None not in starts and (starts[:1] != [0] or any(b <= a for a, b in pairwise(starts))):
            self.add_error(f"start_{number}_0", _("Các bậc phải bắt đầu từ 0 và tăng dần."))
        return {"brackets": ladder}

    def _start(self, name: str, text: str) -> int | None:
        try:
            return _whole(text)
        except ValueError:
            self.add_error(name, _("Xin nhập một số."))
            return None

    def _value(self, name: str, given: dict[str, Any]) -> Any:
        text = given.get(name, "")
        try:
            return read_value(text, self.rule.unit)
        except (ValueError, KeyError, ZeroDivisionError, InvalidOperation):
            if name not in self.errors:
                self.add_error(
                    name, _("Không đọc được mức này: cần %(unit)s.") % {"unit": labels.form_unit(self.rule.unit)}
                )
            return None


def _assemble(groups: list[Group], parts: list[Any]) -> Any:
    """The value as a rule file holds it: the parts under their cases."""
    if groups[0].path == ():
        return parts[0]
    cases: dict[str, Any] = {}
    for group, part in zip(groups, parts, strict=True):
        level = cases
        for name in group.path[:-1]:
            level = level.setdefault(name, {"cases": {}})["cases"]
        level[group.path[-1]] = part if isinstance(part, dict) else {"value": part}
    return {"cases": cases}
