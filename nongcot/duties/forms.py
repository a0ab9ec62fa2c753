"""Choices of the inbox, and postponing a duty."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class Postpone(forms.Form):
    to = forms.DateField(
        label=_("Hoãn đến ngày"),
        widget=forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}),
        error_messages={"invalid": _("Xin nhập dạng ngày/tháng/năm, ví dụ 05/07/2026.")},
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Lý do được giữ trong lịch sử của việc này."),
    )
