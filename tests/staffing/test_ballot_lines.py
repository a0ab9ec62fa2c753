"""A line of a ballot paper and the record it means: tied by itself, by hand, kept, let go; never told to voters."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.intake import api as intake
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.actions.merges import merge_persons, undo_merge
from nongcot.people.errors import Refused
from nongcot.people.kinds import DataRequestKind, Post, Role
from nongcot.staffing import exporting
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import BallotKind
from nongcot.staffing.ballots.lines import Bearer, may_be, sure
from nongcot.staffing.queries import candidates as candidate_queries
from nongcot.staffing.queries.confidence import confidence_in
from tests.factories import ballots as make_ballots
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.intake.workbooks import officers

pytestmark = pytest.mark.django_db
TODAY = clock.today()
LONG_AGO = date(2015, 1, 1)


@pytest.fixture
def union():
    found = make.unit("Công đoàn cơ sở May Sao Mai", under=make.federation())
    make.post(make.person("Trần Văn An", born="1985-05-02"), found, Post.VICE_CHAIR)
    make.post(make.person("Lê Na", born="1990"), found)
    make.post(make.person("Lê Na", born="1971"), found)
    return found


@pytest.fixture
def officer(union):
    return make.officer(union, Role.SUPERIOR_OFFICER)


def rated(union, *names, **given):
    return make_ballots.ballot(union, candidates=names, kind=BallotKind.CONFIDENCE, **given)


def who(union, name, born=""):
    return next(
        one.person
        for one in union.posts.select_related("person")
        if (one.person.name, one.person.born[:4]) == (name, born[:4])
    )


def tied(ballot):
    return list(ballot.candidates.values_list("person__name", "person__born", "no_person"))


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Lê Na", None),
        ("Lê  NA (1971)", 2),
        ("Lê Na, sinh năm 1990", 1),
        ("Lê Na (1960)", None),
        ("Lê Na Anh", None),
        ("Trần Hoà - Tổ trưởng", 4),  # in office, beside one who was
        ("Đỗ Cũ", 5),  # nobody in office has the name, one had
        ("Người Lạ", None),
    ],
)
def test_a_line_means_the_one_officer_it_names(line, meant):
    known = [
        Bearer(1, "Lê Na", "1990-01-02", now=True),
        Bearer(2, "Lê Na", "1971", now=True),
        Bearer(3, "Trần Hòa", "1950", now=False),
        Bearer(4, "Trần Hòa", "", now=True),
        Bearer(5, "Đỗ Cũ", "1960", now=False),
    ]
    assert sure(may_be(line, known)) == meant


def test_lines_are_tied_by_themselves_where_they_name_one_officer_of_the_unit(union):
    elsewhere = make.unit("CĐCS May Khác")
    make.post(make.person("Phạm Hoa"), elsewhere)
    gone = make.post(make.person("Đỗ Cũ"), union, from_day=LONG_AGO, to_day=date(2020, 1, 1)).person
    ballot = rated(union, "Trần Văn An", "Lê Na", "Phạm Hoa", "Đỗ Cũ", "Lê Na (1971)")
    found = [("Trần Văn An", "1985-05-02", False), (None, None, False), (None, None, False)]
    assert tied(ballot) == [*found, (gone.name, gone.born, False), ("Lê Na", "1971", False)]
    matters = make_ballots.ballot(union, candidates=["Trần Văn An"], kind=BallotKind.RESOLUTION)
    assert tied(matters) == [(None, None, False)]
    assert tied(make_ballots.ballot(union, candidates=["Trần Văn An", "Lê Na"]))[0][0] == "Trần Văn An"
    # two lines that may mean one person are nobody's
    assert tied(rated(union, "Trần Văn An", "Trần Văn An (1985)")) == [(None, None, False)] * 2


def limit(person):
    asked = {"person": person, "kind": DataRequestKind.RESTRICTION, "requester": person.name}
    request = people.register_request(actor=SYSTEM, received_on=TODAY, **asked)
    people.limit_processing(actor=SYSTEM, request=request, day=TODAY)


def test_whose_data_is_limited_is_tied_to_no_line(client, union, officer):
    an = who(union, "Trần Văn An", "1985")
    before = rated(union, "Trần Văn An")
    limit(an)
    ballot = rated(union, "Trần Văn An")
    assert tied(ballot) == [(None, None, False)]
    with pytest.raises(Refused, match="hạn chế xử lý"):
        verbs.link_person(actor=officer, candidate=ballot.candidates.get(), person=an)
    client.force_login(officer)
    page = client.get(reverse("staffing:link-person", args=[ballot.pk, 0])).content.decode()
    assert "1 người đang được hạn chế xử lý dữ liệu cá nhân nên không chọn được" in page
    page = client.get(reverse("staffing:ballot", args=[before.pk])).content.decode()
    assert "hạn chế xử lý" in page
    assert "1985" not in page


def test_the_page_shows_who_is_meant_and_asks_of_namesakes(client, union, officer):
    older, other = who(union, "Lê Na", "1971"), make.post(make.person("Người Quen"), union).person
    ballot = make_ballots.prepare(rated(union, "Trần Văn An", "Lê Na", "Người Lạ"))
    client.force_login(officer)
    address = reverse("staffing:ballot", args=[ballot.pk])
    page = client.get(address).content.decode()
    assert "sinh 02/05/1985" in page
    assert "Phó Chủ tịch" in page
    assert "2 cán bộ của đơn vị cùng tên" in page
    assert "2 dòng chưa rõ là ai trong hồ sơ cán bộ" in page
    choose = reverse("staffing:link-person", args=[ballot.pk, 1])
    asked = client.get(choose)
    assert [label for _value, label in asked.context["form"].fields["person"].choices][-1] == "Không gắn với hồ sơ"
    assert asked.content.decode().count('type="radio"') == 3
    assert client.post(choose, {"once": "a", "seen": asked.context["seen"], "person": str(other.pk)}).status_code == 422
    sent = {"once": "b", "seen": asked.context["seen"], "person": str(older.pk)}
    assert client.post(choose, sent)["Location"] == address
    assert tied(ballot)[1] == ("Lê Na", "1971", False)
    stranger = reverse("staffing:link-person", args=[ballot.pk, 2])
    found = client.get(stranger, {"q": "nguoi quen"})
    sent = {"once": "c", "seen": found.context["seen"], "person": str(other.pk)}
    assert client.post(f"{stranger}?q=nguoi+quen", sent)["Location"] == address
    sent = {"once": "d", "seen": client.get(stranger).context["seen"], "person": "-"}
    assert client.post(stranger, sent)["Location"] == address
    assert tied(ballot)[2] == (None, None, True)
    assert "dòng chưa rõ là ai" not in client.get(address).content.decode()
    entry = AuditEntry.objects.filter(action="ballots.link_person").order_by("pk").last()
    assert entry.changes["changes"] == {"place": [3, None], "person": [other.pk, None], "no_person": [False, True]}
    # what voters and the public see has the name as typed, and nothing of the record
    public = client.get(reverse("voting:result", args=[ballot.slug])).content.decode()
    assert "1985" not in public
    assert "cùng tên" not in public
    matters = make_ballots.ballot(union, candidates=["Quy chế"], kind=BallotKind.RESOLUTION)
    assert client.get(reverse("staffing:link-person", args=[matters.pk, 0])).status_code == 404


def test_what_is_refused(union, officer):
    an, stranger = who(union, "Trần Văn An", "1985"), make.post(make.person("Phạm Xa"), make.unit("CĐCS Xa")).person
    ballot = rated(union, "Trần Văn An", "Lê Na")
    second = ballot.candidates.get(place=1)
    with pytest.raises(Refused, match="một dòng khác trên phiếu"):
        verbs.link_person(actor=officer, candidate=second, person=an)
    with pytest.raises(PermissionDenied):
        verbs.link_person(actor=officer, candidate=second, person=stranger)
    with pytest.raises(PermissionDenied):
        verbs.link_person(actor=make.officer(union, Role.READER), candidate=second, person=None)
    counted = AuditEntry.objects.count()
    verbs.link_person(actor=officer, candidate=ballot.candidates.get(place=0), person=an)
    assert AuditEntry.objects.count() == counted, "nothing changed, nothing is written"
    matters = make_ballots.ballot(union, candidates=["Quy chế"], kind=BallotKind.RESOLUTION)
    with pytest.raises(Refused, match="nội dung"):
        verbs.link_person(actor=officer, candidate=matters.candidates.get(), person=an)
    verbs.void_ballot(actor=SYSTEM, ballot=ballot, reason="Sai danh sách")
    with pytest.raises(Refused, match="bị hủy"):
        verbs.link_person(actor=officer, candidate=second, person=None)


def count(ballot, marks):
    for code in make_ballots.codes(ballot):
        verbs.cast_vote(code=code, marks=marks)
    return verbs.count_ballot(actor=SYSTEM, ballot=make_ballots.close(ballot))


def told(union, *persons):
    known = candidate_queries.known([one.pk for one in persons], day=TODAY, votes_in=union.pk)
    return {pk: [(one.title, one.by_name) for one in votes]
            for pk, votes in confidence_in(union.pk, known, day=TODAY).items()}  # fmt: skip


def test_after_the_count_the_link_alone_changes_and_evidence_follows_it(union, officer):
    older, younger = who(union, "Lê Na", "1971"), who(union, "Lê Na", "1990")
    ballot = rated(union, "Lê Na", "Bà Tư", title="Giữa nhiệm kỳ")
    count(ballot, "hm")
    ballot.refresh_from_db()
    kept = (ballot.result, list(ballot.counted.values_list("receipt", "marks")))
    assert told(union, older, younger) == {}
    verbs.link_person(actor=officer, candidate=ballot.candidates.get(place=0), person=older)
    assert told(union, older, younger) == {older.pk: [("Giữa nhiệm kỳ", False)]}
    [known] = candidate_queries.known([older.pk], day=TODAY, votes_in=union.pk)
    assert known.voted
    verbs.link_person(actor=officer, candidate=ballot.candidates.get(place=0), person=younger)
    assert told(union, older, younger) == {younger.pk: [("Giữa nhiệm kỳ", False)]}
    ballot.refresh_from_db()
    assert (ballot.result, list(ballot.counted.values_list("receipt", "marks"))) == kept
    # a person who is named otherwise on record than on the paper
    tu = make.post(make.person("Nguyễn Thị Tư"), union).person
    verbs.link_person(actor=officer, candidate=ballot.candidates.get(place=1), person=tu)
    assert told(union, tu) == {tu.pk: [("Giữa nhiệm kỳ", False)]}
    both = candidate_queries.known([tu.pk, older.pk], day=TODAY, votes_in=union.pk)
    assert {one.person: one.voted for one in both} == {tu.pk: True, older.pk: False}


def test_the_name_tells_only_where_nobody_decided(union):
    an = who(union, "Trần Văn An", "1985")
    ballot = rated(union, "Trần Văn An", "Anh An", title="Giữa nhiệm kỳ")
    count(ballot, "hm")
    ballot.candidates.update(person=None)  # as a ballot before lines were tied
    assert told(union, an) == {an.pk: [("Giữa nhiệm kỳ", True)]}
    ballot.candidates.filter(place=1).update(person=an)  # another line of the paper means him
    assert told(union, an) == {an.pk: [("Giữa nhiệm kỳ", False)]}
    ballot.candidates.update(person=None, no_person=True)
    assert told(union, an) == {}


def test_a_ballot_held_again_keeps_the_links(union, officer):
    older = who(union, "Lê Na", "1971")
    ballot = make_ballots.ballot(union, candidates=["Trần Văn An", "Lê Na", "Người Lạ"], voters=2)
    verbs.link_person(actor=officer, candidate=ballot.candidates.get(place=1), person=older)
    verbs.link_person(actor=officer, candidate=ballot.candidates.get(place=2), person=None)
    verbs.void_ballot(actor=SYSTEM, ballot=ballot, reason="Sai danh sách")
    now = clock.now()
    again = {"opens_at": now - make_ballots.HOUR, "closes_at": now + make_ballots.HOUR}
    made = verbs.repeat_ballot(actor=SYSTEM, ballot=ballot, **again)
    assert tied(made) == tied(ballot)
    count(made, "000")
    second = verbs.repeat_ballot(actor=SYSTEM, ballot=made, **again)
    assert second.second_round
    assert tied(second) == tied(ballot)


def test_merging_two_records_takes_the_link_along_and_back(union):
    older, younger = who(union, "Lê Na", "1971"), who(union, "Lê Na", "1990")
    ballot = rated(union, "Lê Na (1971)", "Lê Na (1990)")
    assert [one.person_id for one in ballot.candidates.all()] == [older.pk, younger.pk]
    merge = merge_persons(actor=SYSTEM, keep=younger, drop=older)
    assert [one.person_id for one in ballot.candidates.all()] == [younger.pk, younger.pk]
    undo_merge(actor=SYSTEM, merge=merge)
    assert [one.person_id for one in ballot.candidates.all()] == [older.pk, younger.pk]


def test_an_import_that_brought_the_person_can_still_be_undone_and_the_link_goes(union, tmp_path):
    path = officers(tmp_path / "a.xlsx", ("Vũ Thị Mới", date(1988, 2, 3), "Nữ", union.name, "Ủy viên BCH", "", ""))
    with path.open("rb") as file:
        got = intake.receive(actor=SYSTEM, files=[File(file, name=path.name)], day=TODAY)
    intake.read(imported=got, actor=SYSTEM)
    intake.start_applying(actor=SYSTEM, imported=got)
    intake.apply(actor=SYSTEM, imported=got)
    ballot = rated(union, "Vũ Thị Mới", "Trần Văn An")
    assert tied(ballot)[0] == ("Vũ Thị Mới", "1988-02-03", False)
    intake.undo_import(actor=SYSTEM, upload=got, reason="Nhầm tệp")
    assert [(one.name, one.person_id is None) for one in ballot.candidates.all()] == [
        ("Vũ Thị Mới", True),
        ("Trần Văn An", False),
    ]


def test_the_person_is_told_and_forgotten_wherever_a_line_means_the_person(union, officer):
    tu = make.post(make.person("Nguyễn Thị Tư"), union, from_day=LONG_AGO, to_day=date(2020, 1, 1)).person
    ballot = rated(union, "Bà Tư", "Trần Văn An", title="Giữa nhiệm kỳ")
    verbs.link_person(actor=officer, candidate=ballot.candidates.get(place=0), person=tu)
    count(ballot, "hl")
    [section] = [one for one in exporting.told(person=tu) if one["title"].startswith("Có tên trên phiếu")]
    day = f"{ballot.opens_at.astimezone(clock.VIETNAM):%d/%m/%Y}"
    result = "Tín nhiệm cao: 3; Tín nhiệm: 0; Tín nhiệm thấp: 0"
    assert section["rows"] == [[union.name, "Giữa nhiệm kỳ", day, result]]
    people.erase_person(actor=SYSTEM, person=tu, reason="Theo yêu cầu")
    first, second = ballot.candidates.all()
    assert (first.name, first.person_id, first.no_person) == ("Đã xóa theo yêu cầu", None, True)
    assert second.person_id is not None


def test_the_pages_ask_no_more_for_more_lines(client, union, officer):
    client.force_login(officer)
    counted = {"page": [], "choose": []}
    for number in (1, 3, 100):
        names = [f"Đỗ Thị {chr(65 + at // 26)}{chr(97 + at % 26)} Lần {number}" for at in range(number)]
        for name in names:
            make.post(make.person(name), union)
        ballot = rated(union, *names, voters=0, title=f"Lần {number}")
        for name, address in (("page", ("ballot", ballot.pk)), ("choose", ("link-person", ballot.pk, 0))):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(f"staffing:{address[0]}", args=address[1:])).status_code == 200
            counted[name].append(len(captured))
    assert all(len(set(numbers)) == 1 for numbers in counted.values()), counted
