"""The documents of a unit as one list, and its earlier terms with who sat in them: as of any day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nongcot.kernel import clock
from nongcot.people import api, queries
from nongcot.people.api import Elected
from nongcot.people.kinds import BodyKind, Post, Role, UnitEnd, UnitKind
from nongcot.people.models import Term
from nongcot.people.shown.documents import documents
from tests.factories import people as make
from tests.factories.people import SYSTEM

BOARD = BodyKind.EXECUTIVE_COMMITTEE


@pytest.fixture
def story(db):
    """A union renamed, moved, with two congresses, one extended, and ended: each by a document of its own."""
    top = make.federation()
    ward, other = (make.unit(f"Công đoàn phường {n}", under=top, kind=UnitKind.DIRECT_SUPERIOR) for n in ("Một", "Hai"))
    union = make.unit("Công đoàn cơ sở Gốm", under=ward)
    chair, member = make.person("Đặng Thị Ưởng"), make.person("Vũ An")
    given = {"actor": SYSTEM, "unit": union}

    def congress(day, elected, number):
        api.record_congress(
            **given, body=BOARD, day=day, planned_end=day.replace(year=day.year + 5), seats_fixed=3,
            elected=elected, decision_number=number, decision_day=day.replace(day=15),
        )  # fmt: skip

    congress(date(2021, 3, 1), [Elected(chair, Post.CHAIR), Elected(member, Post.MEMBER)], "1/QĐ")
    api.extend_term(
        actor=SYSTEM, term=Term.objects.get(), new_end=date(2026, 9, 1), decision_number="2/QĐ",
        decision_day=date(2026, 2, 1), reason="Chờ sắp xếp",
    )  # fmt: skip
    api.rename_unit(
        **given, name="Gốm Mới", day=date(2024, 5, 1), decision_number="3/QĐ", decision_day=date(2024, 4, 9)
    )
    api.move_unit(**given, superior=other, day=date(2025, 7, 1), decision_number="4/QĐ")
    congress(date(2026, 5, 1), [Elected(member, Post.CHAIR)], "5/QĐ")
    api.end_unit(
        **given, day=date(2026, 10, 1), reason=UnitEnd.DISSOLVED, decision_number="6/QĐ", decision_day=date(2026, 9, 20)
    )
    union.refresh_from_db()
    return union


def told(unit, day):
    rows = documents(
        unit, queries.steps(unit), queries.terms_of_unit(unit, day=day), queries.posts_of_unit(unit, day=day), day
    )
    return [(one.number, one.signed, one.what) for one in rows]


def test_every_document_is_in_the_list_newest_first(story):
    assert told(story, date(2026, 10, 1)) == [
        ("6/QĐ", date(2026, 9, 20), "Kết thúc hoạt động: Giải thể"),
        ("5/QĐ", date(2026, 5, 15), "Nhiệm kỳ Ban Chấp hành"),
        ("5/QĐ", date(2026, 5, 15), "Chức vụ Ban Chấp hành: Vũ An"),
        ("2/QĐ", date(2026, 2, 1), "Kéo dài nhiệm kỳ Ban Chấp hành đến 01/09/2026"),
        ("4/QĐ", None, "Trực thuộc Công đoàn phường Hai"),
        ("3/QĐ", date(2024, 4, 9), "Tên gọi: Gốm Mới"),
        ("1/QĐ", date(2021, 3, 15), "Nhiệm kỳ Ban Chấp hành"),
        ("1/QĐ", date(2021, 3, 15), "Chức vụ Ban Chấp hành: Đặng Thị Ưởng, Vũ An"),
    ]


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 9, 30), "5/QĐ"),
        (date(2026, 4, 30), "2/QĐ"),
        (date(2026, 1, 31), "4/QĐ"),
        (date(2025, 6, 30), "3/QĐ"),
        (date(2024, 4, 30), "1/QĐ"),
    ],
)
def test_the_list_is_as_of_the_day(story, day, first):
    assert told(story, day)[0][0] == first


def test_the_page_shows_documents_and_earlier_terms_with_their_committee(story, client):
    client.force_login(make.officer(story, Role.READER))
    page = client.get(f"/don-vi/{story.pk}/?day=01/06/2026").content.decode()
    assert "Các nhiệm kỳ trước (1)" in page
    assert f"/don-vi/{story.pk}/?day=30/04/2026" in page
    earlier = page[page.index("Các nhiệm kỳ trước") : page.index("?day=30/04/2026")]
    assert [name in earlier for name in ("Đặng Thị Ưởng", "Vũ An")] == [True, True]
    assert [number in page for number in ("3/QĐ", "6/QĐ")] == [True, False]
    assert "Các nhiệm kỳ trước" not in client.get(f"/don-vi/{story.pk}/?day=30/04/2026").content.decode()


@pytest.mark.parametrize("more", [0, 2, 30])
def test_the_page_asks_as_often_whatever_was_decided(story, client, more, django_assert_max_num_queries):
    for number in range(more):
        make.post(make.person(f"Hồ {number}"), story, from_day=date(2022, 1, 1), decision_number=f"{number}/QĐ-UB")
    client.force_login(make.officer(story, Role.READER))
    client.get("/tai-khoan/")
    with django_assert_max_num_queries(18):
        client.get(f"/don-vi/{story.pk}/")


@pytest.mark.parametrize("what", ["documents", "changes"])
def test_the_api_gives_the_same(story, client, what):
    from nongcot.infra.httpapi.actions import make_token
    from nongcot.infra.httpapi.models import Scope

    token = make_token(
        actor=make.officer(story, Role.SUPERIOR_OFFICER),
        name="x",
        scope=Scope.READ,
        ends_on=clock.today() + timedelta(days=9),
        day=clock.today(),
    )[1]
    answer = client.get(f"/api/units/{story.pk}/{what}", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    rows = answer.json()
    if what == "documents":
        assert rows[0] == {"number": "6/QĐ", "signed": "2026-09-20", "from": "2026-10-01", "what": rows[0]["what"]}
        assert len(rows) == 8
    else:
        assert rows[1]["what"] in ("Kết thúc hoạt động", "Ghi thôi giữ chức vụ")
        assert any(row["may_take_back"] for row in rows)
