"""What changed when, the documents in force, the page for everybody."""

from __future__ import annotations

import re
from datetime import date

import pytest

from nongcot.infra.rulebook import shown
from nongcot.infra.rulebook.api import enter_value, rulebook
from nongcot.infra.rulebook.models import RuleValue
from nongcot.infra.rulebook.queries import one_rulebook
from nongcot.regulations import load
from tests.factories import people as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
FORM = {"value_0": "20", "from_day": "01/12/2026", "decided_by": "Ban Thường vụ"}


@pytest.fixture
def signed_in(client):
    client.force_login(make.officer(make.federation()))
    return client


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def decide(days: int, from_day: date) -> None:
    enter_value(
        actor=make.user(f"hoa.{days}"),
        rule="deadline.vacancy",
        from_day=from_day,
        value=days,
        document_number="12/QĐ-LĐLĐ",
        issuer="LĐLĐ tỉnh",
        article="Điều 1",
        decided_by="Ban Thường vụ",
    )


def test_a_change_says_from_what_to_what_and_who_decided():
    decide(20, date(2026, 12, 1))
    found = next(row for row in shown.changes(rulebook(), DAY) if row.rule.id == "deadline.vacancy")
    assert found.day == date(2026, 12, 1)
    assert found.before is not None
    assert found.before.lines[0].value != "20 ngày"
    assert (found.after.lines[0].value, found.after.entry.decided_by) == ("20 ngày", "Ban Thường vụ")


def test_a_value_that_another_document_only_repeats_is_said_to_be_kept(signed_in):
    kept = [row for row in shown.changes(load(), DAY) if row.restated]
    assert kept
    assert all(row.before.document.id != row.after.document.id for row in kept)
    page = text(signed_in.get("/quy-dinh/thay-doi/"))
    assert page.count("giữ nguyên, trước theo") == len(kept)
    assert "72 giờ</span> → 72 giờ" not in page


def test_changes_to_come_stand_apart_from_those_that_hold(signed_in):
    decide(20, date(2026, 12, 1))
    page = text(signed_in.get("/quy-dinh/thay-doi/?own=1&day=2026-11-22"))
    assert "Sắp áp dụng" in page
    assert "Đã áp dụng" not in page
    assert "Đã áp dụng" in text(signed_in.get("/quy-dinh/thay-doi/?own=1&day=2026-12-01"))


def test_without_own_decisions_the_page_says_what_will_stand_there(signed_in):
    assert "Chưa có thay đổi nào." in text(signed_in.get("/quy-dinh/thay-doi/?own=1"))


def test_documents_whose_text_is_missing_come_first_with_their_form(signed_in):
    rows = shown.documents(load(), DAY)
    assert rows[0].document.number == "613/QĐ-TLĐ"
    assert "/quy-dinh/allowance.commune_table/nhap/" in text(signed_in.get("/quy-dinh/van-ban/?day=2026-11-22"))


def test_a_document_that_has_ended_is_not_in_force():
    for row in shown.documents(load(), DAY):
        assert row.document.ended is None or row.document.ended > DAY
        assert row.document.in_force <= DAY


def test_everybody_may_read_the_public_page_and_it_shows_no_own_deadline(client):
    page = text(client.get("/quy-dinh/dang-ap-dung/?day=2026-11-22"))
    assert "Số ủy viên" in page or "ban chấp hành" in page.casefold()
    assert "Thời hạn do Liên đoàn" not in page
    assert "/nhap/" not in page


def test_a_decision_sent_twice_is_one_decision(signed_in):
    first = signed_in.get("/quy-dinh/deadline.vacancy/nhap/")
    data = {**FORM, "once": first.context["once"], "seen": first.context["seen"]}
    for _attempt in range(2):
        assert signed_in.post("/quy-dinh/deadline.vacancy/nhap/", data).status_code == 302
    assert RuleValue.objects.filter(rule="deadline.vacancy").count() == 1


def test_a_decision_of_somebody_else_meanwhile_is_shown_first(signed_in):
    first = signed_in.get("/quy-dinh/deadline.vacancy/nhap/")
    decide(15, date(2026, 12, 1))
    data = {**FORM, "once": first.context["once"], "seen": first.context["seen"]}
    answer = signed_in.post("/quy-dinh/deadline.vacancy/nhap/", data)
    assert answer.status_code == 422
    assert "hoa.15" in answer.content.decode()


