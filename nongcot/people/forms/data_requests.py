"""Forms of the desk for personal data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.people import labels
from nongcot.people.kinds import DataRequestKind, DataRequestOutcome


class NewRequest(forms.Form):
    """What somebody asks about the data held on a person."""

    kind = forms.ChoiceField(label=gettext_lazy("Yêu cầu"), widget=forms.Select)
    received_on = DayField(label=gettext_lazy("Ngày nhận"))
    requester = forms.CharField(
        label=gettext_lazy("Người yêu cầu"),
        max_length=200,
        help_text=gettext_lazy("Chính người đó, hoặc người đại diện (ghi rõ giấy ủy quyền)."),
    )
    detail = forms.CharField(
        label=gettext_lazy("Nội dung"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    third_party = forms.BooleanField(label=gettext_lazy("Bên thứ ba cũng phải thực hiện"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind.value, labels.data_request(kind)) for kind in DataRequestKind]  # type: ignore[attr-defined]

    def clean_kind(self) -> DataRequestKind:
        return DataRequestKind(self.cleaned_data["kind"])


class Acknowledge(forms.Form):
    day = DayField(label=gettext_lazy("Đã trả lời tiếp nhận ngày"))


class Extend(forms.Form):
    to = DayField(label=gettext_lazy("Gia hạn đến ngày"))
    reason = ReasonField()


class Close(forms.Form):
    """How a request ended."""

    outcome = forms.ChoiceField(label=gettext_lazy("Kết quả"), widget=forms.Select)
    day = DayField(label=gettext_lazy("Ngày kết thúc"))
    answer = forms.CharField(
        label=gettext_lazy("Nội dung đã trả lời"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        shown = [(outcome.value, labels.data_request_outcome(outcome)) for outcome in DataRequestOutcome]
        self.fields["outcome"].choices = shown  # type: ignore[attr-defined]

    def clean_outcome(self) -> DataRequestOutcome:
        return DataRequestOutcome(self.cleaned_data["outcome"])


class Limit(forms.Form):
    day = DayField(label=gettext_lazy("Hạn chế từ ngày"))


class Lift(forms.Form):
    day = DayField(label=gettext_lazy("Xử lý trở lại từ ngày"))
    reason = ReasonField(label=gettext_lazy("Căn cứ bỏ hạn chế"))


class Erase(forms.Form):
    reason = ReasonField(label=gettext_lazy("Căn cứ xóa"))
