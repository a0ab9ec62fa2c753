"""Forms for cases of completing a committee."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.people.kinds import BodyKind, Post
from nongcot.staffing.kinds.completing import SEATS, WAYS, Seat
from nongcot.staffing.labels import completing as labels


class OpenCase(forms.Form):
    """Which seat is empty, since when, and how it is to be filled."""

    seat = forms.ChoiceField(label=gettext_lazy("Chức danh khuyết"))
    seats = forms.IntegerField(label=gettext_lazy("Số người cần kiện toàn"), min_value=1, max_value=99, initial=1)
    since = DayField(
        label=gettext_lazy("Khuyết từ ngày"), required=False, help_text=gettext_lazy("Để trống nếu không rõ.")
    )
    way = forms.ChoiceField(label=gettext_lazy("Hình thức"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seat"].choices = [("", _("chọn chức danh")), *labels.seat_choices(SEATS)]  # type: ignore[attr-defined]
        self.fields["way"].choices = [(way.value, labels.way(way)) for way in WAYS]  # type: ignore[attr-defined]

    def clean_seat(self) -> Seat:
        body, _colon, post = self.cleaned_data["seat"].partition(":")
        return Seat(BodyKind(body), Post(post))


class RecordStep(forms.Form):
    """When a step was done, and by which document."""

    done_on = DayField(label=gettext_lazy("Thực hiện ngày"))
    document_number = forms.CharField(label=gettext_lazy("Số văn bản"), required=False, max_length=80)
    document_day = DayField(label=gettext_lazy("Ngày văn bản"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class TakeBackStep(forms.Form):
    reason = ReasonField(label=gettext_lazy("Lý do rút"))


class ChangeWay(forms.Form):
    way = forms.ChoiceField(label=gettext_lazy("Hình thức"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["way"].choices = [(way.value, labels.way(way)) for way in WAYS]  # type: ignore[attr-defined]


class DropCase(forms.Form):
    reason = ReasonField(label=gettext_lazy("Lý do dừng"))
