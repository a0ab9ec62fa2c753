"""What staffing holds on a person: told to that person, kept no longer than the rule, gone when erased."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nongcot.config.retention import carry_out
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.kinds import BodyKind, EndReason, Post, UnitKind
from nongcot.people.models import Person, PostHeld
from nongcot.people.person_document import document
from nongcot.staffing import actions
from nongcot.staffing.actions import Written
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import BallotKind, CensusLine, KeyField, Way
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.models import BallotVoter, Candidate, CompletionCase, Congress, Nominee
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = clock.today()
CLOSED = date(2027, 3, 5)


@pytest.fixture
def union(db):
    ward = make.unit("Công đoàn phường A", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    union = make.unit("Công đoàn cơ sở Sợi", under=ward)
    make.term(union, from_day=TODAY - timedelta(days=1700), planned_end=TODAY + timedelta(days=120), seats=1)
    return union


@pytest.fixture
def two(union):
    mai = make.person("Trần Thị Mai", phone="+84912000111")
    hung = make.person("Lê Văn Hùng")
    for who in (mai, hung):
        make.post(who, union, Post.MEMBER, from_day=TODAY - timedelta(days=1700))
    return mai, hung


@pytest.fixture
def congress(union, two):
    """Mai is elected, Hùng is not."""
    row = actions.open_congress(actor=SYSTEM, unit=union, planned_on=TODAY, form="plenary", day=TODAY)
    row = actions.decide_congress(actor=SYSTEM, congress=row, seats=1)
    for who in two:
        actions.nominate(actor=SYSTEM, congress=row, person=who, day=TODAY)
    written = Written(TODAY)
    actions.record_congress_step(actor=SYSTEM, congress=row, step="congress", written=written, day=TODAY)
    votes = {two[0].pk: 17, two[1].pk: 3}
    actions.enter_congress_votes(actor=SYSTEM, congress=row, post="member", collected=20, votes=votes)
    return row


def told(person):
    data = people.export_person(actor=SYSTEM, person=person)
    assert document(data, issuer="Liên đoàn", day=TODAY).blocks
    return {one["title"]: one["rows"] for one in data["told"]}


def test_a_person_is_told_of_nominations_censuses_and_candidacies_but_of_no_vote(congress, two, union):
    mai, hung = two
    now = clock.now()
    times = {"opens_at": now + timedelta(minutes=1), "closes_at": now + timedelta(minutes=30)}
    given = {"unit": union, "kind": BallotKind.RESOLUTION, "candidates": ["Đồng ý"], "way": Way.BOTH, **times}
    by_phone = [CensusLine(0, "T. T. Mai", "+84912000111"), CensusLine(1, "Lê Văn Hùng", "+84912000222")]
    ballot = verbs.create_ballot(actor=SYSTEM, title="Góp ý", key_field=KeyField.PHONE, census=by_phone, **given)
    verbs.give_paper(actor=SYSTEM, voter=ballot.voters.get(name="T. T. Mai"))
    codes = [CensusLine(0, "Trần thị  Mai", "A1"), CensusLine(1, "Trần Thị Mai Anh", "A2")]
    verbs.create_ballot(actor=SYSTEM, title="Quy chế", key_field=KeyField.CODE, census=codes, **given)
    seat = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.VICE_CHAIR)
    case = actions.open_case(actor=SYSTEM, unit=union, seat=seat, way="by_election", day=TODAY)
    actions.propose_candidate(actor=SYSTEM, case=case, person=mai, day=TODAY)
    found = told(mai)
    day = f"{TODAY:%d/%m/%Y}"
    assert found["Đề cử tại đại hội, phiên họp thứ nhất"] == [
        ["Công đoàn cơ sở Sợi", "Bầu Ban Chấp hành", day, "trúng cử; 17 phiếu"]
    ]
    censuses = {title: part for _unit, title, _day, part in found["Danh sách người bầu (không ghi ai bầu thế nào)"]}
    assert censuses == {
        "Góp ý": "đã nhận phiếu giấy",
        "Quy chế": "bầu trực tuyến: hệ thống không lưu ai đã bầu; theo họ tên trong danh sách",
    }
    assert [row[1] for row in found["Được giới thiệu khi kiện toàn"]] == ["Phó Chủ tịch"]
    assert told(hung)["Đề cử tại đại hội, phiên họp thứ nhất"][0][3] == "3 phiếu"
    assert "Danh sách người bầu (không ghi ai bầu thế nào)" not in told(hung)
    assert told(make.person("Trần Thị Mai")) == {}  # a namesake of no unit here


def test_what_led_to_no_post_goes_after_its_years_and_not_before(congress, two, union):
    mai, hung = two
    seat = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.VICE_CHAIR)
    case = actions.open_case(actor=SYSTEM, unit=union, seat=seat, way="by_election", day=TODAY)
    actions.propose_candidate(actor=SYSTEM, case=case, person=hung, day=TODAY)
    last = date(2032, 3, 5)
    assert carry_out(last + timedelta(days=1))["nominations"] == 0  # both are open still
    Congress.objects.update(closed_on=CLOSED, end="completed")
    CompletionCase.objects.update(closed_on=CLOSED)
    assert carry_out(last)["nominations"] == 0
    assert Nominee.objects.get(person=mai).votes == 17
    assert carry_out(last + timedelta(days=1))["nominations"] == 2
    assert list(Nominee.objects.values_list("person", "votes", "elected")) == [(mai.pk, None, True)]
    assert Congress.objects.get().tally == {}
    assert not Candidate.objects.exists()
    assert carry_out(last + timedelta(days=1))["nominations"] == 0


def test_erased_the_person_stands_nowhere_and_merged_the_count_stays(congress, two, union):
    mai, hung = two
    people.merge_persons(actor=SYSTEM, keep=mai, drop=hung, reason="Cùng một người")
    [row] = Nominee.objects.all()
    assert (row.person, row.votes, row.elected) == (mai, 17, True)
    for held in PostHeld.objects.filter(person=mai, to_day=None):
        people.end_post(actor=SYSTEM, held=held, day=TODAY, reason=EndReason.STEPPED_DOWN)
    PostHeld.objects.filter(person=mai).update(from_day=date(1990, 1, 1), to_day=date(1991, 1, 1))
    people.erase_person(actor=SYSTEM, person=Person.objects.get(pk=mai.pk), reason="Theo yêu cầu")
    assert not Nominee.objects.exists()
    assert not BallotVoter.objects.filter(name__contains="Mai").exists()
