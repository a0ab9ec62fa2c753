"""Long lists in an import: cells of one value mended at once, every cell reached, doubtful persons by the thousand."""

from __future__ import annotations

import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from nongcot.infra.accounts.models import User
from nongcot.intake import actions
from nongcot.intake.models import DoubtfulPair, FoundCell, Import
from nongcot.people.models import Person, PostHeld
from tests.intake.conftest import Bring, Province
from tests.intake.workbooks import officers

GARMENT, SCHOOL = "CĐCS Công ty TNHH May Xuân Lan", "CĐCS Trường Mầm non Hoa Sen"
GIVEN = ["An", "Bình", "Châu", "Dung", "Giang", "Hà", "Khoa", "Lan", "Minh", "Nga", "Oanh", "Phúc"]


@pytest.fixture
def signed_in(client: Client, province: Province) -> Client:
    client.force_login(province.officer)
    return client


def name(n: int) -> str:
    return f"Trần {GIVEN[n // 12 % 12]} {GIVEN[n % 12]}"


def wrong_posts(path: Path, count: int, words: str = "Thủ môn") -> Path:
    """``count`` officers whose post nobody understands."""
    wrong = [(name(n), 1960 + n % 40, "Nam", GARMENT, words, "", "") for n in range(count)]
    return officers(path, *right(2 * count), *wrong)


def right(count: int) -> list[tuple[Any, ...]]:
    """Officers of whom everything is understood: the column is one of posts by them."""
    return [(f"Lê {name(n)}", 1960 + n % 40, "Nữ", SCHOOL, "UV BCH", "", "") for n in range(count)]


def sent(page: Any, **values: str) -> dict[str, str]:
    return {**values, "once": page.context["once"], "seen": "0"}


def test_one_correction_mends_all_cells_of_one_value(
    tmp_path: Path, signed_in: Client, bring: Bring, province: Province
) -> None:
    imported = bring(wrong_posts(tmp_path / "a.xlsx", 130), apply=False)
    address = reverse("intake:cells", args=[imported.pk]) + "?loai=unknown_post"
    page = signed_in.get(address)
    (cell,) = page.context["cells"]
    assert (cell["value"], cell["count"]) == ("Thủ môn", 130)
    assert "Ghi lại cả 130 ô" in page.content.decode()

    done = signed_in.post(address, sent(page, **{cell["name"]: "UV BCH"}), follow=True)
    assert "Đã ghi lại 130 ô và đọc lại tệp." in done.content.decode()
    imported.refresh_from_db()
    assert imported.summary["problems"] == []
    actions.apply(actor=province.officer, imported=imported)
    assert PostHeld.objects.filter(unit__name__contains="May Xuân Lan").count() == 130


def test_every_single_cell_beyond_the_first_page_can_be_mended(tmp_path: Path, signed_in: Client, bring: Bring) -> None:
    imported = bring(wrong_posts(tmp_path / "a.xlsx", 130), apply=False)
    address = reverse("intake:cells", args=[imported.pk]) + "?loai=unknown_post&rieng=1"
    seen = [cell["in_cell"] for n in (1, 2, 3) for cell in signed_in.get(f"{address}&page={n}").context["cells"]]
    assert len(set(seen)) == 130

    page = signed_in.get(f"{address}&page=3")
    last = page.context["cells"][-1]
    signed_in.post(f"{address}&page=3", sent(page, **{last["name"]: "Chủ tịch"}))
    imported.refresh_from_db()
    assert [(fix.cell, fix.sheet) for fix in imported.fixes.all()] == [(last["in_cell"], "DS")]
    assert FoundCell.objects.filter(imported=imported, kind="unknown_post").count() == 129


def test_masked_values_stand_alone_because_what_is_hidden_may_differ(
    tmp_path: Path, signed_in: Client, bring: Bring
) -> None:
    wrong = [(name(n), 1980, "Nam", GARMENT, "UV BCH", "", f"07908500{n}68799") for n in range(2)]
    imported = bring(officers(tmp_path / "a.xlsx", *wrong), apply=False)
    FoundCell.objects.filter(imported=imported, kind="bad_citizen_id").update(value="••••••••8799")
    page = signed_in.get(reverse("intake:cells", args=[imported.pk]) + "?loai=bad_citizen_id")
    assert [cell["count"] for cell in page.context["cells"]] == [1, 1]


