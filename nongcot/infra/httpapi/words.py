"""What is wrong with a value, in the reader's language: the library that checks values speaks English only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_WORDS: dict[str, str] = {
    "missing": gettext_noop("thiếu"),
    "extra_forbidden": gettext_noop("không có mục này"),
    "string_type": gettext_noop("phải là chữ"),
    "string_too_short": gettext_noop("phải có ít nhất %(min_length)s ký tự"),
    "string_too_long": gettext_noop("dài quá %(max_length)s ký tự"),
    "string_pattern_mismatch": gettext_noop("không đúng dạng %(pattern)s"),
    "int_type": gettext_noop("phải là số nguyên"),
    "int_parsing": gettext_noop("phải là số nguyên"),
    "int_from_float": gettext_noop("phải là số nguyên"),
    "int_parsing_size": gettext_noop("số quá lớn"),
    "bool_type": gettext_noop("phải là true hoặc false"),
    "bool_parsing": gettext_noop("phải là true hoặc false"),
    "greater_than_equal": gettext_noop("phải từ %(ge)s trở lên"),
    "less_than_equal": gettext_noop("phải không quá %(le)s"),
    "enum": gettext_noop("phải là một trong: %(expected)s"),
    "literal_error": gettext_noop("phải là một trong: %(expected)s"),
    "list_type": gettext_noop("phải là danh sách"),
    "dict_type": gettext_noop("phải là một đối tượng JSON"),
    "model_attributes_type": gettext_noop("phải là một đối tượng JSON"),
    "too_short": gettext_noop("phải có ít nhất %(min_length)s phần tử"),
    "too_long": gettext_noop("phải có không quá %(max_length)s phần tử"),
    "date_from_datetime_parsing": gettext_noop("phải là một ngày như 2026-07-05"),
    "date_parsing": gettext_noop("phải là một ngày như 2026-07-05"),
    "value_error": gettext_noop("phải là một ngày như 2026-07-05"),
    "json_invalid": gettext_noop("không phải JSON"),
}


def flaw(error: Mapping[str, Any]) -> dict[str, str]:
    """Where a value is wrong and what is wrong with it."""
    where = ".".join(map(str, error.get("loc", ())))
    words = _WORDS.get(str(error.get("type", "")))
    try:
        what = _(words) % error.get("ctx", {}) if words else ""
    except KeyError:
        what = ""
    return {"where": where, "what": what or str(error.get("msg", ""))}
