"""What the first steps ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nongcot.infra.accounts.models import User

PASSWORD_HELP = _("Ít nhất 10 ký tự, không chỉ gồm chữ số, không phải mật khẩu hay dùng, không chứa tên của mình.")


class StartCode(forms.Form):
    code = forms.CharField(
        label=_("Mã bắt đầu"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )


class Federation(forms.Form):
    name = forms.CharField(
        label=_("Tên Liên đoàn Lao động"),
        max_length=300,
        help_text=_("Ghi đầy đủ, ví dụ: Liên đoàn Lao động tỉnh Khánh Hòa."),
    )
    unit_code = forms.CharField(label=_("Mã đơn vị"), max_length=30, required=False)


class Administrator(forms.Form):
    name = forms.CharField(label=_("Họ và tên"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        help_text=_("Viết liền không dấu, ví dụ: lan.nguyen"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", _now("Hai lần nhập mật khẩu không giống nhau."))
        elif given.get("password"):
            self._judge(given)
        return given

    def _judge(self, given: dict[str, Any]) -> None:
        known = {field: given.get(field, "") for field in ("username", "name", "email")}
        try:
            validate_password(given["password"], User(**known))
        except ValidationError as error:
            self.add_error("password", error)
