"""The verbs of the roster: what they write, what they refuse, and that yesterday stays as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nongcot.infra import sealing
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.kernel.names import sort_key
from nongcot.kernel.text import fold
from nongcot.people import api
from nongcot.people.kinds import BodyKind, EndReason, Post, Role, UnitEnd, UnitKind
from nongcot.people.models import Person, Unit, UnitReach

pytestmark = pytest.mark.django_db

SYSTEM = System("test")
BEGAN = date(2020, 1, 1)
MOVE = date(2025, 7, 1)
EVE = MOVE - timedelta(days=1)


@pytest.fixture
def province() -> Unit:
    return api.create_unit(
        actor=SYSTEM, name="Liên đoàn Lao động tỉnh Sao Mai", kind=UnitKind.PROVINCIAL_FEDERATION, from_day=BEGAN
    )


def superior(province: Unit, name: str) -> Unit:
    return api.create_unit(actor=SYSTEM, name=name, kind=UnitKind.DIRECT_SUPERIOR, superior=province, from_day=BEGAN)


def factory(under: Unit, name: str = "Công đoàn cơ sở Công ty May Sao Mai") -> Unit:
    return api.create_unit(actor=SYSTEM, name=name, kind=UnitKind.ENTERPRISE, superior=under, from_day=BEGAN)


def somebody(name: str = "Nguyễn Thị Đào") -> Person:
    return Person.objects.create(name=name, search_key=fold(name), sort_key=sort_key(name))


def officer_of(unit: Unit, role: Role, username: str = "officer") -> User:
    user = User.objects.create_user(username, name=username)
    api.grant_role(actor=SYSTEM, user=user, unit=unit, role=role, from_day=BEGAN)
    return user


def test_a_moved_unit_stands_under_each_superior_on_its_own_days(province: Unit) -> None:
    district, commune = superior(province, "LĐLĐ huyện Bình Khê"), superior(province, "Công đoàn xã Bình Khê")
    unit = factory(district)
    api.move_unit(actor=SYSTEM, unit=unit, superior=commune, day=MOVE)
    for day, expected, other in ((EVE, district, commune), (MOVE, commune, district)):
        assert api.unit(SYSTEM, unit.pk, day=day).superior_id_on == expected.pk
        assert list(api.subtree(expected, day=day).values_list("unit", flat=True).order_by("unit")) == sorted(
            [expected.pk, unit.pk]
        )
        assert list(api.subtree(other, day=day).values_list("unit", flat=True)) == [other.pk]


def test_moving_a_superior_takes_what_is_below_it_along(province: Unit) -> None:
    other = superior(province, "Liên đoàn Lao động tỉnh khác")
    commune = superior(province, "Công đoàn xã An Phú")
    unit = factory(commune)
    api.move_unit(actor=SYSTEM, unit=commune, superior=other, day=MOVE)
    assert UnitReach.objects.filter(ancestor=other, unit=unit, from_day=MOVE, depth=2).count() == 1
    assert set(api.subtree(other, day=EVE).values_list("unit", flat=True)) == {other.pk}


def test_a_unit_cannot_be_moved_below_itself_and_nothing_is_written(province: Unit) -> None:
    commune = superior(province, "Công đoàn xã An Phú")
    before = list(UnitReach.objects.order_by("pk").values_list("pk", "ancestor", "unit"))
    with pytest.raises(api.Refused):
        api.move_unit(actor=SYSTEM, unit=province, superior=commune, day=MOVE)
    assert list(UnitReach.objects.order_by("pk").values_list("pk", "ancestor", "unit")) == before
    assert not AuditEntry.objects.filter(action="people.move_unit").exists()


def test_a_renamed_unit_keeps_its_earlier_name_on_earlier_days(province: Unit) -> None:
    api.rename_unit(actor=SYSTEM, unit=province, name="Liên đoàn Lao động tỉnh Bình Minh", day=MOVE)
    assert api.unit(SYSTEM, province.pk, day=EVE).day_name == "Liên đoàn Lao động tỉnh Sao Mai"
    assert api.unit(SYSTEM, province.pk, day=MOVE).day_name == "Liên đoàn Lao động tỉnh Bình Minh"


def test_a_merged_unit_ends_with_its_posts_and_names_its_successor(province: Unit) -> None:
    commune = superior(province, "Công đoàn xã An Phú")
    old, new = factory(commune), factory(commune, "Công đoàn cơ sở Tổng Công ty May Sao Mai")
    held = api.record_post(
        actor=SYSTEM, unit=old, person=somebody(), body=BodyKind.EXECUTIVE_COMMITTEE, post=Post.CHAIR, from_day=BEGAN
    )
    api.merge_unit(actor=SYSTEM, unit=old, into=new, day=MOVE)
    held.refresh_from_db()
    assert (held.to_day, held.end_reason) == (MOVE, EndReason.UNIT_ENDED)
    assert [(s.successor_id, s.on, s.how) for s in old.successions.all()] == [(new.pk, MOVE, UnitEnd.MERGED)]
    assert old in api.units(SYSTEM, day=EVE)
    assert old not in api.units(SYSTEM, day=MOVE)


def test_a_post_is_held_from_its_first_day_to_the_day_before_its_end(province: Unit) -> None:
    unit = factory(province)
    held = api.record_post(
        actor=SYSTEM, unit=unit, person=somebody(), body=BodyKind.EXECUTIVE_COMMITTEE, post=Post.CHAIR, from_day=MOVE
    )
    end = date(2026, 3, 1)
    api.end_post(actor=SYSTEM, held=held, day=end, reason=EndReason.STEPPED_DOWN)
    on = {day: api.posts(SYSTEM, day=day).count() for day in (EVE, MOVE, end - timedelta(days=1), end)}
    assert on == {EVE: 0, MOVE: 1, end - timedelta(days=1): 1, end: 0}


def test_a_post_cannot_be_recorded_twice_nor_end_before_it_begins(province: Unit) -> None:
    unit, person = factory(province), somebody()

    def record(**more: object) -> None:
        api.record_post(
            actor=SYSTEM,
            unit=unit,
            person=person,
            body=BodyKind.EXECUTIVE_COMMITTEE,
            post=Post.CHAIR,
            from_day=MOVE,
            **more,  # type: ignore[arg-type]
        )

    with pytest.raises(api.Refused):
        record(to_day=MOVE)
    record()
    with pytest.raises(api.Refused):
        record()
    assert api.posts(SYSTEM).count() == 1


def test_a_superior_officer_acts_below_and_is_refused_elsewhere(province: Unit) -> None:
    here, there = superior(province, "Công đoàn xã An Phú"), superior(province, "Công đoàn xã Tân Lập")
    mine, foreign = factory(here), factory(there, "Công đoàn cơ sở Công ty Gỗ Tân Lập")
    officer = officer_of(here, Role.SUPERIOR_OFFICER)
    api.count_members(actor=officer, unit=mine, day=MOVE, members=120, women=80)
    with pytest.raises(PermissionDenied):
        api.count_members(actor=officer, unit=foreign, day=MOVE, members=1)
    assert [(e.actor, e.unit) for e in AuditEntry.objects.filter(action="people.count_members")] == [(officer, mine.pk)]


def test_a_grant_reaches_from_its_first_day_to_the_day_before_its_end(province: Unit) -> None:
    unit, today = factory(province), clock.today()
    user = User.objects.create_user("chair", name="Chủ tịch")
    grant = api.grant_role(actor=SYSTEM, user=user, unit=unit, role=Role.CHAIR, from_day=today)
    assert api.can_on_unit(user, unit)
    api.end_grant(actor=SYSTEM, grant=grant, day=today + timedelta(days=1))
    assert api.can_on_unit(user, unit)
    api.end_grant(actor=SYSTEM, grant=grant, day=today)
    assert not api.can_on_unit(user, unit)
    assert not api.units(user, day=today).exists()


def test_a_superior_officer_cannot_grant_the_federation_role(province: Unit) -> None:
    here = superior(province, "Công đoàn xã An Phú")
    officer = officer_of(here, Role.SUPERIOR_OFFICER)
    with pytest.raises(PermissionDenied):
        api.grant_role(actor=officer, user=officer, unit=here, role=Role.FEDERATION_OFFICER, from_day=BEGAN)


def test_a_citizen_id_is_sealed_found_by_its_index_and_each_full_view_is_audited(province: Unit) -> None:
    unit, person = factory(province), somebody()
    person.citizen_sealed, person.citizen_index = sealing.seal("051377685687"), sealing.index("051377685687")
    person.save()
    api.record_post(
        actor=SYSTEM, unit=unit, person=person, body=BodyKind.EXECUTIVE_COMMITTEE, post=Post.MEMBER, from_day=BEGAN
    )
    stored = Person.objects.get(citizen_index=sealing.index("051377685687"))
    assert b"051377685687" not in bytes(stored.citizen_sealed)
    chair, reader = officer_of(unit, Role.CHAIR, "chair"), officer_of(unit, Role.READER, "reader")
    assert api.view_citizen_id(actor=chair, person=stored) == "051377685687"
    with pytest.raises(PermissionDenied):
        api.view_citizen_id(actor=reader, person=stored)
    views = AuditEntry.objects.filter(action="people.view_citizen_id")
    assert [(view.actor, view.object_id) for view in views] == [(chair, str(person.pk))]


def test_the_audit_trail_cannot_be_changed_or_deleted(province: Unit) -> None:
    entry = AuditEntry.objects.get(action="people.create_unit")
    entry.reason = "khác"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


def test_women_never_exceed_members(province: Unit) -> None:
    with pytest.raises(api.Refused):
        api.count_members(actor=SYSTEM, unit=province, day=MOVE, members=10, women=11)


def test_a_term_ends_where_the_next_begins_and_an_extension_moves_the_planned_end_only(province: Unit) -> None:
    unit = factory(province)
    body = BodyKind.EXECUTIVE_COMMITTEE
    first = api.record_term(
        actor=SYSTEM, unit=unit, body=body, from_day=date(2018, 3, 1), planned_end=date(2023, 3, 1), seats_fixed=5
    )
    second = api.record_term(
        actor=SYSTEM, unit=unit, body=body, from_day=date(2023, 4, 1), planned_end=date(2028, 4, 1), seats_fixed=7
    )
    extension = {"decision_number": "12/QĐ-CĐ", "decision_day": date(2025, 11, 3)}
    api.extend_term(actor=SYSTEM, term=second, new_end=date(2030, 4, 1), **extension)
    with pytest.raises(api.Refused):
        api.extend_term(actor=SYSTEM, term=second, new_end=date(2030, 4, 1), **extension)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.to_day, second.to_day, second.planned_end) == (date(2023, 4, 1), None, date(2028, 4, 1))
    facts = list(api.unit_facts(MOVE, [unit.pk]))
    assert [(t.from_day, t.to_day, t.seats_fixed, t.extended) for t in facts[0].terms] == [
        (date(2018, 3, 1), date(2023, 4, 1), 5, False),
        (date(2023, 4, 1), date(2030, 4, 1), 7, True),
    ]


def test_a_chair_recorded_by_hand_tells_who_leads_and_nothing_of_the_other_seats(province: Unit) -> None:
    unit = factory(province)
    Unit.objects.filter(pk=unit.pk).update(told="nothing")
    given = {"actor": SYSTEM, "unit": unit, "from_day": MOVE}
    api.record_post(**given, person=somebody("A"), body=BodyKind.EXECUTIVE_COMMITTEE, post=Post.MEMBER)
    unit.refresh_from_db()
    assert unit.told == "nothing"
    api.record_post(**given, person=somebody("B"), body=BodyKind.EXECUTIVE_COMMITTEE, post=Post.CHAIR)
    unit.refresh_from_db()
    assert unit.told == "leaders"
    assert AuditEntry.objects.latest("pk").changes["changes"]["told"] == ["nothing", "leaders"]
    Unit.objects.filter(pk=unit.pk).update(told="all")
    api.record_post(**given, person=somebody("C"), body=BodyKind.EXECUTIVE_COMMITTEE, post=Post.CHAIR)
    unit.refresh_from_db()
    assert unit.told == "all"
    assert "told" not in AuditEntry.objects.latest("pk").changes["changes"]
