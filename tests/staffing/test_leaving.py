"""The papers of the end of a post: four legal acts kept apart, drafted from the facts, numbered with all others."""

from __future__ import annotations

import io
from datetime import date, timedelta

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.documents.docx import official_docx
from nongcot.infra.documents.pdf import official_pdf
from nongcot.infra.rulebook.api import rulebook
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, EndReason, Post, Role, UnitKind
from nongcot.people.models import Person
from nongcot.staffing import actions
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.kinds.leaving import LEGAL_ENDS, Paper, Writes
from nongcot.staffing.models import IssuedPaper
from nongcot.staffing.queries.completing import untouched
from nongcot.staffing.queries.leaving import leaving_facts
from nongcot.staffing.rules.leaving import papers_of, ways
from nongcot.staffing.shown.leaving import leaving_paper
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY, D = clock.today(), timedelta(days=1)
BOOK = rulebook


@pytest.fixture
def ward():
    found = make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    make.post(make.person("Ngô Văn Cấp"), found, Post.CHAIR)
    return found


@pytest.fixture
def union(ward):
    found = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    make.post(make.person("Đỗ Thị Phó"), found, Post.VICE_CHAIR)
    make.term(found, from_day=date(2023, 1, 1), planned_end=date(2028, 1, 1), seats=5)
    return found


@pytest.fixture
def held(union):
    person = make.person("Trần Thị Cũ", born="1990-03-08", sex="female")
    return make.post(person, union, Post.CHAIR, from_day=date(2023, 1, 1))


@pytest.fixture
def superior(ward):
    return make.officer(ward, Role.SUPERIOR_OFFICER)


def kinds(how):
    return [(one.paper, one.who) for one in papers_of(rulebook().on(TODAY), how)]


def drawn(held, how, paper):
    planned = next(one for one in papers_of(rulebook().on(TODAY), how) if one.paper == paper)
    return leaving_paper(leaving_facts(held, planned, how, day=TODAY), day=TODAY, sign="X")


def words_of(document) -> str:
    word = docx.Document(io.BytesIO(official_docx(document)))
    tables = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in word.paragraphs), *tables])


def test_each_act_has_its_own_papers_and_what_ends_by_itself_has_none():
    own, unit, above = Writes.PERSON, Writes.UNIT, Writes.ABOVE
    common = [(Paper.PROPOSAL, unit), (Paper.DECISION, above)]
    voted = [(Paper.MINUTES, unit), (Paper.RESOLUTION, unit), *common]
    assert kinds("stepped_down") == [(Paper.REQUEST, own), (Paper.MINUTES, unit), *common]
    assert kinds("relieved") == voted
    assert kinds("recalled") == voted
    assert kinds("removed") == [(Paper.SELF_REVIEW, own), (Paper.MINUTES, unit), *common]
    for how in ("term_ended", "retired", "died", "transferred", "", "nothing"):
        assert kinds(how) == []


def test_a_post_still_held_may_end_in_four_ways_and_one_that_ended_did_so_in_one():
    assert ways("", ended=False) == ways("", ended=True) == LEGAL_ENDS
    assert ways("recalled", ended=True) == (EndReason.RECALLED,)
    assert ways("retired", ended=True) == ()


ACTS = {
    "stepped_down": "thôi tham gia",
    "relieved": "miễn nhiệm",
    "recalled": "bãi nhiệm",
    "removed": "cách chức",
}


@pytest.mark.parametrize("how", ACTS)
def test_no_paper_of_one_act_speaks_of_another(held, how):
    for paper, _who in kinds(how):
        said = words_of(drawn(held, how, paper)).lower()
        others = [words for other, words in ACTS.items() if other != how]
        assert [words for words in others if words in said] == [], paper
        if paper is not Paper.SELF_REVIEW:
            assert ACTS[how] in said, paper


