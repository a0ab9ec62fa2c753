"""After an erasure nothing the installation keeps tells of the person: every table and every file is looked through."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import TestCase

from nongcot.duties import api as duties
from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra.acting.models import Submission
from nongcot.infra.acting.once import once
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.listfiles import actions as listfiles
from nongcot.infra.listfiles.models import ListFile
from nongcot.infra.savedviews.models import SavedView
from nongcot.intake import actions
from nongcot.intake.models import Import, ImportedFile, PlannedChange
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, DataRequestKind, DataRequestOutcome, Post, Role, UnitKind
from nongcot.people.models import DataRequest, MemberCount, Person, PostHeld
from tests.erasing.scan import where
from tests.factories import people as make
from tests.intake.conftest import DAY, Bring, Province
from tests.intake.workbooks import OFFICERS, officers

HEADER = (*OFFICERS, "Email", "Từ ngày", "Đến ngày")
GARMENT = "CĐCS Công ty TNHH May Xuân Lan"
NAME, PHONE, MAIL, CITIZEN = "Trần Thị Hòa", "0912345678", "hoa.tran@congdoan.vn", "012185000001"
LEFT = (date(2010, 1, 1), date(2015, 1, 1))
HOA = (NAME, date(1985, 7, 5), "Nữ", GARMENT, "Chủ tịch", PHONE, CITIZEN, MAIL, *LEFT)
NAM = ("Lê Văn Nam", date(1990, 2, 1), "Nam", GARMENT, "Chủ tịch", "0987654321", "", "", date(2015, 1, 1), None)
TOLD = (NAME, "912345678", CITIZEN, MAIL)


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    return officers(path, *rows, header=HEADER)


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "files")


@pytest.fixture
def hoa(tmp_path: Path, bring: Bring) -> Person:
    """In the roster by an import, corrected by a second one; her last post ended long ago."""
    bring(book(tmp_path / f"{NAME}.xlsx", HOA, NAM))
    other = (NAME, date(1985, 7, 5), "Nữ", GARMENT, "Chủ tịch", "0912345679", CITIZEN, MAIL, *LEFT)
    bring(book(tmp_path / "b.xlsx", other))
    return Person.objects.get(name=NAME)


def erase(person: Person, who: Province) -> Person:
    reason = f"Theo yêu cầu của {NAME} ngày 20/11/2026"
    with TestCase.captureOnCommitCallbacks(execute=True):
        return api.erase_person(actor=who.officer, person=person, reason=reason)


def test_files_readings_and_the_way_back_lose_the_person(tmp_path, hoa, province, bring) -> None:
    waiting = bring(book(tmp_path / f"{NAME} (2).xlsx", HOA, ("Trần Thị Hoà", *HOA[1:6], "", "", *LEFT)), apply=False)
    cell = {(f"{NAME} (2).xlsx", "DS", "B3"): f"{NAME} (cũ)"}
    actions.correct_cells(actor=province.officer, imported=waiting, cells=cell)
    actions.read(actor=province.officer, imported=Import.objects.get(pk=waiting.pk))
    first, unit = Import.objects.earliest("pk"), PostHeld.objects.filter(person=hoa).get().unit
    MemberCount.objects.create(unit=unit, day=DAY, members=40, source=f"#{first.pk} {NAME}.xlsx")
    elsewhere = bring(
        officers(tmp_path / "d.xlsx", ("Phạm Thị Lan", None, "Nữ", "CĐCS Trường Mầm non Sao Mai", "PCT", "", ""))
    )
    assert where(*TOLD)

    erase(hoa, province)

    assert where(*TOLD) == []
    assert MemberCount.objects.get(unit=unit).source == f"#{first.pk}"
    assert ImportedFile.objects.filter(file="").count() == 3
    assert elsewhere.files.exclude(file="").count() == 1  # a file that does not tell of her is kept
    waiting.refresh_from_db()
    assert waiting.state == Import.State.DROPPED
    assert PlannedChange.objects.filter(name=api.ERASED_NAME).exists()
    assert PostHeld.objects.filter(person=hoa).count() == 1


def test_what_an_import_did_to_others_can_still_be_taken_back(tmp_path, hoa, province, bring) -> None:
    later = bring(book(tmp_path / "e.xlsx", (*NAM[:5], "0987654322", *NAM[6:])))
    assert Person.objects.get(name="Lê Văn Nam").phone == "+84987654322"
    erase(hoa, province)
    actions.undo_import(actor=province.officer, upload=Import.objects.get(pk=later.pk), reason="Nhầm tệp")
    assert Person.objects.get(name="Lê Văn Nam").phone == "+84987654321"
    second = Import.objects.order_by("pk")[1]
    actions.undo_import(actor=province.officer, upload=second, reason="Nhầm tệp", keep_later=True)
    hoa.refresh_from_db()
    assert (hoa.name, hoa.phone) == (api.ERASED_NAME, "")
    assert where(*TOLD) == []


def test_lists_answers_searches_requests_and_reasons_lose_the_person(hoa, province) -> None:
    officer, today = province.officer, clock.today()
    asked, _new = listfiles.ask_file(
        actor=officer, kind="people.officers", query="", day=date(2014, 1, 1), language="vi"
    )
    listfiles.make_file(asked.pk)
    listfiles.ask_file(actor=officer, kind="people.officers", query="q=tran+thi+hoa", day=DAY, language="vi")
    SavedView.objects.create(
        user=officer, page="people:officers", name="Chị Hòa", query="q=Tr%E1%BA%A7n+Th%E1%BB%8B+H%C3%B2a"
    )
    SavedView.objects.create(user=officer, page="people:officers", name="Chủ tịch", query="post=chair")
    once(actor=officer, key="k-1", perform=lambda: {"answer": {"name": NAME, "phone": "+84912345678", "id": hoa.pk}})
    old = api.register_request(
        actor=officer, person=hoa, kind=DataRequestKind.ACCESS, received_on=today, requester=NAME
    )
    api.close_request(actor=officer, request=old, outcome=DataRequestOutcome.DONE, day=today, answer=f"Đã giao {NAME}")
    asks = {"received_on": today, "requester": f"Con của {NAME}", "detail": f"Gọi {PHONE}"}
    now = api.register_request(actor=officer, person=hoa, kind=DataRequestKind.ERASURE, **asks)
    duties.run(actor=officer, day=today)
    duty = Duty.objects.filter(closed_on__isnull=True, unit__posts__person=hoa).first()
    assert duty is not None
    duties.postpone(actor=officer, duty=duty, to=date(2030, 1, 1), reason=f"Chờ bà {NAME} bàn giao", day=today)
    assert where(*TOLD)

    erase(hoa, province)
    api.close_request(actor=officer, request=now, outcome=DataRequestOutcome.DONE, day=today, answer=f"Đã xóa: {NAME}")

    assert where(*TOLD) == []
    assert [row.state for row in ListFile.objects.all()] == [ListFile.State.FAILED]  # can be made anew
    assert [view.name for view in SavedView.objects.all()] == ["Chủ tịch"]
    assert Submission.objects.get(key="k-1").answer == {"answer": {"name": "", "phone": "", "id": hoa.pk}}
    assert DataRequest.objects.filter(person=hoa, closed_on=today).count() == 2
    assert DutyEvent.objects.filter(duty=duty, kind="postponed", reason="").exists()


def test_while_an_import_is_at_work_nothing_is_erased(hoa, province) -> None:
    Import.objects.filter(pk=Import.objects.earliest("pk").pk).update(state=Import.State.APPLYING)
    with pytest.raises(Refused, match="chạy dở"):
        erase(hoa, province)
    hoa.refresh_from_db()
    assert hoa.name == NAME


def test_merged_records_and_namesakes(hoa, province) -> None:
    """A merged record's own name and phone go too; a post entered by hand leaves no name in the trail."""
    unit = PostHeld.objects.filter(person=hoa).get().unit
    values = {"name": "Trần Thị Ánh Hòa", "phone": "0977000111"}
    twin = api.enter_person(actor=province.officer, unit=unit, values=values)
    api.record_post(
        actor=province.officer, person=twin, unit=unit, body=BodyKind.EXECUTIVE_COMMITTEE, post=Post.MEMBER,
        from_day=date(2011, 1, 1), to_day=date(2014, 1, 1),
    )  # fmt: skip
    api.merge_persons(actor=province.officer, keep=hoa, drop=twin, reason="Một người, hai hồ sơ")
    erase(hoa, province)
    assert where(*TOLD, "Trần Thị Ánh Hòa", "977000111") == []


