"""A plan that was carried out is taken back whole: every dated fact is as it was, or nothing is and it says why."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import reverse
from rich.console import Console

from nongcot.duties import api as duties
from nongcot.duties.models import Duty
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.kinds import EndReason, Post, Role, UnitKind
from nongcot.people.models import (
    Body,
    PostHeld,
    PostLine,
    RoleGrant,
    Term,
    Unit,
    UnitKindSpan,
    UnitName,
    UnitPlacement,
    UnitReach,
    UnitSuccession,
    UnitWord,
)
from nongcot.staffing import actions
from nongcot.staffing.commands import run_take_back
from nongcot.staffing.models import PlanLedger, Reorganisation
from nongcot.staffing.reorganisation.kinds import Operation, OperationKind, PostsWay
from nongcot.staffing.reorganisation.reading import read_plan
from nongcot.staffing.tasks import reorganising as tasks
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.staffing.test_generated import Plain, drawn, played

pytestmark = pytest.mark.django_db
HEADER = "operation,code,into_code,name,superior_code,effective_on,default,posts,kind\n"
DAY = date(2025, 7, 1)
K = OperationKind
FACTS = (Unit, UnitName, UnitKindSpan, UnitPlacement, UnitSuccession, Body, Term, PostHeld, RoleGrant)
DERIVED: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (UnitReach, ("unit", "ancestor", "depth", "from_day", "to_day")),
    (PostLine, ("held", "unit", "body_kind", "from_day", "to_day", "area_id")),
    (UnitWord, ("word", "name")),
)


def due() -> list[Any]:
    """Every open duty, with when it opened, until when it is postponed and who has it; found anew first."""
    duties.run(actor=SYSTEM, day=clock.today())
    columns = (
        "code",
        "unit__code",
        "person",
        "subject",
        "opened_on",
        "due_on",
        "postponed_to",
        "delegated_to",
        "facts",
    )
    rows = Duty.objects.filter(closed_on__isnull=True)
    given = rows.filter(Q(postponed_to__isnull=False) | Q(delegated_to__isnull=False))
    return [sorted(map(repr, rows.values_list(*columns))), sorted(given.values_list("pk", flat=True))]


def decide(random: Random, login: Any) -> None:
    """Of the open duties some are postponed, some given to somebody, some both."""
    for duty in list(Duty.objects.filter(closed_on__isnull=True).order_by("pk")):
        if random.random() < 0.3:
            later = clock.today() + timedelta(days=random.randint(1, 90))
            duties.postpone(actor=SYSTEM, duty=duty, to=later, reason="Chờ", day=clock.today())
        if random.random() < 0.3:
            duties.delegate(actor=SYSTEM, duty=duty, to_user=login)


def facts() -> list[Any]:
    """Every dated row on record, and what the database derives from them."""
    dated = [list(model._default_manager.order_by("pk").values()) for model in FACTS]
    return dated + [sorted(map(str, model.objects.values_list(*fields))) for model, fields in DERIVED]


@pytest.fixture
def province():
    top = make.unit("Liên đoàn Lao động tỉnh Sao Mai", kind=UnitKind.PROVINCIAL_FEDERATION, code="P")
    one = make.unit("Liên đoàn Lao động huyện Một", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="D1")
    make.unit("Liên đoàn Lao động huyện Hai", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="D2")
    for code in "ABC":
        unit = make.unit(f"Công đoàn cơ sở Công ty {code}", under=one, code=code)
        make.term(unit, from_day=date(2023, 1, 1), planned_end=date(2028, 1, 1))
        make.post(make.person(f"Nguyễn Văn {code}"), unit, Post.CHAIR, from_day=date(2023, 1, 1))
    make.officer(at("C"), Role.CHAIR, "chu-tich-c")
    return top


def at(code):
    return Unit.objects.get(code=code)


def carry_out(*rows, actor=SYSTEM):
    read = read_plan((HEADER + "\n".join(rows)).encode(), "plan.csv")
    kept = actions.receive_plan(actor=actor, operations=read.operations, troubles=read.troubles, decision="QĐ 1")
    actions.reorganise(actor=actor, plan=kept)
    return Reorganisation.objects.get(pk=kept.pk)


EVERYTHING = (
    "create,W,,Công đoàn phường Mới,P,2025-07-01,,,",
    "split,D1,W,,,2025-07-01,x,,",
    "split,D1,D2,,,2025-07-01,,,",
    "merge,B,A,,,2025-07-01,,continue,",
    "merge,C,N,Công đoàn cơ sở Công ty Mới,,2025-07-01,,appoint,",
    "rename,A,,Công đoàn cơ sở Công ty A và B,,2025-07-01,,,",
    "kind,A,,,,2025-07-01,,,Nghiệp đoàn",
)


def test_everything_a_plan_did_is_as_before(province):
    before = facts()
    plan = carry_out(*EVERYTHING)
    assert facts() != before
    units = {at(code).pk for code in ("P", "A", "B", "C", "D1", "D2")}
    touched = actions.take_plan_back(actor=SYSTEM, plan=plan, reason="Sai quyết định")
    assert facts() == before
    assert set(touched) <= units
    plan.refresh_from_db()
    assert (plan.state, plan.undo_reason, plan.undone_by) == ("undone", "Sai quyết định", None)
    assert plan.undone_at
    told = AuditEntry.objects.filter(action="staffing.take_plan_back")
    assert told.filter(object_type="reorganisation", reason="Sai quyết định").count() == 1
    about = told.get(object_type="unit", unit=at("A").pk)
    assert about.changes["changes"]["name"] == ["Công đoàn cơ sở Công ty A và B", "Công đoàn cơ sở Công ty A"]
    # once more changes nothing
    assert actions.take_plan_back(actor=SYSTEM, plan=plan, reason="Lần nữa") == []
    assert facts() == before
    assert told.filter(object_type="reorganisation").count() == 1


@pytest.mark.parametrize("seed", range(6))
def test_random_plans_one_upon_another_are_taken_back_from_the_last(seed):
    random, line = Random(seed), iter(range(2, 100_000))  # noqa: S311
    make.unit("Liên đoàn Lao động tỉnh", kind=UnitKind.PROVINCIAL_FEDERATION, code="P", began=date(2000, 1, 1))
    world = {"P": Plain("Liên đoàn Lao động tỉnh", None)}
    rows = [
        Operation(next(line), K.CREATE, f"D{n}", date(2001, 1, 1), name=f"Công đoàn huyện {n}", superior_code="P",
                  unit_kind=UnitKind.DIRECT_SUPERIOR) for n in range(5)
    ]  # fmt: skip
    rows += [
        Operation(next(line), K.CREATE, f"U{n}", date(2001, 1, 1), name=f"CĐCS Công ty {n}", superior_code=f"D{n % 5}",
                  unit_kind=UnitKind.ENTERPRISE) for n in range(24)
    ]  # fmt: skip
    states, plans = [facts()], []
    for day in (date(2001, 1, 1), date(2010, 3, 1), date(2015, 7, 1)):
        if day != date(2001, 1, 1):
            rows = drawn(random, world, day, line)
            merged = [K.MERGE, K.SPLIT]
            ways = list(PostsWay)
            rows = [
                Operation(o.line, o.kind, o.code, o.day, o.into_code, o.name, o.superior_code, o.default,
                          random.choice(ways) if o.kind in merged else o.posts, o.unit_kind) for o in rows
            ]  # fmt: skip
        plan = actions.receive_plan(actor=SYSTEM, operations=rows, decision=f"QĐ {day.year}")
        assert plan.summary["troubles"] == []
        actions.reorganise(actor=SYSTEM, plan=plan)
        world = played(world, rows)
        if day == date(2001, 1, 1):
            plans, states = [], []
            for unit in Unit.objects.filter(code__startswith="U"):
                make.term(unit, from_day=date(2005, 1, 1), planned_end=date(2030, 1, 1))
                for post in random.sample([Post.CHAIR, Post.MEMBER, Post.VICE_CHAIR], 2):
                    make.post(make.person(f"Lê {unit.code} {post}"), unit, post, from_day=date(2005, 1, 1))
            make.officer(Unit.objects.get(code="U3"), Role.CHAIR, "chu-tich-u3")
            due()
            decide(random, make.officer(Unit.objects.get(code="P"), Role.FEDERATION_OFFICER, "lien-doan"))
            states.append((facts(), due()))
            continue
        plans.append(plan)
        states.append((facts(), due()))
    for plan in reversed(plans):
        assert (facts(), due()) == states.pop()
        if plan is plans[-1] and len(plans) > 1:
            with pytest.raises(actions.InTheWay):
                actions.take_plan_back(actor=SYSTEM, plan=plans[0], reason="Còn phương án sau")
        actions.take_plan_back(actor=SYSTEM, plan=plan, reason="Nhầm")
    before, duties_before = states.pop()
    assert facts() == before
    assert len(duties_before[1]) > 5
    assert due() == duties_before


def test_what_was_postponed_or_given_away_is_so_again_and_the_page_says_it_before(province, client):
    head = make.officer(province, Role.FEDERATION_OFFICER, "lien-doan")
    due()
    postponed, delegated, *_rest = Duty.objects.filter(unit=at("B"), closed_on__isnull=True).order_by("pk")
    elsewhere = Duty.objects.filter(unit=at("C"), closed_on__isnull=True).first()
    later = clock.today() + timedelta(days=30)
    duties.postpone(actor=SYSTEM, duty=postponed, to=later, reason="Chờ đại hội", day=clock.today())
    duties.delegate(actor=SYSTEM, duty=delegated, to_user=head)
    duties.postpone(actor=SYSTEM, duty=elsewhere, to=later, reason="Chờ", day=clock.today())
    before = due()
    plan = carry_out(*EVERYTHING)
    due()
    postponed.refresh_from_db()
    assert (postponed.closed_on, postponed.close_reason) == (clock.today(), "unit_ended")
    client.force_login(head)
    asked = client.post(reverse("staffing:plan-take-back", args=[plan.pk]), {"reason": "Sai"}).content.decode()
    assert "Việc cần làm đang hoãn hoặc đang giao cho một người: 3" in asked
    assert "Trở lại đúng như trước khi thực hiện" in asked
    actions.take_plan_back(actor=head, plan=plan, reason="Sai")
    assert due() == before
    told = list(postponed.events.values_list("kind", flat=True))
    assert told == ["opened", "postponed", "closed", "reopened"]
    assert postponed.events.latest("pk").actor == head


def test_what_was_done_long_after_the_plan_or_is_open_anew_is_not_opened_again(province):
    due()
    done, anew = Duty.objects.filter(unit=at("A"), closed_on__isnull=True).order_by("pk")[:2]
    for duty in (done, anew):
        duties.postpone(actor=SYSTEM, duty=duty, to=clock.today() + timedelta(days=9), reason="Chờ", day=clock.today())
    changed, day = clock.today() - timedelta(days=5), clock.today()
    Duty.objects.filter(pk=done.pk).update(closed_on=changed + timedelta(days=2), close_reason="facts_changed")
    Duty.objects.filter(pk=anew.pk).update(closed_on=changed + timedelta(days=1), close_reason="facts_changed")
    given = {"actor": SYSTEM, "duties": [done.pk, anew.pk], "changed_on": changed, "day": day, "reason": "x"}
    duties.run(actor=SYSTEM, day=day)  # both are found anew
    assert duties.reopen(**given) == 0
    Duty.objects.filter(code=anew.code, unit=at("A"), subject=anew.subject, closed_on__isnull=True).delete()
    assert duties.reopen(**{**given, "actor": make.officer(at("D2"), Role.SUPERIOR_OFFICER, "huyen-hai")}) == 0
    assert duties.reopen(**given) == 1
    done.refresh_from_db()
    anew.refresh_from_db()
    assert (anew.closed_on, anew.close_reason, done.close_reason) == (None, "", "facts_changed")


def later_rename(_plan):
    api.rename_unit(actor=SYSTEM, unit=at("A"), name="Tên sau", day=date(2026, 1, 1))
    return ("changed", "Tên sau")


def later_post(_plan):
    make.post(make.person("Vũ An"), at("N"), Post.MEMBER, from_day=date(2025, 8, 1))
    return ("used", "Công đoàn cơ sở Công ty Mới")


def later_count(_plan):
    api.count_members(actor=SYSTEM, unit=at("N"), day=date(2025, 8, 1), members=5)
    return ("used", "Công đoàn cơ sở Công ty Mới")


def later_end_of_a_post(_plan):
    held = PostHeld.objects.get(unit=at("N"), to_day=None)
    api.end_post(actor=SYSTEM, held=held, day=date(2025, 9, 1), reason=EndReason.STEPPED_DOWN)
    return ("changed", "Công đoàn cơ sở Công ty Mới")


def later_unit_below(_plan):
    make.unit("Công đoàn cơ sở Công ty Z", under=at("W"), began=date(2025, 8, 1))
    return ("used", "Công đoàn phường Mới")


def later_grant(_plan):
    RoleGrant.objects.filter(unit=at("N")).update(to_day=date(2025, 10, 1))
    return ("changed", "Công đoàn cơ sở Công ty Mới")


@pytest.mark.parametrize(
    "later", [later_rename, later_post, later_count, later_end_of_a_post, later_unit_below, later_grant]
)
def test_what_was_recorded_since_stands_in_the_way_and_is_named_by_unit(province, later):
    plan = carry_out(*EVERYTHING)
    expected = later(plan)
    after = facts()
    with pytest.raises(actions.InTheWay) as refused:
        actions.take_plan_back(actor=SYSTEM, plan=plan, reason="Nhầm")
    assert expected in [(one["why"], one["name"]) for one in refused.value.told]
    assert facts() == after


def test_a_superior_that_ended_since_takes_nobody_back(province):
    plan = carry_out("move,A,,,D2,2025-07-01,,,")
    api.end_unit(actor=SYSTEM, unit=at("D1"), day=date(2025, 9, 1), reason="dissolved")
    with pytest.raises(actions.InTheWay) as refused:
        actions.take_plan_back(actor=SYSTEM, plan=plan, reason="Nhầm")
    assert [(one["why"], one["name"]) for one in refused.value.told] == [
        ("superior_ended", "Công đoàn cơ sở Công ty A")
    ]


def test_it_needs_a_reason_a_right_and_something_kept(province):
    plan = carry_out("rename,A,,Tên mới,,2025-07-01,,,")
    with pytest.raises(api.Refused, match="lý do"):
        actions.take_plan_back(actor=SYSTEM, plan=plan, reason=" ")
    stranger = make.officer(at("D2"), Role.SUPERIOR_OFFICER, "huyen-hai")
    with pytest.raises(PermissionDenied):
        actions.start_taking_back(actor=stranger, plan=plan, reason="x")
    with pytest.raises(PermissionDenied):
        actions.what_comes_back(actor=stranger, plan=plan)
    PlanLedger.objects.all().delete()
    with pytest.raises(api.Refused, match="không giữ dữ liệu"):
        actions.start_taking_back(actor=SYSTEM, plan=plan, reason="x")
    waiting = actions.receive_plan(actor=SYSTEM, operations=[Operation(2, K.END, "B", DAY)], decision="QĐ 2")
    with pytest.raises(api.Refused):
        actions.take_plan_back(actor=SYSTEM, plan=waiting, reason="x")


def test_duties_and_cases_nobody_touched_go_with_the_units_of_the_plan(province):
    from nongcot.duties.api import look_at_all

    plan = carry_out(*EVERYTHING)
    look_at_all()
    assert Duty.objects.filter(unit=at("W")).exists()
    made = at("W").pk
    actions.take_plan_back(actor=SYSTEM, plan=plan, reason="Nhầm")
    assert not Unit.objects.filter(pk=made).exists()
    assert not Duty.objects.filter(unit_id=made).exists()


def test_on_the_page_it_asks_first_and_says_unit_by_unit_what_stands_in_the_way(province, client):
    head = make.officer(province, Role.FEDERATION_OFFICER, "lien-doan")
    plan = carry_out(*EVERYTHING, actor=head)
    before = facts()
    client.force_login(head)
    url = reverse("staffing:plan-take-back", args=[plan.pk])
    home = reverse("staffing:plan", args=[plan.pk])
    page = client.get(home).content.decode()
    assert url in page
    asked = client.post(url, {"reason": "Sai"}).content.decode()
    assert "Những thay đổi này của phương án không còn" in asked
    assert facts() == before

    later_rename(plan)
    Reorganisation.objects.filter(pk=plan.pk).update(state="undoing", undone_by=head, undo_reason="Sai")
    tasks.take_plan_back.func(plan.pk)
    page = client.get(home).content.decode()
    assert "Chưa rút lại được" in page
    assert "Tên sau: tên gọi đã được sửa sau khi thực hiện phương án." in page

    change = AuditEntry.objects.filter(action="people.rename_unit").latest("pk")
    api.take_back_change(actor=SYSTEM, change=change, reason="x")
    Reorganisation.objects.filter(pk=plan.pk).update(state="undoing")
    tasks.take_plan_back.func(plan.pk)
    page = client.get(home).content.decode()
    assert "Đã rút lại lúc" in page
    assert "Chưa rút lại được" not in page
    assert url not in page


def test_the_command_takes_a_plan_back_or_says_why_not(province):
    before = facts()
    plan = carry_out(*EVERYTHING)
    said = StringIO()
    given = {"number": plan.pk, "actor": SYSTEM, "console": Console(file=said, width=200)}
    later_rename(plan)
    assert run_take_back(**given, reason="Nhầm") == 2
    assert "Tên sau: tên gọi đã được sửa" in said.getvalue()
    api.take_back_change(
        actor=SYSTEM, change=AuditEntry.objects.filter(action="people.rename_unit").latest("pk"), reason="x"
    )
    assert run_take_back(**given, reason="Nhầm") == 0
    assert facts() == before
    assert run_take_back(**{**given, "number": 999}, reason="Nhầm") == 2


def test_a_worker_that_dies_while_taking_back_leaves_the_plan_carried_out(province):
    plan = carry_out("rename,A,,Tên mới,,2025-07-01,,,")
    actions.start_taking_back(actor=SYSTEM, plan=plan, reason="Nhầm")
    tasks.stopped(plan.pk)
    plan.refresh_from_db()
    assert (plan.state, plan.stopped_while) == ("applied", "undoing")
    assert at("A").name == "Tên mới"
