"""Sign in, the second factor, passwords and the own profile, in the words of the product."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from nongcot.kernel.text import tidy

_MISMATCH: dict[str, Any] = {"password_mismatch": _("Hai lần nhập mật khẩu mới không giống nhau.")}
PASSWORD_HELP = _("Ít nhất 10 ký tự, không chỉ gồm chữ số, không phải mật khẩu hay dùng, không chứa tên của mình.")


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
    end_tokens = forms.BooleanField(
        label=_("Thu hồi cả các mã truy cập cho chương trình"),
        required=False,
        help_text=_("Chọn khi nghi mật khẩu đã lộ. Chương trình đang dùng mã sẽ phải nhận mã mới."),
    )
    error_messages = {**_MISMATCH, "password_incorrect": _("Mật khẩu hiện tại không đúng.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Mật khẩu hiện tại")
        self.fields["new_password1"].label = _("Mật khẩu mới")
        self.fields["new_password1"].help_text = PASSWORD_HELP
        self.fields["new_password2"].label = _("Nhập lại mật khẩu mới")


class ForgottenPassword(SetPasswordForm):
    """A new password by a one-time link."""

    error_messages = _MISMATCH

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("Mật khẩu mới")
        self.fields["new_password1"].help_text = PASSWORD_HELP
        self.fields["new_password2"].label = _("Nhập lại mật khẩu mới")


class Whom(forms.Form):
    """Whose password was forgotten."""

    who = forms.CharField(label=_("Tên đăng nhập hoặc thư điện tử"), max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].widget.attrs |= {"autocapitalize": "none", "autocomplete": "username", "spellcheck": "false"}


class Code(forms.Form):
    """A code of the app; where ``recovery`` also a recovery code."""

    code = forms.CharField(label=_("Mã 6 chữ số"), max_length=20)

    def __init__(self, *args: Any, recovery: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        if recovery:
            field.label = _("Mã xác thực")
            field.help_text = _(
                "Mã 6 chữ số trong ứng dụng trên điện thoại. Không có điện thoại? Nhập một mã dự phòng."
            )


class Password(forms.Form):
    """The present password once more."""

    password = forms.CharField(
        label=_("Mật khẩu"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class Profile(forms.Form):
    """What a person says about the own login."""

    name = forms.CharField(label=_("Họ và tên"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        help_text=_("Để nhận nhắc việc và đặt lại mật khẩu khi quên."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])


class PasskeyName(forms.Form):
    """A new passkey: its name, and what the browser answered."""

    name = forms.CharField(
        label=_("Tên gợi nhớ"),
        required=False,
        max_length=80,
        help_text=_("Ví dụ: điện thoại của tôi, máy tính cơ quan."),
    )
    credential = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)


class Search(forms.Form):
    q = forms.CharField(label=_("Tìm theo tên"), required=False, max_length=100)
