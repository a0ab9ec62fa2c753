"""A first-term chair's hundred days: whose programme it is, where one stands, who may see and do what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import TestCase
from django.urls import reverse

from nongcot.duties.models import Duty
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import EndReason, Post, Role, UnitKind
from nongcot.staffing import actions
from nongcot.staffing.models import HelpAsked, ProgrammeStep
from nongcot.staffing.queries.first_term import first_posts, followed, followed_one, running
from nongcot.staffing.rules.first_term import programme_on, programmes, standing
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
D = timedelta(days=1)


@pytest.fixture
def ward():
    return make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def union(ward):
    return make.unit("Công đoàn cơ sở May Sao Mai", under=ward)


@pytest.fixture
def held(union):
    return make.post(make.person("Nguyễn Thị Đào"), union, Post.CHAIR, from_day=clock.today() - 10 * D)


@pytest.fixture
def chair(union):
    return make.officer(union, Role.CHAIR)


@pytest.fixture
def superior(ward):
    return make.officer(ward, Role.SUPERIOR_OFFICER)


def test_every_step_has_its_material_and_rests_on_a_rule_or_says_on_what():
    for programme in programmes():
        assert sorted({step.week for step in programme.steps}) == list(range(1, 15))
        assert len({step.id for step in programme.steps}) == len(programme.steps)
        for step in programme.steps:
            assert step.what
            assert step.why
            assert step.words
            assert len(step.how) >= 3
            assert step.checklist
            assert bool(step.rule) != bool(step.source)


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2026, 11, 27)])
def test_the_rules_a_step_rests_on_are_in_the_rulebook(day):
    from nongcot.regulations import load

    rules = load().rules
    assert {step.rule for step in programme_on(day).steps if step.rule} <= rules.keys()


@pytest.mark.parametrize(
    ("after", "week", "over"), [(0, 1, False), (6, 1, False), (7, 2, False), (99, 14, False), (100, 14, True)]
)
def test_weeks_and_the_end_on_both_sides(after, week, over):
    began = date(2026, 9, 1)
    at = standing(programme_on(began), began, (), began + after * D)
    assert (at.week, at.over) == (week, over)


def test_the_step_to_do_is_the_first_not_done_and_later_ones_wait():
    began = date(2026, 9, 1)
    programme = programme_on(began)
    at = standing(programme, began, {"know"}, began + 15 * D)
    assert at.now.id == "handover"
    assert [step.id for step in at.behind] == ["committee"]
    done = standing(programme, began, {step.id for step in programme.steps}, began + 15 * D)
    assert done.now is None
    assert done.behind == ()


def test_who_chaired_before_or_perhaps_did_has_no_programme(union, ward):
    today = clock.today()
    other = make.unit(under=ward)
    before, unknown, new = make.person(), make.person(), make.person()
    make.post(before, other, Post.CHAIR, to_day=today - 400 * D)
    make.post(before, union, Post.CHAIR, from_day=today - 5 * D)
    make.post(unknown, other, Post.CHAIR, from_day=None)
    make.post(unknown, union, Post.CHAIR, from_day=today - 5 * D)
    make.post(new, union, Post.VICE_CHAIR, to_day=today - 5 * D)
    mine = make.post(new, union, Post.CHAIR, from_day=today - 5 * D)
    above = make.post(make.person(), ward, Post.CHAIR, from_day=today - 5 * D)
    assert set(running(today)) == {mine}
    assert above not in first_posts()


def test_a_programme_is_open_for_half_a_year_and_while_the_chair_is_in_office(held):
    began = held.from_day
    assert running(began).filter(pk=held.pk).exists()
    assert running(began + 180 * D - D).filter(pk=held.pk).exists()
    assert not running(began + 180 * D).filter(pk=held.pk).exists()
    people.end_post(actor=SYSTEM, held=held, day=began + 5 * D, reason=EndReason.RELIEVED)
    assert not running(began + 5 * D).filter(pk=held.pk).exists()


def test_a_step_is_done_once_on_a_day_of_the_programme_and_can_be_taken_back(held, chair):
    today = clock.today()
    actions.do_step(actor=chair, held=held, step="know", day=today, note="Đã gọi cấp trên")
    entry = AuditEntry.objects.filter(action="staffing.do_step").get()
    assert (entry.object_id, entry.unit) == (str(held.person_id), held.unit_id)
    with pytest.raises(Refused, match="đã được ghi"):
        actions.do_step(actor=chair, held=held, step="know", day=today)
    for day in (held.from_day - D, today + D):
        with pytest.raises(Refused, match="từ ngày nhận chức vụ"):
            actions.do_step(actor=chair, held=held, step="committee", day=day)
    with pytest.raises(Refused, match="không có bước này"):
        actions.do_step(actor=chair, held=held, step="nothing", day=today)
    actions.undo_step(actor=chair, held=held, step="know")
    assert not ProgrammeStep.objects.exists()
    with pytest.raises(Refused, match="chưa được ghi"):
        actions.undo_step(actor=chair, held=held, step="know")


def test_readers_and_neighbours_do_nothing(held, union, ward):
    reader, neighbour = make.officer(union, Role.READER), make.officer(make.unit(under=ward), Role.CHAIR)
    asked = actions.ask_help(actor=SYSTEM, held=held, question="Xin hướng dẫn")
    for actor in (reader, neighbour):
        with pytest.raises(PermissionDenied):
            actions.do_step(actor=actor, held=held, step="know", day=clock.today())
        with pytest.raises(PermissionDenied):
            actions.ask_help(actor=actor, held=held, question="?")
        with pytest.raises(PermissionDenied):
            actions.answer_help(actor=actor, held=held, asked=asked, answer="Vâng")
        assert not followed(actor, day=clock.today()).exists()


def test_the_chair_asks_and_those_above_answer_once(held, chair, superior):
    asked = actions.ask_help(actor=chair, held=held, question="Kế toán cũ chưa bàn giao", step="handover")
    with pytest.raises(PermissionDenied):
        actions.answer_help(actor=chair, held=held, asked=asked, answer="Tự trả lời")
    actions.answer_help(actor=superior, held=held, asked=asked, answer="Mai chúng tôi xuống")
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by, asked.answered_on) == ("Mai chúng tôi xuống", superior, clock.today())
    with pytest.raises(Refused, match="đã được trả lời"):
        actions.answer_help(actor=superior, held=held, asked=asked, answer="Lần nữa")


def due(code: str):
    return Duty.objects.filter(code=code, closed_on__isnull=True)


def test_this_week_is_due_of_the_chair_and_goes_on_as_steps_are_done(held, chair):
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.ask_help(actor=chair, held=held, question="Xin hướng dẫn")
    duty = due("chair.this_week").get()
    assert (duty.role, duty.facts["step"], duty.due_on) == ("chair", "know", held.from_day + 7 * D)
    help_due = due("chair.asks_help").get()
    assert (help_due.role, help_due.due_on) == ("superior_officer", clock.today() + 3 * D)
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.do_step(actor=chair, held=held, step="know", day=clock.today())
        actions.answer_help(actor=SYSTEM, held=held, asked=HelpAsked.objects.get(), answer="Vâng")
    assert due("chair.this_week").get().facts["step"] == "handover"
    assert not due("chair.asks_help").exists()


def test_the_pages_of_the_chair(client, held, chair):
    client.force_login(chair)
    assert client.get(reverse("staffing:first-terms")).url == reverse("staffing:first-term", args=[held.pk])
    page = client.get(reverse("staffing:first-term", args=[held.pk])).content.decode()
    assert "Nhận quyết định, biết mình có quyền gì" in page
    assert reverse("rulebook:rule", args=["protection.contract_extended"]) in page
    done = reverse("staffing:do-step", args=[held.pk, "know"])
    assert client.post(done, {"day": f"{clock.today():%d/%m/%Y}", "note": "Xong", "once": "1"}).status_code == 302
    page = client.get(reverse("staffing:first-term", args=[held.pk])).content.decode()
    assert "Nhận bàn giao sổ sách, con dấu" in page
    assert "đã xong 1/15 bước" in page


def test_a_list_and_a_programme_ask_as_much_for_many_as_for_one(
    client, held, ward, superior, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(superior)
    counts = []
    for more in (0, 2, 40):
        for _each in range(more):
            made = make.post(make.person(), make.unit(under=ward), Post.CHAIR, from_day=clock.today() - 3 * D)
            actions.ask_help(actor=SYSTEM, held=made, question="Xin hướng dẫn")
            actions.do_step(actor=SYSTEM, held=made, step="know", day=clock.today())
        client.get(reverse("staffing:first-terms"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse("staffing:first-terms")).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12
    with django_assert_max_num_queries(16):
        client.get(reverse("staffing:first-term", args=[held.pk]))


def test_erasure_empties_what_was_typed(held, chair):
    actions.do_step(actor=chair, held=held, step="know", day=clock.today(), note="Gặp chị Nguyễn Thị Đào")
    actions.ask_help(actor=chair, held=held, question="Đào hỏi")
    people.end_post(actor=SYSTEM, held=held, day=clock.today(), reason=EndReason.STEPPED_DOWN)
    type(held).objects.filter(pk=held.pk).update(from_day=date(1999, 1, 1), to_day=date(2000, 1, 1))
    people.erase_person(actor=SYSTEM, person=held.person, reason="Theo yêu cầu")
    assert [row.note for row in ProgrammeStep.objects.all()] == [""]
    assert [row.question for row in HelpAsked.objects.all()] == [""]


def test_a_merge_of_two_records_keeps_the_programme(held, chair, union):
    actions.do_step(actor=chair, held=held, step="know", day=clock.today())
    keep = make.person("Nguyễn Thị Đào")
    make.post(keep, union, Post.VICE_CHAIR, to_day=held.from_day)
    merge = people.merge_persons(actor=SYSTEM, keep=keep, drop=held.person)
    held.refresh_from_db()
    assert set(followed_one(held, day=clock.today()).done) == {"know"}
    people.undo_merge(actor=SYSTEM, merge=merge)
    held.refresh_from_db()
    assert set(followed_one(held, day=clock.today()).done) == {"know"}
