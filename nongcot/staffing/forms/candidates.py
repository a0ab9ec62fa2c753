"""Forms for candidates."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.infra.ui.fields import ReasonField


class Propose(forms.Form):
    """Nothing is asked: the page shows what is known of the person, and the button proposes."""


class Withdraw(forms.Form):
    reason = ReasonField(label=gettext_lazy("Lý do rút"))


class Choose(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Kết quả bầu hoặc chỉ định"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Ví dụ: 9/10 phiếu, hội nghị ngày 05/07/2026."),
    )
