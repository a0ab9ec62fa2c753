"""A unit that becomes of another kind: on the day and after it, never before; and what may become what."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given as examples
from hypothesis import strategies as st
from rich.console import Console

from nongcot.config.roster import show_units
from nongcot.people import api, queries
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit, UnitKindSpan
from nongcot.people.placing import kinds_after, may_become
from tests.factories import people as make
from tests.factories.people import BEGAN, SYSTEM

DAY = date(2026, 3, 1)
EVE = DAY - timedelta(days=1)
SCHOOL = UnitKind.NON_PUBLIC_SERVICE


def change(cast, kind=SCHOOL, day=DAY, **more):
    api.change_unit_kind(**{"actor": SYSTEM, "unit": cast.factory, "kind": kind, "day": day, **more})


def kind_on(cast, day):
    return api.unit(SYSTEM, cast.factory.pk, day=day).day_kind


@examples(st.sampled_from(UnitKind), st.sampled_from(UnitKind))
def test_every_kind_but_the_two_highest_may_become_another(one, other):
    highest = {UnitKind.CONFEDERATION, UnitKind.PROVINCIAL_FEDERATION}
    assert may_become(one, other) == (one != other and not {one, other} & highest)
    assert (other in kinds_after(one)) == may_become(one, other)


def test_the_kind_of_each_day_is_that_of_the_day(cast):
    change(cast, decision_number="12/QĐ-LĐLĐ", decision_day=date(2026, 2, 20))
    change(cast, UnitKind.SYNDICATE, date(2026, 9, 1))
    told = [kind_on(cast, day) for day in (BEGAN, EVE, DAY, date(2026, 8, 31), date(2026, 9, 1))]
    assert told == ["enterprise", "enterprise", SCHOOL, SCHOOL, "syndicate"]
    cast.factory.refresh_from_db()
    assert cast.factory.kind == "syndicate"
    assert kind_on(cast, DAY) == api.units(SYSTEM, day=DAY).get(pk=cast.factory.pk).day_kind
    facts = {day: next(iter(api.unit_facts(day, [cast.factory.pk]))).kind for day in (EVE, DAY)}
    assert facts == {EVE: UnitKind.ENTERPRISE, DAY: SCHOOL}
    assert {day: api.facts_of_unit(day, cast.factory.pk).kind for day in (EVE, DAY)} == facts
    foreign = next(iter(api.unit_facts(DAY, [cast.foreign.pk])))
    assert foreign.kind == UnitKind.ENTERPRISE  # units that never changed have no rows at all


def test_the_command_and_the_tree_tell_the_kind_of_the_day(cast, capsys):
    Unit.objects.filter(pk=cast.factory.pk).update(code="CS-1")
    change(cast)
    found = {}
    for day in (EVE, DAY):
        show_units(day=day, kind="json", actor=SYSTEM, console=Console(file=io.StringIO()))
        rows = json.loads(capsys.readouterr().out)
        found[day] = next(row["kind"] for row in rows if row["code"] == "CS-1")
        lines = queries.lines(queries.children(SYSTEM, cast.ward.pk, day=day))
        assert [line.kind for line in lines] == [found[day]]
    assert found == {EVE: "enterprise", DAY: SCHOOL}


def test_a_member_union_raised_to_a_grassroots_union_is_counted_from_that_day(cast):
    child = make.unit("Công đoàn cơ sở thành viên Xưởng 1", under=cast.ward, kind=UnitKind.MEMBER_UNION)
    api.change_unit_kind(actor=SYSTEM, unit=child, kind=UnitKind.ENTERPRISE, day=DAY)
    sizes = {
        day: queries.branch_sizes(SYSTEM, [cast.ward.pk], day=day, today=date(2026, 11, 1))[cast.ward.pk]
        for day in (EVE, DAY)
    }
    assert sizes == {EVE: (2, 1), DAY: (2, 2)}


def test_the_page_of_the_unit_tells_kind_and_history_of_the_day(cast, client):
    change(cast, decision_number="12/QĐ-LĐLĐ", decision_day=date(2026, 2, 20))
    client.force_login(cast.head)
    before = client.get(f"/don-vi/{cast.factory.pk}/?day=28/02/2026").content.decode()
    after = client.get(f"/don-vi/{cast.factory.pk}/?day=01/03/2026").content.decode()
    new = "ngoài công lập"
    assert new in after.split('id="facts"')[1].split("</section>")[0]
    assert new not in before.split('id="facts"')[1].split("</section>")[0]
    assert "Đổi loại hình thành" in after
    assert "12/QĐ-LĐLĐ" in after


def test_a_change_that_makes_no_sense_is_refused_and_writes_nothing(cast):
    make.unit("Công đoàn bộ phận Xưởng 1", under=cast.factory, kind=UnitKind.SECTION)
    cases = [
        ({"kind": UnitKind.ENTERPRISE}, "đang thuộc loại hình"),
        ({"kind": UnitKind.PROVINCIAL_FEDERATION}, "không đổi loại hình"),
        ({"unit": cast.top, "kind": UnitKind.DIRECT_SUPERIOR}, "không đổi loại hình"),
        ({"day": BEGAN}, "sau ngày thành lập"),
        ({"kind": UnitKind.GROUP}, "Còn đơn vị trực thuộc"),
        ({"unit": cast.ward, "kind": UnitKind.ENTERPRISE}, "Còn đơn vị trực thuộc"),
    ]
    for given, why in cases:
        with pytest.raises(api.Refused, match=why):
            change(cast, **given)
    assert not UnitKindSpan.objects.exists()
    change(cast)
    with pytest.raises(api.Refused, match="muộn hơn"):
        change(cast, UnitKind.SYNDICATE, DAY)
    with pytest.raises(PermissionDenied):
        change(cast, UnitKind.SYNDICATE, date(2026, 5, 1), actor=cast.leader)


def test_units_below_that_left_before_the_day_or_ended_stand_in_nobodys_way(cast):
    below = make.unit("Công đoàn bộ phận Xưởng 1", under=cast.factory, kind=UnitKind.SECTION)
    api.move_unit(actor=SYSTEM, unit=below, superior=cast.foreign, day=DAY)
    with pytest.raises(api.Refused, match="Còn đơn vị trực thuộc"):
        change(cast, UnitKind.GROUP, EVE)
    change(cast, UnitKind.GROUP, DAY)


def test_a_kind_recorded_wrong_is_corrected_without_a_new_day(cast):
    change(cast)
    api.correct_unit(actor=SYSTEM, unit=cast.factory, kind=UnitKind.PUBLIC_SERVICE.value, reason="Ghi nhầm")
    assert [kind_on(cast, day) for day in (EVE, DAY)] == ["enterprise", "public_service"]


def test_a_later_change_is_taken_back_first(cast, client):
    from nongcot.infra.audit.models import AuditEntry

    change(cast)
    first = AuditEntry.objects.get(action="people.change_unit_kind")
    change(cast, UnitKind.SYNDICATE, date(2026, 9, 1))
    with pytest.raises(api.Refused):
        api.take_back_change(actor=SYSTEM, change=first, reason="Nhầm")
    last = AuditEntry.objects.filter(action="people.change_unit_kind").latest("pk")
    api.take_back_change(actor=SYSTEM, change=last, reason="Nhầm")
    api.take_back_change(actor=SYSTEM, change=first, reason="Nhầm")
    assert not UnitKindSpan.objects.exists()
    assert kind_on(cast, DAY) == "enterprise"


def test_the_page_says_what_the_rules_of_the_new_kind_add(cast, open_page):
    page = open_page(cast.officer, "change-unit-kind", cast.factory.pk)
    asked = page.send(sure=False, kind="public_service", day="01/03/2026").content.decode()
    assert "Trước ngày đó vẫn là loại hình cũ" in asked
    assert "quy định của loại hình mới" in asked
    assert page.send(kind="public_service", day="01/03/2026").status_code == 302
    cast.factory.refresh_from_db()
    assert cast.factory.kind == "public_service"


@pytest.mark.parametrize(("count", "questions"), [(1, 3), (3, 3), (100, 9), (300, 9)])
def test_foreseen_duties_take_the_same_questions_for_any_number(cast, count, questions, django_assert_num_queries):
    from nongcot.duties.api import after_kind

    units = [make.unit(under=cast.ward) for _n in range(count)]
    after_kind({units[0].pk: UnitKind.AGENCY}, day=DAY)  # the rules are read once
    with django_assert_num_queries(questions):
        found = after_kind({unit.pk: UnitKind.AGENCY for unit in units}, day=DAY)
    assert len(found) == count
    assert all(one.opened["unit.should_have_ended"] == 1 for one in found.values())
