"""The inbox as a list and a file; where duties gather; what was done; where a duty is resolved."""

from __future__ import annotations

import csv
import io
from itertools import pairwise, product
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.duties import resolving
from nongcot.duties.checks import CHECKS
from nongcot.duties.kinds import Whose
from nongcot.duties.models import Duty, DutyEvent
from nongcot.duties.queries import Gathered, counts_by_branch, gathered, inbox, roles_of
from nongcot.duties.surveying import survey, these
from nongcot.kernel import clock
from nongcot.people import actions as people
from nongcot.people.kinds import Post, Role, UnitKind
from tests.duties.asked import days, text
from tests.factories import people as make

pytestmark = pytest.mark.django_db
HOSTILE = "=cmd|'/c calc'!A1 <script>alert('Đào')</script>"


# Lists


def test_the_inbox_is_narrowed_by_owner_and_due_day(signed_in, ward):
    one, two = make.unit("Công đoàn Một", under=ward), make.unit("Công đoàn Hai", under=ward)
    make.duty(one, "committee.no_chair", due_on=days(5))
    make.duty(two, "term.ending", due_on=days(50), facts={"shape": 1})
    for query, shown, hidden in (
        ("view=mine", "Công đoàn Một", "Công đoàn Hai"),
        ("view=others", "Công đoàn Hai", "Công đoàn Một"),
        (f"until={days(20):%d/%m/%Y}", "Công đoàn Một", "Công đoàn Hai"),
    ):
        page = text(signed_in.get(f"/?{query}"))
        assert f"{shown}</a>" in page, query
        assert f"{hidden}</a>" not in page, query


def test_where_nobody_else_has_a_login_the_inbox_says_that_nobody_took_it(signed_in, ward):
    make.duty(make.unit(under=ward), "term.ending", facts={"shape": 1})
    alone, others = "chưa ai khác có tài khoản để nhận những việc này", "Người khác đang phụ trách những việc này."
    make.officer(ward, Role.READER)  # who may only read does none of it
    page = text(signed_in.get("/"))
    assert alone in page
    assert others not in page
    make.officer(ward, Role.CHAIR)
    page = text(signed_in.get("/"))
    assert alone not in page
    assert others in page


def test_the_tally_counts_no_more_than_it_may_look_at(officer, ward):
    for n in range(5):
        make.duty(make.unit(under=ward), "committee.no_chair" if n else "term.ending", due_on=days(n - 2))
    asked = {"day": clock.today(), "roles": roles_of(officer)}
    whole = survey(officer, **asked)
    assert (whole.by_code, whole.mine, whole.late, whole.whole) == (
        {"committee.no_chair": 4, "term.ending": 1},
        4,
        2,
        True,
    )
    part = survey(officer, **asked, most=3)
    assert (part.total, part.whole) == (3, False)


def test_the_survey_and_the_query_find_the_same_in_the_same_order(officer, ward):
    codes, others = ["committee.no_chair", "term.ending"], make.officer(ward)
    for n in range(24):
        made = make.duty(make.unit(under=ward), codes[n % 2], due_on=None if n % 7 == 3 else days(n % 5 - 2))
        made.delegated_to = {0: None, 1: officer, 2: others}[n % 3]
        made.postponed_to = days(4) if n % 11 == 5 else None
        made.save()
    asked = {"day": clock.today(), "roles": roles_of(officer)}
    seen = survey(officer, **asked)
    for whose, code, overdue, until in product([None, *Whose], ["", *codes], [False, True], [None, days(0), days(1)]):
        choice = {"whose": whose, "code": code, "overdue": overdue, "until": until}
        keys = seen.chosen(**choice)
        assert keys == [duty.pk for duty in inbox(officer, **asked, **choice)], choice
        shown = these(officer, keys, **asked)
        assert [(duty.pk, duty.mine, duty.unit_name) for duty in shown] == [
            (duty.pk, duty.mine, duty.unit_name) for duty in inbox(officer, **asked, **choice)
        ]


def test_who_has_nothing_of_his_own_sees_what_waits_for_others(client, ward):
    make.duty(make.unit("Công đoàn Một", under=ward))
    client.force_login(make.officer(ward, Role.READER))
    page = text(client.get("/"))
    assert "Bạn không có việc nào đến hạn." in page
    assert page.index("Công đoàn Một") > page.index("Chờ người khác")
    assert 'type="checkbox"' not in page