def test_the_decision_says_whom_it_is_about_and_who_signs(held):
    people.end_post(actor=SYSTEM, held=held, day=date(2026, 3, 8), reason=EndReason.RELIEVED)
    held.refresh_from_db()
    said = words_of(drawn(held, "relieved", "decision"))
    for words in (
        "QUYẾT ĐỊNH",
        "CÔNG ĐOÀN PHƯỜNG AN PHÚ",
        "Miễn nhiệm chức danh Chủ tịch đối với bà Trần Thị Cũ, sinh 08/03/1990, Chủ tịch Công đoàn cơ sở May Sao Mai",
        "từ ngày 08 tháng 3 năm 2026",
        "Luật Công đoàn",
        "Ngô Văn Cấp",
    ):
        assert words in said, words


def test_nobody_signs_the_own_dismissal(held):
    said = words_of(drawn(held, "recalled", "resolution"))
    assert "KT. CHỦ TỊCH" in said
    assert "Đỗ Thị Phó" in said


def test_what_the_person_writes_is_under_the_states_title_alone_and_signed_by_the_person(held):
    document = drawn(held, "stepped_down", "request")
    said = words_of(document)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert "Số:" not in said
    assert "NGƯỜI LÀM ĐƠN" in said
    assert official_pdf(document).startswith(b"%PDF")


@pytest.mark.parametrize("how", ACTS)
def test_every_paper_is_drawn_and_no_text_is_markup(held, how):
    Person.objects.filter(pk=held.person_id).update(name="#set page(width: 1cm) *Hoa* {{ x }} <b>")
    held.person.refresh_from_db()
    for paper, _who in kinds(how):
        document = drawn(held, how, paper)
        assert official_pdf(document).startswith(b"%PDF")
        assert "#set page(width: 1cm) *Hoa* {{ x }} <b>" in words_of(document), paper


def test_the_numbers_are_of_the_one_register_of_the_issuer(held, union, superior):
    give = lambda paper: actions.issue_leaving_paper(  # noqa: E731
        actor=superior, held=held, how="relieved", paper=paper, day=TODAY
    )
    case = actions.open_case(
        actor=SYSTEM, unit=union, seat=Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.MEMBER), way="by_election", day=TODAY
    )
    assert give("minutes").full_number == "01/BB-CĐCS"
    assert actions.issue_paper(actor=SYSTEM, case=case, step="proposal", day=TODAY).full_number == "02/TTr-CĐCS"
    assert give("resolution").full_number == "03/NQ-CĐCS"
    assert give("decision").full_number == "01/QĐ-CĐ"
    assert "Nghị quyết số 03/NQ-CĐCS" in words_of(drawn(held, "relieved", "proposal"))
    entry = AuditEntry.objects.filter(action="staffing.issue_leaving_paper").latest("pk")
    assert entry.changes["changes"]["document_number"] == [None, "01/QĐ-CĐ"]
    for how, paper in (
        ("relieved", "minutes"),
        ("stepped_down", "request"),
        ("relieved", "request"),
        ("died", "minutes"),
    ):
        with pytest.raises(Refused):
            actions.issue_leaving_paper(actor=superior, held=held, how=how, paper=paper, day=TODAY)


def test_a_document_of_a_leaving_hides_no_case_nobody_worked_on(held, union, superior):
    case = actions.open_case(
        actor=SYSTEM, unit=union, seat=Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.MEMBER), way="by_election", day=TODAY
    )
    type(case).objects.filter(pk=case.pk).update(code="committee.vacant_seats", opened_by=None)
    actions.issue_leaving_paper(actor=superior, held=held, how="relieved", paper="minutes", day=TODAY)
    assert list(untouched()) == [case]


def test_who_may_not_and_what_does_not_fit_is_refused(held, union):
    chair = make.officer(union, Role.CHAIR)
    with pytest.raises(PermissionDenied):
        actions.issue_leaving_paper(actor=chair, held=held, how="relieved", paper="decision", day=TODAY)
    with pytest.raises(PermissionDenied):
        actions.issue_leaving_paper(
            actor=make.officer(union, Role.READER), held=held, how="relieved", paper="minutes", day=TODAY
        )
    people.end_post(actor=SYSTEM, held=held, day=TODAY, reason=EndReason.RETIRED)
    with pytest.raises(Refused, match="hình thức"):
        actions.issue_leaving_paper(actor=chair, held=held, how="relieved", paper="minutes", day=TODAY)


