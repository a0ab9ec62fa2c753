"""What was recorded of a unit by mistake is taken back: all is as it was, or nothing happens and it is said why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from nongcot.infra.audit.models import AuditEntry
from nongcot.people import api
from nongcot.people.api import Elected
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post, Told, UnitEnd, UnitKind
from nongcot.people.models import (
    Body,
    Person,
    PostHeld,
    Term,
    TermExtension,
    Unit,
    UnitKindSpan,
    UnitName,
    UnitPlacement,
    UnitReach,
    UnitSuccession,
)
from tests.factories import people as make
from tests.factories.people import SYSTEM

DAY = date(2026, 3, 1)
BOARD = BodyKind.EXECUTIVE_COMMITTEE
ROSTER = (Unit, UnitName, UnitKindSpan, UnitPlacement, UnitSuccession, Body, Term, TermExtension, Person, PostHeld)


def text(answer):
    return answer.content.decode()


def roster() -> list[Any]:
    """Every fact on record."""
    facts: list[Any] = [list(model.objects.order_by("pk").values()) for model in ROSTER]
    reach = UnitReach.objects.order_by("unit", "ancestor", "from_day", "to_day", "depth")
    return [*facts, list(reach.values("unit", "ancestor", "from_day", "to_day", "depth"))]


def newest(action: str) -> AuditEntry:
    return AuditEntry.objects.filter(action=action).order_by("-pk")[0]


def end(cast: Any, **more: Any) -> str:
    api.end_unit(**{"actor": SYSTEM, "unit": cast.factory, "day": DAY, "reason": UnitEnd.DISSOLVED, **more})
    return "people.end_unit"


def merge(cast: Any) -> str:
    return end(cast, reason=UnitEnd.MERGED, successor=cast.foreign)


def rename(cast: Any) -> str:
    api.rename_unit(actor=SYSTEM, unit=cast.factory, name="Công đoàn cơ sở May Sao Hôm", day=DAY)
    return "people.rename_unit"


def move(cast: Any) -> str:
    api.move_unit(actor=SYSTEM, unit=cast.factory, superior=cast.other_ward, day=DAY)
    return "people.move_unit"


def change_kind(cast: Any) -> str:
    new = UnitKind.SYNDICATE if cast.factory.kinds.count() % 2 else UnitKind.PUBLIC_SERVICE
    api.change_unit_kind(actor=SYSTEM, unit=cast.factory, kind=new, day=DAY)
    return "people.change_unit_kind"


def congress(cast: Any) -> str:
    new = Person.objects.filter(name="Vũ An").first() or make.person("Vũ An")
    elected = [Elected(cast.chair, Post.CHAIR), Elected(new, Post.MEMBER)]
    api.record_congress(
        actor=SYSTEM, unit=cast.factory, body=BOARD, day=DAY, planned_end=date(2031, 3, 1), seats_fixed=3,
        elected=elected,
    )  # fmt: skip
    return "people.record_term"


def first_women(cast: Any) -> str:
    """A congress of a body that was not there before."""
    api.record_congress(
        actor=SYSTEM, unit=cast.factory, body=BodyKind.WOMENS_COMMITTEE, day=DAY, planned_end=date(2031, 3, 1),
        seats_fixed=None, elected=[Elected(cast.chair, Post.HEAD)],
    )  # fmt: skip
    return "people.record_term"


def term(cast: Any) -> str:
    api.record_term(
        actor=SYSTEM, unit=cast.factory, body=BOARD, from_day=DAY, planned_end=date(2031, 3, 1), seats_fixed=5
    )
    return "people.record_term"


def extend(cast: Any) -> str:
    running = Term.objects.filter(body__unit=cast.factory, to_day__isnull=True).get()
    last = running.extensions.order_by("-new_end").values_list("new_end", flat=True).first() or running.planned_end
    assert last
    api.extend_term(
        actor=SYSTEM, term=running, new_end=last + timedelta(days=90), decision_number="5/QĐ", decision_day=DAY
    )
    return "people.extend_term"


ALL: list[Callable[[Any], str]] = [end, merge, rename, move, change_kind, congress, first_women, term, extend]


@pytest.fixture
def union(cast: Any) -> Any:
    """The factory with a running term, a member, one who left, and one whose leaving is known already."""
    make.term(cast.factory)
    make.post(make.person("Vũ An"), cast.factory)
    make.post(make.person("Lý Bưởi"), cast.factory, to_day=date(2024, 1, 1), end_reason=EndReason.RETIRED)
    make.post(make.person("Tô Cam"), cast.factory, to_day=date(2026, 12, 1), end_reason=EndReason.RETIRED)
    Unit.objects.filter(pk=cast.factory.pk).update(told=Told.LEADERS)
    cast.factory.refresh_from_db()
    return cast


@pytest.mark.parametrize("do", ALL)
def test_what_is_taken_back_leaves_everything_as_it_was(union, do):
    before = roster()
    action = do(union)
    assert roster() != before
    api.take_back_change(actor=SYSTEM, change=newest(action), reason="Ghi nhầm đơn vị")
    assert roster() == before
    told = newest("people.take_back_change")
    assert (told.reason, told.unit) == ("Ghi nhầm đơn vị", union.factory.pk)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@examples(
    steps=st.lists(st.sampled_from([rename, move, change_kind, congress, extend, term]), max_size=3),
    last=st.sampled_from(ALL),
)
def test_a_chain_taken_back_from_its_end_leaves_everything_as_it_was(union, steps, last):
    """Whatever was done before, in any order that can be recorded at all."""
    from django.db import transaction

    with transaction.atomic():
        done = [roster()]
        entries = []
        for do in [*steps, last]:
            try:
                with transaction.atomic():
                    entries.append(newest(do(union)))
            except api.Refused:
                continue
            done.append(roster())
        for entry in reversed(entries):
            assert roster() == done.pop()
            api.take_back_change(actor=SYSTEM, change=entry, reason="Ghi nhầm")
        assert roster() == done.pop()
        transaction.set_rollback(True)


@pytest.mark.parametrize("do", ALL)
def test_it_is_taken_back_once_with_a_reason_and_by_who_may_do_it(union, do):
    entry = newest(do(union))
    after = roster()
    with pytest.raises(api.Refused, match="lý do"):
        api.take_back_change(actor=SYSTEM, change=entry, reason="  ")
    stranger = make.officer(union.other_ward, username="phuong-khac")
    with pytest.raises(PermissionDenied):
        api.take_back_change(actor=make.user("khong-quyen"), change=entry, reason="x")
    if do not in (move, merge):  # these speak of the other ward too
        with pytest.raises(PermissionDenied):
            api.take_back_change(actor=stranger, change=entry, reason="x")
    assert roster() == after
    api.take_back_change(actor=union.head, change=entry, reason="x")
    with pytest.raises(api.Refused, match="đã được rút lại"):
        api.take_back_change(actor=SYSTEM, change=entry, reason="x")


@pytest.mark.parametrize("do", [move, merge])
def test_what_speaks_of_two_wards_is_taken_back_by_one_who_answers_for_both(union, do):
    entry = newest(do(union))
    after = roster()
    for one in (union.officer, make.officer(union.other_ward, username="phuong-khac")):
        with pytest.raises(PermissionDenied):
            api.take_back_change(actor=one, change=entry, reason="x")
    assert roster() == after
    api.take_back_change(actor=union.head, change=entry, reason="x")


NAMES = {end: "end_unit", rename: "rename_unit", extend: "extend_term"}


def test_a_chair_takes_a_congress_back_and_not_what_is_above_chairs(union):
    api.take_back_change(actor=union.leader, change=newest(congress(union)), reason="Sai ngày")
    for do in (end, rename, extend):
        with pytest.raises(PermissionDenied):
            api.take_back_change(actor=union.leader, change=newest(do(union)), reason="x")
        api.take_back_change(actor=union.officer, change=newest(f"people.{NAMES[do]}"), reason="x")


def test_every_post_that_changes_has_an_entry_of_its_own(union, trail_of):
    end(union)
    assert [one["to_day"] for one in trail_of("people.end_post")] == [
        [None, "2026-03-01"],
        [None, "2026-03-01"],
        ["2026-12-01", "2026-03-01"],
    ]
    api.take_back_change(actor=SYSTEM, change=newest("people.end_unit"), reason="x")
    back = AuditEntry.objects.filter(action="people.take_back_change", object_type="post_held").order_by("pk")
    assert sorted(str(one.changes["changes"]["to_day"]) for one in back) == [
        "['2026-03-01', '2026-12-01']",
        "['2026-03-01', None]",
        "['2026-03-01', None]",
    ]
    congress(union)
    api.take_back_change(actor=SYSTEM, change=newest("people.record_term"), reason="x")
    assert len(trail_of("people.withdraw_post")) == 2


# What later facts build on


def later_post(union):
    api.correct_post(actor=SYSTEM, held=union.held, reason="Sai ngày", to_day=date(2026, 2, 1))


def opened_again(union):
    make.unit(union.factory.name, under=union.ward, began=DAY)


def heir_ended(union):
    union.foreign.refresh_from_db()
    api.end_unit(actor=SYSTEM, unit=union.foreign, day=date(2026, 6, 1), reason=UnitEnd.DISSOLVED)


def second_heir(union):
    UnitSuccession.objects.create(predecessor=union.factory, successor=union.foreign, on=DAY, how=UnitEnd.SPLIT)


def renamed_again(union):
    api.rename_unit(actor=SYSTEM, unit=union.factory, name="Tên thứ ba", day=date(2026, 5, 1))


def moved_again(union):
    third = make.unit("Công đoàn xã Ba", under=union.top, kind=UnitKind.DIRECT_SUPERIOR)
    api.move_unit(actor=SYSTEM, unit=union.factory, superior=third, day=date(2026, 5, 1))


def next_term(union):
    api.record_term(
        actor=SYSTEM, unit=union.factory, body=BOARD, from_day=date(2026, 9, 1), planned_end=date(2031, 9, 1),
        seats_fixed=None,
    )  # fmt: skip


def by_election(union):
    api.record_post(
        actor=SYSTEM, unit=union.factory, person=make.person("Hồ Đào"), body=BOARD, post=Post.VICE_CHAIR,
        from_day=date(2026, 4, 1),
    )  # fmt: skip


def seats_corrected(union):
    api.correct_term(actor=SYSTEM, term=Term.objects.get(from_day=DAY), seats_fixed=9, reason="Sai số")


def post_corrected(union):
    held = PostHeld.objects.get(from_day=DAY, post=Post.MEMBER)
    api.correct_post(actor=SYSTEM, held=held, reason="Sai số", mandate=Mandate.BY_ELECTION)


def post_withdrawn(union):
    api.withdraw_post(actor=SYSTEM, held=PostHeld.objects.get(from_day=DAY, post=Post.MEMBER), reason="x")


@pytest.mark.parametrize(
    ("do", "then", "why"),
    [
        (end, later_post, "Đặng Thị Ưởng đã được sửa"),
        (end, opened_again, "đã được thành lập lại từ ngày 01/03/2026"),
        (end, second_heir, "Gỗ Bình Khê đã được ghi tiếp nhận"),
        (merge, heir_ended, "Gỗ Bình Khê, đơn vị tiếp nhận, đã kết thúc hoạt động từ ngày 01/06/2026"),
        (rename, renamed_again, "đổi tên lần nữa từ ngày 01/05/2026"),
        (move, moved_again, "chuyển cấp trên lần nữa từ ngày 01/05/2026"),
        (congress, next_term, "nhiệm kỳ sau đó, từ ngày 01/09/2026"),
        (congress, extend, "kéo dài đến ngày"),
        (congress, by_election, "Hồ Đào được ghi giữ chức vụ từ ngày 01/04/2026"),
        (congress, seats_corrected, "đã được sửa"),
        (congress, post_corrected, "Vũ An đã được sửa"),
        (congress, post_withdrawn, "đã được rút"),
        (congress, end, "kết thúc hoạt động từ ngày 01/03/2026"),
        (term, next_term, "nhiệm kỳ sau đó"),
        (extend, extend, "kéo dài lần nữa"),
    ],
)
def test_what_later_facts_build_on_is_not_taken_back(union, do, then, why):
    entry = newest(do(union))
    if (do, then) == (congress, end):
        api.end_unit(actor=SYSTEM, unit=union.factory, day=date(2026, 3, 2), reason=UnitEnd.DISSOLVED)
        why = why.replace("01/03", "02/03")
    else:
        then(union)
    after = roster()
    with pytest.raises(api.Refused, match=why):
        api.take_back_change(actor=SYSTEM, change=entry, reason="Ghi nhầm")
    assert roster() == after


def test_an_end_is_not_taken_back_when_a_unit_left_because_of_it_but_is_after_that_was_taken_back(union):
    member = make.unit("Công đoàn cơ sở Giày", under=union.ward)
    api.end_unit(actor=SYSTEM, unit=union.ward, day=DAY, reason=UnitEnd.DISSOLVED)
    entry = newest("people.end_unit")
    api.move_unit(actor=SYSTEM, unit=member, superior=union.other_ward, day=DAY)
    with pytest.raises(api.Refused, match="Giày đã chuyển khỏi đơn vị này từ ngày 01/03/2026"):
        api.take_back_change(actor=SYSTEM, change=entry, reason="x")
    api.take_back_change(actor=SYSTEM, change=newest("people.move_unit"), reason="x")
    api.take_back_change(actor=SYSTEM, change=entry, reason="x")
    union.ward.refresh_from_db()
    assert union.ward.ended_on is None


def test_a_move_is_not_taken_back_into_a_circle(union):
    sub = make.unit("Công đoàn khu công nghiệp", under=union.ward, kind=UnitKind.DIRECT_SUPERIOR)
    api.move_unit(actor=SYSTEM, unit=sub, superior=union.top, day=DAY)
    entry = newest("people.move_unit")
    api.move_unit(actor=SYSTEM, unit=union.ward, superior=sub, day=date(2026, 4, 1))
    after = roster()
    with pytest.raises(api.Refused, match="cấp dưới của đơn vị này"):
        api.take_back_change(actor=SYSTEM, change=entry, reason="x")
    assert roster() == after


def test_what_was_recorded_without_a_memory_says_so(union):
    make.post(make.person("Hồ Đào"), union.factory)
    entry = newest("people.create_unit")
    with pytest.raises(api.Refused, match="không rút lại được"):
        api.take_back_change(actor=SYSTEM, change=entry, reason="x")
    old = AuditEntry(action="people.end_unit", object_type="unit", object_id="1", unit=union.factory.pk, changes={})
    with pytest.raises(api.Refused, match="không giữ dữ liệu trước"):
        api.take_back_change(actor=SYSTEM, change=old, reason="x")


# The page


def test_the_trail_offers_it_and_the_page_says_what_will_be_again(union, client):
    entry = newest(end(union))
    client.force_login(union.officer)
    page = text(client.get(f"/don-vi/{union.factory.pk}/thay-doi/"))
    assert f"/thay-doi/{entry.pk}/rut/" in page
    assert "Đặng Thị Ưởng, Chủ tịch" in page
    address = f"/don-vi/{union.factory.pk}/thay-doi/{entry.pk}/rut/"
    shown = client.get(address)
    keys = {key: str(shown.context[key]) for key in ("once", "seen")}
    assert client.post(address, {**keys, "reason": ""}).status_code == 422
    asked = client.post(address, {**keys, "reason": "Nhầm đơn vị"})
    assert "3 chức vụ đã thôi vì việc này sẽ được giữ lại như trước." in text(asked)
    sure = {**keys, "reason": "Nhầm đơn vị", "confirmed": asked.context["confirmed"]}
    assert client.post(address, sure).status_code == 302
    union.factory.refresh_from_db()
    assert union.factory.ended_on is None
    page = text(client.get(f"/don-vi/{union.factory.pk}/thay-doi/"))
    assert "đã rút lại" in page
    assert address not in page


def test_a_reader_sees_the_roster_in_the_trail_and_neither_persons_nor_roles_nor_a_link(union, client):
    from nongcot.people.kinds import Role

    rename(union)
    api.correct_person(actor=SYSTEM, person=union.chair, values={"job": "Tổ trưởng may"}, reason="x")
    seen = {}
    for role in (Role.READER, Role.CHAIR, Role.SUPERIOR_OFFICER):
        client.force_login(make.officer(union.factory, role))
        page = text(client.get(f"/don-vi/{union.factory.pk}/thay-doi/"))
        seen[role] = ("Đổi tên đơn vị" in page, "Cấp quyền" in page, "/rut/" in page)
    assert seen == {
        Role.READER: (True, False, False),
        Role.CHAIR: (True, False, False),
        Role.SUPERIOR_OFFICER: (True, True, True),
    }


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_trail_asks_as_often_for_many_lines_as_for_one(union, client, many, django_assert_max_num_queries):
    for number in range(many):
        api.record_post(
            actor=SYSTEM, unit=union.factory, person=make.person(f"Hồ {number}"), body=BOARD, post=Post.MEMBER,
            from_day=date(2026, 4, 1),
        )  # fmt: skip
    client.force_login(union.officer)
    client.get("/tai-khoan/")
    with django_assert_max_num_queries(19):
        client.get(f"/don-vi/{union.factory.pk}/thay-doi/")
