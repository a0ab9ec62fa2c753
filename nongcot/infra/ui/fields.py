"""Fields of forms that all pages share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day typed as 05/07/2026 (5 July), also 5-7-2026 or 5.7.2026."""

    def __init__(self, **options: Any) -> None:
        attributes = {"inputmode": "numeric", "placeholder": _("ngày/tháng/năm"), "autocomplete": "off"}
        options.setdefault("widget", forms.DateInput(attrs=attributes, format="%d/%m/%Y"))
        options.setdefault("input_formats", ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"])
        options.setdefault("error_messages", {"invalid": _("Xin nhập dạng ngày/tháng/năm, ví dụ 05/07/2026.")})
        super().__init__(**options)


class ReasonField(forms.CharField):
    """Why something is done, kept in the history."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Lý do"))
        options.setdefault("max_length", 500)
        options.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        options.setdefault("help_text", _("Lý do được giữ trong lịch sử thay đổi."))
        super().__init__(**options)
