"""The list in its official layout, which people write with our program, is read by our program as it was."""

from __future__ import annotations

from datetime import date

import pytest

from nongcot.intake.diagnosis import diagnose
from nongcot.intake.reading import read_book
from nongcot.intake.workbook import open_workbook
from nongcot.people.api import add_record
from nongcot.people.kinds import BodyKind, Post, RecordKind, Sex
from nongcot.people.lists.official import workbook
from nongcot.people.models import Person
from nongcot.regulations import load
from tests.factories import people as make

DAY = date(2026, 7, 5)


@pytest.mark.django_db
def test_officers_come_back_as_they_were():
    top = make.federation()
    union = make.unit("Công đoàn cơ sở Công ty TNHH May Sao Mai", under=top)
    chair = make.person("Trần Thị Ánh", sex=Sex.FEMALE, born="1985-07-05", phone="+84912345678")
    make.post(chair, union, Post.CHAIR)
    make.post(chair, union, Post.MEMBER, of=BodyKind.STANDING_COMMITTEE)
    make.post(make.person("Lê Văn Ba", sex=Sex.MALE, born="1970"), union)
    for kind, title in ((RecordKind.TRAINING, "Chủ tịch lần đầu"), (RecordKind.AWARD, "Bằng khen")):  # left alone
        for person in (chair, Person.objects.get(name="Lê Văn Ba")):
            add_record(actor=make.SYSTEM, person=person, kind=kind, title=title, from_day=date(2024, 7, 28))
    content = workbook(make.officer(top), "", DAY, lambda _done, _total: None)
    reading = read_book(open_workbook(content, "trich-ngang.xlsx"))
    told = diagnose(reading, day=DAY, rulebook=load())
    assert told["totals"]["rows_rejected"] == 0
    (unit,) = told["units"]
    assert unit["name"] == union.name
    officers = {(o["name"], o["sex"], o["born"], o["phone"], o["body"], o["post"]) for o in unit["officers"]}
    ours = ("Trần Thị Ánh", "female", "1985-07-05", "+84912345678")
    assert officers == {
        (*ours, "executive_committee", "chair"),
        (*ours, "standing_committee", "member"),
        ("Lê Văn Ba", "male", "1970", None, "executive_committee", "member"),
    }
