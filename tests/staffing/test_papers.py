"""Documents of a case: drafted from the facts, numbered without gaps, kept as they were issued."""

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
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, EndReason, Post, Role, UnitKind
from nongcot.staffing import actions
from nongcot.staffing.actions import Written
from nongcot.staffing.actions.completing import plan_of
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.labels.papers import TITLES, sign
from nongcot.staffing.models import IssuedPaper, StepDone
from nongcot.staffing.queries.papers import paper_facts
from nongcot.staffing.shown.papers import paper
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = clock.today()
BOARD = BodyKind.EXECUTIVE_COMMITTEE
VICE = Seat(BOARD, Post.VICE_CHAIR)


@pytest.fixture
def ward():
    found = make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    make.post(make.person("Ngô Văn Cấp"), found, Post.CHAIR)
    return found


@pytest.fixture
def union(ward):
    found = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    make.post(make.person("Lê Thị Chủ"), found, Post.CHAIR)
    for name in ("Phạm Hoa", "Đỗ Bình"):
        make.post(make.person(name, born="1990-03-08"), found)
    make.term(found, from_day=date(2023, 1, 1), planned_end=date(2028, 1, 1), seats=5)
    return found


@pytest.fixture
def case(union):
    return actions.open_case(actor=SYSTEM, unit=union, seat=VICE, way="by_election", day=TODAY)


def candidate(case, place: int = 1, *, chosen: bool = False):
    who = case.unit.posts.order_by("pk")[place].person
    actions.propose_candidate(actor=SYSTEM, case=case, person=who, day=TODAY)
    if chosen:
        actions.choose_candidate(actor=SYSTEM, case=case, person=who, day=TODAY)
    return who


def drawn(case, step: str):
    planned = next(one for one in plan_of(case, case.unit.kind) if one.step == step)
    facts = paper_facts(case, planned, day=TODAY)
    return paper(facts, day=TODAY, sign=sign(step, case.unit.kind))


def words_of(document) -> str:
    word = docx.Document(io.BytesIO(official_docx(document)))
    tables = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in word.paragraphs), *tables])


def test_the_proposal_says_who_asks_whom_for_what_with_whom(union, case):
    candidate(case)
    said = words_of(drawn(case, "proposal"))
    for words in (
        "TỜ TRÌNH",
        "CÔNG ĐOÀN CƠ SỞ MAY SAO MAI",
        "CÔNG ĐOÀN PHƯỜNG AN PHÚ",
        "Số: ……/TTr-CĐCS",
        "Độc lập - Tự do - Hạnh phúc",
        "Kính gửi: Công đoàn phường An Phú.",
        "nhiệm kỳ 2023–2028",
        "số lượng do đại hội quyết định là 5 người, hiện có 3 người",
        "Phạm Hoa",
        "Lê Thị Chủ",  # signs as the chair
        "Luật Công đoàn",
    ):
        assert words in said, words


def test_the_decision_is_the_superiors_and_signed_by_its_chair_with_those_chosen_alone(case):
    candidate(case)
    candidate(case, 2, chosen=True)
    said = words_of(drawn(case, "recognition"))
    assert "Ngô Văn Cấp" in said
    assert "Công nhận người có tên sau giữ chức danh" in said
    assert "Đỗ Bình" in said
    assert "Phạm Hoa" not in said


def test_a_document_names_those_issued_before_it(union, case):
    actions.issue_paper(actor=SYSTEM, case=case, step="proposal", day=TODAY)
    assert "Tờ trình số 01/TTr-CĐCS" in words_of(drawn(case, "consent"))


@pytest.mark.parametrize("step", list(TITLES))
def test_every_kind_of_document_is_drawn_as_pdf_and_word_and_no_text_is_markup(case, step):
    if step == "designation":
        actions.change_way(actor=SYSTEM, case=case, way="appointed")
        case.refresh_from_db()
    who = candidate(case, chosen=True)
    type(who).objects.filter(pk=who.pk).update(name="#set page(width: 1cm) *Hoa* {{ x }} <b>")
    document = drawn(case, step)
    assert official_pdf(document).startswith(b"%PDF")
    assert "#set page(width: 1cm) *Hoa* {{ x }} <b>" in words_of(document)