def test_a_form_of_before_another_reading_changes_nothing(tmp_path: Path, signed_in: Client, bring: Bring) -> None:
    imported = bring(wrong_posts(tmp_path / "a.xlsx", 2), apply=False)
    address = reverse("intake:cells", args=[imported.pk]) + "?loai=unknown_post"
    page = signed_in.get(address)
    (cell,) = page.context["cells"]
    actions.read(imported=Import.objects.get(), actor=imported.by)
    late = signed_in.post(address, sent(page, **{cell["name"]: "UV BCH"}))
    assert late.status_code == 422
    assert not imported.fixes.exists()


@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_cells_of_a_kind_ask_the_same_few_questions_however_many(
    tmp_path: Path, signed_in: Client, bring: Bring, count: int, django_assert_num_queries
) -> None:
    rows = [(name(n), 1980, "Nam", GARMENT, f"Thủ môn {GIVEN[n % 12]} {n}", "", "") for n in range(count)]
    imported = bring(officers(tmp_path / "a.xlsx", *right(2 * count), *rows), apply=False)
    address = reverse("intake:cells", args=[imported.pk]) + "?loai=unknown_post"
    assert len(signed_in.get(address).context["cells"]) == min(count, 50)
    with django_assert_num_queries(7):
        signed_in.get(address)


def in_doubt(path: Path, count: int) -> Path:
    """``count`` pairs: the same name and birth date at two unions."""
    rows = [(name(n), "5/7/1979", "Nam", union, "UV BCH", "", "") for n in range(count) for union in (GARMENT, SCHOOL)]
    return officers(path, *rows)


@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_pages_of_an_import_ask_the_same_few_questions_however_many_pairs(
    tmp_path: Path, signed_in: Client, bring: Bring, count: int, django_assert_num_queries
) -> None:
    imported = bring(in_doubt(tmp_path / "a.xlsx", count), apply=False)
    assert imported.pairs.count() == count
    for address, queries in (("intake:pairs", 7), ("intake:import", 7)):
        page = reverse(address, args=[imported.pk])
        signed_in.get(page)
        with django_assert_num_queries(queries):
            signed_in.get(page)


