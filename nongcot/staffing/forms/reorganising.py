"""Forms of a reorganisation: the plan as a file, and a plan for one unit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.infra.ui.fields import DayField
from nongcot.kernel.text import tidy
from nongcot.staffing.labels import reorganising as labels
from nongcot.staffing.reorganisation.kinds import PostsWay


class _Decided(forms.Form):
    decision = forms.CharField(
        label=_("Quyết định sắp xếp"),
        max_length=300,
        help_text=_("Số, ngày, cơ quan ra quyết định. Ví dụ: 123/QĐ-LĐLĐ ngày 25/06/2025."),
    )

    def clean_decision(self) -> str:
        return tidy(self.cleaned_data["decision"])


class SendPlan(_Decided):
    """A plan workbook and the decision that orders it."""

    workbook = forms.FileField(
        label=_("Tệp phương án"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.xlsm,.xlsb,.tsv"}),
        help_text=_("Excel hoặc CSV, mỗi dòng một thao tác."),
        error_messages={"required": _("Xin chọn tệp phương án."), "empty": _("Tệp đã chọn không có nội dung.")},
    )
    field_order = ("workbook", "decision")


class _OfUnit(_Decided):
    """What becomes of the posts of a unit that is carried on."""

    day = DayField(
        label=_("Có hiệu lực từ ngày"), help_text=_("Ngày đầu tiên theo tổ chức mới; ngày hôm trước vẫn là tổ chức cũ.")
    )
    posts = forms.ChoiceField(label=_("Chức vụ của đơn vị này"), widget=forms.RadioSelect, initial=PostsWay.END.value)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["posts"].choices = [(way.value, labels.posts_way(way)) for way in PostsWay]  # type: ignore[attr-defined]

    def clean_posts(self) -> PostsWay:
        return PostsWay(self.cleaned_data["posts"])


class MergeUnit(_OfUnit):
    """One unit merged into another, which may be new."""

    into = forms.CharField(
        label=_("Đơn vị tiếp nhận"),
        max_length=300,
        help_text=_("Ghi mã hoặc tên đầy đủ của đơn vị đang có; hoặc một mã mới, kèm tên mới ở dưới."),
    )
    name = forms.CharField(
        label=_("Tên của đơn vị tiếp nhận từ ngày đó"),
        required=False,
        max_length=300,
        help_text=_("Để trống nếu đơn vị tiếp nhận giữ nguyên tên."),
    )
    field_order = ("into", "name", "day", "posts", "decision")


PARTS = 6  # of a unit, on the page; a file may have more


class SplitUnit(_OfUnit):
    """One unit split into several: each an existing unit, a new one, or the unit itself, which goes on."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, PARTS + 1):
            self.fields[f"into_{number}"] = forms.CharField(
                label=_("Đơn vị %(number)d: mã hoặc tên") % {"number": number}, max_length=300, required=number < 3
            )
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Tên nếu là đơn vị mới"), max_length=300, required=False
            )
        marks = [(str(number), _("Đơn vị %(number)d") % {"number": number}) for number in range(1, PARTS + 1)]
        self.fields["default"] = forms.ChoiceField(
            label=_("Những gì chưa xếp riêng thì chuyển sang"),
            choices=marks,
            widget=forms.RadioSelect,
            initial="1",
        )
        self.order_fields(["day", *(f"{n}_{i}" for i in range(1, PARTS + 1) for n in ("into", "name")), "default"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        numbers = [n for n in range(1, PARTS + 1) if given.get(f"into_{n}")]
        given["parts"] = [
            (given[f"into_{n}"], given.get(f"name_{n}", ""), str(n) == given.get("default")) for n in numbers
        ]
        if given.get("default") and int(given["default"]) not in numbers and not self.errors:
            self.add_error("default", _("Đơn vị được chọn chưa có mã hoặc tên."))
        return given