def test_where_duties_gather(signed_in, officer, ward):
    quiet, busy = make.unit("Công đoàn Một", under=ward), make.unit("Công đoàn Hai", under=ward)
    make.unit("Công đoàn Ba", under=ward)
    section = make.unit("Bộ phận", under=busy, kind=UnitKind.SECTION)
    make.duty(quiet, opened_on=days(-2), due_on=days(9))
    make.duty(busy, opened_on=days(-10), due_on=days(-1))
    make.duty(busy, "term.ended", opened_on=days(-4), due_on=days(3))
    make.duty(section, opened_on=days(-90), due_on=days(-30))
    make.duty(ward, "data.missing", opened_on=days(-1), due_on=None)
    found = gathered(officer, [quiet.pk, busy.pk], day=clock.today(), alone=ward.pk)
    assert found == {
        quiet.pk: Gathered(open=1, late=0, oldest=days(-2), median_days=2),
        busy.pk: Gathered(open=3, late=2, oldest=days(-90), median_days=10),
        ward.pk: Gathered(open=1, late=0, oldest=days(-1), median_days=1),
    }
    page = text(signed_in.get("/viec/noi-don/"))
    assert page.index("Công đoàn Hai") < page.index("Công đoàn Một")
    assert "Công đoàn Ba" not in page
    assert f'href="/?unit={busy.pk}&amp;overdue=1"' in page
    assert "Tại chính đơn vị này: 1 việc đang mở" in page
    rows = list(csv.reader(io.StringIO(b"".join(signed_in.get("/viec/noi-don.csv")).decode("utf-8-sig"))))
    assert rows[1] == ["Công đoàn Hai", "3", "2", f"{days(-90):%d/%m/%Y}", "10"]


@pytest.mark.parametrize("order", ["late", "open", "oldest", "median", "no-such"])
def test_where_duties_gather_is_sorted_as_asked(order, signed_in, ward):
    for n in range(4):
        union = make.unit(f"Công đoàn {n}", under=ward)
        make.duty(union, opened_on=days(-10 * (n + 1)), due_on=days(5))
    rows = csv.reader(io.StringIO(b"".join(signed_in.get(f"/viec/noi-don.csv?order={order}")).decode("utf-8-sig")))
    ages = [int(row[4]) for row in list(rows)[1:]]
    if order in {"oldest", "median"}:
        assert all(first >= second for first, second in pairwise(ages))
    assert sorted(ages) == [10, 20, 30, 40]


def test_what_is_done_says_by_whom_and_in_how_many_days(signed_in, ward, django_capture_on_commit_callbacks):
    officer_of = make.officer(ward, Role.SUPERIOR_OFFICER, "chi-lan")
    with django_capture_on_commit_callbacks(execute=True):
        union = make.unit(HOSTILE, under=ward)
    duty = Duty.objects.get(unit=union, code="committee.no_chair")
    Duty.objects.filter(pk=duty.pk).update(opened_on=days(-12), due_on=days(-2))
    with django_capture_on_commit_callbacks(execute=True):
        people.record_post(
            actor=officer_of,
            unit=union,
            person=make.person("Lê Thị Hoa"),
            body="executive_committee",
            post=Post.CHAIR,
            from_day=clock.today(),
        )
    event = DutyEvent.objects.get(duty=duty, kind="closed")
    assert (event.actor, event.actor_name) == (officer_of, str(officer_of))
    page = text(signed_in.get("/viec/da-xong/"))
    assert "Người dùng chi-lan" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    book = openpyxl.load_workbook(io.BytesIO(signed_in.get("/viec/da-xong.xlsx?kind=committee.no_chair").content))
    (row,) = [[cell.value for cell in line] for line in book.active.iter_rows() if line[0].value == "Chưa có Chủ tịch"]
    assert row[1] == HOSTILE
    assert row[6:] == [12, "Người dùng chi-lan", "Thông tin đã thay đổi, việc không còn"]


def test_the_list_as_a_file_holds_what_the_page_is_narrowed_to(signed_in, ward):
    make.duty(make.unit("-Công đoàn Một", under=ward), due_on=days(-1))
    make.duty(make.unit("Công đoàn Hai", under=ward), "term.ending", due_on=days(9), facts={"shape": 1})
    rows = list(csv.reader(io.StringIO(b"".join(signed_in.get("/viec.csv")).decode("utf-8-sig"))))
    assert [row[2] for row in rows] == ["Đơn vị", "'-Công đoàn Một", "Công đoàn Hai"]
    late = list(csv.reader(io.StringIO(b"".join(signed_in.get("/viec.csv?overdue=1")).decode("utf-8-sig"))))
    assert [row[2] for row in late] == ["Đơn vị", "'-Công đoàn Một"]
    book = openpyxl.load_workbook(io.BytesIO(signed_in.get("/viec.xlsx").content))
    assert [cell.value for cell in book.active["C"]][-2:] == ["-Công đoàn Một", "Công đoàn Hai"]


@pytest.mark.parametrize("address", ["/viec/noi-don/", "/viec/da-xong/", "/?view=others", "/viec/noi-don.xlsx"])
def test_a_list_asks_as_many_questions_for_a_hundred_duties_as_for_one(address, signed_in, ward):
    counted, made = [], 0
    for n in (1, 3, 100):
        while made < n:
            closed = {"closed_on": clock.today()} if "da-xong" in address else {}
            make.duty(make.unit(under=ward), "term.ending", facts={"shape": 1}, person=make.person(), **closed)
            made += 1
        with CaptureQueriesContext(connection) as captured:
            signed_in.get(address)
        counted.append(len(captured))
    assert counted[0] == counted[1] == counted[2] <= 12, counted


