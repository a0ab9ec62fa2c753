"""Forms for roles: grant, end."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.accounts.api import login_named
from nongcot.infra.accounts.models import User
from nongcot.infra.ui.fields import DayField
from nongcot.kernel.text import tidy
from nongcot.people import labels
from nongcot.people.kinds import Role

KNOWN, NEW = "known", "new"


class GrantRole(forms.Form):
    """A role for a login that is there, or for a new one."""

    login = forms.ChoiceField(label=gettext_lazy("Tài khoản"), widget=forms.RadioSelect)
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
        validators=[
            RegexValidator(r"^[\w.@+-]+\Z", gettext_lazy("Chỉ dùng chữ, số và các dấu . - _ @, không có dấu cách."))
        ],
    )
    name = forms.CharField(label=gettext_lazy("Họ và tên người dùng"), required=False, max_length=200)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"))
    from_day = DayField(label=gettext_lazy("Có quyền từ ngày"))
    to_day = DayField(
        label=gettext_lazy("Hết quyền từ ngày"),
        required=False,
        help_text=gettext_lazy("Để trống nếu chưa định ngày kết thúc."),
    )

    def __init__(self, *args: Any, roles: Collection[Role], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].choices = [  # type: ignore[attr-defined]
            (KNOWN, _("Tài khoản đã có")),
            (NEW, _("Tạo tài khoản mới")),
        ]
        self.fields["role"].choices = [("", _("chọn vai trò")), *((r.value, labels.role(r)) for r in roles)]  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_username(self) -> str:
        return User.normalize_username(tidy(self.cleaned_data["username"]))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        username = given.get("username", "")
        user = login_named(username) if username else None
        given["user"] = user if given.get("login") == KNOWN else None
        if given.get("login") == KNOWN and username and (user is None or not user.is_active):
            self.add_error("username", _("Không có tài khoản nào đang dùng tên đăng nhập này."))
        if given.get("login") == NEW and username and user is not None:
            self.add_error("username", _("Tên đăng nhập này đã có. Xin chọn “Tài khoản đã có”, hoặc tên khác."))
        if given.get("login") == NEW and not tidy(given.get("name") or ""):
            self.add_error("name", _("Xin nhập họ và tên người dùng."))
        return given


class EndGrant(forms.Form):
    """The day from which a role is no more, and why."""

    day = DayField(label=gettext_lazy("Không còn quyền từ ngày"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, required=False)
