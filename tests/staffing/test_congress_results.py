"""Nominations, the ballot and the count of a congress, and how its results enter the roster."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.api import Traces
from nongcot.people.errors import Refused
from nongcot.people.kinds import EndReason, Mandate, Post, Role, UnitKind
from nongcot.people.models import PostHeld, Term
from nongcot.staffing import actions
from nongcot.staffing.actions import Written
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import CensusLine, Paper, Way
from nongcot.staffing.erasing import forget_in_cases
from nongcot.staffing.models import Ballot, Nominee
from nongcot.staffing.queries.nominees import nominees_of, outcome_of
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def ward():
    return make.unit("Công đoàn phường A", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def union(ward):
    union = make.unit("Công đoàn cơ sở Sợi", under=ward)
    make.term(union, from_day=TODAY - timedelta(days=1700), planned_end=TODAY + timedelta(days=120), seats=3)
    return union


@pytest.fixture
def people_of(union):
    """The chair and two members of the old committee."""
    old = [make.person(name) for name in ("Trần Thị Mai", "Lê Văn Hùng", "Phạm Thị Lan")]
    for who, post in zip(old, (Post.CHAIR, Post.MEMBER, Post.MEMBER), strict=True):
        make.post(who, union, post, from_day=TODAY - timedelta(days=1700))
    return old


@pytest.fixture
def congress(union, people_of):
    given = {"planned_on": TODAY, "form": "plenary", "day": TODAY}
    congress = actions.open_congress(actor=SYSTEM, unit=union, **given)
    return actions.decide_congress(actor=SYSTEM, congress=congress, seats=2)


def name(congress, *persons, chair=()):
    for who in persons:
        actions.nominate(actor=SYSTEM, congress=congress, person=who, day=TODAY, chair=who in chair)


def hold(congress):
    given = {"step": "congress", "written": Written(TODAY), "day": TODAY}
    actions.record_congress_step(actor=SYSTEM, congress=congress, **given)


def count(congress, votes, collected=20, post="member", **papers):
    given = {"post": post, "collected": collected, "votes": {who.pk: n for who, n in votes.items()}, **papers}
    return actions.enter_congress_votes(actor=SYSTEM, congress=congress, **given)


def test_nominated_once_for_the_committee_and_perhaps_for_the_chair(congress, people_of, ward):
    mai, hung, _lan = people_of
    name(congress, mai, hung, chair=(mai,))
    assert [(row.person, row.post) for row in nominees_of(congress)] == [
        (mai, "member"),
        (hung, "member"),
        (mai, "chair"),
    ]
    with pytest.raises(Refused, match="đã có trong danh sách"):
        name(congress, mai, chair=(mai,))
    stranger = make.officer(make.unit(under=ward), Role.CHAIR)
    with pytest.raises(PermissionDenied):
        actions.nominate(actor=stranger, congress=congress, person=hung, day=TODAY)


def test_who_withdraws_stands_for_nothing_and_may_come_back(congress, people_of):
    mai, hung, _lan = people_of
    name(congress, mai, hung, chair=(mai,))
    given = {"congress": congress, "person": mai, "day": TODAY}
    actions.withdraw_nominee(actor=SYSTEM, reason="Xin nghỉ", by_self=True, **given)
    assert set(Nominee.objects.filter(person=mai).values_list("withdrawn_on", "by_self")) == {(TODAY, True)}
    name(congress, mai)
    assert Nominee.objects.get(person=mai, post="member").withdrawn_on is None
    assert Nominee.objects.get(person=mai, post="chair").withdrawn_on == TODAY


@pytest.mark.parametrize(
    ("votes", "elected", "tied", "left"),
    [
        ((11, 11, 10), [0, 1], [], 0),  # ten of twenty is not more than half
        ((11, 10, 9), [0], [], 1),
        ((15, 12, 12), [0], [1, 2], 1),
        ((10, 10, 10), [], [], 2),
    ],
)
def test_the_rule_says_who_is_elected_and_ties_are_told(congress, people_of, votes, elected, tied, left):
    name(congress, *people_of)
    hold(congress)
    found = count(congress, dict(zip(people_of, votes, strict=True)))
    assert [row.person for row in found] == [people_of[at] for at in elected]
    congress.refresh_from_db()
    outcome, rows, collected = outcome_of(congress, nominees_of(congress), "member")
    assert [rows[at].person for at in outcome.tied] == [people_of[at] for at in tied]
    assert (outcome.seats_left, collected) == (left, 20)


@pytest.mark.parametrize(
    ("papers", "fit"),
    [
        ({"issued": 20, "invalid": 0}, True),
        ({"issued": 19}, False),  # more came back than were issued
        ({"issued": 0}, False),
        ({"invalid": 5}, True),  # fifteen of twenty are valid
        ({"invalid": 6}, False),  # somebody would have more votes than there are valid papers
        ({"invalid": 21}, False),
        ({"invalid": -1}, False),
    ],
)
def test_papers_issued_and_invalid_must_fit_the_votes(congress, people_of, papers, fit):
    name(congress, *people_of)
    hold(congress)
    votes = dict(zip(people_of, (15, 12, 3), strict=True))
    if not fit:
        with pytest.raises(Refused, match="chưa khớp"):
            count(congress, votes, **papers)
        return
    count(congress, votes, **papers)
    congress.refresh_from_db()
    assert {key: congress.tally["member"].get(key) for key in papers} == papers
    assert congress.tally["member"]["collected"] == 20  # half of all that came back, the invalid ones too


@pytest.mark.parametrize("votes", [(21, 0, 0), (-1, 3, 3), (20, 20, 1)])
def test_numbers_that_cannot_be_are_refused(congress, people_of, votes):
    name(congress, *people_of)
    hold(congress)
    with pytest.raises(Refused, match="chưa khớp"):
        count(congress, dict(zip(people_of, votes, strict=True)))


def test_nothing_is_counted_before_the_congress_and_nobody_added_after(congress, people_of):
    mai, hung, lan = people_of
    name(congress, mai, hung)
    with pytest.raises(Refused, match="bước Đại hội"):
        count(congress, {mai: 12, hung: 12})
    hold(congress)
    count(congress, {mai: 12, hung: 12})
    with pytest.raises(Refused, match="không thêm người"):
        name(congress, lan)
    with pytest.raises(Refused, match="Đã kiểm phiếu"):
        actions.withdraw_nominee(actor=SYSTEM, congress=congress, person=mai, reason="Xin rút", day=TODAY)


def test_results_enter_the_roster_as_a_new_term_once(congress, people_of, union):
    mai, hung, lan = people_of
    new = make.person("Đỗ Thị Cúc")
    make.post(new, union, Post.TREASURER, from_day=TODAY - timedelta(days=30))
    name(congress, mai, hung, new)
    hold(congress)
    count(congress, {mai: 18, hung: 5, new: 16})
    given = {"congress": congress, "planned_end": TODAY + timedelta(days=1826), "day": TODAY}
    term = actions.enter_congress_results(actor=SYSTEM, posts={new.pk: Post.CHAIR}, **given)
    assert (term.from_day, term.seats_fixed, term.mandate) == (TODAY, 2, Mandate.CONGRESS)
    now = PostHeld.objects.filter(unit=union, to_day=None).values_list("person__name", "post", "from_day")
    assert set(now) == {
        ("Trần Thị Mai", "member", TODAY),
        ("Đỗ Thị Cúc", "chair", TODAY),
        ("Đỗ Thị Cúc", "treasurer", TODAY - timedelta(days=30)),
    }
    assert PostHeld.objects.get(person=lan).end_reason == EndReason.TERM_ENDED
    congress.refresh_from_db()
    assert (congress.term, congress.closed_on, congress.step) == (term, None, "first_meeting")
    with pytest.raises(Refused, match="đã được ghi vào danh sách"):
        actions.enter_congress_results(actor=SYSTEM, posts={}, **given)
    with pytest.raises(Refused, match="đã được ghi vào danh sách"):
        count(congress, {mai: 1, hung: 1, new: 1})


def test_a_chair_elected_directly_is_the_chair_and_nothing_is_half_done(congress, people_of, union):
    mai, hung, _lan = people_of
    name(congress, mai, hung, chair=(mai, hung))
    hold(congress)
    count(congress, {mai: 18, hung: 15})
    count(congress, {mai: 8, hung: 12}, post="chair")
    given = {"congress": congress, "planned_end": TODAY + timedelta(days=1826), "day": TODAY}
    with pytest.raises(Refused, match="theo kết quả bầu"):
        actions.enter_congress_results(actor=SYSTEM, posts={mai.pk: Post.CHAIR}, **given)
    with pytest.raises(Refused, match="phải sau ngày bắt đầu"):
        actions.enter_congress_results(actor=SYSTEM, **{**given, "planned_end": TODAY}, posts={})
    assert Term.objects.filter(body__unit=union).count() == 1
    actions.enter_congress_results(actor=SYSTEM, posts={mai.pk: Post.VICE_CHAIR}, **given)
    now = PostHeld.objects.filter(unit=union, to_day=None).values_list("person__name", "post")
    assert set(now) == {("Trần Thị Mai", "vice_chair"), ("Lê Văn Hùng", "chair")}


def test_a_ballot_on_the_system_is_prepared_and_its_count_taken_over(congress, people_of, monkeypatch):
    mai, hung, lan = people_of
    name(congress, mai, hung, lan)
    now = clock.now()
    times = {"opens_at": now + timedelta(minutes=1), "closes_at": now + timedelta(minutes=30)}
    ballot = actions.prepare_congress_ballot(
        actor=SYSTEM, congress=congress, post="member", title="Bầu Ban Chấp hành", way=Way.PAPER, **times
    )
    assert ([one.name for one in ballot.candidates.all()], ballot.seats) == ([who.name for who in people_of], 2)
    with pytest.raises(Refused, match="đã lập"):
        actions.prepare_congress_ballot(actor=SYSTEM, congress=congress, post="member", title="Lần nữa", **times)
    hold(congress)
    with pytest.raises(Refused, match="chưa kiểm phiếu"):
        actions.take_congress_count(actor=SYSTEM, congress=congress, post="member")
    census = [(f"Người {n}", str(n)) for n in range(20)]
    verbs.add_voters(actor=SYSTEM, ballot=ballot, lines=[CensusLine(n, *one) for n, one in enumerate(census)])
    for voter in ballot.voters.all():
        verbs.give_paper(actor=SYSTEM, voter=voter)
    Ballot.objects.filter(pk=ballot.pk).update(opens_at=now - timedelta(hours=2), closes_at=now - timedelta(hours=1))
    paper = Paper(20, 20, 0, 0, [{"1": 12}, {"1": 9}, {"1": 15}])
    verbs.enter_tally(actor=SYSTEM, ballot=ballot, paper=paper)
    verbs.count_ballot(actor=SYSTEM, ballot=ballot)
    found = actions.take_congress_count(actor=SYSTEM, congress=congress, post="member")
    assert [row.person for row in found] == [mai, lan]
    assert Nominee.objects.get(person=hung).votes == 9


def test_the_ballot_paper_tells_namesakes_apart(congress, union):
    same = [make.person("Nguyễn Thị Hoa", born=born) for born in ("1985", "1990-02-01", "1990")]
    for who in same:
        make.post(who, union)
    name(congress, *same)
    now = clock.now()
    times = {"opens_at": now + timedelta(minutes=1), "closes_at": now + timedelta(minutes=30)}
    ballot = actions.prepare_congress_ballot(actor=SYSTEM, congress=congress, post="member", title="Bầu", **times)
    names = [one.name for one in ballot.candidates.all()]
    assert names[0] == "Nguyễn Thị Hoa (1985)"
    assert len(set(names)) == 3
    assert [one.person for one in ballot.candidates.all()] == same, "the record of the nominee, also of a namesake"


def test_what_is_erased_or_merged_takes_its_nominations_along(congress, people_of, union):
    mai, hung, _lan = people_of
    name(congress, mai, hung, chair=(mai,))
    people.merge_persons(actor=SYSTEM, keep=hung, drop=mai, reason="Cùng một người")
    assert set(Nominee.objects.values_list("person", "post")) == {(hung.pk, "member"), (hung.pk, "chair")}
    for held in PostHeld.objects.filter(person=hung, to_day=None):
        people.end_post(actor=SYSTEM, held=held, day=TODAY, reason=EndReason.STEPPED_DOWN)

    forget_in_cases(hung, Traces.of([hung.name], [], []))
    assert not Nominee.objects.exists()


def test_the_pages_lead_from_nomination_to_the_roster(client, congress, people_of, union):
    client.force_login(make.officer(union, Role.CHAIR))
    mai, hung, _lan = people_of
    page = client.get(reverse("staffing:nominees", args=[congress.pk])).content.decode()
    assert "Đang giữ chức danh này" not in page
    for who in (mai, hung):
        address = reverse("staffing:nominate", args=[congress.pk, who.pk])
        shown = client.get(address)
        assert not shown.context["form"].initial["chair"]
        assert client.post(address, {"once": f"n{who.pk}", "seen": shown.context["seen"]}).status_code == 302
        assert client.get(address).context["form"].initial["chair"]  # who stands comes again for the chair
    hold(congress)
    address = reverse("staffing:congress-votes", args=[congress.pk, "member"])
    seen = client.get(address).context["seen"]
    given = {"once": "v", "seen": seen, "collected": "10", f"p{mai.pk}": "9", f"p{hung.pk}": "4"}
    assert client.post(address, given).status_code == 302
    page = client.get(reverse("staffing:congress", args=[congress.pk])).content.decode()
    assert "Còn thiếu 1 người" in page
    address = reverse("staffing:congress-results", args=[congress.pk])
    assert address in page
    shown = client.get(address)
    given = {"once": "r", "seen": shown.context["seen"], "planned_end": "01/12/2031", f"p{mai.pk}": "chair"}
    asked = client.post(address, given)
    assert any("Lê Văn Hùng, Phạm Thị Lan" in one for one in asked.context["sentences"])
    assert client.post(address, {**given, "confirmed": asked.context["confirmed"]}).status_code == 302
    assert PostHeld.objects.get(unit=union, to_day=None).post == "chair"


def test_the_history_names_who_stands_to_those_who_see_the_list_alone(client, congress, people_of, union):
    mai, hung, _lan = people_of
    address = reverse("staffing:congress", args=[congress.pk])

    def history(role):
        client.force_login(make.officer(union, role))
        return client.get(address).context["entries"]

    def told(lines):
        return [(line.what, change.before, change.after) for line in lines for change in line.changes]

    name(congress, mai)
    first = history(Role.CHAIR)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    name(congress, hung)
    actions.withdraw_nominee(actor=SYSTEM, congress=congress, person=hung, reason="Sức khỏe yếu", day=TODAY)
    assert ("Đề cử tại đại hội", "", mai.name) in told(first)
    assert ("Rút khỏi danh sách đề cử", hung.name, "") in told(history(Role.CHAIR))
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(three) == len(one)
    seen = history(Role.COMMITTEE_MEMBER)
    assert {line.what for line in seen} == {"Mở hồ sơ đại hội", "Ghi hình thức, số lượng của đại hội"}
    assert "Sức khỏe yếu" not in client.get(address).content.decode()
    PostHeld.objects.filter(person=hung).delete()  # no longer somebody of the chair's
    assert ("Rút khỏi danh sách đề cử", f"hồ sơ số {hung.pk}", "") in told(history(Role.CHAIR))
