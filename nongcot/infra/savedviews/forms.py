"""The name of a view."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SaveView(forms.Form):
    page = forms.CharField(max_length=60, widget=forms.HiddenInput)
    query = forms.CharField(max_length=4000, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Tên cách xem"), max_length=60)
