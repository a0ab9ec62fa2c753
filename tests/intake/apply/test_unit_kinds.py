"""A list that tells another kind of a unit: kept, or changed from a day on by the one verb, and taken back with all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.intake import actions
from nongcot.intake.models import Import
from nongcot.people.api import Refused, units
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit, UnitKindSpan
from tests.factories import people as make
from tests.intake.conftest import DAY, ROOT, Bring, Province
from tests.intake.workbooks import workbook

FROM = date(2026, 7, 1)
HEAD = ("STT", "Mã đơn vị", "Tên CĐCS", "Loại hình", "Tổng số đoàn viên", "Ngày thành lập")


@pytest.fixture
def school(province: Province) -> Unit:
    given = {"kind": UnitKind.ENTERPRISE, "code": "T1", "began": date(2020, 1, 1)}
    return make.unit("Công đoàn cơ sở Trường Hoa Sen", under=province.ward, **given)


@pytest.fixture
def told(tmp_path: Path, school: Unit, bring: Bring) -> Import:
    row = (1, "T1", school.name, "Đơn vị sự nghiệp ngoài công lập", 30, FROM)
    return bring(workbook(tmp_path / "dv.xlsx", {"ĐV": [HEAD, row]}), apply=False)


def kind_on(unit: Unit, day: date) -> str:
    return units(ROOT, day=day).get(pk=unit.pk).day_kind


def facts() -> list[object]:
    kinds = sorted(UnitKindSpan.objects.values_list("unit", "kind", "from_day", "to_day"), key=str)
    return [kinds, list(Unit.objects.order_by("pk").values_list("pk", "kind"))]


def test_unanswered_it_is_listed_and_the_record_stays(told: Import, school: Unit) -> None:
    [asked] = told.summary["plan"]["other_kinds"]
    assert (asked["unit"], asked["before"], asked["after"], asked["day"]) == (
        school.pk, "enterprise", "non_public_service", None,
    )  # fmt: skip
    assert asked["told_from"] == FROM.isoformat()
    before = facts()
    actions.apply(actor=ROOT, imported=told)
    assert facts() == before


def test_answered_it_changes_from_the_day_on_and_goes_with_the_import(told: Import, school: Unit) -> None:
    before = facts()
    actions.decide_unit_kinds(actor=ROOT, imported=told, kinds={school.pk: FROM})
    assert facts() == before, "nothing is written before the import is applied"
    told.refresh_from_db()
    assert actions.outdated(told)
    actions.plan_again(imported=actions.start_planning(actor=ROOT, imported=told), actor=ROOT)
    told.refresh_from_db()
    changed = {
        (row.field, row.before, row.after) for row in told.changes.filter(kind="changed", field__startswith="kind")
    }
    assert changed == {("kind", "enterprise", "non_public_service"), ("kind_from", "", FROM.isoformat())}
    assert not told.changes.filter(kind="kept", field="kind").exists()
    actions.apply(actor=ROOT, imported=told)
    assert kind_on(school, date(2026, 6, 30)) == "enterprise"
    assert kind_on(school, FROM) == "non_public_service"
    assert AuditEntry.objects.filter(action="people.change_unit_kind", object_id=str(school.pk)).count() == 1
    answered = AuditEntry.objects.filter(action="intake.decide_unit_kinds").values_list("changes__kinds", flat=True)
    assert list(answered) == [{str(school.pk): FROM.isoformat()}]
    told.refresh_from_db()
    actions.undo_import(actor=ROOT, upload=told, reason="Nhầm tệp")
    assert facts() == before


def test_a_second_change_is_undone_to_the_first(told: Import, school: Unit) -> None:
    from nongcot.people.api import change_unit_kind

    change_unit_kind(actor=ROOT, unit=school, kind=UnitKind.PUBLIC_SERVICE, day=date(2023, 1, 1))
    before = facts()
    told.summary["plan"]["other_kinds"][0]["before"] = "public_service"
    told.save()
    actions.decide_unit_kinds(actor=ROOT, imported=told, kinds={school.pk: FROM})
    told.refresh_from_db()
    actions.plan_again(imported=actions.start_planning(actor=ROOT, imported=told), actor=ROOT)
    told.refresh_from_db()
    actions.apply(actor=ROOT, imported=told)
    days = [date(2022, 12, 31), date(2023, 1, 1), date(2026, 6, 30), FROM]
    assert [kind_on(school, day) for day in days] == [
        "enterprise", "public_service", "public_service", "non_public_service",
    ]  # fmt: skip
    told.refresh_from_db()
    actions.undo_import(actor=ROOT, upload=told, reason="Nhầm tệp")
    assert facts() == before


def test_an_answer_is_taken_back_and_one_that_cannot_be_is_refused_with_the_unit(told: Import, school: Unit) -> None:
    with pytest.raises(Refused, match="Trường Hoa Sen"):
        actions.decide_unit_kinds(actor=ROOT, imported=told, kinds={school.pk: date(2019, 1, 1)})
    told.refresh_from_db()
    assert told.decisions.get("kinds", {}) == {}
    actions.decide_unit_kinds(actor=ROOT, imported=told, kinds={school.pk: FROM, 999_999: FROM})
    told.refresh_from_db()
    assert told.decisions["kinds"] == {str(school.pk): FROM.isoformat()}
    actions.decide_unit_kinds(actor=ROOT, imported=told, kinds={school.pk: None})
    told.refresh_from_db()
    assert told.decisions["kinds"] == {}


def test_who_may_not_import_may_not_answer(told: Import, school: Unit, province: Province) -> None:
    stranger = make.officer(province.other_ward)
    with pytest.raises(PermissionDenied):
        actions.decide_unit_kinds(actor=stranger, imported=told, kinds={school.pk: FROM})


def test_on_the_page(told: Import, school: Unit, province: Province, client: Client) -> None:
    client.force_login(province.officer)
    url = reverse("intake:unit-kinds", args=[told.pk])
    assert url in client.get(reverse("intake:import", args=[told.pk])).content.decode()
    form = client.get(url)
    assert "Tệp ghi từ ngày 01/07/2026" in form.content.decode()
    sent = {"once": form.context["once"], "seen": form.context["seen"], f"unit-{school.pk}": "01/07/2026"}
    assert client.post(url, sent).status_code == 302
    told.refresh_from_db()
    assert told.decisions["kinds"] == {str(school.pk): FROM.isoformat()}
    assert DAY > FROM
