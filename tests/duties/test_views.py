"""Việc cần làm: what stands there, in which order, and postponing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.duties.checks import CHECKS
from nongcot.duties.models import Duty
from nongcot.kernel import clock
from nongcot.people.kinds import Role, UnitKind
from tests.factories import people as make

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('Đào')</script>"
MOST_QUERIES = 12


@pytest.fixture
def top():
    return make.federation()


@pytest.fixture
def signed_in(client, top):
    client.force_login(make.officer(top))
    return client


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def days(n: int):
    return clock.today() + timedelta(days=n)


def test_an_empty_inbox_says_what_to_do(signed_in):
    page = text(signed_in.get("/"))
    assert "Chưa có việc nào đến hạn." in page
    assert "nhập danh sách cán bộ" in page


def test_a_duty_says_what_why_and_by_when(signed_in, top):
    union = make.unit("Công đoàn cơ sở An Phú", under=top)
    made = make.duty(union, due_on=days(-12))
    page = text(signed_in.get("/"))
    why = ("Điều 11", "chưa kiểm chứng")
    form = f"/kien-toan/viec/{made.pk}/"  # the case of completing the committee
    for words in ("Khuyết Chủ tịch", "Công đoàn cơ sở An Phú", *why, "quá hạn 12 ngày", form):
        assert words in page, words
    detail = text(signed_in.get(f"/viec/{made.pk}/"))
    assert "Phát hiện" in detail
    assert "bầu Chủ tịch, hoặc chỉ định" in detail


@pytest.mark.parametrize("code", CHECKS)
def test_every_kind_of_duty_can_be_shown(code, signed_in, top):
    who = make.person("Ai Đó")
    made = make.duty(make.unit(under=top), code, person=who, facts={"shape": 1})
    for address in ("/", f"/viec/{made.pk}/"):
        assert "Ai Đó" in text(signed_in.get(address))


def test_a_code_that_is_no_check_any_more_is_still_shown(signed_in, top):
    made = make.duty(make.unit(under=top))
    Duty.objects.filter(pk=made.pk).update(code="gone.check", rule="gone.rule", document="gone")
    assert "gone.check" in text(signed_in.get("/"))
    assert "gone.check" in text(signed_in.get(f"/viec/{made.pk}/"))


def test_both_records_that_may_be_one_person_are_linked(signed_in, top):
    one, two = make.person("Lê Thị Hoa"), make.person("Lê Thị Hoà")
    union = make.unit(under=top)
    made = make.duty(union, "person.possible_duplicate", person=one, subject=f"pair:{one.pk}-{two.pk}")
    for address in ("/", f"/viec/{made.pk}/"):
        page = text(signed_in.get(address))
        assert f'href="/can-bo/{one.pk}/"' in page
        assert f'href="/can-bo/{two.pk}/"' in page


def test_mine_stand_under_what_can_be_done_nearest_first_and_what_waits_for_others_apart(client, top):
    ward = make.unit("Công đoàn phường", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    union = make.unit("Công đoàn cơ sở", under=ward)
    make.duty(union, "term.ending", due_on=days(-40), facts={"shape": 1})
    make.duty(union, "committee.no_chair", due_on=days(40))
    make.duty(union, "post.held_twice", due_on=days(3), facts={"shape": 1})
    make.duty(union, "term.ended", due_on=None, facts={"shape": 1})
    client.force_login(make.officer(ward, Role.SUPERIOR_OFFICER))
    page = text(client.get("/")).split("</details>")[-1]
    order = [
        "Rà soát chức vụ, ghi thôi giữ",
        "Kiện toàn chức danh, ủy viên khuyết",
        "Đại hội, kéo dài nhiệm kỳ",
        "Chờ người khác",
    ]
    assert sorted(order, key=page.index) == order
    assert page.index("Sắp hết nhiệm kỳ") > page.index("Chờ người khác")
    assert page.index("Đã hết nhiệm kỳ") < page.index("Chờ người khác")


def test_the_inbox_is_narrowed_to_a_kind_to_what_is_late_and_to_a_branch(signed_in, top):
    ward = make.unit("Công đoàn phường", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    one, two = make.unit("Công đoàn Một", under=ward), make.unit("Công đoàn Hai", under=top)
    make.duty(one, "committee.no_chair", due_on=days(-1))
    make.duty(two, "term.ended", due_on=days(9), facts={"shape": 1})
    for query in ("kind=committee.no_chair", "overdue=1", f"unit={ward.pk}"):
        page = text(signed_in.get(f"/?{query}"))
        assert "Công đoàn Một" in page, query
        assert "Công đoàn Hai" not in page, query
    assert "Không có việc nào khớp" in text(signed_in.get("/?kind=data.missing"))
    assert "Công đoàn Hai" in text(signed_in.get("/?kind=no.such.kind"))


def test_a_postponed_duty_leaves_the_list_and_keeps_its_reason(signed_in, top):
    made = make.duty(make.unit("Công đoàn Một", under=top), due_on=days(2))
    response = signed_in.post(f"/viec/{made.pk}/hoan/", {"to": f"{days(20):%d/%m/%Y}", "reason": HOSTILE}, follow=True)
    assert "Đã hoãn" in text(response)
    assert "Chưa có việc nào đến hạn." in text(response)
    assert "Công đoàn Một" in text(signed_in.get("/?view=postponed"))
    detail = text(signed_in.get(f"/viec/{made.pk}/"))
    assert "&lt;script&gt;alert(&#x27;Đào&#x27;)" in detail
    assert f"đến {days(20):%d/%m/%Y}" in detail
    made.refresh_from_db()
    assert (made.postponed_to, made.due_on) == (days(20), days(2))


@pytest.mark.parametrize(
    ("to", "reason", "said"),
    [
        (0, "vì", "phải sau hôm nay"),
        (-3, "vì", "phải sau hôm nay"),
        (5, "  ", "Xin điền ô này"),
        ("31/02/2027", "vì", "ngày/tháng/năm, ví dụ 05/07/2026"),
    ],
)
def test_a_wrong_postponement_says_why_and_changes_nothing(to, reason, said, signed_in, top):
    made = make.duty(make.unit(under=top))
    given = to if isinstance(to, str) else f"{days(to):%d/%m/%Y}"
    response = signed_in.post(f"/viec/{made.pk}/hoan/", {"to": given, "reason": reason})
    assert response.status_code == 422
    assert said in response.content.decode()
    made.refresh_from_db()
    assert made.postponed_to is None


def test_who_may_only_read_is_offered_no_postponement(client, top):
    made = make.duty(make.unit(under=top))
    client.force_login(make.officer(top, Role.READER))
    assert "Hoãn việc này" not in text(client.get(f"/viec/{made.pk}/"))


def test_the_inbox_is_as_of_the_day_asked(signed_in, top):
    made = make.duty(make.unit("Công đoàn Một", under=top), opened_on=days(-30))
    Duty.objects.filter(pk=made.pk).update(closed_on=days(-10))
    assert "Công đoàn Một</a>" not in text(signed_in.get("/"))
    assert "Công đoàn Một</a>" in text(signed_in.get(f"/?day={days(-20):%d/%m/%Y}"))


def test_the_inbox_asks_as_many_questions_for_a_hundred_duties_as_for_one(signed_in, top):
    counts, made = [], 0
    for n in (1, 3, 100):
        while made < n:
            make.duty(make.unit(under=top), person=make.person())
            made += 1
        with CaptureQueriesContext(connection) as captured:
            signed_in.get("/")
        counts.append(len(captured))
    assert counts[0] == counts[1] == counts[2] <= MOST_QUERIES, counts


def test_the_first_load_is_small(signed_in, top):
    for _ in range(60):
        make.duty(make.unit("Công đoàn cơ sở Công ty TNHH Một thành viên Đầu tư Thương mại Sao Mai", under=top))
    response = signed_in.get("/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 15_000


def test_what_all_duties_of_a_block_share_is_said_once_above_them(signed_in, top):
    for name in ("An Phú", "Bình Khê", "Lạc Hồng"):
        make.duty(make.unit(f"Công đoàn cơ sở {name}", under=top), due_on=days(3))
    make.duty(make.unit("Công đoàn cơ sở Sao Mai", under=top), "term.ended", due_on=days(9))
    page = text(signed_in.get("/"))
    titles = ("<h3>Chưa có Chủ tịch</h3>", "<h3>Đã hết nhiệm kỳ</h3>")
    assert [page.count(title) for title in titles] == [1, 1]
    assert page.count("Căn cứ:") == 2
    assert page.count('class="duty-unit"') == 4


def test_whoever_answers_for_one_union_reads_its_name_once(client, top):
    union = make.unit("Công đoàn cơ sở An Phú", under=top)
    for code in ("committee.no_chair", "term.ended"):
        make.duty(union, code, due_on=days(3))
    client.force_login(make.officer(union, Role.CHAIR))
    page = text(client.get("/"))
    assert 'class="duty-unit"' not in page
    assert "Công đoàn cơ sở An Phú</p>" in page