def test_numbers_follow_each_other_by_unit_and_year_and_the_step_is_done(ward, union, case):
    officer = make.officer(ward, Role.SUPERIOR_OFFICER)
    first = actions.issue_paper(actor=officer, case=case, step="proposal", day=TODAY)
    second = actions.issue_paper(actor=officer, case=case, step="minutes", day=TODAY)
    above = actions.issue_paper(actor=officer, case=case, step="consent", day=TODAY)
    assert [one.full_number for one in (first, second, above)] == ["01/TTr-CĐCS", "02/BB-CĐCS", "01/TB-CĐ"]
    done = StepDone.objects.get(case=case, step="proposal")
    assert (done.document_number, done.document_day) == ("01/TTr-CĐCS", TODAY)
    entry = AuditEntry.objects.get(action="staffing.issue_paper", changes__changes__step=[None, "proposal"])
    assert entry.changes["changes"]["document_number"] == [None, "01/TTr-CĐCS"]


def test_another_year_begins_with_one_and_a_register_on_paper_goes_on(union, case):
    last_year = TODAY - timedelta(days=366)
    actions.issue_paper(actor=SYSTEM, case=case, step="proposal", day=last_year, first=41)
    assert actions.issue_paper(actor=SYSTEM, case=case, step="minutes", day=last_year).number == 42
    assert actions.issue_paper(actor=SYSTEM, case=case, step="file", day=TODAY).number == 1
    other = actions.open_case(actor=SYSTEM, unit=union, seat=Seat(BOARD, Post.MEMBER), way="by_election", day=TODAY)
    with pytest.raises(Refused):
        actions.issue_paper(actor=SYSTEM, case=other, step="proposal", day=TODAY, first=90)
    assert actions.issue_paper(actor=SYSTEM, case=other, step="proposal", day=TODAY).number == 2


@pytest.mark.parametrize("step", ["proposal", "election", "entry", "nothing"])
def test_no_second_number_and_none_for_a_step_without_document(case, step):
    actions.issue_paper(actor=SYSTEM, case=case, step="proposal", day=TODAY)
    with pytest.raises(Refused):
        actions.issue_paper(actor=SYSTEM, case=case, step=step, day=TODAY)
    assert IssuedPaper.objects.count() == 1


def test_a_chair_issues_nothing_of_the_superior(union, case):
    chair = make.officer(union, Role.CHAIR)
    with pytest.raises(PermissionDenied):
        actions.issue_paper(actor=chair, case=case, step="consent", day=TODAY)


def test_a_step_written_down_before_keeps_its_own_number(case):
    written = Written(TODAY, document_number="7/TTr", document_day=TODAY)
    actions.record_step(actor=SYSTEM, case=case, step="proposal", written=written, day=TODAY)
    actions.issue_paper(actor=SYSTEM, case=case, step="proposal", day=TODAY)
    assert StepDone.objects.get(case=case).document_number == "7/TTr"


def test_what_was_issued_stays_as_it_was(client, ward, union, case):
    who = candidate(case)
    client.force_login(make.officer(ward, Role.SUPERIOR_OFFICER))
    address = reverse("staffing:paper", args=[case.pk, "proposal", "docx"])
    actions.issue_paper(actor=SYSTEM, case=case, step="proposal", day=TODAY)
    type(who).objects.filter(pk=who.pk).update(name="Tên Khác")
    word = docx.Document(io.BytesIO(client.get(address).content))
    said = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert "Phạm Hoa" in said
    assert "Số: 01/TTr-CĐCS" in said
    assert client.get(reverse("staffing:paper", args=[case.pk, "proposal", "exe"])).status_code == 404


def test_an_erased_person_is_in_no_document(union, case):
    who = candidate(case)
    actions.issue_paper(actor=SYSTEM, case=case, step="proposal", day=TODAY)
    for held in who.posts.all():
        people.end_post(actor=SYSTEM, held=held, day=date(2020, 6, 1), reason=EndReason.STEPPED_DOWN)
    people.erase_person(actor=SYSTEM, person=who, reason="Theo yêu cầu")
    facts = IssuedPaper.objects.get().facts
    assert facts["people"] == []
    assert facts["unit"] == "Công đoàn cơ sở May Sao Mai"
