"""The form of what the file for recognition holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.staffing.labels.congress import file_item
from nongcot.staffing.rules.congress_file import FileItem


class CongressFile(forms.Form):
    """Each thing of the list: whether it is there, and its number. Cleaned data holds ``items``."""

    others = forms.CharField(
        label=gettext_lazy("Giấy tờ khác gửi kèm"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một loại, nếu cấp trên yêu cầu thêm."),
    )

    def __init__(self, *args: Any, items: Sequence[FileItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.things = items
        for item in items:
            self.fields[f"there_{item.id}"] = forms.BooleanField(label=file_item(item), required=False)
            self.fields[f"detail_{item.id}"] = forms.CharField(
                label=gettext_lazy("Số, ngày văn bản"), max_length=200, required=False
            )

    @property
    def rows(self) -> Iterator[tuple[Any, Any]]:
        """The things, each with its two fields."""
        for item in self.things:
            yield self[f"there_{item.id}"], self[f"detail_{item.id}"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["items"] = {
            item.id: {"there": given.get(f"there_{item.id}", False), "detail": given.get(f"detail_{item.id}", "")}
            for item in self.things
        }
        return given
