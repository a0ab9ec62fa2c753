"""Forms for reserve lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.ui.fields import ReasonField
from nongcot.people.kinds import BodyKind, Post
from nongcot.staffing.kinds.completing import SEATS, Seat
from nongcot.staffing.kinds.reserves import Readiness
from nongcot.staffing.labels import completing as seats
from nongcot.staffing.labels import reserves as labels


class AddReserve(forms.Form):
    seat = forms.ChoiceField(label=gettext_lazy("Quy hoạch chức danh"))
    readiness = forms.ChoiceField(label=gettext_lazy("Mức sẵn sàng"))
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seat"].choices = [("", _("chọn chức danh")), *seats.seat_choices(SEATS)]  # type: ignore[attr-defined]
        self.fields["readiness"].choices = [(one.value, labels.readiness(one)) for one in Readiness]  # type: ignore[attr-defined]

    def clean_seat(self) -> Seat:
        body, _colon, post = self.cleaned_data["seat"].partition(":")
        return Seat(BodyKind(body), Post(post))

    def clean_readiness(self) -> Readiness:
        return Readiness(self.cleaned_data["readiness"])


class EndReserve(forms.Form):
    reason = ReasonField(label=gettext_lazy("Lý do đưa ra"))
