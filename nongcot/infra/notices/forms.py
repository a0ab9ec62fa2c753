"""How often one is reminded."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.infra.notices.kinds import Frequency


class Choose(forms.Form):
    frequency = forms.TypedChoiceField(
        label=_("Gửi thư nhắc việc"),
        coerce=Frequency,
        widget=forms.RadioSelect,
        choices=[
            (Frequency.DAILY.value, _("Hằng ngày, lúc 6 giờ 30, khi có việc mới, sắp đến hạn hoặc quá hạn")),
            (Frequency.WEEKLY.value, _("Hằng tuần, sáng thứ Hai")),
            (Frequency.OFF.value, _("Không gửi")),
        ],
    )
