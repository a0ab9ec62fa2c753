"""What the rules let be kept no longer goes by itself, on the day and not before."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from nongcot.config.retention import carry_out
from nongcot.infra.accounts.models import SignInRecord
from nongcot.infra.acting.models import Submission
from nongcot.infra.acting.once import once
from nongcot.infra.audit.models import AuditEntry
from nongcot.intake import actions
from nongcot.intake.models import Import
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.errors import Refused
from nongcot.people.kinds import DataRequestKind, DataRequestOutcome
from nongcot.people.models import DataRequest, Person
from tests.factories import people as make
from tests.intake.apply.test_apply import HOA, NAM
from tests.intake.workbooks import officers

DAY = date(2031, 3, 6)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.VIETNAM)


@pytest.fixture
def files(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "files")
    return tmp_path / "files"


def kept(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def test_kept_spreadsheets_go_after_their_years_and_an_import_can_still_be_taken_back(
    tmp_path,
    files,
    province,
    bring,
    django_capture_on_commit_callbacks,
) -> None:
    done = bring(officers(tmp_path / "a.xlsx", HOA, NAM))
    Import.objects.update(at=noon(date(2029, 3, 6)))
    with django_capture_on_commit_callbacks(execute=True):
        assert carry_out(DAY)["import_files"] == 0
    assert kept(files) == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert carry_out(DAY + timedelta(days=1))["import_files"] == 1
    assert kept(files) == 0
    assert carry_out(DAY + timedelta(days=1))["import_files"] == 0
    done.refresh_from_db()
    assert (done.state, done.reading.name) == (Import.State.APPLIED, "")
    actions.undo_import(actor=province.officer, upload=done, reason="Nhầm tệp")
    assert not Person.objects.exists()
    done.refresh_from_db()
    with pytest.raises(Refused, match="đã được bỏ"):
        actions.read_again(actor=province.officer, imported=done)


def test_what_waited_to_be_applied_is_dropped_with_its_files_and_work_in_progress_is_left(
    tmp_path,
    files,
    bring,
) -> None:
    waiting = bring(officers(tmp_path / "a.xlsx", HOA), apply=False)
    working = bring(officers(tmp_path / "b.xlsx", NAM), apply=False)
    Import.objects.filter(pk=working.pk).update(state=Import.State.APPLYING)
    Import.objects.update(at=noon(date(2020, 1, 1)))
    assert carry_out(DAY)["import_files"] == 1
    states = dict(Import.objects.values_list("pk", "state"))
    assert states == {waiting.pk: Import.State.DROPPED, working.pk: Import.State.APPLYING}


@pytest.mark.django_db
def test_the_register_of_requests_and_the_log_of_signing_in() -> None:
    person = make.person("Nguyễn Thị Đào")
    asks = {"actor": make.SYSTEM, "kind": DataRequestKind.ACCESS, "received_on": clock.today(), "requester": "bà Đào"}
    rows = [api.register_request(person=person, **asks) for _each in range(3)]
    for row in rows[:2]:
        api.close_request(
            actor=make.SYSTEM, request=row, outcome=DataRequestOutcome.DONE, day=clock.today(), answer="Đã giao"
        )
    DataRequest.objects.filter(pk=rows[0].pk).update(closed_on=date(2026, 3, 5))
    DataRequest.objects.filter(pk=rows[1].pk).update(closed_on=date(2026, 3, 6))
    for day in (date(2030, 3, 5), date(2030, 3, 6)):
        SignInRecord.objects.create(at=noon(day), username="hoa", outcome="signed_in")

    counts = carry_out(DAY)

    assert (counts["data_requests"], counts["sign_ins"]) == (1, 1)
    assert set(DataRequest.objects.values_list("pk", flat=True)) == {rows[1].pk, rows[2].pk}
    assert SignInRecord.objects.get().at == noon(date(2030, 3, 6))


@pytest.mark.django_db
def test_traces_of_the_machine_go_after_thirty_days_and_the_run_is_on_record(client) -> None:
    user = make.officer(make.federation())
    for name in ("old", "young"):
        once(actor=user, key=name, perform=lambda: {"id": 1})
    day = clock.today()
    Submission.objects.filter(key="old").update(at=noon(day - timedelta(days=31)))
    client.force_login(user)
    page = client.get(reverse("people:data-requests")).content.decode()
    assert "chưa chạy lần nào" in page

    assert carry_out(day)["answers"] == 1

    assert Submission.objects.get().key == "young"
    entry = AuditEntry.objects.get(action="retention.carry_out")
    assert entry.changes["changes"] == {"answers": [1, 0]}
    assert "lần gần nhất" in client.get(reverse("people:data-requests")).content.decode()


@pytest.mark.django_db
def test_before_the_rules_are_in_force_nothing_of_theirs_is_deleted() -> None:
    SignInRecord.objects.create(at=noon(date(2000, 1, 1)), username="hoa", outcome="signed_in")
    assert carry_out(date(2025, 12, 31))["sign_ins"] == 0
    assert SignInRecord.objects.exists()
