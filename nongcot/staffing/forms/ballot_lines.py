"""The form that asks which record a line of a ballot paper means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.people.picking import Candidate

NOBODY = "-"


class SayWho(forms.Form):
    """``offered`` are the persons to choose from; the last answer is none of them."""

    person = forms.ChoiceField(label=gettext_lazy("Đây là ai?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Sequence[Candidate], **options: Any) -> None:
        super().__init__(*args, **options)
        told = [(str(one.pk), " · ".join(filter(None, (one.name, one.detail)))) for one in offered]
        self.fields["person"].choices = [*told, (NOBODY, _("Không gắn với hồ sơ"))]  # type: ignore[attr-defined]