def test_what_was_issued_stays_and_an_erased_person_is_in_none(client, held, superior):
    actions.issue_leaving_paper(actor=superior, held=held, how="removed", paper="decision", day=TODAY)
    Person.objects.filter(pk=held.person_id).update(name="Tên Khác")
    client.force_login(superior)
    word = client.get(reverse("staffing:leaving-paper", args=[held.pk, "removed", "decision", "docx"]))
    told = "\n".join(p.text for p in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert "Trần Thị Cũ" in told
    Person.objects.filter(pk=held.person_id).update(name="Trần Thị Cũ")
    held.person.refresh_from_db()
    type(held).objects.filter(pk=held.pk).update(from_day=None, to_day=date(2000, 1, 1), end_reason="removed")
    people.erase_person(actor=SYSTEM, person=held.person, reason="Theo yêu cầu")
    facts = IssuedPaper.objects.get().facts
    assert facts["people"] == []
    assert "Trần Thị Cũ" not in str(facts)
    assert (
        client.get(reverse("staffing:leaving-paper", args=[held.pk, "removed", "decision", "pdf"])).status_code == 200
    )


def test_a_post_entered_by_mistake_goes_and_its_number_stays(held, superior):
    actions.issue_leaving_paper(actor=superior, held=held, how="relieved", paper="minutes", day=TODAY)
    people.withdraw_post(actor=SYSTEM, held=held, reason="Ghi nhầm")
    row = IssuedPaper.objects.get()
    assert (row.held, row.full_number) == (None, "01/BB-CĐCS")


def test_the_pages_from_the_post_to_the_number(client, held, superior):
    client.force_login(superior)
    address = reverse("staffing:leaving", args=[held.pk])
    for name in ("people:post", "people:end-post"):
        assert address in client.get(reverse(name, args=[held.pk])).content.decode()
    page = client.get(address)
    assert "Bãi nhiệm" in page.content.decode()
    assert page.context["papers"] == []
    page = client.get(address + "?how=stepped_down")
    assert [one.title for one in page.context["papers"]] == ["Đơn", "Biên bản", "Tờ trình", "Quyết định"]
    assert [one.may for one in page.context["papers"]] == [False, True, True, True]
    give = reverse("staffing:issue-leaving-paper", args=[held.pk, "stepped_down", "minutes"])
    seen = client.get(give).context["seen"]
    assert client.post(give, {"once": "1", "seen": seen, "first": "7"}).status_code == 302
    assert "07/BB-CĐCS" in client.get(address + "?how=stepped_down").content.decode()
    people.end_post(actor=SYSTEM, held=held, day=TODAY, reason=EndReason.RELIEVED)
    assert (
        client.get(reverse("staffing:leaving-paper", args=[held.pk, "stepped_down", "minutes", "pdf"])).status_code
        == 404
    )
    assert address in client.get(reverse("staffing:handover", args=[held.pk])).content.decode()
    assert [one.title for one in client.get(address).context["papers"]][1] == "Nghị quyết"


def test_two_who_number_the_same_document_give_it_one_number(client, held, superior):
    """The second is shown what the first did; nothing is written over."""
    give = reverse("staffing:issue-leaving-paper", args=[held.pk, "relieved", "minutes"])
    client.force_login(superior)
    seen = client.get(give).context["seen"]
    actions.issue_leaving_paper(actor=SYSTEM, held=held, how="relieved", paper="minutes", day=TODAY)
    answer = client.post(give, {"once": "9", "seen": seen, "first": ""})
    assert answer.status_code == 422
    assert "Ban hành văn bản thôi giữ chức vụ" in answer.content.decode()
    assert IssuedPaper.objects.count() == 1
