"""The pages of the roster: what stands on them as of a day, and how many questions they ask."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.infra.audit.models import AuditEntry
from nongcot.people import actions
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post, Role, UnitKind
from nongcot.people.models import TermExtension, Unit
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.factories.sizes import learn_sizes

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('Đào')</script>"
MOVE = date(2025, 7, 1)
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


def asked(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
        assert response.status_code == 200
        if response.streaming:
            b"".join(response)
    return len(captured)


def many(top, n: int, start: int = 0) -> None:
    for number in range(start, n):
        union = make.unit(f"Công đoàn cơ sở May {number}", under=top)
        actions.count_members(actor=SYSTEM, unit=union, day=date(2026, 1, 1), members=30 + number, women=10)
        make.post(make.person(f"Trần Thị May {number}"), union, Post.CHAIR)
        make.duty(union)


def test_a_list_asks_as_many_questions_for_a_hundred_rows_as_for_one(signed_in, top):
    units = ["/don-vi/", "/don-vi/?q=may", "/don-vi/?ended=on", f"/don-vi/{top.pk}/truc-thuoc/"]
    lists = [*units, "/can-bo/", "/can-bo/?q=may", "/can-bo/danh-sach.csv"]
    counts, so_far = {address: [] for address in lists}, 0
    for n in (1, 3, 100):
        many(top, n, so_far)
        so_far = n
        learn_sizes()
        for address in lists:
            counts[address].append(asked(signed_in, address))
    assert {at: each for at, each in counts.items() if len(set(each)) > 1 or each[0] > MOST_QUERIES} == {}


def test_a_unit_page_asks_as_many_questions_for_many_holders_as_for_few(signed_in, top):
    union = make.unit(under=top)
    make.term(union)
    counts = []
    for n in (1, 2, 30):
        for _ in range(n):
            make.post(make.person(), union)
            make.post(make.person(), union, of=BodyKind.INSPECTION_COMMITTEE, to_day=date(2024, 1, 1))
            make.duty(union, subject=str(make.person().pk))
        counts.append(asked(signed_in, f"/don-vi/{union.pk}/"))
    assert counts[0] == counts[1] == counts[2] <= MOST_QUERIES, counts


def test_an_officer_page_tells_the_term_with_its_extensions_and_the_contract(signed_in, top):
    union = make.unit(under=top)
    who = make.person("Trần Thị Ánh", contract_open_ended=True)
    make.post(who, union, Post.CHAIR)
    term = make.term(union, from_day=date(2023, 1, 1), planned_end=date(2028, 1, 1))
    TermExtension.objects.create(
        term=term, new_end=date(2028, 9, 1), decision_number="5/QĐ", decision_day=date(2026, 3, 1)
    )
    page = text(signed_in.get(f"/can-bo/{who.pk}/?day=02/03/2026"))
    assert "Nhiệm kỳ 01/01/2023 – 01/09/2028" in page
    assert "không xác định thời hạn" in page
    assert "Nhiệm kỳ 01/01/2023 – 01/01/2028" in text(signed_in.get(f"/can-bo/{who.pk}/?day=28/02/2026"))
    assert "Nhiệm kỳ" not in text(signed_in.get(f"/can-bo/{who.pk}/?day=28/02/2022"))


def test_an_officer_page_asks_as_many_questions_for_many_posts_as_for_few(signed_in, top):
    union, who = make.unit(under=top), make.person("Lê Thị Hoa")
    make.post(who, union, Post.CHAIR)
    counts = [asked(signed_in, f"/can-bo/{who.pk}/")]
    for year in range(2001, 2019):
        make.post(who, make.unit(under=top), from_day=date(year, 1, 1), to_day=date(year + 1, 1, 1))
    counts.append(asked(signed_in, f"/can-bo/{who.pk}/"))
    assert counts[0] == counts[1] <= MOST_QUERIES, counts


def test_hostile_names_are_shown_unchanged(signed_in, top):
    union = make.unit(HOSTILE, under=top)
    who = make.person(HOSTILE, email="a@b.vn", job=HOSTILE, note=HOSTILE, employer=HOSTILE, ethnicity=HOSTILE)
    make.post(who, union, Post.CHAIR, decision_number=HOSTILE)
    actions.rename_unit(actor=SYSTEM, unit=union, name=HOSTILE + "2", day=MOVE)
    for address in ("/don-vi/", "/don-vi/?q=script", f"/don-vi/{union.pk}/", "/can-bo/", f"/can-bo/{who.pk}/"):
        page = text(signed_in.get(address))
        assert "&lt;script&gt;alert(&#x27;Đào&#x27;)&lt;/script&gt;" in page, address
        assert HOSTILE not in page, address


def test_a_search_needs_no_diacritics_and_finds_persons_and_units(signed_in, top):
    hoa = make.unit("Công đoàn cơ sở Hòa Đà", under=top)
    make.post(make.person("Đặng Thị Ưởng"), hoa)
    make.post(make.person("Lý Văn Khác"), make.unit("Công đoàn cơ sở Khác", under=top))
    for search in ("dang uong", "ĐẶNG", "hoa da", "hoà đà"):
        page = text(signed_in.get("/can-bo/", {"q": search}))
        assert "Đặng Thị Ưởng" in page, search
        assert "Lý Văn Khác" not in page, search
    assert "Hòa Đà" in text(signed_in.get("/don-vi/", {"q": "hoa da"}))
    assert "Không tìm thấy" in text(signed_in.get("/can-bo/", {"q": "khong co ai"}))


def test_officers_are_sorted_by_given_name_the_vietnamese_way(signed_in, top):
    union = make.unit(under=top)
    names = ["Trần Văn Ân", "Lê Thị Bình", "Vũ An", "Bùi Ánh", "Đỗ Đào", "Ngô Dung"]
    for name in names:
        make.post(make.person(name), union)
    page = text(signed_in.get("/can-bo/"))
    shown = sorted(names, key=page.index)
    assert shown == ["Vũ An", "Bùi Ánh", "Trần Văn Ân", "Lê Thị Bình", "Ngô Dung", "Đỗ Đào"]


def test_officers_are_narrowed_to_a_body_a_post_and_a_branch(signed_in, top):
    ward = make.unit("Công đoàn phường", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    inside, outside = make.unit(under=ward), make.unit(under=top)
    make.post(make.person("Người Trong"), inside, Post.CHAIR)
    make.post(make.person("Người Ngoài"), outside, Post.MEMBER)
    for query, seen in (
        (f"unit={ward.pk}", "Trong"),
        ("post=member", "Ngoài"),
        ("body=executive_committee&post=chair", "Trong"),
    ):
        page = text(signed_in.get(f"/can-bo/?{query}"))
        assert f"Người {seen}" in page
        assert f"Người {'Ngoài' if seen == 'Trong' else 'Trong'}" not in page
    assert "Người" not in text(signed_in.get("/can-bo/?body=womens_committee")).split("</form>")[-1]


def test_a_choice_that_is_none_narrows_nothing(signed_in, top):
    make.post(make.person("Ai Đó"), make.unit(under=top))
    assert "Ai Đó" in text(signed_in.get("/can-bo/?post=king&body=x&unit=&page=zz"))


def test_htmx_gets_the_rows_alone(signed_in, top):
    make.post(make.person("Ai Đó"), make.unit(under=top))
    rows = text(signed_in.get("/can-bo/?q=ai", headers={"HX-Request": "true", "HX-Target": "officers"}))
    assert "Ai Đó" in rows
    assert "<html" not in rows


def test_the_export_is_safe_to_open_in_a_spreadsheet_program(signed_in, top):
    union = make.unit("=cmd|'/c calc'!A1", under=top)
    make.post(make.person("+84 Nguyễn", phone="+84912345678", born="1985-07", email="@sum(1)"), union, Post.CHAIR)
    response = signed_in.get("/can-bo/danh-sach.csv")
    content = b"".join(response).decode()
    assert content.startswith("\ufeff")
    head, row = list(csv.reader(io.StringIO(content.removeprefix("\ufeff"))))
    assert head[:4] == ["Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ"]
    assert row == [
        "'+84 Nguyễn",
        "",
        "7/1985",
        "Chủ tịch",
        "Ban Chấp hành",
        "'=cmd|'/c calc'!A1",
        "0912 345 678",
        "'@sum(1)",
        "01/01/2020",
        "",
        "",
    ]
    assert response["Content-Disposition"].startswith("attachment")


def test_every_page_is_as_of_the_day_asked(signed_in, top):
    union = make.unit("Công đoàn Tên Cũ", under=top)
    actions.rename_unit(actor=SYSTEM, unit=union, name="Công đoàn Tên Mới", day=MOVE)
    earlier = make.post(make.person("Người Trước"), union, Post.CHAIR)
    actions.end_post(actor=SYSTEM, held=earlier, day=MOVE, reason=EndReason.RETIRED)
    make.post(make.person("Người Sau"), union, Post.CHAIR, from_day=MOVE)
    eve = f"?day={(MOVE - timedelta(days=1)):%d/%m/%Y}"
    for address in (f"/don-vi/{union.pk}/", "/can-bo/"):
        then, now = text(signed_in.get(address + eve)), text(signed_in.get(address + f"?day={MOVE.isoformat()}"))
        body_then, body_now = then.split("Những người giữ")[0], now.split("Những người giữ")[0]
        assert "Người Trước" in body_then, address
        assert "Người Sau" not in body_then, address
        assert "Người Sau" in body_now, address
        assert "Người Trước" not in body_now, address
    assert "Công đoàn Tên Cũ</h1>" in text(signed_in.get(f"/don-vi/{union.pk}/{eve}"))
    assert "Công đoàn Tên Mới</h1>" in text(signed_in.get(f"/don-vi/{union.pk}/"))
    assert "Không phải hôm nay" in text(signed_in.get(f"/can-bo/{eve}"))


def test_a_unit_page_tells_seats_vacancies_and_extensions_of_the_day(signed_in, top):
    union = make.unit(under=top)
    term = make.term(union, from_day=date(2020, 6, 1), planned_end=date(2025, 6, 1), seats=5)
    TermExtension.objects.create(
        term=term, new_end=date(2027, 6, 1), decision_number="12/QĐ-LĐLĐ", decision_day=date(2025, 5, 1)
    )
    make.post(make.person("Một"), union, Post.CHAIR, mandate=Mandate.CONGRESS)
    make.post(make.person("Hai"), union, Post.MEMBER)
    make.post(make.person("Ba"), union, Post.ACCOUNTANT)
    page = text(signed_in.get(f"/don-vi/{union.pk}/?day=2026-01-01"))
    assert "2/5 người" in page
    assert "khuyết 3" in page
    assert "01/06/2020 – 01/06/2027" in page
    assert "12/QĐ-LĐLĐ" in page
    before = text(signed_in.get(f"/don-vi/{union.pk}/?day=2025-04-30"))
    assert "01/06/2020 – 01/06/2025" in before
    assert "12/QĐ-LĐLĐ" not in before


def test_a_unit_page_tells_where_it_came_from(signed_in, top):
    old = make.unit("Liên đoàn Lao động huyện Cũ", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    new = make.unit("Công đoàn phường Mới", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    union, other = make.unit("Công đoàn A", under=old), make.unit("Công đoàn B", under=old)
    actions.move_unit(actor=SYSTEM, unit=union, superior=new, day=MOVE)
    actions.merge_unit(actor=SYSTEM, unit=other, into=union, day=MOVE)
    page = text(signed_in.get(f"/don-vi/{union.pk}/"))
    history = page[page.index('id="history"') :]
    order = [history.index(words) for words in ("Thành lập", "huyện Cũ", "phường Mới", "Công đoàn B")]
    assert order[0] < order[1] < min(order[2:])
    gone = text(signed_in.get(f"/don-vi/{other.pk}/"))
    assert "đã kết thúc hoạt động" in gone
    assert "Nhập vào" in gone


def test_the_tree_opens_branches_without_javascript(signed_in, top):
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    make.duty(make.unit("Công đoàn cơ sở Phường 10", under=ward))
    make.unit("Công đoàn cơ sở Phường 2", under=ward)
    closed = text(signed_in.get("/don-vi/"))
    assert "Phường 10" not in closed
    assert f'<a href="/don-vi/{ward.pk}/truc-thuoc/">' in closed
    assert closed.count("2 công đoàn cơ sở") == 2  # of the province and of the ward
    assert closed.count("1 việc") == 2
    opened = text(signed_in.get(f"/don-vi/{ward.pk}/truc-thuoc/"))
    assert opened.index("Phường 2") < opened.index("Phường 10")
    assert "<h1>Công đoàn phường An Phú</h1>" in opened
    part = text(signed_in.get(f"/don-vi/{ward.pk}/truc-thuoc/", headers={"HX-Request": "true"}))
    assert part.startswith("<li")
    assert "Phường 2" in part


def test_the_topmost_unit_counts_what_stands_under_an_ended_one_and_its_own_duties(signed_in, top):
    gone = make.unit("Công đoàn huyện Cũ", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    make.duty(make.unit("Công đoàn A", under=gone))
    Unit.objects.filter(pk=gone.pk).update(ended_on=date(2025, 7, 1))
    make.duty(make.unit("Công đoàn B", under=top))
    make.duty(top)
    page = text(signed_in.get("/don-vi/"))
    assert "huyện Cũ" not in page
    assert "2 công đoàn cơ sở" in page
    assert "3 việc" in page


def test_a_long_branch_comes_in_parts_that_miss_nobody(signed_in, top, monkeypatch):
    monkeypatch.setattr("nongcot.people.views.tree.SIZE", 3)
    names = [f"Công đoàn cơ sở số {n}" for n in range(1, 9)]
    for name in names:
        make.unit(name, under=top)
    seen, address = [], "/don-vi/"
    while address:
        page = text(signed_in.get(address))
        seen.append([name for name in names if f">{name}</a>" in page])
        further = re.search(r'hx-get="([^"]+\?[^"]*from=\d+)"', page)
        address = further[1] if further else ""
        assert not further or f"Xem thêm {8 - 3 * len(seen)} đơn vị" in page
    assert seen == [names[:3], names[3:6], names[6:]]
    assert "8 công đoàn cơ sở" in text(signed_in.get("/don-vi/"))


def test_ended_units_are_listed_on_request(signed_in, top):
    gone = make.unit("Công đoàn Đã Tan", under=top)
    actions.end_unit(actor=SYSTEM, unit=gone, day=MOVE, reason="dissolved")
    assert "Đã Tan" not in text(signed_in.get("/don-vi/?q=da+tan"))
    assert "Đã Tan" in text(signed_in.get("/don-vi/?q=da+tan&ended=on"))


def test_the_citizen_id_is_masked_and_a_full_view_is_audited(signed_in, top):
    who = make.person("Lê Thị Hoa", citizen_id="079085005687")
    make.post(who, make.unit(under=top), Post.CHAIR)
    page = text(signed_in.get(f"/can-bo/{who.pk}/"))
    assert "•••• 5687" in page
    assert "079085005687" not in page
    shown = signed_in.post(f"/can-bo/{who.pk}/can-cuoc/")
    assert "079085005687" in text(shown)
    assert "no-store" in shown["Cache-Control"]
    entry = AuditEntry.objects.get(action="people.view_citizen_id")
    assert (entry.object_id, entry.changes["changes"]) == (str(who.pk), {})
    assert "079085005687" not in text(signed_in.get(f"/can-bo/{who.pk}/"))


@pytest.mark.parametrize(("role", "sees"), [(Role.CHAIR, True), (Role.READER, False), (Role.INSPECTOR, False)])
def test_ethnicity_and_party_are_for_those_who_answer_for_the_person(role, sees, client, top):
    union = make.unit(under=top)
    who = make.person("Lê Thị Hoa", ethnicity="Khmer", party_member=True, citizen_id="079085005687")
    make.post(who, union, Post.CHAIR)
    client.force_login(make.officer(union, role))
    page = text(client.get(f"/can-bo/{who.pk}/"))
    assert ("Khmer" in page, "Đảng viên" in page, "Xem đầy đủ" in page) == (sees, sees, sees)


def test_posts_in_units_of_others_are_not_told(client, top):
    mine, theirs = make.unit("Công đoàn Của Tôi", under=top), make.unit("Công đoàn Nơi Khác", under=top)
    who = make.person("Lê Thị Hoa")
    make.post(who, mine, Post.CHAIR)
    make.post(who, theirs, Post.MEMBER, to_day=date(2024, 1, 1))
    client.force_login(make.officer(mine, Role.CHAIR))
    page = text(client.get(f"/can-bo/{who.pk}/"))
    assert "Của Tôi" in page
    assert "Nơi Khác" not in page


def test_the_pages_are_english_for_who_chose_it(client, top):
    user = make.officer(top)
    user.language = "en"
    user.save()
    client.force_login(user)
    assert '<html lang="en">' in text(client.get("/don-vi/"))


@pytest.mark.parametrize(
    ("told", "line"),
    [("nothing", "chưa rõ ai là chủ tịch"), ("leaders", "chưa rõ các ủy viên khác"), ("all", "khuyết 2")],
)
def test_the_page_of_a_union_says_how_much_of_its_committee_is_known(told, line, signed_in, top):
    union = make.unit("Công đoàn cơ sở May", under=top)
    actions.record_term(
        actor=SYSTEM, unit=union, body=BodyKind.EXECUTIVE_COMMITTEE, from_day=date(2024, 1, 1),
        planned_end=date(2029, 1, 1), seats_fixed=3,
    )  # fmt: skip
    make.post(make.person("Trần Thị May"), union, Post.CHAIR)
    union.told = told
    union.save()
    page = text(signed_in.get(f"/don-vi/{union.pk}/"))
    said = [words for words in ("chưa rõ ai là chủ tịch", "chưa rõ các ủy viên khác", "khuyết 2") if words in page]
    assert said == [line]
