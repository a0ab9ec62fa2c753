from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nongcot.infra.accounts.models import User
from nongcot.intake.models import Import, ImportedFile
from nongcot.people.kinds import Role
from nongcot.people.models import Person, PostHeld, RoleGrant
from tests.intake.apply.test_apply import GARMENT, HOA, NAM
from tests.intake.conftest import Bring, Province
from tests.intake.workbooks import officers


@pytest.fixture
def client(province: Province, client: Client) -> Client:
    client.force_login(province.officer)
    return client


def send(client: Client, *paths: Path, day: str = "22/11/2026"):
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    return client.post(reverse("intake:imports"), {"workbooks": files, "day": day}, follow=True)


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_sent_file_is_shown_before_anything_is_written(tmp_path: Path, client: Client) -> None:
    response = send(client, officers(tmp_path / "quý 4.xlsx", HOA, NAM))

    shown = text(response)
    assert "Xem trước khi áp dụng" in shown
    assert "1 đơn vị mới" in shown
    assert "2 người mới" in shown
    assert "quý 4.xlsx / DS" in shown
    assert "B Họ và tên" in shown
    assert not Person.objects.exists()


def test_applying_writes_and_shows_the_result(tmp_path: Path, client: Client) -> None:
    send(client, officers(tmp_path / "a.xlsx", HOA, NAM))
    imported = Import.objects.get()
    response = client.post(reverse("intake:apply", args=[imported.pk]), {"apply": "1"}, follow=True)

    assert "Kết quả nhập" in text(response)
    assert PostHeld.objects.count() == 3
    assert "Đã áp dụng" in text(client.get(reverse("intake:imports")))


def test_a_page_is_asked_again_every_two_seconds_while_work_goes_on(tmp_path: Path, client: Client) -> None:
    send(client, officers(tmp_path / "a.xlsx", HOA))
    Import.objects.update(state="reading", progress=40)
    imported = Import.objects.get()
    page = client.get(reverse("intake:import", args=[imported.pk])).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert 'value="40"' in page

    Import.objects.update(state="read")
    done = client.get(reverse("intake:progress", args=[imported.pk]), headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"


def test_a_doubtful_pair_is_put_side_by_side_and_the_choice_counts(
    tmp_path: Path, client: Client, bring: Bring
) -> None:
    bring(officers(tmp_path / "a.xlsx", (*HOA[:5], "", "")))
    elsewhere = (*HOA[:3], "CĐCS Trường Mầm non Hoa Sen", "UV BCH", "", "")
    page = send(client, officers(tmp_path / "b.xlsx", elsewhere))
    imported = Import.objects.first()
    assert "Cùng họ tên và ngày sinh, ở hai đơn vị" in text(page)
    assert "1 người mới" in text(page)

    address = reverse("intake:pairs", args=[imported.pk])
    page = client.get(address)
    assert "đang có trong danh sách" in text(page)
    assert "<mark>" in page.content.decode()
    field = re.search(r'name="(pair-[^"]+)"', page.content.decode())[1]
    back = client.post(address, {field: "same", "done": "1"}, follow=True)
    assert "0 người mới" in text(back), "what would change is counted anew"
    client.post(reverse("intake:apply", args=[imported.pk]), {"apply": "1"})
    assert Person.objects.get().posts.count() == 2


def test_a_problem_says_cell_value_and_what_to_do(tmp_path: Path, client: Client) -> None:
    bad = ("Đỗ Văn Bình", "31/02/1985", "Nam", GARMENT, "UV BCH", "", "")
    shown = text(send(client, officers(tmp_path / "a.xlsx", HOA, bad)))

    assert "a.xlsx / DS / C3 “31/02/1985”" in shown
    assert "Kiểm tra lại ngày, tháng và năm với giấy tờ gốc rồi ghi lại." in shown


def test_a_picture_named_xlsx_is_refused_with_what_to_do(tmp_path: Path, client: Client) -> None:
    path = tmp_path / "anh.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(500))
    shown = text(send(client, path))

    assert "Không đọc được danh sách nào trong các tệp đã gửi" in shown
    assert "Tệp này không phải là bảng tính" in shown
    assert Import.objects.get().state == "failed"


def test_without_a_file_or_with_a_wrong_day_the_form_says_so(client: Client) -> None:
    response = client.post(reverse("intake:imports"), {"day": "2026/31/12"})

    assert response.status_code == 422
    assert "Xin chọn ít nhất một tệp bảng tính." in text(response)
    assert "Xin nhập dạng ngày/tháng/năm" in text(response)


def test_a_hostile_file_name_is_shown_and_stored_safely(tmp_path: Path, client: Client) -> None:
    path = officers(tmp_path / "a.xlsx", HOA)
    name = '<img src=x onerror="alert(1)">\r\n.xlsx'
    upload = SimpleUploadedFile("x.xlsx", path.read_bytes())
    upload._name = name
    page = client.post(reverse("intake:imports"), {"workbooks": [upload], "day": "22/11/2026"}, follow=True)

    assert b"<img" not in page.content
    kept = ImportedFile.objects.get()
    assert re.fullmatch(r"imports/[0-9a-f]{32}\.(xlsx|bin)\.sealed", kept.file.name)
    download = client.post(reverse("intake:file", args=[kept.pk]))
    assert b"".join(download.streaming_content) == path.read_bytes()
    assert "\n" not in download.headers["Content-Disposition"]
    assert download.headers["Content-Disposition"].startswith("attachment")


def test_who_may_not_import_is_refused_everywhere(tmp_path: Path, province: Province, bring: Bring) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA), apply=False)
    reader = User.objects.create_user("doc", name="Người đọc")
    RoleGrant.objects.create(user=reader, unit=province.federation, role=Role.READER)
    gets = [
        reverse("intake:imports"),
        reverse("intake:import", args=[imported.pk]),
        reverse("intake:progress", args=[imported.pk]),
    ]
    posts = [reverse(f"intake:{name}", args=[imported.pk]) for name in ("apply", "again", "drop")]
    posts[:0] = [reverse("intake:file", args=[imported.files.get().pk])]
    posts += [reverse("intake:imports"), reverse("intake:export")]
    for user, status in ((reader, 403), (province.superior, 404)):
        own = Client()
        own.force_login(user)
        foreign = gets[1:] if status == 404 else gets
        assert {own.get(url).status_code for url in foreign} == {status}
        foreign = posts[:4] if status == 404 else posts
        assert {own.post(url).status_code for url in foreign} == {status}
    assert Import.objects.get().state == "read"


