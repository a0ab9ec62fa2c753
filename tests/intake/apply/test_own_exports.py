"""What people take out of the system and send back changes nothing: both lists of officers, and the whole roster."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from rich.console import Console

from nongcot.intake.commands import run_import
from nongcot.intake.models import Import
from nongcot.people.kinds import BodyKind, Post, Sex, UnitKind
from nongcot.people.lists.official import workbook
from nongcot.people.models import Body, Person, PostHeld, Term, TermExtension, Unit
from tests.factories import people as make
from tests.intake.conftest import DAY, ROOT, Bring, Province
from tests.intake.workbooks import OFFICERS, officers


@pytest.fixture
def filled(province: Province) -> Province:
    """Unions with groups and sections under their full names, an extended term, and persons of whom little is known."""
    garment = make.unit("Công đoàn cơ sở Công ty TNHH May Xuân Lan", under=province.ward, kind=UnitKind.ENTERPRISE)
    steel = make.unit("Công đoàn cơ sở Công ty Cổ phần Thép Sao", under=province.other_ward, kind=UnitKind.ENTERPRISE)
    for n, unit in enumerate((garment, steel)):
        chair = make.person(f"Trần Thị Hòa {'AB'[n]}", sex=Sex.FEMALE, born=f"198{n}-07-05", phone=f"+8491234567{n}")
        make.post(chair, unit, Post.CHAIR)
        make.post(chair, unit, Post.MEMBER, of=BodyKind.STANDING_COMMITTEE)
        make.post(make.person(f"Lê Văn Ba {'AB'[n]}", sex=Sex.MALE), unit)
        for given, group in (("Anh", "Tổ Sản xuất 27"), ("Bình", "Đội 1"), ("Cường", "Tổ Cắt")):
            who = make.person(f"Bùi Quang {given} {'AB'[n]}", sex=Sex.MALE, born="1981-03-30")
            body = Body.objects.create(unit=unit, kind=BodyKind.GROUP, name=group)
            _hold(who, body, Post.GROUP_LEADER, date(2025, 12, 11))
        section = Body.objects.create(unit=unit, kind=BodyKind.SECTION, name="Công đoàn bộ phận Xưởng 1")
        head = make.person(f"Đào Minh Khôi {'AB'[n]}", sex=Sex.MALE, born="1980-06-23")
        _hold(head, section, Post.CHAIR, date(2025, 11, 8))
    _doubles(garment)
    _rising(steel)
    term = make.term(garment)
    Term.objects.filter(pk=term.pk).update(from_day=date(2023, 2, 7), planned_end=date(2028, 2, 7))
    TermExtension.objects.create(
        term=term, new_end=date(2030, 2, 28), decision_number="9/QĐ-LĐLĐ", decision_day=date(2026, 1, 5)
    )
    return province


def _doubles(unit: Unit) -> None:
    """Two records of what may be one person, each with its own posts and facts."""
    facts = {"name": "Mai Thị Trang", "sex": Sex.FEMALE, "born": "1988-01-02", "phone": "+84912000111"}
    one = make.person(**facts, education="Trung cấp", ethnicity="Kinh", email="trang@saomai.example")
    other = make.person(**facts)
    board, first, second = BodyKind.EXECUTIVE_COMMITTEE, date(2018, 1, 15), date(2023, 5, 22)
    make.post(one, unit, Post.VICE_CHAIR, of=board, from_day=first, to_day=second)
    make.post(one, unit, Post.MEMBER, of=board, from_day=second)
    make.post(other, unit, Post.MEMBER, of=board, from_day=first, to_day=second)
    make.post(other, unit, Post.HEAD, of=BodyKind.INSPECTION_COMMITTEE, from_day=second)
    unknown, known = (
        make.person("Nguyễn Thị Ngọc Phượng", sex=Sex.FEMALE, born=born, phone=phone)
        for born, phone in (("", ""), ("1991-08-04", "+84912000333"))
    )
    make.post(unknown, unit, Post.VICE_CHAIR, of=board, from_day=second)
    make.post(known, unit, Post.MEMBER, of=BodyKind.WOMENS_COMMITTEE, from_day=second)


def _rising(unit: Unit) -> None:
    """In the standing committee all the while: from vice chair to chair, and after having been vice chair."""
    board, standing = BodyKind.EXECUTIVE_COMMITTEE, BodyKind.STANDING_COMMITTEE
    first, second, last = date(2023, 5, 22), date(2024, 2, 1), date(2025, 10, 9)
    risen, left = (
        make.person(name, born=born, sex=Sex.FEMALE)
        for name, born in (("Tạ Thanh Thảo", "1975-10-16"), ("Ngô Thị Dung", "1981-11-18"))
    )
    make.post(risen, unit, Post.VICE_CHAIR, of=board, from_day=first, to_day=second)
    make.post(risen, unit, Post.CHAIR, of=board, from_day=second)
    make.post(risen, unit, Post.MEMBER, of=standing, from_day=first)
    make.post(left, unit, Post.VICE_CHAIR, of=board, from_day=first, to_day=second)
    make.post(left, unit, Post.MEMBER, of=standing, from_day=first, to_day=last)


def _hold(person: Person, body: Body, post: Post, day: date) -> None:
    PostHeld.objects.create(person=person, body=body, unit=body.unit, post=post, from_day=day)


def roster() -> list[object]:
    """Everything an import may write, in order."""
    tables = ((Person, "name"), (PostHeld, "pk"), (Unit, "pk"), (Body, "pk"), (Term, "pk"))
    return [list(table.objects.order_by(by).values()) for table, by in tables]


def taken(client: Client, kind: str, province: Province) -> bytes:
    if kind == "csv":
        return b"".join(client.get(reverse("people:officers-csv")).streaming_content)
    if kind == "official":
        return workbook(province.officer, "", DAY, lambda _done, _total: None)
    return b"".join(client.post(reverse("intake:export")).streaming_content)


@pytest.mark.parametrize(("kind", "name"), [("csv", "a.csv"), ("official", "a.xlsx"), ("roster", "a.xlsx")])
def test_what_was_taken_out_changes_nothing_when_it_is_sent_back(
    tmp_path: Path, client: Client, filled: Province, kind: str, name: str
) -> None:
    client.force_login(filled.officer)
    path = tmp_path / name
    path.write_bytes(taken(client, kind, filled))
    before = roster()
    with path.open("rb") as file:
        sent = {"workbooks": [file], "day": DAY.strftime("%d/%m/%Y")}
        client.post(reverse("intake:imports"), sent)
    imported = Import.objects.get()
    told = list(
        imported.changes.filter(kind__in=["new", "changed", "ended"]).values_list("unit", "name", "field", "after")
    )
    assert [line for line in told if line[2] != "members"] == []
    assert imported.summary["problems"] == []
    client.post(reverse("intake:apply", args=[imported.pk]), {"apply": "1"})
    imported.refresh_from_db()
    assert imported.state == Import.State.APPLIED
    assert roster() == before

    assert run_import(files=[path], dry_run=False, day=DAY, console=Console(quiet=True), actor=ROOT) == 0
    assert roster() == before


def test_a_second_group_is_a_second_post(province: Province, tmp_path: Path, bring: Bring) -> None:
    unit = make.unit("Công đoàn cơ sở Công ty TNHH May Xuân Lan", under=province.ward, kind=UnitKind.ENTERPRISE)
    who = make.person("Bùi Quang Anh", sex=Sex.MALE, born="1981-03-30")
    _hold(who, Body.objects.create(unit=unit, kind=BodyKind.GROUP, name="Tổ May 1"), Post.GROUP_LEADER, DAY)
    rows = [(who.name, "30/03/1981", "Nam", unit.name, f"Tổ trưởng tổ may {n}", "", "") for n in (1, 2)]
    bring(officers(tmp_path / "a.xlsx", *rows))
    assert sorted(PostHeld.objects.values_list("body__name", flat=True)) == ["Tổ May 1", "Tổ may 2"]


def test_a_group_named_shorter_is_the_one_led_since_that_day(province: Province, tmp_path: Path, bring: Bring) -> None:
    unit = make.unit("Công đoàn cơ sở Công ty TNHH May Xuân Lan", under=province.ward, kind=UnitKind.ENTERPRISE)
    who = make.person("Bùi Quang Anh", sex=Sex.MALE, born="1981-03-30")
    _hold(who, Body.objects.create(unit=unit, kind=BodyKind.GROUP, name="Tổ Bảo vệ - Nhà ăn"), Post.GROUP_LEADER, DAY)
    header = (*OFFICERS, "Từ ngày")
    row = (who.name, "30/03/1981", "Nam", unit.name, "Tổ trưởng tổ bảo vệ", "", "")
    bring(officers(tmp_path / "a.xlsx", (*row, "22/11/2026"), header=header))
    assert PostHeld.objects.count() == 1
    bring(officers(tmp_path / "b.xlsx", (*row, "21/11/2026"), header=header))
    assert PostHeld.objects.count() == 2, "another day: another group"


def test_what_is_on_record_of_a_namesake_is_not_taken_for_the_persons_own(
    province: Province, tmp_path: Path, bring: Bring
) -> None:
    """Two women of one name, of the other no birth is known, elected on one day: each has the own post and facts."""
    unit = make.unit("Công đoàn cơ sở Công ty TNHH May Xuân Lan", under=province.ward, kind=UnitKind.ENTERPRISE)
    day = date(2023, 5, 22)
    told = make.person("Nguyễn Thị Hương", born="1980-03-01", sex=Sex.FEMALE, phone="+84912000111")
    make.post(told, unit, Post.MEMBER, of=BodyKind.WOMENS_COMMITTEE, from_day=date(2020, 1, 1))
    other = make.person("Nguyễn Thị Hương", phone="+84912000222", education="Đại học")
    make.post(other, unit, Post.MEMBER, from_day=day)
    row = (told.name, date(1980, 3, 1), "Nữ", unit.name, "UV BCH", "0912000111", "", "Đại học", day)
    bring(officers(tmp_path / "a.xlsx", row, header=(*OFFICERS, "Trình độ chuyên môn", "Từ ngày")))
    told.refresh_from_db()
    assert told.education == "Đại học"
    assert PostHeld.objects.filter(person=told, post=Post.MEMBER.value, from_day=day).exists()
    assert PostHeld.objects.filter(person=other, from_day=day).exists()
