"""Import as a conversation: what was understood is corrected and read again; cells, doubtful persons."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from nongcot.infra.audit.models import AuditEntry
from nongcot.intake import actions
from nongcot.intake.kinds import Field, SheetKind
from nongcot.intake.models import CellFix, Import, PlannedChange, RememberedMapping
from nongcot.people.api import Refused
from nongcot.people.models import Person
from tests.intake.apply.test_apply import GARMENT, HOA, NAM
from tests.intake.conftest import Bring, Province
from tests.intake.talking import columns, correction, read
from tests.intake.test_views import send, text
from tests.intake.workbooks import OFFICERS, officers, workbook


@pytest.fixture
def client(province: Province, client: Client) -> Client:
    client.force_login(province.officer)
    return client


# What was understood


def test_each_column_is_shown_with_its_header_and_first_values(tmp_path: Path, client: Client) -> None:
    page = send(client, officers(tmp_path / "a.xlsx", HOA, NAM))

    shown = text(page)
    assert re.search(
        r"C Ngày sinh Ngày sinh 1985-07-05( 00:00:00)? · 1990-02-01|C Ngày sinh Ngày sinh 05/07/1985", shown
    )
    assert "H Số CCCD Số căn cước ••••••••0001" in shown
    assert "012185000001" not in page.content.decode()


def test_a_column_given_another_meaning_is_read_so_and_remembered_for_files_of_that_shape(
    tmp_path: Path, bring: Bring, province: Province
) -> None:
    header = (*OFFICERS[:5], "Chức vụ công đoàn", "Liên hệ", "Ghi chú")
    path = officers(tmp_path / "a.xlsx", (*HOA[:6], "Phụ trách nữ công"), header=header)
    imported = bring(path, apply=False)
    assert columns(imported)["H"] == "note"

    told = {"G": Field.PHONE, "H": Field.JOB}
    actions.correct_sheet(actor=province.officer, imported=imported, sheet=0, kind=None, columns=told, header_row=1)
    imported = read(imported, province)
    assert columns(imported)["H"] == "job"
    actions.apply(actor=province.officer, imported=imported)
    assert Person.objects.get().job == "Phụ trách nữ công"

    remembered = RememberedMapping.objects.get()
    assert (remembered.unit, remembered.by) == (province.federation, province.officer)
    later = bring(officers(tmp_path / "b.xlsx", (*NAM[:6], "Phụ trách thể thao"), header=header), apply=False)
    assert columns(later)["H"] == "job"
    actions.forget_mapping(actor=province.officer, mapping=remembered)
    again = bring(officers(tmp_path / "c.xlsx", (*NAM[:6], "Phụ trách thể thao"), header=header), apply=False)
    assert columns(again)["H"] == "note"


def test_a_table_nobody_recognised_is_read_when_its_columns_are_told(
    tmp_path: Path, bring: Bring, province: Province
) -> None:
    header = ("TT", "Ai", "Khi nào", "Gì", "Ở đâu", "Làm gì")
    rows = [
        (n, name, "1985", "Nam", GARMENT, post)
        for n, (name, post) in enumerate([("Đỗ Văn Bình", "Chủ tịch"), ("Lê Văn Nam", "UV BCH")])
    ]
    path = workbook(tmp_path / "a.xlsx", {"DS": [OFFICERS, (1, *HOA)], "Lạ": [header, *rows]})
    imported = bring(path, apply=False)
    strange = imported.summary["sheets"][1]
    told = {"B": Field.NAME, "C": Field.BORN, "D": Field.SEX, "E": Field.UNIT, "F": Field.POST}

    assert strange["header_row"] is None
    actions.correct_sheet(actor=province.officer, imported=imported, sheet=1, kind=None, columns={}, header_row=1)
    imported = read(imported, province)
    actions.correct_sheet(
        actor=province.officer, imported=imported, sheet=1, kind=SheetKind.OFFICERS, columns=told, header_row=1
    )
    imported = read(imported, province)

    assert imported.summary["sheets"][1]["kind"] == "officers"
    assert columns(imported, 1) == {"A": "number", **{letter: name.value for letter, name in told.items()}}
    assert imported.summary["plan"]["new_persons"] == 3


def test_the_header_row_is_the_one_a_person_chose(tmp_path: Path, bring: Bring, province: Province) -> None:
    rows = [("STT", "Họ và tên", "Chức vụ", "Ghi chú"), (1, "Mẫu", "Mẫu", "Mẫu"), OFFICERS, (1, *HOA), (2, *NAM)]
    imported = bring(workbook(tmp_path / "a.xlsx", {"DS": rows}), apply=False)

    actions.correct_sheet(actor=province.officer, imported=imported, sheet=0, kind=None, columns={}, header_row=3)
    imported = read(imported, province)

    sheets = imported.summary["sheets"]
    assert [(s["kind"], s["header_row"], s["rows"]) for s in sheets] == [("officers", 3, 2)]
    later = bring(workbook(tmp_path / "b.xlsx", {"DS": rows}), apply=False)
    assert [s["header_row"] for s in later.summary["sheets"]] == [3]


def test_a_sheet_is_left_out_and_taken_in_again(tmp_path: Path, bring: Bring, province: Province) -> None:
    path = workbook(tmp_path / "a.xlsx", {"DS": [OFFICERS, (1, *HOA)], "Nháp": [OFFICERS, (1, *NAM)]})
    imported = bring(path, apply=False)
    assert imported.summary["plan"]["new_persons"] == 2

    actions.ignore_sheet(actor=province.officer, imported=imported, sheet=1, ignored=True)
    imported = read(imported, province)
    assert imported.summary["plan"]["new_persons"] == 1
    actions.ignore_sheet(actor=province.officer, imported=imported, sheet=1, ignored=False)
    assert read(imported, province).summary["plan"]["new_persons"] == 2


def test_a_whole_file_left_out_is_no_problem_and_its_old_letters_need_no_look(
    tmp_path: Path, bring: Bring, province: Province
) -> None:
    old = [
        ("STT", "Hä vµ tªn", "§¬n vÞ", "Chøc vô"),
        (1, "TrÇn ThÞ B×nh", "C§CS C«ng ty TNHH GiÇy Thµnh C«ng", "Chñ tÞch"),
    ]
    files = officers(tmp_path / "a.xlsx", HOA), workbook(tmp_path / "b.xlsx", {"DS": old})
    imported = bring(*files, apply=False)
    told = {sheet["file"]: sheet for sheet in imported.summary["sheets"]}
    assert told["b.xlsx"]["needs_confirmation"]
    number = imported.summary["sheets"].index(told["b.xlsx"])

    actions.ignore_sheet(actor=province.officer, imported=imported, sheet=number, ignored=True)
    imported = read(imported, province)
    assert not any(sheet["needs_confirmation"] for sheet in imported.summary["sheets"])
    assert imported.summary["problems"] == []


def test_two_columns_of_one_meaning_and_a_list_without_names_are_refused(
    tmp_path: Path, bring: Bring, province: Province
) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA), apply=False)
    for told in ({"B": Field.NAME, "C": Field.NAME}, {"B": None, "C": Field.BORN}):
        with pytest.raises(Refused):
            actions.correct_sheet(
                actor=province.officer, imported=imported, sheet=0, kind=SheetKind.OFFICERS, columns=told, header_row=1
            )
    assert not RememberedMapping.objects.exists()


def test_the_page_of_a_sheet_corrects_it(tmp_path: Path, client: Client) -> None:
    header = (*OFFICERS[:5], "Chức vụ công đoàn", "Liên hệ", "Ghi chú")
    send(client, officers(tmp_path / "a.xlsx", (*HOA[:6], "Phụ trách nữ công"), header=header))
    imported = Import.objects.get()
    address = reverse("intake:sheet", args=[imported.pk, 0])
    page = client.get(address)
    told = {bound.name: bound.initial or "" for bound in page.context["form"]}
    once = page.context["once"]
    response = client.post(address, {**told, "column-H": "job", "once": once, "seen": "0"}, follow=True)

    assert "Đã ghi cách hiểu mới và đọc lại tệp." in text(response)
    assert columns(Import.objects.get())["H"] == "job"
    assert "Phụ trách nữ công" in text(client.get(reverse("intake:import", args=[imported.pk])))
    assert "Ghi chú → Chức vụ chuyên môn" in text(client.get(reverse("intake:mappings")))
    client.post(reverse("intake:forget", args=[RememberedMapping.objects.get().pk]))
    assert not RememberedMapping.objects.exists()


# Cells


def test_a_bad_cell_is_given_another_value_and_the_file_stays_as_it_was(
    tmp_path: Path, client: Client, province: Province
) -> None:
    bad = ("Đỗ Văn Bình", "31/02/1985", "Nam", GARMENT, "Thủ môn", "", "")
    path = officers(tmp_path / "a.xlsx", HOA, bad)
    send(client, path)
    imported = Import.objects.get()
    address = reverse("intake:cells", args=[imported.pk])
    page = client.get(f"{address}?loai=unknown_post")
    assert "Cả dòng: 2 | Đỗ Văn Bình | 31/02/1985" in text(page)

    client.post(f"{address}?loai=unknown_post", correction(page, "UV BCH"))
    page = client.get(f"{address}?loai=impossible_date")
    client.post(f"{address}?loai=impossible_date", correction(page, "28/02/1985"))

    imported.refresh_from_db()
    assert imported.summary["problems"] == []
    by_hand = next(group for group in imported.summary["repairs"] if group["kind"] == "by_hand")
    assert [(r["cell"], r["before"], r["after"]) for r in by_hand["examples"]] == [
        ("C3", "31/02/1985", "28/02/1985"),
        ("F3", "Thủ môn", "UV BCH"),
    ]
    assert "Người dùng sửa (2)" in text(client.get(reverse("intake:import", args=[imported.pk])))
    kept = b"".join(client.post(reverse("intake:file", args=[imported.files.get().pk])).streaming_content)
    assert kept == path.read_bytes()
    actions.apply(actor=province.officer, imported=imported)
    assert Person.objects.get(name="Đỗ Văn Bình").born == "1985-02-28"


def test_an_emptied_correction_gives_the_cell_its_own_value_back(
    tmp_path: Path, client: Client, province: Province
) -> None:
    send(client, officers(tmp_path / "a.xlsx", HOA))
    imported = Import.objects.get()
    place = ("a.xlsx", "DS", "B2")
    actions.correct_cells(actor=province.officer, imported=imported, cells={place: "Trần Thị Hoà Bình"})
    assert not read(imported, province).pairs.exists()
    assert PlannedChange.objects.filter(name="Trần Thị Hoà Bình").exists()

    address = reverse("intake:cells", args=[imported.pk])
    page = client.get(address)
    client.post(address, correction(page, ""))
    assert not CellFix.objects.exists()
    assert not PlannedChange.objects.filter(name="Trần Thị Hoà Bình").exists()


def test_a_corrected_cell_is_sealed_and_nothing_of_it_is_in_the_trail(
    tmp_path: Path, bring: Bring, province: Province
) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA), apply=False)
    actions.correct_cells(actor=province.officer, imported=imported, cells={("a.xlsx", "DS", "H2"): "079085005687"})
    assert b"079085005687" not in bytes(CellFix.objects.get().sealed)
    imported = read(imported, province)
    assert "079085005687" not in str(imported.summary)
    assert "079085005687" not in str(list(AuditEntry.objects.values_list("changes", flat=True)))
    assert AuditEntry.objects.get(action="intake.correct").changes["cells"] == ["0!H2"]


def test_a_place_that_is_no_cell_of_the_files_is_refused(tmp_path: Path, bring: Bring, province: Province) -> None:
    imported = bring(officers(tmp_path / "a.xlsx", HOA), apply=False)
    for place in (("b.xlsx", "DS", "B2"), ("a.xlsx", "DS", "=B2"), ("a.xlsx", "DS", "B0")):
        with pytest.raises(Refused):
            actions.correct_cells(actor=province.officer, imported=imported, cells={place: "x"})


# Doubtful persons


def test_all_pairs_of_a_kind_are_decided_at_once_and_stay_decided_when_read_again(
    tmp_path: Path, client: Client, bring: Bring, province: Province
) -> None:
    lan = ("Phạm Thị Lan", date(1979, 7, 5), "Nữ", GARMENT, "UV BCH", "", "")
    bring(officers(tmp_path / "a.xlsx", (*HOA[:5], "", ""), lan))
    elsewhere = [(*row[:3], "CĐCS Trường Mầm non Hoa Sen", "UV BCH", "", "") for row in (HOA, lan)]
    page = send(client, officers(tmp_path / "b.xlsx", *elsewhere))
    imported = Import.objects.first()
    assert imported is not None
    assert "2 cặp người chưa rõ có phải là một không." in text(page)

    (kind,) = set(imported.pairs.values_list("why", flat=True))
    address = reverse("intake:pairs-kind", args=[imported.pk, kind])
    once = client.get(address).context["once"]
    asked = client.post(address, {"answer": "same", "once": once, "seen": "0"})
    assert "2 cặp “Cùng họ tên và ngày sinh, ở hai đơn vị” đều được coi là cùng một người" in text(asked)
    assert not imported.pairs.exclude(answer="").exists(), "only asked"
    sent = {"answer": "same", "once": once, "seen": "0", "confirmed": asked.context["confirmed"]}
    assert "Đã trả lời 2 cặp." in text(client.post(address, sent, follow=True))
    assert set(imported.pairs.values_list("answer", flat=True)) == {"same"}
    entry = AuditEntry.objects.get(action="intake.decide_kind")
    assert (entry.changes["pairs"], entry.changes["answer"]) == (2, "same")

    imported.refresh_from_db()
    actions.read_again(actor=province.officer, imported=imported)
    imported = read(imported, province)
    assert set(imported.pairs.values_list("answer", flat=True)) == {"same"}
    assert imported.summary["plan"]["new_persons"] == 0
