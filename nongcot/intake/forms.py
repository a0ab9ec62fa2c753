"""The forms of an import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.intake import labels
from nongcot.intake.kinds import SheetKind


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


HEADER, KIND, IGNORE = "header_row", "kind", "ignore"
OTHER = "~"  # a column that means something together with others: left as it was understood


def sheet_form(columns: Sequence[dict[str, Any]], first_rows: Sequence[tuple[int, str]]) -> type[forms.Form]:
    """A form for how one sheet is understood: its kind, its header row, what each column (``columns_of``) holds."""
    fields = sorted(((name, labels.field_name(name)) for name in labels.FIELDS), key=lambda pair: pair[1])
    kinds = [(kind, labels.sheet_kind(kind)) for kind in (SheetKind.OFFICERS, SheetKind.UNITS)]
    kinds.append((SheetKind.IGNORED, gettext("Bỏ qua trang tính này")))
    made: dict[str, forms.Field] = {
        KIND: forms.ChoiceField(
            label=_("Trang tính này là"), choices=[("", _("Để máy nhận ra")), *kinds], required=False
        )
    }
    rows = [(str(row), _("Dòng %(row)s: %(text)s") % {"row": row, "text": text}) for row, text in first_rows]
    made[HEADER] = forms.ChoiceField(
        label=_("Dòng tiêu đề cột"),
        choices=[("", _("Để máy nhận ra")), *rows],
        required=False,
        help_text=_("Chọn dòng khác thì tệp được đọc lại từ dòng đó."),
    )
    for column in columns:
        choices = [("", _("Không dùng")), *([(OTHER, _("Như máy đã hiểu"))] if column["other"] else []), *fields]
        made[f"column-{column['letter']}"] = forms.ChoiceField(
            label=_("Cột %(letter)s") % {"letter": column["letter"]},
            choices=choices,
            required=False,
            widget=forms.Select(attrs={"class": "input"}),
            initial=column["field"] or (OTHER if column["other"] else ""),
        )
    return type("SheetForm", (forms.Form,), made)


def cells_form(cells: Sequence[dict[str, Any]]) -> type[forms.Form]:
    """A form with one text for each cell (or value), named as it is; empty: left as it is."""
    made: dict[str, forms.Field] = {
        cell["name"]: forms.CharField(
            label=_label(cell),
            required=False,
            max_length=500,
            initial=cell.get("fixed", ""),
            widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input"}),
        )
        for cell in cells
    }
    return type("CellsForm", (forms.Form,), made)


def _label(cell: dict[str, Any]) -> str:
    if cell.get("count", 1) > 1:
        return gettext("Ghi lại cả %(count)d ô") % {"count": cell["count"]}
    return gettext("Ghi lại ô %(cell)s") % {"cell": cell["in_cell"]}


def unit_kinds_form(rows: Sequence[dict[str, Any]]) -> type[forms.Form]:
    """A day for each unit; the day the file tells stands in its help where it tells one."""
    made: dict[str, forms.Field] = {
        f"unit-{row['unit']}": DayField(label=row["label"], required=False, initial=row["day"], help_text=row["help"])
        for row in rows
    }
    return type("UnitKindsForm", (forms.Form,), made)


class KindAnswer(forms.Form):
    answer = forms.ChoiceField(
        label=_("Tất cả các cặp loại này là"),
        choices=[("same", _("Cùng một người")), ("apart", _("Hai người khác nhau"))],
        widget=forms.RadioSelect,
    )
    over = forms.BooleanField(label=_("Thay cả câu trả lời của những cặp đã trả lời"), required=False)

    @classmethod
    def without_over(cls) -> type[forms.Form]:
        """The same where no pair is answered yet."""
        return type("KindAnswerOnly", (forms.Form,), {"answer": cls.base_fields["answer"]})


class Undo(forms.Form):
    reason = ReasonField(label=_("Lý do hoàn tác"))
