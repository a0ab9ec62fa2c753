"""The parts of the pages: days, pages of lists, words, pictures, the budget of the style sheet."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from nongcot.infra.ui import slots
from nongcot.infra.ui.charts import Column, columns
from nongcot.infra.ui.days import NEWEST, OLDEST, asked_day, read_day
from nongcot.infra.ui.icons import PATHS
from nongcot.infra.ui.paging import LAST_PAGE, page_number
from nongcot.infra.ui.words import due_state, due_words, show_phone
from nongcot.kernel import clock

UI = Path(__file__).resolve().parents[3] / "nongcot" / "infra" / "ui"
DAY = date(2026, 7, 5)


def request(query: str = ""):
    made = RequestFactory().get(f"/{query}")
    made.session = {}
    made._messages = FallbackStorage(made)
    return made


def render(source: str, made=None, **context) -> str:
    return Template("{% load ui %}" + source).render(Context({"request": made or request(), **context}))


@pytest.mark.parametrize("text", ["05/07/2026", "5/7/2026", "5-7-2026", "5.7.2026", "2026-07-05", " 05/07/2026 "])
def test_the_fifth_of_july_is_read_in_every_usual_form(text):
    assert read_day(text) == DAY


@pytest.mark.parametrize("text", ["", "31/02/2026", "07/2026", "hôm qua", "1/1/1899", "1/1/2200", "٥/٧/2026x"])
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None


@given(st.dates(OLDEST, NEWEST - timedelta(days=1)))
def test_every_day_survives_being_written_and_read(day):
    assert read_day(day.strftime("%d/%m/%Y")) == day
    assert read_day(day.isoformat()) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(text):
    day = read_day(text)
    assert day is None or OLDEST <= day < NEWEST


def test_a_page_without_a_day_is_of_today():
    assert asked_day(request()) == clock.today()


def test_a_day_that_nobody_can_read_is_said_and_means_today():
    made = request("?day=31/02/2026")
    assert asked_day(made) == clock.today()
    assert asked_day(made) == clock.today()
    assert [str(m) for m in made._messages] == [
        "Không đọc được ngày “31/02/2026”. Xin nhập dạng ngày/tháng/năm, ví dụ 05/07/2026."
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 1), ("3", 3), ("0", 1), ("-1", 1), ("abc", 1), ("99999", LAST_PAGE), ("²", 1), ("9" * 20, 1)],
)
def test_a_page_number_is_kept_in_bounds(text, number):
    assert page_number(request(f"?page={text}")) == number


@pytest.mark.parametrize(
    ("days", "words", "state"),
    [
        (-12, "quá hạn 12 ngày", "late"),
        (-1, "quá hạn 1 ngày", "late"),
        (0, "đến hạn hôm nay", "soon"),
        (5, "còn 5 ngày", "soon"),
        (30, "còn 30 ngày", "soon"),
        (31, "còn 31 ngày", "later"),
    ],
)
def test_a_due_day_is_said_in_words(days, words, state):
    due = DAY + timedelta(days=days)
    assert (due_words(due, DAY), due_state(due, DAY)) == (words, state)


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("+84912345678", "0912 345 678"), ("+842838291234", "028 38291234"), ("+12025550123", "+12025550123"), ("", "")],
)
def test_a_phone_is_shown_as_people_write_it(kept, shown):
    assert show_phone(kept) == shown


def test_links_stay_on_the_day_of_the_page():
    assert render('{% at "people:units" %}') == "/don-vi/"
    assert render('{% at "people:unit" 7 %}', request("?day=2023-05-01")) == "/don-vi/7/?day=01/05/2023"
    assert render('{% at "duties:inbox" unit=12345 %}') == "/?unit=12345"


def test_a_changed_choice_keeps_the_others_and_goes_to_the_first_page():
    made = request("?q=anh&page=4&post=chair")
    assert render("{% query post='member' %}", made) == "?q=anh&amp;post=member"
    assert render("{% query post='' page=2 %}", made) == "?q=anh&amp;page=2"


def test_the_day_bar_says_when_it_is_not_today():
    assert "Không phải hôm nay" not in render("{% day_bar %}")
    past = render("{% day_bar %}", request("?day=01/05/2023&q=a%22b"))
    assert "Không phải hôm nay" in past
    assert 'value="01/05/2023"' in past
    assert 'name="q" value="a&quot;b"' in past


def test_a_badge_shows_hostile_text_unchanged():
    assert (
        render("{% badge words 'warn' %}", words="<script>") == '<span class="badge badge-warn">&lt;script&gt;</span>'
    )


def test_the_due_badge_is_english_on_english_pages():
    with translation.override("en"):
        assert "datetime=" in render("{% due day %}", day=DAY)


def test_a_picture_escapes_its_labels_and_survives_nothing():
    drawn = columns([Column("<b>", 10, 4), Column("2", 0, None)])
    assert "&lt;b&gt;" in drawn
    assert drawn.count("<rect") == 4
    assert columns([]).startswith("<svg")


def test_a_slot_is_filled_once_and_nothing_is_left_out():
    def provider(**facts):
        return facts["n"] or None

    slots.provide("test.slot", provider)
    slots.provide("test.slot", provider)
    assert slots.gather("test.slot", n=3) == [3]
    assert slots.gather("test.slot", n=0) == []


def test_the_style_sheet_stays_within_its_budget():
    assert (UI / "static" / "ui" / "app.css").stat().st_size < 31_000


def test_every_icon_a_template_names_is_drawn():
    named = set()
    for template in UI.parents[1].rglob("*.html"):
        named |= set(re.findall(r'{% icon "([a-z]+)"', template.read_text(encoding="utf-8")))
    assert named
    assert named <= set(PATHS)


INLINE = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style|<script(?![^>]*\ssrc=)|javascript:""")


def test_no_template_has_anything_inline_that_the_content_policy_forbids():
    found = [
        f"{template.name}: {match.group()}"
        for template in UI.parents[1].rglob("*.html")
        for match in INLINE.finditer(template.read_text(encoding="utf-8"))
    ]
    assert found == []