def test_a_namesake_of_another_federation_keeps_everything(tmp_path, hoa, province, bring) -> None:
    elsewhere = make.federation("Liên đoàn Lao động tỉnh Trăng Khuyết")
    ward = make.unit("Công đoàn phường Ngọc Lâm", kind=UnitKind.DIRECT_SUPERIOR, under=elsewhere)
    other = make.officer(elsewhere, Role.FEDERATION_OFFICER)
    unit = make.unit("Công đoàn cơ sở Công ty TNHH Gạch Ngọc Lâm", under=ward)
    namesake = (NAME, date(1990, 1, 1), "Nữ", unit.name, "Chủ tịch", "0977000111", "", "", date(2020, 1, 1), None)
    theirs = bring(book(tmp_path / "x.xlsx", namesake), actor=other)
    working = bring(book(tmp_path / "y.xlsx", namesake), actor=other, apply=False)
    Import.objects.filter(pk=working.pk).update(state=Import.State.APPLYING)  # it does not keep this erasure waiting
    held = PostHeld.objects.get(unit=unit)
    api.correct_post(actor=other, held=held, to_day=date(2025, 1, 1), reason=f"{NAME} nghỉ hưu")
    once(actor=other, key="k-2", perform=lambda: {"answer": {"name": NAME}})
    asked, _new = listfiles.ask_file(actor=other, kind="people.officers", query="", day=DAY, language="vi")
    listfiles.make_file(asked.pk)
    SavedView.objects.create(user=other, page="people:officers", name="Chị Hòa", query="q=tran+thi+hoa")
    before = [row for row in where(NAME) if "Person" not in row]

    erase(hoa, province)

    theirs.refresh_from_db()
    assert theirs.files.exclude(file="").count() == 1
    assert PlannedChange.objects.filter(imported=theirs, name=NAME).exists()
    assert Submission.objects.get(key="k-2").answer == {"answer": {"name": NAME}}
    assert ListFile.objects.get(pk=asked.pk).state == ListFile.State.MADE
    assert SavedView.objects.filter(user=other).exists()
    assert AuditEntry.objects.filter(reason=f"{NAME} nghỉ hưu").exists()
    assert set(where(NAME)) < set(before) | {row for row in where(NAME) if "Person" in row}
    assert where("912345678", CITIZEN, MAIL) == []  # of her own nothing is left all the same


def test_a_file_that_tells_only_of_a_namesake_with_another_birth_is_kept(tmp_path, hoa, province, bring) -> None:
    other = (NAME, date(1990, 1, 1), "Nữ", "CĐCS Trường Mầm non Sao Mai", "PCT", "0977000111", "", "", None, None)
    rows = [(f"Người Thứ {n}", date(1980, 1, 1), "Nam", GARMENT, "UV BCH", "", "", "", None, None) for n in range(30)]
    theirs = bring(book(tmp_path / "f.xlsx", *rows, other))
    erase(hoa, province)
    assert theirs.files.exclude(file="").count() == 1
