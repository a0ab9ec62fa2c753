"""What later facts build on is not taken back: nothing happens, and it is said why."""

from __future__ import annotations

from datetime import date

import pytest

from nongcot.infra.audit.models import AuditEntry
from nongcot.people import api
from nongcot.people.kinds import Mandate, Post, UnitEnd, UnitKind
from nongcot.people.models import (
    PostHeld,
    Term,
    UnitSuccession,
)
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.people.changing.recorded import BOARD, DAY, congress, end, extend, merge, move, newest, rename, roster, term


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
