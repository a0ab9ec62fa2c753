"""Forms for training and awards of a person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.kernel.dates import read_partial, show_partial
from nongcot.people import labels
from nongcot.people.kinds import RecordKind
from nongcot.people.models import PersonRecord
from nongcot.people.rules import days_of, partial_of

_DAY = {"inputmode": "numeric", "placeholder": gettext_lazy("ngày/tháng/năm"), "autocomplete": "off"}
_OLDEST = 1900


class RecordFields(forms.Form):
    """One training or award. The first day may be a month or a year; then there is no last day."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=gettext_lazy("Nội dung"),
        max_length=300,
        help_text=gettext_lazy("Tên lớp, khóa học; hoặc hình thức khen thưởng, ví dụ: Bằng khen."),
    )
    when = forms.CharField(
        label=gettext_lazy("Ngày, hoặc ngày bắt đầu"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Ví dụ 05/07/2026; nếu chưa rõ ngày, ghi 7/2026 hoặc 2026."),
        widget=forms.TextInput(attrs=_DAY),
    )
    last_day = DayField(
        label=gettext_lazy("Đến hết ngày"), required=False, help_text=gettext_lazy("Chỉ ghi khi kéo dài nhiều ngày.")
    )
    issuer = forms.CharField(label=gettext_lazy("Nơi đào tạo, cấp khen thưởng"), required=False, max_length=300)
    document_number = forms.CharField(label=gettext_lazy("Số quyết định, số chứng chỉ"), required=False, max_length=80)
    document_day = DayField(label=gettext_lazy("Ngày ký"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind.value, labels.record(kind)) for kind in RecordKind]  # type: ignore[attr-defined]

    def clean_kind(self) -> RecordKind:
        return RecordKind(self.cleaned_data["kind"])

    def clean_when(self) -> str:
        typed = self.cleaned_data["when"].strip()
        partial = read_partial(typed) if typed else ""
        if partial is None or (partial and int(partial[:4]) < _OLDEST):
            raise forms.ValidationError(_("Xin nhập ngày/tháng/năm, hoặc tháng/năm, hoặc chỉ năm; ví dụ 05/07/2026."))
        return partial

    def clean(self) -> dict[str, Any]:
        """``from_day`` and ``to_day`` in place of what was typed."""
        given = super().clean() or self.cleaned_data
        when, last = given.pop("when", None), given.pop("last_day", None)
        if when is None or self.errors:
            return given
        given["from_day"], given["to_day"] = days_of(when) if when else (None, None)
        if last is not None:
            if when.count("-") < 2:
                self.add_error("last_day", _("Muốn ghi ngày kết thúc thì ngày bắt đầu phải đủ ngày/tháng/năm."))
            elif last < given["from_day"]:
                self.add_error("last_day", _("Ngày kết thúc không thể trước ngày bắt đầu."))
            else:
                given["to_day"] = last + timedelta(days=1)
        return given


class CorrectRecord(RecordFields):
    """What was recorded wrongly, and why it is changed."""

    reason = ReasonField(label=gettext_lazy("Lý do sửa"))

    @staticmethod
    def initial_of(row: PersonRecord) -> dict[str, Any]:
        names = ("kind", "title", "issuer", "document_number", "document_day", "note")
        when = last = None
        if row.from_day and row.to_day:
            partial = partial_of(row.from_day, row.to_day)
            when = show_partial(partial or row.from_day.isoformat())
            last = None if partial else row.to_day - timedelta(days=1)
        return {name: getattr(row, name) for name in names} | {"when": when, "last_day": last}
