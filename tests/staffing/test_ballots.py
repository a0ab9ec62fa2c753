"""Ballots from the census to the count: each voter once, nobody before or after the time, and who may do what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.people.kinds import Role
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import BallotKind, CensusLine, KeyField, Paper, Way
from nongcot.staffing.models import BallotVoter, CountedVote, SealedVote
from tests.factories import ballots as make_ballots
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db


def counted_of(ballot):
    return verbs.count_ballot(actor=SYSTEM, ballot=make_ballots.close(ballot))


def test_votes_are_counted_and_each_voter_finds_the_own_one():
    ballot = make_ballots.ballot(voters=3)
    one, two, three = make_ballots.codes(ballot)
    receipts = [
        verbs.cast_vote(code=code, marks=marks).receipt for code, marks in ((one, "100"), (two, "100"), (three, "010"))
    ]
    counted = counted_of(ballot)
    assert [each["1"] for each in counted.counts] == [2, 1, 0]
    assert counted.outcome.elected == [0]
    published = dict(CountedVote.objects.filter(ballot=ballot).values_list("receipt", "marks"))
    assert [published[receipt] for receipt in receipts] == ["100", "100", "010"]


def test_a_vote_is_changed_until_closing_and_only_the_last_one_counts():
    ballot = make_ballots.ballot(voters=1)
    (code,) = make_ballots.codes(ballot)
    first = verbs.cast_vote(code=code, marks="100")
    second = verbs.cast_vote(code=code, marks="010")
    assert (first.changed, second.changed) == (False, True)
    assert first.receipt != second.receipt
    counted_of(ballot)
    assert list(CountedVote.objects.values_list("receipt", "marks")) == [(second.receipt, "010")]


@pytest.mark.parametrize("turn", [make_ballots.prepare, make_ballots.close])
def test_nobody_votes_before_opening_or_after_closing(turn):
    ballot = make_ballots.ballot()
    code = make_ballots.codes(ballot)[0]
    turn(ballot)
    with pytest.raises(Refused):
        verbs.cast_vote(code=code, marks="100")
    with pytest.raises(Refused):
        verbs.withdraw_vote(code=code)
    assert not SealedVote.objects.exists()


def test_a_code_of_nobody_opens_nothing():
    make_ballots.codes(make_ballots.ballot())
    with pytest.raises(verbs.NotYours):
        verbs.cast_vote(code="00000000000000000000", marks="100")


def test_too_many_names_are_refused_and_the_vote_before_stays():
    ballot = make_ballots.ballot(voters=1)
    (code,) = make_ballots.codes(ballot)
    verbs.cast_vote(code=code, marks="100")
    with pytest.raises(Refused):
        verbs.cast_vote(code=code, marks="110")
    assert [each["1"] for each in counted_of(ballot).counts] == [1, 0, 0]


def test_nobody_counts_before_closing_nor_twice():
    ballot = make_ballots.ballot()
    with pytest.raises(Refused):
        verbs.count_ballot(actor=SYSTEM, ballot=ballot)
    counted_of(ballot)
    with pytest.raises(Refused):
        verbs.count_ballot(actor=SYSTEM, ballot=ballot)


def test_after_the_count_no_link_opens_anything():
    ballot = make_ballots.ballot()
    code = make_ballots.codes(ballot)[0]
    counted_of(ballot)
    with pytest.raises(verbs.NotYours):
        verbs.cast_vote(code=code, marks="100")


def test_a_ballot_that_somebody_changed_in_the_box_is_not_counted_and_told():
    ballot = make_ballots.ballot(voters=2)
    for code in make_ballots.codes(ballot):
        verbs.cast_vote(code=code, marks="100")
    row = SealedVote.objects.first()
    other = SealedVote.objects.exclude(pk=row.pk).get()
    SealedVote.objects.filter(pk=row.pk).update(sealed=bytes(other.sealed))  # copied over: stuffing the box
    assert counted_of(ballot).online == 1
    assert AuditEntry.objects.get(action="ballots.count_ballot").changes["changes"]["broken"] == [None, 1]


def test_before_opening_a_lost_link_is_replaced_and_the_old_one_ends():
    ballot = make_ballots.prepare(make_ballots.ballot(voters=1))
    (old,) = make_ballots.codes(ballot)
    new = verbs.replace_link(actor=SYSTEM, voter=ballot.voters.get()).code
    ballot.opens_at = clock.now() - timedelta(minutes=1)
    ballot.save()
    with pytest.raises(verbs.NotYours):
        verbs.cast_vote(code=old, marks="100")
    verbs.cast_vote(code=new, marks="100")


def test_while_open_a_forwarded_link_is_replaced_only_by_its_code_and_only_unused():
    ballot = make_ballots.ballot(voters=2)
    old, others = make_ballots.codes(ballot)
    voter = ballot.voters.first()
    for wrong in ("", others):
        with pytest.raises(Refused):
            verbs.replace_link(actor=SYSTEM, voter=voter, code=wrong)
    verbs.cast_vote(code=old, marks="100")
    with pytest.raises(Refused, match="hòm"):
        verbs.replace_link(actor=SYSTEM, voter=voter, code=old)
    assert verbs.withdraw_vote(code=old)
    new = verbs.replace_link(actor=SYSTEM, voter=voter, code=old).code
    verbs.cast_vote(code=new, marks="010")
    assert counted_of(ballot).online == 1


def test_nobody_votes_online_and_on_paper():
    ballot = make_ballots.ballot(voters=2, way=Way.BOTH)
    code = make_ballots.codes(ballot, most=1)[0]
    linked, plain = ballot.voters.all()
    verbs.give_paper(actor=SYSTEM, voter=plain)
    assert make_ballots.codes(ballot) == []  # who has a paper gets no link
    verbs.cast_vote(code=code, marks="100")
    with pytest.raises(Refused, match="hòm"):
        verbs.give_paper(actor=SYSTEM, voter=linked, code=code)
    verbs.withdraw_vote(code=code)
    verbs.give_paper(actor=SYSTEM, voter=linked, code=code)
    with pytest.raises(verbs.NotYours):
        verbs.cast_vote(code=code, marks="100")


def test_papers_and_ballots_are_counted_together():
    ballot = make_ballots.ballot(voters=3, way=Way.BOTH)
    code = make_ballots.codes(ballot, most=1)[0]
    verbs.cast_vote(code=code, marks="100")
    for voter in ballot.voters.all()[1:]:
        verbs.give_paper(actor=SYSTEM, voter=voter)
    make_ballots.close(ballot)
    with pytest.raises(Refused):
        verbs.count_ballot(actor=SYSTEM, ballot=ballot)  # the tally form is missing
    none = {"1": 0}
    with pytest.raises(Refused):
        verbs.enter_tally(actor=SYSTEM, ballot=ballot, paper=Paper(3, 3, 0, 0, [{"1": 3}, none, none]))
    verbs.enter_tally(actor=SYSTEM, ballot=ballot, paper=Paper(2, 2, 1, 0, [{"1": 1}, none, none]))
    counted = verbs.count_ballot(actor=SYSTEM, ballot=ballot)
    assert (counted.collected, counted.counts[0]["1"], counted.outcome.elected) == (3, 2, [0])


def test_a_wrong_census_is_corrected_with_a_reason_or_the_ballot_voided_and_repeated():
    ballot = make_ballots.ballot(voters=2)
    late = [CensusLine(1, "Người sót", "NB9")]
    with pytest.raises(Refused):
        verbs.add_voters(actor=SYSTEM, ballot=ballot, lines=late)
    assert verbs.add_voters(actor=SYSTEM, ballot=ballot, lines=late, reason="Sót tên") == 1
    assert verbs.add_voters(actor=SYSTEM, ballot=ballot, lines=late, reason="Sót tên") == 0
    verbs.remove_voter(actor=SYSTEM, voter=ballot.voters.last(), reason="Không phải đoàn viên")
    code = make_ballots.codes(ballot)[0]
    with pytest.raises(Refused, match="hủy"):
        verbs.remove_voter(actor=SYSTEM, voter=ballot.voters.first(), reason="Đã chuyển công tác")
    verbs.cast_vote(code=code, marks="100")
    verbs.void_ballot(actor=SYSTEM, ballot=ballot, reason="Danh sách sai")
    assert not SealedVote.objects.exists()
    now = clock.now()
    again = verbs.repeat_ballot(actor=SYSTEM, ballot=ballot, opens_at=now, closes_at=now + make_ballots.HOUR)
    assert [one.name for one in again.candidates.all()] == ["An", "Bình", "Chi"]
    assert again.voters.count() == 2
    with pytest.raises(verbs.NotYours):
        verbs.cast_vote(code=code, marks="100")


def test_those_tied_stand_in_the_second_round():
    ballot = make_ballots.ballot(voters=2, seats=2)
    one, two = make_ballots.codes(ballot)
    for code in (one, two):
        verbs.cast_vote(code=code, marks="110")
    counted = counted_of(ballot)
    assert counted.outcome.elected == [0, 1]
    now = clock.now()
    with pytest.raises(Refused):
        verbs.repeat_ballot(actor=SYSTEM, ballot=ballot, opens_at=now, closes_at=now + make_ballots.HOUR)
    chair = make_ballots.ballot(voters=3)
    votes = ("100", "010", "000")
    for code, marks in zip(make_ballots.codes(chair), votes, strict=True):
        verbs.cast_vote(code=code, marks=marks)
    counted_of(chair)  # nobody above half
    second = verbs.repeat_ballot(actor=SYSTEM, ballot=chair, opens_at=now, closes_at=now + make_ballots.HOUR)
    assert (second.second_round, second.candidates.count(), second.seats) == (True, 3, 1)


def test_a_candidate_withdraws_on_the_day_and_votes_for_the_others_stay():
    ballot = make_ballots.ballot(voters=2, seats=2)
    one, two = make_ballots.codes(ballot)
    verbs.cast_vote(code=one, marks="110")
    verbs.withdraw_name(actor=SYSTEM, candidate=ballot.candidates.get(place=0), reason="Xin rút")
    with pytest.raises(Refused):
        verbs.cast_vote(code=two, marks="100")
    verbs.cast_vote(code=two, marks="010")
    assert [each["1"] for each in counted_of(ballot).counts] == [0, 2, 0]


def test_closing_moves_only_so_that_voters_can_see_it_coming():
    ballot = make_ballots.ballot()
    with pytest.raises(Refused):
        verbs.move_closing(actor=SYSTEM, ballot=ballot, closes_at=clock.now() + timedelta(minutes=5), reason="Xong sớm")
    later = clock.now() + timedelta(minutes=30)
    assert verbs.move_closing(actor=SYSTEM, ballot=ballot, closes_at=later, reason="Xong sớm").closes_at == later


@pytest.mark.parametrize(("kind", "marks"), [(BallotKind.RESOLUTION, "yna"), (BallotKind.CONFIDENCE, "hml")])
def test_resolutions_and_ratings_are_counted_by_their_answers(kind, marks):
    ballot = make_ballots.ballot(voters=1, kind=kind)
    verbs.cast_vote(code=make_ballots.codes(ballot)[0], marks=marks)
    counted = counted_of(ballot)
    assert [each[mark] for each, mark in zip(counted.counts, marks, strict=True)] == [1, 1, 1]
    assert counted.outcome.elected == []


def test_a_citizen_id_is_never_kept_in_clear():
    lines = [CensusLine(1, "Lan", "079085005687")]
    ballot = make_ballots.ballot(voters=0, key_field=KeyField.CITIZEN_ID)
    verbs.add_voters(actor=SYSTEM, ballot=ballot, lines=lines, reason="Bổ sung")
    row = BallotVoter.objects.values().get(ballot=ballot)
    assert "079085005687" not in str(row)
    assert row["hint"] == "…5687"


@pytest.mark.parametrize("role", [Role.READER])
def test_a_reader_runs_no_ballot(role):
    ballot = make_ballots.ballot()
    reader = make.officer(ballot.unit, role)
    with pytest.raises(PermissionDenied):
        verbs.issue_links(actor=reader, ballot=ballot, most=5)
    with pytest.raises(PermissionDenied):
        verbs.count_ballot(actor=reader, ballot=make_ballots.close(ballot))
