"""Candidates for a seat: every reason at once, what the checks would say, side by side; the machine chooses nobody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post, RecordKind, Role, Sector, UnitKind
from nongcot.staffing import actions
from nongcot.staffing.actions import ballots
from nongcot.staffing.ballots.kinds import BallotKind
from nongcot.staffing.kinds.candidates import Criterion, Ground, Held, Known, Sitting, Weight
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.models import Candidate
from nongcot.staffing.queries import candidates as queries
from nongcot.staffing.rules.candidates import composition, reasons
from nongcot.staffing.shown.candidates import outlooks
from tests.factories import ballots as make_ballots
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = clock.today()
BOARD = BodyKind.EXECUTIVE_COMMITTEE
CHAIR, MEMBER = Seat(BOARD, Post.CHAIR), Seat(BOARD, Post.MEMBER)
DAY = date(2026, 11, 1)


def held(post: Post = Post.GROUP_LEADER, **fields) -> Held:
    body = BodyKind.GROUP if post is Post.GROUP_LEADER else BOARD
    given = {"unit": 1, "unit_name": "CĐCS May", "body": body, "post": post, "from_day": date(2020, 1, 1)}
    return Held(**{**given, "to_day": None, **fields})


def grounds(*posts: Held, seat: Seat = CHAIR, contract: date | None = None, end: date | None = None) -> list[Ground]:
    known = Known(7, "Lê Na", "female", "1990", contract, posts)
    found = reasons(known, unit=1, seat=seat, term_end=end, book=rulebook().on(DAY), day=DAY)
    return [one.ground for one in found if one.ground is not Ground.MEMBERSHIP_UNKNOWN]


# Small rules, all reasons at once


@pytest.mark.parametrize(
    ("since", "found"),
    [
        (date(2023, 11, 1), []),
        (date(2023, 11, 20), [Ground.OFFICER_SHORT]),
        (None, [Ground.OFFICER_UNKNOWN]),
    ],
)
def test_who_is_preferred_as_chair_was_an_officer_for_three_years(since, found):
    assert grounds(held(from_day=since)) == found
    assert grounds(held(from_day=since), seat=MEMBER) == []


def test_years_of_posts_at_one_time_count_once():
    two = [held(from_day=date(2025, 1, 1)), held(Post.MEMBER, from_day=date(2025, 1, 1))]
    assert grounds(*two) == [Ground.OFFICER_SHORT]


def test_all_reasons_come_at_once_and_only_the_seat_itself_forbids():
    posts = (
        held(Post.CHAIR, unit=2, unit_name="CĐCS Da giày"),
        held(Post.MEMBER, to_day=date(2021, 1, 1), end_reason=EndReason.RECALLED),
    )
    found = grounds(*posts, contract=date(2027, 1, 1), end=date(2028, 1, 1))
    assert found == [
        Ground.CHAIRS_ELSEWHERE,
        Ground.NOT_OF_UNIT,
        Ground.CONTRACT_SHORT,
        Ground.LEFT_BY_SANCTION,
    ]
    known = Known(7, "Lê Na", "", "", None, (held(Post.CHAIR),))
    barred = reasons(known, unit=1, seat=CHAIR, term_end=None, book=rulebook().on(DAY), day=DAY)
    assert barred[0].weight is Weight.BAR


@pytest.mark.parametrize(("ends", "found"), [(date(2028, 1, 1), []), (date(2027, 12, 31), [Ground.CONTRACT_SHORT])])
def test_a_contract_that_reaches_the_end_of_the_term_is_no_ground(ends, found):
    assert grounds(held(), contract=ends, end=date(2028, 1, 1)) == found


def test_that_membership_is_not_on_record_is_said_with_its_rule():
    known = Known(7, "Lê Na", "", "", None, (held(),))
    [told] = reasons(known, unit=1, seat=MEMBER, term_end=None, book=rulebook().on(DAY), day=DAY)
    assert (told.ground, told.rule.id) == (Ground.MEMBERSHIP_UNKNOWN, "congress.member_candidate_years")
    before = reasons(known, unit=1, seat=MEMBER, term_end=None, book=rulebook().on(date(2020, 1, 1)), day=DAY)
    assert before == []


def test_ages_are_counted_by_the_groups_of_the_guidance():
    told = [("female", "1987", True), ("male", "1980", False), ("", "1970", None), ("female", "", None)]
    found = composition([Sitting(*one) for one in told], DAY)
    assert (found.persons, found.women, found.sex_unknown) == (4, 2, 1)
    assert (found.under_40, found.from_40, found.over_50, found.age_unknown) == (1, 1, 1, 1)
    assert (found.direct, found.direct_unknown) == (1, 2)  # who did not say is no office worker


# With the roster


@pytest.fixture
def ward():
    return make.unit("Công đoàn phường A", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def union(ward):
    found = make.unit("CĐCS May Sao Mai", under=ward)
    for name in ("Lê Na", "Phạm Hoa", "Đỗ Bình"):
        make.post(make.person(name, sex="female", born="1990"), found)
    return found


@pytest.fixture
def case(union):
    return actions.open_case(actor=SYSTEM, unit=union, seat=CHAIR, way="by_election", day=TODAY)


@pytest.fixture
def officer(ward):
    return make.officer(ward, Role.SUPERIOR_OFFICER)


def people_of(union):
    return [held.person for held in union.posts.select_related("person").order_by("pk")]


def test_proposed_withdrawn_with_a_reason_proposed_again_and_chosen(union, case, officer):
    na = people_of(union)[0]
    row = actions.propose_candidate(actor=officer, case=case, person=na, day=TODAY)
    with pytest.raises(Refused):
        actions.propose_candidate(actor=officer, case=case, person=na, day=TODAY)
    with pytest.raises(Refused):
        actions.withdraw_candidate(actor=officer, case=case, person=na, reason=" ", day=TODAY)
    actions.withdraw_candidate(actor=officer, case=case, person=na, reason="Xin rút", day=TODAY)
    with pytest.raises(Refused):
        actions.choose_candidate(actor=officer, case=case, person=na, day=TODAY)
    actions.propose_candidate(actor=officer, case=case, person=na, day=TODAY)
    actions.choose_candidate(actor=officer, case=case, person=na, day=TODAY, note="3/3 phiếu")
    row.refresh_from_db()
    assert (row.state, row.note, Candidate.objects.count()) == (Candidate.State.CHOSEN, "3/3 phiếu", 1)
    assert AuditEntry.objects.filter(object_type="completion_case", action__endswith="_candidate").count() == 4


def test_who_sits_in_the_seat_is_not_proposed_for_it(union, officer):
    seat = actions.open_case(actor=SYSTEM, unit=union, seat=MEMBER, way="by_election", day=TODAY)
    with pytest.raises(Refused):
        actions.propose_candidate(actor=officer, case=seat, person=people_of(union)[0], day=TODAY)


def test_who_is_not_seen_is_not_proposed(case, union):
    stranger = make.person("Người Lạ")
    make.post(stranger, make.unit(under=make.federation()))
    with pytest.raises(PermissionDenied):
        actions.propose_candidate(actor=make.officer(union, Role.CHAIR), case=case, person=stranger, day=TODAY)


def test_the_entry_is_filled_in_with_the_one_who_was_chosen(client, union, case, officer):
    na = people_of(union)[0]
    actions.propose_candidate(actor=officer, case=case, person=na, day=TODAY)
    client.force_login(officer)
    page = reverse("staffing:case", args=[case.pk])
    assert "person=" not in client.get(page).context["record_href"]
    actions.choose_candidate(actor=officer, case=case, person=na, day=TODAY)
    form = client.get(client.get(page).context["record_href"])
    assert form.status_code == 200
    assert form.context["form"].initial["person"] == str(na.pk)


def test_what_the_checks_would_say_is_foreseen(union):
    """The share of 2/3 within a term held until the charter of 2024; what is filled by a chair is found no more."""
    day = date(2024, 6, 1)
    make.term(union, from_day=date(2023, 1, 1), planned_end=date(2028, 1, 1), seats=3)
    for _number in range(2):
        make.post(make.person(), union, from_day=date(2024, 1, 1), mandate=Mandate.BY_ELECTION)
    facts = queries.facts_of(union.pk, day=day)
    newcomer = Known(999, "Lê Mới", "female", "1995", None, ())
    [found] = outlooks(union.pk, [newcomer], seat=CHAIR, way="by_election", facts=facts, day=day)
    assert (found.then.persons, found.then.women - found.now.women) == (6, 1)
    assert any("2/3" in line or "bổ sung" in line for line in found.worse), found.worse
    assert any("Chủ tịch" in line for line in found.better), found.better


def test_side_by_side_shows_what_is_on_record_with_day_and_source(client, union, case, officer):
    na, hoa, _binh = people_of(union)
    people.add_record(
        actor=SYSTEM,
        person=na,
        kind=RecordKind.TRAINING,
        title="Kỹ năng thương lượng",
        issuer="LĐLĐ tỉnh",
        from_day=TODAY - timedelta(days=200),
    )
    client.force_login(officer)
    page = reverse("staffing:compare", args=[case.pk])
    actions.propose_candidate(actor=officer, case=case, person=na, day=TODAY)
    assert client.get(page).context["enough"] is False
    actions.propose_candidate(actor=officer, case=case, person=hoa, day=TODAY)
    answer = client.get(page)
    table = dict(answer.context["criteria"])
    assert [one.name for one in answer.context["persons"]] == ["Phạm Hoa", "Lê Na"]
    assert table["Khả năng thuyết phục"][0] == []
    [(title, _when, source)] = table["Khả năng thuyết phục"][1]
    assert (title, source) == ("Kỹ năng thương lượng", "LĐLĐ tỉnh")
    assert all(cell == [] for cell in table["Dám nghĩ, dám làm, dám chịu trách nhiệm"])  # nothing on record is made up
    assert not any(word in answer.content.decode().lower() for word in ("tổng điểm", "xếp hạng:"))


def test_who_works_in_production_is_shown_with_day_and_source_and_what_is_not_told_stays_so(
    client, union, case, officer
):
    na, hoa, binh = people_of(union)
    people.complete_data(actor=SYSTEM, person=na, values={"direct_work": True, "direct_work_on": "05/07/2026"})
    people.complete_data(actor=SYSTEM, person=binh, values={"direct_work": False})
    mai = make.person("Vũ Mai", direct_work=True, direct_work_on=date(2026, 6, 30), direct_work_source="ds 6.xlsx")
    make.post(mai, union, Post.GROUP_LEADER, of=BodyKind.GROUP)
    for who in (na, hoa, binh, mai):
        actions.propose_candidate(actor=officer, case=case, person=who, day=TODAY)
    client.force_login(officer)
    answer = client.get(reverse("staffing:compare", args=[case.pk]))
    page = " ".join(answer.content.decode().split())
    assert [one.name for one in answer.context["persons"]] == ["Đỗ Bình", "Phạm Hoa", "Vũ Mai", "Lê Na"]
    assert "có (ngày 05/07/2026)" in page
    assert f"không (ngày {TODAY:%d/%m/%Y})" in page
    assert "có (ngày 30/06/2026, theo tệp ds 6.xlsx)" in page
    counted = [(one.now.direct, one.then.direct, one.then.direct_unknown) for one in answer.context["outlooks"]]
    assert counted == [(1, 1, 1), (1, 1, 1), (1, 2, 1), (1, 1, 1)]  # only she is not on the committee yet


def test_a_committee_of_several_unions_tells_the_sectors_its_members_come_from(client, ward, union):
    state = make.unit("CĐCS Trường Tiểu học A", under=ward, sector=Sector.STATE)
    private = make.unit("CĐCS Dệt Sao Mai", under=ward, sector=Sector.NON_STATE)
    na, hoa = make.person("Lê Na"), make.person("Phạm Hoa")
    make.post(na, state, Post.CHAIR)
    make.post(hoa, private, Post.CHAIR)
    sitting, unknown = make.person("Đỗ Bình"), make.person("Vũ Mai")
    make.post(sitting, ward)
    make.post(sitting, state)
    make.post(unknown, ward)
    left = make.post(unknown, private, to_day=TODAY)  # gone from there: it counts no more
    above = actions.open_case(
        actor=SYSTEM, unit=ward, seat=Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.MEMBER), way="by_election", day=TODAY
    )
    for who in (na, hoa):
        actions.propose_candidate(actor=SYSTEM, case=above, person=who, day=TODAY)
    client.force_login(make.officer(ward.placements.get().superior, Role.FEDERATION_OFFICER))
    answer = client.get(reverse("staffing:compare", args=[above.pk]))
    now = [(one.now.state, one.now.non_state, one.now.sector_unknown) for one in answer.context["outlooks"]]
    then = [(one.then.state, one.then.non_state, one.then.sector_unknown) for one in answer.context["outlooks"]]
    assert left.to_day == TODAY
    assert [one.name for one in answer.context["persons"]] == ["Phạm Hoa", "Lê Na"]
    assert now == [(1, 0, 1)] * 2
    assert then == [(1, 1, 1), (2, 0, 1)]
    assert "Khu vực nhà nước: 1 → 2, ngoài nhà nước: 0 → 0" in answer.content.decode()


def test_a_reader_sees_no_candidates(client, union, case, officer):
    actions.propose_candidate(actor=officer, case=case, person=people_of(union)[0], day=TODAY)
    client.force_login(make.officer(union, Role.READER))
    page = client.get(reverse("staffing:case", args=[case.pk])).content.decode()
    assert "Lê Na" not in page
    assert "Giới thiệu nhân sự" not in page
    assert client.get(reverse("staffing:candidates", args=[case.pk])).status_code == 403


def test_merged_records_are_one_candidate_and_an_erased_person_is_none(union, case, officer):
    na, hoa, _binh = people_of(union)
    for who in (na, hoa):
        actions.propose_candidate(actor=officer, case=case, person=who, day=TODAY)
    people.merge_persons(actor=SYSTEM, keep=na, drop=hoa)
    assert list(Candidate.objects.values_list("person", flat=True)) == [na.pk]
    for one in na.posts.all():
        people.end_post(actor=SYSTEM, held=one, day=date(2020, 6, 1), reason=EndReason.STEPPED_DOWN)
    people.erase_person(actor=SYSTEM, person=na, reason="Theo yêu cầu")
    assert not Candidate.objects.exists()


def test_pages_ask_as_much_of_many_as_of_one(client, union, case, officer):
    client.force_login(officer)
    counted: dict[str, list[int]] = {"candidates": [], "compare": []}
    made = 0
    for number in (1, 3, 6):
        while made < number:
            who = make.person(f"Trần Văn {'ABCDEFGH'[made]}")
            make.post(who, union, Post.GROUP_LEADER, of=BodyKind.GROUP)
            actions.propose_candidate(actor=officer, case=case, person=who, day=TODAY)
            made += 1
        for name, counts in counted.items():
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(f"staffing:{name}", args=[case.pk])).status_code == 200
            counts.append(len(captured))
    assert len(set(counted["candidates"])) == 1, counted
    assert counted["compare"][1] == counted["compare"][2], counted  # with one there is nothing to compare


# What a vote of confidence said


def vote_on(union, names, votes, title="Lấy phiếu tín nhiệm giữa nhiệm kỳ"):
    ballot = make_ballots.ballot(union, voters=len(votes), candidates=names, kind=BallotKind.CONFIDENCE, title=title)
    for code, marks in zip(make_ballots.codes(ballot), votes, strict=True):
        ballots.cast_vote(code=code, marks=marks)
    return ballot


def test_a_counted_vote_of_confidence_is_evidence_with_its_day_and_source(client, union, case, officer):
    na, hoa, binh = people_of(union)
    for who in (na, hoa, binh):
        actions.propose_candidate(actor=officer, case=case, person=who, day=TODAY)
    ballot = vote_on(union, ["Lê Na", "Phạm Hoa", "Người Lạ"], ["hml", "hlm", "h0m"])
    client.force_login(officer)
    page = reverse("staffing:compare", args=[case.pk])

    def standing():
        answer = client.get(page)
        names = [one.name for one in answer.context["persons"]]
        return dict(zip(names, dict(answer.context["criteria"])["Uy tín"], strict=True))

    assert standing() == {"Lê Na": [], "Phạm Hoa": [], "Đỗ Bình": []}  # not counted yet
    ballots.count_ballot(actor=SYSTEM, ballot=make_ballots.close(ballot))
    [(words, when, source)] = standing()["Lê Na"]
    assert words == "Lấy phiếu tín nhiệm, 3 phiếu thu về: Tín nhiệm cao: 3, Tín nhiệm: 0, Tín nhiệm thấp: 0"
    closed = ballot.closes_at.astimezone(clock.VIETNAM)
    assert (when, source) == (f"{closed:%d/%m/%Y}", "kết quả kiểm phiếu “Lấy phiếu tín nhiệm giữa nhiệm kỳ”")
    [(words, _when, _source)] = standing()["Phạm Hoa"]
    assert words.endswith("Tín nhiệm cao: 0, Tín nhiệm: 1, Tín nhiệm thấp: 1")
    assert standing()["Đỗ Bình"] == []
    # the record tells, not the name: who comes later with the same name changes nothing
    make.post(make.person("Lê Na", born="1971"), union)
    assert len(standing()["Lê Na"]) == 1
    # of a paper that is tied to no record, of two persons of one name in the unit, nobody knows who was meant
    ballot.candidates.update(person=None)
    assert standing()["Lê Na"] == []
    [(_words, _when, source)] = standing()["Phạm Hoa"]
    assert source == "kết quả kiểm phiếu “Lấy phiếu tín nhiệm giữa nhiệm kỳ”, theo họ tên trên phiếu"
    # where somebody said that no record is meant, the name tells nothing; nothing is told of a voided ballot either
    ballot.candidates.filter(name="Phạm Hoa").update(no_person=True)
    assert standing()["Phạm Hoa"] == []
    ballot.candidates.update(no_person=False)
    type(ballot).objects.filter(pk=ballot.pk).update(voided_at=clock.now())
    assert standing()["Phạm Hoa"] == []


def test_what_another_union_voted_is_not_told_here(union, case, officer, ward):
    na, hoa, _binh = people_of(union)
    other = make.unit("CĐCS May Khác", under=ward)
    make.post(na, other)
    ballots.count_ballot(actor=SYSTEM, ballot=make_ballots.close(vote_on(other, ["Lê Na"], ["h"])))
    told = queries.evidence(queries.known([na.pk, hoa.pk], day=TODAY, votes_in=union.pk), day=TODAY, unit=union.pk)
    assert not told.get((na.pk, Criterion.STANDING))
    assert queries.evidence(queries.known([na.pk], day=TODAY, votes_in=other.pk), day=TODAY, unit=other.pk)[
        na.pk, Criterion.STANDING
    ]
