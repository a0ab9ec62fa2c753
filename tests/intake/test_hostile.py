"""Files that are no honest spreadsheets, sent by the page: each gets a clear message, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nongcot.intake.models import Import
from nongcot.people.models import Person, PostHeld
from tests.intake.conftest import Province
from tests.intake.workbook.test_bad_input import book, ole, repacked


def bomb() -> bytes:
    padding = b" " * (300 * 1024 * 1024)
    return repacked(
        book(), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>" + padding + b"</sheetData></worksheet>"}
    )


def encrypted() -> bytes:
    return ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})


def send(client: Client, data: bytes, name: str) -> tuple[int, str]:
    upload = SimpleUploadedFile(name, data)
    sent = {"workbooks": [upload], "day": "22/11/2026"}
    response = client.post(reverse("intake:imports"), sent, follow=True)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (bomb, "bom.xlsx", "Tệp phình ra quá lớn khi mở"),
        (encrypted, "khoa.xlsx", "Tệp được đặt mật khẩu"),
        (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(500), "anh.xlsx", "không phải là bảng tính"),
        (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 9, "bao-cao.xlsx", "không phải là bảng tính"),
    ],
)
def test_what_is_no_spreadsheet_says_so_and_writes_nothing(
    client: Client, province: Province, make: Callable[[], bytes], name: str, said: str
) -> None:
    client.force_login(province.officer)
    status, page = send(client, make(), name)
    assert status == 200
    assert said in page
    assert "Không có gì được ghi" in page
    assert "Áp dụng vào danh sách" not in page
    assert Import.objects.get().state == Import.State.FAILED
    assert not Person.objects.exists()
    assert not PostHeld.objects.exists()


def test_a_file_that_could_not_be_opened_for_its_size_is_refused_when_it_is_sent(
    client: Client, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nongcot.intake.actions.receiving.MAX_BYTES", 1024 * 1024)
    client.force_login(province.officer)
    status, page = send(client, bytes(1024 * 1024 + 1), "to.xlsx")
    assert status == 422
    assert "Tệp to.xlsx lớn hơn 1 MB." in page
    assert not Import.objects.exists()
