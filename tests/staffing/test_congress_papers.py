"""The documents of a congress, its file for recognition, and its delegates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import given as for_all
from hypothesis import strategies as some

from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.api import Traces
from nongcot.people.errors import Refused
from nongcot.people.kinds import DataRequestKind, Post, Role, UnitKind
from nongcot.staffing import actions
from nongcot.staffing.actions import Written
from nongcot.staffing.actions.congress import plan_of
from nongcot.staffing.erasing import forget_in_cases
from nongcot.staffing.kinds.congress_papers import PAPERS, CongressPaper
from nongcot.staffing.models import Congress, CongressStepDone, IssuedPaper, Nominee
from nongcot.staffing.queries.congress_papers import congress_facts
from nongcot.staffing.rules.congress_file import file_items
from nongcot.staffing.rules.quotas import divide
from nongcot.staffing.shown.congress_papers import congress_paper
from tests.factories import people as make
from tests.factories.people import SYSTEM

TODAY = clock.today()


@pytest.fixture
def ward(db):
    return make.unit("Công đoàn phường A", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def mai():
    return make.person("Trần Thị Mai", born="1985-07-05")


@pytest.fixture
def congress(ward, mai):
    union = make.unit("Công đoàn cơ sở Sợi", under=ward)
    make.term(union, from_day=TODAY - timedelta(days=1700), planned_end=TODAY + timedelta(days=120), seats=3)
    make.post(mai, union, Post.CHAIR, from_day=TODAY - timedelta(days=1700))
    given = {"planned_on": TODAY + timedelta(days=100), "form": "delegates", "day": TODAY}
    congress = actions.open_congress(actor=SYSTEM, unit=union, **given)
    return actions.decide_congress(actor=SYSTEM, congress=congress, seats=1, delegates=20)


def text(document) -> str:
    """All words of a document."""

    def words(block):
        rows = [cell for row in getattr(block, "rows", ()) for cell in row]
        return [getattr(block, "text", ""), *getattr(block, "items", ()), *rows]

    return " ".join([document.title, document.subject, *(word for block in document.blocks for word in words(block))])


def issue(congress, paper, actor=SYSTEM, **options):
    return actions.issue_congress_paper(actor=actor, congress=congress, paper=paper, day=TODAY, **options)


def hold(congress, mai, votes=15, **papers):
    actions.nominate(actor=SYSTEM, congress=congress, person=mai, day=TODAY)
    given = {"step": "congress", "written": Written(TODAY), "day": TODAY}
    actions.record_congress_step(actor=SYSTEM, congress=congress, **given)
    given = {"post": "member", "collected": 20, "votes": {mai.pk: votes}, **papers}
    actions.enter_congress_votes(actor=SYSTEM, congress=congress, **given)
    congress.refresh_from_db()


@pytest.mark.parametrize("paper", CongressPaper)
def test_every_document_says_its_facts_as_word_and_pdf(client, congress, mai, paper):
    hold(congress, mai)
    client.force_login(make.officer(congress.unit, Role.CHAIR))
    for kind, starts in (("docx", b"PK"), ("pdf", b"%PDF")):
        answer = client.get(reverse("staffing:congress-paper", args=[congress.pk, paper.value, kind]))
        assert (answer.status_code, answer.content[: len(starts)]) == (200, starts)
    facts = congress_facts(congress, paper, plan_of(congress), day=TODAY)
    assert "Công đoàn cơ sở Sợi" in text(congress_paper(facts, day=TODAY, sign="TTr-CĐCS"))


def test_the_plan_tells_form_numbers_and_days(congress):
    facts = congress_facts(congress, CongressPaper.PLAN, plan_of(congress), day=TODAY)
    told = text(congress_paper(facts, day=TODAY, sign="TTr-CĐCS"))
    assert "đại hội đại biểu" in told
    assert "Số đại biểu chính thức: 20" in told
    assert f"{congress.planned_on - timedelta(days=10):%d/%m/%Y}" in told  # the invitations
    assert "Kính gửi: Công đoàn phường A" in told


def test_the_count_tells_votes_and_shares(congress, mai):
    hold(congress, mai)
    told = text(congress_paper(
        congress_facts(congress, CongressPaper.COUNT, plan_of(congress), day=TODAY), day=TODAY, sign="BB-CĐCS"
    ))  # fmt: skip
    assert "Phát ra …… phiếu; thu về 20 phiếu; hợp lệ …… phiếu; không hợp lệ …… phiếu." in told
    assert "Trần Thị Mai 15 75,0% Trúng cử" in told


def test_the_count_tells_all_papers_where_they_were_told(congress, mai):
    hold(congress, mai, issued=22, invalid=1)
    facts = congress_facts(congress, CongressPaper.COUNT, plan_of(congress), day=TODAY)
    told = text(congress_paper(facts, day=TODAY, sign="BB-CĐCS"))
    assert "Phát ra 22 phiếu; thu về 20 phiếu; hợp lệ 19 phiếu; không hợp lệ 1 phiếu." in told


@pytest.mark.parametrize("direct", [True, False])
def test_a_chair_elected_by_the_congress_itself_is_in_its_minutes(congress, mai, direct):
    actions.decide_congress(actor=SYSTEM, congress=congress, seats=1, delegates=20, chair_direct=direct)
    congress.refresh_from_db()
    other = make.person("Lê Văn Hùng")
    for person in (mai, other):
        actions.nominate(actor=SYSTEM, congress=congress, person=person, day=TODAY, chair=direct)
    actions.record_congress_step(actor=SYSTEM, congress=congress, step="congress", written=Written(TODAY), day=TODAY)
    votes = {"member": {mai.pk: 15, other.pk: 4}, **({"chair": {mai.pk: 13, other.pk: 6}} if direct else {})}
    for post, given in votes.items():
        actions.enter_congress_votes(actor=SYSTEM, congress=congress, post=post, collected=20, votes=given)
    congress.refresh_from_db()
    count, minutes = (
        text(congress_paper(congress_facts(congress, paper, plan_of(congress), day=TODAY), day=TODAY, sign="BB-CĐCS"))
        for paper in (CongressPaper.COUNT, CongressPaper.MINUTES)
    )
    assert ("Bầu Chủ tịch: số lượng 1 người" in count) is direct
    assert ("Trần Thị Mai 13 65,0% Trúng cử" in count) is direct
    assert ("Đại hội bầu trực tiếp Chủ tịch; người trúng cử: Trần Thị Mai." in minutes) is direct


def test_after_the_entry_the_list_tells_the_new_posts(congress, mai):
    hold(congress, mai)
    given = {"planned_end": TODAY + timedelta(days=1800), "posts": {mai.pk: Post.CHAIR}, "day": TODAY}
    actions.enter_congress_results(actor=SYSTEM, congress=congress, **given)
    congress.refresh_from_db()
    facts = congress_facts(congress, CongressPaper.LIST, plan_of(congress), day=TODAY)
    assert [(one["name"], one["born"], one["post"]) for one in facts["people"]] == [
        ("Trần Thị Mai", "05/07/1985", "Chủ tịch")
    ]


def test_a_number_is_given_once_in_the_register_of_the_issuer_and_does_the_step(congress, ward):
    first = issue(congress, "plan", first=7)
    assert (first.full_number, first.issuer) == ("07/TTr-CĐCS", congress.unit)
    assert CongressStepDone.objects.get(step="plan").document_number == "07/TTr-CĐCS"
    with pytest.raises(Refused, match="đã ban hành"):
        issue(congress, "plan")
    with pytest.raises(PermissionDenied):
        issue(congress, "consent", actor=make.officer(congress.unit, Role.CHAIR))
    consent = issue(congress, "consent", actor=make.officer(ward, Role.SUPERIOR_OFFICER))
    assert (consent.full_number, consent.issuer) == ("01/TB-CĐ", ward)
    assert issue(congress, "invitation").full_number == "08/GM-CĐCS"
    assert not CongressStepDone.objects.filter(step="invitation").exists()
    with pytest.raises(Refused, match="sau đại hội"):
        issue(congress, "file")
    assert IssuedPaper.objects.filter(congress=congress).count() == 3


def test_recognition_completes_the_term_and_closes_the_congress(congress, mai, ward):
    hold(congress, mai)
    given = {"planned_end": TODAY + timedelta(days=1800), "posts": {mai.pk: Post.CHAIR}, "day": TODAY}
    term = actions.enter_congress_results(actor=SYSTEM, congress=congress, **given)
    paper = issue(congress, "recognition", actor=make.officer(ward, Role.SUPERIOR_OFFICER))
    term.refresh_from_db()
    assert (term.decision_number, term.decision_day) == (paper.full_number, TODAY)
    congress.refresh_from_db()
    assert congress.end == "completed"


def test_erasing_somebody_takes_the_name_out_of_what_was_issued(congress, mai):
    hold(congress, mai)
    issue(congress, "minutes")
    lineage = [congress.unit_id]
    forget_in_cases(mai, Traces.of([mai.name], [], [], lineage=lineage))
    assert "Mai" not in str(IssuedPaper.objects.get().facts)


# The file


def test_the_file_says_what_is_missing_and_asks_before_it_is_sent(client, congress, mai):
    hold(congress, mai)
    client.force_login(make.officer(congress.unit, Role.CHAIR))
    address = reverse("staffing:congress-file", args=[congress.pk])
    given = {"once": "f", "seen": client.get(address).context["seen"]}
    given |= {f"there_{item.id}": "on" for item in file_items(TODAY) if item.id != "count"}
    assert client.post(address, {**given, "detail_minutes": "3/BB-CĐCS"}).status_code == 302
    congress.refresh_from_db()
    assert congress.file["items"]["minutes"] == {"there": True, "detail": "3/BB-CĐCS"}
    address = reverse("staffing:record-congress-step", args=[congress.pk, "file"])
    sent = {"once": "g", "seen": client.get(address).context["seen"], "done_on": f"{TODAY:%d/%m/%Y}"}
    asked = client.post(address, sent)
    assert asked.context["sentences"] == ["Hồ sơ còn thiếu: Biên bản kiểm phiếu bầu Ban Chấp hành."]
    assert client.post(address, {**sent, "confirmed": asked.context["confirmed"]}).status_code == 302


def test_every_thing_the_house_can_draft_is_a_document_of_it():
    assert {item.paper for item in file_items(TODAY) if item.paper} <= {paper.value for paper in PAPERS}


# Delegates


@for_all(some.integers(0, 300), some.lists(some.integers(0, 500), min_size=1, max_size=12))
def test_delegates_divided_add_up_and_a_larger_group_never_has_fewer(total, sizes):
    found = divide(total, sizes)
    assert sum(found) == (total if any(sizes) else 0)
    for one, size in zip(found, sizes, strict=True):
        assert size > 0 or one == 0
        assert all(one >= other for other, smaller in zip(found, sizes, strict=True) if smaller < size)
    more = divide(total + 1, sizes)
    assert all(after >= before for before, after in zip(found, more, strict=True))


def test_no_group_goes_without_a_delegate_and_shares_follow_the_members():
    assert divide(10, [300, 100, 5]) == [7, 2, 1]
    assert divide(3, [300, 100, 5]) == [1, 1, 1]


def test_delegates_are_divided_over_groups_named_once(congress):
    groups = [("Tổ may 1", 60), ("Tổ may 2", 40)]
    actions.divide_delegates(actor=SYSTEM, congress=congress, groups=groups, standing=5)
    congress.refresh_from_db()
    assert [one["delegates"] for one in congress.quotas["groups"]] == [9, 6]
    with pytest.raises(Refused, match="tên riêng"):
        actions.divide_delegates(actor=SYSTEM, congress=congress, groups=[("Tổ 1", 5), ("Tổ 1 ", 4)])
    with pytest.raises(Refused, match="ít hơn số tổ"):
        actions.divide_delegates(actor=SYSTEM, congress=congress, groups=groups, standing=19)


def test_the_lines_of_groups_are_read_as_pasted(client, congress):
    client.force_login(make.officer(congress.unit, Role.CHAIR))
    address = reverse("staffing:divide-delegates", args=[congress.pk])
    given = {"once": "d", "seen": client.get(address).context["seen"], "standing": "1"}
    assert client.post(address, {**given, "lines": "Tổ may 1; sáu mươi"}).status_code == 422
    assert client.post(address, {**given, "lines": "Tổ may 1; 1.060\nTổ may 2\t40\n\n"}).status_code == 302
    groups = Congress.objects.get(pk=congress.pk).quotas["groups"]
    assert [(one["name"], one["members"]) for one in groups] == [("Tổ may 1", 1060), ("Tổ may 2", 40)]


@pytest.mark.parametrize(
    ("paper", "signers"),
    [
        (CongressPaper.MINUTES, ["TM. ĐOÀN THƯ KÝ", "TM. ĐOÀN CHỦ TỊCH"]),
        (CongressPaper.FIRST_MEETING, ["THƯ KÝ", "CHỦ TRÌ"]),
        (CongressPaper.COUNT, []),
    ],
)
def test_minutes_are_signed_by_who_wrote_and_who_led(congress, paper, signers):
    facts = congress_facts(congress, paper, plan_of(congress), day=TODAY)
    sign = congress_paper(facts, day=TODAY, sign="BB-CĐCS").signature
    assert [one.title for one in sign.parties] == signers
    assert (sign.on_behalf, sign.position) == (("", "") if signers else ("TM. BAN KIỂM PHIẾU", "TRƯỞNG BAN"))


# Whose data is limited


@pytest.mark.parametrize("paper", [CongressPaper.MINUTES, CongressPaper.COUNT])
def test_a_list_of_nominees_leaves_out_whose_data_is_limited_until_elected(congress, mai, paper):
    binh = make.person("Đỗ Bình")
    make.post(binh, congress.unit)
    actions.nominate(actor=SYSTEM, congress=congress, person=mai, day=TODAY)
    asked = {"person": mai, "kind": DataRequestKind.RESTRICTION, "requester": mai.name}
    request = people.register_request(actor=SYSTEM, received_on=TODAY, **asked)
    people.limit_processing(actor=SYSTEM, request=request, day=TODAY)

    def told():
        facts = congress_facts(congress, paper, plan_of(congress), day=TODAY)
        return text(congress_paper(facts, day=TODAY, sign="BB-CĐCS"))

    assert "Trần Thị Mai" not in told()
    assert "Không nêu tên 1 người" in told()
    Nominee.objects.update(elected=True)
    assert "Trần Thị Mai" in told()
    actions.withdraw_nominee(actor=SYSTEM, congress=congress, person=mai, reason="Xin rút", day=TODAY)
    with pytest.raises(Refused, match="hạn chế xử lý"):
        actions.nominate(actor=SYSTEM, congress=congress, person=mai, day=TODAY)
