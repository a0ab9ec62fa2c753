"""The second round of a congress's election: when it follows, who stands, what both rounds decide together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from nongcot.kernel import clock
from nongcot.people.errors import Refused
from nongcot.people.kinds import Post, Role, UnitKind
from nongcot.people.models import PostHeld
from nongcot.staffing import actions
from nongcot.staffing.actions import Written
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.actions.congress import plan_of
from nongcot.staffing.ballots.kinds import CensusLine, Outcome, Paper, Way
from nongcot.staffing.kinds.congress_papers import CongressPaper
from nongcot.staffing.models import Ballot, Congress, CongressBallot, Nominee
from nongcot.staffing.queries.congress_papers import congress_facts
from nongcot.staffing.queries.nominees import again_of, elected_of, nominees_of
from nongcot.staffing.rules.elections import SecondRound, second_of
from nongcot.staffing.shown.elections import elections_of
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def congress(db):
    ward = make.unit("Công đoàn phường A", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    union = make.unit("Công đoàn cơ sở Sợi", under=ward)
    make.term(union, from_day=TODAY - timedelta(days=1700), planned_end=TODAY + timedelta(days=120), seats=3)
    made = actions.open_congress(actor=SYSTEM, unit=union, planned_on=TODAY, form="plenary", day=TODAY)
    return actions.decide_congress(actor=SYSTEM, congress=made, seats=3)


@pytest.fixture
def four(congress):
    found = [make.person(name) for name in ("Trần Thị Mai", "Lê Văn Hùng", "Phạm Thị Lan", "Vũ Đức Anh")]
    for who in found:
        make.post(who, congress.unit, Post.MEMBER, from_day=TODAY - timedelta(days=1700))
        actions.nominate(actor=SYSTEM, congress=congress, person=who, day=TODAY)
    return found


def hold(congress):
    given = {"step": "congress", "written": Written(TODAY), "day": TODAY}
    actions.record_congress_step(actor=SYSTEM, congress=congress, **given)


def count(congress, votes, voting_round=1, collected=20):
    given = {"collected": collected, "votes": {who.pk: n for who, n in votes.items()}, "voting_round": voting_round}
    found = actions.enter_congress_votes(actor=SYSTEM, congress=congress, post="member", **given)
    congress.refresh_from_db()
    return [row.person for row in found]


def shown(congress):
    return elections_of(congress, nominees_of(congress))[0]


@pytest.mark.parametrize(
    ("outcome", "stands", "expected"),
    [
        (Outcome([0, 1]), {0, 1, 2}, None),  # all seats are filled
        (Outcome([0], seats_left=1), {0, 1, 2}, SecondRound([1, 2], 1, tied=False)),
        (Outcome([0], [1, 2], 1), {0, 1, 2, 3}, SecondRound([1, 2], 1, tied=True)),
        (Outcome([0], [1, 2], 1), {0, 2}, SecondRound([2], 1, tied=True)),  # one of the two withdrew
        (Outcome([0], seats_left=3), {0, 1}, SecondRound([1], 1, tied=False)),  # fewer stand than seats are left
        (Outcome([0], seats_left=1), {0}, None),
    ],
)
def test_who_stands_again_for_how_many_seats(outcome, stands, expected):
    assert second_of(outcome, stands) == expected


def test_both_rounds_join_and_no_third_follows(congress, four):
    mai, hung, lan, anh = four
    hold(congress)
    assert count(congress, {mai: 18, hung: 15, lan: 10, anh: 9}) == [mai, hung]  # ten of twenty is not more than half
    found = shown(congress)
    assert (found.second.names, found.second.seats) == (["Phạm Thị Lan", "Vũ Đức Anh"], 1)
    assert "số lượng bằng số đã trúng cử (2 người)" in found.instead
    with pytest.raises(Refused, match="đã thay đổi"):
        count(congress, {mai: 1, lan: 1}, 2)
    with pytest.raises(Refused, match="chưa khớp"):
        count(congress, {lan: 12, anh: 9}, 2)  # twenty votes for one seat cannot be twenty-one
    assert count(congress, {lan: 10, anh: 9}, 2) == []
    assert shown(congress).second.round.left == 1
    assert count(congress, {lan: 11, anh: 9}, 2) == [lan]
    assert {row.person for row in elected_of(nominees_of(congress)).values()} == {mai, hung, lan}
    now = shown(congress)
    assert (now.elected, now.instead) == (3, "")
    assert now.second.round.lines == [("Phạm Thị Lan", 11, True, False), ("Vũ Đức Anh", 9, False, False)]
    with pytest.raises(Refused, match="không bầu chức danh"):
        count(congress, {anh: 11}, 3)
    facts = congress_facts(congress, CongressPaper.COUNT, plan_of(congress), day=TODAY)
    assert (facts["collected_again"], [one["votes_again"] for one in facts["people"]]) == (20, [None, None, 11, 9])


def test_the_first_round_entered_anew_drops_the_second(congress, four):
    mai, hung, lan, anh = four
    hold(congress)
    count(congress, {mai: 18, hung: 12, lan: 12, anh: 12})
    found = shown(congress)
    assert (found.second.names, found.second.seats) == (["Lê Văn Hùng", "Phạm Thị Lan", "Vũ Đức Anh"], 2)
    assert "bằng phiếu" in found.second.why
    count(congress, {hung: 15, lan: 14, anh: 3}, 2)
    assert count(congress, {mai: 18, hung: 15, lan: 11, anh: 5}) == [mai, hung, lan]
    assert not Nominee.objects.filter(second_votes__isnull=False).exists()
    assert "second" not in congress.tally["member"]
    with pytest.raises(Refused, match="Không có bầu lần hai"):
        count(congress, {anh: 11}, 2)


def test_who_withdraws_between_the_rounds_does_not_stand_again(congress, four):
    mai, hung, lan, anh = four
    hold(congress)
    count(congress, {mai: 18, hung: 15, lan: 9, anh: 8})
    given = {"congress": congress, "day": TODAY, "reason": "Xin rút", "by_self": True}
    with pytest.raises(Refused, match="Đã kiểm phiếu"):
        actions.withdraw_nominee(actor=SYSTEM, person=mai, **given)  # elected
    actions.withdraw_nominee(actor=SYSTEM, person=lan, **given)
    assert shown(congress).second.names == ["Vũ Đức Anh"]
    count(congress, {anh: 15}, 2)
    with pytest.raises(Refused, match="Đã kiểm phiếu"):
        actions.withdraw_nominee(actor=SYSTEM, person=anh, **given)
    assert count(congress, {mai: 18, hung: 15, lan: 9, anh: 8}) == [mai, hung]  # the first round has its names still


def test_the_congress_may_take_fewer_instead_down_to_those_elected(congress, four):
    mai, hung, lan, anh = four
    hold(congress)
    count(congress, {mai: 18, hung: 15, lan: 10, anh: 9})
    for seats in (1, 4, None):
        with pytest.raises(Refused, match="không ít hơn 2 người"):
            actions.decide_congress(actor=SYSTEM, congress=congress, seats=seats)
    actions.decide_congress(actor=SYSTEM, congress=congress, seats=2)
    congress.refresh_from_db()
    assert (shown(congress).second, shown(congress).instead) == (None, "")
    assert again_of(congress, nominees_of(congress), "member") is None
    given = {"planned_end": TODAY + timedelta(days=1826), "day": TODAY, "posts": {mai.pk: Post.CHAIR}}
    actions.enter_congress_results(actor=SYSTEM, congress=congress, **given)
    assert PostHeld.objects.filter(unit=congress.unit, to_day=None).count() == 2


def run(ballot, counts):
    """Everybody votes on paper, the ballot is closed and counted."""
    for voter in ballot.voters.all():
        verbs.give_paper(actor=SYSTEM, voter=voter)
    now = clock.now()
    Ballot.objects.filter(pk=ballot.pk).update(opens_at=now - timedelta(hours=2), closes_at=now - timedelta(hours=1))
    ballot.refresh_from_db()
    number = ballot.voters.count()
    verbs.enter_tally(actor=SYSTEM, ballot=ballot, paper=Paper(number, number, 0, 0, [{"1": n} for n in counts]))
    verbs.count_ballot(actor=SYSTEM, ballot=ballot)


def test_a_ballot_on_the_system_has_its_second_round_with_the_same_census(congress, four):
    mai, hung, lan, anh = four
    now = clock.now()
    times = {"opens_at": now + timedelta(minutes=1), "closes_at": now + timedelta(minutes=30)}
    asked = {"actor": SYSTEM, "congress": congress, "post": "member", **times}
    census = [CensusLine(n, f"Người {n}", str(n)) for n in range(20)]
    first = actions.prepare_congress_ballot(title="Bầu Ban Chấp hành", way=Way.PAPER, census=census, **asked)
    with pytest.raises(Refused, match="hủy cuộc bầu trước khi đổi số lượng"):
        actions.decide_congress(actor=SYSTEM, congress=congress, seats=2)
    hold(congress)
    run(first, [18, 15, 10, 9])
    assert len(actions.take_congress_count(actor=SYSTEM, congress=congress, post="member")) == 2
    actions.withdraw_nominee(actor=SYSTEM, congress=congress, person=lan, day=TODAY, reason="Xin rút")
    second = actions.prepare_congress_ballot(title="Bầu lần hai", **asked)
    assert (second.seats, second.second_round, second.voters.count()) == (1, True, 20)
    assert [(one.name, one.withdrawn_at is None) for one in second.candidates.all()] == [
        ("Phạm Thị Lan", False),
        ("Vũ Đức Anh", True),
    ]
    with pytest.raises(Refused, match="đã lập"):
        actions.prepare_congress_ballot(title="Lần nữa", **asked)
    congress.refresh_from_db()
    with pytest.raises(Refused, match="hủy cuộc bầu đó trước"):
        count(congress, {mai: 18, hung: 15, lan: 10, anh: 9})
    run(second, [0, 20])
    taken = actions.take_congress_count(actor=SYSTEM, congress=congress, post="member", voting_round=2)
    assert [row.person for row in taken] == [anh]
    assert {row.person for row in elected_of(nominees_of(congress)).values()} == {mai, hung, anh}
    Ballot.objects.filter(pk=second.pk).update(result={**Ballot.objects.get(pk=second.pk).result})
    with pytest.raises(Refused, match="không lập bầu lần ba"):
        verbs.repeat_ballot(actor=SYSTEM, ballot=second, **times)


def test_a_voided_ballot_held_again_stays_that_of_the_congress(congress, four):
    now = clock.now()
    times = {"opens_at": now + timedelta(minutes=1), "closes_at": now + timedelta(minutes=30)}
    first = actions.prepare_congress_ballot(actor=SYSTEM, congress=congress, post="member", title="Bầu", **times)
    verbs.withdraw_name(actor=SYSTEM, candidate=first.candidates.get(place=0), reason="Xin rút")
    verbs.void_ballot(actor=SYSTEM, ballot=first, reason="In sai")
    made = verbs.repeat_ballot(actor=SYSTEM, ballot=first, **times)
    assert CongressBallot.objects.get().ballot == made
    places = dict(Nominee.objects.values_list("person", "place"))
    assert [places[who.pk] for who in four] == [None, 0, 1, 2]


def test_the_page_proposes_the_second_round_and_takes_its_count(client, congress, four):
    mai, hung, lan, anh = four
    client.force_login(make.officer(congress.unit, Role.CHAIR))
    hold(congress)
    count(congress, {mai: 18, hung: 15, lan: 10, anh: 9})
    page = client.get(reverse("staffing:congress", args=[congress.pk])).content.decode()
    address = reverse("staffing:second-votes", args=[congress.pk, "member"])
    assert address in page
    assert "Còn thiếu 1 người" in page
    seen = client.get(address).context["seen"]
    given = {"once": "s", "seen": seen, "collected": "20", f"p{lan.pk}": "12", f"p{anh.pk}": "8"}
    assert client.post(address, given).status_code == 302
    address = reverse("staffing:congress-votes", args=[congress.pk, "member"])
    seen = client.get(address).context["seen"]
    votes = {f"p{who.pk}": str(n) for who, n in zip(four, (18, 15, 10, 9), strict=True)}
    asked = client.post(address, {"once": "f", "seen": seen, "collected": "20", **votes})
    assert any("lần hai" in one for one in asked.context["sentences"])  # dropped only after being told
    assert Congress.objects.get(pk=congress.pk).tally["member"]["second"]["collected"] == 20
    assert client.get(reverse("staffing:take-second-count", args=[congress.pk, "member"])).status_code == 404
