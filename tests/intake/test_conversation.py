"""Import as a conversation: what will change is looked through, applied, taken back; hostile text in it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.intake import actions
from nongcot.intake.models import Import
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Person, PostHeld, Unit
from tests.factories import people as make
from tests.intake.apply.test_apply import GARMENT, HOA, NAM
from tests.intake.conftest import Bring, Province
from tests.intake.talking import correction
from tests.intake.test_views import send, text
from tests.intake.workbooks import OFFICERS, officers, workbook


@pytest.fixture
def client(province: Province, client: Client) -> Client:
    client.force_login(province.officer)
    return client


# What will change


def test_new_changed_and_ended_are_listed_by_unit_filtered_and_exported(
    tmp_path: Path, client: Client, bring: Bring
) -> None:
    header = (*OFFICERS, "Từ ngày", "Đến ngày")
    bring(officers(tmp_path / "a.xlsx", (*HOA, "01/03/2023", ""), header=header))
    ended = (*HOA[:5], "0977777777", HOA[6], "01/03/2023", "01/10/2026")
    send(client, officers(tmp_path / "b.xlsx", ended, (*NAM, "01/10/2026", ""), header=header))
    imported = Import.objects.first()
    assert imported is not None
    address = reverse("intake:changes", args=[imported.pk])

    assert "Trần Thị Hòa Kết thúc Chức vụ: Đến ngày – 01/10/2026" in text(client.get(f"{address}?loai=ended"))
    assert "Trần Thị Hòa Thay đổi Cán bộ: Điện thoại +84912345678 +84977777777" in text(
        client.get(f"{address}?loai=changed")
    )
    assert "Lê Văn Nam Mới Người mới Phó Chủ tịch" in text(client.get(f"{address}?loai=new&q=xuan+lan"))
    assert "Không có thay đổi nào khớp" in text(client.get(f"{address}?q=khong+co"))

    book = client.post(reverse("intake:changes-book", args=[imported.pk]), {"loai": "ended"})
    sheet = openpyxl.load_workbook(BytesIO(b"".join(book.streaming_content))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows == [
        [
            "Kết thúc",
            Unit.objects.get(pk=PostHeld.objects.get().unit_id).name,
            "Trần Thị Hòa",
            "Chức vụ: Đến ngày",
            "–",
            "01/10/2026",
        ]
    ]
    assert AuditEntry.objects.filter(action="intake.export_changes").count() == 1


@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_list_of_changes_asks_the_same_few_questions_however_long(
    client: Client, province: Province, bring: Bring, tmp_path: Path, count: int, django_assert_num_queries
) -> None:
    people = [
        (f"Nguyễn Văn {chr(65 + n % 26)} {n}", 1960 + n % 40, "Nam", GARMENT, "UV BCH", "", "") for n in range(count)
    ]
    imported = bring(officers(tmp_path / "a.xlsx", *people), apply=False)
    address = reverse("intake:changes", args=[imported.pk])
    client.get(address)
    with django_assert_num_queries(7):
        client.get(address)


# Another federation


def test_a_file_of_another_federation_is_noticed_and_must_be_confirmed(
    tmp_path: Path, client: Client, province: Province
) -> None:
    for n in range(30):
        make.unit(f"Công đoàn cơ sở Công ty {n}", under=province.ward, kind=UnitKind.ENTERPRISE)
    title = [("LIÊN ĐOÀN LAO ĐỘNG TỈNH BÌNH MINH",), ("CÔNG ĐOÀN PHƯỜNG TÂN LẬP",), ()]
    rows = [
        (n, f"Trần Văn {chr(65 + n)}", 1980 + n, "Nam", f"CĐCS Công ty Xa {n}", "Chủ tịch", "", "") for n in range(5)
    ]
    page = send(client, workbook(tmp_path / "a.xlsx", {"DS": [*title, OFFICERS, *rows]}))
    shown = text(page)
    assert "Tệp này có vẻ của liên đoàn khác" in shown
    assert "Tệp ghi tên liên đoàn lao động khác: BÌNH MINH." in shown
    assert "5 trong 5 đơn vị của tệp chưa có trong hệ thống, trong khi hệ thống đã có 30 đơn vị." in shown

    imported = Import.objects.get()
    apply = reverse("intake:apply", args=[imported.pk])
    assert "Xin xác nhận đúng là danh sách của mình" in text(client.post(apply, {"apply": "1"}, follow=True))
    assert not Person.objects.exists()
    client.post(apply, {"apply": "1", "foreign": "on"}, follow=True)
    assert Person.objects.count() == 5


def test_a_file_that_names_ones_own_federation_raises_no_doubt(tmp_path: Path, client: Client) -> None:
    title = [("LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI",), ()]
    page = send(client, workbook(tmp_path / "a.xlsx", {"DS": [*title, OFFICERS, (1, *HOA)]}))
    assert "có vẻ của liên đoàn khác" not in text(page)


# History, undo


def test_an_import_is_undone_from_its_page(tmp_path: Path, client: Client, bring: Bring) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA, NAM))
    history = text(client.get(reverse("intake:imports")))
    assert "1 đơn vị mới, 2 người mới, 0 thay đổi" in history
    address = reverse("intake:undo", args=[imported.pk])
    page = client.get(address)
    sent = {"reason": "Nhập nhầm tệp", "once": page.context["once"], "seen": "0"}
    asked = client.post(address, sent)
    assert "2 người mới bị xóa" in text(asked)
    client.post(address, {**sent, "confirmed": asked.context["confirmed"]}, follow=True)

    assert not Person.objects.exists()
    shown = text(client.get(reverse("intake:import", args=[imported.pk])))
    assert "Nguyễn Thu Hương. Lý do: Nhập nhầm tệp" in shown


def test_what_stands_in_the_way_of_an_undo_is_listed(tmp_path: Path, client: Client, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA))
    imported = bring(officers(tmp_path / "b.xlsx", (*HOA[:5], "0977777777", HOA[6])))
    Person.objects.update(phone="+84900000000")
    shown = text(client.get(reverse("intake:undo", args=[imported.pk])))
    assert "Đã có người làm tiếp sau lần nhập này" in shown
    assert "Trần Thị Hòa Cán bộ đã được sửa sau lần nhập" in shown


def test_a_download_of_a_file_is_on_record(tmp_path: Path, client: Client, bring: Bring, province: Province) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA))
    client.post(reverse("intake:file", args=[imported.files.get().pk]))
    entry = AuditEntry.objects.get(action="intake.download")
    told = (entry.actor, entry.object_id, entry.changes["sha256"])
    assert told == (province.officer, str(imported.pk), imported.files.get().sha256)


# Hostile text


def test_hostile_names_of_sheets_and_cells_come_back_unchanged_and_run_nothing(
    tmp_path: Path, client: Client, province: Province
) -> None:
    script, formula = "<script>alert(1)</script>", '=HYPERLINK("http://x","y")'
    odd = ("Trần Thị Hòa", "31/02/1985", "Nữ", f"CĐCS {script}", formula, "", "")
    sheet = "<img src=x>'&\""
    path = workbook(tmp_path / "a.xlsx", {sheet: [OFFICERS, (1, *HOA)]})
    book = openpyxl.load_workbook(path)
    active = book.active
    assert active is not None
    for column, value in enumerate((2, *odd), 1):
        cell = active.cell(3, column)
        cell.value, cell.data_type = value, "n" if isinstance(value, int) else "s"
    book.save(path)
    page = send(client, path)
    assert page.status_code == 200
    imported = Import.objects.get()
    for address in (
        reverse("intake:import", args=[imported.pk]),
        reverse("intake:changes", args=[imported.pk]),
        reverse("intake:sheet", args=[imported.pk, 0]),
        reverse("intake:cells", args=[imported.pk]) + "?loai=unknown_post",
        reverse("intake:imports"),
    ):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html, address
        assert "<img src=x" not in html, address
    wrong = client.get(reverse("intake:cells", args=[imported.pk]) + "?loai=unknown_post")
    assert [(c["in_sheet"], c["value"]) for c in wrong.context["cells"]] == [(sheet, formula)]

    page = client.get(reverse("intake:cells", args=[imported.pk]) + "?loai=unknown_post")
    client.post(
        reverse("intake:cells", args=[imported.pk]) + "?loai=unknown_post",
        correction(page, "Chủ tịch"),
    )
    imported.refresh_from_db()
    actions.apply(actor=province.officer, imported=imported)
    assert Unit.objects.filter(name__iendswith=script).exists()  # a name gets its capitals
    exported = client.post(reverse("intake:changes-book", args=[imported.pk]))
    sheet_of_changes = openpyxl.load_workbook(BytesIO(b"".join(exported.streaming_content))).active
    assert sheet_of_changes is not None
    assert "f" not in {cell.data_type for row in sheet_of_changes.iter_rows() for cell in row}


def test_what_was_worked_on_since_stays_when_the_rest_is_taken_back(
    tmp_path: Path, client: Client, bring: Bring
) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA, NAM))
    Person.objects.filter(name="Trần Thị Hòa").update(phone="+84900000000")
    other = bring(officers(tmp_path / "b.xlsx", (*NAM[:5], "0966666666", "")))
    address = reverse("intake:undo", args=[imported.pk])
    page = client.get(f"{address}?giu=1")
    sent = {"reason": "Nhập nhầm tệp", "once": page.context["once"], "seen": "0"}
    asked = client.post(f"{address}?giu=1", sent)
    assert "được giữ nguyên" in text(asked)
    client.post(f"{address}?giu=1", {**sent, "confirmed": asked.context["confirmed"]})

    assert list(Person.objects.values_list("name", flat=True)) == ["Lê Văn Nam"]
    shown = text(client.get(reverse("intake:import", args=[imported.pk])))
    assert "Đã có người làm tiếp nên được giữ nguyên" in shown
    assert Import.objects.get(pk=other.pk).state == Import.State.APPLIED