def test_an_unapplied_import_is_dropped_with_its_files(tmp_path: Path, client: Client) -> None:
    send(client, officers(tmp_path / "a.xlsx", HOA))
    kept = ImportedFile.objects.get()
    response = client.post(reverse("intake:drop", args=[kept.imported_id]), follow=True)

    assert "Đã bỏ lần nhập này" in text(response)
    kept.refresh_from_db()
    assert not kept.file


def test_a_stopped_reading_is_started_again(tmp_path: Path, client: Client) -> None:
    send(client, officers(tmp_path / "a.xlsx", HOA))
    Import.objects.update(state="reading", summary={})
    imported = Import.objects.get()
    client.post(reverse("intake:again", args=[imported.pk]))

    imported.refresh_from_db()
    assert imported.state == "read"


def test_the_roster_comes_as_a_workbook(tmp_path: Path, client: Client, bring: Bring) -> None:
    bring(officers(tmp_path / "a.xlsx", HOA))
    response = client.post(reverse("intake:export"))

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content)[:2] == b"PK"


@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_list_of_imports_asks_the_same_few_questions_however_long(
    client: Client, province: Province, count: int, django_assert_num_queries
) -> None:
    for n in range(count):
        at = datetime(2026, 11, 1, tzinfo=UTC)
        imported = Import.objects.create(
            unit=province.federation, by=province.officer, at=at, day=at.date(), state="applied"
        )
        ImportedFile.objects.create(imported=imported, name=f"{n}.xlsx", file="x", sha256="0", size=1)
    client.get(reverse("intake:imports"))
    with django_assert_num_queries(5):
        client.get(reverse("intake:imports"))
