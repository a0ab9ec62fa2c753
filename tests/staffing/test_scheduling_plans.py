"""A plan confirmed for a later time: it waits, can be called off, begins by itself, or says why it did not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.notices.sources import items_of
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import RoleGrant, Unit
from nongcot.staffing import actions
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.reorganisation.kinds import Operation, OperationKind
from nongcot.staffing.tasks import reorganising as tasks
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    top = make.unit("Liên đoàn Lao động tỉnh Sao Mai", kind=UnitKind.PROVINCIAL_FEDERATION, code="P")
    make.unit("Công đoàn cơ sở Công ty A", under=top, code="A")
    return make.officer(top, Role.FEDERATION_OFFICER, "lien-doan")


def plan_by(actor, name="Tên mới"):
    rows = [Operation(2, OperationKind.RENAME, "A", clock.today(), name=name)]
    return actions.receive_plan(actor=actor, operations=rows, decision="QĐ 9")


def waiting(actor, hours=1.0):
    return actions.schedule_plan(actor=actor, plan=plan_by(actor), start_at=clock.now() + timedelta(hours=hours))


def come(plan, hours):
    """Its time came this many hours ago; the calendar looks, and the worker works."""
    Reorganisation.objects.filter(pk=plan.pk).update(start_at=clock.now() - timedelta(hours=hours))
    return run()


def run():
    from django_tasks_db.models import DBTaskResult

    before = set(DBTaskResult.objects.values_list("pk", flat=True))
    begun = tasks.start_due_plans()
    for row in DBTaskResult.objects.exclude(pk__in=before):
        for pk in row.args_kwargs["args"]:
            tasks.reorganise.func(pk)
    return begun


def name():
    return Unit.objects.get(code="A").name


def test_it_waits_for_its_time_and_then_begins_once(head):
    plan = waiting(head)
    assert run() == 0
    assert name() == "Công đoàn cơ sở Công ty A"
    assert come(plan, 0.1) == 1
    plan.refresh_from_db()
    assert (plan.state, plan.not_started, name()) == ("applied", "", "Tên mới")
    assert run() == 0
    assert AuditEntry.objects.get(action="staffing.reorganise").actor == head
    assert list(items_of(head, clock.today())) == []


def test_two_calendars_begin_it_once(head):
    plan = waiting(head)
    Reorganisation.objects.filter(pk=plan.pk).update(start_at=clock.now())
    now = clock.now()
    assert [actions.begin_due(plan=plan.pk, now=now) for _n in range(2)] == [True, False]


def test_it_can_be_called_off(head):
    plan = waiting(head)
    actions.call_off_plan(actor=head, plan=plan)
    assert come(plan, 0.1) == 0
    plan.refresh_from_db()
    assert plan.state == "read"
    with pytest.raises(api.Refused):
        actions.call_off_plan(actor=head, plan=plan)
    actions.reorganise(actor=head, plan=plan)
    assert name() == "Tên mới"


def test_what_changed_in_between_holds_it_back_and_is_told(head):
    plan = waiting(head)
    api.rename_unit(actor=SYSTEM, unit=Unit.objects.get(code="A"), name="Tên khác", day=clock.today())
    come(plan, 0.1)
    plan.refresh_from_db()
    assert (plan.state, plan.not_started, name()) == ("read", "moved", "Tên khác")
    (item,) = items_of(head, clock.today())
    assert (item.where, item.path) == ("QĐ 9", reverse("staffing:plan", args=[plan.pk]))
    other = make.officer(Unit.objects.get(code="P"), Role.FEDERATION_OFFICER, "nguoi-khac")
    assert list(items_of(other, clock.today())) == []
    actions.drop_plan(actor=head, plan=plan)
    assert list(items_of(head, clock.today())) == []


@pytest.mark.parametrize(("hours", "expected"), [(5.9, ("applied", "")), (6.1, ("read", "late"))])
def test_a_server_that_was_down_begins_late_but_not_too_late(head, hours, expected):
    plan = waiting(head)
    come(plan, hours)
    plan.refresh_from_db()
    assert (plan.state, plan.not_started) == expected


def test_whoever_lost_the_right_meanwhile_changes_nothing(head):
    plan = waiting(head)
    RoleGrant.objects.filter(user=head).update(to_day=clock.today())
    come(plan, 0.1)
    plan.refresh_from_db()
    assert (plan.state, plan.not_started, name()) == ("read", "rights", "Công đoàn cơ sở Công ty A")


def test_a_time_that_is_over_or_too_far_and_a_plan_with_troubles_are_refused(head):
    plan = plan_by(head)
    for at in (clock.now(), clock.now() + timedelta(days=61)):
        with pytest.raises(api.Refused):
            actions.schedule_plan(actor=head, plan=plan, start_at=at)
    rows = [Operation(2, OperationKind.END, "X", clock.today())]
    wrong = actions.receive_plan(actor=head, operations=rows, decision="QĐ 10")
    with pytest.raises(actions.Refusal):
        actions.schedule_plan(actor=head, plan=wrong, start_at=clock.now() + timedelta(hours=1))


def test_the_pages_ask_first_show_it_waiting_and_call_it_off(head, client):
    client.force_login(head)
    plan = plan_by(head)
    home, url = (reverse(f"staffing:{page}", args=[plan.pk]) for page in ("plan", "plan-schedule"))
    assert url in client.get(home).content.decode()
    day = clock.today() + timedelta(days=1)
    given = {"day": f"{day:%d/%m/%Y}", "time": "02:30"}
    asked = client.post(url, given).content.decode()
    assert f"Lúc 02:30 {day:%d/%m/%Y} hệ thống tự thực hiện" in asked
    assert Reorganisation.objects.get(pk=plan.pk).state == "read"
    actions.schedule_plan(actor=head, plan=plan, start_at=clock.now() + timedelta(hours=2))
    page = client.get(home).content.decode()
    assert "Bỏ hẹn giờ" in page
    assert 'id="thuc-hien"' not in page
    client.post(reverse("staffing:plan-call-off", args=[plan.pk]))
    assert Reorganisation.objects.get(pk=plan.pk).state == "read"
    over = client.post(url, {"day": "01/01/2025", "time": "02:30"})
    assert over.status_code == 422
