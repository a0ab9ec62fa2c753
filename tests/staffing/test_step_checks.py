"""What is checked at each step of completing a committee: both sides of each limit, and that not knowing is said."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.duties.kinds import Context
from nongcot.infra.rulebook.api import rulebook
from nongcot.infra.ui import slots
from nongcot.kernel import clock
from nongcot.people.facts import PostFacts, TermFacts, UnitFacts
from nongcot.people.kinds import BodyKind, Mandate, Post, Role, UnitKind
from nongcot.staffing import actions
from nongcot.staffing.kinds.candidates import Criterion, Evidence
from nongcot.staffing.kinds.checked import CheckedKind, Standing
from nongcot.staffing.kinds.completing import Seat, Step
from nongcot.staffing.labels.checked import words
from nongcot.staffing.queries.candidates import EVIDENCE, evidence, known
from nongcot.staffing.rules.checked import checked_at
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.staffing.test_papers import candidate, drawn, words_of

BOARD = BodyKind.EXECUTIVE_COMMITTEE
DAY = date(2024, 6, 1)  # the charter of the XIIth congress: two thirds in the grassroots, half above


def union(added: int, *, seats: int | None = 9, elected: int = 2, kind: UnitKind = UnitKind.ENTERPRISE) -> UnitFacts:
    """A committee with so many of the congress and so many added since."""
    rows = [(n, date(2023, 1, 1), Mandate.CONGRESS) for n in range(elected)]
    rows += [(100 + n, date(2023, 6, 1), Mandate.BY_ELECTION) for n in range(added)]
    posts = [
        PostFacts(person=n, name=f"A{n}", body=BOARD, post=Post.MEMBER, from_day=day, mandate=mandate)
        for n, day, mandate in rows
    ]
    term = TermFacts(body=BOARD, from_day=date(2023, 1, 1), to_day=date(2028, 1, 1), seats_fixed=seats)
    return UnitFacts(1, "CĐCS May", kind, members=500, terms=[term], posts=posts)


MEMBER, CHAIR = Seat(BOARD, Post.MEMBER), Seat(BOARD, Post.CHAIR)
SITS, NEW = 0, 900  # who sits on the committee of the congress, and who does not


def looked(step: Step, facts: UnitFacts | None, *, day: date = DAY, then=None, grounds=(), seat=MEMBER, chosen=()):
    context = Context(day=day, book=rulebook().on(day))
    rows = dict(enumerate(grounds, NEW))
    found = checked_at(step, seat=seat, now=facts, then=then, grounds=rows, chosen=chosen, context=context)
    return {one.kind: one for one in found}


def share(added: int, proposed=(), chosen=(), seat=CHAIR, kind=UnitKind.ENTERPRISE):
    context = Context(day=DAY, book=rulebook().on(DAY))
    rows = dict.fromkeys(proposed, 0)
    facts = union(added, kind=kind)
    return checked_at(Step.PROPOSAL, seat=seat, now=facts, then=None, grounds=rows, chosen=chosen, context=context)[0]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [UnitKind.ENTERPRISE, UnitKind.DIRECT_SUPERIOR])
def test_one_who_sits_on_the_committee_and_becomes_its_chair_is_no_addition(kind):
    """Charter XII art. 11.4 counts members added: six of nine may be in the grassroots, four above."""
    limit = 6 if kind is UnitKind.ENTERPRISE else 4

    def standing(added, *args, **more):
        return share(added, *args, kind=kind, **more).standing

    assert standing(limit, [SITS]) is Standing.GOOD
    assert standing(limit, [NEW]) is Standing.WARN
    assert standing(limit - 1, [NEW]) is Standing.GOOD
    assert standing(limit, [100]) is Standing.GOOD, "who was added before and now becomes chair counts once"
    assert standing(limit, [SITS, NEW]) is Standing.UNKNOWN
    assert standing(limit, [SITS, NEW], [NEW]) is Standing.WARN
    assert standing(limit, [SITS, NEW], [SITS]) is Standing.GOOD
    assert standing(limit) is Standing.UNKNOWN, "nobody is proposed yet"
    assert standing(limit - 1) is Standing.GOOD
    assert standing(limit, [], seat=MEMBER) is Standing.WARN, "a member's seat always adds one"
    assert standing(limit - 2, [800, 801], [800, 801], seat=MEMBER) is Standing.GOOD
    assert standing(limit - 1, [800, 801], [800, 801], seat=MEMBER) is Standing.WARN, "two are chosen at once"
    assert standing(limit - 1, [800, 801, 802], seat=MEMBER) is Standing.GOOD, "more may be proposed than are chosen"
    assert "Lần này bổ sung 2 người" in words(share(limit, [800, 801], [800, 801], seat=MEMBER, kind=kind))
    assert share(limit, [SITS], kind=kind).facts["left"] == 0
    assert "không tính là bổ sung" in words(share(limit, [SITS], kind=kind))
    assert "thì không tính là bổ sung; người ngoài" in words(share(limit, kind=kind))
    assert words(share(limit, [NEW], kind=kind)).endswith("cần công đoàn cấp trên trực tiếp đồng ý.")


@pytest.mark.django_db
@pytest.mark.parametrize(("added", "standing", "left"), [(5, Standing.GOOD, 1), (6, Standing.WARN, 0)])
def test_at_the_proposal_one_more_must_lie_within_two_thirds(added, standing, left):
    one = looked(Step.PROPOSAL, union(added))[CheckedKind.SHARE]
    assert (one.standing, one.facts["limit"], one.facts["left"]) == (standing, 6, left)
    assert one.rule.id == "committee.by_election_share"


@pytest.mark.django_db
@pytest.mark.parametrize(("added", "standing"), [(3, Standing.GOOD), (4, Standing.WARN)])
def test_above_the_grassroots_it_is_half(added, standing):
    one = looked(Step.PROPOSAL, union(added, kind=UnitKind.DIRECT_SUPERIOR))[CheckedKind.SHARE]
    assert (one.standing, one.facts["limit"]) == (standing, 4)


@pytest.mark.django_db
def test_a_share_no_text_fixes_and_one_that_is_not_on_file_are_told_apart():
    free = looked(Step.PROPOSAL, union(9), day=date(2025, 6, 1))[CheckedKind.SHARE]
    assert (free.standing, free.facts["limit"]) == (Standing.GOOD, None)
    unknown = looked(Step.PROPOSAL, union(9, kind=UnitKind.DIRECT_SUPERIOR), day=date(2025, 6, 1))[CheckedKind.SHARE]
    assert (unknown.standing, unknown.facts["why"]) == (Standing.UNKNOWN, "no_rule")
    no_term = looked(Step.PROPOSAL, union(1, seats=None))[CheckedKind.SHARE]
    assert (no_term.standing, no_term.facts["why"]) == (Standing.UNKNOWN, "no_term")


@pytest.mark.django_db
@pytest.mark.parametrize(("added", "size"), [(7, Standing.GOOD), (8, Standing.WARN)])
def test_at_recognition_the_size_is_held_against_the_congress(added, size):
    found = looked(Step.RECOGNITION, union(1), then=union(added))
    assert found[CheckedKind.SIZE].standing is size
    assert found[CheckedKind.SIZE].facts["holders"] == added + 2
    assert found[CheckedKind.MAXIMUM].facts["maximum"] == 15
    assert CheckedKind.SHARE not in found


@pytest.mark.django_db
@pytest.mark.parametrize(("elected", "standing"), [(15, Standing.GOOD), (16, Standing.WARN)])
def test_at_recognition_the_size_is_held_against_the_guidance(elected, standing):
    found = looked(Step.RECOGNITION, union(0, seats=20, elected=elected))
    assert found[CheckedKind.MAXIMUM].standing is standing


@pytest.mark.django_db
def test_other_bodies_and_other_steps_check_nothing_of_the_committee():
    assert looked(Step.MINUTES, union(9)) == {}
    assert set(looked(Step.PROPOSAL, union(9), seat=Seat(BodyKind.INSPECTION_COMMITTEE, Post.HEAD))) == {
        CheckedKind.ELIGIBLE
    }
    assert looked(Step.PROPOSAL, None)[CheckedKind.ELIGIBLE].standing is Standing.UNKNOWN
    assert looked(Step.PROPOSAL, union(1), grounds=[0, 2])[CheckedKind.ELIGIBLE].facts == {"persons": 2, "looked": 1}
    assert looked(Step.PROPOSAL, union(1), grounds=[0])[CheckedKind.ELIGIBLE].standing is Standing.GOOD


@pytest.fixture
def case(db):
    ward = make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    where = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    make.post(make.person("Lê Thị Chủ"), where, Post.CHAIR)
    for name in ("Phạm Hoa", "Đỗ Bình"):
        make.post(make.person(name), where)
    make.term(where, from_day=date(2023, 1, 1), planned_end=date(2028, 1, 1), seats=5)
    seat = Seat(BOARD, Post.VICE_CHAIR)
    return actions.open_case(actor=SYSTEM, unit=where, seat=seat, way="by_election", day=clock.today())


def test_the_page_says_at_each_step_what_is_checked_and_by_which_rule(client, case):
    client.force_login(make.officer(case.unit, Role.CHAIR))
    page = client.get(reverse("staffing:case", args=[case.pk]))
    said = page.content.decode()
    assert "Từ đầu nhiệm kỳ đã bổ sung 0 người trên số lượng 5" in said
    assert "Chưa giới thiệu ai để xét điều kiện" in said
    assert "chưa ghi số đoàn viên nên chưa rõ số lượng tối đa" in said
    assert reverse("rulebook:rule", args=["committee.by_election_share"]) in said
    steps = {one.step: list(one.checks) for one in page.context["steps"]}
    assert [len(steps[name]) for name in ("proposal", "minutes", "recognition")] == [2, 0, 2]
    candidate(case)
    assert "1 người được giới thiệu" in client.get(reverse("staffing:case", args=[case.pk])).content.decode()
    written = actions.Written(clock.today())
    actions.record_step(actor=SYSTEM, case=case, step="proposal", written=written, day=clock.today())
    steps = {one.step: one.checks for one in client.get(reverse("staffing:case", args=[case.pk])).context["steps"]}
    assert steps["proposal"] == (), "what is done is looked at no more"
    client.force_login(make.officer(case.unit, Role.READER))
    assert "người được giới thiệu" not in client.get(reverse("staffing:case", args=[case.pk])).content.decode()


def test_the_page_of_a_case_asks_as_much_with_many_candidates_as_with_one(client, case):
    client.force_login(make.officer(case.unit, Role.CHAIR))
    counts = []
    for more in (1, 2, 17):
        for _each in range(more):
            who = make.post(make.person(), case.unit).person
            actions.propose_candidate(actor=SYSTEM, case=case, person=who, day=clock.today())
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("staffing:case", args=[case.pk])).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts


def test_evidence_of_later_registers_plugs_in_and_without_any_the_page_says_so(client, case, monkeypatch):
    one, two = (row.person for row in case.unit.posts.order_by("pk")[1:3])
    for who in (one, two):
        actions.propose_candidate(actor=SYSTEM, case=case, person=who, day=clock.today())
    client.force_login(make.officer(case.unit, Role.CHAIR))
    address = reverse("staffing:compare", args=[case.pk])
    assert "chưa có dữ liệu" in client.get(address).content.decode()
    given = Evidence("87% đoàn viên tin tưởng", "05/2026", "record")

    def survey(*, persons, day):
        return {(persons[0], Criterion.COURAGE): [given]}

    monkeypatch.setitem(slots._providers, EVIDENCE, [survey])
    assert evidence(known([one.pk], day=DAY), day=DAY)[one.pk, Criterion.COURAGE] == [given]
    assert "87% đoàn viên tin tưởng" in client.get(address).content.decode()


def test_the_notice_of_consent_is_to_be_published_and_addresses_nobody(case):
    said = words_of(drawn(case, "consent"))
    assert "THÔNG BÁO" in said
    assert "Kính gửi" not in said
    assert "công bố văn bản này" in said
