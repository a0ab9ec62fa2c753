"""The comparison of candidates as a file: what its page shows, nobody whose data is limited, text that stays text."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.kinds import BodyKind, Post, Role, UnitKind
from nongcot.people.models import ProcessingLimit
from nongcot.staffing import actions
from nongcot.staffing.actions import ballots
from nongcot.staffing.ballots.kinds import BallotKind
from nongcot.staffing.kinds.completing import Seat
from tests.factories import ballots as make_ballots
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = clock.today()
EVIL = '=HYPERLINK("http://x")<b> & \x07Na'
CHAIR = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.CHAIR)


@pytest.fixture
def ward():
    return make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def union(ward):
    found = make.unit("CĐCS May Sao Mai", under=ward)
    for name, sex in (("Đỗ Bình", "male"), ("Phạm Hoa", ""), ("Lê Na", "female")):
        make.post(make.person(name, sex=sex, born="1990"), found)
    return found


@pytest.fixture
def case(union):
    return actions.open_case(actor=SYSTEM, unit=union, seat=CHAIR, way="by_election", day=TODAY)


@pytest.fixture
def persons(client, ward, union, case):
    client.force_login(make.officer(ward, Role.SUPERIOR_OFFICER))
    found = [held.person for held in union.posts.select_related("person").order_by("pk")]
    for one in found:
        actions.propose_candidate(actor=SYSTEM, case=case, person=one, day=TODAY)
    return found


def address(case, kind):
    return reverse("staffing:compare-file", args=[case.pk, kind])


def sheet(client, case, query=""):
    answer = client.get(address(case, "xlsx") + query)
    assert answer.status_code == 200
    return load_workbook(BytesIO(answer.content)).active


def table(client, case, query=""):
    rows = [row for row in sheet(client, case, query).iter_rows(values_only=True) if row[0]]
    at = next(number for number, row in enumerate(rows) if row[0] == "Tiêu chí")
    return rows[at][1:], {row[0]: row[1:] for row in rows[at + 1 :]}


def words_of(client, case):
    found = Document(BytesIO(client.get(address(case, "docx")).content))
    cells = [cell.text for each in found.tables for row in each.rows for cell in row.cells]
    return "\n".join([*(line.text for line in found.paragraphs), *cells])


def test_the_files_say_what_the_page_shows(client, union, case, persons):
    _binh, hoa, na = persons
    ballot = make_ballots.ballot(union, voters=2, candidates=["Lê Na"], kind=BallotKind.CONFIDENCE, title="Giữa kỳ")
    for code in make_ballots.codes(ballot):
        ballots.cast_vote(code=code, marks="h")
    ballots.count_ballot(actor=SYSTEM, ballot=make_ballots.close(ballot))
    people.add_record(actor=SYSTEM, person=hoa, kind="award", title="Bằng khen", from_day=TODAY)
    page = client.get(reverse("staffing:compare", args=[case.pk]))
    names, rows = table(client, case)
    assert names == ("Đỗ Bình", "Phạm Hoa", "Lê Na")
    closed = f"{ballot.closes_at.astimezone(clock.VIETNAM):%d/%m/%Y}"
    told = "Lấy phiếu tín nhiệm, 2 phiếu thu về: Tín nhiệm cao: 2, Tín nhiệm: 0, Tín nhiệm thấp: 0"
    assert rows["Uy tín"][2] == f"{told} ({closed}; kết quả kiểm phiếu “Giữa kỳ”)"
    assert rows["Uy tín"][1].startswith(f"Bằng khen ({TODAY:%d/%m/%Y}")
    assert rows["Uy tín"][0] == "chưa có dữ liệu"
    for name, cells in page.context["criteria"]:
        for cell, evidence in zip(rows[name], cells, strict=True):
            assert all(words in cell and when in cell and source in cell for words, when, source in evidence)
    reasons = page.context["looked"][0].reasons
    assert reasons
    assert all(one.words in rows["Cần cân nhắc, đối chiếu"][0] for one in reasons)
    outlook = page.context["outlooks"][0]
    assert rows["Ban Chấp hành nếu chọn người này: Nữ"][0] == "1 (1 người chưa rõ) → 1 (1 người chưa rõ)"
    assert rows["Ban Chấp hành nếu chọn người này: Số người"][0] == "3 → 3"
    assert outlook.worse + outlook.better
    checks = rows["Sẽ phát sinh"][0] + rows["Sẽ hết"][0]
    assert all(words in checks for words in outlook.worse + outlook.better)
    written = words_of(client, case)
    for text in (*names, told, closed, "Bằng khen", *outlook.worse, *outlook.better, "CÔNG ĐOÀN PHƯỜNG AN PHÚ"):
        assert text in written
    assert client.get(address(case, "pdf")).content.startswith(b"%PDF")
    for kind in ("xlsx", "docx", "pdf"):
        assert f"{address(case, kind)}?ai={na.pk}" in client.get(
            reverse("staffing:compare", args=[case.pk]), {"ai": [na.pk, hoa.pk]}
        ).content.decode()  # fmt: skip


def test_those_chosen_alone_stand_in_it_and_two_at_least(client, case, persons):
    binh, hoa, na = persons
    assert table(client, case, f"?ai={na.pk}&ai={binh.pk}")[0] == ("Đỗ Bình", "Lê Na")
    for query in (f"?ai={hoa.pk}", "?ai=0"):
        assert client.get(address(case, "xlsx") + query).status_code == 404
    assert client.get(address(case, "csv")).status_code == 404
    actions.withdraw_candidate(actor=SYSTEM, case=case, person=hoa, reason="Xin rút", day=TODAY)
    assert table(client, case)[0] == ("Đỗ Bình", "Lê Na")


def test_whose_data_is_limited_stands_in_no_file(client, case, persons):
    ProcessingLimit.objects.create(person=persons[0], from_day=TODAY)
    names, rows = table(client, case)
    assert names == ("Phạm Hoa", "Lê Na")
    assert "Đỗ Bình" not in str(rows)
    written = words_of(client, case)
    assert "Đỗ Bình" not in written
    assert "Không nêu tên 1 người" in written


def test_hostile_text_stays_text(client, case, persons):
    type(persons[0]).objects.filter(pk=persons[0].pk).update(name=EVIL)
    people.add_record(actor=SYSTEM, person=persons[1], kind="award", title="=1+1", from_day=TODAY)
    page = sheet(client, case)
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "d"}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert "=HYPERLINK" in words_of(client, case)
    assert client.get(address(case, "pdf")).status_code == 200


def test_the_file_asks_as_much_for_two_as_for_six(client, union, case, persons):
    counted = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(case, "xlsx")).status_code == 200
        counted.append(len(captured))
        for number in range(3):
            one = make.post(make.person(f"Ngô Thêm {number}"), union).person
            actions.propose_candidate(actor=SYSTEM, case=case, person=one, day=TODAY)
    assert len(set(counted)) == 1, counted