# Where a duty is resolved


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_leads_to_a_page_that_resolves_it(code, signed_in, ward):
    assert CHECKS[code].action in resolving.RESOLUTIONS
    duty = make.duty(make.unit(under=ward), code, person=make.person(), facts={"shape": 1})
    make.post(duty.person, duty.unit, Post.CHAIR)
    assert signed_in.get(resolving.resolve_url(duty).partition("#")[0]).status_code == 200


def test_the_day_goes_along_to_a_page_that_has_a_query(rf, ward, monkeypatch):
    from nongcot.duties.shown import shown
    from nongcot.duties.templatetags.duties import go

    duty = make.duty(make.unit(under=ward), "committee.above_maximum")
    how = resolving.Resolution("x", lambda _duty: "/sua/?viec=3#cho-nay")
    monkeypatch.setitem(resolving.RESOLUTIONS, "people.end_post", how)
    officer = make.officer(ward)

    def asked(address: str) -> dict[str, Any]:
        request = rf.get(address)
        request.user = officer
        return {"request": request}

    assert go(asked("/?day=05/07/2026"), shown(duty)) == "/sua/?viec=3&day=05/07/2026#cho-nay"
    assert go(asked("/"), shown(duty)) == "/sua/?viec=3#cho-nay"


def test_who_may_not_resolve_a_duty_is_led_to_the_unit_and_not_to_a_closed_form(client, ward):
    union = make.unit(under=ward)
    duty = make.duty(union)
    for role, form in ((Role.CHAIR, True), (Role.READER, False)):
        client.force_login(make.officer(union, role))
        page = client.get("/").content.decode()
        assert (f'href="/kien-toan/viec/{duty.pk}/"' in page) is form


def test_what_fell_away_is_told_apart_from_what_somebody_did(signed_in, ward):
    union = make.unit("CĐCS Công ty Gỗ", under=ward)
    shut = {"closed_on": clock.today()}
    ending, ended = ({"shape": 1, name: "2026-11-01"} for name in ("ends_on", "ended_on"))
    passed = make.duty(union, "term.ending", facts=ending, close_reason="day_passed", **shut)
    done = make.duty(union, "term.ended", facts=ended, close_reason="facts_changed", **shut)
    page = text(signed_in.get("/viec/da-xong/"))
    assert page.count("Thời gian của việc này đã qua") == 1
    assert "đã xong" in text(signed_in.get(f"/viec/{done.pk}/"))
    one = text(signed_in.get(f"/viec/{passed.pk}/"))
    assert "đã đóng" in one
    assert "đã xong" not in one
    assert one.count("Nhiệm kỳ hết vào ngày 01/11/2026") == 2, "as it is, and as it was found"
    book = openpyxl.load_workbook(io.BytesIO(signed_in.get("/viec/da-xong.xlsx").content))
    told = [row[-1].value for row in book.active.iter_rows() if row[-1].value]
    assert "Thời gian của việc này đã qua" in told


def test_where_duties_gathered_on_a_past_day_counts_what_was_closed_since_and_only_what_the_reader_reaches(ward):
    busy = make.unit("Công đoàn Một", under=ward)
    foreign = make.unit("Công đoàn Hai", under=make.unit("Công đoàn phường khác", kind=UnitKind.DIRECT_SUPERIOR))
    for union in (busy, foreign):
        make.duty(union, opened_on=days(-10), due_on=days(-6), closed_on=days(-2))
        make.duty(union, "term.ended", opened_on=days(-1), due_on=days(9))
    reader, units = make.officer(ward, Role.SUPERIOR_OFFICER), [busy.pk, foreign.pk]
    then = gathered(reader, units, day=days(-5), alone=ward.pk, today=clock.today())
    assert then == {busy.pk: Gathered(open=1, late=1, oldest=days(-10), median_days=5)}
    assert counts_by_branch(reader, units, day=days(-5), today=clock.today()) == {busy.pk: 1}
    assert counts_by_branch(reader, [ward.pk, busy.pk], day=clock.today(), today=clock.today()) == {
        ward.pk: 1,
        busy.pk: 1,
    }
    assert gathered(reader, [], day=clock.today(), today=clock.today()) == {}


@pytest.mark.parametrize("n", [1, 3, 100])
def test_where_duties_gather_is_shown_in_pages_and_asks_as_much_for_any_number(n, signed_in, ward):
    for number in range(n):
        make.duty(make.unit(f"Công đoàn cơ sở {number} " + "rất dài " * 14, under=ward), due_on=days(-number))
    with CaptureQueriesContext(connection) as asked:
        page = text(signed_in.get("/viec/noi-don/"))
    assert len(asked) <= 8
    assert page.count('class="duty-act"') == min(n, 25)
    assert ("?page=2" in page) == (n > 25)
    assert len(page.encode()) < 60_000
    if n > 25:
        assert text(signed_in.get("/viec/noi-don/?page=4")).count('class="duty-act"') == 25
