"""The pages of rules: what holds on a day, and entering what nobody has entered yet."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.rulebook import labels
from nongcot.infra.rulebook.api import rulebook
from nongcot.infra.rulebook.forms import read_value
from nongcot.infra.rulebook.models import RuleValue
from nongcot.infra.rulebook.shown import shown_entry
from nongcot.people.kinds import Role
from nongcot.regulations import NotOnFile, ValueUnit, load
from tests.factories import people as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
DOCUMENT = {
    "from_day": "01/01/2026",
    "document_number": "613/QĐ-TLĐ",
    "issuer": "Tổng Liên đoàn",
    "article": "Điều 4",
    "decided_by": "Nguyễn Thị Hoa",
}


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


def test_missing_rules_stand_on_top_with_their_form(signed_in):
    page = text(signed_in.get("/quy-dinh/?day=2026-11-22"))
    headings = ["Chưa có nội dung, cần nhập từ văn bản", "Thời hạn do Liên đoàn quyết định", "Quy định đang áp dụng"]
    assert sorted(headings, key=page.index) == headings
    assert "/quy-dinh/allowance.commune_table/nhap/" in page.split(headings[1])[0]


def test_only_a_federation_officer_is_offered_the_form(client, top):
    client.force_login(make.officer(top, Role.SUPERIOR_OFFICER))
    assert "/nhap/" not in text(client.get("/quy-dinh/"))
    assert "/nhap/" not in text(client.get("/quy-dinh/deadline.vacancy/"))


def test_every_rule_has_a_page_and_a_form(signed_in):
    for rule_id in rulebook().rules:
        assert rule_id in text(signed_in.get(f"/quy-dinh/{rule_id}/"))
        assert "Ghi mức này" in text(signed_in.get(f"/quy-dinh/{rule_id}/nhap/"))
    assert signed_in.get("/quy-dinh/no.such.rule/").status_code == 404


def test_a_rule_page_shows_value_document_and_changes(signed_in):
    page = text(signed_in.get("/quy-dinh/committee.maximum/?day=2021-01-01"))
    for words in (
        "số đoàn viên dưới 3.000",
        "15 người",
        "19 người",
        "03/HD-TLĐ",
        "mức của ngày này",
        "chưa kiểm chứng",
    ):
        assert words in page, words


def test_a_search_narrows_the_rules(signed_in):
    page = text(signed_in.get("/quy-dinh/?q=luong+co+so"))
    assert "wage.base" in page
    assert "committee.maximum/" not in page


def test_the_list_asks_a_fixed_number_of_questions(signed_in):
    with CaptureQueriesContext(connection) as captured:
        signed_in.get("/quy-dinh/")
    assert len(captured) <= 8


def test_a_value_entered_from_its_document_holds_from_its_day(signed_in):
    with pytest.raises(NotOnFile):
        rulebook().at("committee.by_election_share.superior", DAY)
    address = "/quy-dinh/committee.by_election_share.superior/nhap/"
    response = signed_in.post(address, {**DOCUMENT, "value_0": "1/3"}, follow=True)
    assert "Đã ghi mức mới" in text(response)
    found = rulebook().at("committee.by_election_share.superior", DAY)
    assert found.value == Fraction(1, 3)
    assert rulebook().at("committee.by_election_share.superior", date(2024, 1, 1)).value == Fraction(1, 2)
    entry = AuditEntry.objects.get(action="rulebook.enter_value")
    assert entry.changes["changes"]["value"] == [None, "1/3"]


def test_a_table_is_entered_row_by_row(signed_in):
    given = {**DOCUMENT}
    for group in (0, 1):
        given |= {
            f"start_{group}_0": "0",
            f"value_{group}_0": "0,1",
            f"start_{group}_1": "1.000",
            f"value_{group}_1": "0,5",
        }
    response = signed_in.post("/quy-dinh/allowance.chair_maximum/nhap/", given)
    assert response.status_code == 302, response.content.decode()
    for sector in ("state", "non_state"):
        assert str(rulebook().at("allowance.chair_maximum", DAY, sector=sector, members=999).value) == "0.1"
        assert str(rulebook().at("allowance.chair_maximum", DAY, sector=sector, members=1000).value) == "0.5"


def test_an_own_deadline_says_who_decided_it(signed_in):
    given = {"value_0": "45", "from_day": "01/11/2026", "decided_by": "Ban Thường vụ LĐLĐ tỉnh"}
    assert signed_in.post("/quy-dinh/deadline.vacancy/nhap/", given).status_code == 302
    assert rulebook().at("deadline.vacancy", DAY).value == 45
    page = text(signed_in.get("/quy-dinh/deadline.vacancy/"))
    assert "Quyết định: Ban Thường vụ LĐLĐ tỉnh" in page


@pytest.mark.parametrize(
    ("rule", "given", "said"),
    [
        ("deadline.vacancy", {"value_0": "ba mươi"}, "Không đọc được mức này: cần số ngày"),
        ("deadline.vacancy", {"value_0": "-5"}, "Không đọc được mức này"),
        ("committee.by_election_share", {"value_0": "1/0"}, "Không đọc được mức này"),
        ("committee.maximum", {"start_0_0": "5", "value_0_0": "9"}, "Các bậc phải bắt đầu từ 0"),
        (
            "committee.maximum",
            {"start_0_0": "0", "value_0_0": "9", "start_0_1": "x", "value_0_1": "9"},
            "Xin nhập một số",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_said_and_not_written(rule, given, said, signed_in):
    response = signed_in.post(f"/quy-dinh/{rule}/nhap/", {**DOCUMENT, **given})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not RuleValue.objects.exists()


@pytest.mark.parametrize(
    ("text_given", "unit", "value"),
    [
        ("1.300.000", ValueUnit.DONG_PER_MONTH, 1300000),
        ("10%", ValueUnit.SHARE, "1/10"),
        ("0,5", ValueUnit.SHARE, "1/2"),
        ("0,45", ValueUnit.COEFFICIENT, "0.45"),
        ("yes", ValueUnit.YES_NO, True),
        (" a \n\n b", ValueUnit.LIST, ["a", "b"]),
        (" Đoàn Chủ tịch ", ValueUnit.TEXT, "Đoàn Chủ tịch"),
    ],
)
def test_values_are_read_as_people_type_them(text_given, unit, value):
    assert read_value(text_given, unit) == value


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (15, "person", "15 người"),
        (2340000, "dong_per_month", "2.340.000 đồng/tháng"),
        (Fraction(1, 3), "share", "1/3"),
        (Fraction(1, 10), "share", "10%"),
        (True, "yes_no", "có"),
        (("a", "b"), "list", "a, b"),
        (("2026-02-16", "2026-09-02"), "list", "16/02/2026, 02/09/2026"),
        (("by_election", "appointed"), "list", "bầu bổ sung, chỉ định"),
        (
            ("agency", "public_service:public_fully_funded"),
            "list",
            "cơ quan, đơn vị sự nghiệp ngân sách bảo đảm toàn bộ",
        ),
    ],
)
def test_values_are_shown_with_their_unit(value, unit, shown):
    with translation.override("vi"):
        assert labels.scalar(value, unit) == shown


def test_no_value_of_the_rules_on_file_is_shown_as_a_code():
    book = load()
    shown = [
        line.value
        for rule in book.rules.values()
        for entry in rule.entries
        for line in shown_entry(rule, entry, book, date(2026, 11, 22)).lines
    ]
    assert shown
    assert [words for words in shown if re.search(r"[a-z][_.][a-z]", words)] == []
