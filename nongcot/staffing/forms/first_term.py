"""The forms of a first-term chair's programme: one or two fields each, for a phone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.infra.ui.fields import DayField, ReasonField


def _text(label: Any, *, required: bool, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, help_text=hint, max_length=2000, widget=area)


class DoStep(forms.Form):
    """On which day a step was done, and what came of it."""

    day = DayField(label=_("Ngày làm xong"))
    note = _text(_("Kết quả, điều còn vướng"), required=False, hint=_("Không bắt buộc. Một câu là đủ."))


class AskHelp(forms.Form):
    question = _text(_("Bạn cần giúp điều gì?"), required=True)


class AnswerHelp(forms.Form):
    answer = _text(_("Trả lời, hoặc việc đã giúp"), required=True)


class CheckIn(forms.Form):
    """When the two met, and what it was about."""

    day = DayField(label=_("Ngày gặp, trao đổi"))
    note = _text(_("Nội dung, điều hẹn"), required=False, hint=_("Một câu là đủ."))


class Note(forms.Form):
    note = _text(_("Ghi chú"), required=False)


class NameMentor(forms.Form):
    reason = ReasonField(label=_("Lý do chỉ định"))


class Nothing(forms.Form):
    """A page that only asks whether."""
