"""Rows are put together with the very text that Django's own ``format_html`` gives."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from nongcot.infra.ui.markup import put


class _Own:
    def __html__(self) -> str:
        return "<i>own</i>"


VALUES = st.one_of(
    st.text(), st.integers(), st.none(), st.booleans(), st.dates(), st.text().map(mark_safe),
    st.just(gettext_lazy("Hoãn")), st.just(_Own()),
)  # fmt: skip


@given(values=st.lists(VALUES, min_size=3, max_size=3))
def test_it_gives_what_format_html_gives(values: list[Any]) -> None:
    found = put('<p class="{}">{} – {{}}</p>{}{named}', *values, named=values[0])
    assert found == format_html('<p class="{}">{} – {{}}</p>{}{named}', *values, named=values[0])
    assert isinstance(found, SafeString)


def test_hostile_text_is_escaped_once() -> None:
    said = put("<b>{}</b>", "<script>'\"&{0}")
    assert said == "<b>&lt;script&gt;&#x27;&quot;&amp;{0}</b>"
    assert put("{} {}", said, date(2026, 7, 5)) == f"{said} 2026-07-05"
