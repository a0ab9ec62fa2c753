"""Sign in and change password, in the words of the product."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _


class SignIn(AuthenticationForm):
    """User name and password. One message for both being wrong: it does not tell which names exist."""

    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Xin kiểm tra phím Caps Lock và bộ gõ tiếng Việt."),
        "inactive": _("Tài khoản này đã bị khóa. Xin liên hệ Ban Tổ chức Liên đoàn Lao động."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ChangePassword(PasswordChangeForm):
    error_messages = {
        "password_mismatch": _("Hai lần nhập mật khẩu mới không giống nhau."),
        "password_incorrect": _("Mật khẩu hiện tại không đúng."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Mật khẩu hiện tại")
        self.fields["new_password1"].label = _("Mật khẩu mới")
        self.fields["new_password1"].help_text = _(
            "Ít nhất 10 ký tự, không phải mật khẩu hay dùng, không chứa tên của mình."
        )
        self.fields["new_password2"].label = _("Nhập lại mật khẩu mới")
