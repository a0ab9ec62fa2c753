"""Forms for congresses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.staffing.labels import congress as labels


class OpenCongress(forms.Form):
    """When it is to be, and who meets."""

    planned_on = DayField(
        label=gettext_lazy("Ngày đại hội dự kiến"),
        help_text=gettext_lazy("Kế hoạch các bước được tính lùi từ ngày này. Có thể dời sau."),
    )
    form = forms.ChoiceField(label=gettext_lazy("Hình thức đại hội"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form"].choices = labels.form_choices()  # type: ignore[attr-defined]


class MoveCongress(forms.Form):
    planned_on = DayField(label=gettext_lazy("Ngày đại hội mới"))
    reason = ReasonField(label=gettext_lazy("Lý do dời ngày"))


class DropCongress(forms.Form):
    reason = ReasonField(label=gettext_lazy("Lý do dừng"))


class ExtendInstead(forms.Form):
    """The decision by which the superior extends the term instead."""

    new_end = DayField(label=gettext_lazy("Kéo dài nhiệm kỳ đến ngày"))
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=80)
    decision_day = DayField(label=gettext_lazy("Ngày ký quyết định"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, required=False)


class DecideCongress(forms.Form):
    """What the committee proposes and the congress decides."""

    form = forms.ChoiceField(label=gettext_lazy("Hình thức đại hội"))
    delegates = forms.IntegerField(
        label=gettext_lazy("Số đại biểu chính thức"), min_value=1, max_value=2000, required=False
    )
    guests = forms.IntegerField(label=gettext_lazy("Số khách mời"), min_value=0, max_value=2000, required=False)
    seats = forms.IntegerField(
        label=gettext_lazy("Số ủy viên Ban Chấp hành khóa mới"), min_value=1, max_value=200, required=False
    )
    chair_direct = forms.ChoiceField(label=gettext_lazy("Ai bầu Chủ tịch"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form"].choices = labels.form_choices()  # type: ignore[attr-defined]
        self.fields["chair_direct"].choices = labels.chair_choices()  # type: ignore[attr-defined]

    def clean_chair_direct(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["chair_direct"])
