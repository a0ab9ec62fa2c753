"""Two records of one person become one, and two again, exactly; or they are two persons for good."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from nongcot.duties.models import Duty
from nongcot.infra import sealing
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, Mandate, Post, RecordKind, Role, SupportKind
from nongcot.people.models import DataRequest, KeptApart, Person, PersonMerge, PersonRecord, PostHeld, Support
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit(under=make.federation())


@pytest.fixture
def two(union):
    """The same woman, once from a list of chairs, once from a list of committees."""
    keep = make.person("Nguyen Thi Dao", born="1985", phone="+84912345678", note="Nhóm 1")
    drop = make.person(
        "Nguyễn Thị Đào", born="1985-07-05", phone="+84987654321", citizen_id="079185005687", sex="female"
    )
    make.post(keep, union, Post.CHAIR)
    make.post(drop, union, Post.MEMBER, from_day=date(2018, 1, 1), to_day=date(2020, 1, 1))
    return keep, drop


def tables() -> dict[str, list[Any]]:
    """Every row of the roster and of what points to persons; not the merges themselves nor the trail."""
    models = [Person, PostHeld, PersonRecord, KeptApart, Support, Duty]
    return {
        model.__name__: [{**row, **_plain(row)} for row in model.objects.order_by("pk").values()] for model in models
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: bytes(value) for name, value in row.items() if isinstance(value, memoryview)}


def test_the_record_kept_has_the_chosen_values_and_all_posts(two):
    keep, drop = two
    choices = {"name": "drop", "born": "drop", "phone": "keep"}
    merge = api.merge_persons(actor=SYSTEM, keep=keep, drop=drop, choices=choices)
    keep.refresh_from_db()
    assert (keep.name, keep.search_key, keep.born) == ("Nguyễn Thị Đào", "nguyen thi dao", "1985-07-05")
    assert (keep.phone, keep.other_phones) == ("+84912345678", "+84987654321")
    assert sealing.unseal(keep.citizen_sealed) == "079185005687"
    assert (keep.sex, keep.note) == ("female", "Nhóm 1")
    assert sorted(keep.posts.values_list("post", flat=True)) == ["chair", "member"]
    assert not Person.objects.filter(pk=drop.pk).exists()
    assert (merge.keep_id, merge.dropped, merge.dropped_name) == (keep.pk, drop.pk, "Nguyễn Thị Đào")


def test_a_merge_is_told_on_both_records_without_the_citizen_id(two):
    keep, drop = two
    api.merge_persons(actor=SYSTEM, keep=keep, drop=drop, choices={"name": "drop"}, reason="Cùng CCCD")
    entries = AuditEntry.objects.filter(action="people.merge_persons")
    assert sorted(entry.object_id for entry in entries) == sorted([str(keep.pk), str(drop.pk)])
    changes = entries[0].changes["changes"]
    assert changes["record"] == [drop.pk, keep.pk]
    assert changes["name"] == ["Nguyen Thi Dao", "Nguyễn Thị Đào"]
    assert changes["citizen_id"] == [None, "•••• 5687"]
    assert entries[0].reason == "Cùng CCCD"
    assert "079185005687" not in str(PersonMerge.objects.get().data)


def test_overlapping_identical_posts_become_one_over_the_days_of_both(two, union):
    keep, drop = two
    other = make.post(
        drop, union, Post.CHAIR, from_day=date(2019, 5, 1), to_day=date(2023, 1, 1), mandate=Mandate.CONGRESS
    )
    api.merge_persons(actor=SYSTEM, keep=keep, drop=drop)
    chair = keep.posts.get(post="chair")
    assert (chair.from_day, chair.to_day, chair.mandate) == (date(2019, 5, 1), None, "congress")
    assert not PostHeld.objects.filter(pk=other.pk).exists()


def test_posts_that_do_not_overlap_or_are_of_another_body_stay_two(two, union):
    keep, drop = two
    make.post(drop, union, Post.CHAIR, from_day=date(2010, 1, 1), to_day=make.BEGAN)
    make.post(drop, union, Post.MEMBER, of=BodyKind.INSPECTION_COMMITTEE)
    api.merge_persons(actor=SYSTEM, keep=keep, drop=drop)
    assert keep.posts.count() == 4


def test_a_known_first_day_is_better_than_none(two, union):
    keep, drop = two
    make.post(drop, union, Post.CHAIR, from_day=None)
    api.merge_persons(actor=SYSTEM, keep=keep, drop=drop)
    assert keep.posts.get(post="chair").from_day == make.BEGAN


def test_what_was_merged_comes_back_as_it_was(two, union):
    keep, drop = two
    third = make.person("Nguyễn Thị Đào")
    make.post(third, union)
    make.post(drop, union, Post.CHAIR, from_day=date(2019, 5, 1))
    api.keep_apart(actor=SYSTEM, a=third, b=drop)
    make.duty(union, "contract.ends_before_term", person=drop)
    api.record_support(actor=SYSTEM, person=drop, unit=union, day=clock.today(), kind=SupportKind.MEETING)
    api.add_record(actor=SYSTEM, person=drop, kind=RecordKind.AWARD, title="Bằng khen", from_day=date(2024, 5, 1))
    before = tables()
    merge = api.merge_persons(actor=SYSTEM, keep=keep, drop=drop, choices={"name": "drop", "phone": "drop"})
    assert tables() != before
    assert keep.records.get().title == "Bằng khen"
    assert set(KeptApart.objects.values_list("one", "other")) == {(keep.pk, third.pk)}
    assert Support.objects.get().person_id == keep.pk
    back = api.undo_merge(actor=SYSTEM, merge=merge)
    assert back == drop
    assert tables() == before
    merge.refresh_from_db()
    assert merge.undone_at is not None
    assert AuditEntry.objects.filter(action="people.undo_merge").count() == 2


DAYS = st.none() | st.dates(date(2010, 1, 1), date(2026, 1, 1))
RANGES = st.tuples(DAYS, DAYS).filter(lambda pair: None in pair or pair[0] < pair[1])
POSTS = st.lists(st.tuples(st.sampled_from([Post.CHAIR, Post.MEMBER]), RANGES), max_size=4)
TEXTS = st.sampled_from(["", "a", "b"])
PERSONS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Lê Na", "Lê Thị Na"]),
        "phone": st.sampled_from(["", "+84912345678", "+84987654321"]),
        "other_phones": st.sampled_from(["", "+842763822456"]),
        "email": TEXTS,
        "ethnicity": TEXTS,
        "party_member": st.sampled_from([None, True, False]),
        "contract_ends_on": DAYS,
        "citizen_id": st.sampled_from(["", "079185005687", "079185005688"]),
    }
)
CHOICES = st.dictionaries(
    st.sampled_from(["name", "phone", "email", "ethnicity", "party_member", "contract", "citizen_id"]),
    st.sampled_from(["keep", "drop"]),
)


@given(PERSONS, PERSONS, POSTS, POSTS, CHOICES)
@settings(max_examples=60)
def test_a_merge_and_its_undoing_leave_every_row_as_it_was(
    of_keep: dict[str, Any], of_drop: dict[str, Any], keeps: Any, drops: Any, choices: dict[str, str]
) -> None:
    with transaction.atomic():
        union = make.unit(under=make.federation())
        keep, drop = make.person(**of_keep), make.person(**of_drop)
        for who, posts in ((keep, keeps), (drop, drops)):
            for kind, (from_day, to_day) in posts:
                make.post(who, union, kind, from_day=from_day, to_day=to_day)
        before = tables()
        merge = api.merge_persons(actor=SYSTEM, keep=keep, drop=drop, choices=choices)
        assert not PostHeld.objects.filter(person=drop.pk).exists()
        api.undo_merge(actor=SYSTEM, merge=merge)
        assert tables() == before
        transaction.set_rollback(True)


def test_merges_are_undone_the_last_one_first(two, union):
    keep, drop = two
    third = make.person("Nguyễn Thị Đào")
    make.post(third, union)
    before = tables()
    first = api.merge_persons(actor=SYSTEM, keep=keep, drop=drop)
    second = api.merge_persons(actor=SYSTEM, keep=third, drop=keep)
    with pytest.raises(Refused, match="Nguyen Thi Dao"):
        api.undo_merge(actor=SYSTEM, merge=first)
    api.undo_merge(actor=SYSTEM, merge=second)
    api.undo_merge(actor=SYSTEM, merge=first)
    assert tables() == before
    with pytest.raises(Refused, match="đã được hoàn tác"):
        api.undo_merge(actor=SYSTEM, merge=first)


def test_a_merge_cannot_be_undone_once_its_values_or_posts_were_changed(two, union):
    keep, drop = two
    make.post(drop, union, Post.CHAIR, from_day=date(2019, 5, 1))
    merge = api.merge_persons(actor=SYSTEM, keep=keep, drop=drop, choices={"name": "drop"})
    api.correct_person(actor=SYSTEM, person=keep, values={"name": "Nguyễn Thị Anh Đào"}, reason="Đúng tên")
    with pytest.raises(Refused, match="đã được sửa sau khi gộp"):
        api.undo_merge(actor=SYSTEM, merge=merge)
    api.correct_person(actor=SYSTEM, person=keep, values={"name": "Nguyễn Thị Đào"}, reason="Như cũ")
    PostHeld.objects.filter(person=keep, post="chair").update(to_day=clock.today())
    with pytest.raises(Refused, match="ghi lại sau khi gộp"):
        api.undo_merge(actor=SYSTEM, merge=merge)
    PostHeld.objects.filter(person=keep, post="chair").update(to_day=None)
    api.undo_merge(actor=SYSTEM, merge=merge)
    assert Person.objects.filter(pk=drop.pk).exists()


def test_what_does_not_touch_the_merge_stands_in_the_way_of_no_undoing(two, union):
    keep, drop = two
    merge = api.merge_persons(actor=SYSTEM, keep=keep, drop=drop)
    api.complete_data(actor=SYSTEM, person=keep, values={"email": "dao@congdoan.vn"})
    make.post(keep, union, Post.MEMBER, of=BodyKind.WOMENS_COMMITTEE)
    api.undo_merge(actor=SYSTEM, merge=merge)
    keep.refresh_from_db()
    assert (keep.email, keep.posts.count()) == ("dao@congdoan.vn", 2)


def test_open_duties_of_both_are_no_obstacle(two, union):
    keep, drop = two
    for who in two:
        make.duty(union, "contract.ends_before_term", person=who)
    api.merge_persons(actor=SYSTEM, keep=keep, drop=drop)
    assert Duty.objects.filter(person=keep, closed_on__isnull=True).count() == 1
    assert Duty.objects.filter(person=keep, closed_on__isnull=False).count() == 1


def test_only_who_answers_for_all_their_units_merges_two_records(two, union):
    keep, drop = two
    elsewhere = make.unit(under=make.federation("LĐLĐ tỉnh khác"))
    for role in (Role.CHAIR, Role.READER, Role.INSPECTOR):
        with pytest.raises(PermissionDenied):
            api.merge_persons(actor=make.officer(union, role), keep=keep, drop=drop)
    make.post(drop, elsewhere, from_day=date(2015, 1, 1), to_day=date(2016, 1, 1))
    officer = make.officer(union, Role.SUPERIOR_OFFICER)
    with pytest.raises(Refused, match="ngoài phạm vi"):
        api.merge_persons(actor=officer, keep=keep, drop=drop)
    make.grant(officer, elsewhere, Role.SUPERIOR_OFFICER)
    merge = api.merge_persons(actor=officer, keep=keep, drop=drop)
    with pytest.raises(PermissionDenied):
        api.undo_merge(actor=make.officer(union, Role.SUPERIOR_OFFICER), merge=merge)


def test_a_record_is_not_merged_with_itself_nor_twice(two):
    keep, drop = two
    with pytest.raises(Refused):
        api.merge_persons(actor=SYSTEM, keep=keep, drop=keep)
    api.merge_persons(actor=SYSTEM, keep=keep, drop=drop)
    with pytest.raises(Refused):
        api.merge_persons(actor=SYSTEM, keep=keep, drop=drop)


def test_two_persons_told_apart_are_not_proposed_again_until_somebody_takes_it_back(two, union):
    keep, drop = two
    Person.objects.filter(pk=keep.pk).update(search_key=drop.search_key, born=drop.born)
    run = {"actor": SYSTEM, "day": clock.today(), "units": [union.pk]}
    from nongcot.duties.api import run as look

    look(**run)
    assert Duty.objects.get(code="person.possible_duplicate").closed_on is None
    row = api.keep_apart(actor=SYSTEM, a=drop, b=keep, reason="Khác quê quán")
    assert (row.one, row.other, row.reason) == (keep, drop, "Khác quê quán")
    assert api.keep_apart(actor=SYSTEM, a=keep, b=drop) == row
    for _run in range(2):
        look(**run)
        assert not Duty.objects.filter(code="person.possible_duplicate", closed_on__isnull=True).exists()
    look(actor=SYSTEM, day=clock.today() + timedelta(days=1))
    assert not Duty.objects.filter(code="person.possible_duplicate", closed_on__isnull=True).exists()
    with pytest.raises(Refused, match="hai người khác nhau"):
        api.merge_persons(actor=SYSTEM, keep=keep, drop=drop)
    api.withdraw_apart(actor=SYSTEM, row=row)
    look(**run)
    assert Duty.objects.filter(code="person.possible_duplicate", closed_on__isnull=True).count() == 1
    assert AuditEntry.objects.filter(action="people.keep_apart").count() == 2


def test_telling_two_apart_is_for_who_answers_for_both(two, union):
    keep, drop = two
    for role in (Role.CHAIR, Role.READER):
        with pytest.raises(PermissionDenied):
            api.keep_apart(actor=make.officer(union, role), a=keep, b=drop)
    with pytest.raises(Refused):
        api.keep_apart(actor=SYSTEM, a=keep, b=keep)
    assert not KeptApart.objects.exists()


def test_every_foreign_key_to_a_person_is_moved_by_a_merge():
    """A new app that points to persons is taken along; a many-to-many would need code of its own."""
    from nongcot.people.actions.rows import relations

    own = {(model, f"{name}_id") for model in apps.get_models() for name in _person_fields(model)}
    assert set(relations(Person)) == own
    assert {PostHeld, Support, Duty, PersonMerge, DataRequest} <= {model for model, _attribute in own}
    assert not [rel for rel in Person._meta.related_objects if rel.many_to_many]


def _person_fields(model: Any) -> list[str]:
    keys = [f for f in model._meta.concrete_fields if f.is_relation and f.related_model is Person]
    return [f.name for f in keys if f.db_constraint]  # without: a table the database derives
