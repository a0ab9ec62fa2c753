"""The form that gives a document its number."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class IssuePaper(forms.Form):
    first = forms.IntegerField(
        label=gettext_lazy("Số bắt đầu"),
        required=False,
        min_value=1,
        max_value=99_999,
        help_text=gettext_lazy(
            "Chỉ ghi khi sổ công văn của đơn vị đã có số trước và đây là văn bản đầu tiên trong năm trên hệ thống. "
            "Để trống thì hệ thống tự cấp số tiếp theo."
        ),
    )
