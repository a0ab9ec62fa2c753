"""What Django's own forms say to people, in the words of our pages."""

from __future__ import annotations

import re
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.utils.translation import override

OURS = Path(__file__).resolve().parents[2] / "nongcot/locale/vi/LC_MESSAGES/django.po"
THEIRS = [
    Path(django.__file__).parent / folder / "locale/vi/LC_MESSAGES/django.po" for folder in ("conf", "contrib/auth")
]
NAMED = re.compile(r"%\(\w+\)[sd]")


def catalogue(path: Path):
    with path.open("rb") as file:
        return read_po(file, locale="vi")


def test_every_message_is_one_of_django_with_the_same_values():
    known = [catalogue(path) for path in THEIRS]
    ours = [message for message in catalogue(OURS) if message.id]
    assert len(ours) > 25
    for message in ours:
        singular = message.id[0] if isinstance(message.id, tuple) else message.id
        assert any(one.get(singular) for one in known), f"Django no longer says {singular!r}"
        told = message.string[0] if isinstance(message.string, tuple) else message.string
        assert set(NAMED.findall(told)) <= set(NAMED.findall(singular))
        assert told


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (forms.CharField(), "", "Xin điền ô này."),
        (forms.IntegerField(), "mười", "Xin nhập một số nguyên, ví dụ 12."),
        (forms.IntegerField(max_value=5), "6", "Xin nhập số không lớn hơn 5."),
        (forms.CharField(max_length=3), "bốn chữ", "Tối đa 3 ký tự (đang có 7)."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "“b” không có trong danh sách. Xin chọn lại."),
        (forms.EmailField(), "lan", "Xin nhập đúng địa chỉ thư điện tử, ví dụ ten@congdoan.vn."),
        (forms.CharField(), "a\x00b", "Có ký tự không in được. Xin nhập lại."),
    ],
)
def test_what_is_wrong_is_said_in_plain_vietnamese(field, typed, said):
    with override("vi"), pytest.raises(ValidationError) as wrong:
        field.clean(typed)
    assert wrong.value.messages == [said]


def test_english_stays_djangos():
    with override("en"), pytest.raises(ValidationError, match=r"This field is required\."):
        forms.CharField().clean("")


def test_a_file_of_another_kind_is_refused_in_vietnamese():
    with override("vi"), pytest.raises(ValidationError) as wrong:
        FileExtensionValidator(["xlsx"])(type("File", (), {"name": "danh-sach.exe"})())
    assert wrong.value.messages == ["Không nhận tệp “exe”. Xin chọn tệp: xlsx."]
