"""The list in its official layout: one row a person, read back by our own reader, nothing that is not the reader's."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from nongcot.people.api import add_record
from nongcot.people.kinds import BodyKind, Post, RecordKind, Role, Sex
from nongcot.people.lists.official import workbook
from tests.factories import people as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 5)


def rows(actor, query: str = "") -> list[dict[str, object]]:
    told: list[tuple[int, int]] = []
    content = workbook(actor, query, DAY, lambda done, total: told.append((done, total)))
    sheet = load_workbook(BytesIO(content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(number for number, row in enumerate(cells) if row[0] == "TT")
    heads = [below or above for above, below in zip(cells[start], cells[start + 1], strict=True)]
    return [dict(zip(heads, row, strict=True)) for row in cells[start + 2 :]]


def test_posts_of_a_person_in_a_unit_stand_in_one_row():
    top = make.federation()
    union = make.unit("CĐCS Công ty May Sao Mai", under=top)
    who = make.person("Trần Thị Ánh", sex=Sex.FEMALE, born="1985-07-05", ethnicity="Khmer", party_member=True)
    make.post(who, union, Post.CHAIR)
    make.post(who, union, Post.CHAIR, of=BodyKind.STANDING_COMMITTEE)
    make.post(make.person("Lê Văn Ba", sex=Sex.MALE, born="1970"), union)
    make.post(make.person("Y Ly", born="1990"), union, from_day=None)
    found = rows(make.officer(top))
    assert [row["Họ và tên"] for row in found] == ["Trần Thị Ánh", "Lê Văn Ba", "Y Ly"]
    first, second, third = found
    assert (first["TT"], first["Nam"], first["Nữ"]) == (1, None, "05/07/1985")
    assert first["Chức vụ công đoàn"].startswith("Chủ tịch")
    assert "," in first["Chức vụ công đoàn"]
    assert (first["Dân tộc"], first["Đảng viên"]) == ("Khmer", "x")
    assert (second["Nam"], second["Nữ"], second["Công đoàn cơ sở"]) == ("1970", None, "CĐCS Công ty May Sao Mai")
    assert (third["Nam"], third["Nữ"], third["Từ ngày"]) == (None, None, None)
    assert third["Ghi chú"] == "Sinh 1990, chưa rõ nam hay nữ"


def test_the_list_is_narrowed_as_its_page_is_and_to_the_readers_units():
    top, foreign = make.federation(), make.federation("Liên đoàn khác")
    make.post(make.person("Trần Thị Ánh", sex=Sex.FEMALE), make.unit("Một", under=top), Post.CHAIR)
    make.post(make.person("Lê Văn Ba", sex=Sex.MALE), make.unit("Hai", under=top))
    other = make.unit("Ba", under=foreign)
    make.post(make.person("Người Khác", sex=Sex.FEMALE), other)
    actor = make.officer(top)
    assert [row["Họ và tên"] for row in rows(actor, "sex=female")] == ["Trần Thị Ánh"]
    assert rows(actor, f"unit={other.pk}") == []


def test_sensitive_facts_are_given_only_where_they_may_be_read():
    top = make.federation()
    mine, read = make.unit("Của tôi", under=top), make.unit("Chỉ đọc", under=top)
    for where, name in ((mine, "Trần Thị An"), (read, "Trần Thị Bình")):
        make.post(make.person(name, ethnicity="Khmer", party_member=True), where, Post.CHAIR)
    actor = make.officer(mine, Role.CHAIR)
    make.grant(actor, read, Role.READER)
    told = {row["Họ và tên"]: (row["Dân tộc"], row["Đảng viên"]) for row in rows(actor)}
    assert told == {"Trần Thị An": ("Khmer", "x"), "Trần Thị Bình": (None, None)}


def test_names_of_units_are_looked_up_together(django_assert_max_num_queries):
    top = make.federation()
    for number in range(30):
        make.post(make.person(f"Trần Văn {number}"), make.unit(f"Công đoàn {number}", under=top))
    actor = make.officer(top)
    with django_assert_max_num_queries(12):
        assert len(rows(actor)) == 30


def test_training_and_awards_stand_in_their_columns_up_to_the_day():
    top = make.federation()
    union = make.unit("CĐCS Công ty May Sao Mai", under=top)
    who = make.person("Trần Thị Ánh", sex=Sex.FEMALE, born="1985-07-05")
    make.post(who, union, Post.CHAIR)
    make.post(make.person("Lê Văn Ba", sex=Sex.MALE, born="1970"), union)
    given = {"actor": make.SYSTEM, "person": who}
    add_record(**given, kind=RecordKind.AWARD, title="Bằng khen", from_day=date(2021, 1, 1), to_day=date(2022, 1, 1))
    add_record(**given, kind=RecordKind.AWARD, title="Giấy khen", from_day=DAY, issuer="LĐLĐ tỉnh")
    add_record(**given, kind=RecordKind.AWARD, title="Hôm sau", from_day=DAY + timedelta(days=1))
    add_record(**given, kind=RecordKind.TRAINING, title="=Nghiệp vụ", from_day=None)
    first, second = rows(make.officer(top))
    assert first["Khen thưởng"] == "Bằng khen, năm 2021; Giấy khen, LĐLĐ tỉnh, 05/07/2026"
    assert first["Đào tạo, bồi dưỡng"] == "=Nghiệp vụ"
    assert (second["Khen thưởng"], second["Đào tạo, bồi dưỡng"]) == (None, None)