def test_pairs_are_answered_twenty_at_a_time_and_can_be_answered_otherwise(
    tmp_path: Path, signed_in: Client, bring: Bring, province: Province
) -> None:
    imported = bring(in_doubt(tmp_path / "a.xlsx", 25), apply=False)
    address = reverse("intake:pairs", args=[imported.pk])
    fields = [pair["field"] for pair in signed_in.get(address).context["pairs"]]
    assert len(fields) == 20
    response = signed_in.post(address, dict.fromkeys(fields, "same"), follow=True)
    assert response.redirect_chain[-1][0].startswith(address)
    rest = response.context["pairs"]
    assert (len(rest), response.context["open_count"], response.context["answered_count"]) == (5, 5, 20)

    otherwise = signed_in.get(f"{address}?xem=da").context["pairs"][0]
    signed_in.post(f"{address}?xem=da", {otherwise["field"]: "apart"})
    page = signed_in.post(address, {pair["field"]: "apart" for pair in rest}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("intake:import", args=[imported.pk]), (
        "nothing left: back to the import"
    )
    imported.refresh_from_db()
    assert imported.summary["plan"]["new_persons"] == 50 - 19
    signed_in.post(reverse("intake:apply", args=[imported.pk]), {"apply": "1"})
    assert Person.objects.count() == 31


def test_nothing_is_applied_before_answers_are_counted_in(
    tmp_path: Path, signed_in: Client, bring: Bring, province: Province
) -> None:
    imported = bring(in_doubt(tmp_path / "a.xlsx", 2), apply=False)
    key = imported.pairs.all()[0].key
    actions.decide(actor=province.officer, imported=imported, persons={key: "same"})
    page = signed_in.get(reverse("intake:import", args=[imported.pk])).content.decode()
    assert "Tính lại những gì sẽ thay đổi" in page
    assert "Áp dụng vào danh sách" not in page
    signed_in.post(reverse("intake:apply", args=[imported.pk]), {"apply": "1"})
    assert not Person.objects.exists(), "what would be written is shown first"
    signed_in.post(reverse("intake:apply", args=[imported.pk]), {"apply": "1"})
    assert Person.objects.count() == 3


def test_answers_given_before_stay_when_a_whole_kind_is_answered_unless_told(
    tmp_path: Path, bring: Bring, province: Province
) -> None:
    imported = bring(in_doubt(tmp_path / "a.xlsx", 3), apply=False)
    first = imported.pairs.all()[0]
    actions.decide(actor=province.officer, imported=imported, persons={first.key: "apart"})
    told = {"actor": province.officer, "imported": imported, "why": first.why, "answer": "same"}
    assert actions.decide_kind(**told) == 2
    assert [pair.answer for pair in imported.pairs.all()] == ["apart", "same", "same"]
    assert actions.decide_kind(**told, over=True) == 1


def test_twenty_thousand_pairs_stay_quick(
    signed_in: Client, province: Province, bring: Bring, tmp_path: Path, django_assert_max_num_queries
) -> None:
    imported = bring(in_doubt(tmp_path / "a.xlsx", 1), apply=False)
    someone = imported.pairs.get().first
    rows = [
        DoubtfulPair(imported=imported, key=f"p{n}~q{n}", why="elsewhere", first=someone, second=someone)
        for n in range(20_000)
    ]
    DoubtfulPair.objects.bulk_create(rows, batch_size=2000)
    address = reverse("intake:pairs", args=[imported.pk])
    for page in (address, f"{address}?loai=elsewhere&page=400", reverse("intake:import", args=[imported.pk])):
        with django_assert_max_num_queries(12):
            began = time.perf_counter()
            html = signed_in.get(page).content
            assert time.perf_counter() - began < 2, "generous: the machine may be busy"
        assert len(html) < 60_000
    count = actions.decide_kind(actor=province.officer, imported=imported, why="elsewhere", answer="apart")
    assert count == 20_001


def test_who_may_not_import_answers_nothing(tmp_path: Path, client: Client, bring: Bring) -> None:
    imported = bring(in_doubt(tmp_path / "a.xlsx", 1), apply=False)
    client.force_login(User.objects.create_user("doc", name="Người đọc"))
    for address in (
        reverse("intake:pairs", args=[imported.pk]),
        reverse("intake:pairs-kind", args=[imported.pk, "elsewhere"]),
        reverse("intake:understood", args=[imported.pk]),
    ):
        assert client.get(address).status_code in (403, 404)
    assert imported.pairs.get().answer == ""


def test_answers_of_before_the_rows_are_moved_into_them(province: Province, bring: Bring, tmp_path: Path) -> None:
    imported = bring(in_doubt(tmp_path / "a.xlsx", 2), apply=False)
    kept = list(imported.pairs.values("key", "why", "first", "second"))
    imported.pairs.all().delete()
    imported.summary["doubtful"] = kept
    imported.decisions["persons"] = {kept[0]["key"]: "same", "p1~p2": "apart"}
    imported.save()

    moving = import_module("nongcot.intake.migrations.0005_answers_about_persons_moved")
    moving.move(apps, None)
    moving.move(apps, None)
    assert list(imported.pairs.values_list("key", "why", "answer")) == [
        (kept[0]["key"], "elsewhere", "same"),
        (kept[1]["key"], "elsewhere", ""),
        ("p1~p2", "", "apart"),
    ]
    imported.refresh_from_db()
    assert "doubtful" not in imported.summary
    actions.plan_again(actor=province.officer, imported=imported)
    assert imported.summary["plan"]["new_persons"] == 3
