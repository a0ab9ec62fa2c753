"""The forms of an import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in given] or [super().clean(None, initial)]


class Upload(forms.Form):
    workbooks = FilesField(
        label=_("Tệp danh sách"),
        widget=ManyFiles(attrs={"accept": ".xlsx,.xls,.ods,.csv,.xlsm,.xlsb,.tsv"}),
        help_text=_("XLSX, XLS, ODS hoặc CSV, đúng như đơn vị gửi lên; chọn được nhiều tệp một lần."),
        error_messages={
            "required": _("Xin chọn ít nhất một tệp bảng tính."),
            "empty": _("Tệp đã chọn không có nội dung."),
        },
    )
    day = forms.DateField(
        label=_("Danh sách đúng vào ngày"),
        widget=forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}),
        help_text=_("Số đoàn viên được ghi theo ngày này, trừ khi tệp ghi rõ ngày khác."),
        error_messages={"invalid": _("Xin nhập dạng ngày/tháng/năm, ví dụ 05/07/2026.")},
    )
