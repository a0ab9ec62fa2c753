"""A closed congress opens again when its term is taken back or its unit is there again; its decision on the posts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files import File

from nongcot.infra.audit.models import AuditEntry
from nongcot.intake import api as intake
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, Mandate, Post, UnitEnd, UnitKind
from nongcot.people.models import PostHeld, Term
from nongcot.staffing import actions
from nongcot.staffing.actions import Written
from nongcot.staffing.kinds.congress import CongressEnd
from nongcot.staffing.models import CongressStepDone
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.intake.workbooks import UNITS, workbook

pytestmark = pytest.mark.django_db
TODAY = clock.today()
BEGAN = TODAY - timedelta(days=1700)


@pytest.fixture
def union(db):
    ward = make.unit("Công đoàn phường A", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)
    union = make.unit("Công đoàn cơ sở Sợi", under=ward)
    make.term(union, from_day=BEGAN, planned_end=TODAY + timedelta(days=120), seats=2)
    return union


@pytest.fixture
def two(union):
    found = [make.person(name) for name in ("Trần Thị Mai", "Lê Văn Hùng")]
    for who, post in zip(found, (Post.CHAIR, Post.MEMBER), strict=True):
        make.post(who, union, post, from_day=BEGAN)
    make.post(found[1], union, Post.TREASURER, from_day=TODAY)
    return found


@pytest.fixture
def closed(union, two):
    """A congress held, entered and recognised today."""
    row = actions.open_congress(actor=SYSTEM, unit=union, planned_on=TODAY, form="plenary", day=TODAY)
    row = actions.decide_congress(actor=SYSTEM, congress=row, seats=2)
    for who in two:
        actions.nominate(actor=SYSTEM, congress=row, person=who, day=TODAY)
    write(row, "congress")
    votes = {who.pk: 9 for who in two}
    actions.enter_congress_votes(actor=SYSTEM, congress=row, post="member", collected=10, votes=votes)
    given = {"planned_end": TODAY + timedelta(days=1826), "day": TODAY, "posts": {two[0].pk: Post.CHAIR}}
    actions.enter_congress_results(actor=SYSTEM, congress=row, **given)
    write(row, "recognition", document_number="12/QĐ-LĐLĐ", document_day=TODAY)
    row.refresh_from_db()
    assert row.end == CongressEnd.COMPLETED
    return row


def write(row, step, **told):
    written = Written(TODAY, **told)
    actions.record_congress_step(actor=SYSTEM, congress=row, step=step, written=written, day=TODAY)


def follow(row):
    changed = actions.follow_congresses(day=TODAY, units=[row.unit_id])
    row.refresh_from_db()
    return changed


def take_back(action):
    entry = AuditEntry.objects.filter(action=action).order_by("-pk").first()
    people.take_back_change(actor=SYSTEM, change=entry, reason="Ghi nhầm")


def test_the_recognition_is_on_the_term_and_on_every_post_it_began(closed, union):
    decided = {"decision_number": "12/QĐ-LĐLĐ", "decision_day": TODAY}
    assert Term.objects.filter(pk=closed.term_id, **decided).exists()
    assert set(PostHeld.objects.filter(**decided).values_list("person__name", "post")) == {
        ("Trần Thị Mai", "chair"),
        ("Lê Văn Hùng", "member"),
    }  # the treasurer is not elected, the old posts have their own decisions
    done = AuditEntry.objects.filter(action="people.complete_committee_document")
    assert done.count() == 2


def test_a_decision_of_its_own_stays_on_a_post(union, two):
    row = actions.open_congress(actor=SYSTEM, unit=union, planned_on=TODAY, form="plenary", day=TODAY)
    write(row, "congress")
    elected = [people.Elected(two[0], Post.CHAIR), people.Elected(two[1], Post.MEMBER)]
    end = TODAY + timedelta(days=1826)
    board = BodyKind.EXECUTIVE_COMMITTEE
    people.record_congress(
        actor=SYSTEM, unit=union, body=board, day=TODAY, planned_end=end, seats_fixed=2, elected=elected
    )
    follow(row)
    own = PostHeld.objects.get(person=two[0], from_day=TODAY)
    people.correct_post(actor=SYSTEM, held=own, reason="Quyết định riêng", decision_number="7/QĐ-LĐLĐ")
    write(row, "recognition", document_number="12/QĐ-LĐLĐ")
    own.refresh_from_db()
    assert own.decision_number == "7/QĐ-LĐLĐ"
    assert PostHeld.objects.get(person=two[1], from_day=TODAY, post="member").decision_number == "12/QĐ-LĐLĐ"


def test_a_term_taken_back_opens_its_congress_again_with_a_line_in_its_history(closed, union, two):
    assert follow(closed) == 0
    take_back("people.record_term")
    assert follow(closed) == 1
    assert (closed.closed_on, closed.end, closed.term_id, closed.step) == (None, "", None, "first_meeting")
    steps = set(CongressStepDone.objects.filter(congress=closed).values_list("step", flat=True))
    assert steps == {"congress", "recognition"}  # what people wrote down stays
    line = AuditEntry.objects.get(action="staffing.reopen_congress", object_id=str(closed.pk))
    assert line.changes["changes"] == {"congress_end": ["completed", None]}
    assert PostHeld.objects.get(person=two[0], to_day=None).from_day == BEGAN
    assert follow(closed) == 0
    given = {"planned_end": TODAY + timedelta(days=1826), "day": TODAY, "posts": {two[1].pk: Post.CHAIR}}
    actions.enter_congress_results(actor=SYSTEM, congress=closed, **given)
    closed.refresh_from_db()
    assert closed.end == CongressEnd.COMPLETED


def test_what_was_put_right_since_still_keeps_a_term_from_being_taken_back(closed, two):
    held = PostHeld.objects.get(person=two[0], to_day=None)
    people.correct_post(actor=SYSTEM, held=held, reason="Sửa", mandate=Mandate.APPOINTED)
    with pytest.raises(Refused, match="đã được sửa sau"):
        take_back("people.record_term")
    closed.refresh_from_db()
    assert follow(closed) == 0


def test_a_congress_opens_again_when_an_import_takes_its_term_away_but_not_beside_another(closed, union):
    Term.objects.filter(pk=closed.term_id).delete()  # as the undoing of an import removes what it added
    other = actions.open_congress(actor=SYSTEM, unit=union, planned_on=TODAY, form="plenary", day=TODAY)
    assert follow(closed) == 0
    actions.drop_congress(actor=SYSTEM, congress=other, reason="Mở nhầm", day=TODAY)
    assert follow(closed) == 0  # the later one is the unit's congress now
    other.delete()
    assert follow(closed) == 1
    assert closed.closed_on is None


def test_a_congress_whose_results_came_with_a_file_is_prepared_again_when_the_import_is_undone(union, tmp_path):
    row = actions.open_congress(actor=SYSTEM, unit=union, planned_on=TODAY, form="plenary", day=TODAY)
    actions.decide_congress(actor=SYSTEM, congress=row, seats=2)
    before = dict(row.steps_done.values_list("step", "done_on"))
    listed = (1, union.name, "", 120, 60, 2, TODAY, f"{TODAY.year}-{TODAY.year + 5}")
    path = workbook(tmp_path / "dai-hoi.xlsx", {"DS CĐCS": [UNITS, listed]})
    with path.open("rb") as file:
        got = intake.receive(actor=SYSTEM, files=[File(file, name=path.name)], day=TODAY)
    intake.read(imported=got, actor=SYSTEM)
    intake.start_applying(actor=SYSTEM, imported=got)
    intake.apply(actor=SYSTEM, imported=got)
    follow(row)
    assert row.term == Term.objects.get(from_day=TODAY)
    assert {"congress", "entry"} <= set(row.steps_done.values_list("step", flat=True))
    intake.undo_import(actor=SYSTEM, upload=got, reason="Nhầm tệp")
    assert not Term.objects.filter(from_day=TODAY).exists()
    assert follow(row) == 1
    assert (row.term, row.closed_on) == (None, None)
    assert dict(row.steps_done.values_list("step", "done_on")) == before


def test_a_unit_that_is_there_again_has_its_congress_again(union):
    row = actions.open_congress(actor=SYSTEM, unit=union, planned_on=TODAY, form="plenary", day=TODAY)
    people.end_unit(actor=SYSTEM, unit=union, day=TODAY, reason=UnitEnd.DISSOLVED)
    assert follow(row) == 1
    assert row.end == CongressEnd.FELL_AWAY
    assert follow(row) == 0
    take_back("people.end_unit")
    assert follow(row) == 1
    assert (row.closed_on, row.end) == (None, "")


def test_a_unit_taken_away_takes_its_congress_along(union):
    row = actions.open_congress(actor=SYSTEM, unit=union, planned_on=TODAY, form="plenary", day=TODAY)
    Term.objects.filter(body__unit=union).delete()
    union.delete()
    assert actions.follow_congresses(day=TODAY) == 0
    assert not CongressStepDone.objects.filter(congress_id=row.pk).exists()
