"""What goes wrong on ballot day: each of the four has an answer, and the screen explains it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.models import Ballot, BallotVoter, SealedVote
from tests.factories import ballots as make_ballots
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit("Công đoàn cơ sở May Sao Mai")


@pytest.fixture
def officer(client, union):
    found = make.officer(union)
    client.force_login(found)
    return found


def shown(client, name, *args):
    return client.get(reverse(f"staffing:{name}", args=args)).content.decode()


def paper(client, code):
    return client.post(reverse("voting:paper"), {"code": code}).content.decode()


def test_a_candidate_withdraws_on_ballot_day(client, union, officer):
    ballot = make_ballots.ballot(union, voters=2, seats=2)
    before, after = make_ballots.codes(ballot)
    verbs.cast_vote(code=before, marks="110")
    name = reverse("staffing:withdraw-name", args=[ballot.pk, 0])
    said = client.get(name).content.decode()
    assert "Tên vẫn hiện trên phiếu, gạch ngang" in said
    assert "vẫn hợp lệ với những người khác" in said
    verbs.withdraw_name(actor=SYSTEM, candidate=ballot.candidates.get(place=0), reason="Xin rút")
    said = paper(client, after)
    assert "<s>An</s>" in said
    assert "đã rút tên" in said
    refused = client.post(reverse("voting:cast"), {"code": after, "p0": "1"})
    assert refused.status_code == 422
    assert "không chọn người đã rút tên" in refused.content.decode()
    client.post(reverse("voting:cast"), {"code": after, "p1": "1"})
    counted = verbs.count_ballot(actor=SYSTEM, ballot=make_ballots.close(ballot))
    assert [each["1"] for each in counted.counts] == [0, 2, 0]


def test_a_voters_link_is_forwarded(client, union, officer):
    ballot = make_ballots.ballot(union, voters=1)
    (code,) = make_ballots.codes(ballot)
    verbs.cast_vote(code=code, marks="100")  # by whoever got it
    said = paper(client, code)
    assert "Mã này đã có phiếu trong hòm" in said
    assert "Nếu không phải bạn đã bỏ phiếu đó: hãy bầu lại ngay và báo ban tổ chức" in said
    client.post(reverse("voting:cast"), {"code": code, "p1": "1"})
    assert "Đường dẫn bị mất hoặc chuyển nhầm cho người khác" in shown(client, "ballot-census", ballot.pk)
    address = reverse("staffing:replace-link", args=[ballot.voters.get().pk])
    refused = client.post(address, {"go": "1", "code": code})
    assert refused.status_code == 422
    assert "đang có phiếu trong hòm" in refused.content.decode()
    counted = verbs.count_ballot(actor=SYSTEM, ballot=make_ballots.close(ballot))
    assert [each["1"] for each in counted.counts] == [0, 1, 0]


def test_a_ballot_opens_with_a_wrong_census(client, union, officer):
    ballot = make_ballots.ballot(union, voters=2)
    make_ballots.codes(ballot, most=1)
    said = shown(client, "ballot-census", ballot.pk)
    assert "Danh sách sai: thêm người còn sót kèm lý do" in said
    assert "tên thừa đã có đường dẫn thì phải hủy và bầu lại" in said
    linked, plain = ballot.voters.all()
    remove = reverse("staffing:remove-voter", args=[linked.pk])
    seen = client.get(remove).context["seen"]
    refused = client.post(remove, {"once": "1", "seen": seen, "reason": "Đã chuyển công tác"})
    assert refused.status_code == 422
    assert "xin hủy cuộc bầu và tổ chức lại" in refused.content.decode()
    verbs.remove_voter(actor=SYSTEM, voter=plain, reason="Không phải đoàn viên")
    verbs.void_ballot(actor=SYSTEM, ballot=ballot, reason="Danh sách sai")
    assert "Danh sách sai" in shown(client, "ballot", ballot.pk)
    assert reverse("staffing:repeat-ballot", args=[ballot.pk]) in shown(client, "ballot", ballot.pk)


@pytest.mark.parametrize("off", [timedelta(hours=-5), timedelta(hours=5)])
def test_the_clock_of_a_phone_is_wrong(client, union, off):
    """Nothing a phone tells counts: no time is sent, and what a header says of it is not read."""
    ballot = make_ballots.ballot(union, voters=2)
    one, two = make_ballots.codes(ballot)
    told = {"Date": f"{clock.now() + off:%a, %d %b %Y %H:%M:%S GMT}"}
    said = client.post(reverse("voting:paper"), {"code": one}, headers=told).content.decode()
    assert "đồng hồ điện thoại chạy sai không ảnh hưởng" in said
    assert "Giờ máy chủ" in said
    assert client.post(reverse("voting:cast"), {"code": one, "p0": "1"}, headers=told).status_code == 200
    make_ballots.close(ballot)
    late = client.post(reverse("voting:cast"), {"code": two, "p0": "1"}, headers=told)
    assert late.status_code == 422
    assert "Đã hết giờ bầu" in late.content.decode()
    assert SealedVote.objects.count() == 1
    assert "Giờ máy chủ" in client.get(reverse("voting:enter")).content.decode()


def test_casting_a_vote_asks_twelve_questions_at_most(client, union):
    ballot = make_ballots.ballot(union, voters=2)
    for code in make_ballots.codes(ballot):
        for _turn in ("first", "changed"):
            with CaptureQueriesContext(connection) as asked:
                assert client.post(reverse("voting:cast"), {"code": code, "p0": "1"}).status_code == 200
            assert len(asked) <= 12, [one["sql"] for one in asked]


def test_an_erased_persons_lines_names_and_reasons_are_blank_and_the_ballot_stays(client, union):
    person = make.person("Trần Thị Lan", phone="0912345678")
    make.post(person, union, from_day=None, to_day=clock.today().replace(year=2000))
    elsewhere = make_ballots.ballot(make.unit("Công đoàn cơ sở Khác"), voters=0, candidates=["Trần Thị Lan", "An"])
    ballot = make_ballots.ballot(union, voters=2, candidates=["Trần Thị Lan", "Bình", "Chi"])
    own, other = ballot.voters.all()
    BallotVoter.objects.filter(pk=own.pk).update(name="Trần Thị Lan", contact="0912 345 678", hint="5678")
    codes = make_ballots.codes(ballot)
    verbs.withdraw_name(actor=SYSTEM, candidate=ballot.candidates.get(place=0), reason="Chị Lan xin rút")
    for code in codes:
        verbs.cast_vote(code=code, marks="010")
    verbs.void_ballot(actor=SYSTEM, ballot=make_ballots.ballot(union, voters=0), reason="Chị Trần Thị Lan khiếu nại")
    people.erase_person(actor=SYSTEM, person=person, reason="Theo yêu cầu")
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.name, own.contact, own.hint) == ("Đã xóa theo yêu cầu", "", "")
    assert own.key_index.startswith("erased:")
    assert own.voter_key, "whoever may vote still may"
    assert (other.name, other.contact) == ("Người bầu 2", "NB2")
    first = ballot.candidates.get(place=0)
    assert (first.name, first.withdrawn_reason) == ("Đã xóa theo yêu cầu", "")
    assert first.withdrawn_at is not None
    assert set(Ballot.objects.filter(unit=union, voided_at__isnull=False).values_list("void_reason", flat=True)) == {""}
    assert elsewhere.candidates.get(place=0).name == "Trần Thị Lan", "a namesake of another union is somebody else"
    counted = verbs.count_ballot(actor=SYSTEM, ballot=make_ballots.close(ballot))
    assert [each["1"] for each in counted.counts] == [0, 2, 0]


def test_two_who_run_a_ballot_see_each_others_changes(client, union, officer):
    ballot = make_ballots.ballot(union, voters=1)
    address = reverse("staffing:withdraw-name", args=[ballot.pk, 0])
    seen = client.get(address).context["seen"]
    verbs.withdraw_name(actor=SYSTEM, candidate=ballot.candidates.get(place=1), reason="Xin rút")
    answer = client.post(address, {"once": "1", "seen": seen, "reason": "Xin rút"})
    assert answer.status_code == 422
    assert [line.what for line in answer.context["others"]] == ["Rút tên khỏi danh sách bầu cử"]
    assert ballot.candidates.filter(withdrawn_at__isnull=False).count() == 1
