from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nongcot.duties.api import run
from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra.audit.models import AuditEntry
from nongcot.intake import actions
from nongcot.intake.actions.applying import write
from nongcot.intake.actions.undoing import InTheWay
from nongcot.intake.apply.plan import make_plan
from nongcot.intake.kinds import Reading
from nongcot.intake.models import Import, Ledger
from nongcot.intake.roster import build_roster
from nongcot.intake.summary import summarise_plan
from nongcot.kernel import clock
from nongcot.people.api import (
    Refused,
    end_post,
    lift_limit,
    limit_processing,
    merge_persons,
    register_request,
    rename_unit,
)
from nongcot.people.kinds import DataRequestKind, EndReason
from nongcot.people.models import Person, PostHeld, ProcessingLimit, Term, Unit
from tests.factories import people as make
from tests.intake.apply.test_apply import GARMENT, HOA, NAM
from tests.intake.apply.test_apply import rows as every_row
from tests.intake.conftest import DAY, ROOT, Bring, Province
from tests.intake.test_roster import OFFICERS, rows_of
from tests.intake.workbooks import UNITS, officers, workbook

REASON = "Nhập nhầm tệp"
OTHER = "CĐCS Trường Mầm non Hoa Sen"


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Every row of the roster; the trail only grows."""
    return {name: told for name, told in every_row().items() if name != "AuditEntry"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(OFFICERS, max_size=6), st.lists(OFFICERS, min_size=1, max_size=8))
def test_undoing_what_was_applied_on_top_of_a_roster_leaves_that_roster(province: Province, first, second) -> None:
    def bring(given_rows) -> Import:
        imported = Import.objects.create(unit=province.federation, at=clock.now(), day=DAY, state=Import.State.APPLIED)
        reading = Reading(officers=rows_of(given_rows))
        plan = make_plan(build_roster(reading), actor=ROOT, under=province.federation.pk, day=DAY)
        imported.summary = {"plan": summarise_plan(plan)}
        write(ROOT, imported, plan)
        return imported

    with transaction.atomic():
        bring(first)
        before = rows()
        imported = bring(second)
        actions.undo_import(actor=ROOT, upload=imported, reason=REASON)
        assert rows() == before
        transaction.set_rollback(True)


def test_changed_facts_terms_and_counts_come_back_as_they_were(tmp_path: Path, bring: Bring) -> None:
    first = (1, GARMENT, "DN ngoài nhà nước", 1200, 900, 11, "12.9.2022", "2022-2027")
    later = (1, GARMENT, "DN ngoài nhà nước", 1250, 930, 13, "12.9.2025", "2025-2030")
    bring(workbook(tmp_path / "u.xlsx", {"CĐCS": [UNITS, first]}), officers(tmp_path / "a.xlsx", HOA))
    before = rows()
    moved = (*HOA[:5], "0977777777", "012185000009")
    imported = bring(workbook(tmp_path / "v.xlsx", {"CĐCS": [UNITS, later]}), officers(tmp_path / "b.xlsx", moved, NAM))
    changed = rows()
    assert {name for name in before if before[name] != changed[name]} >= {"MemberCount", "Person", "PostHeld", "Term"}

    units = actions.undo_import(actor=ROOT, upload=imported, reason=REASON)

    assert rows() == before
    assert units == [Unit.objects.get(name__contains="Xuân Lan").pk]
    imported.refresh_from_db()
    assert (imported.state, imported.undo_reason) == (Import.State.UNDONE, REASON)
    assert not Ledger.objects.filter(imported=imported).exists()
    entry = AuditEntry.objects.get(action="intake.undo")
    assert (entry.object_id, entry.reason) == (str(imported.pk), REASON)


def test_duties_found_about_what_never_was_are_gone(tmp_path: Path, bring: Bring) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA))
    run(actor=ROOT, day=DAY)
    union = Unit.objects.get(name__contains="Xuân Lan").pk
    assert Duty.objects.filter(unit=union).exists()

    actions.undo_import(actor=ROOT, upload=imported, reason=REASON)

    assert (Duty.objects.filter(unit=union).count(), DutyEvent.objects.filter(duty__unit=union).count()) == (0, 0)


def test_a_later_change_stands_in_the_way_and_nothing_is_taken_back(tmp_path: Path, bring: Bring) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA, NAM))
    held = PostHeld.objects.get(person__name="Trần Thị Hòa")
    end_post(actor=ROOT, held=held, day=date(2026, 11, 20), reason=EndReason.STEPPED_DOWN)
    before = rows()

    with pytest.raises(InTheWay) as refused:
        actions.undo_import(actor=ROOT, upload=imported, reason=REASON)

    assert [(o.why, o.model, o.name, o.who) for o in refused.value.obstacles] == [
        ("changed", "postheld", "Trần Thị Hòa", "test")
    ]
    assert rows() == before
    assert Import.objects.get(pk=imported.pk).state == Import.State.APPLIED


def test_a_value_changed_without_a_trace_stands_in_the_way_too(tmp_path: Path, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA))
    imported = bring(officers(tmp_path / "b.xlsx", (*HOA[:5], "0977777777", HOA[6])))
    Person.objects.update(phone="+84900000000")

    with pytest.raises(InTheWay) as refused:
        actions.undo_import(actor=ROOT, upload=imported, reason=REASON)
    assert [(o.why, o.name) for o in refused.value.obstacles] == [("changed", "Trần Thị Hòa")]


def test_what_rests_on_a_new_row_stands_in_the_way(tmp_path: Path, bring: Bring) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA))
    held = PostHeld.objects.get()
    Term.objects.create(body=held.body, from_day=date(2024, 1, 1))

    with pytest.raises(InTheWay) as refused:
        actions.undo_import(actor=ROOT, upload=imported, reason=REASON)
    assert {(o.why, o.model) for o in refused.value.obstacles} == {("used", "term")}


def test_imports_are_taken_back_in_turn(tmp_path: Path, bring: Bring) -> None:
    before = rows()
    first = bring(officers(tmp_path / "a.xlsx", HOA))
    second = bring(officers(tmp_path / "b.xlsx", (*HOA[:5], "0977777777", HOA[6]), NAM))

    with pytest.raises(InTheWay):
        actions.undo_import(actor=ROOT, upload=first, reason=REASON)
    actions.undo_import(actor=ROOT, upload=second, reason=REASON)
    actions.undo_import(actor=ROOT, upload=first, reason=REASON)
    assert rows() == before
    assert actions.undo_import(actor=ROOT, upload=first, reason=REASON) == []


def test_looking_at_a_person_or_renaming_another_unit_is_in_nobodys_way(
    tmp_path: Path, bring: Bring, province: Province
) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA))
    rename_unit(actor=ROOT, unit=province.ward, name="Công đoàn phường An Phú Đông", day=date(2026, 11, 1))

    actions.undo_import(actor=ROOT, upload=imported, reason=REASON)
    assert not Person.objects.exists()


def test_who_may_not_import_there_may_not_undo_and_a_reason_is_asked_for(
    tmp_path: Path, bring: Bring, province: Province
) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA))
    with pytest.raises(PermissionDenied):
        actions.undo_import(actor=province.superior, upload=imported, reason=REASON)
    with pytest.raises(Refused):
        actions.undo_import(actor=province.officer, upload=imported, reason="  ")
    waiting = bring(officers(tmp_path / "b.xlsx", NAM), apply=False)
    with pytest.raises(Refused):
        actions.undo_import(actor=province.officer, upload=waiting, reason=REASON)
    assert Person.objects.count() == 1


def test_undone_files_can_be_read_and_applied_again(tmp_path: Path, bring: Bring, province: Province) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA))
    posts = sorted(PostHeld.objects.values_list("person__name", "post"))
    actions.undo_import(actor=province.officer, upload=imported, reason=REASON)
    actions.read_again(actor=province.officer, imported=imported)
    imported.refresh_from_db()
    actions.read(actor=province.officer, imported=imported)
    actions.apply(actor=province.officer, imported=imported)

    assert sorted(PostHeld.objects.values_list("person__name", "post")) == posts
    assert Import.objects.get(pk=imported.pk).state == Import.State.APPLIED


# What was worked on since stays


def test_a_post_ended_since_stays_with_its_person_and_unit_and_the_rest_is_taken_back(
    tmp_path: Path, bring: Bring
) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA, NAM, ("Đỗ Văn Bình", "1.2.1979", "Nam", OTHER, "CT", "", "")))
    held = PostHeld.objects.get(person__name="Trần Thị Hòa")
    end_post(actor=ROOT, held=held, day=date(2026, 11, 20), reason=EndReason.STEPPED_DOWN)

    actions.undo_import(actor=ROOT, upload=imported, reason=REASON, keep_later=True)

    assert list(Person.objects.values_list("name", flat=True)) == ["Trần Thị Hòa"]
    assert list(PostHeld.objects.values_list("pk", "to_day")) == [(held.pk, date(2026, 11, 20))]
    assert not Unit.objects.filter(name__contains="Hoa Sen").exists()
    union = Unit.objects.get(name__contains="Xuân Lan")
    assert (union.names.count(), union.placements.count()) == (1, 1)
    imported.refresh_from_db()
    assert imported.state == Import.State.UNDONE
    assert [(one["why"], one["model"], one["name"]) for one in imported.summary["kept"]] == [
        ("changed", "postheld", "Trần Thị Hòa")
    ]


def test_a_value_given_since_is_not_overwritten_and_the_others_come_back(tmp_path: Path, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA, NAM))
    before = dict(Person.objects.values_list("name", "phone"))
    moved = [(*who[:5], phone, who[6]) for who, phone in ((HOA, "0977777777"), (NAM, "0966666666"))]
    imported = bring(officers(tmp_path / "b.xlsx", *moved))
    Person.objects.filter(name="Trần Thị Hòa").update(phone="+84900000000")

    actions.undo_import(actor=ROOT, upload=imported, reason=REASON, keep_later=True)

    after = dict(Person.objects.values_list("name", "phone"))
    assert after == {**before, "Trần Thị Hòa": "+84900000000"}


def test_what_a_later_import_changed_stays_and_that_import_can_be_taken_back_after(
    tmp_path: Path, bring: Bring
) -> None:
    first = bring(officers(tmp_path / "a.xlsx", HOA, NAM))
    second = bring(officers(tmp_path / "b.xlsx", (*HOA[:5], "0977777777", HOA[6])))

    actions.undo_import(actor=ROOT, upload=first, reason=REASON, keep_later=True)
    assert dict(Person.objects.values_list("name", "phone")) == {"Trần Thị Hòa": "+84977777777"}
    actions.undo_import(actor=ROOT, upload=second, reason=REASON)
    assert dict(Person.objects.values_list("name", "phone")) == {"Trần Thị Hòa": "+84912345678"}


def test_posts_moved_by_a_merge_stay(tmp_path: Path, bring: Bring) -> None:
    keep = make.person("Trần Thị Hòa", born="1985-07-05")
    imported = bring(officers(tmp_path / "a.xlsx", (*HOA[:6], ""), NAM))
    new = Person.objects.exclude(pk=keep.pk).get(name="Trần Thị Hòa")
    merge_persons(actor=ROOT, keep=keep, drop=new)

    actions.undo_import(actor=ROOT, upload=imported, reason=REASON, keep_later=True)
    assert list(PostHeld.objects.values_list("person", flat=True).distinct()) == [keep.pk]


def limit(person: Person) -> None:
    asked = {"person": person, "kind": DataRequestKind.RESTRICTION, "requester": person.name}
    request = register_request(actor=ROOT, received_on=clock.today(), **asked)
    limit_processing(actor=ROOT, request=request, day=clock.today())


def test_whose_data_is_limited_is_told_of_and_nothing_of_theirs_is_taken_back(tmp_path: Path, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA))
    hoa = Person.objects.get(name="Trần Thị Hòa")
    moved = (*HOA[:5], "0977777777", HOA[6])
    imported = bring(officers(tmp_path / "b.xlsx", moved, NAM))
    nam = Person.objects.get(name=NAM[0])
    limit(hoa)  # changed by the import
    limit(nam)  # made by it
    kept = [row for row in Person.objects.order_by("pk").values() if row["id"] in (hoa.pk, nam.pk)]
    assert kept[0]["phone"] == "+84977777777"

    with pytest.raises(InTheWay) as refused:
        actions.undo_import(actor=ROOT, upload=imported, reason=REASON)
    named = {one.name for one in refused.value.obstacles if one.why == "limited"}
    assert named == {"Trần Thị Hòa", NAM[0]}

    actions.undo_import(actor=ROOT, upload=imported, reason=REASON, keep_later=True)
    assert [row for row in Person.objects.order_by("pk").values() if row["id"] in (hoa.pk, nam.pk)] == kept
    assert PostHeld.objects.filter(person=nam).exists(), "a person nobody could find is not kept"


def test_a_limit_that_was_lifted_protects_nothing(tmp_path: Path, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA))
    hoa = Person.objects.get(name="Trần Thị Hòa")
    imported = bring(officers(tmp_path / "b.xlsx", (*HOA[:5], "0977777777", HOA[6])))
    limit(hoa)
    ProcessingLimit.objects.update(from_day=clock.today() - timedelta(days=1))
    lift_limit(actor=ROOT, person=hoa, day=clock.today(), reason="Rút yêu cầu")

    actions.undo_import(actor=ROOT, upload=imported, reason=REASON, keep_later=True)

    hoa.refresh_from_db()
    assert hoa.phone == "+84912345678"
