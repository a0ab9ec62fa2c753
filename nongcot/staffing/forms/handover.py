"""The forms of handing over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.people.models import Person, RoleGrant
from nongcot.staffing.labels.handover import STATES, item_title
from nongcot.staffing.rules.handover import Item, ItemState


class RecordHandover(forms.Form):
    """Day, who takes over, and of each thing what became of it."""

    day = DayField(label=_("Ngày bàn giao"))
    successor = forms.ChoiceField(label=_("Người nhận bàn giao"), required=False)
    witness = forms.CharField(label=_("Người chứng kiến"), max_length=200, required=False)
    place = forms.CharField(label=_("Nơi bàn giao"), max_length=200, required=False)
    note = forms.CharField(
        label=_("Ý kiến thêm"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, things: Iterable[Item], persons: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.things = tuple(things)
        names = [(str(one.pk), one.name) for one in persons]
        self.fields["successor"].choices = [("", _("Chưa có người nhận")), *names]  # type: ignore[attr-defined]
        for item in self.things:
            title = item_title(item)
            self.fields[f"state_{item.id}"] = forms.ChoiceField(
                label=title, choices=[(state.value, STATES[state]) for state in ItemState]
            )
            self.fields[f"detail_{item.id}"] = forms.CharField(
                label=_("Số lượng, tình trạng"), help_text=item.hint, max_length=500, required=False
            )

    @property
    def rows(self) -> Iterator[tuple[Item, Any, Any]]:
        """The things, each with its two fields."""
        for item in self.things:
            yield item, self[f"state_{item.id}"], self[f"detail_{item.id}"]


class DropHandover(forms.Form):
    reason = ReasonField(label=_("Lý do kết thúc khi chưa bàn giao xong"))


class PassOn(forms.Form):
    """Which access of the former chair ends, and who gets it."""

    day = DayField(label=_("Từ ngày"))
    ending = forms.MultipleChoiceField(
        label=_("Kết thúc quyền Chủ tịch của tài khoản"), required=False, widget=forms.CheckboxSelectMultiple
    )
    successor = forms.CharField(
        label=_("Tên đăng nhập của người kế nhiệm"),
        max_length=150,
        required=False,
        help_text=_("Chưa có tài khoản thì để trống; cấp sau ở trang Phân quyền của đơn vị."),
    )

    def __init__(self, *args: Any, rows: Iterable[RoleGrant], **options: Any) -> None:
        super().__init__(*args, **options)
        shown = [(str(one.pk), f"{one.user.name} ({one.user.username})") for one in rows]
        self.fields["ending"].choices = shown  # type: ignore[attr-defined]
