"""Forms for one unit: its data, its members, its name, its superior, its beginning and end."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.kernel import clock
from nongcot.people import labels
from nongcot.people.forms.pickers import UnitFields
from nongcot.people.kinds import Ownership, Sector, UnitEnd, UnitKind
from nongcot.people.models import Unit

# Kinds that ended in 2025 stay on record and are given to no new unit.
_ENDED_KINDS = frozenset({UnitKind.AGENCY, UnitKind.ARMED_FORCES})


class _Decided(forms.Form):
    """The document that decides it."""

    decision_number = forms.CharField(
        label=gettext_lazy("Số quyết định"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Ví dụ: 123/QĐ-LĐLĐ."),
    )
    decision_day = DayField(label=gettext_lazy("Ngày ký quyết định"), required=False)


class _Described(forms.Form):
    """The fields that describe a unit."""

    sector = forms.ChoiceField(label=gettext_lazy("Khu vực"), required=False)
    ownership = forms.ChoiceField(label=gettext_lazy("Thành phần"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        unknown = [("", _("chưa rõ"))]
        self.fields["sector"].choices = unknown + [(k.value, labels.sector(k)) for k in Sector]  # type: ignore[attr-defined]
        self.fields["ownership"].choices = unknown + [(k.value, labels.ownership(k)) for k in Ownership]  # type: ignore[attr-defined]


class CorrectUnit(_Described):
    """Code and kind only for those above the chairs (``full``)."""

    code = forms.CharField(label=gettext_lazy("Mã đơn vị"), required=False, max_length=40)
    kind = forms.ChoiceField(label=gettext_lazy("Loại hình"))
    began_on = DayField(label=gettext_lazy("Ngày thành lập"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Lý do sửa"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Cần ghi khi sửa hoặc xóa dữ liệu đã có; bổ sung chỗ trống thì không cần."),
    )
    field_order = ("code", "kind", "sector", "ownership", "began_on", "reason")

    def __init__(self, *args: Any, full: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(k.value, labels.unit_kind(k)) for k in UnitKind]  # type: ignore[attr-defined]
        if not full:
            del self.fields["code"], self.fields["kind"]

    @staticmethod
    def initial_of(unit: Unit) -> dict[str, Any]:
        return {name: getattr(unit, name) for name in ("code", "kind", "sector", "ownership", "began_on")}


class CreateUnit(_Described):
    """A new unit under a superior."""

    name = forms.CharField(label=gettext_lazy("Tên đơn vị"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Loại hình"))
    code = forms.CharField(label=gettext_lazy("Mã đơn vị"), required=False, max_length=40)
    from_day = DayField(label=gettext_lazy("Ngày thành lập"))
    field_order = ("name", "kind", "code", "sector", "ownership", "from_day")

    def __init__(self, *args: Any, kinds: Collection[UnitKind], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [kind for kind in kinds if kind not in _ENDED_KINDS]
        self.fields["kind"].choices = [("", _("chọn loại hình")), *((k.value, labels.unit_kind(k)) for k in offered)]  # type: ignore[attr-defined]

    def clean_kind(self) -> UnitKind:
        return UnitKind(self.cleaned_data["kind"])


class CountMembers(forms.Form):
    """How many members there were on a day."""

    day = DayField(label=gettext_lazy("Tính đến ngày"))
    members = forms.IntegerField(
        label=gettext_lazy("Số đoàn viên"),
        min_value=0,
        max_value=2_000_000,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    women = forms.IntegerField(
        label=gettext_lazy("Trong đó nữ"),
        min_value=0,
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    source = forms.CharField(label=gettext_lazy("Nguồn số liệu"), required=False, max_length=200)

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > clock.today():
            raise forms.ValidationError(_("Ngày tính số đoàn viên không thể sau hôm nay."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        members, women = given.get("members"), given.get("women")
        if members is not None and women is not None and women > members:
            self.add_error("women", _("Số đoàn viên nữ không thể nhiều hơn tổng số đoàn viên."))
        return given


class CompleteDocument(_Decided):
    """The number and the day of a decision, what is missing of them."""

    together = forms.BooleanField(label="", required=False)
    field_order = ("decision_number", "decision_day", "together")

    def __init__(self, *args: Any, number: str, signed: date | None, others: int = 0, **options: Any) -> None:
        super().__init__(*args, **options)
        if number:
            del self.fields["decision_number"]
        if signed:
            del self.fields["decision_day"]
        if others:
            self.fields["together"].label = _("Ghi cho cả %(count)d chức vụ khác nhận cùng ngày, cũng chưa có") % {
                "count": others
            }
        else:
            del self.fields["together"]


class RenameUnit(_Decided):
    """A new name from a day on."""

    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=300)
    day = DayField(label=gettext_lazy("Mang tên mới từ ngày"))
    field_order = ("name", "day", "decision_number", "decision_day")


class ChangeKind(_Decided):
    """Another kind from a day on."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại hình mới"))
    day = DayField(label=gettext_lazy("Thuộc loại hình mới từ ngày"))
    field_order = ("kind", "day", "decision_number", "decision_day")

    def __init__(self, *args: Any, kinds: Collection[UnitKind], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [kind for kind in kinds if kind not in _ENDED_KINDS]
        self.fields["kind"].choices = [("", _("chọn loại hình")), *((k.value, labels.unit_kind(k)) for k in offered)]  # type: ignore[attr-defined]

    def clean_kind(self) -> UnitKind:
        return UnitKind(self.cleaned_data["kind"])


class MoveUnit(UnitFields, _Decided):
    """A new superior from a day on."""

    day = DayField(label=gettext_lazy("Trực thuộc từ ngày"))
    field_order = ("day", "decision_number", "decision_day")


class EndUnit(UnitFields, _Decided):
    """The end of a unit, and who carries it on."""

    other_required = False
    day = DayField(
        label=gettext_lazy("Kết thúc hoạt động từ ngày"),
        help_text=gettext_lazy("Ngày đầu tiên đơn vị không còn hoạt động."),
    )
    reason = forms.ChoiceField(label=gettext_lazy("Hình thức"))
    field_order = ("day", "reason", "decision_number", "decision_day")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [(one.value, labels.unit_end(one)) for one in UnitEnd]  # type: ignore[attr-defined]
        self.fields["decision_number"].required = True

    def clean_reason(self) -> UnitEnd:
        return UnitEnd(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("reason") == UnitEnd.MERGED and given.get("chosen") is None and not self.errors.get("other"):
            self.add_error("other", _("Xin chọn đơn vị tiếp nhận."))
        return given


class TakeBack(forms.Form):
    """Why something recorded of a unit is taken back."""

    reason = ReasonField(label=gettext_lazy("Lý do rút"))
