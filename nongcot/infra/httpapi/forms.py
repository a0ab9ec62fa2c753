"""The form to make a token."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.infra.httpapi.models import Scope
from nongcot.infra.ui.fields import DayField


class MakeToken(forms.Form):
    name = forms.CharField(
        label=_("Dùng cho"),
        max_length=100,
        help_text=_("Tên chương trình sẽ dùng mã, ví dụ: Phần mềm nhân sự của công ty"),
    )
    scope = forms.ChoiceField(
        label=_("Được làm gì"), choices=[(Scope.READ.value, _("Chỉ đọc")), (Scope.WRITE.value, _("Đọc và ghi"))]
    )
    ends_on = DayField(label=_("Hết hạn từ ngày"), help_text=_("Lâu nhất một năm."))

    def clean_scope(self) -> Any:
        return Scope(self.cleaned_data["scope"])
