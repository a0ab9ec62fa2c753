"""Postponing and delegating."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.infra.ui.fields import DayField, ReasonField


class Postpone(forms.Form):
    to = DayField(label=_("Hoãn đến ngày"))
    reason = ReasonField(help_text=_("Lý do được giữ trong lịch sử của việc này."))


class Delegate(forms.Form):
    """``takers`` are the choices: who may be given the duty."""

    to_user = forms.TypedChoiceField(
        label=_("Giao cho"),
        coerce=int,
        error_messages={"invalid_choice": _("Xin chọn một người trong danh sách.")},
    )
    note = forms.CharField(
        label=_("Lời dặn"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người nhận đọc được; lời dặn được giữ trong lịch sử của việc này."),
    )

    def __init__(self, *args: Any, takers: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["to_user"]
        chosen.choices = [("", _("Chọn người nhận")), *takers]