def test_the_public_page_says_what_is_in_force_and_not_on_file(client):
    told, missing = text(client.get("/quy-dinh/dang-ap-dung/?day=2026-11-22")).split("hệ thống chưa có nội dung")
    assert "Hệ số phụ cấp trách nhiệm tối đa của chủ tịch" in missing
    assert "613/QĐ-TLĐ" in missing
    assert "Hệ số phụ cấp trách nhiệm tối đa của chủ tịch" not in told
    before = text(client.get("/quy-dinh/dang-ap-dung/?day=2013-08-01"))
    assert "hệ thống chưa có nội dung" not in before


def test_a_value_that_names_other_rules_is_shown_by_their_titles(signed_in):
    page = text(signed_in.get("/quy-dinh/allowance.base/?day=2025-01-01"))
    assert "Mức lương cơ sở" in page
    assert "Mức lương tối thiểu tháng" in page
    assert "wage." not in page.replace("/quy-dinh/wage.", "")


def test_a_value_that_names_other_rules_is_chosen_from_them(signed_in):
    page = text(signed_in.get("/quy-dinh/allowance.base/nhap/"))
    assert page.count('<option value="wage.base">Mức lương cơ sở') == page.count("<select") == 2
    assert page.count('<option value="wage.regional_minimum">Mức lương tối thiểu tháng') == 2
    assert "wage.regional_minimum.region" not in page
    assert "Khu vực ngoài nhà nước" in page
    given = {
        "from_day": "01/01/2026", "document_number": "613/QĐ-TLĐ", "issuer": "Tổng Liên đoàn", "article": "Điều 3",
        "decided_by": "Nguyễn Thị Hoa", "value_0": "wage.base", "value_1": "lương cơ sở",
    }  # fmt: skip
    assert signed_in.post("/quy-dinh/allowance.base/nhap/", given).status_code == 422
    assert not RuleValue.objects.exists()
    given["value_1"] = "wage.regional_minimum"
    assert signed_in.post("/quy-dinh/allowance.base/nhap/", given).status_code == 302
    assert rulebook().at("allowance.base", date(2026, 2, 1), sector="state").value == "wage.base"
    assert rulebook().at("allowance.base", date(2026, 2, 1), sector="non_state").value == "wage.regional_minimum"


def test_a_text_that_names_no_rule_is_written(signed_in):
    assert "<select" not in text(signed_in.get("/quy-dinh/names.direct_superior/nhap/")).split("<main")[1]


def test_one_places_own_table_with_gaps_waits_for_nobody(signed_in):
    page = text(signed_in.get("/quy-dinh/?day=2026-11-22"))
    waiting = page.split("Chưa có nội dung, cần nhập từ văn bản")[1].split("Thời hạn do Liên đoàn quyết định")[0]
    assert "Hệ số phụ cấp trách nhiệm tối đa" in waiting
    assert "Thành phố Hồ Chí Minh" not in waiting
    assert "tại Thành phố Hồ Chí Minh, 2025" in text(signed_in.get("/quy-dinh/?day=2026-11-22&page=2"))


def test_the_pages_of_rules_have_each_rule_once_and_count_all_of_a_section(signed_in):
    pages = [text(signed_in.get(f"/quy-dinh/?day=2026-11-22&page={number}")) for number in (1, 2, 3)]
    shown = [
        rule for page in pages for rule in re.findall(r'class="rule-title"><a href="/quy-dinh/([a-z0-9_.]+)/', page)
    ]
    assert sorted(shown) == sorted(load().rules)
    counted = {
        heading: int(n) for page in pages for heading, n in re.findall(r'class="group">(.+?) <[^>]+>(\d+)<', page)
    }
    assert sum(counted.values()) == len(shown)


def test_a_page_asks_the_rulebook_once_and_the_next_one_sees_what_was_entered(django_assert_num_queries):
    with django_assert_num_queries(1), one_rulebook():
        shown = [rulebook(), rulebook()]
    assert shown[0] is shown[1]
    with one_rulebook():
        before = rulebook()
        decide(31, DAY)
        assert rulebook() is before
    assert rulebook() is not before
